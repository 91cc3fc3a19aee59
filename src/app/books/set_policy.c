#include "set_policy.h"

#include "app/daily/run_day.h"
#include "app/legal/load_law.h"
#include "app/settings/setting_changes.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "store/account_store.h"
#include "store/journal_store.h"

enum { BODY_BYTES_MAX = 16 * 1024 };

/* ---- what is refused ---- */

static bool check_why(struct str why, bool needed, struct err *err)
{
    if (needed && str_trim(why).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", STR(""));
    if (why.n > LIMIT_LABEL_BYTES || text_has_control(why))
        return err_set_field(err, ERR_TOO_LONG, "why", why);
    return true;
}

/* A clause below three times the legal rate of the first days it can hold for is refused before
 * any figure is made with it; a later semester may still exceed it, which the statement says. */
static bool check_rate(struct arena *a, const struct law_tables *tables,
                       const struct policy_word *word, enum statement_debtor debtor,
                       struct err *err)
{
    struct rate minimum;
    struct buf text;
    if (!word->has_rate || word->rate.micro == 0 || debtor == STATEMENT_CONSUMER)
        return true;
    if (debtor == STATEMENT_PUBLIC)
        return err_set_field(err, ERR_RATE_FIXED_BY_DECREE, "rate", STR(""));
    if (!law_minimum_rate(tables, word->from, &minimum) || word->rate.micro >= minimum.micro)
        return true;
    buf_init(&text, a, 32);
    buf_add_rate(&text, minimum);
    return err_set_field(err, ERR_RATE_BELOW_MINIMUM, "rate", buf_str(&text));
}

/* ---- the journal ---- */

static void word_json(struct json *j, const struct policy_word *w)
{
    json_day(j, "from", w->from);
    if (w->has_penalty)
        json_cstr(j, "penalty", penalty_policy_code(w->penalty));
    if (w->has_imputation)
        json_cstr(j, "imputation", imputation_mode_code(w->imputation));
    if (w->has_order)
        json_cstr(j, "order", payment_order_code(w->order));
    if (w->has_rate)
        json_rate(j, "rate", w->rate);
    if (policy_act_code(w) != NULL)
        json_cstr(j, "act", policy_act_code(w));
}

struct entry {
    struct buf body;
    struct json json;
};

static struct json *entry_begin(struct entry *e, struct arena *a)
{
    buf_init(&e->body, a, BODY_BYTES_MAX);
    json_begin(&e->json, &e->body);
    json_object(&e->json, NULL);
    return &e->json;
}

static bool entry_write(struct app *app, struct entry *e, struct journal_entry entry,
                        struct err *err)
{
    json_object_end(&e->json);
    json_end(&e->json);
    ASSERT(!e->body.full);
    entry.at_ms = app->now_ms;
    entry.actor_id = app->actor_id;
    entry.body = buf_str(&e->body);
    return journal_append(app->db, &entry, NULL, err);
}

static struct word_said said_now(struct app *app, struct str why)
{
    struct str trimmed = str_trim(why);
    return (struct word_said){id_next(app->ids), app->now_ms, app->actor_id,
                              trimmed.n > 0 ? trimmed : STR("")};
}

/* ---- of an account ---- */

/* What is claimed or given up is written beside the decision. */
static void amounts_json(struct json *j, const struct account_statement *s,
                         const struct policy_word *word)
{
    struct currency currency = s->file.account.currency;
    if (policy_act_code(word) == NULL)
        return;
    if (word->claim_rest || word->waive_interest)
        json_amount(j, "interest", (struct money){s->views.interest_minor, currency});
    if (word->claim_rest || word->waive_indemnity)
        json_amount(j, "indemnity", (struct money){s->views.indemnity_minor, currency});
}

static bool set_of_account(struct app *app, struct arena *a, const struct policy_request *request,
                           struct err *err)
{
    struct account_statement s;
    struct entry e;
    const struct law_tables *tables = NULL;
    const struct policy_word *word = &request->word;
    struct word_said said = said_now(app, request->why);
    if (!law_tables_of(app, a, &tables, err) ||
        !show_statement_within(app, a, &request->query, &s, err))
        return false;
    enum statement_debtor debtor = statement_debtor_of(s.file.account.debtor_kind);
    if (!check_rate(a, tables, word, debtor, err))
        return false;
    if (debtor == STATEMENT_PUBLIC && (word->waive_interest || word->waive_indemnity))
        return err_set_field(err, ERR_WAIVER_VOID, "waive", STR(""));
    if (!policy_add_to_account(app->db, s.file.account.key, word, &said, err))
        return false;
    struct json *j = entry_begin(&e, a);
    json_id(j, "account", s.file.account.key.account_id);
    word_json(j, word);
    amounts_json(j, &s, word);
    json_text(j, "why", said.why);
    return entry_write(app, &e,
                       (struct journal_entry){.subject = JOURNAL_DEBTOR,
                                              .subject_id = s.file.account.key.debtor_id,
                                              .kind = STR("policy")},
                       err);
}

/* ---- of a creditor ---- */

static bool find_creditor(struct app *app, struct arena *a, struct str code,
                          struct creditor *creditor, struct err *err)
{
    if (!creditor_find(app->db, a, code, creditor, err))
        return false;
    return creditor->id != 0 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

static bool set_of_creditor(struct app *app, struct arena *a, const struct policy_request *request,
                            struct err *err)
{
    struct creditor creditor = {0};
    struct entry e;
    const struct law_tables *tables = NULL;
    struct word_said said = said_now(app, request->why);
    ASSERT(policy_act_code(&request->word) == NULL);
    if (!law_tables_of(app, a, &tables, err) ||
        !find_creditor(app, a, request->query.creditor, &creditor, err) ||
        !check_rate(a, tables, &request->word, STATEMENT_BUSINESS, err) ||
        !setting_unchanged(app, a, &(struct setting_of){SETTINGS_CREDITOR, creditor.id},
                           request->query.seen, err) ||
        !policy_add_to_creditor(app->db, creditor.id, &request->word, &said, err))
        return false;
    struct json *j = entry_begin(&e, a);
    word_json(j, &request->word);
    json_text(j, "why", said.why);
    return entry_write(app, &e,
                       (struct journal_entry){.subject = JOURNAL_CREDITOR,
                                              .subject_id = creditor.id,
                                              .kind = STR("policy")},
                       err);
}

bool set_policy(struct app *app, struct arena *a, const struct policy_request *request,
                struct err *err)
{
    bool of_account = request->query.ref.n > 0;
    if (!check_why(request->why, policy_act_code(&request->word) != NULL, err) ||
        !db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = (of_account ? set_of_account(app, a, request, err)
                          : set_of_creditor(app, a, request, err)) &&
              db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

bool show_creditor_policy(struct app *app, struct arena *a, struct str code,
                          struct creditor_policies *out, struct err *err)
{
    struct creditor creditor = {0};
    *out = (struct creditor_policies){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find_creditor(app, a, code, &creditor, err) &&
              policies_of_creditor(app->db, a, creditor.id, &out->words, err);
    db_rollback(app->db); /* nothing was written */
    out->code = creditor.code;
    if (ok)
        out->policy =
            policy_on(policy_words_of(&out->words), (struct policy_words){NULL, 0}, app->today);
    return ok;
}

/* ---- stages ---- */

static bool set_stage_within(struct app *app, struct arena *a, const struct stage_request *request,
                             struct err *err)
{
    struct file_view file;
    struct entry e;
    struct word_said said = said_now(app, request->why);
    if (!show_file_within(app, a, &request->query, &file, err) ||
        !stage_add(app->db, file.account.key, &request->word, &said, err))
        return false;
    struct json *j = entry_begin(&e, a);
    json_id(j, "account", file.account.key.account_id);
    json_day(j, "from", request->word.from);
    json_cstr(j, "stage", request->word.by_facts ? NULL : account_stage_code(request->word.stage));
    json_text(j, "why", said.why);
    return entry_write(app, &e,
                       (struct journal_entry){.subject = JOURNAL_DEBTOR,
                                              .subject_id = file.account.key.debtor_id,
                                              .kind = STR("stage")},
                       err) &&
           run_again(app, file.account.key.debtor_id, err);
}

bool set_stage(struct app *app, struct arena *a, const struct stage_request *request,
               struct err *err)
{
    if (!check_why(request->why, true, err) || !db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = set_stage_within(app, a, request, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}
