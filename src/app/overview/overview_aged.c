/* What is owed by age: by creditor, by list, and as a base of provisions. */
#include "app/people/people.h"
#include "overview_making.h"

int64_t aged_balance(const int64_t *minor)
{
    int64_t sum = 0;
    for (int i = 0; i < OVERVIEW_BAND_COUNT; i++)
        sum += minor[i];
    return sum;
}

static int64_t of_age(const int64_t *minor, enum list_age age)
{
    static const enum overview_band late[LIST_AGE_COUNT] = {[LIST_AGE_1_30] = OVERVIEW_1_30,
                                                            [LIST_AGE_31_60] = OVERVIEW_31_60,
                                                            [LIST_AGE_61_90] = OVERVIEW_61_90,
                                                            [LIST_AGE_OVER_90] = OVERVIEW_OVER_90};
    int64_t sum = 0;
    if (age != LIST_AGE_NOT_DUE)
        return minor[late[age]];
    for (int i = OVERVIEW_WEEK_1; i <= OVERVIEW_LATER; i++)
        sum += minor[i];
    return sum;
}

static void add_files(struct aged *to, const struct overview_files *from)
{
    to->files += from->files;
    for (int i = 0; i < OVERVIEW_BAND_COUNT; i++)
        to->minor[i] += from->minor[i];
}

void aged_columns(struct making *m, const char *key)
{
    static const char *const ages[OVERVIEW_AGES] = {N_("Non échu"), N_("1 à 30 jours"),
                                                    N_("31 à 60 jours"), N_("61 à 90 jours"),
                                                    N_("Plus de 90 jours")};
    making_column(m, key, TABLE_TEXT);
    for (int i = 0; i < OVERVIEW_AGES; i++)
        making_column(m, ages[i], TABLE_AMOUNT);
    making_column(m, N_("Avoirs et versements non affectés"), TABLE_AMOUNT);
    making_column(m, N_("Solde"), TABLE_AMOUNT);
}

/* whose: a filter that chooses the files of the row; NULL: no list can. */
static void aged_row(struct making *m, struct str label, const struct aged *aged,
                     const struct list_filter *whose)
{
    struct overview_cell *cells = making_row(m, label);
    struct list_filter f = whose == NULL ? making_base(m, LIST_OF_ITEMS) : *whose;
    for (int i = 0; i < OVERVIEW_AGES; i++) {
        f.age = (enum list_age)i;
        making_money(m, &cells[1 + i], of_age(aged->minor, f.age), whose == NULL ? NULL : &f);
    }
    f.age = LIST_AGE_COUNT;
    f.side = LIST_CREDITS;
    making_money(m, &cells[1 + OVERVIEW_AGES], aged->minor[OVERVIEW_CREDITS],
                 whose == NULL ? NULL : &f);
    f.side = LIST_BOTH_SIDES;
    making_money(m, &cells[2 + OVERVIEW_AGES], aged_balance(aged->minor),
                 whose == NULL ? NULL : &f);
}

struct aged aged_all(const struct making *m)
{
    struct aged all = {0};
    for (size_t i = 0; i < m->o->files.count; i++) {
        if (currency_eq(m->o->files.rows[i].currency, m->currency))
            add_files(&all, &m->o->files.rows[i]);
    }
    return all;
}

static void aged_total(struct making *m)
{
    struct aged all = aged_all(m);
    struct list_filter f = making_base(m, LIST_OF_ITEMS);
    if (all.files == 0)
        return;
    aged_row(m, making_said(m, N_("Total")), &all, &f);
    making_last_is_total(m);
}

void aged_by_creditor(struct making *m)
{
    const struct overview *o = m->o;
    for (size_t c = 0; c < o->creditors.count; c++) {
        const struct creditor *creditor = &o->creditors.rows[c];
        struct list_filter f = making_base(m, LIST_OF_ITEMS);
        struct aged aged = {0};
        for (size_t i = 0; i < o->files.count; i++) {
            const struct overview_files *row = &o->files.rows[i];
            if (row->creditor_id == creditor->id && currency_eq(row->currency, m->currency))
                add_files(&aged, row);
        }
        f.creditor = creditor->code;
        if (aged.files > 0)
            aged_row(m, creditor->name, &aged, &f);
    }
    aged_total(m);
}

static bool on_list(const struct overview_files *row, enum list_whose whose, int64_t agent_id)
{
    if (whose == LIST_UNDECIDED)
        return !row->decided;
    return row->decided && row->agent_id == (whose == LIST_NOBODYS ? 0 : agent_id);
}

/* user NULL: the lists of nobody in particular. */
static void by_list(struct making *m, enum list_whose whose, const struct user *user)
{
    const struct overview *o = m->o;
    struct list_filter f = making_base(m, LIST_OF_ITEMS);
    struct aged aged = {0};
    struct str label = making_said(m, whose == LIST_NOBODYS ? N_("Sur toutes les listes")
                                                            : N_("Pas encore décidés"));
    for (size_t i = 0; i < o->files.count; i++) {
        const struct overview_files *row = &o->files.rows[i];
        if (currency_eq(row->currency, m->currency) &&
            on_list(row, whose, user != NULL ? user->id : 0))
            add_files(&aged, row);
    }
    f.whose = whose;
    bool seen = user == NULL || people_in_sight(user, o->query->scope, o->query->scope_count);
    if (user != NULL) {
        label = seen ? user->name : making_said(m, N_("Une personne sans accès à ce créancier"));
        f.agent = user->login;
    }
    if (aged.files > 0)
        aged_row(m, label, &aged, seen ? &f : NULL);
}

void aged_by_agent(struct making *m)
{
    const struct house *house = &m->o->house;
    for (size_t i = 0; i < house->user_count; i++)
        by_list(m, LIST_OWN, &house->users[i]);
    by_list(m, LIST_NOBODYS, NULL);
    by_list(m, LIST_UNDECIDED, NULL);
    aged_total(m);
}

/* ---- a base of provisions ---- */

static void provision_row(struct making *m, struct str label, enum list_age age,
                          const struct aged *late)
{
    struct list_filter f = making_base(m, LIST_OF_ITEMS);
    struct overview_cell *cells = making_row(m, label);
    bool all = age == LIST_AGE_COUNT;
    f.age = age;
    if (all)
        f.due_to = day_add(m->o->today, -1);
    for (int i = 0; i < 2; i++) {
        int64_t minor = 0;
        for (int n = LIST_AGE_1_30; n < LIST_AGE_COUNT; n++)
            minor += all || n == (int)age ? of_age(late[i].minor, (enum list_age)n) : 0;
        if (i == 1)
            f.dispute = LIST_DISPUTED;
        making_money(m, &cells[1 + i], minor, &f);
    }
}

void aged_provision(struct making *m)
{
    static const char *const ages[LIST_AGE_COUNT] = {[LIST_AGE_1_30] = N_("1 à 30 jours"),
                                                     [LIST_AGE_31_60] = N_("31 à 60 jours"),
                                                     [LIST_AGE_61_90] = N_("61 à 90 jours"),
                                                     [LIST_AGE_OVER_90] = N_("Plus de 90 jours")};
    struct aged late[2] = {aged_all(m), {0}};
    for (size_t i = 0; i < m->o->contested.count; i++) {
        if (currency_eq(m->o->contested.rows[i].currency, m->currency))
            add_files(&late[1], &m->o->contested.rows[i]);
    }
    if (late[0].files == 0)
        return;
    for (int i = LIST_AGE_1_30; i < LIST_AGE_COUNT; i++)
        provision_row(m, making_said(m, ages[i]), (enum list_age)i, late);
    provision_row(m, making_said(m, N_("Total")), LIST_AGE_COUNT, late);
    making_last_is_total(m);
}
