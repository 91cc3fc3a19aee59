#include "customers.h"

#include <string.h>

static const char *const kind_words[] = {"société", "entrepreneur", "public", "particulier"};

struct terms {
    const char *words;
    int days;
};

static const struct terms agreed[] = {{"30 jours", 30}, {"45 jours fin de mois", 60},
                                      {"60 jours", 60}, {"net30", 30},
                                      {"eom45a", 60},   {"", 30}};
static const int agreed_weights[] = {40, 18, 16, 8, 8, 10};

static void make_identity(struct chance *c, const struct customer_mix *mix, int i,
                          struct customer *out)
{
    name_place(c, &out->place);
    name_person(c, &out->contact);
    switch (out->kind) {
    case KIND_COMPANY:
        name_company(c, &out->body);
        break;
    case KIND_SOLE_TRADER:
        name_sole_trader(c, &out->contact, &out->body);
        break;
    case KIND_PUBLIC:
        name_public_body(c, &out->place, &out->body);
        break;
    case KIND_CONSUMER:
    case KIND_COUNT:
        snprintf(out->body.name, sizeof out->body.name, "%s %s", out->contact.first,
                 out->contact.last);
        name_slug(out->body.name, out->body.slug, sizeof out->body.slug);
        break;
    }
    if (out->kind != KIND_CONSUMER) {
        name_siren(mix->siren_from + i, out->siren);
        name_siret(out->siren, chance_hits(c, 850) ? 1 : chance_between(c, 2, 9), out->siret);
        if (chance_hits(c, 40))
            out->siren[0] = out->siret[0] = '\0';
        else if (chance_hits(c, 80))
            out->siret[0] = '\0';
    }
}

/* What the person known there does; NULL when nobody is known. */
static const char *pick_role(struct chance *c, enum customer_kind kind, bool woman)
{
    static const char *const company[][2] = {{"Comptable", "Comptable"},
                                             {"Comptable", "Comptable"},
                                             {"Responsable comptable", "Responsable comptable"},
                                             {"Gérant", "Gérante"},
                                             {"Directeur financier", "Directrice financière"},
                                             {"Assistant de direction", "Assistante de direction"}};
    static const char *const public[][2] = {{"Service facturier", "Service facturier"},
                                            {"Secrétaire général", "Secrétaire générale"},
                                            {"Trésorier", "Trésorière"},
                                            {"Responsable finances", "Responsable finances"}};
    if (kind == KIND_SOLE_TRADER)
        return company[3][woman];
    if (kind == KIND_CONSUMER || !chance_hits(c, 800))
        return NULL;
    return kind == KIND_PUBLIC ? public[chance_below(c, 4)][woman]
                               : company[chance_below(c, 6)][woman];
}

static void make_contact(struct chance *c, struct customer *out)
{
    bool person = out->kind == KIND_CONSUMER || out->kind == KIND_SOLE_TRADER;
    name_street(c, out->street, sizeof out->street);
    if (chance_hits(c, 935))
        name_phone(c, out->place.zone, person && chance_hits(c, 700), out->phone);
    out->role = pick_role(c, out->kind, strcmp(out->contact.title, "Mme") == 0);
    if (!chance_hits(c, 880))
        return;
    char first[64], last[64];
    name_slug(out->contact.first, first, sizeof first);
    name_slug(out->contact.last, last, sizeof last);
    if (person)
        snprintf(out->email, sizeof out->email, "%s.%s@courriel.example", first, last);
    else
        snprintf(out->email, sizeof out->email, "%s@%s.example",
                 out->kind == KIND_PUBLIC ? "finances" : "compta", out->body.slug);
}

static void make_terms(struct chance *c, struct customer *out)
{
    size_t pick = chance_weighted(c, agreed_weights, sizeof agreed / sizeof agreed[0]);
    if (out->kind == KIND_PUBLIC || out->kind == KIND_CONSUMER)
        pick = 0; /* a public buyer's term is the law's, a consumer's the shop's */
    out->terms = agreed[pick].words;
    out->term_days = agreed[pick].days;
    if (out->kind == KIND_PUBLIC)
        out->term_days = strcmp(out->body.public_status, "health") == 0 ? 50 : 30;
}

static void make_trade(struct chance *c, const struct customer_mix *mix, struct customer *out)
{
    static const int size_permille[KIND_COUNT] = {1000, 500, 1600, 350};
    out->usual_cents = chance_lognormal(c, mix->usual_cents * size_permille[out->kind] / 1000, 900);
    int most = out->kind == KIND_CONSUMER ? 3 : mix->invoices_max;
    /* few customers buy often */
    int by_luck = chance_below(c, most * most) + 1;
    int invoices = most;
    while (invoices > 1 && (most - invoices + 1) * (most - invoices + 1) < by_luck)
        invoices--;
    out->invoices = invoices;
    out->by_bill = out->kind == KIND_COMPANY && chance_hits(c, 40);
    out->with_retention = out->kind != KIND_CONSUMER && chance_hits(c, mix->retention_permille);
    out->with_deposit = chance_hits(c, 45);
    out->groups_payments = out->kind == KIND_COMPANY && chance_hits(c, 250);
}

/* The same firm as seen by another creditor. */
static void copy_identity(const struct customer *from, struct customer *to)
{
    struct customer same = *from;
    memcpy(same.number, to->number, sizeof same.number);
    same.habit = to->habit;
    *to = same;
}

void customers_make(struct chance *c, const struct customer_mix *mix, const struct customer *others,
                    struct customer *out)
{
    for (int i = 0; i < mix->count; i++) {
        struct customer *one = &out[i];
        memset(one, 0, sizeof *one);
        snprintf(one->number, sizeof one->number, "%s%05d", mix->prefix, i + 1);
        one->kind = (enum customer_kind)chance_weighted(c, mix->kinds, KIND_COUNT);
        one->habit = (enum habit)chance_weighted(c, mix->habits, HABIT_COUNT);
        if (one->kind == KIND_COMPANY && others && chance_hits(c, mix->shared_permille) &&
            others[i].kind == KIND_COMPANY) {
            copy_identity(&others[i], one);
        } else {
            make_identity(c, mix, i, one);
            make_contact(c, one);
        }
        make_terms(c, one);
        make_trade(c, mix, one);
        one->in_list = !chance_hits(c, 12);
        one->in_ledger = !one->in_list || !chance_hits(c, 15);
    }
}

void customers_write(const struct customer *customers, int count, const char *path,
                     enum encoding encoding)
{
    struct text_file file;
    text_open(&file, path, encoding);
    text_put(&file, "compte;nom;type;siren;siret;adresse;code_postal;ville;pays;telephone;email;"
                    "contact;fonction;conditions;organisme\r\n");
    for (int i = 0; i < count; i++) {
        const struct customer *one = &customers[i];
        if (!one->in_list)
            continue;
        char row[1024], contact[80] = "";
        if (one->role)
            snprintf(contact, sizeof contact, "%s %s %s", one->contact.title, one->contact.first,
                     one->contact.last);
        snprintf(row, sizeof row, "%s;%s;%s;%s;%s;%s;%s;%s;FR;%s;%s;%s;%s;%s;%s\r\n", one->number,
                 one->body.name, kind_words[one->kind], one->siren, one->siret, one->street,
                 one->place.postcode, one->place.city, one->phone, one->email, contact,
                 one->role ? one->role : "", one->terms,
                 one->body.public_status ? one->body.public_status : "");
        text_put(&file, row);
    }
    text_close(&file, path);
}
