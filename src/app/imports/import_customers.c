/* A customer list: who the customers are. Each cell is a fact with its source; the last word of
 * each kind stands; what stands already is only seen again. */
#include "app/books/refold.h"
#include "base/sort.h"
#include "gen/account_sql.h"
#include "importing.h"
#include "law/term.h"

enum { FACTS_PER_CUSTOMER = 20 };
/* A list is held in memory: some two and a half million customers. */
static const size_t BYTES_MAX = (size_t)2 << 30;

struct customer {
    struct new_fact *facts;
    size_t fact_count;
};

struct customers_import {
    struct importing *w;
    struct account_wanted *accounts; /* of the customers, one each */
    struct customer *customers;
    size_t count, room;
    size_t fact_count; /* of all of them */
};

/* The facts of a row, while it is read. */
struct row_facts {
    struct arena *arena;
    struct new_fact rows[FACTS_PER_CUSTOMER];
    size_t count;
};

static void add_fact(struct row_facts *facts, const char *kind, struct str value, bool of_account)
{
    if (value.n == 0)
        return;
    ASSERT(facts->count < FACTS_PER_CUSTOMER);
    facts->rows[facts->count++] = (struct new_fact){
        .of_account = of_account, .kind = kind, .value = arena_str(facts->arena, value)};
}

static void add_facts(struct row_facts *facts, const struct customer_record *r)
{
    add_fact(facts, "name", r->name, false);
    add_fact(facts, "type", str_of(customer_type_code(r->type)), false);
    add_fact(facts, "siren", r->siren, false);
    add_fact(facts, "siret", r->siret, false);
    add_fact(facts, "vat", r->vat, false);
    add_fact(facts, "street", r->street, false);
    add_fact(facts, "postcode", r->postcode, false);
    add_fact(facts, "city", r->city, false);
    add_fact(facts, "country", r->country, false);
    add_fact(facts, "phone", r->phone, false);
    add_fact(facts, "mobile", r->mobile, false);
    add_fact(facts, "email", r->email, false);
    add_fact(facts, "person", r->contact, false);
    add_fact(facts, "person_role", r->contact_role, false);
    add_fact(facts, "body", str_of(customer_body_code(r->body)), false);
    add_fact(facts, "terms_text", r->terms_text, true);
    add_fact(facts, "terms", str_of(law_term_code(r->terms)), true);
}

static void make_room(struct customers_import *ci)
{
    struct arena *a = ci->w->arena;
    size_t bigger = ci->room == 0 ? 64 : ci->room * 2;
    ci->accounts = arena_grow(a, ci->accounts, ci->room, bigger, sizeof *ci->accounts);
    ci->customers = arena_grow(a, ci->customers, ci->room, bigger, sizeof *ci->customers);
    ci->room = bigger;
}

static bool keep_customer(void *with, const struct intake_record *row, struct err *err)
{
    struct customers_import *ci = with;
    struct arena *a = ci->w->arena;
    struct row_facts facts = {.arena = a};
    if (a->used_bytes > BYTES_MAX)
        return err_set(err, ERR_TOO_MANY_LINES, NULL);
    if (ci->count == ci->room)
        make_room(ci);
    add_facts(&facts, &row->customer);
    struct customer *c = &ci->customers[ci->count];
    *c = (struct customer){ARENA_ARRAY(a, facts.count, struct new_fact), facts.count};
    memcpy(c->facts, facts.rows, facts.count * sizeof *facts.rows);
    ci->accounts[ci->count++] =
        (struct account_wanted){.ledger_number = arena_str(a, row->customer.account),
                                .name = arena_str(a, row->customer.name)};
    ci->fact_count += facts.count;
    return true;
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
    struct accounts_wanted wanted = {ci->accounts, ci->count};
    if (w->request->preview ? !accounts_foresee(w->app->db, origin, &wanted, err)
                            : !accounts_resolve(w->app->db, origin, &wanted, err))
        return false;
    for (size_t i = 0; i < ci->count; i++) {
        struct customer *c = &ci->customers[i];
        w->report->debtors += ci->accounts[i].debtor_created;
        for (size_t f = 0; f < c->fact_count; f++)
            c->facts[f].key = ci->accounts[i].key;
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
        ids[i] = ci->accounts[i].key.debtor_id;
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
                (struct seen_fact){c->facts[f].key.debtor_id, standing[f]};
    }
}

/* What is news, counted, and what stands already. */
static bool compare(struct customers_import *ci, struct arena *a, struct told_facts *told,
                    struct err *err)
{
    struct importing *w = ci->w;
    *told = (struct told_facts){.news = ARENA_ARRAY(a, ci->fact_count, struct new_fact),
                                .seen = ARENA_ARRAY(a, ci->fact_count, struct seen_fact)};
    size_t repeated_count = 0;
    const int64_t *repeated = repeated_debtors(ci, &repeated_count);
    for (size_t i = 0; i < ci->count; i++) {
        const struct customer *c = &ci->customers[i];
        const struct account_wanted *account = &ci->accounts[i];
        int64_t standing[FACTS_PER_CUSTOMER];
        struct fact_news news = {.standing = standing};
        if (!facts_count_news(w->app->db, c->facts, c->fact_count, &news, err))
            return false;
        w->report->facts += news.count;
        if (news.count == 0)
            w->report->duplicates++;
        else if (account->created)
            w->report->accepted++;
        else
            w->report->updated++;
        sort_out(told, c, standing, is_among(repeated, repeated_count, account->key.debtor_id));
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
        account_keys_add(w->arena, &w->named, ci->accounts[i].key);
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
    struct arena a;
    arena_init(&a, 0);
    bool ok = resolve(ci, &origin, err) && compare(ci, &a, &told, err) &&
              facts_tell(w->app->db, &origin, &told, err);
    arena_release(&a);
    return ok && settle(ci, err);
}

/* Nothing that settling does is counted. */
static bool look_at_customers(struct importing *w, struct refold_result *result, struct err *err)
{
    struct customers_import *ci = w->kind;
    const struct account_origin origin = origin_of(w);
    struct told_facts told;
    struct arena a;
    arena_init(&a, 0);
    *result = (struct refold_result){0};
    bool ok = resolve(ci, &origin, err) && compare(ci, &a, &told, err);
    arena_release(&a);
    return ok;
}

const struct import_steps import_customers_steps = {
    .read = read_customers, .write = write_customers, .look = look_at_customers};
