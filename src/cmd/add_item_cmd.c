/* relance add invoice, add credit, add payment. */
#include "app/books/add_item.h"
#include "app/open_app.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"

static int print_added(struct cmd *c, const struct added_item *added)
{
    struct buf ref;
    struct buf import;
    buf_init(&ref, &c->arena, 64);
    buf_init(&import, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, added->account_number);
    buf_add_ref(&import, REF_IMPORT, added->import_number);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "ref", buf_str(&ref));
        json_id(&j, "id", added->item_id);
        json_text(&j, "import", buf_str(&import));
        json_amount(&j, "amount", added->amount);
        json_currency(&j, "currency", added->amount.currency);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add(&c->out, buf_str(&ref));
    buf_add_c(&c->out, "  ");
    buf_add_money_fr(&c->out, added->amount);
    buf_add_c(&c->out, cmd_tr(c, N_("  noté ; s’annule par relance import --undo ")));
    buf_add(&c->out, buf_str(&import));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

/* --kind, of the kinds this command knows. */
static bool read_kind(struct cmd *c, const enum item_kind *kinds, size_t count, enum item_kind *out)
{
    struct str text = cmd_value(c, "kind");
    *out = kinds[0];
    if (text.p == NULL)
        return true;
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, item_kind_code(kinds[i]))) {
            *out = kinds[i];
            return true;
        }
    }
    return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "kind", text);
}

/* --invoice N or N=A, again and again. */
static void read_shares(struct cmd *c, struct add_item_request *r)
{
    struct item_share *shares = ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct item_share);
    struct str value;
    for (size_t i = 0; cmd_value_at(c, "invoice", i, &value); i++) {
        ptrdiff_t equals = str_find(value, '=');
        struct item_share share = {value, {0}};
        if (equals >= 0) {
            share.item = str_slice(value, 0, (size_t)equals);
            share.amount = str_slice(value, (size_t)equals + 1, value.n);
        }
        shares[r->share_count++] = share;
    }
    r->shares = shares;
}

static int run_add(struct cmd *c, struct add_item_request *r)
{
    struct app *app = NULL;
    struct added_item added;
    r->query = (struct file_query){.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")};
    r->number = cmd_has(c, "number") ? cmd_value(c, "number") : STR("");
    r->label = cmd_has(c, "label") ? cmd_value(c, "label") : STR("");
    r->amount = cmd_value(c, "amount");
    r->on = c->today;
    r->due = DAY_NONE;
    if (!cmd_day(c, "date", &r->on) || !cmd_day(c, "due", &r->due) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = add_item(app, &c->arena, r, &added, &c->err);
    app_close(app);
    return ok ? print_added(c, &added) : cmd_fail(c);
}

static int run_invoice(struct cmd *c)
{
    static const enum item_kind kinds[] = {ITEM_INVOICE, ITEM_BILL, ITEM_RETENTION, ITEM_OPENING,
                                           ITEM_ADJUSTMENT};
    struct add_item_request r = {0};
    return read_kind(c, kinds, COUNT_OF(kinds), &r.kind) ? run_add(c, &r) : cmd_fail(c);
}

static int run_credit(struct cmd *c)
{
    static const enum item_kind kinds[] = {ITEM_CREDIT_NOTE, ITEM_DEPOSIT, ITEM_ADJUSTMENT};
    struct add_item_request r = {.credit = true};
    read_shares(c, &r);
    return read_kind(c, kinds, COUNT_OF(kinds), &r.kind) ? run_add(c, &r) : cmd_fail(c);
}

static int run_payment(struct cmd *c)
{
    struct add_item_request r = {.kind = ITEM_PAYMENT, .credit = true};
    read_shares(c, &r);
    return run_add(c, &r);
}

#define CREDITOR_OPTION                                                                            \
    {                                                                                              \
        "creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers") \
    }

static const struct cmd_option invoice_options[] = {
    {"number", "N", OPT_REQUIRED, N_("le numéro de la pièce")},
    {"amount", "MONTANT", OPT_REQUIRED, N_("toutes taxes comprises")},
    {"date", "AAAA-MM-JJ", 0, N_("la date de la pièce (sinon --today)")},
    {"due", "AAAA-MM-JJ", 0, N_("l’échéance écrite sur la pièce ; sinon d’après les conditions")},
    {"label", "TEXTE", 0, N_("le libellé")},
    {"kind", "invoice|bill|retention|opening|adjustment", 0, N_("la nature (sinon facture)")},
    CREDITOR_OPTION,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_invoice = {
    .name = "add invoice",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = invoice_options,
    .summary = N_("ajoute une facture à la main"),
    .help = N_("Elle compte aussitôt. Quand le grand livre ou la liste complète de ce jour arrive, "
               "c’est lui qui fait foi. Une erreur se corrige par « relance import --undo ».\n"
               "Exemple : relance add invoice C-000042-X --number FA-118 --amount 1200.00 --due "
               "2026-12-31"),
    .run = run_invoice,
};

static const struct cmd_option credit_options[] = {
    {"number", "N", OPT_REQUIRED, N_("le numéro de la pièce")},
    {"amount", "MONTANT", OPT_REQUIRED, N_("toutes taxes comprises")},
    {"date", "AAAA-MM-JJ", 0, N_("la date de la pièce (sinon --today)")},
    {"invoice", "N[=MONTANT]", OPT_REPEAT, N_("la facture qu’il solde, et pour combien")},
    {"label", "TEXTE", 0, N_("le libellé")},
    {"kind", "credit_note|deposit|adjustment", 0, N_("la nature (sinon avoir)")},
    CREDITOR_OPTION,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_credit = {
    .name = "add credit",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = credit_options,
    .summary = N_("ajoute un avoir ou un autre crédit à la main"),
    .help = N_("Exemple : relance add credit C-000042-X --number AV-7 --amount 50.00 --invoice "
               "FA-118"),
    .run = run_credit,
};

static const struct cmd_option payment_options[] = {
    {"amount", "MONTANT", OPT_REQUIRED, N_("le montant reçu")},
    {"date", "AAAA-MM-JJ", 0, N_("le jour du paiement (sinon --today)")},
    {"number", "RÉFÉRENCE", 0, N_("la référence du virement, le numéro du chèque")},
    {"invoice", "N[=MONTANT]", OPT_REPEAT, N_("la facture payée, et pour combien")},
    {"label", "TEXTE", 0, N_("le libellé")},
    CREDITOR_OPTION,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_payment = {
    .name = "add payment",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = payment_options,
    .summary = N_("ajoute un règlement à la main"),
    .help = N_("Vu ensuite dans le grand livre (même montant, à dix jours près), il n’est compté "
               "qu’une fois.\n"
               "Exemple : relance add payment C-000042-X --amount 500.00 --date 2026-11-20 "
               "--invoice FA-118"),
    .run = run_payment,
};
