/* relance id check, relance id make: identifiers and their check digits. */
#include "base/json.h"
#include "commands.h"
#include "party/creditor_ref.h"
#include "party/iban.h"
#include "party/siren.h"

enum { VALUE_CHARACTERS_MAX = 40, PARTS_MAX = 3 };

typedef enum id_fault make_fn(const struct str parts[PARTS_MAX], char *out);

static enum id_fault make_siren(const struct str p[PARTS_MAX], char *out) {
    return siren_make(p[0], out);
}

static enum id_fault make_siret(const struct str p[PARTS_MAX], char *out) {
    return siret_make(p[0], p[1], out);
}

static enum id_fault make_iban(const struct str p[PARTS_MAX], char *out) {
    struct rib_parts parts = {p[0], p[1], p[2]};
    return iban_fr_make(&parts, out);
}

static enum id_fault make_rib(const struct str p[PARTS_MAX], char *out) {
    struct rib_parts parts = {p[0], p[1], p[2]};
    return rib_make(&parts, out);
}

static enum id_fault make_vat_fr(const struct str p[PARTS_MAX], char *out) {
    return vat_fr_make(p[0], out);
}

static enum id_fault make_rf(const struct str p[PARTS_MAX], char *out) {
    return rf_make(p[0], out);
}

static enum id_fault make_ics(const struct str p[PARTS_MAX], char *out) {
    struct ics_parts parts = {p[0], p[1], p[2]};
    return ics_make(&parts, out);
}

static const struct {
    const char *name;
    enum id_fault (*check)(struct str s, char *out);
    make_fn *make;
    size_t parts; /* of a make */
    const char *parts_text;
} kinds[] = {
    {"siren", siren_check, make_siren, 1, "8 DIGITS"},
    {"siret", siret_check, make_siret, 2, "SIREN NIC"},
    {"iban", iban_check, make_iban, 3, "BANK BRANCH ACCOUNT"},
    {"rib", rib_check, make_rib, 3, "BANK BRANCH ACCOUNT"},
    {"vat-fr", vat_fr_check, make_vat_fr, 1, "SIREN"},
    {"rf", rf_check, make_rf, 1, "TEXT"},
    {"ics", ics_check, make_ics, 3, "COUNTRY BUSINESS NATIONAL"},
};

static const char *const fault_texts[ID_FAULT_COUNT] = {
    [ID_OK] = N_("valable"),
    [ID_EMPTY] = N_("rien n’est écrit"),
    [ID_CHARACTERS] = N_("un caractère n’a pas sa place ici"),
    [ID_LENGTH] = N_("la longueur n’est pas la bonne"),
    [ID_COUNTRY] = N_("le pays n’est pas connu"),
    [ID_CHECKSUM] = N_("la clé de contrôle est fausse : un caractère est mal recopié"),
    [ID_SIREN] = N_("le SIREN qu’il contient n’est pas valable"),
    [ID_RIB_KEY] = N_("la clé RIB qu’il contient est fausse"),
};

static bool find_kind(struct cmd *c, size_t *out) {
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (str_is_nocase(c->arguments[0], kinds[i].name)) {
            *out = i;
            return true;
        }
    }
    return err_set_field(&c->err, ERR_UNKNOWN_KIND, "KIND", c->arguments[0]);
}

/* A number typed with blanks and without quotes arrives in pieces. */
static struct str join(struct cmd *c) {
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 1; i < c->argument_count; i++) {
        buf_add(&text, c->arguments[i]);
    }
    return buf_str(&text);
}

static int run_check(struct cmd *c) {
    char out[VALUE_CHARACTERS_MAX];
    size_t kind;
    if (!find_kind(c, &kind)) {
        return cmd_fail(c);
    }
    enum id_fault fault = kinds[kind].check(join(c), out);
    bool valid = fault == ID_OK;
    if (!c->json) {
        buf_add_c(&c->out, valid ? out : cmd_tr(c, "non valable"));
        buf_add_c(&c->out, cmd_tr(c, " : "));
        buf_add_c(&c->out, cmd_tr(c, fault_texts[fault]));
        buf_add_char(&c->out, '\n');
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_bool(&j, "valid", valid);
    json_cstr(&j, "normalised", valid ? out : NULL);
    json_cstr(&j, "reason", valid ? NULL : id_fault_code(fault));
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static bool read_parts(struct cmd *c, size_t kind, struct str parts[PARTS_MAX]) {
    size_t given = c->argument_count - 1;
    if (given > kinds[kind].parts) {
        return err_set_field(&c->err, ERR_TOO_MANY_ARGUMENTS, "VALUE",
                             c->arguments[kinds[kind].parts + 1]);
    }
    if (given < kinds[kind].parts) {
        return err_set_field(&c->err, ERR_ARGUMENT_MISSING, kinds[kind].parts_text, STR(""));
    }
    for (size_t i = 0; i < given; i++) {
        parts[i] = c->arguments[i + 1];
    }
    return true;
}

static int run_make(struct cmd *c) {
    char out[VALUE_CHARACTERS_MAX];
    struct str parts[PARTS_MAX] = {{0}};
    size_t kind;
    if (!find_kind(c, &kind) || !read_parts(c, kind, parts)) {
        return cmd_fail(c);
    }
    enum id_fault fault = kinds[kind].make(parts, out);
    if (fault != ID_OK) {
        err_set_field(&c->err, ERR_IMPOSSIBLE_VALUE, id_fault_code(fault), join(c));
        return cmd_fail(c);
    }
    if (!c->json) {
        buf_add_c(&c->out, out);
        buf_add_char(&c->out, '\n');
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_cstr(&j, "value", out);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_id_check = {
    .name = "id check",
    .arguments = "KIND VALUE",
    .arguments_min = 2,
    .arguments_max = -1,
    .summary = N_("Vérifie un identifiant : siren, siret, iban, rib, vat-fr, rf, ics."),
    .help = N_("Une clé juste ne prouve pas que l’entreprise ou le compte existe.\n"
               "\n"
               "Exemple : relance id check iban FR14 2004 1010 0505 0001 3M02 606"),
    .run = run_check,
};

const struct command cmd_id_make = {
    .name = "id make",
    .arguments = "KIND VALUE...",
    .arguments_min = 2,
    .arguments_max = 1 + PARTS_MAX,
    .summary = N_("Fabrique un identifiant avec sa clé."),
    .help = N_("siren 8 CHIFFRES · siret SIREN NIC (4 chiffres) · vat-fr SIREN · rf TEXTE\n"
               "iban ou rib BANQUE GUICHET COMPTE · ics PAYS CODE-ACTIVITÉ IDENTIFIANT\n"
               "\n"
               "Exemple : relance id make rf 539007547034"),
    .run = run_make,
};
