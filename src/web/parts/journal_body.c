#include "journal_body.h"

#include "base/json_read.h"
#include "base/limits.h"
#include "format.h"

static const struct {
    const char *key, *words;
} keys[] = {
    {"account", N_("dossier")},
    {"accounts", N_("dossiers")},
    {"actions", N_("actions")},
    {"activity", N_("activité")},
    {"address", N_("adresse")},
    {"agent", N_("agent")},
    {"all_creditors", N_("tous les créanciers")},
    {"amount", N_("montant")},
    {"asked", N_("demandé")},
    {"batch", N_("lot d’impression")},
    {"blocked", N_("bloqués")},
    {"canonical", N_("débiteur retenu")},
    {"changed", N_("changés")},
    {"contact", N_("interlocuteur")},
    {"creditors", N_("créanciers")},
    {"day", N_("jour")},
    {"declared", N_("attestée")},
    {"digest", N_("empreinte")},
    {"disabled", N_("accès fermé")},
    {"document", N_("document")},
    {"email", N_("e-mail")},
    {"from", N_("depuis")},
    {"grace_days", N_("jours d’encaissement")},
    {"hour", N_("heure")},
    {"hours", N_("heures")},
    {"iban", N_("IBAN")},
    {"import", N_("import")},
    {"items", N_("pièces")},
    {"keep", N_("gardées")},
    {"kind", N_("sorte")},
    {"kinds", N_("renseignements")},
    {"legal", N_("mentions légales")},
    {"mapping", N_("correspondance")},
    {"means", N_("moyen")},
    {"month", N_("mois")},
    {"name", N_("nom")},
    {"notice", N_("pied de page")},
    {"number", N_("n°")},
    {"on", N_("le")},
    {"payee", N_("bénéficiaire")},
    {"phone", N_("téléphone")},
    {"privacy", N_("données personnelles")},
    {"reason", N_("motif")},
    {"roles", N_("rôles")},
    {"rows", N_("lignes")},
    {"run", N_("passage")},
    {"stage", N_("étape")},
    {"state", N_("état")},
    {"table", N_("table")},
    {"team", N_("équipe")},
    {"text", N_("texte")},
    {"title", N_("fonction")},
    {"to", N_("jusqu’à")},
    {"tracking", N_("n° de suivi")},
    {"until", N_("jusqu’au")},
    {"user", N_("personne")},
    {"version", N_("version")},
    {"why", N_("raison")},
    /* of an import */
    {"read", N_("lues")},
    {"accepted", N_("nouvelles")},
    {"rejected", N_("refusées")},
    {"duplicates", N_("déjà sues")},
    {"updated", N_("mises à jour")},
    {"ignored", N_("laissées")},
    {"vanished", N_("disparues")},
    {"debtors", N_("débiteurs")},
    {"payments", N_("règlements")},
    {"credits", N_("avoirs")},
    {"facts", N_("renseignements")},
};

enum { ID_BYTES = 32 };

struct telling {
    const struct request *r;
    const struct journal_people *people;
    struct buf out;
    struct str key; /* of the value that comes */
};

/* A day as people write it, the name of a person; anything else as it is. */
static void tell_value(struct telling *t, struct str value)
{
    struct day day;
    enum lang lang = t->r->lang;
    for (size_t i = 0; str_is(t->key, "user") && i < t->people->count; i++) {
        struct buf id;
        buf_init(&id, t->r->arena, ID_BYTES);
        buf_add_int(&id, t->people->rows[i].id);
        if (str_eq(buf_str(&id), value))
            value = t->people->rows[i].name;
    }
    if (day_parse_iso(value, &day, NULL))
        value = format_day(t->r->arena, day, lang);
    else if (str_is(value, "true") || str_is(value, "false"))
        value = str_of(tr(lang, str_is(value, "true") ? N_("oui") : N_("non")));
    buf_add(&t->out, value.n == 0 || str_is(value, "null") ? STR("—") : value);
}

static void tell_key(struct telling *t, struct str key)
{
    struct str words = key;
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (str_is(key, keys[i].key))
            words = str_of(tr(t->r->lang, keys[i].words));
    }
    if (t->out.n > 0)
        buf_add_c(&t->out, " · ");
    buf_add(&t->out, format_text(t->r->arena, tr(t->r->lang, N_("%1 :")), &words, 1));
    buf_add_c(&t->out, " ");
    t->key = key;
}

struct str journal_body(const struct request *r, struct str body,
                        const struct journal_people *people)
{
    struct telling t = {.r = r, .people = people};
    struct json_walk walk = {.object = body};
    bool again = false; /* another value of a list */
    buf_init(&t.out, r->arena, 8 * body.n + LIMIT_FIELD_BYTES);
    while (json_walk_next(&walk, r->arena)) {
        if (!walk.is_value) {
            tell_key(&t, walk.text);
        } else {
            buf_add_c(&t.out, again ? ", " : "");
            tell_value(&t, walk.text);
        }
        again = walk.is_value;
    }
    return buf_str(&t.out);
}
