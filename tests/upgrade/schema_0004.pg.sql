--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    number bigint NOT NULL,
    creditor_id bigint NOT NULL,
    ledger_number text NOT NULL COLLATE pg_catalog."C",
    currency text NOT NULL COLLATE pg_catalog."C",
    capacity text NOT NULL COLLATE pg_catalog."C",
    terms text COLLATE pg_catalog."C",
    CONSTRAINT account_capacity_check CHECK ((capacity = ANY (ARRAY['own'::text, 'mandate'::text, 'factor'::text])))
);


--
-- Name: allocation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.allocation (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    allocation_id bigint NOT NULL,
    credit_item bigint NOT NULL,
    debit_item bigint NOT NULL,
    amount_minor bigint NOT NULL,
    on_day bigint NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    letter text NOT NULL COLLATE pg_catalog."C",
    reverses bigint,
    import_id bigint
);


--
-- Name: clue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.clue (
    debtor_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counter (
    name text NOT NULL COLLATE pg_catalog."C",
    next_number bigint NOT NULL,
    CONSTRAINT counter_next_number_check CHECK ((next_number > 0))
);


--
-- Name: creditor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.creditor (
    creditor_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    currency text NOT NULL COLLATE pg_catalog."C",
    capacity text NOT NULL COLLATE pg_catalog."C",
    terms text COLLATE pg_catalog."C",
    import_seq bigint NOT NULL,
    CONSTRAINT creditor_capacity_check CHECK ((capacity = ANY (ARRAY['own'::text, 'mandate'::text, 'factor'::text])))
);


--
-- Name: debtor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.debtor (
    debtor_id bigint NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    name_folded text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT debtor_kind_check CHECK ((kind = ANY (ARRAY['unknown'::text, 'company'::text, 'trader'::text, 'public'::text, 'consumer'::text])))
);


--
-- Name: directory_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.directory_key (
    kind text NOT NULL COLLATE pg_catalog."C",
    scope_id bigint NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    debtor_id bigint NOT NULL,
    account_id bigint
);


--
-- Name: fact; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.fact (
    debtor_id bigint NOT NULL,
    fact_id bigint NOT NULL,
    account_id bigint,
    kind text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    import_id bigint NOT NULL,
    on_day bigint NOT NULL,
    standing bigint NOT NULL,
    CONSTRAINT fact_standing_check CHECK ((standing = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: import; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import (
    import_id bigint NOT NULL,
    number bigint NOT NULL,
    creditor_id bigint NOT NULL,
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    file_digest bytea NOT NULL,
    format text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    as_of bigint,
    from_day bigint,
    known_day bigint,
    state text NOT NULL COLLATE pg_catalog."C",
    counts text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT import_mode_check CHECK ((mode = ANY (ARRAY['new'::text, 'period'::text, 'state'::text]))),
    CONSTRAINT import_state_check CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text])))
);


--
-- Name: item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.item (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    item_id bigint NOT NULL,
    line_id bigint,
    standing bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    on_day bigint NOT NULL,
    issued_day bigint NOT NULL,
    due_day bigint NOT NULL,
    due_source text NOT NULL COLLATE pg_catalog."C",
    amount_minor bigint NOT NULL,
    open_minor bigint NOT NULL,
    currency text NOT NULL COLLATE pg_catalog."C",
    piece text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL COLLATE pg_catalog."C",
    letter_unbalanced bigint NOT NULL,
    CONSTRAINT item_due_source_check CHECK ((due_source = ANY (ARRAY['stated'::text, 'computed'::text, 'assumed'::text]))),
    CONSTRAINT item_standing_check CHECK ((standing = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: journal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal (
    subject_id bigint NOT NULL,
    subject_kind text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    digest bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT journal_seq_check CHECK ((seq > 0)),
    CONSTRAINT journal_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['debtor'::text, 'creditor'::text, 'statement'::text, 'training'::text, 'system'::text])))
);


--
-- Name: journal_body; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal_body (
    subject_id bigint NOT NULL,
    subject_kind text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    salt bytea,
    body text COLLATE pg_catalog."C",
    erased_why text COLLATE pg_catalog."C",
    CONSTRAINT journal_body_check CHECK (((salt IS NULL) = (body IS NULL))),
    CONSTRAINT journal_body_check1 CHECK (((body IS NULL) = (erased_why IS NOT NULL)))
);


--
-- Name: journal_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.journal_head (
    subject_id bigint NOT NULL,
    subject_kind text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    hash bytea NOT NULL
);


--
-- Name: law_table; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.law_table (
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    loaded_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    digest bytea NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT law_table_version_check CHECK ((version > 0))
);


--
-- Name: ledger_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_line (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    line_id bigint NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    ledger_account text NOT NULL COLLATE pg_catalog."C",
    journal text NOT NULL COLLATE pg_catalog."C",
    entry_day bigint NOT NULL,
    piece text NOT NULL COLLATE pg_catalog."C",
    piece_day bigint,
    label text NOT NULL COLLATE pg_catalog."C",
    debit_minor bigint NOT NULL,
    credit_minor bigint NOT NULL,
    currency text NOT NULL COLLATE pg_catalog."C",
    fingerprint bytea NOT NULL
);


--
-- Name: line_sighting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.line_sighting (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    line_id bigint NOT NULL,
    import_id bigint NOT NULL,
    vanished bigint NOT NULL,
    letter text NOT NULL COLLATE pg_catalog."C",
    letter_day bigint,
    valid_day bigint,
    opening_day bigint,
    entry_number text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    journal_use bigint NOT NULL,
    CONSTRAINT line_sighting_vanished_check CHECK ((vanished = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: login_attempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.login_attempt (
    attempt_id bigint NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL
);


--
-- Name: meta; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meta (
    key text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: migration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.migration (
    number bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    hash bytea NOT NULL,
    at_ms bigint NOT NULL
);


--
-- Name: plan_row; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.plan_row (
    creditor_id bigint NOT NULL,
    prefix text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    created_ms bigint NOT NULL,
    expires_ms bigint NOT NULL
);


--
-- Name: user_creditor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_creditor (
    user_id bigint NOT NULL,
    creditor_id bigint NOT NULL
);


--
-- Name: user_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_link (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    expires_ms bigint NOT NULL
);


--
-- Name: user_role; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_role (
    user_id bigint NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    user_id bigint NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    password text COLLATE pg_catalog."C",
    lang text COLLATE pg_catalog."C",
    all_creditors bigint NOT NULL,
    disabled bigint NOT NULL,
    demo bigint NOT NULL,
    created_ms bigint NOT NULL,
    CONSTRAINT users_all_creditors_check CHECK ((all_creditors = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT users_demo_check CHECK ((demo = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT users_disabled_check CHECK ((disabled = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT users_lang_check CHECK ((lang = ANY (ARRAY['fr'::text, 'en'::text])))
);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account (debtor_id, account_id, number, creditor_id, ledger_number, currency, capacity, terms) FROM stdin;
457055129824854016	457055129824854017	2	457055129810173953	C2	EUR	own	\N
457055129814368256	457055129814368257	1	457055129810173953	C1	EUR	own	net30
457055130059808768	457055130059808769	3	457055129810173953	C3	EUR	own	net30
457055130309541888	457055130309541889	4	457055129810173953	C4	EUR	own	\N
457055131098349568	457055131098349569	5	457055131071086592	C1	EUR	mandate	\N
457055131098349570	457055131098349571	6	457055131071086592	E1	EUR	mandate	\N
\.


--
-- Data for Name: allocation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.allocation (debtor_id, account_id, allocation_id, credit_item, debit_item, amount_minor, on_day, source, letter, reverses, import_id) FROM stdin;
457055129814368256	457055129814368257	457055129837436928	2231383342491959589	1919434521112485912	120000	20198	lettering	A	\N	457055129810173952
457055129824854016	457055129824854017	457055129839534080	6109893510590626166	4289846677472499020	40000	20437	lettering	B	\N	457055129810173952
\.


--
-- Data for Name: clue; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.clue (debtor_id, kind, value) FROM stdin;
\.


--
-- Data for Name: counter; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.counter (name, next_number) FROM stdin;
import	6
debtor	7
account	7
\.


--
-- Data for Name: creditor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.creditor (creditor_id, code, name, currency, capacity, terms, import_seq) FROM stdin;
457055129810173953	AAA	AAA	EUR	own	\N	5
457055131071086592	BBB	BBB	EUR	mandate	\N	1
\.


--
-- Data for Name: debtor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.debtor (debtor_id, number, kind, name, name_folded) FROM stdin;
457055129814368256	1	company	Atelier Fictif SARL	ATELIER FICTIF SARL
457055130059808768	3	public	Commune de Nulleville	COMMUNE DE NULLEVILLE
457055129824854016	2	company	Brasserie Imaginaire	BRASSERIE IMAGINAIRE
457055130309541888	4	unknown	Droguerie Annulée	DROGUERIE ANNULEE
457055131098349568	5	unknown	Atelier Fictif	ATELIER FICTIF
457055131098349570	6	unknown	Epicerie Irréelle	EPICERIE IRREELLE
\.


--
-- Data for Name: directory_key; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.directory_key (kind, scope_id, value, debtor_id, account_id) FROM stdin;
ledger	457055129810173953	C1	457055129814368256	457055129814368257
ledger	457055129810173953	C2	457055129824854016	457055129824854017
account_number	0	1	457055129814368256	457055129814368257
debtor_number	0	1	457055129814368256	\N
account_number	0	2	457055129824854016	457055129824854017
debtor_number	0	2	457055129824854016	\N
ledger	457055129810173953	C3	457055130059808768	457055130059808769
account_number	0	3	457055130059808768	457055130059808769
debtor_number	0	3	457055130059808768	\N
ledger	457055129810173953	C4	457055130309541888	457055130309541889
account_number	0	4	457055130309541888	457055130309541889
debtor_number	0	4	457055130309541888	\N
ledger	457055131071086592	C1	457055131098349568	457055131098349569
ledger	457055131071086592	E1	457055131098349570	457055131098349571
account_number	0	5	457055131098349568	457055131098349569
debtor_number	0	5	457055131098349568	\N
account_number	0	6	457055131098349570	457055131098349571
debtor_number	0	6	457055131098349570	\N
\.


--
-- Data for Name: fact; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.fact (debtor_id, fact_id, account_id, kind, value, import_id, on_day, standing) FROM stdin;
457055129814368256	457055129831145472	\N	ledger_name	Atelier Fictif	457055129810173952	20780	1
457055129824854016	457055129831145473	\N	ledger_name	Brasserie Imaginaire	457055129810173952	20780	1
457055130059808768	457055130061905920	\N	ledger_name	Commune de Nulleville	457055130047225856	20780	1
457055129814368256	457055130074488832	\N	name	Atelier Fictif SARL	457055130047225856	20780	1
457055129814368256	457055130074488833	\N	type	company	457055130047225856	20780	1
457055129814368256	457055130074488834	\N	siren	000000018	457055130047225856	20780	1
457055129814368256	457055130074488835	\N	phone	01 99 00 12 34	457055130047225856	20780	1
457055129814368256	457055130074488836	457055129814368257	terms_text	net30	457055130047225856	20780	1
457055129814368256	457055130074488837	457055129814368257	terms	net30	457055130047225856	20780	1
457055130059808768	457055130074488838	\N	name	Commune de Nulleville	457055130047225856	20780	1
457055130059808768	457055130074488839	\N	type	public	457055130047225856	20780	1
457055130059808768	457055130074488840	\N	phone	02 61 91 00 22	457055130047225856	20780	1
457055130059808768	457055130074488841	457055130059808769	terms_text	net30	457055130047225856	20780	1
457055130059808768	457055130074488842	457055130059808769	terms	net30	457055130047225856	20780	1
457055129824854016	457055130074488843	\N	name	Brasserie Imaginaire	457055130047225856	20780	1
457055129824854016	457055130074488844	\N	type	company	457055130047225856	20780	1
457055129824854016	457055130074488845	457055129824854017	terms_text	90 jours	457055130047225856	20780	1
457055130309541888	457055130315833344	\N	ledger_name	Droguerie Annulée	457055130288570368	20780	0
457055131098349568	457055131100446720	\N	ledger_name	Atelier Fictif	457055131068989440	20780	1
457055131098349570	457055131100446721	\N	ledger_name	Epicerie Irréelle	457055131068989440	20780	1
\.


--
-- Data for Name: import; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.import (import_id, number, creditor_id, seq, at_ms, actor_id, file, file_digest, format, mode, as_of, from_day, known_day, state, counts) FROM stdin;
457055129810173952	1	457055129810173953	1	1795777669231	0	2025.txt	\\xf02e634095bfaf9b86851d3ca8e0d33e7e1d8d774279e3932235b4aeff6a0ed8	fec	new	\N	20157	20437	done	{"read":10,"accepted":5,"rejected":0,"duplicates":0,"updated":0,"ignored":5,"vanished":0,"debtors":2,"items":3,"payments":2,"credits":0,"facts":0}
457055130047225856	2	457055129810173953	2	1795777669347	0	clients.csv	\\xe25a0c92843bc5a794927c7963e034e1675dff644859247c6950235a6c822f2f	csv	new	\N	\N	\N	done	{"read":3,"accepted":1,"rejected":0,"duplicates":0,"updated":2,"ignored":0,"vanished":0,"debtors":1,"items":0,"payments":0,"credits":0,"facts":14}
457055130288570368	3	457055129810173953	3	1795777669465	0	annule.txt	\\x30d36ce4c84e3b9c7b3caef4bce47c36c0af743e2075d3bc0f463f35d46797ad	fec	new	\N	20727	20727	undone	{"read":2,"accepted":1,"rejected":0,"duplicates":0,"updated":0,"ignored":1,"vanished":0,"debtors":1,"items":1,"payments":0,"credits":0,"facts":0}
457055130859225088	4	457055129810173953	5	1795777669729	0	2026.txt	\\xcea86d25181984038a2c70a4550edb56f55605a39858806f9915f41a4c896695	fec	new	\N	20454	20716	done	{"read":10,"accepted":3,"rejected":0,"duplicates":2,"updated":0,"ignored":5,"vanished":0,"debtors":0,"items":2,"payments":1,"credits":0,"facts":0}
457055131068989440	5	457055131071086592	1	1795777669831	0	mandat.txt	\\xca8a82e035aae1732985f13a8e9543b926c09f10351807c10b461e6e0659a1c7	fec	new	\N	20635	20666	done	{"read":4,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":2,"vanished":0,"debtors":2,"items":2,"payments":0,"credits":0,"facts":0}
\.


--
-- Data for Name: item; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.item (debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day, due_day, due_source, amount_minor, open_minor, currency, piece, label, letter_unbalanced) FROM stdin;
457055129824854016	457055129824854017	4289846677472499020	4289846677472499020	1	invoice	customer	20394	20394	20424	assumed	45050	5050	EUR	F3	Facture F3	1
457055129824854016	457055129824854017	6109893510590626166	6109893510590626166	1	payment	customer	20437	20437	20467	assumed	-40000	0	EUR	B2	Virement B2	0
457055129814368256	457055129814368257	1919434521112485912	1919434521112485912	1	invoice	customer	20157	20157	20187	computed	120000	0	EUR	F1	Facture F1	0
457055129814368256	457055129814368257	2231383342491959589	2231383342491959589	1	payment	customer	20198	20198	20228	computed	-120000	0	EUR	B1	Virement B1	0
457055129814368256	457055129814368257	7802839911238188471	7802839911238188471	1	invoice	customer	20220	20220	20250	computed	80000	80000	EUR	F2	Facture F2	0
457055130309541888	457055130309541889	6789957921824127804	6789957921824127804	0	invoice	customer	20727	20727	20757	assumed	9900	9900	EUR	F6	Facture F6	0
457055129814368256	457055129814368257	4550509056519241124	4550509056519241124	1	invoice	customer	20605	20605	20635	computed	240000	240000	EUR	F4	Facture F4	0
457055129814368256	457055129814368257	2528208288802117898	2528208288802117898	1	payment	customer	20716	20716	20746	computed	-10000	-10000	EUR	B3	Virement B3	0
457055130059808768	457055130059808769	3646039112025250351	3646039112025250351	1	invoice	customer	20711	20711	20741	computed	624000	624000	EUR	F5	Facture F5	0
457055131098349568	457055131098349569	2487341557600119333	2487341557600119333	1	invoice	customer	20635	20635	20665	assumed	31000	31000	EUR	G1	Facture G1	0
457055131098349570	457055131098349571	173311922655846099	173311922655846099	1	bill	bill	20666	20666	20696	assumed	7500	7500	EUR	G2	LCR G2	0
\.


--
-- Data for Name: journal; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal (subject_id, subject_kind, seq, at_ms, actor_id, kind, digest, hash) FROM stdin;
0	system	1	1795777668844	0	init	\\x25192dba5b03ddf84a176e3c204a8d53abe3ce7b6001eb8884ee3ebf78bd7447	\\x65708fbde9424b0b59f84b7fe55722b5a67fa95d45eb3570dfb21d3471c5a62f
0	system	2	1795777669152	0	user_added	\\x302ae2fbb9feeebc71519c2d5918e9b39ad4cc885525c6d439ce641ae51c8a5e	\\x072697177f8a08d6eb2a2088ab6a8762fe24199662f476b96e5a9a05de0ae46d
457055129810173953	creditor	1	1795777669231	0	import	\\x07a1edec57cb18ca9914d3c642777b6bcc0ebd632ddeb9145048484bb850086d	\\x10cea47416dd036c420f80466d58e4af5706ce78e61809d816f94e78ed5b13eb
457055129810173953	creditor	2	1795777669347	0	import	\\xb01d69170d0b9a913ee3ccfea10194599f56aaae0174d868b53cf7815f39f474	\\x7078591006e4a353c442a9ef3e3427aa5107e7a2d1660cf2fe9f09d5f10fc7ce
457055129810173953	creditor	3	1795777669465	0	import	\\x68a1172a0fc241dda8ef3131f9c80f039945138ddda1ad89637237fe561553af	\\xb4e8225cfcbd5613e5214c6531b42e0cf16eb3b47e13a7e145736d32357e753c
457055129810173953	creditor	4	1795777669652	0	import_undo	\\xbe58cb561bea4487ee3675fa49d868ce2ed3ab66492b957463c9a0e56874397b	\\x8987aa4afaf098f1e9783cea888c92b05b43273d4a754dcfbbe0dd23c7145845
457055129810173953	creditor	5	1795777669729	0	import	\\x19f508a6bf2a4aed826142981e1ea61dc519162e0a5dde806e4a21c301ce7b37	\\x87641e1491c949a4a6f3c9ad2028a3cf322884d40bef831565bf3b72a3dda54c
457055131071086592	creditor	1	1795777669831	0	import	\\xfce4849ac959390860ea6e951f03af26196682417bc96f5bd23e956f048ae22d	\\xfa67b5030db6be7d57135b14c6575cfa39dcf1e4b2d3c9fc4b5b6ef79117c9cf
0	system	3	1795777669956	0	user_added	\\xfc764192061bdac4bb5861b99eac8ac235341ebf1d541655e728919bb0eaabc8	\\x2a30d3e89762893a11e75e54fc18180a0b4d1dcd7c1781d3f8e0f7a7b8954c27
\.


--
-- Data for Name: journal_body; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal_body (subject_id, subject_kind, seq, salt, body, erased_why) FROM stdin;
0	system	1	\\xd48c37a9adf5c2f9f38e620cae13ec3e5728229f5b59a69b4ea0744db6209b16	{"from":0,"to":4}\n	\N
0	system	2	\\xb5b8b4b43b6ea54657c10cb03ee7386454db5a98da8a5acc37338c2aac38ab0d	{"user":"457055129625526272"}\n	\N
457055129810173953	creditor	1	\\x6f519da227384ab36092c1a3333a6dfd2a8aec5417e353ebeda0145d1c427859	{"import":"I-000001-P","counts":{"read":10,"accepted":5,"rejected":0,"duplicates":0,"updated":0,"ignored":5,"vanished":0,"debtors":2,"items":3,"payments":2,"credits":0,"facts":0}}	\N
457055129810173953	creditor	2	\\xc78a248313b1c803b3a71f08570b4173b6ed98812214a2ecb5ffbe3a9d02188a	{"import":"I-000002-N","counts":{"read":3,"accepted":1,"rejected":0,"duplicates":0,"updated":2,"ignored":0,"vanished":0,"debtors":1,"items":0,"payments":0,"credits":0,"facts":14}}	\N
457055129810173953	creditor	3	\\x8477ecc50d25a953fc88c4bbf7635a5ec3c6c347d23863564dbcaff1d798106a	{"import":"I-000003-L","counts":{"read":2,"accepted":1,"rejected":0,"duplicates":0,"updated":0,"ignored":1,"vanished":0,"debtors":1,"items":1,"payments":0,"credits":0,"facts":0}}	\N
457055129810173953	creditor	4	\\x842428638abba070949f191bec21e403ed42defde5082fb7301f020f086cc4f0	{"import":"I-000003-L","withdrawn":1}	\N
457055129810173953	creditor	5	\\xf47c013be83db6f7c5dd24ae328810bc0df3b01b4bc8a412034c8bde15da1865	{"import":"I-000004-J","counts":{"read":10,"accepted":3,"rejected":0,"duplicates":2,"updated":0,"ignored":5,"vanished":0,"debtors":0,"items":2,"payments":1,"credits":0,"facts":0}}	\N
457055131071086592	creditor	1	\\x1b752d8988fb250adc2742f1d99cdaef2e64455429cc9308fde8b6bb31509770	{"import":"I-000005-H","counts":{"read":4,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":2,"vanished":0,"debtors":2,"items":2,"payments":0,"credits":0,"facts":0}}	\N
0	system	3	\\x7c1e53e51c5f8aa8ce894e987e3fd97203366f527e5c6e85675550e80bfd2bc6	{"user":"457055131310309376"}\n	\N
\.


--
-- Data for Name: journal_head; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal_head (subject_id, subject_kind, seq, hash) FROM stdin;
457055129810173953	creditor	5	\\x87641e1491c949a4a6f3c9ad2028a3cf322884d40bef831565bf3b72a3dda54c
457055131071086592	creditor	1	\\xfa67b5030db6be7d57135b14c6575cfa39dcf1e4b2d3c9fc4b5b6ef79117c9cf
0	system	3	\\x2a30d3e89762893a11e75e54fc18180a0b4d1dcd7c1781d3f8e0f7a7b8954c27
\.


--
-- Data for Name: law_table; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.law_table (name, version, loaded_ms, actor_id, digest, body) FROM stdin;
\.


--
-- Data for Name: ledger_line; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.ledger_line (debtor_id, account_id, line_id, role, ledger_account, journal, entry_day, piece, piece_day, label, debit_minor, credit_minor, currency, fingerprint) FROM stdin;
457055129814368256	457055129814368257	1919434521112485912	customer	411000	VE	20157	F1	20157	Facture F1	120000	0	EUR	\\x3546670e01104030555bdb4689192d25
457055129814368256	457055129814368257	2231383342491959589	customer	411000	BQ	20198	B1	20198	Virement B1	0	120000	EUR	\\x3deeeea7bdea024b44a25051a7a89464
457055129814368256	457055129814368257	7802839911238188471	customer	411000	VE	20220	F2	20220	Facture F2	80000	0	EUR	\\xd892831db92f7b6f99062dd1c964d0ae
457055129824854016	457055129824854017	4289846677472499020	customer	411000	VE	20394	F3	20394	Facture F3	45050	0	EUR	\\x771131a62f46aa99d7fb90e4ab32d8c5
457055129824854016	457055129824854017	6109893510590626166	customer	411000	BQ	20437	B2	20437	Virement B2	0	40000	EUR	\\xa995678d746ff2ecb9cbac9b232d6f04
457055130309541888	457055130309541889	6789957921824127804	customer	411000	VE	20727	F6	20727	Facture F6	9900	0	EUR	\\xbc758d82a45a7679c7f42dd11b111b5d
457055129814368256	457055129814368257	2528208288802117898	customer	411000	BQ	20716	B3	20716	Virement B3	0	10000	EUR	\\x462c0016587f3214e93d47b25b317fbd
457055129814368256	457055129814368257	4550509056519241124	customer	411000	VE	20605	F4	20605	Facture F4	240000	0	EUR	\\x7e4d4fc12a0dfb4818e7a504c2f5ab58
457055129814368256	457055129814368257	7328373480115416420	customer	411000	AN	20454	F2	20454	A nouveau F2	80000	0	EUR	\\xcb6739b49f585ac98a5effce190484e2
457055129824854016	457055129824854017	6705510312968803069	customer	411000	AN	20454	F3	20454	A nouveau F3	5050	0	EUR	\\xba1d84346472a5fb3561567ddcfd29fa
457055130059808768	457055130059808769	3646039112025250351	customer	411000	VE	20711	F5	20711	Facture F5	624000	0	EUR	\\x6532aa827ae4345eff0efa3b69483b41
457055131098349568	457055131098349569	2487341557600119333	customer	411000	VE	20635	G1	20635	Facture G1	31000	0	EUR	\\x45099fefafa4d44a55256fc4555f775b
457055131098349570	457055131098349571	173311922655846099	bill	413000	EF	20666	G2	20666	LCR G2	7500	0	EUR	\\x04cf748d027bbda771b9417ea2934286
\.


--
-- Data for Name: line_sighting; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.line_sighting (debtor_id, account_id, line_id, import_id, vanished, letter, letter_day, valid_day, opening_day, entry_number, "position", journal_use) FROM stdin;
457055129814368256	457055129814368257	1919434521112485912	457055129810173952	0	A	20198	20157	\N	1	2	1
457055129814368256	457055129814368257	2231383342491959589	457055129810173952	0	A	20198	20198	\N	4	8	2
457055129814368256	457055129814368257	7802839911238188471	457055129810173952	0		\N	20220	\N	2	4	1
457055129824854016	457055129824854017	4289846677472499020	457055129810173952	0	B	20437	20394	\N	3	6	1
457055129824854016	457055129824854017	6109893510590626166	457055129810173952	0	B	20437	20437	\N	5	10	2
457055130309541888	457055130309541889	6789957921824127804	457055130288570368	0		\N	20727	\N	5	2	1
457055129814368256	457055129814368257	2528208288802117898	457055130859225088	0		\N	20716	\N	4	10	2
457055129814368256	457055129814368257	4550509056519241124	457055130859225088	0		\N	20605	\N	2	6	1
457055129814368256	457055129814368257	7328373480115416420	457055130859225088	0		\N	20454	20454	1	2	0
457055129824854016	457055129824854017	6705510312968803069	457055130859225088	0		\N	20454	20454	1	4	0
457055130059808768	457055130059808769	3646039112025250351	457055130859225088	0		\N	20711	\N	3	8	1
457055131098349568	457055131098349569	2487341557600119333	457055131068989440	0		\N	20635	\N	1	2	1
457055131098349570	457055131098349571	173311922655846099	457055131068989440	0		\N	20666	\N	2	4	1
\.


--
-- Data for Name: login_attempt; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.login_attempt (attempt_id, login, address, at_ms) FROM stdin;
\.


--
-- Data for Name: meta; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.meta (key, value) FROM stdin;
application	relance
\.


--
-- Data for Name: migration; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.migration (number, name, hash, at_ms) FROM stdin;
1	0001_core	\\x4bf844b1501e6e6168769b0620575ef4447edd1629cc70a5ca6f57b52c4e3d50	1795777668844
2	0002_ledger	\\xfce1776bbdc83f57e8f2a9ce039f212ae070fe7e60c4a3ee8364314b36ca729d	1795777668844
3	0003_people	\\x9d86e3957926f0f10333adde6422f7233303b0b1f909b7fc530686ec8a876920	1795777668844
4	0004_law	\\x27ccd446e53abe10dc967be3babd12e32881715c60fc634eb83624ec05fd9969	1795777668844
\.


--
-- Data for Name: plan_row; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.plan_row (creditor_id, prefix, role) FROM stdin;
457055129810173953	411	customer
457055129810173953	413	bill
457055129810173953	416	customer
457055129810173953	4117	retention
457055129810173953	4181	accrued
457055129810173953	4198	accrued
457055129810173953	419	deposit
457055129810173953	5113	bill_remitted
457055129810173953	5114	bill_remitted
457055131071086592	411	customer
457055131071086592	413	bill
457055131071086592	416	customer
457055131071086592	4117	retention
457055131071086592	4181	accrued
457055131071086592	4198	accrued
457055131071086592	419	deposit
457055131071086592	5113	bill_remitted
457055131071086592	5114	bill_remitted
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.session (token_hash, user_id, created_ms, expires_ms) FROM stdin;
\.


--
-- Data for Name: user_creditor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_creditor (user_id, creditor_id) FROM stdin;
457055131310309376	457055129810173953
\.


--
-- Data for Name: user_link; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_link (token_hash, user_id, expires_ms) FROM stdin;
\\x251f9eadee479d489e671625a3ac40f59a618750ef59336308e25c62b9eb53ae	457055129625526272	1796036869152
\.


--
-- Data for Name: user_role; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_role (user_id, role) FROM stdin;
457055129625526272	administrator
457055131310309376	agent
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.users (user_id, login, name, password, lang, all_creditors, disabled, demo, created_ms) FROM stdin;
457055129625526272	admin	admin	\N	\N	1	0	0	1795777669152
457055131310309376	nora	Nora Narrow	$argon2id$v=19$m=19456,t=2,p=1$ISgZMwRDh8oXwvKnGbGwag$WoF1saGyt9hZ5zDqCga4LcWC4dv9OpySHQuuiZD9Mrw	\N	0	0	0	1795777669956
\.


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (debtor_id, account_id);


--
-- Name: allocation allocation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_pkey PRIMARY KEY (debtor_id, account_id, allocation_id);


--
-- Name: clue clue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.clue
    ADD CONSTRAINT clue_pkey PRIMARY KEY (debtor_id, kind, value);


--
-- Name: counter counter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (name);


--
-- Name: creditor creditor_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor
    ADD CONSTRAINT creditor_code_key UNIQUE (code);


--
-- Name: creditor creditor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor
    ADD CONSTRAINT creditor_pkey PRIMARY KEY (creditor_id);


--
-- Name: debtor debtor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.debtor
    ADD CONSTRAINT debtor_pkey PRIMARY KEY (debtor_id);


--
-- Name: directory_key directory_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.directory_key
    ADD CONSTRAINT directory_key_pkey PRIMARY KEY (kind, scope_id, value);


--
-- Name: fact fact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (debtor_id, fact_id);


--
-- Name: import import_creditor_id_seq_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_creditor_id_seq_key UNIQUE (creditor_id, seq);


--
-- Name: import import_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_number_key UNIQUE (number);


--
-- Name: import import_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (import_id);


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (debtor_id, account_id, item_id);


--
-- Name: journal_body journal_body_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_body
    ADD CONSTRAINT journal_body_pkey PRIMARY KEY (subject_id, subject_kind, seq);


--
-- Name: journal_head journal_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT journal_head_pkey PRIMARY KEY (subject_id, subject_kind);


--
-- Name: journal journal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (subject_id, subject_kind, seq);


--
-- Name: law_table law_table_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.law_table
    ADD CONSTRAINT law_table_pkey PRIMARY KEY (name, version);


--
-- Name: ledger_line ledger_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_line
    ADD CONSTRAINT ledger_line_pkey PRIMARY KEY (debtor_id, account_id, line_id);


--
-- Name: line_sighting line_sighting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.line_sighting
    ADD CONSTRAINT line_sighting_pkey PRIMARY KEY (debtor_id, account_id, line_id, import_id);


--
-- Name: login_attempt login_attempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.login_attempt
    ADD CONSTRAINT login_attempt_pkey PRIMARY KEY (attempt_id);


--
-- Name: meta meta_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);


--
-- Name: plan_row plan_row_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_row
    ADD CONSTRAINT plan_row_pkey PRIMARY KEY (creditor_id, prefix);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: user_creditor user_creditor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_creditor
    ADD CONSTRAINT user_creditor_pkey PRIMARY KEY (user_id, creditor_id);


--
-- Name: user_link user_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_link
    ADD CONSTRAINT user_link_pkey PRIMARY KEY (token_hash);


--
-- Name: user_role user_role_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT user_role_pkey PRIMARY KEY (user_id, role);


--
-- Name: users users_login_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_login_key UNIQUE (login);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);


--
-- Name: account_by_creditor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_by_creditor ON public.account USING btree (creditor_id, debtor_id, account_id);


--
-- Name: clue_by_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX clue_by_value ON public.clue USING btree (kind, value, debtor_id);


--
-- Name: debtor_by_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX debtor_by_name ON public.debtor USING btree (name_folded, debtor_id);


--
-- Name: directory_key_by_debtor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX directory_key_by_debtor ON public.directory_key USING btree (debtor_id);


--
-- Name: login_attempt_by_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX login_attempt_by_address ON public.login_attempt USING btree (address, at_ms);


--
-- Name: login_attempt_by_login; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX login_attempt_by_login ON public.login_attempt USING btree (login, at_ms);


--
-- Name: login_attempt_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX login_attempt_by_time ON public.login_attempt USING btree (at_ms);


--
-- Name: session_by_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_by_expiry ON public.session USING btree (expires_ms);


--
-- Name: session_by_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_by_user ON public.session USING btree (user_id, created_ms);


--
-- Name: account account_debtor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_debtor_id_fkey FOREIGN KEY (debtor_id) REFERENCES public.debtor(debtor_id);


--
-- Name: allocation allocation_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: fact fact_debtor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_debtor_id_fkey FOREIGN KEY (debtor_id) REFERENCES public.debtor(debtor_id);


--
-- Name: import import_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: item item_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: journal_body journal_body_subject_id_subject_kind_seq_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.journal_body
    ADD CONSTRAINT journal_body_subject_id_subject_kind_seq_fkey FOREIGN KEY (subject_id, subject_kind, seq) REFERENCES public.journal(subject_id, subject_kind, seq);


--
-- Name: ledger_line ledger_line_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_line
    ADD CONSTRAINT ledger_line_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: plan_row plan_row_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_row
    ADD CONSTRAINT plan_row_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: session session_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- Name: user_creditor user_creditor_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_creditor
    ADD CONSTRAINT user_creditor_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- Name: user_link user_link_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_link
    ADD CONSTRAINT user_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- Name: user_role user_role_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_role
    ADD CONSTRAINT user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- PostgreSQL database dump complete
--


