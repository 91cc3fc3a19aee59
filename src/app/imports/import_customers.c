/* A customer list: who the customers are. Each cell is a fact with its source; the last word of
 * each kind stands; what stands already is only seen again. */
#include "app/books/refold.h"
#include "base/sort.h"
#include "gen/account_sql.h"
#include "importing.h"
#include "law/term.h"

enum { FACTS_PER_CUSTOMER = 20 };

struct customer {
    struct account_wanted account;
    struct new_fact facts[FACTS_PER_CUSTOMER];
    size_t fact_count;
};

struct customers_import {
    struct importing *w;
    struct customer *customers;
    size_t count, room;
};

static void add_fact(struct customers_import *ci, struct customer *c, const char *kind,
                     struct str value, bool of_account)
{
    if (value.n == 0)
        return;
    ASSERT(c->fact_count < FACTS_PER_CUSTOMER);
    c->facts[c->fact_count++] = (struct new_fact){
        .of_account = of_account, .kind = kind, .value = arena_str(ci->w->arena, value)};
}

static void keep_customer(void *with, const struct intake_record *row)
{
    struct customers_import *ci = with;
    const struct customer_record *r = &row->customer;
    struct arena *a = ci->w->arena;
    if (ci->count == ci->room) {
        size_t bigger = ci->room == 0 ? 64 : ci->room * 2;
        ci->customers = arena_grow(a, ci->customers, ci->room, bigger, sizeof *ci->customers);
        ci->room = bigger;
    }
    struct customer *c = &ci->customers[ci->count++];
    c->account.ledger_number = arena_str(a, r->account);
    c->account.name = arena_str(a, r->name);
    add_fact(ci, c, "name", r->name, false);
    add_fact(ci, c, "type", str_of(customer_type_code(r->type)), false);
    add_fact(ci, c, "siren", r->siren, false);
    add_fact(ci, c, "siret", r->siret, false);
    add_fact(ci, c, "vat", r->vat, false);
    add_fact(ci, c, "street", r->street, false);
    add_fact(ci, c, "postcode", r->postcode, false);
    add_fact(ci, c, "city", r->city, false);
    add_fact(ci, c, "country", r->country, false);
    add_fact(ci, c, "phone", r->phone, false);
    add_fact(ci, c, "mobile", r->mobile, false);
    add_fact(ci, c, "email", r->email, false);
    add_fact(ci, c, "person", r->contact, false);
    add_fact(ci, c, "person_role", r->contact_role, false);
    add_fact(ci, c, "body", str_of(customer_body_code(r->body)), false);
    add_fact(ci, c, "terms_text", r->terms_text, true);
    add_fact(ci, c, "terms", str_of(law_term_code(r->terms)), true);
}

static bool read_customers(struct importing *w, struct err *err)
{
    struct customers_import *ci = ARENA_NEW(w->arena, struct customers_import);
    *ci = (struct customers_import){.w = w};
    w->kind = ci;
    return importing_rows(w, keep_customer, ci, err);
}

static bool resolve(struct customers_import *ci, const struct account_origin *origin,
                    struct err *err)
{
    struct importing *w = ci->w;
    struct accounts_wanted wanted = {ARENA_ARRAY(w->arena, ci->count, struct account_wanted),
                                     ci->count};
    for (size_t i = 0; i < ci->count; i++)
        wanted.rows[i] = ci->customers[i].account;
    if (w->request->preview ? !accounts_foresee(w->app->db, origin, &wanted, err)
                            : !accounts_resolve(w->app->db, origin, &wanted, err))
        return false;
    for (size_t i = 0; i < ci->count; i++) {
        struct customer *c = &ci->customers[i];
        c->account = wanted.rows[i];
        w->report->debtors += c->account.debtor_created;
        for (size_t f = 0; f < c->fact_count; f++)
            c->facts[f].key = c->account.key;
    }
    return true;
}

static int by_debtor(const void *pa, const void *pb, const void *with)
{
    const int64_t *a = pa;
    const int64_t *b = pb;
    (void)with;
    return *a < *b ? -1 : *a > *b;
}

/* Debtors with more than one row, sorted: of theirs the last row of the file holds. */
static int64_t *repeated_debtors(struct customers_import *ci, size_t *count)
{
    int64_t *ids = ARENA_ARRAY(ci->w->arena, ci->count, int64_t);
    *count = 0;
    for (size_t i = 0; i < ci->count; i++)
        ids[i] = ci->customers[i].account.key.debtor_id;
    SORT(ci->w->arena, ids, ci->count, by_debtor, NULL);
    for (size_t i = 1; i < ci->count; i++) {
        if (ids[i] == ids[i - 1] && (*count == 0 || ids[*count - 1] != ids[i]))
            ids[(*count)++] = ids[i];
    }
    return ids;
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
    return FIND_INT(ids, count, id) < count;
}

static void sort_out(struct told_facts *told, const struct customer *c, const int64_t *standing,
                     bool repeated)
{
    for (size_t f = 0; f < c->fact_count; f++) {
        if (standing[f] == 0 || repeated)
            told->news[told->news_count++] = c->facts[f];
        else
            told->seen[told->seen_count++] =
                (struct seen_fact){c->account.key.debtor_id, standing[f]};
    }
}

/* What is news, counted, and what stands already. */
static bool compare(struct customers_import *ci, struct told_facts *told, struct err *err)
{
    struct importing *w = ci->w;
    size_t most = ci->count * FACTS_PER_CUSTOMER;
    *told = (struct told_facts){.news = ARENA_ARRAY(w->arena, most, struct new_fact),
                                .seen = ARENA_ARRAY(w->arena, most, struct seen_fact)};
    size_t repeated_count = 0;
    const int64_t *repeated = repeated_debtors(ci, &repeated_count);
    for (size_t i = 0; i < ci->count; i++) {
        const struct customer *c = &ci->customers[i];
        int64_t standing[FACTS_PER_CUSTOMER];
        struct fact_news news = {.standing = standing};
        if (!facts_count_news(w->app->db, c->facts, c->fact_count, &news, err))
            return false;
        w->report->facts += news.count;
        if (news.count == 0)
            w->report->duplicates++;
        else if (c->account.created)
            w->report->accepted++;
        else
            w->report->updated++;
        sort_out(told, c, standing, is_among(repeated, repeated_count, c->account.key.debtor_id));
    }
    return true;
}

/* Terms that changed move due dates: those accounts are folded again. By debtor, as everybody who
 * touches several does. */
static bool settle(struct customers_import *ci, struct err *err)
{
    struct importing *w = ci->w;
    struct account_keys touched = {ARENA_ARRAY(w->arena, ci->count, struct account_key), 0};
    for (size_t i = 0; i < ci->count; i++)
        account_keys_add(w->arena, &w->named, ci->customers[i].account.key);
    account_keys_sort(w->arena, &w->named);
    for (size_t i = 0; i < w->named.count; i++) {
        bool terms_changed = false;
        struct account_key key = w->named.rows[i];
        if (!facts_settle(w->app->db, key.debtor_id, &terms_changed, err))
            return false;
        if (terms_changed)
            touched.rows[touched.count++] = key;
    }
    struct refold_result result = {0};
    account_keys_sort(w->arena, &touched);
    const struct refold_request request = {.import_id = w->import_id, .import_seq = w->seq};
    return refold_accounts(w->app, &request, touched, &result, err);
}

static struct account_origin origin_of(const struct importing *w)
{
    return (struct account_origin){&w->creditor, w->import_id, w->app->today, w->request->terms,
                                   w->app->ids};
}

static bool write_customers(struct importing *w, struct err *err)
{
    struct customers_import *ci = w->kind;
    const struct account_origin origin = origin_of(w);
    struct told_facts told;
    return resolve(ci, &origin, err) && compare(ci, &told, err) &&
           facts_tell(w->app->db, &origin, &told, err) && settle(ci, err);
}

/* Nothing that settling does is counted. */
static bool look_at_customers(struct importing *w, struct refold_result *result, struct err *err)
{
    struct customers_import *ci = w->kind;
    const struct account_origin origin = origin_of(w);
    struct told_facts told;
    *result = (struct refold_result){0};
    return resolve(ci, &origin, err) && compare(ci, &told, err);
}

const struct import_steps import_customers_steps = {
    .read = read_customers, .write = write_customers, .look = look_at_customers};
