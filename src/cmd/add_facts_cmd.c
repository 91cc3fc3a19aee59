/* relance add debtor, add contact, add fact. */
#include "app/books/add_facts.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"

enum { FACTS_MAX = 24 };

static int print_facts(struct cmd *c, const struct added_facts *added)
{
    struct buf ref;
    struct buf debtor;
    struct buf import;
    buf_init(&ref, &c->arena, 64);
    buf_init(&debtor, &c->arena, 64);
    buf_init(&import, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, added->account_number);
    buf_add_ref(&debtor, REF_DEBTOR, added->debtor_number);
    buf_add_ref(&import, REF_IMPORT, added->import_number);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "ref", buf_str(&ref));
        json_text(&j, "debtor", buf_str(&debtor));
        json_text(&j, "import", buf_str(&import));
        json_int(&j, "facts", added->facts);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add(&c->out, buf_str(&ref));
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, buf_str(&debtor));
    buf_add_c(&c->out, cmd_tr(c, N_("  noté ; s’annule par relance import --undo ")));
    buf_add(&c->out, buf_str(&import));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

/* Every option of this command that is the name of a fact. */
static size_t read_facts(struct cmd *c, struct told_fact *facts)
{
    static const struct {
        const char *option, *kind;
    } others[] = {{"role", "person_role"}, {"kind", "type"}};
    size_t count = 0;
    for (size_t i = 0; told_fact_kinds[i] != NULL; i++) {
        if (cmd_has(c, told_fact_kinds[i]))
            facts[count++] =
                (struct told_fact){told_fact_kinds[i], cmd_value(c, told_fact_kinds[i])};
    }
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        if (cmd_has(c, others[i].option))
            facts[count++] = (struct told_fact){others[i].kind, cmd_value(c, others[i].option)};
    }
    return count;
}

static int run_debtor(struct cmd *c)
{
    struct told_fact facts[FACTS_MAX];
    struct add_debtor_request r = {.creditor = cmd_value(c, "creditor"),
                                   .number = cmd_value(c, "number"),
                                   .currency = cmd_value(c, "currency"),
                                   .facts = facts};
    struct added_facts added;
    struct app *app = NULL;
    r.fact_count = read_facts(c, facts);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = add_debtor(app, &c->arena, &r, &added, &c->err);
    app_close(app);
    return ok ? print_facts(c, &added) : cmd_fail(c);
}

static int note_facts(struct cmd *c, const struct told_fact *facts, size_t count)
{
    struct add_facts_request request = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .facts = facts,
        .fact_count = count};
    struct added_facts added;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = add_facts(app, &c->arena, &request, &added, &c->err);
    app_close(app);
    return ok ? print_facts(c, &added) : cmd_fail(c);
}

static int run_contact(struct cmd *c)
{
    struct told_fact facts[FACTS_MAX];
    size_t count = read_facts(c, facts);
    if (count == 0) {
        err_set_field(&c->err, ERR_OPTION_MISSING, "phone", (struct str){0});
        return cmd_fail(c);
    }
    return note_facts(c, facts, count);
}

static int run_fact(struct cmd *c)
{
    struct str kind = cmd_value(c, "kind");
    struct told_fact fact = {arena_cstr(&c->arena, kind), cmd_value(c, "value")};
    return note_facts(c, &fact, 1);
}

static const struct cmd_option debtor_options[] = {
    {"name", "NOM", OPT_REQUIRED, N_("le nom du client")},
    {"number", "N", 0, N_("son numéro dans les livres du créancier (sinon son nom)")},
    {"creditor", "CODE", 0, N_("le créancier ; sinon le seul connu, ou OWN")},
    {"kind", "company|trader|public|consumer", 0, N_("société, entrepreneur, public, particulier")},
    {"body", "state|local|health|undertaking", 0, N_("d’un acheteur public : lequel")},
    {"currency", "EUR", 0, N_("la devise du compte (sinon celle du créancier)")},
    {"terms", "RÈGLE", 0, N_("conditions de paiement convenues : net30, net60, eom45a, eom45b…")},
    {"siren", "N", 0, N_("le SIREN")},
    {"siret", "N", 0, N_("le SIRET")},
    {"vat", "N", 0, N_("le numéro de TVA")},
    {"street", "TEXTE", 0, N_("la rue")},
    {"postcode", "CODE", 0, N_("le code postal")},
    {"city", "VILLE", 0, N_("la ville")},
    {"country", "PAYS", 0, N_("le pays")},
    {"phone", "N", 0, N_("le téléphone")},
    {"mobile", "N", 0, N_("le portable")},
    {"email", "ADRESSE", 0, N_("le courriel")},
    {"person", "NOM", 0, N_("la personne à qui parler")},
    {"role", "TEXTE", 0, N_("sa fonction")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_debtor = {
    .name = "add debtor",
    .arguments = "",
    .options = debtor_options,
    .summary = N_("ajoute un client à la main"),
    .help = N_("Exemple : relance add debtor --name \"Menuiserie Exemple\" --number C0042 --kind "
               "company --phone \"01 99 00 12 34\""),
    .run = run_debtor,
};

static const struct cmd_option contact_options[] = {
    {"person", "NOM", 0, N_("la personne à qui parler")},
    {"role", "TEXTE", 0, N_("sa fonction")},
    {"phone", "N", 0, N_("le téléphone")},
    {"mobile", "N", 0, N_("le portable")},
    {"email", "ADRESSE", 0, N_("le courriel")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_contact = {
    .name = "add contact",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = contact_options,
    .summary = N_("note à qui parler, et où le joindre"),
    .help = N_("Exemple : relance add contact C-000042-X --person \"Mme Exemple\" --role "
               "comptabilité --phone \"01 99 00 12 34\""),
    .run = run_contact,
};

static const struct cmd_option fact_options[] = {
    {"kind", "GENRE", OPT_REQUIRED,
     N_("name, type, siren, siret, vat, street, postcode, city, country, phone, mobile, email, "
        "person, person_role, body, terms, first_letter, formal_notice, judgment_served, "
        "insolvency, received:PIÈCE, ou ce qui interrompt la prescription, du compte ou d’une "
        "pièce : recognition, summons, proceedings_end, enforcement, recognition:PIÈCE…")},
    {"value", "VALEUR", OPT_REQUIRED, N_("ce qui est appris")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_add_fact = {
    .name = "add fact",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = fact_options,
    .summary = N_("note un renseignement sur un client, avec sa date et son auteur"),
    .help =
        N_("Le dernier mot de chaque genre fait foi ; l’annuler rend la parole au précédent. Ce qui"
           " interrompt la prescription s’ajoute.\n"
           "Exemple : relance add fact C-000042-X --kind siren --value 000000018"),
    .run = run_fact,
};
