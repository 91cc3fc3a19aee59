/* Calculateur, Identifiants: checking a number, and making one with its key. */
#include "app/words/identifiers.h"
#include "base/limits.h"
#include "calculator.h"
#include "web/pages.h"

static const char *const part_names[ID_PARTS_MAX] = {"part-1", "part-2", "part-3"};

static void declare_kinds(struct calculator *c)
{
    struct calculator_word *words = ARENA_ARRAY(c->r->arena, id_kind_count, struct calculator_word);
    for (size_t i = 0; i < id_kind_count; i++)
        words[i] = (struct calculator_word){id_kinds[i].name, str_of(id_kinds[i].label)};
    calculator_choose(
        c, &(struct calculator_field){.name = "kind", .label = N_("Genre"), .wide = true}, words,
        id_kind_count);
}

static void declare(struct calculator *c)
{
    calculator_form(c, N_("Vérifier"), N_("Vérifier la clé"), "check");
    declare_kinds(c);
    calculator_add(c, &(struct calculator_field){.name = "value",
                                                 .label = N_("Numéro, espaces admises"),
                                                 .required = true,
                                                 .wide = true});
    calculator_form(c, N_("Fabriquer"), N_("Fabriquer avec sa clé"), "make");
    declare_kinds(c);
    calculator_add(c,
                   &(struct calculator_field){
                       .name = part_names[0],
                       .label = N_("Premier élément"),
                       .required = true,
                       .wide = true,
                       .help = N_("SIREN : 8 chiffres. SIRET, TVA : le SIREN. RF : la référence. "
                                  "IBAN, RIB : code banque. ICS : pays.")});
    calculator_add(c,
                   &(struct calculator_field){
                       .name = part_names[1],
                       .label = N_("Deuxième élément"),
                       .help = N_("SIRET : 4 chiffres du NIC. IBAN, RIB : guichet. ICS : ZZZ.")});
    calculator_add(
        c, &(struct calculator_field){.name = part_names[2],
                                      .label = N_("Troisième élément"),
                                      .help = N_("IBAN, RIB : compte. ICS : identifiant.")});
}

static bool read_kind(struct calculator *c, const struct id_kind **out)
{
    struct str name = calculator_text(c, "kind");
    *out = id_kind_find(name);
    return *out != NULL || err_set_field(&c->failure, ERR_UNKNOWN_KIND, "kind", name);
}

static void warn_exists(struct calculator *c)
{
    calculator_warn(c, calculator_tr(c, N_("Une clé juste ne prouve pas que l’entreprise ou le "
                                           "compte existe.")));
}

static bool check(struct calculator *c)
{
    const struct id_kind *kind;
    char normal[ID_VALUE_CHARACTERS_MAX];
    struct str value = calculator_text(c, "value");
    if (!read_kind(c, &kind))
        return false;
    if (value.n == 0)
        return err_set_field(&c->failure, ERR_OPTION_MISSING, "value", STR(""));
    enum id_fault fault = kind->check(value, normal);
    bool valid = fault == ID_OK;
    calculator_result(c, N_("Numéro vérifié"),
                      valid ? arena_str(c->r->arena, str_of(normal)) : value);
    calculator_tag(c, valid ? "grn" : "red", valid ? N_("valable") : N_("non valable"));
    c->view.label = str_of(kind->label);
    c->view.sentence = valid ? STR("") : str_of(id_fault_text(fault, c->r->lang));
    warn_exists(c);
    return true;
}

static bool make(struct calculator *c)
{
    const struct id_kind *kind;
    char made[ID_VALUE_CHARACTERS_MAX];
    struct str parts[ID_PARTS_MAX] = {{0}};
    if (!read_kind(c, &kind))
        return false;
    for (size_t i = 0; i < ID_PARTS_MAX; i++) {
        parts[i] = calculator_text(c, part_names[i]);
        if (i < kind->parts && parts[i].n == 0)
            return err_set_field(&c->failure, ERR_OPTION_MISSING, part_names[i], STR(""));
        if (i >= kind->parts && parts[i].n > 0)
            return err_set_field(&c->failure, ERR_OPTION_CONFLICT, part_names[i], STR(""));
    }
    enum id_fault fault = kind->make(parts, made);
    if (fault != ID_OK) {
        c->why = str_of(id_fault_text(fault, c->r->lang));
        return err_set_field(&c->failure, ERR_IMPOSSIBLE_VALUE, part_names[0], parts[0]);
    }
    calculator_result(c, N_("Numéro fabriqué"), arena_str(c->r->arena, str_of(made)));
    c->view.label = str_of(kind->label);
    calculator_tag(c, "grn", N_("valable"));
    warn_exists(c);
    return true;
}

bool calculator_identifiers_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    if (!calculator_open(&c, r, CALCULATOR_IDENTIFIERS, err))
        return false;
    declare(&c);
    bool done = true;
    if (c.asked)
        done = str_is(calculator_text(&c, "act"), "make") ? make(&c) : check(&c);
    ASSERT(done != err_is(&c.failure));
    calculator_close(&c, out);
    return true;
}
