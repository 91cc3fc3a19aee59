/* relance id check, relance id make: identifiers and their check digits. */
#include "app/words/identifiers.h"
#include "base/json.h"
#include "commands.h"

static bool find_kind(struct cmd *c, const struct id_kind **out)
{
    *out = id_kind_find(c->arguments[0]);
    return *out != NULL || err_set_field(&c->err, ERR_UNKNOWN_KIND, "KIND", c->arguments[0]);
}

/* A number typed with blanks and without quotes arrives in pieces. */
static struct str join(struct cmd *c)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
    for (size_t i = 1; i < c->argument_count; i++) {
        buf_add(&text, c->arguments[i]);
    }
    return buf_str(&text);
}

static int run_check(struct cmd *c)
{
    char out[ID_VALUE_CHARACTERS_MAX];
    const struct id_kind *kind;
    if (!find_kind(c, &kind)) {
        return cmd_fail(c);
    }
    enum id_fault fault = kind->check(join(c), out);
    bool valid = fault == ID_OK;
    if (!c->json) {
        buf_add_c(&c->out, valid ? out : cmd_tr(c, "non valable"));
        buf_add_c(&c->out, cmd_tr(c, " : "));
        buf_add_c(&c->out, id_fault_text(fault, c->lang));
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

static bool read_parts(struct cmd *c, const struct id_kind *kind, struct str parts[ID_PARTS_MAX])
{
    size_t given = c->argument_count - 1;
    if (given > kind->parts) {
        return err_set_field(&c->err, ERR_TOO_MANY_ARGUMENTS, "VALUE",
                             c->arguments[kind->parts + 1]);
    }
    if (given < kind->parts) {
        return err_set_field(&c->err, ERR_ARGUMENT_MISSING, kind->parts_text, STR(""));
    }
    for (size_t i = 0; i < given; i++) {
        parts[i] = c->arguments[i + 1];
    }
    return true;
}

static int run_make(struct cmd *c)
{
    char out[ID_VALUE_CHARACTERS_MAX];
    struct str parts[ID_PARTS_MAX] = {{0}};
    const struct id_kind *kind;
    if (!find_kind(c, &kind) || !read_parts(c, kind, parts)) {
        return cmd_fail(c);
    }
    enum id_fault fault = kind->make(parts, out);
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
    .arguments_max = 1 + ID_PARTS_MAX,
    .summary = N_("Fabrique un identifiant avec sa clé."),
    .help = N_("siren 8 CHIFFRES · siret SIREN NIC (4 chiffres) · vat-fr SIREN · rf TEXTE\n"
               "iban ou rib BANQUE GUICHET COMPTE · ics PAYS CODE-ACTIVITÉ IDENTIFIANT\n"
               "\n"
               "Exemple : relance id make rf 539007547034"),
    .run = run_make,
};
