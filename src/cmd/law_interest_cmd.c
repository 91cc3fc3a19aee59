/* relance law interest: what being late costs. */
#include "app/words/err_text.h"
#include "commands.h"
#include "law/interest.h"
#include "law_interest_page.h"
#include "law_options.h"

static const struct cmd_option options[] = {
    {"debtor", "business|public|consumer", OPT_REQUIRED, N_("qui doit")},
    {"creditor", "professional|private", OPT_REQUIRED, N_("à qui")},
    {"principal", "A", OPT_REQUIRED, N_("montant impayé, TVA comprise, en euros")},
    {"until", "D", OPT_REQUIRED, N_("dernier jour compté")},
    {"due", "D", 0, N_("échéance ; après jugement, le jour fixé par le juge")},
    {"payment", "D=A", OPT_REPEAT, N_("paiement partiel reçu")},
    {"formal-notice", "D", 0, N_("jour de la mise en demeure")},
    {"contract-rate", "P", 0, N_("taux de la clause, en pour cent par an")},
    {"received", "D", 0, N_("acheteur public : réception de la demande de paiement")},
    {"public-body", "state|local|health|undertaking", 0, N_("acheteur public : lequel")},
    {"judgment-served", "D", 0, N_("signification du jugement exécutoire")},
    {"insolvency", "D", 0,
     N_("jugement d’ouverture, ou recevabilité du surendettement d’un consommateur")},
    {"day-count", "365|actual", 0, N_("diviseur : 365 (défaut) ou jours réels de l’année")},
    {NULL, NULL, 0, NULL},
};

static bool read_words(struct cmd *c, struct law_case *request)
{
    static const char *const debtors[] = {"business", "public", "consumer"};
    static const char *const creditors[] = {"professional", "private"};
    static const char *const bodies[] = {"", "state", "local", "health", "undertaking"};
    static const char *const counts[] = {"365", "actual"};
    int debtor = 0;
    int creditor = 0;
    int body = 0;
    int count = 0;
    if (!law_options_word(c, "debtor", debtors, COUNT_OF(debtors), &debtor) ||
        !law_options_word(c, "creditor", creditors, COUNT_OF(creditors), &creditor) ||
        !law_options_word(c, "public-body", bodies, COUNT_OF(bodies), &body) ||
        !law_options_word(c, "day-count", counts, COUNT_OF(counts), &count)) {
        return false;
    }
    request->debtor = (enum law_debtor)debtor;
    request->creditor = (enum law_creditor)creditor;
    request->body = (enum law_public_body)body;
    request->day_count = (enum law_day_count)count;
    return true;
}

static bool read_days(struct cmd *c, struct law_case *request)
{
    return law_options_day(c, "until", &request->until) &&
           law_options_day(c, "due", &request->due) &&
           law_options_day(c, "formal-notice", &request->formal_notice) &&
           law_options_day(c, "received", &request->received) &&
           law_options_day(c, "judgment-served", &request->judgment_served) &&
           law_options_day(c, "insolvency", &request->insolvency);
}

static bool read_rate(struct cmd *c, struct law_case *request)
{
    struct str text = cmd_value(c, "contract-rate");
    if (text.p == NULL) {
        return true;
    }
    request->has_contract_rate = true;
    if (!rate_parse(text, &request->contract_rate, NULL) || request->contract_rate.micro < 0) {
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "contract-rate", text);
    }
    return true;
}

static bool read_payments(struct cmd *c, struct law_case *request)
{
    struct law_payment *payments = ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct law_payment);
    struct str text;
    size_t n = 0;
    for (; cmd_value_at(c, "payment", n, &text); n++) {
        struct str amount;
        if (n == LIMIT_PAYMENT_OPTIONS) {
            return err_set_field(&c->err, ERR_TOO_MANY_ARGUMENTS, "payment", text);
        }
        if (!law_options_dated(c, "payment", text, &payments[n].on, &amount) ||
            !law_options_amount(c, "payment", amount, 1, &payments[n].minor)) {
            return false;
        }
    }
    request->payments = payments;
    request->payment_count = n;
    return true;
}

static bool read_case(struct cmd *c, struct law_case *request)
{
    *request = law_case_empty();
    return law_options_amount(c, "principal", cmd_value(c, "principal"), 0,
                              &request->principal.minor) &&
           read_words(c, request) && read_days(c, request) && read_rate(c, request) &&
           read_payments(c, request);
}

/* The one refusal that carries a figure: how much was paid too much. */
static int refuse_overpaid(struct cmd *c, const struct law_interest *r)
{
    struct buf amount;
    buf_init(&amount, &c->arena, 60);
    buf_add_money_fr(&amount, eur(r->excess_minor));
    err_set_field(&c->err, ERR_OVERPAID, "payment", buf_str(&amount));
    if (c->json) {
        struct json j;
        struct buf text;
        buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_object(&j, "error");
        json_cstr(&j, "code", err_code_text(ERR_OVERPAID));
        err_sentence(&c->err, STR(""), LANG_FR, &text);
        json_text(&j, "message", buf_str(&text));
        buf_clear(&text);
        err_advice(&c->err, LANG_FR, &text);
        json_text(&j, "advice", buf_str(&text));
        json_amount(&j, "excess", eur(r->excess_minor));
        json_cstr(&j, "currency", "EUR");
        json_object_end(&j);
        json_amount(&j, "excess", eur(r->excess_minor));
        json_cstr(&j, "currency", "EUR");
        json_object_end(&j);
        json_end(&j);
    }
    return cmd_fail(c);
}

static int refuse_missing(struct cmd *c, const struct law_interest *r)
{
    struct buf semester;
    buf_init(&semester, &c->arena, 20);
    buf_add_semester(&semester, law_semester_of(r->missing_day));
    err_set_field(&c->err, ERR_RATE_MISSING, r->missing_table, buf_str(&semester));
    return cmd_fail(c);
}

static int run(struct cmd *c)
{
    struct law_case request;
    struct law_interest r;
    const struct law_tables *tables;
    if (!read_case(c, &request) || !law_options_tables(c, &tables) ||
        !law_interest_compute(tables, &request, &c->arena, &r, &c->err)) {
        return cmd_fail(c);
    }
    if (day_is(r.missing_day)) {
        return refuse_missing(c, &r);
    }
    if (r.excess_minor > 0) {
        return refuse_overpaid(c, &r);
    }
    if (c->json) {
        law_interest_json(c, &request, &r);
    } else {
        law_interest_page(c, &request, &r);
    }
    return EXIT_DONE;
}

const struct command cmd_law_interest = {
    .name = "law interest",
    .arguments = "",
    .options = options,
    .summary = N_("Intérêts de retard, indemnité et total, jour par jour, avec les articles."),
    .help =
        N_("Exemples :\n"
           "  relance law interest --debtor business --creditor professional --principal 12000 \\\n"
           "    --due 2025-08-31 --until 2025-10-15\n"
           "  relance law interest --debtor public --creditor professional --principal 18000 \\\n"
           "    --received 2025-03-03 --public-body health --until 2025-08-20\n"
           "  relance law interest --debtor consumer --creditor professional --principal 1250 \\\n"
           "    --formal-notice 2025-05-12 --until 2025-09-30\n"
           "\n"
           "Entre professionnels, il faut --due. Pour un acheteur public, --received et "
           "--public-body.\n"
           "Pour un consommateur, ou si le créancier est un particulier, --formal-notice : sans "
           "mise en\n"
           "demeure, aucun intérêt. Les paiements vont aux intérêts, puis au principal, puis à\n"
           "l’indemnité."),
    .run = run,
};
