/* Facts about debtors: added by imports, the last word of each kind stands. */
#include "account_store.h"
#include "base/text.h"
#include "gen/account_sql.h"

struct stored_fact {
    int64_t id, account_id; /* account 0: of the person */
    struct str kind, value;
    bool done, stood, stands;
};

static bool load_facts(struct db *db, struct arena *a, int64_t debtor_id, struct stored_fact **out,
                       size_t *count, struct err *err) {
    struct q_fact_by_debtor_in in = {debtor_id};
    struct db_rows rows;
    *out = NULL;
    *count = 0;
    if (!q_fact_by_debtor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_fact_by_debtor_row row;
        bool have = false;
        ok = q_fact_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = *count;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *out = arena_grow(a, *out, n, n == 0 ? 1 : n * 2, sizeof **out);
        (*out)[(*count)++] = (struct stored_fact){
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

static bool same_subject(const struct stored_fact *a, const struct stored_fact *b) {
    return a->account_id == b->account_id && str_eq(a->kind, b->kind);
}

static void decide_standing(struct stored_fact *facts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        facts[i].stands = facts[i].done;
        for (size_t j = i + 1; j < count && facts[i].stands; j++)
            facts[i].stands = !(facts[j].done && same_subject(&facts[i], &facts[j]));
    }
}

static struct str standing_value(const struct stored_fact *facts, size_t count, int64_t account_id,
                                 const char *kind) {
    for (size_t i = 0; i < count; i++) {
        if (facts[i].stands && facts[i].account_id == account_id && str_is(facts[i].kind, kind))
            return facts[i].value;
    }
    return (struct str){0};
}

static bool settle_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                          const struct stored_fact *facts, size_t count, struct err *err) {
    struct q_debtor_get_in get = {debtor_id};
    struct q_debtor_get_row row;
    bool found = false;
    if (!q_debtor_get(db, &get, a, &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_DB_DAMAGED, "debtor");
    struct str name = standing_value(facts, count, 0, "name");
    struct str kind = standing_value(facts, count, 0, "type");
    if (name.n == 0)
        name = standing_value(facts, count, 0, "ledger_name");
    if (name.n == 0)
        name = row.name; /* its import was undone: the last name known still helps */
    if (kind.n == 0)
        kind = STR("unknown");
    if (str_eq(name, row.name) && str_eq(kind, row.kind))
        return true;
    struct q_debtor_identify_in in = {kind, name, text_fold(a, name), debtor_id};
    return q_debtor_identify(db, &in, NULL, err);
}

static bool settle_terms(struct db *db, struct arena *a, struct account_key key,
                         const struct stored_fact *facts, size_t count, bool *changed,
                         struct err *err) {
    struct q_account_get_in get = {key.debtor_id, key.account_id};
    struct q_account_get_row row;
    bool found = false;
    if (!q_account_get(db, &get, a, &row, &found, err))
        return false;
    struct str terms = standing_value(facts, count, key.account_id, "terms");
    if (!found || str_eq(terms, row.terms))
        return found || err_set(err, ERR_DB_DAMAGED, "account");
    *changed = true;
    struct q_account_set_terms_in in = {terms.n > 0 ? terms : (struct str){0}, key.debtor_id,
                                        key.account_id};
    return q_account_set_terms(db, &in, NULL, err);
}

static bool settle_accounts(struct db *db, struct arena *a, int64_t debtor_id,
                            const struct stored_fact *facts, size_t count, bool *changed,
                            struct err *err) {
    for (size_t i = 0; i < count; i++) {
        bool first = facts[i].account_id != 0 && str_is(facts[i].kind, "terms");
        for (size_t j = 0; j < i && first; j++)
            first = !same_subject(&facts[i], &facts[j]);
        struct account_key key = {debtor_id, facts[i].account_id};
        if (first && !settle_terms(db, a, key, facts, count, changed, err))
            return false;
    }
    return true;
}

bool facts_settle(struct db *db, int64_t debtor_id, bool *terms_changed, struct err *err) {
    struct arena a;
    struct stored_fact *facts = NULL;
    size_t count = 0;
    arena_init(&a, 0);
    bool ok = load_facts(db, &a, debtor_id, &facts, &count, err);
    if (ok)
        decide_standing(facts, count);
    for (size_t i = 0; ok && i < count; i++) {
        struct q_fact_stand_in in = {facts[i].stands, debtor_id, facts[i].id};
        ok = facts[i].stands == facts[i].stood || q_fact_stand(db, &in, NULL, err);
    }
    ok = ok && settle_debtor(db, &a, debtor_id, facts, count, err) &&
         settle_accounts(db, &a, debtor_id, facts, count, terms_changed, err);
    arena_release(&a);
    return ok;
}

bool facts_count_news(struct db *db, const struct new_fact *facts, size_t count, int64_t *news,
                      struct err *err) {
    struct arena a;
    struct stored_fact *known = NULL;
    size_t known_count = 0;
    *news = 0;
    if (count == 0)
        return true;
    arena_init(&a, 0);
    bool ok = load_facts(db, &a, facts[0].key.debtor_id, &known, &known_count, err);
    for (size_t k = 0; ok && k < known_count; k++)
        known[k].stands = known[k].stood;
    for (size_t i = 0; ok && i < count; i++) {
        ASSERT(facts[i].key.debtor_id == facts[0].key.debtor_id);
        int64_t account = facts[i].of_account ? facts[i].key.account_id : 0;
        *news +=
            !str_eq(standing_value(known, known_count, account, facts[i].kind), facts[i].value);
    }
    arena_release(&a);
    return ok;
}

bool facts_add(struct db *db, const struct account_origin *origin, const struct new_fact *facts,
               size_t count, struct err *err) {
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
