#include "listing_store.h"

#include <string.h>

#include "base/sort.h"
#include "gen/listing_sql.h"
#include "object_store.h"
#include "scope_text.h"
#include "work_store.h"

/* Whoever sees more creditors sees most of what was done. */
enum { DEEDS_CREDITORS_MAX = 64 };

const char *deed_code(enum deed deed)
{
    static const enum object_kind objects[DEED_COUNT] = {
        [DEED_PROMISE] = OBJECT_PROMISE,       [DEED_PLAN] = OBJECT_PLAN,
        [DEED_DISPUTE] = OBJECT_DISPUTE,       [DEED_HOLD] = OBJECT_HOLD,
        [DEED_COVER] = OBJECT_COVER,           [DEED_ALERT] = OBJECT_ALERT,
        [DEED_ASSIGNMENT] = OBJECT_ASSIGNMENT,
    };
    ASSERT(deed < DEED_COUNT);
    return deed == DEED_CONTACT  ? "contact"
           : deed == DEED_LETTER ? "letter"
           : deed == DEED_MAIL   ? "mail"
                                 : object_kind_code(objects[deed]);
}

/* Above every name: the last character there is. */
#define NAME_LAST STR("\xf4\x8f\xbf\xbf")

/* Statements of one kind of row give the same columns, each way takes the same parameters. The
 * first columns of both kinds are those of the account. */
#define SAME(a, b) _Static_assert(sizeof(struct a) == sizeof(struct b), "the same members")
SAME(q_listing_items_by_name_in, q_listing_items_by_name_back_in);
SAME(q_listing_items_by_place_in, q_listing_items_by_place_back_in);
SAME(q_listing_accounts_by_name_in, q_listing_accounts_by_name_back_in);
SAME(q_listing_accounts_by_place_in, q_listing_accounts_by_place_back_in);
SAME(q_listing_items_by_name_row, q_listing_items_by_name_back_row);
SAME(q_listing_items_by_name_row, q_listing_items_by_place_row);
SAME(q_listing_items_by_name_row, q_listing_items_by_place_back_row);
SAME(q_listing_items_by_name_row, q_listing_payments_row);
SAME(q_listing_items_by_name_row, q_listing_payments_back_row);
SAME(q_listing_payments_in, q_listing_payments_back_in);
SAME(q_listing_deeds_in, q_listing_deeds_back_in);
SAME(q_listing_deeds_row, q_listing_deeds_back_row);
SAME(q_listing_deeds_row, q_listing_deeds_of_file_row);
SAME(q_listing_deeds_row, q_listing_deeds_of_creditor_row);
SAME(q_listing_deeds_row, q_listing_deeds_of_creditor_back_row);
SAME(q_listing_deeds_of_creditor_in, q_listing_deeds_of_creditor_back_in);
SAME(q_listing_payment_place_row, q_listing_deed_place_row);
SAME(q_listing_accounts_by_name_row, q_listing_accounts_by_name_back_row);
SAME(q_listing_accounts_by_name_row, q_listing_accounts_by_place_row);
SAME(q_listing_accounts_by_name_row, q_listing_accounts_by_place_back_row);
#define ACCOUNT_BYTES offsetof(struct q_listing_items_by_name_row, item_id)
_Static_assert(ACCOUNT_BYTES == offsetof(struct q_listing_accounts_by_name_row, items),
               "the account's columns come first");

/* ---- where to begin ---- */

static bool from_start(const struct listing_wanted *w) { return w->from.key.account_id == 0; }

static int64_t from_or(const struct listing_wanted *w, int64_t value)
{
    return !from_start(w) ? value : w->back ? INT64_MAX : INT64_MIN;
}

/* Behind the whole account: behind its last item. */
static int64_t item_from(const struct listing_wanted *w)
{
    if (from_start(w) || w->from.item_id != 0)
        return from_or(w, w->from.item_id);
    return w->back ? INT64_MIN : INT64_MAX;
}

/* Payments and deeds run towards the past. */
static int64_t dated_from(const struct listing_wanted *w, int64_t value)
{
    return !from_start(w) ? value : w->back ? INT64_MIN : INT64_MAX;
}

/* The days that stand behind the place, its own included. */
static struct listing_span days_left(const struct listing_wanted *w)
{
    struct listing_span days = w->days;
    if (!from_start(w))
        *(w->back ? &days.from : &days.to) = w->from.day;
    return days;
}

static struct str name_from(const struct listing_wanted *w)
{
    return !from_start(w) ? w->from.name_folded : w->back ? NAME_LAST : STR("");
}

#define COMMON(a, w)                                                                               \
    .with_stage = (w)->with_stage, .today = (w)->today.n, .with_disputes = (w)->with_disputes,     \
    .dispute_from = (w)->disputes.from.n, .dispute_to = (w)->disputes.to.n,                        \
    .with_promises = (w)->with_promises, .promise_from = (w)->promises.from.n,                     \
    .promise_to = (w)->promises.to.n, .with_plans = (w)->with_plans,                               \
    .plan_from = (w)->plans.from.n, .plan_to = (w)->plans.to.n, .with_acts = (w)->with_acts,       \
    .run = (w)->run, .scope = scope_text(a, (w)->scope, (w)->scope_count),                         \
    .most = (int64_t)(w)->most, .from_account = from_or(w, (w)->from.key.account_id)
#define NAMED(w) .from_name = name_from(w), .from_debtor = from_or(w, (w)->from.key.debtor_id)
#define PLACED(w)                                                                                  \
    .from_tier = from_or(w, (w)->from.tier), .from_currency = from_or(w, (w)->from.currency),      \
    .from_value = from_or(w, (w)->from.value), .from_amount = from_or(w, (w)->from.amount)

static bool open_items_by_name(struct db *db, struct arena *a, const struct listing_wanted *w,
                               struct db_rows *rows, struct err *err)
{
    struct q_listing_items_by_name_in in = {COMMON(a, w), NAMED(w), .from_item = item_from(w)};
    struct q_listing_items_by_name_back_in back;
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_items_by_name_back_open(db, &back, rows, err)
                   : q_listing_items_by_name_open(db, &in, rows, err);
}

static bool open_items_by_place(struct db *db, struct arena *a, const struct listing_wanted *w,
                                struct db_rows *rows, struct err *err)
{
    struct q_listing_items_by_place_in in = {COMMON(a, w), PLACED(w), .from_item = item_from(w)};
    struct q_listing_items_by_place_back_in back;
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_items_by_place_back_open(db, &back, rows, err)
                   : q_listing_items_by_place_open(db, &in, rows, err);
}

static bool open_accounts_by_name(struct db *db, struct arena *a, const struct listing_wanted *w,
                                  struct db_rows *rows, struct err *err)
{
    struct q_listing_accounts_by_name_in in = {COMMON(a, w), NAMED(w),
                                               .roles = counting_roles_text(a), .word = w->word};
    struct q_listing_accounts_by_name_back_in back;
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_accounts_by_name_back_open(db, &back, rows, err)
                   : q_listing_accounts_by_name_open(db, &in, rows, err);
}

static bool open_accounts_by_place(struct db *db, struct arena *a, const struct listing_wanted *w,
                                   struct db_rows *rows, struct err *err)
{
    struct q_listing_accounts_by_place_in in = {
        COMMON(a, w),
        PLACED(w),
        .roles = counting_roles_text(a),
        .agent = w->agent_id,
        .action = w->action == ACTION_COUNT ? -1 : (int64_t)w->action,
    };
    struct q_listing_accounts_by_place_back_in back;
    if (w->action == ACTION_NONE && !w->back && from_start(w))
        in.from_tier = WORK_TIER_NONE;
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_accounts_by_place_back_open(db, &back, rows, err)
                   : q_listing_accounts_by_place_open(db, &in, rows, err);
}

static bool open_payments(struct db *db, struct arena *a, const struct listing_wanted *w,
                          struct db_rows *rows, struct err *err)
{
    struct listing_span days = days_left(w);
    struct q_listing_payments_in in = {COMMON(a, w), .days_from = days.from.n, .days_to = days.to.n,
                                       .from_debtor = dated_from(w, w->from.key.debtor_id),
                                       .from_item = dated_from(w, w->from.item_id)};
    struct q_listing_payments_back_in back;
    in.from_account = dated_from(w, w->from.key.account_id);
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_payments_back_open(db, &back, rows, err)
                   : q_listing_payments_open(db, &in, rows, err);
}

static struct str deed_sources(enum deed deed)
{
    switch (deed) {
    case DEED_CONTACT:
        return STR(",contact,");
    case DEED_LETTER:
        return STR(",letter,");
    case DEED_MAIL:
        return STR(",mail,");
    case DEED_COUNT:
        return STR(",contact,letter,mail,object,");
    case DEED_PROMISE:
    case DEED_PLAN:
    case DEED_DISPUTE:
    case DEED_HOLD:
    case DEED_COVER:
    case DEED_ALERT:
    case DEED_ASSIGNMENT:
        break;
    }
    return STR(",object,");
}

static bool open_deeds_of_file(struct db *db, struct arena *a, const struct listing_wanted *w,
                               struct db_rows *rows, struct err *err)
{
    struct q_listing_deeds_of_file_in in = {
        .sources = deed_sources(w->deed),
        .actor_id = w->actor_id,
        .days_from = w->days.from.n,
        .days_to = w->days.to.n,
        .scope = scope_text(a, w->scope, w->scope_count),
        .debtor_id = w->file.debtor_id,
        .account_id = w->file.account_id,
        .way = w->back ? 1 : -1,
        .from_day = w->back ? days_left(w).from.n : days_left(w).to.n,
        .from_deed = !from_start(w) ? w->from.item_id
                     : w->back      ? 0
                                    : INT64_MAX,
        .most = (int64_t)w->most,
    };
    return q_listing_deeds_of_file_open(db, &in, rows, err);
}

static bool open_deeds(struct db *db, struct arena *a, const struct listing_wanted *w,
                       struct db_rows *rows, struct err *err)
{
    struct listing_span days = days_left(w);
    struct q_listing_deeds_in in = {.sources = deed_sources(w->deed),
                                    .actor_id = w->actor_id,
                                    .days_from = days.from.n,
                                    .days_to = days.to.n,
                                    .scope = scope_text(a, w->scope, w->scope_count),
                                    .from_deed = dated_from(w, w->from.item_id),
                                    .most = (int64_t)w->most};
    struct q_listing_deeds_back_in back;
    if (w->file.account_id != 0)
        return open_deeds_of_file(db, a, w, rows, err);
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_deeds_back_open(db, &back, rows, err)
                   : q_listing_deeds_open(db, &in, rows, err);
}

static bool open_deeds_of_creditor(struct db *db, const struct listing_wanted *w,
                                   int64_t creditor_id, struct db_rows *rows, struct err *err)
{
    struct listing_span days = days_left(w);
    struct q_listing_deeds_of_creditor_in in = {.sources = deed_sources(w->deed),
                                                .actor_id = w->actor_id,
                                                .days_from = days.from.n,
                                                .days_to = days.to.n,
                                                .creditor_id = creditor_id,
                                                .from_deed = dated_from(w, w->from.item_id),
                                                .most = (int64_t)w->most};
    struct q_listing_deeds_of_creditor_back_in back;
    memcpy(&back, &in, sizeof back);
    return w->back ? q_listing_deeds_of_creditor_back_open(db, &back, rows, err)
                   : q_listing_deeds_of_creditor_open(db, &in, rows, err);
}

/* ---- rows ---- */

static bool take_decision(const struct q_listing_items_by_name_row *row, struct listed_account *out,
                          struct err *err)
{
    out->decided = row->place_tier.has;
    out->next_change = DAY_NONE;
    if (!out->decided)
        return true;
    if (row->action.v < 0 || row->action.v >= ACTION_COUNT)
        return err_set(err, ERR_DB_DAMAGED, "decision");
    out->place.tier = row->place_tier.v;
    out->place.currency = row->place_currency.v;
    out->place.value = row->place_value.v;
    out->place.amount = row->place_amount.v;
    out->broken = ((unsigned)row->marks.v & WORK_BROKEN) != 0;
    out->agent_id = row->agent_id.v;
    out->action = (enum action)row->action.v;
    out->blocks = (uint64_t)row->blocks.v;
    out->level = (int32_t)row->level.v;
    if (row->next_change_day.has)
        out->next_change = (struct day){(int32_t)row->next_change_day.v};
    return true;
}

/* Of a row of either kind: its first columns. */
static bool take_account(struct arena *a, const struct q_listing_items_by_name_row *row,
                         struct listed_account *out, struct err *err)
{
    struct account_key key = {row->debtor_id, row->account_id};
    *out = (struct listed_account){
        .key = key,
        .number = row->number,
        .creditor_id = row->creditor_id,
        .debtor_kind = arena_str(a, row->debtor_kind),
        .name = arena_str(a, row->name),
        .place = {.key = key, .name_folded = arena_str(a, row->name_folded)},
        .staged = row->stage.p != NULL,
        .dispute_count = row->disputes.v,
        .disputed_minor = row->disputed_minor.v,
        .promised = row->promised_minor.has,
        .promised_minor = row->promised_minor.v,
        .planned = row->planned_minor.has,
        .planned_minor = row->planned_minor.v,
        .acted = row->acted_day.has ? (struct day){(int32_t)row->acted_day.v} : DAY_NONE,
    };
    if (!currency_parse(row->currency, &out->currency, err))
        return err_set(err, ERR_DB_DAMAGED, "currency");
    if (out->staged && !account_stage_parse(row->stage, &out->stage))
        return err_set(err, ERR_DB_DAMAGED, "stage");
    return take_decision(row, out, err);
}

static bool take_item(struct arena *a, const struct q_listing_items_by_name_row *row,
                      struct listed_item *out, struct err *err)
{
    *out = (struct listed_item){
        .id = row->item_id,
        .on = {(int32_t)row->on_day},
        .issued = {(int32_t)row->issued_day},
        .due = {.day = {(int32_t)row->due_day}},
        .amount_minor = row->amount_minor,
        .open_minor = row->open_minor,
        .piece = arena_str(a, row->piece),
        .label = arena_str(a, row->label),
    };
    return (item_kind_parse(row->kind, &out->kind) && plan_role_parse(row->role, &out->role) &&
            due_source_parse(row->due_source, &out->due.source)) ||
           err_set(err, ERR_DB_DAMAGED, "item");
}

/* The account of a row: the last one again, while it lasts. */
static bool account_of(struct arena *a, const struct q_listing_items_by_name_row *row,
                       const struct listing_piece *piece, const struct listed_account **out,
                       struct err *err)
{
    *out = piece->count > 0 ? piece->rows[piece->count - 1].account : NULL;
    if (*out != NULL && (*out)->key.account_id == row->account_id &&
        (*out)->key.debtor_id == row->debtor_id)
        return true;
    struct listed_account *next = ARENA_NEW(a, struct listed_account);
    *out = next;
    return take_account(a, row, next, err);
}

static void add_row(struct arena *a, struct listing_piece *piece, struct listed_row row)
{
    size_t n = piece->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        piece->rows = arena_grow(a, piece->rows, n, n == 0 ? 1 : n * 2, sizeof *piece->rows);
    piece->rows[n] = row;
}

static bool next_item(struct arena *a, struct db_rows *rows, struct listing_piece *out, bool *have,
                      struct err *err)
{
    struct q_listing_items_by_name_row row;
    const struct listed_account *account;
    if (!q_listing_items_by_name_next(rows, &row, have, err))
        return false;
    if (!*have)
        return true;
    struct listed_item *item = ARENA_NEW(a, struct listed_item);
    if (!account_of(a, &row, out, &account, err) || !take_item(a, &row, item, err))
        return false;
    add_row(a, out, (struct listed_row){.account = account, .item = item});
    return true;
}

static bool next_account(struct arena *a, struct db_rows *rows, struct listing_piece *out,
                         bool *have, struct err *err)
{
    struct q_listing_accounts_by_name_row row;
    struct q_listing_items_by_name_row first;
    const struct listed_account *account;
    if (!q_listing_accounts_by_name_next(rows, &row, have, err))
        return false;
    if (!*have)
        return true;
    memcpy(&first, &row, ACCOUNT_BYTES);
    if (!account_of(a, &first, out, &account, err))
        return false;
    struct listed_sums sums = {row.items, row.balance_minor, row.overdue_minor, row.credit_minor,
                               row.oldest_day.has ? (struct day){(int32_t)row.oldest_day.v}
                                                  : DAY_NONE};
    add_row(a, out, (struct listed_row){.account = account, .sums = sums});
    return true;
}

static bool take_deed(struct arena *a, const struct q_listing_deeds_row *row,
                      struct listed_deed *out, struct err *err)
{
    struct str kind = str_is(row->source, "object") ? row->kind : row->source;
    *out = (struct listed_deed){
        .id = row->deed_id,
        .deed = DEED_CONTACT,
        .on = {(int32_t)row->deed_day},
        .actor_id = row->actor_id,
        .code = arena_str(a, row->kind),
        .state = arena_str(a, row->state),
        .why = arena_str(a, row->why),
        .note = arena_str(a, row->note),
        .again = row->again == 1,
        .minor = row->minor.v,
        .for_day = row->for_day.has ? (struct day){(int32_t)row->for_day.v} : DAY_NONE,
    };
    while (out->deed < DEED_COUNT && !str_is(kind, deed_code(out->deed)))
        out->deed++;
    return out->deed < DEED_COUNT || err_set(err, ERR_DB_DAMAGED, "object_event");
}

static bool next_deed(struct arena *a, struct db_rows *rows, struct listing_piece *out, bool *have,
                      struct err *err)
{
    struct q_listing_deeds_row row;
    const struct listed_account *account;
    if (!q_listing_deeds_next(rows, &row, have, err))
        return false;
    if (!*have)
        return true;
    struct q_listing_items_by_name_row first = {.debtor_id = row.debtor_id,
                                                .account_id = row.account_id,
                                                .number = row.number,
                                                .creditor_id = row.creditor_id,
                                                .currency = row.currency,
                                                .debtor_kind = row.debtor_kind,
                                                .name = row.name,
                                                .name_folded = row.name_folded};
    struct listed_deed *deed = ARENA_NEW(a, struct listed_deed);
    if (!account_of(a, &first, out, &account, err) || !take_deed(a, &row, deed, err))
        return false;
    add_row(a, out, (struct listed_row){.account = account, .deed = deed});
    return true;
}

/* Where the next piece begins. */
static struct listing_place place_after(const struct listed_row *row)
{
    struct listing_place place = row->account->place;
    place.day = DAY_NONE;
    if (row->item != NULL)
        place.item_id = row->item->id, place.day = row->item->on;
    if (row->deed != NULL)
        place.item_id = row->deed->id, place.day = row->deed->on;
    return place;
}

/* ---- deeds of few creditors, each read by an index of its own ---- */

static int by_time(const void *pa, const void *pb, const void *with)
{
    const struct listed_row *a = pa;
    const struct listed_row *b = pb;
    const bool *back = with;
    int way = *back ? 1 : -1;
    if (a->deed->on.n != b->deed->on.n)
        return a->deed->on.n < b->deed->on.n ? -way : way;
    return a->deed->id == b->deed->id ? 0 : a->deed->id < b->deed->id ? -way : way;
}

struct sharing {
    struct db *db;
    struct arena *arena;
    struct listing_wanted wanted; /* of each creditor */
    struct listing_piece *out;
    /* the nearest place to which some creditor's deeds were read, and not to their end; NULL: all
     * of them were */
    const struct listed_row *end;
};

static bool read_creditor(struct sharing *s, int64_t creditor_id, struct err *err)
{
    struct listing_piece *out = s->out;
    struct db_rows rows;
    size_t before = out->count;
    bool have = true;
    bool ok = true;
    if (!open_deeds_of_creditor(s->db, &s->wanted, creditor_id, &rows, err))
        return false;
    while (ok && have)
        ok = next_deed(s->arena, &rows, out, &have, err);
    db_done(&rows);
    if (!ok || out->count - before < s->wanted.most)
        return ok;
    struct listed_row *last = ARENA_NEW(s->arena, struct listed_row);
    *last = out->rows[out->count - 1];
    if (s->end == NULL || by_time(last, s->end, &s->wanted.back) < 0)
        s->end = last;
    return true;
}

/* Of each creditor a share of the piece: it ends where the first of them was not read on. */
static bool read_creditors(struct db *db, struct arena *a, const struct listing_wanted *wanted,
                           struct listing_piece *out, struct err *err)
{
    struct sharing s = {db, a, *wanted, out, NULL};
    size_t n = 0;
    if (wanted->scope_count > 0)
        s.wanted.most = wanted->most / wanted->scope_count + 1;
    for (size_t i = 0; i < wanted->scope_count; i++) {
        if (!read_creditor(&s, wanted->scope[i], err))
            return false;
    }
    SORT(a, out->rows, out->count, by_time, &wanted->back);
    while (n < out->count && n < wanted->most &&
           (s.end == NULL || by_time(&out->rows[n], s.end, &wanted->back) <= 0))
        n++;
    out->last = s.end == NULL && n == out->count;
    out->count = n;
    if (n > 0)
        out->after = place_after(&out->rows[n - 1]);
    return true;
}

static bool of_few_creditors(const struct listing_wanted *wanted)
{
    return wanted->rows == LISTING_DEEDS && wanted->file.account_id == 0 && wanted->scope != NULL &&
           wanted->scope_count <= DEEDS_CREDITORS_MAX;
}

bool listing_read(struct db *db, struct arena *a, const struct listing_wanted *wanted,
                  struct listing_piece *out, struct err *err)
{
    typedef bool open_fn(struct db *, struct arena *, const struct listing_wanted *,
                         struct db_rows *, struct err *);
    typedef bool next_fn(struct arena *, struct db_rows *, struct listing_piece *, bool *,
                         struct err *);
    static open_fn *const open[LISTING_ROWS_COUNT][LISTING_ORDER_COUNT] = {
        [LISTING_ACCOUNTS] = {[LISTING_BY_NAME] = open_accounts_by_name,
                              [LISTING_BY_PLACE] = open_accounts_by_place},
        [LISTING_ITEMS] =
            {[LISTING_BY_NAME] = open_items_by_name, [LISTING_BY_PLACE] = open_items_by_place},
        [LISTING_PAYMENTS] =
            {[LISTING_BY_NAME] = open_payments, [LISTING_BY_PLACE] = open_payments},
        [LISTING_DEEDS] = {[LISTING_BY_NAME] = open_deeds, [LISTING_BY_PLACE] = open_deeds},
    };
    static next_fn *const next[LISTING_ROWS_COUNT] = {[LISTING_ACCOUNTS] = next_account,
                                                      [LISTING_ITEMS] = next_item,
                                                      [LISTING_PAYMENTS] = next_item,
                                                      [LISTING_DEEDS] = next_deed};
    struct db_rows rows;
    bool have = true;
    bool ok = true;
    *out = (struct listing_piece){.after = wanted->from};
    if (of_few_creditors(wanted))
        return read_creditors(db, a, wanted, out, err);
    if (!open[wanted->rows][wanted->order](db, a, wanted, &rows, err))
        return false;
    while (ok && have)
        ok = next[wanted->rows](a, &rows, out, &have, err);
    db_done(&rows);
    out->last = out->count < wanted->most;
    if (out->count > 0)
        out->after = place_after(&out->rows[out->count - 1]);
    return ok;
}

/* Of a payment, a deed. */
static bool dated_place_find(struct db *db, struct arena *a, enum listing_rows rows,
                             struct listing_found *out, struct err *err)
{
    struct listing_place *place = &out->place;
    struct q_listing_payment_place_in key = {place->key.debtor_id, place->key.account_id,
                                             place->item_id};
    struct q_listing_deed_place_in deed_key = {key.debtor_id, key.account_id, key.item_id};
    struct q_listing_payment_place_row row;
    struct q_listing_deed_place_row deed;
    bool found = false;
    if (!(rows == LISTING_DEEDS ? q_listing_deed_place(db, &deed_key, a, &deed, &found, err)
                                : q_listing_payment_place(db, &key, a, &row, &found, err)))
        return false;
    if (!found)
        return true;
    if (rows == LISTING_DEEDS)
        memcpy(&row, &deed, sizeof row);
    out->creditor_id = row.creditor_id;
    place->day = (struct day){(int32_t)row.on_day};
    return true;
}

bool listing_place_find(struct db *db, struct arena *a, const struct listing_wanted *wanted,
                        struct listing_found *out, struct err *err)
{
    struct listing_place *place = &out->place;
    struct q_listing_place_in key = {wanted->run, place->key.debtor_id, place->key.account_id};
    struct q_listing_place_row row;
    bool found = false;
    out->creditor_id = 0;
    if (wanted->rows == LISTING_PAYMENTS || wanted->rows == LISTING_DEEDS)
        return dated_place_find(db, a, wanted->rows, out, err);
    if (!q_listing_place(db, &key, a, &row, &found, err))
        return false;
    if (!found || (wanted->order == LISTING_BY_PLACE && !row.place_tier.has))
        return true;
    out->creditor_id = row.creditor_id;
    place->name_folded = row.name_folded;
    place->tier = row.place_tier.v;
    place->currency = row.place_currency.v;
    place->value = row.place_value.v;
    place->amount = row.place_amount.v;
    return true;
}
