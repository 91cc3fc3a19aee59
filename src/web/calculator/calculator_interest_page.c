/* Calculateur, Intérêts: what being late costs, day by day. */
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "base/limits.h"
#include "calculator.h"
#include "law/interest.h"
#include "web/pages.h"
#include "web/parts/format.h"

enum { PAYMENT_ROWS_LEAST = 2 };

static const struct calculator_choice debtors[] = {{"business", N_("une entreprise")},
                                                   {"public", N_("un acheteur public")},
                                                   {"consumer", N_("un consommateur")}};
static const struct calculator_choice creditors[] = {{"professional", N_("un professionnel")},
                                                     {"private", N_("un particulier")}};
static const struct calculator_choice bodies[] = {{"", N_("sans objet")},
                                                  {"state", N_("l’État")},
                                                  {"local", N_("une collectivité")},
                                                  {"health", N_("un établissement de santé")},
                                                  {"undertaking", N_("une entreprise publique")}};
static const struct calculator_choice counts[] = {{"365", N_("365 jours par an")},
                                                  {"actual", N_("jours réels de l’année")}};

/* ---- the form ---- */

static const struct calculator_rows payment_rows = {"paid-on", "payment", PAYMENT_ROWS_LEAST,
                                                    LIMIT_PAYMENT_OPTIONS};

static void add_day(struct calculator *c, const char *name, const char *label, const char *help)
{
    struct calculator_field field = {
        .name = name, .label = label, .help = help, .kind = CALCULATOR_DAY};
    calculator_add(c, &field);
}

static void declare_main(struct calculator *c)
{
    struct str today = format_iso_day(c->r->arena, c->r->app->today);
    calculator_choices(c, &(struct calculator_field){.name = "debtor", .label = N_("Qui doit")},
                       debtors, COUNT_OF(debtors));
    calculator_choices(c, &(struct calculator_field){.name = "creditor", .label = N_("À qui")},
                       creditors, COUNT_OF(creditors));
    calculator_add(c, &(struct calculator_field){.name = "principal",
                                                 .label = N_("Montant impayé, TVA comprise (€)"),
                                                 .kind = CALCULATOR_AMOUNT,
                                                 .required = true,
                                                 .wide = true});
    add_day(c, "due", N_("Échéance"), NULL);
    calculator_add(c, &(struct calculator_field){.name = "until",
                                                 .label = N_("Dernier jour compté"),
                                                 .kind = CALCULATOR_DAY,
                                                 .required = true,
                                                 .value = today});
}

static void declare_payments(struct calculator *c)
{
    size_t rows = calculator_rows_shown(c, &payment_rows);
    calculator_group(c, N_("Paiements reçus"),
                     N_("Ils vont aux intérêts, puis au principal, puis à l’indemnité. Deux lignes "
                        "vides s’ajoutent à chaque calcul."));
    for (size_t i = 0; i < rows; i++) {
        add_day(c, calculator_row_name(c, "paid-on", i), N_("Reçu le"), NULL);
        calculator_add(c, &(struct calculator_field){.name = calculator_row_name(c, "payment", i),
                                                     .label = N_("Montant (€)"),
                                                     .kind = CALCULATOR_AMOUNT});
    }
}

static void declare(struct calculator *c)
{
    calculator_form(c, N_("La dette"), N_("Calculer"), NULL);
    declare_main(c);
    declare_payments(c);
    calculator_group(c, N_("Mise en demeure, clause, jugement, procédure"), NULL);
    add_day(c, "formal-notice", N_("Mise en demeure"), NULL);
    calculator_add(c, &(struct calculator_field){.name = "contract-rate",
                                                 .label = N_("Taux convenu (% par an)"),
                                                 .kind = CALCULATOR_AMOUNT});
    add_day(c, "judgment-served", N_("Jugement signifié le"), NULL);
    add_day(c, "insolvency", N_("Jugement d’ouverture"), NULL);
    calculator_choices(c, &(struct calculator_field){.name = "day-count", .label = N_("Année")},
                       counts, COUNT_OF(counts));
    calculator_group(c, N_("Acheteur public"),
                     N_("L’échéance reste vide : le terme court de la réception de la demande de "
                        "paiement."));
    add_day(c, "received", N_("Demande reçue le"), NULL);
    calculator_choices(c,
                       &(struct calculator_field){.name = "public-body", .label = N_("Acheteur")},
                       bodies, COUNT_OF(bodies));
}

/* ---- reading ---- */

static bool read_payments(struct calculator *c, struct law_case *request)
{
    struct law_payment *payments =
        ARENA_ARRAY(c->r->arena, LIMIT_PAYMENT_OPTIONS, struct law_payment);
    size_t n = 0;
    for (size_t i = 0; i < LIMIT_PAYMENT_OPTIONS; i++) {
        if (!calculator_row_filled(c, &payment_rows, i))
            continue;
        if (!calculator_day_needed(c, calculator_row_name(c, "paid-on", i), &payments[n].on) ||
            !calculator_amount(c, calculator_row_name(c, "payment", i), 1, &payments[n].minor))
            return false;
        n++;
    }
    if (calculator_row_filled(c, &payment_rows, LIMIT_PAYMENT_OPTIONS))
        return err_set_field(
            &c->failure, ERR_TOO_MANY_ARGUMENTS, "payment",
            calculator_text(c, calculator_row_name(c, "payment", LIMIT_PAYMENT_OPTIONS)));
    request->payments = payments;
    request->payment_count = n;
    return true;
}

static bool read_words(struct calculator *c, struct law_case *request)
{
    int debtor;
    int creditor;
    int body;
    int count;
    if (!calculator_choice_of(c, "debtor", debtors, COUNT_OF(debtors), &debtor) ||
        !calculator_choice_of(c, "creditor", creditors, COUNT_OF(creditors), &creditor) ||
        !calculator_choice_of(c, "public-body", bodies, COUNT_OF(bodies), &body) ||
        !calculator_choice_of(c, "day-count", counts, COUNT_OF(counts), &count))
        return false;
    request->debtor = (enum law_debtor)debtor;
    request->creditor = (enum law_creditor)creditor;
    request->body = (enum law_public_body)body;
    request->day_count = (enum law_day_count)count;
    return true;
}

static bool read_case(struct calculator *c, struct law_case *request)
{
    *request = law_case_empty();
    return read_words(c, request) &&
           calculator_amount(c, "principal", 0, &request->principal.minor) &&
           calculator_day(c, "due", &request->due) &&
           calculator_day_needed(c, "until", &request->until) &&
           calculator_day(c, "formal-notice", &request->formal_notice) &&
           calculator_day(c, "received", &request->received) &&
           calculator_day(c, "judgment-served", &request->judgment_served) &&
           calculator_day(c, "insolvency", &request->insolvency) &&
           calculator_rate(c, "contract-rate", &request->has_contract_rate,
                           &request->contract_rate) &&
           read_payments(c, request);
}

/* A missing rate and an overpayment are results of the law; here nothing can be shown for them. */
static bool computed(struct calculator *c, const struct law_case *request, struct law_interest *r)
{
    struct buf text;
    if (!law_interest_compute(c->tables, request, c->r->arena, r, &c->failure))
        return false;
    buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
    if (day_is(r->missing_day)) {
        buf_add_semester(&text, law_semester_of(r->missing_day));
        return err_set_field(&c->failure, ERR_RATE_MISSING, r->missing_table, buf_str(&text));
    }
    if (r->excess_minor > 0)
        return err_set_field(&c->failure, ERR_OVERPAID, "payment",
                             calculator_money(c, r->excess_minor));
    return true;
}

/* ---- the answer ---- */

/* "1 764,383562": the exact interest of a segment, six decimals. */
static struct str micro_text(struct calculator *c, int64_t micro)
{
    struct buf text;
    buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
    buf_add(&text, format_count(c->r->arena, micro / 1000000, c->r->lang));
    buf_add_char(&text, c->r->lang == LANG_FR ? ',' : '.');
    buf_add_int_padded(&text, micro % 1000000, 6);
    return buf_str(&text);
}

static const struct law_ecb_row *ecb_of(struct calculator *c, const struct law_interest *r,
                                        size_t i)
{
    bool frozen = r->regime == LAW_REGIME_PUBLIC;
    struct day day = frozen ? day_add(r->start, 1) : r->segments[i].from;
    return law_ecb_on(c->tables, law_semester_first(law_semester_of(day)));
}

/* "BCE 2,15 % + 10 points": where a segment's rate comes from, and the row it was read in. */
static struct str rate_origin(struct calculator *c, const struct law_case *request,
                              const struct law_interest *r, size_t i)
{
    struct arena *a = c->r->arena;
    enum lang lang = c->r->lang;
    const struct law_segment *s = &r->segments[i];
    if (request->has_contract_rate)
        return calculator_tr(c, N_("taux convenu"));
    if (r->regime == LAW_REGIME_BUSINESS || r->regime == LAW_REGIME_PUBLIC) {
        const struct law_ecb_row *row = ecb_of(c, r, i);
        if (row == NULL)
            return STR("");
        struct rate margin = {s->rate.micro - row->rate.micro};
        struct str args[] = {calculator_percent(c, row->rate),
                             format_count(a, margin.micro / RATE_MICRO, lang)};
        calculator_source(c, tr(lang, N_("Taux de refinancement de la BCE")), args[0], &row->note);
        return format_text(a, tr(lang, N_("BCE %1 + %2 points")), args, 2);
    }
    const struct law_legal_row *row = law_legal_on(c->tables, s->from);
    if (row == NULL)
        return STR("");
    bool private = request->creditor == LAW_CREDITOR_PRIVATE;
    struct rate legal = private ? row->private_rate : row->other_rate;
    struct str args[] = {calculator_percent(c, legal),
                         format_count(a, (s->rate.micro - legal.micro) / RATE_MICRO, lang)};
    calculator_source(c,
                      tr(lang, private ? N_("Intérêt légal, créancier particulier")
                                       : N_("Intérêt légal, autres créanciers")),
                      args[0], &row->note);
    return s->rate.micro == legal.micro
               ? calculator_tr(c, N_("intérêt légal"))
               : format_text(a, tr(lang, N_("légal %1 + %2 points")), args, 2);
}

static void show_segments(struct calculator *c, const struct law_case *request,
                          const struct law_interest *r)
{
    static const char *const heads[] = {N_("Du"),   N_("Au"),   N_("Jours"),
                                        N_("Taux"), N_("Base"), N_("Intérêts (€)")};
    struct calculator_grid g;
    if (r->segment_count == 0)
        return;
    calculator_grid(
        c, &(struct calculator_columns){N_("Jour par jour"), "ddrrrr", heads, r->segment_count},
        &g);
    for (size_t i = 0; i < r->segment_count; i++) {
        const struct law_segment *s = &r->segments[i];
        calculator_row(&g);
        calculator_cell(&g, calculator_date(c, s->from));
        calculator_cell(&g, calculator_date(c, s->to));
        calculator_cell(&g, format_count(c->r->arena, s->days, c->r->lang));
        calculator_cell(&g, calculator_percent(c, s->rate))->note = rate_origin(c, request, r, i);
        calculator_cell(&g, calculator_money(c, s->base_minor));
        calculator_cell(&g, micro_text(c, s->interest_micro));
    }
    g.table->caption =
        calculator_tr(c, N_("intérêts exacts ; un seul arrondi, à chaque paiement et à la fin"));
}

static void show_figures(struct calculator *c, const struct law_case *request,
                         const struct law_interest *r)
{
    struct str none = STR("");
    if (r->paid_minor > 0) {
        calculator_figure(c, N_("Principal au départ"),
                          calculator_money(c, request->principal.minor), none);
        calculator_figure(c, N_("Intérêts courus"), calculator_money(c, r->accrued_minor), none);
        calculator_figure(c, N_("Payé"), calculator_money(c, r->paid_minor), none);
    }
    calculator_figure(c, N_("Principal restant dû"), calculator_money(c, r->owed.principal), none);
    calculator_figure(c, N_("Intérêts restant dus"), calculator_money(c, r->owed.interest), none);
    calculator_figure(c, N_("Indemnité forfaitaire"), calculator_money(c, r->owed.indemnity), none);
    if (!day_is(r->start) || r->days == 0)
        return;
    struct str args[] = {calculator_date(c, day_add(r->start, 1)), calculator_date(c, r->last)};
    calculator_figure(c, N_("Jours d’intérêt"), format_count(c->r->arena, r->days, c->r->lang),
                      format_text(c->r->arena, tr(c->r->lang, N_("du %1 au %2")), args, 2));
}

static void show(struct calculator *c, const struct law_case *request, const struct law_interest *r)
{
    struct str until = calculator_date(c, request->until);
    calculator_result(c, N_("Total"), calculator_money(c, law_owed_total(&r->owed)));
    c->view.label = format_text(c->r->arena, tr(c->r->lang, N_("Total dû le %1")), &until, 1);
    c->view.sentence = str_of(law_regime_sentence(r->regime, c->r->lang));
    show_figures(c, request, r);
    show_segments(c, request, r);
    for (size_t i = 0; i < r->rule_count; i++)
        calculator_rule(c, r->rules[i]);
    for (size_t i = 0; i < r->warning_count; i++) {
        struct buf text;
        buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
        law_warning_sentence(&r->warnings[i], c->r->lang, &text);
        calculator_warn(c, buf_str(&text));
    }
}

bool calculator_interest_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    struct law_case request;
    struct law_interest interest;
    if (!calculator_open(&c, r, CALCULATOR_INTEREST, err))
        return false;
    declare(&c);
    if (c.asked && read_case(&c, &request) && computed(&c, &request, &interest))
        show(&c, &request, &interest);
    calculator_close(&c, out);
    return true;
}

bool calculator_home_page(struct request *r, struct response *out, struct err *err)
{
    (void)r;
    (void)err;
    response_redirect(out, str_of(calculator_path(CALCULATOR_INTEREST)));
    return true;
}
