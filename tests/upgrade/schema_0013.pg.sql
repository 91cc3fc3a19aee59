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
-- Name: absence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.absence (
    user_id bigint NOT NULL,
    absence_id bigint NOT NULL,
    from_day bigint NOT NULL,
    to_day bigint NOT NULL,
    cover_id bigint,
    cancelled bigint NOT NULL,
    CONSTRAINT absence_cancelled_check CHECK ((cancelled = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT absence_check CHECK ((to_day >= from_day))
);


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
-- Name: account_owner; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_owner (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    from_day bigint NOT NULL,
    user_id bigint,
    why text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL
);


--
-- Name: account_policy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_policy (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    from_day bigint NOT NULL,
    penalty text COLLATE pg_catalog."C",
    imputation text COLLATE pg_catalog."C",
    payment_order text COLLATE pg_catalog."C",
    rate_micro bigint,
    act text COLLATE pg_catalog."C",
    why text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT account_policy_act_check CHECK ((act = ANY (ARRAY['claim_rest'::text, 'waive_interest'::text, 'waive_indemnity'::text, 'waive_all'::text]))),
    CONSTRAINT account_policy_imputation_check CHECK ((imputation = ANY (ARRAY['ledger'::text, 'legal'::text, 'contract'::text]))),
    CONSTRAINT account_policy_payment_order_check CHECK ((payment_order = ANY (ARRAY['interest-first'::text, 'principal-first'::text]))),
    CONSTRAINT account_policy_penalty_check CHECK ((penalty = ANY (ARRAY['computed'::text, 'reminded'::text, 'claimed'::text, 'invoiced'::text]))),
    CONSTRAINT account_policy_rate_micro_check CHECK ((rate_micro >= 0))
);


--
-- Name: account_stage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_stage (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    stage_id bigint NOT NULL,
    from_day bigint NOT NULL,
    stage text COLLATE pg_catalog."C",
    why text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT account_stage_stage_check CHECK ((stage = ANY (ARRAY['not_due'::text, 'reminder'::text, 'dispute'::text, 'plan'::text, 'pre_litigation'::text, 'litigation'::text, 'insolvency'::text, 'irrecoverable'::text, 'closed'::text])))
);


--
-- Name: alert; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    alert_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    department text NOT NULL COLLATE pg_catalog."C",
    amount_minor bigint NOT NULL,
    answer_day bigint NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C",
    proposal text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT alert_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT alert_number_check CHECK ((number > 0)),
    CONSTRAINT alert_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text])))
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
-- Name: assignment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assignment (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    assignment_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    payee_id bigint NOT NULL,
    capacity text NOT NULL COLLATE pg_catalog."C",
    assigned_day bigint NOT NULL,
    all_items bigint NOT NULL,
    since_day bigint,
    disclosed bigint NOT NULL,
    notified_day bigint,
    proof text NOT NULL COLLATE pg_catalog."C",
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT assignment_all_items_check CHECK ((all_items = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT assignment_capacity_check CHECK ((capacity = ANY (ARRAY['own'::text, 'mandate'::text, 'factor'::text]))),
    CONSTRAINT assignment_check CHECK (((since_day IS NULL) OR (all_items = 1))),
    CONSTRAINT assignment_check1 CHECK (((notified_day IS NULL) OR ((disclosed = 1) AND (proof <> ''::text)))),
    CONSTRAINT assignment_disclosed_check CHECK ((disclosed = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT assignment_number_check CHECK ((number > 0)),
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'reversed'::text])))
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
-- Name: cover; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cover (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    cover_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    company text NOT NULL COLLATE pg_catalog."C",
    policy text NOT NULL COLLATE pg_catalog."C",
    named bigint NOT NULL,
    limit_minor bigint NOT NULL,
    share bigint NOT NULL,
    from_day bigint NOT NULL,
    to_day bigint,
    credit_days bigint NOT NULL,
    extension_days bigint NOT NULL,
    declare_days bigint NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT cover_credit_days_check CHECK ((credit_days >= 0)),
    CONSTRAINT cover_declare_days_check CHECK ((declare_days >= 0)),
    CONSTRAINT cover_extension_days_check CHECK ((extension_days >= 0)),
    CONSTRAINT cover_kind_check CHECK ((kind = ANY (ARRAY['insurer'::text, 'factor'::text]))),
    CONSTRAINT cover_limit_minor_check CHECK ((limit_minor >= 0)),
    CONSTRAINT cover_named_check CHECK ((named = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT cover_number_check CHECK ((number > 0)),
    CONSTRAINT cover_share_check CHECK (((share > 0) AND (share <= 10000))),
    CONSTRAINT cover_state_check CHECK ((state = ANY (ARRAY['in_force'::text, 'ended'::text])))
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
-- Name: creditor_mandate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.creditor_mandate (
    creditor_id bigint NOT NULL,
    word_id bigint NOT NULL,
    from_day bigint NOT NULL,
    until_day bigint,
    declared bigint NOT NULL,
    proof text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT creditor_mandate_declared_check CHECK ((declared = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: creditor_means; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.creditor_means (
    creditor_id bigint NOT NULL,
    means text NOT NULL COLLATE pg_catalog."C",
    grace_days bigint NOT NULL,
    return_days bigint NOT NULL,
    CONSTRAINT creditor_means_grace_days_check CHECK ((grace_days >= 0)),
    CONSTRAINT creditor_means_return_days_check CHECK ((return_days >= 0))
);


--
-- Name: creditor_policy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.creditor_policy (
    creditor_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    from_day bigint NOT NULL,
    penalty text COLLATE pg_catalog."C",
    imputation text COLLATE pg_catalog."C",
    payment_order text COLLATE pg_catalog."C",
    rate_micro bigint,
    why text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT creditor_policy_imputation_check CHECK ((imputation = ANY (ARRAY['ledger'::text, 'legal'::text, 'contract'::text]))),
    CONSTRAINT creditor_policy_payment_order_check CHECK ((payment_order = ANY (ARRAY['interest-first'::text, 'principal-first'::text]))),
    CONSTRAINT creditor_policy_penalty_check CHECK ((penalty = ANY (ARRAY['computed'::text, 'reminded'::text, 'claimed'::text, 'invoiced'::text]))),
    CONSTRAINT creditor_policy_rate_micro_check CHECK ((rate_micro >= 0))
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
-- Name: dispute; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispute (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    dispute_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    department text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL COLLATE pg_catalog."C",
    deadline_day bigint NOT NULL,
    accepted_minor bigint NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT dispute_accepted_minor_check CHECK ((accepted_minor >= 0)),
    CONSTRAINT dispute_number_check CHECK ((number > 0)),
    CONSTRAINT dispute_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'founded'::text, 'unfounded'::text, 'partly'::text, 'withdrawn'::text])))
);


--
-- Name: document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document (
    debtor_id bigint NOT NULL,
    document_id bigint NOT NULL,
    number bigint NOT NULL,
    account_id bigint,
    kind text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    as_sent bigint NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    mime text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    hash bytea NOT NULL,
    made_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    import_id bigint,
    body bytea NOT NULL,
    CONSTRAINT document_as_sent_check CHECK ((as_sent = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT document_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT document_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'statement'::text, 'invoice_copy'::text, 'delivery_note'::text, 'order'::text, 'exhibit'::text]))),
    CONSTRAINT document_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'withdrawn'::text])))
);


--
-- Name: document_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.document_item (
    debtor_id bigint NOT NULL,
    document_id bigint NOT NULL,
    account_id bigint NOT NULL,
    item_id bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    how text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT document_item_how_check CHECK ((how = ANY (ARRAY['file_name'::text, 'text'::text, 'person'::text]))),
    CONSTRAINT document_item_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'refused'::text])))
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
-- Name: hold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.hold (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    hold_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    scope text NOT NULL COLLATE pg_catalog."C",
    item_id bigint,
    amount_minor bigint,
    reason text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    through_day bigint NOT NULL,
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT hold_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT hold_check CHECK ((through_day >= from_day)),
    CONSTRAINT hold_check1 CHECK (((item_id IS NULL) = (scope = ANY (ARRAY['debtor'::text, 'account'::text])))),
    CONSTRAINT hold_check2 CHECK (((amount_minor IS NULL) = (scope <> 'part'::text))),
    CONSTRAINT hold_number_check CHECK ((number > 0)),
    CONSTRAINT hold_scope_check CHECK ((scope = ANY (ARRAY['debtor'::text, 'account'::text, 'item'::text, 'part'::text]))),
    CONSTRAINT hold_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'lifted'::text])))
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
    last_day bigint,
    CONSTRAINT import_mode_check CHECK ((mode = ANY (ARRAY['new'::text, 'period'::text, 'state'::text]))),
    CONSTRAINT import_state_check CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text])))
);


--
-- Name: import_broken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_broken (
    import_id bigint NOT NULL,
    found_ms bigint NOT NULL
);


--
-- Name: import_lease; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_lease (
    creditor_id bigint NOT NULL,
    import_id bigint NOT NULL,
    until_ms bigint NOT NULL
);


--
-- Name: import_mapping; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.import_mapping (
    import_id bigint NOT NULL,
    mapping_creditor_id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL
);


--
-- Name: inbox_candidate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox_candidate (
    inbox_id bigint NOT NULL,
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    item_id bigint NOT NULL,
    how text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT inbox_candidate_how_check CHECK ((how = ANY (ARRAY['file_name'::text, 'text'::text, 'person'::text])))
);


--
-- Name: inbox_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox_document (
    inbox_id bigint NOT NULL,
    number bigint NOT NULL,
    creditor_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    mime text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    hash bytea NOT NULL,
    made_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    import_id bigint NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT inbox_document_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT inbox_document_kind_check CHECK ((kind = ANY (ARRAY['invoice_copy'::text, 'delivery_note'::text, 'order'::text, 'exhibit'::text]))),
    CONSTRAINT inbox_document_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'refused'::text])))
);


--
-- Name: instalment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.instalment (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    instalments_id bigint NOT NULL,
    "position" bigint NOT NULL,
    due_day bigint NOT NULL,
    amount_minor bigint NOT NULL,
    CONSTRAINT instalment_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT instalment_position_check CHECK (("position" > 0))
);


--
-- Name: instalments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.instalments (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    instalments_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    means text NOT NULL COLLATE pg_catalog."C",
    person text NOT NULL COLLATE pg_catalog."C",
    acceleration bigint NOT NULL,
    to_creditor bigint NOT NULL,
    charges_minor bigint NOT NULL,
    remainder_minor bigint NOT NULL,
    loose_minor bigint NOT NULL,
    consent text NOT NULL COLLATE pg_catalog."C",
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT instalments_acceleration_check CHECK ((acceleration = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT instalments_charges_minor_check CHECK ((charges_minor >= 0)),
    CONSTRAINT instalments_number_check CHECK ((number > 0)),
    CONSTRAINT instalments_remainder_minor_check CHECK ((remainder_minor >= 0)),
    CONSTRAINT instalments_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'agreed'::text, 'ended'::text]))),
    CONSTRAINT instalments_to_creditor_check CHECK ((to_creditor = ANY (ARRAY[(0)::bigint, (1)::bigint])))
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
-- Name: item_contact; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.item_contact (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    item_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    level bigint NOT NULL,
    pre_due bigint NOT NULL,
    on_day bigint NOT NULL,
    CONSTRAINT item_contact_pre_due_check CHECK ((pre_due = ANY (ARRAY[(0)::bigint, (1)::bigint])))
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
-- Name: mapping; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mapping (
    creditor_id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    list text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT mapping_list_check CHECK ((list = ANY (ARRAY['open-items'::text, 'customers'::text]))),
    CONSTRAINT mapping_version_check CHECK ((version > 0))
);


--
-- Name: mapping_header; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mapping_header (
    creditor_id bigint NOT NULL,
    signature bytea NOT NULL,
    seq bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    CONSTRAINT mapping_header_seq_check CHECK ((seq > 0))
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
-- Name: object_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.object_event (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    object_id bigint NOT NULL,
    event_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    on_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    why text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: object_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.object_item (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    object_id bigint NOT NULL,
    item_id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    paid_before_minor bigint NOT NULL,
    credited_before_minor bigint NOT NULL,
    CONSTRAINT object_item_amount_minor_check CHECK ((amount_minor > 0))
);


--
-- Name: outcome; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outcome (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    outcome_id bigint NOT NULL,
    number bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    at_day bigint NOT NULL,
    at_minute bigint,
    person text NOT NULL COLLATE pg_catalog."C",
    call_back_day bigint,
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT outcome_number_check CHECK ((number > 0))
);


--
-- Name: pairing; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pairing (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    pairing_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    credit_item bigint NOT NULL,
    debit_item bigint NOT NULL,
    amount_minor bigint NOT NULL,
    on_day bigint NOT NULL,
    entered_day bigint NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    reverses bigint,
    actor_id bigint NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT pairing_source_check CHECK ((source = ANY (ARRAY['person'::text, 'proposal'::text])))
);


--
-- Name: payee; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payee (
    payee_id bigint NOT NULL,
    creditor_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT payee_kind_check CHECK ((kind = ANY (ARRAY['creditor'::text, 'factor'::text, 'agency'::text])))
);


--
-- Name: payee_confirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payee_confirmation (
    payee_id bigint NOT NULL,
    word_id bigint NOT NULL,
    on_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL
);


--
-- Name: payee_word; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.payee_word (
    payee_id bigint NOT NULL,
    word_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    iban text NOT NULL COLLATE pg_catalog."C",
    bic text NOT NULL COLLATE pg_catalog."C",
    from_day bigint NOT NULL,
    said_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT payee_word_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'default'::text, 'closed'::text])))
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
-- Name: promise; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.promise (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    promise_id bigint NOT NULL,
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    made_day bigint NOT NULL,
    made_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    on_day bigint,
    amount_minor bigint,
    means text COLLATE pg_catalog."C",
    person text COLLATE pg_catalog."C",
    to_creditor bigint NOT NULL,
    loose_minor bigint NOT NULL,
    word_day bigint,
    word_minor bigint,
    replaces bigint,
    note text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT promise_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT promise_number_check CHECK ((number > 0)),
    CONSTRAINT promise_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'cancelled'::text, 'superseded'::text]))),
    CONSTRAINT promise_to_creditor_check CHECK ((to_creditor = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: rule_set; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rule_set (
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    loaded_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    digest bytea NOT NULL,
    body text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT rule_set_kind_check CHECK ((kind = ANY (ARRAY['scenario'::text, 'priority'::text]))),
    CONSTRAINT rule_set_version_check CHECK ((version > 0))
);


--
-- Name: run; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run (
    number bigint NOT NULL,
    day bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    started_ms bigint NOT NULL,
    ended_ms bigint,
    rules text NOT NULL COLLATE pg_catalog."C",
    law bytea NOT NULL,
    books bigint NOT NULL,
    at_debtor_id bigint NOT NULL,
    at_account_id bigint NOT NULL,
    accounts bigint NOT NULL,
    items bigint NOT NULL,
    actions bigint NOT NULL,
    queue bigint NOT NULL,
    blocked bigint NOT NULL,
    changed bigint NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT run_number_check CHECK ((number > 0)),
    CONSTRAINT run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'published'::text, 'abandoned'::text])))
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
-- Name: team; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.team (
    team_id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    lead_id bigint
);


--
-- Name: team_member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.team_member (
    team_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: told_item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.told_item (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    told_id bigint NOT NULL,
    origin text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    piece text NOT NULL COLLATE pg_catalog."C",
    label text NOT NULL COLLATE pg_catalog."C",
    issued_day bigint,
    band_from bigint,
    import_id bigint NOT NULL,
    open_minor bigint NOT NULL,
    original_minor bigint,
    due_day bigint,
    "position" bigint NOT NULL,
    CONSTRAINT told_item_origin_check CHECK ((origin = ANY (ARRAY['list'::text, 'hand'::text])))
);


--
-- Name: told_word; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.told_word (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    told_id bigint NOT NULL,
    import_id bigint NOT NULL,
    gone bigint NOT NULL,
    open_minor bigint NOT NULL,
    original_minor bigint,
    due_day bigint,
    "position" bigint NOT NULL,
    CONSTRAINT told_word_gone_check CHECK ((gone = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: unread_list; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.unread_list (
    creditor_id bigint NOT NULL,
    file text NOT NULL COLLATE pg_catalog."C",
    texts text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL
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
-- Name: work; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.work (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    from_run bigint NOT NULL,
    until_run bigint NOT NULL,
    creditor_id bigint NOT NULL,
    agent_id bigint NOT NULL,
    place_tier bigint NOT NULL,
    place_currency bigint NOT NULL,
    place_value bigint NOT NULL,
    place_amount bigint NOT NULL,
    action text NOT NULL COLLATE pg_catalog."C",
    approval text NOT NULL COLLATE pg_catalog."C",
    level bigint NOT NULL,
    blocks text NOT NULL COLLATE pg_catalog."C",
    reasons text NOT NULL COLLATE pg_catalog."C",
    open_minor bigint NOT NULL,
    overdue_minor bigint NOT NULL,
    net_minor bigint NOT NULL,
    credit_minor bigint NOT NULL,
    oldest_day bigint,
    next_change_day bigint,
    explored bigint NOT NULL,
    propensity_permil bigint NOT NULL,
    CONSTRAINT work_explored_check CHECK ((explored = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: work_word; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.work_word (
    debtor_id bigint NOT NULL,
    account_id bigint NOT NULL,
    word_id bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    through_day bigint,
    why text NOT NULL COLLATE pg_catalog."C",
    on_day bigint NOT NULL,
    at_ms bigint NOT NULL,
    actor_id bigint NOT NULL,
    CONSTRAINT work_word_kind_check CHECK ((kind = ANY (ARRAY['pin'::text, 'postpone'::text, 'release'::text, 'match_override'::text, 'sales_told'::text])))
);


--
-- Data for Name: absence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.absence (user_id, absence_id, from_day, to_day, cover_id, cancelled) FROM stdin;
\.


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account (debtor_id, account_id, number, creditor_id, ledger_number, currency, capacity, terms) FROM stdin;
457094911655821312	457094911655821313	2	457094911561449472	C2	EUR	own	\N
457094911653724160	457094911653724161	1	457094911561449472	C1	EUR	own	net30
457094912087924736	457094912087924737	3	457094911561449472	C3	EUR	own	net30
457094912287227904	457094912287227905	4	457094911561449472	C4	EUR	own	\N
457094912862117888	457094912862117889	5	457094912855826433	C1	EUR	mandate	\N
457094912862117890	457094912862117891	6	457094912855826433	E1	EUR	mandate	\N
\.


--
-- Data for Name: account_owner; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account_owner (debtor_id, account_id, owner_id, from_day, user_id, why, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: account_policy; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account_policy (debtor_id, account_id, policy_id, from_day, penalty, imputation, payment_order, rate_micro, act, why, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: account_stage; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.account_stage (debtor_id, account_id, stage_id, from_day, stage, why, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: alert; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.alert (debtor_id, account_id, alert_id, number, state, made_day, made_ms, actor_id, kind, department, amount_minor, answer_day, note, proposal) FROM stdin;
\.


--
-- Data for Name: allocation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.allocation (debtor_id, account_id, allocation_id, credit_item, debit_item, amount_minor, on_day, source, letter, reverses, import_id) FROM stdin;
457094911653724160	457094911653724161	457094911764873216	2231383342491959589	1919434521112485912	120000	20198	lettering	A	\N	457094911540477952
457094911655821312	457094911655821313	457094911779553280	6109893510590626166	4289846677472499020	40000	20437	lettering	B	\N	457094911540477952
\.


--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.assignment (debtor_id, account_id, assignment_id, number, state, made_day, made_ms, actor_id, payee_id, capacity, assigned_day, all_items, since_day, disclosed, notified_day, proof, note) FROM stdin;
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
debtor	7
account	7
import	8
document	7
\.


--
-- Data for Name: cover; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.cover (debtor_id, account_id, cover_id, number, state, made_day, made_ms, actor_id, kind, company, policy, named, limit_minor, share, from_day, to_day, credit_days, extension_days, declare_days, note) FROM stdin;
\.


--
-- Data for Name: creditor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.creditor (creditor_id, code, name, currency, capacity, terms, import_seq) FROM stdin;
457094912855826433	BBB	BBB	EUR	mandate	\N	1
457094911561449472	AAA	AAA	EUR	own	\N	8
\.


--
-- Data for Name: creditor_mandate; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.creditor_mandate (creditor_id, word_id, from_day, until_day, declared, proof, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: creditor_means; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.creditor_means (creditor_id, means, grace_days, return_days) FROM stdin;
\.


--
-- Data for Name: creditor_policy; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.creditor_policy (creditor_id, policy_id, from_day, penalty, imputation, payment_order, rate_micro, why, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: debtor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.debtor (debtor_id, number, kind, name, name_folded) FROM stdin;
457094911653724160	1	company	Atelier Fictif SARL	ATELIER FICTIF SARL
457094912087924736	3	public	Commune de Nulleville	COMMUNE DE NULLEVILLE
457094911655821312	2	company	Brasserie Imaginaire	BRASSERIE IMAGINAIRE
457094912287227904	4	unknown	Droguerie Annulée	DROGUERIE ANNULEE
457094912862117888	5	unknown	Atelier Fictif	ATELIER FICTIF
457094912862117890	6	unknown	Epicerie Irréelle	EPICERIE IRREELLE
\.


--
-- Data for Name: directory_key; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.directory_key (kind, scope_id, value, debtor_id, account_id) FROM stdin;
ledger	457094911561449472	C1	457094911653724160	457094911653724161
ledger	457094911561449472	C2	457094911655821312	457094911655821313
account_number	0	1	457094911653724160	457094911653724161
debtor_number	0	1	457094911653724160	\N
account_number	0	2	457094911655821312	457094911655821313
debtor_number	0	2	457094911655821312	\N
ledger	457094911561449472	C3	457094912087924736	457094912087924737
account_number	0	3	457094912087924736	457094912087924737
debtor_number	0	3	457094912087924736	\N
ledger	457094911561449472	C4	457094912287227904	457094912287227905
account_number	0	4	457094912287227904	457094912287227905
debtor_number	0	4	457094912287227904	\N
ledger	457094912855826433	C1	457094912862117888	457094912862117889
ledger	457094912855826433	E1	457094912862117890	457094912862117891
account_number	0	5	457094912862117888	457094912862117889
debtor_number	0	5	457094912862117888	\N
account_number	0	6	457094912862117890	457094912862117891
debtor_number	0	6	457094912862117890	\N
document_number	0	1	457094912087924736	457094912087924737
document_number	0	3	457094911653724160	457094911653724161
document_number	0	5	457094911653724160	457094911653724161
\.


--
-- Data for Name: dispute; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dispute (debtor_id, account_id, dispute_id, number, state, made_day, made_ms, actor_id, reason, department, owner, deadline_day, accepted_minor, note) FROM stdin;
\.


--
-- Data for Name: document; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.document (debtor_id, document_id, number, account_id, kind, state, as_sent, file, mime, bytes, hash, made_day, at_ms, actor_id, import_id, body) FROM stdin;
457094912087924736	457094913174659072	1	457094912087924737	delivery_note	standing	0	BL FA-2026-0108.pdf	application/pdf	51	\\x031ec88a40f7726c337a82659ac4b363b1b1c7366fbc161c00d290b74dcda987	20780	1795796639343	0	457094913166270464	\\x255044462d312e340a252074776f0a312030206f626a3c3c3e3e656e646f626a0a7374617274787265660a300a2525454f460a
457094911653724160	457094913178853376	3	457094911653724161	invoice_copy	standing	0	FA-2026-0107.pdf	application/pdf	51	\\xf0e71ad29019471b1c4856bf42baacba39f32b806df233fb0deda1895cafb95d	20780	1795796639343	0	457094913166270464	\\x255044462d312e340a25206f6e650a312030206f626a3c3c3e3e656e646f626a0a7374617274787265660a300a2525454f460a
457094911653724160	457094913908940800	5	457094911653724161	invoice_copy	withdrawn	0	FA-2026-0107 bis.pdf	application/pdf	52	\\x437e5ccf6b0577f70748a0f417758d8ceff813d153b1fcb0235599f12a19c2ab	20780	1795796639748	0	457094913900552192	\\x255044462d312e340a2520666976650a312030206f626a3c3c3e3e656e646f626a0a7374617274787265660a300a2525454f460a
\.


--
-- Data for Name: document_item; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.document_item (debtor_id, document_id, account_id, item_id, state, how, at_ms, actor_id) FROM stdin;
457094912087924736	457094913174659072	457094912087924737	6242413143829943180	proposed	file_name	1795796639343	0
457094911653724160	457094913178853376	457094911653724161	495416037701065448	confirmed	file_name	1795796639614	0
457094911653724160	457094913908940800	457094911653724161	495416037701065448	confirmed	file_name	1795796639874	0
\.


--
-- Data for Name: fact; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.fact (debtor_id, fact_id, account_id, kind, value, import_id, on_day, standing) FROM stdin;
457094911653724160	457094911687278592	\N	ledger_name	Atelier Fictif	457094911540477952	20780	1
457094911655821312	457094911687278593	\N	ledger_name	Brasserie Imaginaire	457094911540477952	20780	1
457094912087924736	457094912100507648	\N	ledger_name	Commune de Nulleville	457094912073244672	20780	1
457094911653724160	457094912100507649	\N	name	Atelier Fictif SARL	457094912073244672	20780	1
457094911653724160	457094912100507650	\N	type	company	457094912073244672	20780	1
457094911653724160	457094912100507651	\N	siren	000000018	457094912073244672	20780	1
457094911653724160	457094912100507652	\N	phone	01 99 00 12 34	457094912073244672	20780	1
457094911653724160	457094912100507653	457094911653724161	terms_text	net30	457094912073244672	20780	1
457094911653724160	457094912100507654	457094911653724161	terms	net30	457094912073244672	20780	1
457094912087924736	457094912100507655	\N	name	Commune de Nulleville	457094912073244672	20780	1
457094912087924736	457094912100507656	\N	type	public	457094912073244672	20780	1
457094912087924736	457094912100507657	\N	phone	02 61 91 00 22	457094912073244672	20780	1
457094912087924736	457094912100507658	457094912087924737	terms_text	net30	457094912073244672	20780	1
457094912087924736	457094912100507659	457094912087924737	terms	net30	457094912073244672	20780	1
457094911655821312	457094912100507660	\N	name	Brasserie Imaginaire	457094912073244672	20780	1
457094911655821312	457094912100507661	\N	type	company	457094912073244672	20780	1
457094911655821312	457094912100507662	457094911655821313	terms_text	90 jours	457094912073244672	20780	1
457094912287227904	457094912293519360	\N	ledger_name	Droguerie Annulée	457094912270450688	20780	0
457094912862117888	457094912864215040	\N	ledger_name	Atelier Fictif	457094912855826432	20780	1
457094912862117890	457094912864215041	\N	ledger_name	Epicerie Irréelle	457094912855826432	20780	1
\.


--
-- Data for Name: hold; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.hold (debtor_id, account_id, hold_id, number, state, made_day, made_ms, actor_id, scope, item_id, amount_minor, reason, from_day, through_day, note) FROM stdin;
\.


--
-- Data for Name: import; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.import (import_id, number, creditor_id, seq, at_ms, actor_id, file, file_digest, format, mode, as_of, from_day, known_day, state, counts, last_day) FROM stdin;
457094911540477952	1	457094911561449472	1	1795796638638	0	2025.txt	\\xf02e634095bfaf9b86851d3ca8e0d33e7e1d8d774279e3932235b4aeff6a0ed8	fec	new	\N	20157	20437	done	{"read":10,"accepted":5,"rejected":0,"duplicates":0,"updated":0,"ignored":5,"vanished":0,"debtors":2,"items":3,"payments":2,"credits":0,"facts":0}	20437
457094912073244672	2	457094911561449472	2	1795796638886	0	clients.csv	\\xe25a0c92843bc5a794927c7963e034e1675dff644859247c6950235a6c822f2f	csv	new	\N	\N	\N	done	{"read":3,"accepted":1,"rejected":0,"duplicates":0,"updated":2,"ignored":0,"vanished":0,"debtors":1,"items":0,"payments":0,"credits":0,"facts":14}	\N
457094912270450688	3	457094911561449472	3	1795796638990	0	annule.txt	\\x30d36ce4c84e3b9c7b3caef4bce47c36c0af743e2075d3bc0f463f35d46797ad	fec	new	\N	20727	20727	undone	{"read":2,"accepted":1,"rejected":0,"duplicates":0,"updated":0,"ignored":1,"vanished":0,"debtors":1,"items":1,"payments":0,"credits":0,"facts":0}	20727
457094912719454208	4	457094911561449472	5	1795796639206	0	2026.txt	\\xb4bcffc8aea0d392200c5dacbf4f41f910fbdcaf50fba86a018132050ee6747c	fec	new	\N	20454	20722	done	{"read":14,"accepted":5,"rejected":0,"duplicates":2,"updated":0,"ignored":7,"vanished":0,"debtors":0,"items":4,"payments":1,"credits":0,"facts":0}	20722
457094912855826432	5	457094912855826433	1	1795796639270	0	mandat.txt	\\xca8a82e035aae1732985f13a8e9543b926c09f10351807c10b461e6e0659a1c7	fec	new	\N	20635	20666	done	{"read":4,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":2,"vanished":0,"debtors":2,"items":2,"payments":0,"credits":0,"facts":0}	20666
457094913166270464	6	457094911561449472	6	1795796639343	0	copies	\\x2854a93678b5d1704db816622faa2beaf477d45edd100986ee4501d11b1e8eb0	pdf	new	\N	\N	\N	done	{"read":4,"accepted":4,"rejected":0,"duplicates":0,"updated":0,"ignored":0,"vanished":0,"debtors":0,"items":0,"payments":0,"credits":0,"facts":0,"proposed":2,"doubtful":1,"unmatched":1}	\N
457094913900552192	7	457094911561449472	7	1795796639748	0	undone	\\x96d7090a41ddab7b7990debbb62f187de53660727cd7dd383c115539648e1b85	pdf	new	\N	\N	\N	undone	{"read":2,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":0,"vanished":0,"debtors":0,"items":0,"payments":0,"credits":0,"facts":0,"proposed":1,"doubtful":0,"unmatched":1}	\N
\.


--
-- Data for Name: import_broken; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.import_broken (import_id, found_ms) FROM stdin;
\.


--
-- Data for Name: import_lease; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.import_lease (creditor_id, import_id, until_ms) FROM stdin;
\.


--
-- Data for Name: import_mapping; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.import_mapping (import_id, mapping_creditor_id, name, version) FROM stdin;
\.


--
-- Data for Name: inbox_candidate; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox_candidate (inbox_id, debtor_id, account_id, item_id, how) FROM stdin;
457094913176756224	457094912087924736	457094912087924737	3646039112025250351	file_name
\.


--
-- Data for Name: inbox_document; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.inbox_document (inbox_id, number, creditor_id, kind, state, file, mime, bytes, hash, made_day, at_ms, actor_id, import_id, body) FROM stdin;
457094913176756224	2	457094911561449472	invoice_copy	waiting	F5.pdf	application/pdf	53	\\x8224655da7224c156d7d764c223a7e1395fc538a518530a2a658e28345a5b3d4	20780	1795796639343	0	457094913166270464	\\x255044462d312e340a252074687265650a312030206f626a3c3c3e3e656e646f626a0a7374617274787265660a300a2525454f460a
457094913180950528	4	457094911561449472	invoice_copy	waiting	scan.pdf	application/pdf	52	\\x10c407862833386f4f2a7d43ea31729813d6d2fa5ee56a8375307e279a3e469a	20780	1795796639343	0	457094913166270464	\\x255044462d312e340a2520666f75720a312030206f626a3c3c3e3e656e646f626a0a7374617274787265660a300a2525454f460a
\.


--
-- Data for Name: instalment; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.instalment (debtor_id, account_id, instalments_id, "position", due_day, amount_minor) FROM stdin;
\.


--
-- Data for Name: instalments; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.instalments (debtor_id, account_id, instalments_id, number, state, made_day, made_ms, actor_id, means, person, acceleration, to_creditor, charges_minor, remainder_minor, loose_minor, consent, note) FROM stdin;
\.


--
-- Data for Name: item; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.item (debtor_id, account_id, item_id, line_id, standing, kind, role, on_day, issued_day, due_day, due_source, amount_minor, open_minor, currency, piece, label, letter_unbalanced) FROM stdin;
457094911655821312	457094911655821313	4289846677472499020	4289846677472499020	1	invoice	customer	20394	20394	20424	assumed	45050	5050	EUR	F3	Facture F3	1
457094911655821312	457094911655821313	6109893510590626166	6109893510590626166	1	payment	customer	20437	20437	20467	assumed	-40000	0	EUR	B2	Virement B2	0
457094911653724160	457094911653724161	1919434521112485912	1919434521112485912	1	invoice	customer	20157	20157	20187	computed	120000	0	EUR	F1	Facture F1	0
457094911653724160	457094911653724161	2231383342491959589	2231383342491959589	1	payment	customer	20198	20198	20228	computed	-120000	0	EUR	B1	Virement B1	0
457094911653724160	457094911653724161	7802839911238188471	7802839911238188471	1	invoice	customer	20220	20220	20250	computed	80000	80000	EUR	F2	Facture F2	0
457094912287227904	457094912287227905	6789957921824127804	6789957921824127804	0	invoice	customer	20727	20727	20757	assumed	9900	9900	EUR	F6	Facture F6	0
457094911653724160	457094911653724161	4550509056519241124	4550509056519241124	1	invoice	customer	20605	20605	20635	computed	240000	240000	EUR	F4	Facture F4	0
457094911653724160	457094911653724161	2528208288802117898	2528208288802117898	1	payment	customer	20716	20716	20746	computed	-10000	-10000	EUR	B3	Virement B3	0
457094911653724160	457094911653724161	495416037701065448	495416037701065448	1	invoice	customer	20721	20721	20751	computed	13000	13000	EUR	FA-2026-0107	Facture FA-2026-0107	0
457094912087924736	457094912087924737	3646039112025250351	3646039112025250351	1	invoice	customer	20711	20711	20741	computed	624000	624000	EUR	F5	Facture F5	0
457094912087924736	457094912087924737	6242413143829943180	6242413143829943180	1	invoice	customer	20722	20722	20752	computed	14000	14000	EUR	FA-2026-0108	Facture FA-2026-0108	0
457094912862117888	457094912862117889	2487341557600119333	2487341557600119333	1	invoice	customer	20635	20635	20665	assumed	31000	31000	EUR	G1	Facture G1	0
457094912862117890	457094912862117891	173311922655846099	173311922655846099	1	bill	bill	20666	20666	20696	assumed	7500	7500	EUR	G2	LCR G2	0
\.


--
-- Data for Name: item_contact; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.item_contact (debtor_id, account_id, item_id, contact_id, level, pre_due, on_day) FROM stdin;
\.


--
-- Data for Name: journal; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal (subject_id, subject_kind, seq, at_ms, actor_id, kind, digest, hash) FROM stdin;
0	system	1	1795796637813	0	init	\\xb955f775be6cc93ae6de08a5efc8101c7469af190e2aad46e5b37e5eb1194da3	\\x9c1ad329a72f0f08ce623e6a0013f49bd4a436d78080e51e3dc6849bbe097569
0	system	2	1795796638555	0	user_added	\\x251c7388f8a4e1d5af26fce934b849872bb6e146a554133a710bda442bcb6cac	\\xbae83c152931da03753a5453fb3d0f70ae004d93191e440c23bdbf3235b8133a
457094911561449472	creditor	1	1795796638638	0	import	\\x8295a48401078dc55332e5ff569db239bacba736b3f3d4635e78d9364df29510	\\x7f95bb3510ba0e8e4d223824de71b4046a4f977a2aad23a98dbf1b06761256c2
457094911561449472	creditor	2	1795796638886	0	import	\\xb847ed4d405b62862e99c341399d08992d6a8d097c182ab9ee67c2e04347da6e	\\x07a8a4ebaaee3520c1dc542287b7b5b71281617474e87077ac5deb3fe545a5cb
457094911561449472	creditor	3	1795796638990	0	import	\\x0b69f36419aafc5b1e70136394a4539a3ab7a193b0e20500925ffe247de55ccf	\\x54917d1e37f41409550571a6e2aefd3a0827e9cd3c4206c288fc96ffe2e753f1
457094911561449472	creditor	4	1795796639144	0	import_undo	\\x268e70705bf128ce46ea9611f0f82029ff7ffe736b05b887dd4c6b5ce46cca72	\\x284c7c9e53b1b66f238f9a0a5599cec5f4ba2e14d2628fd30cbae203e03b9a45
457094911561449472	creditor	5	1795796639206	0	import	\\x98407dd226dc0c5c0bdbb4abafe72e542a7f1e42fee755f54b90501b87e6e90b	\\x45dbb08d746ede11802a754430376f8558381b2c7cea0b96fac7acfc8e7b24c1
457094912855826433	creditor	1	1795796639270	0	import	\\x0b54008a97a94768d14802362aa2e70bb385e64484cfc54a639bc74de528c904	\\x6f7bf8b2f3bf846671f756ccf410cb22e125d584969830c4ce75ffd1f03b1c5f
457094911561449472	creditor	6	1795796639343	0	import	\\x2427cc9b993741a6186f725438cd899eba980761d9663bdaf4d3b06d9f9f1794	\\x7cf369e3fca1712c5c3a8d0cc5e50d805dc34600d6fc30136ea412a8b278e97c
457094911653724160	debtor	1	1795796639614	0	document_confirmed	\\x52b23cec7fa2f7aff64992f585cd7c65279875f75e3600e138e5d9fbe7a78db7	\\xf980b146a4b140810dc95f5e524385f3df21555123b6f788741954b6a909f8cb
457094911561449472	creditor	7	1795796639748	0	import	\\x3165134cbffbb17bf8a2ae7733496f448df1d29cee4ef4a774230e273930463f	\\xd1dcf44d51df54d97b444e5a7c6e665ccbec42f47f21215779448f1f8e393988
457094911653724160	debtor	2	1795796639874	0	document_confirmed	\\xc0dbfa153d8012bedc375bda67792c430cf9e691da1228a16d8f01348db460cd	\\x820ad668656a09d88703c8f2de6aabf61d564a4a1e9fe9cb9ed16e26a5fb0d68
457094911561449472	creditor	8	1795796639921	0	import_undo	\\x2111607c5a10c72c97e0f60ab1cdd87f0a666fa87635e9a0b4c5631e2f79969e	\\x950d068f57e9e386ab20227698de70850c7af1ab2a7e353e560cdc2048f05f89
0	system	3	1795796639991	0	user_added	\\x1824d440f36723e91d5f18df5452ed935ab35944374027e6afd759c8bc43f195	\\x17ab9780f94b1e08ac9098543847dabdad19a447819da6e821c2afffe25ef093
\.


--
-- Data for Name: journal_body; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal_body (subject_id, subject_kind, seq, salt, body, erased_why) FROM stdin;
0	system	1	\\x703a1f51049021a7a3c0a2f4436315a5d9eb0bbdf261eaeaa733ab51c206f5f3	{"from":0,"to":13}\n	\N
0	system	2	\\xf6abfdc1e42700a2aa3dcc2ee5fd7ce927289b4382892c3484c173a614c24a48	{"user":"457094911353618432"}\n	\N
457094911561449472	creditor	1	\\xaf0bf21978fbb7f15e829fca41e446d2a67625b84d34298bc9a476be08c0dbae	{"import":"I-000001-P","counts":{"read":10,"accepted":5,"rejected":0,"duplicates":0,"updated":0,"ignored":5,"vanished":0,"debtors":2,"items":3,"payments":2,"credits":0,"facts":0}}	\N
457094911561449472	creditor	2	\\x758faf738fc5b8bfb734b497631ab2db038d3c91a923b8a3e9d8c210ef245ec6	{"import":"I-000002-N","counts":{"read":3,"accepted":1,"rejected":0,"duplicates":0,"updated":2,"ignored":0,"vanished":0,"debtors":1,"items":0,"payments":0,"credits":0,"facts":14}}	\N
457094911561449472	creditor	3	\\x1350742de9be0a3d02dd35ee6868ec9ccdfac7137cf5d02f1193bd7bf8b813b4	{"import":"I-000003-L","counts":{"read":2,"accepted":1,"rejected":0,"duplicates":0,"updated":0,"ignored":1,"vanished":0,"debtors":1,"items":1,"payments":0,"credits":0,"facts":0}}	\N
457094911561449472	creditor	4	\\x414ac0aad29e70ed1d0932e8a47cb1e798aea503a97139cb97ac67fdfa31dc25	{"import":"I-000003-L","withdrawn":1}	\N
457094911561449472	creditor	5	\\x2c2166b85eb6778b78a2513afb902ef66716416745530c9210991bb0c5bf8a56	{"import":"I-000004-J","counts":{"read":14,"accepted":5,"rejected":0,"duplicates":2,"updated":0,"ignored":7,"vanished":0,"debtors":0,"items":4,"payments":1,"credits":0,"facts":0}}	\N
457094912855826433	creditor	1	\\x4c56ae480a145d5e30ecae068503d3b8b6f61d7affb782b9a9b5af31daf3346f	{"import":"I-000005-H","counts":{"read":4,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":2,"vanished":0,"debtors":2,"items":2,"payments":0,"credits":0,"facts":0}}	\N
457094911561449472	creditor	6	\\xc719ba6f70a5b967b54e562ae2476a12d54ae58c9110eaf16b04dd4a41fdfbe6	{"import":"I-000006-F","counts":{"read":4,"accepted":4,"rejected":0,"duplicates":0,"updated":0,"ignored":0,"vanished":0,"debtors":0,"items":0,"payments":0,"credits":0,"facts":0,"proposed":2,"doubtful":1,"unmatched":1}}	\N
457094911653724160	debtor	1	\\x4f6f14f24422dc5fdf76eb2eefbf9292f3e022ba0361e62d6fc359e9b34ac185	{"document":"P-000003-D","items":["495416037701065448"]}\n	\N
457094911561449472	creditor	7	\\xf11658e8d8f1d320142965cd3318510a6b24603f36df31d579c64fcfb86bef79	{"import":"I-000007-D","counts":{"read":2,"accepted":2,"rejected":0,"duplicates":0,"updated":0,"ignored":0,"vanished":0,"debtors":0,"items":0,"payments":0,"credits":0,"facts":0,"proposed":1,"doubtful":0,"unmatched":1}}	\N
457094911653724160	debtor	2	\\x0cb406a4fed520a0dbe4a4a3dffb509bf16e289be27ba8c139373be89ca3db2a	{"document":"P-000005-9","items":["495416037701065448"]}\n	\N
457094911561449472	creditor	8	\\x087bfe0fa33d4492b20fe37537771e38de2570cb691680544a22757b2132edf3	{"import":"I-000007-D","withdrawn":0}	\N
0	system	3	\\xc7a8f9e30ada5b2470be5b59ec459e0de04eb806b0af9013d19e9af6ad97f6cd	{"user":"457094914357968896"}\n	\N
\.


--
-- Data for Name: journal_head; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.journal_head (subject_id, subject_kind, seq, hash) FROM stdin;
457094912855826433	creditor	1	\\x6f7bf8b2f3bf846671f756ccf410cb22e125d584969830c4ce75ffd1f03b1c5f
457094911653724160	debtor	2	\\x820ad668656a09d88703c8f2de6aabf61d564a4a1e9fe9cb9ed16e26a5fb0d68
457094911561449472	creditor	8	\\x950d068f57e9e386ab20227698de70850c7af1ab2a7e353e560cdc2048f05f89
0	system	3	\\x17ab9780f94b1e08ac9098543847dabdad19a447819da6e821c2afffe25ef093
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
457094911653724160	457094911653724161	1919434521112485912	customer	411000	VE	20157	F1	20157	Facture F1	120000	0	EUR	\\x3546670e01104030555bdb4689192d25
457094911653724160	457094911653724161	2231383342491959589	customer	411000	BQ	20198	B1	20198	Virement B1	0	120000	EUR	\\x3deeeea7bdea024b44a25051a7a89464
457094911653724160	457094911653724161	7802839911238188471	customer	411000	VE	20220	F2	20220	Facture F2	80000	0	EUR	\\xd892831db92f7b6f99062dd1c964d0ae
457094911655821312	457094911655821313	4289846677472499020	customer	411000	VE	20394	F3	20394	Facture F3	45050	0	EUR	\\x771131a62f46aa99d7fb90e4ab32d8c5
457094911655821312	457094911655821313	6109893510590626166	customer	411000	BQ	20437	B2	20437	Virement B2	0	40000	EUR	\\xa995678d746ff2ecb9cbac9b232d6f04
457094912287227904	457094912287227905	6789957921824127804	customer	411000	VE	20727	F6	20727	Facture F6	9900	0	EUR	\\xbc758d82a45a7679c7f42dd11b111b5d
457094911653724160	457094911653724161	495416037701065448	customer	411000	VE	20721	FA-2026-0107	20721	Facture FA-2026-0107	13000	0	EUR	\\x0dc02485de6835d1166cdc131030fef5
457094911653724160	457094911653724161	2528208288802117898	customer	411000	BQ	20716	B3	20716	Virement B3	0	10000	EUR	\\x462c0016587f3214e93d47b25b317fbd
457094911653724160	457094911653724161	4550509056519241124	customer	411000	VE	20605	F4	20605	Facture F4	240000	0	EUR	\\x7e4d4fc12a0dfb4818e7a504c2f5ab58
457094911653724160	457094911653724161	7328373480115416420	customer	411000	AN	20454	F2	20454	A nouveau F2	80000	0	EUR	\\xcb6739b49f585ac98a5effce190484e2
457094911655821312	457094911655821313	6705510312968803069	customer	411000	AN	20454	F3	20454	A nouveau F3	5050	0	EUR	\\xba1d84346472a5fb3561567ddcfd29fa
457094912087924736	457094912087924737	3646039112025250351	customer	411000	VE	20711	F5	20711	Facture F5	624000	0	EUR	\\x6532aa827ae4345eff0efa3b69483b41
457094912087924736	457094912087924737	6242413143829943180	customer	411000	VE	20722	FA-2026-0108	20722	Facture FA-2026-0108	14000	0	EUR	\\xad43035c766d27196bc46581832075c8
457094912862117888	457094912862117889	2487341557600119333	customer	411000	VE	20635	G1	20635	Facture G1	31000	0	EUR	\\x45099fefafa4d44a55256fc4555f775b
457094912862117890	457094912862117891	173311922655846099	bill	413000	EF	20666	G2	20666	LCR G2	7500	0	EUR	\\x04cf748d027bbda771b9417ea2934286
\.


--
-- Data for Name: line_sighting; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.line_sighting (debtor_id, account_id, line_id, import_id, vanished, letter, letter_day, valid_day, opening_day, entry_number, "position", journal_use) FROM stdin;
457094911653724160	457094911653724161	1919434521112485912	457094911540477952	0	A	20198	20157	\N	1	2	1
457094911653724160	457094911653724161	2231383342491959589	457094911540477952	0	A	20198	20198	\N	4	8	2
457094911653724160	457094911653724161	7802839911238188471	457094911540477952	0		\N	20220	\N	2	4	1
457094911655821312	457094911655821313	4289846677472499020	457094911540477952	0	B	20437	20394	\N	3	6	1
457094911655821312	457094911655821313	6109893510590626166	457094911540477952	0	B	20437	20437	\N	5	10	2
457094912287227904	457094912287227905	6789957921824127804	457094912270450688	0		\N	20727	\N	5	2	1
457094911653724160	457094911653724161	495416037701065448	457094912719454208	0		\N	20721	\N	6	12	1
457094911653724160	457094911653724161	2528208288802117898	457094912719454208	0		\N	20716	\N	4	10	2
457094911653724160	457094911653724161	4550509056519241124	457094912719454208	0		\N	20605	\N	2	6	1
457094911653724160	457094911653724161	7328373480115416420	457094912719454208	0		\N	20454	20454	1	2	0
457094911655821312	457094911655821313	6705510312968803069	457094912719454208	0		\N	20454	20454	1	4	0
457094912087924736	457094912087924737	3646039112025250351	457094912719454208	0		\N	20711	\N	3	8	1
457094912087924736	457094912087924737	6242413143829943180	457094912719454208	0		\N	20722	\N	7	14	1
457094912862117888	457094912862117889	2487341557600119333	457094912855826432	0		\N	20635	\N	1	2	1
457094912862117890	457094912862117891	173311922655846099	457094912855826432	0		\N	20666	\N	2	4	1
\.


--
-- Data for Name: login_attempt; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.login_attempt (attempt_id, login, address, at_ms) FROM stdin;
\.


--
-- Data for Name: mapping; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.mapping (creditor_id, name, version, list, body, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: mapping_header; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.mapping_header (creditor_id, signature, seq, name, at_ms) FROM stdin;
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
1	0001_core	\\x4bf844b1501e6e6168769b0620575ef4447edd1629cc70a5ca6f57b52c4e3d50	1795796637813
2	0002_ledger	\\xfce1776bbdc83f57e8f2a9ce039f212ae070fe7e60c4a3ee8364314b36ca729d	1795796637813
3	0003_people	\\x9d86e3957926f0f10333adde6422f7233303b0b1f909b7fc530686ec8a876920	1795796637813
4	0004_law	\\x27ccd446e53abe10dc967be3babd12e32881715c60fc634eb83624ec05fd9969	1795796637813
5	0005_documents	\\x649629e40a426ff3c1258ce8544a0afdfdd9069a8c19e7dac4d85572b65d574e	1795796637813
6	0006_told	\\x13ef75e5e00202eaaa659ba5cd1ad56092c8847ab5e3660333fc26d6f6a5a5af	1795796637813
7	0007_objects	\\xa694692b4de1c79b92711d1daca79c317dbff80b4335e50a31e4a9b954441752	1795796637813
8	0008_policies	\\xb4906b14d16e73890493e509dac15af56c7ae241be31528f5af22063f3024840	1795796637813
9	0009_mappings	\\x922a1a6d5ed86f3ef4f4c0f0701d7a1f8ed82c0e9d311eae87753f36fa339a3a	1795796637813
10	0010_rules	\\xb9cde60341267687470ca8aa7ac1e7696b639cba83de68dc21960019ff9b4895	1795796637813
11	0011_payees	\\x815003cacaf4ac3da2511e113317034acc8ad2fda30e10433da4d70346e183c6	1795796637813
12	0012_run	\\xe1c40844558d016846d0f45cfcb3cc0a003325cfd45faf98b612acdff68d0337	1795796637813
13	0013_owners	\\x59d2cea44cec013bc9fff5626086436c9e61c40874f31c1e5eb171beca5eb0f8	1795796637813
\.


--
-- Data for Name: object_event; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.object_event (debtor_id, account_id, object_id, event_id, kind, state, on_day, at_ms, actor_id, why) FROM stdin;
\.


--
-- Data for Name: object_item; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.object_item (debtor_id, account_id, object_id, item_id, amount_minor, paid_before_minor, credited_before_minor) FROM stdin;
\.


--
-- Data for Name: outcome; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.outcome (debtor_id, account_id, outcome_id, number, made_ms, actor_id, code, channel, at_day, at_minute, person, call_back_day, note) FROM stdin;
\.


--
-- Data for Name: pairing; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.pairing (debtor_id, account_id, pairing_id, batch_id, credit_item, debit_item, amount_minor, on_day, entered_day, source, reverses, actor_id, at_ms) FROM stdin;
\.


--
-- Data for Name: payee; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payee (payee_id, creditor_id, code, kind) FROM stdin;
\.


--
-- Data for Name: payee_confirmation; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payee_confirmation (payee_id, word_id, on_day, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: payee_word; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.payee_word (payee_id, word_id, kind, name, iban, bic, from_day, said_day, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: plan_row; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.plan_row (creditor_id, prefix, role) FROM stdin;
457094911561449472	411	customer
457094911561449472	413	bill
457094911561449472	416	customer
457094911561449472	4117	retention
457094911561449472	4181	accrued
457094911561449472	4198	accrued
457094911561449472	419	deposit
457094911561449472	5113	bill_remitted
457094911561449472	5114	bill_remitted
457094911561449472	467	factor
457094912855826433	411	customer
457094912855826433	413	bill
457094912855826433	416	customer
457094912855826433	4117	retention
457094912855826433	4181	accrued
457094912855826433	4198	accrued
457094912855826433	419	deposit
457094912855826433	5113	bill_remitted
457094912855826433	5114	bill_remitted
457094912855826433	467	factor
\.


--
-- Data for Name: promise; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.promise (debtor_id, account_id, promise_id, number, state, made_day, made_ms, actor_id, on_day, amount_minor, means, person, to_creditor, loose_minor, word_day, word_minor, replaces, note) FROM stdin;
\.


--
-- Data for Name: rule_set; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.rule_set (name, version, kind, loaded_ms, actor_id, digest, body) FROM stdin;
\.


--
-- Data for Name: run; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.run (number, day, state, started_ms, ended_ms, rules, law, books, at_debtor_id, at_account_id, accounts, items, actions, queue, blocked, changed, digest) FROM stdin;
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.session (token_hash, user_id, created_ms, expires_ms) FROM stdin;
\.


--
-- Data for Name: team; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.team (team_id, code, name, lead_id) FROM stdin;
\.


--
-- Data for Name: team_member; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.team_member (team_id, user_id) FROM stdin;
\.


--
-- Data for Name: told_item; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.told_item (debtor_id, account_id, told_id, origin, kind, role, piece, label, issued_day, band_from, import_id, open_minor, original_minor, due_day, "position") FROM stdin;
\.


--
-- Data for Name: told_word; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.told_word (debtor_id, account_id, told_id, import_id, gone, open_minor, original_minor, due_day, "position") FROM stdin;
\.


--
-- Data for Name: unread_list; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.unread_list (creditor_id, file, texts, at_ms, actor_id) FROM stdin;
\.


--
-- Data for Name: user_creditor; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_creditor (user_id, creditor_id) FROM stdin;
457094914357968896	457094911561449472
\.


--
-- Data for Name: user_link; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_link (token_hash, user_id, expires_ms) FROM stdin;
\\x64dfd4e6670a8f051950ef06601911170414666e562a92fced0f4d3eb38e8a88	457094911353618432	1796055838555
\.


--
-- Data for Name: user_role; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_role (user_id, role) FROM stdin;
457094911353618432	administrator
457094914357968896	agent
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.users (user_id, login, name, password, lang, all_creditors, disabled, demo, created_ms) FROM stdin;
457094911353618432	admin	admin	\N	\N	1	0	0	1795796638555
457094914357968896	nora	Nora Narrow	$argon2id$v=19$m=19456,t=2,p=1$bI/m4tmIeUYwYAihngZX8Q$kokC7uNDD+qC89mFt1SotT2clcHEk42+/6pVzFWPAgw	\N	0	0	0	1795796639991
\.


--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.work (debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier, place_currency, place_value, place_amount, action, approval, level, blocks, reasons, open_minor, overdue_minor, net_minor, credit_minor, oldest_day, next_change_day, explored, propensity_permil) FROM stdin;
\.


--
-- Data for Name: work_word; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.work_word (debtor_id, account_id, word_id, kind, through_day, why, on_day, at_ms, actor_id) FROM stdin;
\.


--
-- Name: absence absence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (user_id, absence_id);


--
-- Name: account_owner account_owner_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_owner
    ADD CONSTRAINT account_owner_pkey PRIMARY KEY (debtor_id, account_id, owner_id);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (debtor_id, account_id);


--
-- Name: account_policy account_policy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_policy
    ADD CONSTRAINT account_policy_pkey PRIMARY KEY (debtor_id, account_id, policy_id);


--
-- Name: account_stage account_stage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_stage
    ADD CONSTRAINT account_stage_pkey PRIMARY KEY (debtor_id, account_id, stage_id);


--
-- Name: alert alert_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert
    ADD CONSTRAINT alert_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: alert alert_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert
    ADD CONSTRAINT alert_pkey PRIMARY KEY (debtor_id, account_id, alert_id);


--
-- Name: allocation allocation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_pkey PRIMARY KEY (debtor_id, account_id, allocation_id);


--
-- Name: assignment assignment_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: assignment assignment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (debtor_id, account_id, assignment_id);


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
-- Name: cover cover_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cover
    ADD CONSTRAINT cover_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: cover cover_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cover
    ADD CONSTRAINT cover_pkey PRIMARY KEY (debtor_id, account_id, cover_id);


--
-- Name: creditor creditor_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor
    ADD CONSTRAINT creditor_code_key UNIQUE (code);


--
-- Name: creditor_mandate creditor_mandate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_mandate
    ADD CONSTRAINT creditor_mandate_pkey PRIMARY KEY (creditor_id, word_id);


--
-- Name: creditor_means creditor_means_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_means
    ADD CONSTRAINT creditor_means_pkey PRIMARY KEY (creditor_id, means);


--
-- Name: creditor creditor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor
    ADD CONSTRAINT creditor_pkey PRIMARY KEY (creditor_id);


--
-- Name: creditor_policy creditor_policy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_policy
    ADD CONSTRAINT creditor_policy_pkey PRIMARY KEY (creditor_id, policy_id);


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
-- Name: dispute dispute_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: dispute dispute_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_pkey PRIMARY KEY (debtor_id, account_id, dispute_id);


--
-- Name: document_item document_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_item
    ADD CONSTRAINT document_item_pkey PRIMARY KEY (debtor_id, document_id, account_id, item_id);


--
-- Name: document document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (debtor_id, document_id);


--
-- Name: fact fact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (debtor_id, fact_id);


--
-- Name: hold hold_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (debtor_id, account_id, hold_id);


--
-- Name: import_broken import_broken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_broken
    ADD CONSTRAINT import_broken_pkey PRIMARY KEY (import_id);


--
-- Name: import import_creditor_id_seq_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_creditor_id_seq_key UNIQUE (creditor_id, seq);


--
-- Name: import_lease import_lease_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_lease
    ADD CONSTRAINT import_lease_pkey PRIMARY KEY (creditor_id);


--
-- Name: import_mapping import_mapping_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_mapping
    ADD CONSTRAINT import_mapping_pkey PRIMARY KEY (import_id);


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
-- Name: inbox_candidate inbox_candidate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox_candidate
    ADD CONSTRAINT inbox_candidate_pkey PRIMARY KEY (inbox_id, debtor_id, account_id, item_id);


--
-- Name: inbox_document inbox_document_creditor_id_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox_document
    ADD CONSTRAINT inbox_document_creditor_id_hash_key UNIQUE (creditor_id, hash);


--
-- Name: inbox_document inbox_document_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox_document
    ADD CONSTRAINT inbox_document_number_key UNIQUE (number);


--
-- Name: inbox_document inbox_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox_document
    ADD CONSTRAINT inbox_document_pkey PRIMARY KEY (inbox_id);


--
-- Name: instalment instalment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instalment
    ADD CONSTRAINT instalment_pkey PRIMARY KEY (debtor_id, account_id, instalments_id, "position");


--
-- Name: instalments instalments_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instalments
    ADD CONSTRAINT instalments_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: instalments instalments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instalments
    ADD CONSTRAINT instalments_pkey PRIMARY KEY (debtor_id, account_id, instalments_id);


--
-- Name: item_contact item_contact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item_contact
    ADD CONSTRAINT item_contact_pkey PRIMARY KEY (debtor_id, account_id, item_id, contact_id);


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
-- Name: mapping_header mapping_header_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mapping_header
    ADD CONSTRAINT mapping_header_pkey PRIMARY KEY (creditor_id, signature, seq);


--
-- Name: mapping mapping_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mapping
    ADD CONSTRAINT mapping_pkey PRIMARY KEY (creditor_id, name, version);


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
-- Name: object_event object_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.object_event
    ADD CONSTRAINT object_event_pkey PRIMARY KEY (debtor_id, account_id, object_id, event_id);


--
-- Name: object_item object_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.object_item
    ADD CONSTRAINT object_item_pkey PRIMARY KEY (debtor_id, account_id, object_id, item_id);


--
-- Name: outcome outcome_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: outcome outcome_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_pkey PRIMARY KEY (debtor_id, account_id, outcome_id);


--
-- Name: pairing pairing_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT pairing_pkey PRIMARY KEY (debtor_id, account_id, pairing_id);


--
-- Name: payee_confirmation payee_confirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee_confirmation
    ADD CONSTRAINT payee_confirmation_pkey PRIMARY KEY (payee_id, word_id);


--
-- Name: payee payee_creditor_id_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee
    ADD CONSTRAINT payee_creditor_id_code_key UNIQUE (creditor_id, code);


--
-- Name: payee payee_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee
    ADD CONSTRAINT payee_pkey PRIMARY KEY (payee_id);


--
-- Name: payee_word payee_word_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee_word
    ADD CONSTRAINT payee_word_pkey PRIMARY KEY (payee_id, word_id);


--
-- Name: plan_row plan_row_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_row
    ADD CONSTRAINT plan_row_pkey PRIMARY KEY (creditor_id, prefix);


--
-- Name: promise promise_debtor_id_account_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.promise
    ADD CONSTRAINT promise_debtor_id_account_id_number_key UNIQUE (debtor_id, account_id, number);


--
-- Name: promise promise_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.promise
    ADD CONSTRAINT promise_pkey PRIMARY KEY (debtor_id, account_id, promise_id);


--
-- Name: rule_set rule_set_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rule_set
    ADD CONSTRAINT rule_set_pkey PRIMARY KEY (name, version);


--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (number);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: team team_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_code_key UNIQUE (code);


--
-- Name: team_member team_member_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_member
    ADD CONSTRAINT team_member_pkey PRIMARY KEY (team_id, user_id);


--
-- Name: team team_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (team_id);


--
-- Name: told_item told_item_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.told_item
    ADD CONSTRAINT told_item_pkey PRIMARY KEY (debtor_id, account_id, told_id);


--
-- Name: told_word told_word_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.told_word
    ADD CONSTRAINT told_word_pkey PRIMARY KEY (debtor_id, account_id, told_id, import_id);


--
-- Name: unread_list unread_list_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unread_list
    ADD CONSTRAINT unread_list_pkey PRIMARY KEY (creditor_id);


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
-- Name: work work_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (debtor_id, account_id, from_run);


--
-- Name: work_word work_word_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_word
    ADD CONSTRAINT work_word_pkey PRIMARY KEY (debtor_id, account_id, word_id);


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
-- Name: document_by_hash; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_by_hash ON public.document USING btree (hash, debtor_id);


--
-- Name: document_by_import; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_by_import ON public.document USING btree (import_id, debtor_id) WHERE (import_id IS NOT NULL);


--
-- Name: document_by_number; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX document_by_number ON public.document USING btree (debtor_id, number);


--
-- Name: document_item_by_item; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_item_by_item ON public.document_item USING btree (debtor_id, account_id, item_id);


--
-- Name: document_item_proposed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX document_item_proposed ON public.document_item USING btree (debtor_id, document_id) WHERE (state = 'proposed'::text);


--
-- Name: inbox_document_by_import; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inbox_document_by_import ON public.inbox_document USING btree (import_id);


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
-- Name: pairing_by_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pairing_by_batch ON public.pairing USING btree (batch_id, debtor_id);


--
-- Name: session_by_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_by_expiry ON public.session USING btree (expires_ms);


--
-- Name: session_by_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_by_user ON public.session USING btree (user_id, created_ms);


--
-- Name: work_by_place; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_by_place ON public.work USING btree (until_run, place_tier, place_currency, place_value, place_amount, account_id, agent_id, creditor_id);


--
-- Name: absence absence_cover_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES public.users(user_id);


--
-- Name: absence absence_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- Name: account account_debtor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_debtor_id_fkey FOREIGN KEY (debtor_id) REFERENCES public.debtor(debtor_id);


--
-- Name: account_owner account_owner_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_owner
    ADD CONSTRAINT account_owner_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: account_policy account_policy_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_policy
    ADD CONSTRAINT account_policy_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: account_stage account_stage_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_stage
    ADD CONSTRAINT account_stage_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: alert alert_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert
    ADD CONSTRAINT alert_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: allocation allocation_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT allocation_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: assignment assignment_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: cover cover_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cover
    ADD CONSTRAINT cover_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: creditor_mandate creditor_mandate_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_mandate
    ADD CONSTRAINT creditor_mandate_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: creditor_means creditor_means_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_means
    ADD CONSTRAINT creditor_means_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: creditor_policy creditor_policy_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.creditor_policy
    ADD CONSTRAINT creditor_policy_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: dispute dispute_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispute
    ADD CONSTRAINT dispute_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: document document_debtor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_debtor_id_fkey FOREIGN KEY (debtor_id) REFERENCES public.debtor(debtor_id);


--
-- Name: document_item document_item_debtor_id_account_id_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_item
    ADD CONSTRAINT document_item_debtor_id_account_id_item_id_fkey FOREIGN KEY (debtor_id, account_id, item_id) REFERENCES public.item(debtor_id, account_id, item_id);


--
-- Name: document_item document_item_debtor_id_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.document_item
    ADD CONSTRAINT document_item_debtor_id_document_id_fkey FOREIGN KEY (debtor_id, document_id) REFERENCES public.document(debtor_id, document_id);


--
-- Name: fact fact_debtor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_debtor_id_fkey FOREIGN KEY (debtor_id) REFERENCES public.debtor(debtor_id);


--
-- Name: hold hold_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: import import_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import
    ADD CONSTRAINT import_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: import_mapping import_mapping_import_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.import_mapping
    ADD CONSTRAINT import_mapping_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.import(import_id);


--
-- Name: inbox_candidate inbox_candidate_inbox_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox_candidate
    ADD CONSTRAINT inbox_candidate_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES public.inbox_document(inbox_id);


--
-- Name: instalment instalment_debtor_id_account_id_instalments_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instalment
    ADD CONSTRAINT instalment_debtor_id_account_id_instalments_id_fkey FOREIGN KEY (debtor_id, account_id, instalments_id) REFERENCES public.instalments(debtor_id, account_id, instalments_id);


--
-- Name: instalments instalments_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.instalments
    ADD CONSTRAINT instalments_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


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
-- Name: outcome outcome_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outcome
    ADD CONSTRAINT outcome_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: pairing pairing_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pairing
    ADD CONSTRAINT pairing_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: payee_confirmation payee_confirmation_payee_id_word_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee_confirmation
    ADD CONSTRAINT payee_confirmation_payee_id_word_id_fkey FOREIGN KEY (payee_id, word_id) REFERENCES public.payee_word(payee_id, word_id);


--
-- Name: payee payee_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee
    ADD CONSTRAINT payee_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: payee_word payee_word_payee_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.payee_word
    ADD CONSTRAINT payee_word_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES public.payee(payee_id);


--
-- Name: plan_row plan_row_creditor_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.plan_row
    ADD CONSTRAINT plan_row_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES public.creditor(creditor_id);


--
-- Name: promise promise_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.promise
    ADD CONSTRAINT promise_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- Name: session session_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


--
-- Name: team team_lead_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.users(user_id);


--
-- Name: team_member team_member_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_member
    ADD CONSTRAINT team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(team_id);


--
-- Name: team_member team_member_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.team_member
    ADD CONSTRAINT team_member_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);


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
-- Name: work_word work_word_debtor_id_account_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work_word
    ADD CONSTRAINT work_word_debtor_id_account_id_fkey FOREIGN KEY (debtor_id, account_id) REFERENCES public.account(debtor_id, account_id);


--
-- PostgreSQL database dump complete
--


