#include "policy_store.h"

#include "gen/policy_sql.h"

/* ---- rows to words ---- */

const char *policy_act_code(const struct policy_word *word)
{
    if (word->claim_rest)
        return "claim_rest";
    if (word->waive_interest)
        return word->waive_indemnity ? "waive_all" : "waive_interest";
    return word->waive_indemnity ? "waive_indemnity" : NULL;
}

static struct str text_or_null(const char *code)
{
    return code == NULL ? (struct str){0} : str_of(code);
}

static bool read_word(const struct q_account_policy_by_account_row *row, struct policy_word *out,
                      struct err *err)
{
    *out = (struct policy_word){
        .from = {(int32_t)row->from_day},
        .has_penalty = row->penalty.p != NULL,
        .has_imputation = row->imputation.p != NULL,
        .has_order = row->payment_order.p != NULL,
        .has_rate = row->rate_micro.has,
        .rate = {row->rate_micro.has ? row->rate_micro.v : 0},
        .claim_rest = row->act.p != NULL && str_is(row->act, "claim_rest"),
    };
    if (row->act.p != NULL) {
        bool all = str_is(row->act, "waive_all");
        out->waive_interest = all || str_is(row->act, "waive_interest");
        out->waive_indemnity = all || str_is(row->act, "waive_indemnity");
    }
    if ((out->has_penalty && !penalty_policy_parse(row->penalty, &out->penalty)) ||
        (out->has_imputation && !imputation_mode_parse(row->imputation, &out->imputation)) ||
        (out->has_order && !payment_order_parse(row->payment_order, &out->order)))
        return err_set(err, ERR_DB_DAMAGED, "policy");
    return true;
}

/* Room for one more word, at every power of two. */
static void grow(struct arena *a, struct stored_policies *p)
{
    size_t n = p->count++;
    if ((n & (n - 1)) != 0)
        return;
    p->words = arena_grow(a, p->words, n, n == 0 ? 1 : n * 2, sizeof *p->words);
    p->said = arena_grow(a, p->said, n, n == 0 ? 1 : n * 2, sizeof *p->said);
}

static bool add_row(struct arena *a, const struct q_account_policy_by_account_row *row,
                    struct stored_policies *out, struct err *err)
{
    grow(a, out);
    out->said[out->count - 1] =
        (struct word_said){row->policy_id, row->at_ms, row->actor_id, arena_str(a, row->why)};
    return read_word(row, &out->words[out->count - 1], err);
}

bool policies_of_account(struct db *db, struct arena *a, struct account_key key,
                         struct stored_policies *out, struct err *err)
{
    struct q_account_policy_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_policies){0};
    if (!q_account_policy_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_policy_by_account_row row;
    while (q_account_policy_by_account_more(&rows, &row, &ok, err)) {
        ok = add_row(a, &row, out, err);
    }
    db_done(&rows);
    return ok;
}

bool policies_of_creditor(struct db *db, struct arena *a, int64_t creditor_id,
                          struct stored_policies *out, struct err *err)
{
    struct q_creditor_policy_by_creditor_in in = {creditor_id};
    struct db_rows rows;
    *out = (struct stored_policies){0};
    if (!q_creditor_policy_by_creditor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_creditor_policy_by_creditor_row r;
        bool have = false;
        ok = q_creditor_policy_by_creditor_next(&rows, &r, &have, err);
        if (!ok || !have)
            break;
        struct q_account_policy_by_account_row row = {.policy_id = r.policy_id,
                                                      .from_day = r.from_day,
                                                      .penalty = r.penalty,
                                                      .imputation = r.imputation,
                                                      .payment_order = r.payment_order,
                                                      .rate_micro = r.rate_micro,
                                                      .why = r.why,
                                                      .at_ms = r.at_ms,
                                                      .actor_id = r.actor_id};
        ok = add_row(a, &row, out, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

/* ---- words to rows ---- */

static struct str penalty_column(const struct policy_word *w)
{
    return text_or_null(w->has_penalty ? penalty_policy_code(w->penalty) : NULL);
}

static struct str imputation_column(const struct policy_word *w)
{
    return text_or_null(w->has_imputation ? imputation_mode_code(w->imputation) : NULL);
}

static struct str order_column(const struct policy_word *w)
{
    return text_or_null(w->has_order ? payment_order_code(w->order) : NULL);
}

static struct opt_int rate_column(const struct policy_word *w)
{
    return (struct opt_int){.has = w->has_rate, .v = w->rate.micro};
}

bool policy_add_to_account(struct db *db, struct account_key key, const struct policy_word *word,
                           const struct word_said *said, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_account_policy_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .policy_id = said->id,
        .from_day = word->from.n,
        .penalty = penalty_column(word),
        .imputation = imputation_column(word),
        .payment_order = order_column(word),
        .rate_micro = rate_column(word),
        .act = text_or_null(policy_act_code(word)),
        .why = said->why,
        .at_ms = said->at_ms,
        .actor_id = said->actor_id,
    };
    return q_account_policy_insert(db, &in, NULL, err);
}

bool policy_add_to_creditor(struct db *db, int64_t creditor_id, const struct policy_word *word,
                            const struct word_said *said, struct err *err)
{
    ASSERT(db_in_transaction(db));
    ASSERT(policy_act_code(word) == NULL);
    struct q_creditor_policy_insert_in in = {
        .creditor_id = creditor_id,
        .policy_id = said->id,
        .from_day = word->from.n,
        .penalty = penalty_column(word),
        .imputation = imputation_column(word),
        .payment_order = order_column(word),
        .rate_micro = rate_column(word),
        .why = said->why,
        .at_ms = said->at_ms,
        .actor_id = said->actor_id,
    };
    return q_creditor_policy_insert(db, &in, NULL, err);
}

/* ---- stages ---- */

bool stage_add(struct db *db, struct account_key key, const struct stage_word *word,
               const struct word_said *said, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_account_stage_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .stage_id = said->id,
        .from_day = word->from.n,
        .stage = text_or_null(word->by_facts ? NULL : account_stage_code(word->stage)),
        .why = said->why,
        .at_ms = said->at_ms,
        .actor_id = said->actor_id,
    };
    return q_account_stage_insert(db, &in, NULL, err);
}

bool stages_of_account(struct db *db, struct arena *a, struct account_key key,
                       struct stored_stages *out, struct err *err)
{
    struct q_account_stage_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_stages){0};
    if (!q_account_stage_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_stage_by_account_row row;
    while (q_account_stage_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) {
            out->words = arena_grow(a, out->words, n, n == 0 ? 1 : n * 2, sizeof *out->words);
            out->said = arena_grow(a, out->said, n, n == 0 ? 1 : n * 2, sizeof *out->said);
        }
        struct stage_word *word = &out->words[n];
        *word = (struct stage_word){{(int32_t)row.from_day}, row.stage.p == NULL, STAGE_NOT_DUE};
        out->said[n] =
            (struct word_said){row.stage_id, row.at_ms, row.actor_id, arena_str(a, row.why)};
        ok = word->by_facts || account_stage_parse(row.stage, &word->stage) ||
             err_set(err, ERR_DB_DAMAGED, "account_stage");
    }
    db_done(&rows);
    return ok;
}
