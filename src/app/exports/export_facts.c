#include "export_facts.h"

#include "base/sort.h"
#include "export_objects.h"
#include "fact_lines.h"
#include "gen/account_sql.h"
#include "gen/import_sql.h"
#include "store/cost_store.h"
#include "store/owner_store.h"
#include "store/policy_store.h"

enum { LINE_BYTES_MAX = 64 * 1024 };

struct json *fact_begin(struct fact_lines *e, const char *fact)
{
    buf_clear(&e->line);
    json_begin(&e->json, &e->line);
    json_object(&e->json, NULL);
    json_cstr(&e->json, "fact", fact);
    return &e->json;
}

bool fact_end(struct fact_lines *e, struct err *err)
{
    json_object_end(&e->json);
    json_end(&e->json);
    ASSERT(!e->line.full);
    e->count++;
    return fwrite(e->line.p, 1, e->line.n, e->file) == e->line.n ||
           err_set(err, ERR_FILE_WRITE, NULL);
}

struct str fact_ref(struct fact_lines *e, enum ref_kind kind, int64_t number)
{
    struct buf ref;
    buf_init(&ref, &e->scratch, 64);
    buf_add_ref(&ref, kind, number);
    return buf_str(&ref);
}

static struct str creditor_code(const struct fact_lines *e, int64_t id)
{
    const struct creditor *creditor = creditor_by_id(&e->creditors, id);
    ASSERT(creditor != NULL);
    return creditor->code;
}

/* Imports are written first; the few of them are kept to name them by. */
static int by_import(const void *pa, const void *pb, const void *with)
{
    const struct import_name *a = pa;
    const struct import_name *b = pb;
    (void)with;
    return a->import_id < b->import_id ? -1 : a->import_id > b->import_id;
}

struct str fact_import(struct fact_lines *e, int64_t import_id)
{
    size_t at = FIND_ID(e->imports, e->import_count, struct import_name, import_id, import_id);
    ASSERT(at < e->import_count);
    return fact_ref(e, REF_IMPORT, e->imports[at].number);
}

static void json_opt_text(struct json *j, const char *key, struct str text)
{
    if (text.n == 0)
        json_null(j, key);
    else
        json_text(j, key, text);
}

static void json_opt_day(struct json *j, const char *key, struct opt_int day)
{
    json_day(j, key, day.has ? (struct day){(int32_t)day.v} : DAY_NONE);
}

/* ---- policies and stages ---- */

/* of: "creditor" with its code, or "account" with its reference. */
static bool export_words(struct fact_lines *e, const char *of, struct str whose,
                         const struct stored_policies *p, struct err *err)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct policy_word *w = &p->words[i];
        struct json *j = fact_begin(e, "policy");
        json_text(j, of, whose);
        json_day(j, "from", w->from);
        json_cstr(j, "penalty", w->has_penalty ? penalty_policy_code(w->penalty) : NULL);
        json_cstr(j, "imputation", w->has_imputation ? imputation_mode_code(w->imputation) : NULL);
        json_cstr(j, "order", w->has_order ? payment_order_code(w->order) : NULL);
        if (w->has_rate)
            json_rate(j, "rate", w->rate);
        else
            json_null(j, "rate");
        json_cstr(j, "act", policy_act_code(w));
        json_text(j, "why", p->said[i].why);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

static bool export_stages(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_stages stages;
    if (!stages_of_account(e->app->db, &e->scratch, key, &stages, err))
        return false;
    for (size_t i = 0; i < stages.count; i++) {
        const struct stage_word *w = &stages.words[i];
        struct json *j = fact_begin(e, "stage");
        json_text(j, "account", e->ref);
        json_day(j, "from", w->from);
        json_cstr(j, "stage", w->by_facts ? NULL : account_stage_code(w->stage));
        json_text(j, "why", stages.said[i].why);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

static bool export_costs(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_costs costs;
    if (!costs_of_account(e->app->db, &e->scratch, key, &costs, err))
        return false;
    for (size_t i = 0; i < costs.count; i++) {
        const struct stored_cost *cost = &costs.rows[i];
        struct json *j = fact_begin(e, "cost");
        json_text(j, "account", e->ref);
        json_id(j, "id", cost->id);
        json_text(j, "import", fact_import(e, cost->import_id));
        json_cstr(j, "kind", cost_kind_code(cost->kind));
        if (cost->item_id != 0)
            json_id(j, "item", cost->item_id);
        else
            json_null(j, "item");
        json_day(j, "on", cost->on);
        json_amount(j, "amount", (struct money){cost->amount_minor, e->currency});
        json_text(j, "why", cost->why);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

static bool export_decided(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_policies policies;
    return policies_of_account(e->app->db, &e->scratch, key, &policies, err) &&
           export_words(e, "account", e->ref, &policies, err) && export_stages(e, key, err) &&
           export_costs(e, key, err);
}

/* ---- creditors and imports ---- */

static bool export_defaults(struct fact_lines *e, const struct creditor *c, struct err *err)
{
    struct stored_policies policies;
    return policies_of_creditor(e->app->db, &e->scratch, c->id, &policies, err) &&
           export_words(e, "creditor", c->code, &policies, err);
}

static bool export_creditors(struct fact_lines *e, struct err *err)
{
    for (size_t i = 0; i < e->creditors.count; i++) {
        const struct creditor *c = &e->creditors.rows[i];
        struct json *j = fact_begin(e, "creditor");
        json_text(j, "code", c->code);
        json_text(j, "name", c->name);
        json_text(j, "capacity", c->capacity);
        json_currency(j, "currency", c->currency);
        json_array(j, "plan");
        for (size_t p = 0; p < c->plan_count; p++) {
            json_object(j, NULL);
            json_text(j, "prefix", c->plan[p].prefix);
            json_cstr(j, "role", plan_role_code(c->plan[p].role));
            json_object_end(j);
        }
        json_array_end(j);
        if (!fact_end(e, err) || !export_defaults(e, c, err))
            return false;
    }
    return true;
}

static bool export_payees(struct fact_lines *e, struct err *err)
{
    struct arena arena; /* they are few */
    struct payee_book book;
    arena_init(&arena, 0);
    bool ok = payee_book_load(e->app->db, &arena, &book, err);
    for (size_t c = 0; ok && c < e->creditors.count; c++) {
        struct payees payees = payees_of(&book, e->creditors.rows[c].id);
        for (size_t i = 0; ok && i < payees.count; i++) {
            payee_fact(fact_begin(e, "payee"), e->creditors.rows[c].code, &payees.rows[i]);
            ok = fact_end(e, err);
        }
        for (size_t i = 0; ok && i < payees.word_count; i++) {
            payee_word_fact(fact_begin(e, "payee_word"), &payees.words[i]);
            ok = fact_end(e, err);
        }
    }
    arena_release(&arena);
    return ok;
}

static void keep_name(struct fact_lines *e, struct arena *a, const struct q_import_list_row *row)
{
    size_t n = e->import_count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        e->imports = arena_grow(a, e->imports, n, n == 0 ? 1 : n * 2, sizeof *e->imports);
    e->imports[n] = (struct import_name){row->import_id, row->number};
}

static bool export_imports(struct fact_lines *e, struct arena *a, struct err *err)
{
    struct db_rows rows;
    if (!q_import_list_open(e->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_import_list_row row;
    while (q_import_list_more(&rows, &row, &ok, err)) {
        keep_name(e, a, &row);
        struct json *j = fact_begin(e, "import");
        json_text(j, "id", fact_ref(e, REF_IMPORT, row.number));
        json_text(j, "creditor", creditor_code(e, row.creditor_id));
        json_text(j, "file", row.file);
        json_text(j, "format", row.format);
        json_text(j, "mode", row.mode);
        json_opt_day(j, "as_of", row.as_of);
        json_opt_day(j, "reach", row.last_day);
        json_text(j, "state", row.state);
        json_int(j, "seq", row.seq);
        ok = fact_end(e, err);
    }
    db_done(&rows);
    arena_clear(&e->scratch);
    SORT(a, e->imports, e->import_count, by_import, NULL);
    return ok;
}

/* ---- one account ---- */

static bool export_told(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct q_fact_by_debtor_in in = {key.debtor_id};
    struct db_rows rows;
    if (!q_fact_by_debtor_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_by_debtor_row row;
    while (q_fact_by_debtor_more(&rows, &row, &ok, err)) {
        if (row.account_id.has && row.account_id.v != key.account_id)
            continue;
        struct json *j = fact_begin(e, "told");
        json_text(j, "account", e->ref);
        json_text(j, "kind", row.kind);
        json_text(j, "value", row.value);
        json_text(j, "import", fact_ref(e, REF_IMPORT, row.import_number));
        json_day(j, "on", (struct day){(int32_t)row.on_day});
        json_bool(j, "standing", row.standing == 1);
        ok = fact_end(e, err);
    }
    db_done(&rows);
    return ok;
}

/* Whose file it was, day by day. */
static bool export_owners(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct owner_words words;
    if (!owner_words_read(e->app->db, &e->scratch, key, &words, err))
        return false;
    for (size_t i = 0; i < words.count; i++) {
        const struct owner_word *w = &words.rows[i];
        struct json *j = fact_begin(e, "owner");
        json_text(j, "account", e->ref);
        json_day(j, "from", w->from);
        if (w->user_id != 0)
            json_id(j, "user", w->user_id);
        else
            json_null(j, "user");
        json_text(j, "why", w->why);
        json_id(j, "by", w->actor_id);
        if (w->team_id != 0)
            json_id(j, "team", w->team_id);
        else
            json_null(j, "team");
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

static bool export_letters(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct stored_letters letters;
    struct stored_letter_items items;
    if (!letters_of_account(e->app->db, &e->scratch, key, &letters, err) ||
        !letter_items_of_account(e->app->db, &e->scratch, key, &items, err))
        return false;
    for (size_t i = 0; i < letters.count; i++) {
        struct json *j = fact_begin(e, "letter");
        json_text(j, "account", e->ref);
        letter_fact(j, &letters.rows[i], &items, e->currency);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

/* What was agreed on the account. A hold on the person is written with the account it was placed
 * on. */
static bool export_objects(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct account_objects objects;
    struct object_events events;
    if (!objects_read(e->app->db, &e->scratch, key, &objects, err) ||
        !object_events_read(e->app->db, &e->scratch, key, &events, err))
        return false;
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        size_t count = object_count(&objects, (enum object_kind)kind);
        for (size_t i = 0; i < count; i++) {
            if (kind == OBJECT_HOLD && objects.holds[i].account_id != key.account_id)
                continue;
            struct json *j = fact_begin(e, object_kind_code((enum object_kind)kind));
            json_text(j, "account", e->ref);
            object_fact(j, &objects, (enum object_kind)kind, i, e->currency);
            if (!fact_end(e, err))
                return false;
        }
    }
    for (size_t i = 0; i < events.count; i++) {
        struct json *j = fact_begin(e, "event");
        json_text(j, "account", e->ref);
        object_event_fact(j, &events.rows[i]);
        if (!fact_end(e, err))
            return false;
    }
    return true;
}

static bool export_account(struct fact_lines *e, const struct q_account_scan_row *row,
                           struct err *err)
{
    struct account_key key = {row->debtor_id, row->account_id};
    if (!currency_parse(row->currency, &e->currency, err))
        return false;
    e->ref = fact_ref(e, REF_ACCOUNT, row->number);
    struct json *j = fact_begin(e, "account");
    json_text(j, "ref", e->ref);
    json_text(j, "debtor", fact_ref(e, REF_DEBTOR, row->debtor_number));
    json_text(j, "creditor", creditor_code(e, row->creditor_id));
    json_text(j, "number", row->ledger_number);
    json_text(j, "name", row->name);
    json_text(j, "kind", row->kind);
    json_text(j, "capacity", row->capacity);
    json_opt_text(j, "terms", row->terms);
    json_text(j, "currency", row->currency);
    return fact_end(e, err) && export_decided(e, key, err) && export_told(e, key, err) &&
           export_account_books(e, key, err) && export_objects(e, key, err) &&
           export_owners(e, key, err) && export_letters(e, key, err) &&
           export_account_draws(e, key, err) && export_account_papers(e, key, err);
}

static bool export_accounts(struct fact_lines *e, struct err *err)
{
    struct db_rows rows;
    if (!q_account_scan_open(e->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_account_scan_row row;
    while (q_account_scan_more(&rows, &row, &ok, err)) {
        arena_clear(&e->scratch);
        ok = export_account(e, &row, err);
    }
    db_done(&rows);
    return ok;
}

bool export_facts(struct app *app, struct arena *a, FILE *out, int64_t *count, struct err *err)
{
    struct fact_lines e = {.app = app, .file = out};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&e.scratch, 0);
    buf_init(&e.line, a, LINE_BYTES_MAX);
    bool ok = creditor_list(app->db, a, &e.creditors, err) && export_creditors(&e, err) &&
              export_payees(&e, err) && export_imports(&e, a, err) && export_same(&e, err) &&
              export_accounts(&e, err);
    db_rollback(app->db); /* nothing was written */
    arena_release(&e.scratch);
    *count = e.count;
    if (ok && fflush(out) != 0)
        return err_set(err, ERR_FILE_WRITE, NULL);
    return ok;
}
