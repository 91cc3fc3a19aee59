/* Facts about debtors: added by imports, the last word of each kind stands. */
#include "account_store.h"
#include "base/text.h"
#include "claim/item_limit.h"
#include "gen/account_sql.h"
#include "work_store.h"

struct stored_fact {
    int64_t id, account_id; /* account 0: of the person */
    struct str kind, value;
    bool done, stood, stands;
};

struct stored_facts {
    struct stored_fact *rows; /* oldest first */
    size_t count;
};

static bool is_one_of(struct str kind, const char *const *kinds, size_t count)
{
    return str_index(kind, kinds, count) < count;
}

static bool load_facts(struct db *db, struct arena *a, int64_t debtor_id, struct stored_facts *out,
                       struct err *err)
{
    struct q_fact_by_debtor_in in = {debtor_id};
    struct db_rows rows;
    *out = (struct stored_facts){0};
    if (!q_fact_by_debtor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_by_debtor_row row;
    while (q_fact_by_debtor_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct stored_fact){
            .id = row.fact_id,
            .account_id = row.account_id.has ? row.account_id.v : 0,
            .kind = arena_str(a, row.kind),
            .value = arena_str(a, row.value),
            .done = str_is(row.state, "done"),
            .stood = row.standing == 1,
        };
    }
    db_done(&rows);
    return ok;
}

/* What interrupted a limitation happened on its day, whatever happened later: each stands beside
 * the others. */
static bool is_event(struct str kind)
{
    enum law_event_kind event;
    struct str piece;
    return limit_fact_parse(kind, &event, &piece);
}

static bool same_subject(const struct stored_fact *a, const struct stored_fact *b)
{
    return a->account_id == b->account_id && str_eq(a->kind, b->kind) &&
           (!is_event(a->kind) || str_eq(a->value, b->value));
}

static void decide_standing(struct stored_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        struct stored_fact *f = &facts->rows[i];
        f->stands = f->done;
        for (size_t j = i + 1; j < facts->count && f->stands; j++)
            f->stands = !(facts->rows[j].done && same_subject(f, &facts->rows[j]));
    }
}

/* NULL: none. */
static const struct stored_fact *standing_fact(const struct stored_facts *facts, int64_t account_id,
                                               const char *kind)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct stored_fact *f = &facts->rows[i];
        if (f->stands && f->account_id == account_id && str_is(f->kind, kind))
            return f;
    }
    return NULL;
}

static struct str standing_value(const struct stored_facts *facts, int64_t account_id,
                                 const char *kind)
{
    const struct stored_fact *f = standing_fact(facts, account_id, kind);
    return f != NULL ? f->value : (struct str){0};
}

static bool settle_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                          const struct stored_facts *facts, struct err *err)
{
    struct q_debtor_get_in get = {debtor_id};
    struct q_debtor_get_row row;
    bool found = false;
    if (!q_debtor_get(db, &get, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "debtor");
    struct str name = standing_value(facts, 0, "name");
    struct str kind = standing_value(facts, 0, "type");
    if (name.n == 0)
        name = standing_value(facts, 0, "ledger_name");
    if (name.n == 0)
        name = row.name; /* its import was undone: the last name known still helps */
    if (kind.n == 0)
        kind = STR("unknown");
    if (str_eq(name, row.name) && str_eq(kind, row.kind))
        return true;
    struct q_debtor_identify_in in = {kind, name, text_fold(a, name), debtor_id};
    return q_debtor_identify(db, &in, NULL, err) &&
           (str_eq(kind, row.kind) || work_touch(db, debtor_id, err));
}

/* The account's terms as its facts give them; *changed is set, never cleared. */
static bool settle_terms(struct db *db, struct account_key key, struct str terms, bool *changed,
                         struct err *err)
{
    struct q_account_get_in get = {key.debtor_id, key.account_id};
    struct q_account_get_row row;
    struct arena a;
    bool found = false;
    arena_init(&a, 0);
    bool ok = q_account_get(db, &get, &a, &row, &found, err);
    ok = ok && (found || err_set(err, ERR_DB_DAMAGED, "account"));
    if (ok && !str_eq(terms, row.terms)) {
        *changed = true;
        struct q_account_set_terms_in in = {terms.n > 0 ? terms : (struct str){0}, key.debtor_id,
                                            key.account_id};
        ok = q_account_set_terms(db, &in, NULL, err);
    }
    arena_release(&a);
    return ok;
}

static bool is_terms(const struct stored_fact *f)
{
    return f->account_id != 0 && (str_is(f->kind, "terms") || str_is(f->kind, "file_terms"));
}

/* The customer's own terms before those told with a whole file. */
static struct str standing_terms(const struct stored_facts *facts, int64_t account_id)
{
    struct str own = standing_value(facts, account_id, "terms");
    return own.n > 0 ? own : standing_value(facts, account_id, "file_terms");
}

static bool settle_accounts(struct db *db, int64_t debtor_id, const struct stored_facts *facts,
                            bool *changed, struct err *err)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct stored_fact *f = &facts->rows[i];
        bool first = is_terms(f);
        for (size_t j = 0; j < i && first; j++)
            first = !(is_terms(&facts->rows[j]) && facts->rows[j].account_id == f->account_id);
        struct account_key key = {debtor_id, f->account_id};
        if (first && !settle_terms(db, key, standing_terms(facts, f->account_id), changed, err))
            return false;
    }
    return true;
}

/* What an import that was undone told first and another has seen is now of that one. */
static bool move_seen(struct db *db, struct arena *a, int64_t debtor_id, struct err *err)
{
    struct q_fact_seen_elsewhere_in in = {debtor_id};
    struct q_fact_seen_elsewhere_row *moves = NULL;
    size_t count = 0;
    struct db_rows rows;
    if (!q_fact_seen_elsewhere_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_seen_elsewhere_row row;
    while (q_fact_seen_elsewhere_more(&rows, &row, &ok, err)) {
        if (count > 0 && moves[count - 1].fact_id == row.fact_id)
            continue; /* the earliest */
        moves = arena_grow(a, moves, count, count + 1, sizeof *moves);
        moves[count++] = row;
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < count; i++) {
        struct q_fact_move_in move = {moves[i].import_id, debtor_id, moves[i].fact_id};
        struct q_fact_seen_delete_in seen = {debtor_id, moves[i].fact_id, moves[i].import_id};
        ok = q_fact_move(db, &move, NULL, err) && q_fact_seen_delete(db, &seen, NULL, err);
    }
    return ok;
}

/* What decisions rest on, beside what a debtor is: by which ways he is reached, and the rest, where
 * saying it again later is news, too. */
static const char *const way_kinds[] = {"phone",  "mobile",   "email",
                                        "street", "postcode", "country"};
static const char *const news_kinds[] = {
    "first_letter", "deceased",    "vulnerable",   "protected",   "counsel",
    "opposition",   "insolvency",  "court_grace",  "strategic",   "over_indebtedness",
    "imposed_plan", "debts_wiped", "wrong_number", "handed_over", "judgment_served",
};

/* Another fact says the same on the other side of the change. */
static bool said_again(const struct stored_facts *facts, const struct stored_fact *f)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct stored_fact *other = &facts->rows[i];
        if (other != f && (f->stands ? other->stood : other->stands) && same_subject(f, other) &&
            str_eq(f->value, other->value))
            return true;
    }
    return false;
}

/* Whether what stands now may decide otherwise than what stood. A number somebody named as wrong is
 * good again when it is said again. */
static bool decides(const struct stored_facts *facts)
{
    bool wrong = false;
    for (size_t i = 0; i < facts->count; i++)
        wrong = wrong || str_is(facts->rows[i].kind, "wrong_number");
    for (size_t i = 0; i < facts->count; i++) {
        const struct stored_fact *f = &facts->rows[i];
        if (f->stands == f->stood)
            continue;
        if (is_one_of(f->kind, news_kinds, COUNT_OF(news_kinds)) || is_event(f->kind) ||
            (is_one_of(f->kind, way_kinds, COUNT_OF(way_kinds)) &&
             (wrong || !said_again(facts, f))))
            return true;
    }
    return false;
}

bool facts_settle(struct db *db, int64_t debtor_id, bool *terms_changed, struct err *err)
{
    struct arena a;
    struct stored_facts facts;
    arena_init(&a, 0);
    bool ok = move_seen(db, &a, debtor_id, err) && load_facts(db, &a, debtor_id, &facts, err);
    if (ok)
        decide_standing(&facts);
    for (size_t i = 0; ok && i < facts.count; i++) {
        const struct stored_fact *f = &facts.rows[i];
        struct q_fact_stand_in in = {f->stands, debtor_id, f->id};
        ok = f->stands == f->stood || q_fact_stand(db, &in, NULL, err);
    }
    ok = ok && settle_debtor(db, &a, debtor_id, &facts, err) &&
         settle_accounts(db, debtor_id, &facts, terms_changed, err) &&
         (!decides(&facts) || work_touch(db, debtor_id, err));
    arena_release(&a);
    return ok;
}

static const struct stored_fact *standing_event(const struct stored_facts *facts,
                                                int64_t account_id, const struct new_fact *event)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct stored_fact *f = &facts->rows[i];
        if (f->stands && f->account_id == account_id && str_is(f->kind, event->kind) &&
            str_eq(f->value, event->value))
            return f;
    }
    return NULL;
}

bool facts_count_news(struct db *db, const struct new_fact *facts, size_t count,
                      struct fact_news *news, struct err *err)
{
    struct arena a;
    struct stored_facts known = {0};
    news->count = 0;
    if (count == 0)
        return true;
    arena_init(&a, 0);
    bool ok = load_facts(db, &a, facts[0].key.debtor_id, &known, err);
    for (size_t k = 0; ok && k < known.count; k++)
        known.rows[k].stands = known.rows[k].stood;
    for (size_t i = 0; ok && i < count; i++) {
        ASSERT(facts[i].key.debtor_id == facts[0].key.debtor_id);
        int64_t account = facts[i].of_account ? facts[i].key.account_id : 0;
        const struct stored_fact *f = standing_fact(&known, account, facts[i].kind);
        if (is_event(str_of(facts[i].kind)))
            f = standing_event(&known, account, &facts[i]);
        bool same = f != NULL && str_eq(f->value, facts[i].value);
        news->count += !same;
        if (news->standing != NULL)
            news->standing[i] = same ? f->id : 0;
    }
    arena_release(&a);
    return ok;
}

bool facts_add(struct db *db, const struct account_origin *origin, const struct new_fact *facts,
               size_t count, struct err *err)
{
    struct db_bulk bulk;
    if (!q_fact_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct q_fact_insert_in in = {
            .debtor_id = facts[i].key.debtor_id,
            .fact_id = id_next(origin->ids),
            .account_id = {facts[i].of_account, facts[i].key.account_id},
            .kind = str_of(facts[i].kind),
            .value = facts[i].value,
            .import_id = origin->import_id,
            .on_day = origin->today.n,
        };
        if (!q_fact_insert_row(&bulk, &in, err))
            return false;
    }
    return q_fact_insert_end(&bulk, err);
}

bool facts_tell(struct db *db, const struct account_origin *origin, const struct told_facts *told,
                struct err *err)
{
    struct db_bulk bulk;
    if (told->news_count > 0 && !facts_add(db, origin, told->news, told->news_count, err))
        return false;
    if (told->seen_count == 0)
        return true;
    if (!q_fact_seen_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < told->seen_count; i++) {
        struct q_fact_seen_insert_in in = {told->seen[i].debtor_id, told->seen[i].fact_id,
                                           origin->import_id};
        if (!q_fact_seen_insert_row(&bulk, &in, err))
            return false;
    }
    return q_fact_seen_insert_end(&bulk, err);
}
