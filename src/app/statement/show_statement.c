#include "show_statement.h"

#include "app/legal/load_law.h"
#include "base/sort.h"
#include "gen/ledger_sql.h"

/* ---- allocations between places in the list of items ---- */

struct place {
    int64_t item_id;
    size_t at;
};

struct places {
    struct place *rows; /* by item */
    size_t count;
};

static int by_item(const void *pa, const void *pb, const void *with)
{
    const struct place *a = pa;
    const struct place *b = pb;
    (void)with;
    return a->item_id < b->item_id ? -1 : a->item_id > b->item_id;
}

static struct places places_of(struct arena *a, const struct walked_account *account)
{
    struct places p = {ARENA_ARRAY(a, account->item_count, struct place), account->item_count};
    for (size_t i = 0; i < p.count; i++)
        p.rows[i] = (struct place){account->items[i].id, i};
    SORT(a, p.rows, p.count, by_item, NULL);
    return p;
}

static bool place_of(const struct places *p, int64_t item_id, size_t *at)
{
    size_t place = FIND_ID(p->rows, p->count, struct place, item_id, item_id);
    if (place == p->count)
        return false;
    *at = p->rows[place].at;
    return true;
}

/* What was allocated to an item withdrawn since was reversed: both rows are left out. */
static bool read_allocations(struct app *app, struct arena *a, const struct walked_account *account,
                             struct statement_input *in, struct err *err)
{
    struct places places = places_of(a, account);
    struct q_allocation_by_account_in key = {account->key.debtor_id, account->key.account_id};
    struct statement_allocation *list = NULL;
    struct db_rows rows;
    if (!q_allocation_by_account_open(app->db, &key, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_allocation_by_account_row row;
        struct statement_allocation al = {0};
        bool have = false;
        ok = q_allocation_by_account_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (!place_of(&places, row.credit_item, &al.credit) ||
            !place_of(&places, row.debit_item, &al.debit))
            continue;
        al.minor = row.amount_minor;
        al.on = (struct day){(int32_t)row.on_day};
        size_t n = in->allocation_count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            list = arena_grow(a, list, n, n == 0 ? 1 : n * 2, sizeof *list);
        list[n] = al;
    }
    db_done(&rows);
    in->allocations = list;
    return ok;
}

/* ---- what the law needs to know ---- */

static struct statement_item *items_of(struct arena *a, const struct account_statement *s)
{
    const struct walked_account *account = &s->file.account;
    struct policy_words creditor = policy_words_of(&s->terms.creditor);
    struct policy_words own = policy_words_of(&s->terms.account);
    struct statement_item *items = ARENA_ARRAY(a, account->item_count, struct statement_item);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *walked = &account->items[i];
        struct statement_item *item = &items[i];
        *item = (struct statement_item){.id = walked->id,
                                        .kind = walked->kind,
                                        .role = walked->role,
                                        .piece = walked->piece,
                                        .on = walked->on,
                                        .issued = walked->issued,
                                        .due = walked->due,
                                        .received = statement_received(&s->file, walked->piece),
                                        .amount_minor = walked->amount_minor};
        item->has_rate = policy_rate(creditor, own, item->issued, &item->rate);
        item->notice = statement_notice(&s->terms, item->id);
        item->has_notice = day_is(item->notice);
    }
    return items;
}

static void add_waivers(struct arena *a, const struct account_statement *s,
                        struct statement_input *in)
{
    const struct stored_policies *words = &s->terms.account;
    struct statement_waiver *waivers = ARENA_ARRAY(a, words->count, struct statement_waiver);
    for (size_t i = 0; i < words->count; i++) {
        const struct policy_word *w = &words->words[i];
        if (w->waive_interest || w->waive_indemnity)
            waivers[in->waiver_count++] =
                (struct statement_waiver){w->from, w->waive_interest, w->waive_indemnity};
    }
    in->waivers = waivers;
}

static bool add_costs(struct app *app, struct arena *a, struct account_statement *s,
                      struct statement_input *in, struct err *err)
{
    struct stored_costs *costs = &s->costs;
    size_t kept = 0;
    if (!costs_of_account(app->db, a, s->file.account.key, costs, err))
        return false;
    struct statement_cost *rows = ARENA_ARRAY(a, costs->count, struct statement_cost);
    for (size_t i = 0; i < costs->count; i++) {
        const struct stored_cost *cost = &costs->rows[i];
        if (!cost->stands || day_before(s->on, cost->on))
            continue;
        rows[kept] = (struct statement_cost){cost->on, cost->amount_minor};
        costs->rows[kept++] = *cost;
    }
    costs->count = kept;
    in->costs = rows;
    in->cost_count = kept;
    return true;
}

/* ---- what follows from the figures ---- */

static struct policy_sums sums_of(const struct account_statement *s)
{
    const struct statement *v = &s->views;
    struct policy_sums sums = {v->ledger_minor, statement_total(v), false};
    for (size_t i = 0; i < s->file.account.item_count; i++) {
        sums.open_debit = sums.open_debit || (plan_role_counts(s->file.account.items[i].role) &&
                                              v->lines[i].ledger_minor > 0);
    }
    return sums;
}

static void fill_stage(struct account_statement *s)
{
    const struct account_terms *t = &s->terms;
    struct stage_facts facts = {
        .closed = s->closed && s->file.account.item_count > 0,
        .overdue = s->file.gate.overdue_minor > 0,
        .disputed = t->disputed,
        .on_plan = t->on_plan,
        .formal_notice = t->formal_notice,
        .judgment_served = t->judgment_served,
        .insolvency = t->insolvency,
    };
    const struct stage_word *word = stage_word_on(t->stages.words, t->stages.count, s->on);
    s->stage =
        (struct account_stage_view){.stage = stage_from_facts(&facts, s->on), .since = DAY_NONE};
    if (word == NULL || word->by_facts)
        return;
    s->stage = (struct account_stage_view){word->stage, true, word->from,
                                           t->stages.said[word - t->stages.words].why};
}

static void judge(struct account_statement *s)
{
    struct policy_sums sums = sums_of(s);
    s->asks = policy_asks(&s->policy, s->terms.formal_notice, s->on);
    s->closed = policy_closes(&sums, s->asks);
    sums.claim_minor -= s->views.costs_minor;
    s->asked_minor = policy_amount_asked(&sums, s->asks);
    fill_stage(s);
}

bool show_statement_within(struct app *app, struct arena *a, const struct file_query *query,
                           struct account_statement *out, struct err *err)
{
    struct arena scratch;
    struct statement_input in = {.on = app->today, .scratch = &scratch};
    const struct law_tables *tables = NULL;
    *out = (struct account_statement){.on = app->today};
    if (!law_tables_of(app, a, &tables, err) || !show_file_within(app, a, query, &out->file, err) ||
        !statement_terms_load(app, a, &out->file, &out->terms, err) ||
        !read_allocations(app, a, &out->file.account, &in, err))
        return false;
    out->policy = policy_on(policy_words_of(&out->terms.creditor),
                            policy_words_of(&out->terms.account), out->on);
    in.terms = (struct statement_terms){
        .debtor = statement_debtor_of(out->file.account.debtor_kind),
        .creditor = LAW_CREDITOR_PROFESSIONAL,
        .body = out->terms.body,
        .formal_notice = out->terms.told_notice,
        .judgment_served = out->terms.judgment_served,
        .insolvency = out->terms.insolvency,
        .currency = out->file.account.currency,
        .imputation = out->policy.imputation,
        .order = out->policy.order,
        .tables = tables,
    };
    in.items = items_of(a, out);
    in.item_count = out->file.account.item_count;
    add_waivers(a, out, &in);
    if (!add_costs(app, a, out, &in, err))
        return false;
    arena_init(&scratch, 0);
    bool folded = statement_fold(a, &in, &out->views, err);
    arena_release(&scratch);
    if (!folded)
        return false;
    judge(out);
    return true;
}

bool show_statement(struct app *app, struct arena *a, const struct file_query *query,
                    struct account_statement *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show_statement_within(app, a, query, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
