#include "object_store.h"

#include "gen/alert_sql.h"
#include "gen/assignment_sql.h"
#include "gen/cover_sql.h"
#include "gen/creditor_means_sql.h"
#include "gen/dispute_sql.h"
#include "gen/hold_sql.h"
#include "gen/instalments_sql.h"
#include "gen/object_sql.h"
#include "gen/outcome_sql.h"
#include "gen/promise_sql.h"

static const char *const kind_codes[OBJECT_KIND_COUNT] = {
    [OBJECT_PROMISE] = "promise", [OBJECT_PLAN] = "plan",
    [OBJECT_DISPUTE] = "dispute", [OBJECT_HOLD] = "hold",
    [OBJECT_COVER] = "cover",     [OBJECT_ALERT] = "alert",
    [OBJECT_OUTCOME] = "outcome", [OBJECT_ASSIGNMENT] = "assignment",
};

const char *object_kind_code(enum object_kind kind)
{
    ASSERT(kind < OBJECT_KIND_COUNT);
    return kind_codes[kind];
}

static struct opt_int opt_day(struct day day) { return (struct opt_int){day_is(day), day.n}; }

static struct opt_int opt_positive(int64_t v) { return (struct opt_int){v > 0, v}; }

static struct str text(struct str s) { return s.p != NULL ? s : STR(""); }

/* ---- adding ---- */

static bool item_add(struct db *db, const struct q_object_item_insert_in *in, struct err *err)
{
    return q_object_item_insert(db, in, NULL, err);
}

static bool covered_add(struct db *db, struct account_key key, int64_t object_id,
                        struct covered_items items, struct err *err)
{
    for (size_t i = 0; i < items.count; i++) {
        const struct covered_item *item = &items.rows[i];
        struct q_object_item_insert_in in = {
            key.debtor_id,
            key.account_id,
            object_id,
            item->item_id,
            item->minor,
            item->paid_before_minor,
            item->credited_before_minor,
        };
        if (!item_add(db, &in, err))
            return false;
    }
    return true;
}

bool promise_add(struct db *db, struct account_key key, const struct stored_promise *p,
                 struct err *err)
{
    const struct promise *t = &p->terms;
    struct q_promise_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .promise_id = p->head.id,
        .number = p->head.number,
        .state = str_of(promise_state_code(t->state)),
        .made_day = p->head.made.n,
        .made_ms = p->head.made_ms,
        .actor_id = p->head.actor_id,
        .on_day = opt_day(t->on),
        .amount_minor = opt_positive(t->c.wanted_minor),
        .means = t->means == MEANS_NONE ? (struct str){0} : str_of(means_code(t->means)),
        .person = p->person.n > 0 ? p->person : (struct str){0},
        .to_creditor = t->to_creditor,
        .loose_minor = t->c.loose_before_minor,
        .replaces = opt_positive(p->replaces),
        .note = text(p->head.note),
    };
    return q_promise_insert(db, &in, NULL, err) &&
           covered_add(db, key, p->head.id, t->c.items, err);
}

bool plan_add(struct db *db, struct account_key key, const struct stored_plan *p, struct err *err)
{
    const struct instalments *t = &p->terms;
    struct q_instalments_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .instalments_id = p->head.id,
        .number = p->head.number,
        .state = str_of(instalments_state_code(t->state)),
        .made_day = p->head.made.n,
        .made_ms = p->head.made_ms,
        .actor_id = p->head.actor_id,
        .means = str_of(means_code(t->means)),
        .person = text(p->person),
        .acceleration = t->acceleration,
        .to_creditor = t->to_creditor,
        .charges_minor = t->c.extra_minor,
        .remainder_minor = t->remainder_minor,
        .loose_minor = t->c.loose_before_minor,
        .consent = text(p->consent),
        .note = text(p->head.note),
    };
    if (!q_instalments_insert(db, &in, NULL, err))
        return false;
    for (size_t i = 0; i < t->line_count; i++) {
        struct q_instalment_insert_in line = {
            key.debtor_id,  key.account_id,    p->head.id,
            (int64_t)i + 1, t->lines[i].due.n, t->lines[i].minor,
        };
        if (!q_instalment_insert(db, &line, NULL, err))
            return false;
    }
    return covered_add(db, key, p->head.id, t->c.items, err);
}

bool dispute_add(struct db *db, struct account_key key, const struct stored_dispute *d,
                 struct err *err)
{
    struct q_dispute_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .dispute_id = d->head.id,
        .number = d->head.number,
        .state = str_of(dispute_status_code(d->terms.status)),
        .made_day = d->head.made.n,
        .made_ms = d->head.made_ms,
        .actor_id = d->head.actor_id,
        .reason = str_of(dispute_reason_code(d->reason)),
        .department = str_of(department_code(d->department)),
        .owner = text(d->owner),
        .deadline_day = d->terms.deadline.n,
        .accepted_minor = d->terms.accepted_minor,
        .note = text(d->head.note),
    };
    if (!q_dispute_insert(db, &in, NULL, err))
        return false;
    for (size_t i = 0; i < d->terms.item_count; i++) {
        const struct disputed_item *item = &d->terms.items[i];
        struct q_object_item_insert_in row = {
            key.debtor_id,
            key.account_id,
            d->head.id,
            item->item_id,
            item->disputed_minor,
            0,
            item->credited_before_minor,
        };
        if (!item_add(db, &row, err))
            return false;
    }
    return true;
}

bool hold_add(struct db *db, struct account_key key, const struct stored_hold *h, struct err *err)
{
    struct q_hold_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .hold_id = h->head.id,
        .number = h->head.number,
        .state = STR("placed"),
        .made_day = h->head.made.n,
        .made_ms = h->head.made_ms,
        .actor_id = h->head.actor_id,
        .scope = str_of(hold_scope_code(h->terms.scope)),
        .item_id = {h->terms.scope >= HOLD_OF_ITEM, h->terms.item_id},
        .amount_minor = {h->terms.scope == HOLD_OF_PART, h->terms.minor},
        .reason = str_of(hold_reason_code(h->terms.reason)),
        .from_day = h->terms.from.n,
        .through_day = h->terms.through.n,
        .note = text(h->head.note),
    };
    return q_hold_insert(db, &in, NULL, err);
}

bool cover_add(struct db *db, struct account_key key, const struct stored_cover *c, struct err *err)
{
    struct q_cover_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .cover_id = c->head.id,
        .number = c->head.number,
        .state = STR("in_force"),
        .made_day = c->head.made.n,
        .made_ms = c->head.made_ms,
        .actor_id = c->head.actor_id,
        .kind = str_of(cover_kind_code(c->terms.kind)),
        .company = text(c->company),
        .policy = text(c->policy),
        .named = c->terms.named,
        .limit_minor = c->terms.limit_minor,
        .share = c->terms.share,
        .from_day = c->terms.from.n,
        .to_day = opt_day(c->terms.to),
        .credit_days = c->terms.credit_days,
        .extension_days = c->terms.extension_days,
        .declare_days = c->terms.declare_days,
        .note = text(c->head.note),
    };
    return q_cover_insert(db, &in, NULL, err);
}

bool assignment_add(struct db *db, struct account_key key, const struct stored_assignment *a,
                    struct err *err)
{
    const struct assignment *t = &a->terms;
    struct q_assignment_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .assignment_id = a->head.id,
        .number = a->head.number,
        .state = STR("standing"),
        .made_day = a->head.made.n,
        .made_ms = a->head.made_ms,
        .actor_id = a->head.actor_id,
        .payee_id = t->payee_id,
        .capacity = str_of(capacity_code(t->capacity)),
        .assigned_day = t->assigned.n,
        .all_items = t->all,
        .since_day = opt_day(t->since),
        .disclosed = t->disclosed,
        .notified_day = opt_day(t->notified),
        .proof = text(a->proof),
        .note = text(a->head.note),
    };
    return q_assignment_insert(db, &in, NULL, err) &&
           covered_add(db, key, a->head.id, a->items, err);
}

bool alert_add(struct db *db, struct account_key key, const struct stored_alert *a, struct err *err)
{
    struct q_alert_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .alert_id = a->head.id,
        .number = a->head.number,
        .state = str_of(alert_status_code(a->status)),
        .made_day = a->head.made.n,
        .made_ms = a->head.made_ms,
        .actor_id = a->head.actor_id,
        .kind = str_of(alert_kind_code(a->kind)),
        .department = str_of(department_code(a->department)),
        .amount_minor = a->amount_minor,
        .answer_day = a->answer_by.n,
        .note = text(a->head.note),
        .proposal = text(a->proposal),
    };
    return q_alert_insert(db, &in, NULL, err);
}

bool outcome_add(struct db *db, struct account_key key, const struct stored_outcome *o,
                 struct err *err)
{
    struct q_outcome_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .outcome_id = o->head.id,
        .number = o->head.number,
        .made_ms = o->head.made_ms,
        .actor_id = o->head.actor_id,
        .code = str_of(outcome_code(o->code)),
        .channel = text(o->channel),
        .at_day = o->head.made.n,
        .at_minute = {o->minute != OUTCOME_NO_MINUTE, o->minute},
        .person = text(o->person),
        .call_back_day = opt_day(o->call_back),
        .note = text(o->head.note),
    };
    return q_outcome_insert(db, &in, NULL, err);
}

/* ---- changing ---- */

static bool set_state(struct db *db, struct account_key key, const struct object_change *change,
                      int64_t *changed, struct err *err)
{
    struct str state = str_of(change->state);
    int64_t id = change->object_id;
    switch (change->kind) {
    case OBJECT_PROMISE:
        return q_promise_set_state(
            db, &(struct q_promise_set_state_in){state, key.debtor_id, key.account_id, id}, changed,
            err);
    case OBJECT_PLAN:
        return q_instalments_set_state(
            db, &(struct q_instalments_set_state_in){state, key.debtor_id, key.account_id, id},
            changed, err);
    case OBJECT_DISPUTE:
        return q_dispute_set_state(db,
                                   &(struct q_dispute_set_state_in){state, change->accepted_minor,
                                                                    key.debtor_id, key.account_id,
                                                                    id},
                                   changed, err);
    case OBJECT_HOLD:
        return q_hold_set_state(
            db, &(struct q_hold_set_state_in){state, key.debtor_id, key.account_id, id}, changed,
            err);
    case OBJECT_COVER:
        return q_cover_set_state(
            db, &(struct q_cover_set_state_in){state, key.debtor_id, key.account_id, id}, changed,
            err);
    case OBJECT_ASSIGNMENT:
        return q_assignment_set_state(
            db, &(struct q_assignment_set_state_in){state, key.debtor_id, key.account_id, id},
            changed, err);
    case OBJECT_ALERT:
        return q_alert_set_state(
            db, &(struct q_alert_set_state_in){state, key.debtor_id, key.account_id, id}, changed,
            err);
    case OBJECT_OUTCOME:
    case OBJECT_KIND_COUNT:
        break;
    }
    BUG("an outcome has no state");
}

bool object_change(struct db *db, struct account_key key, const struct object_change *change,
                   struct err *err)
{
    int64_t changed = 0;
    if (!set_state(db, key, change, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_UNKNOWN_REF, object_kind_code(change->kind));
}

bool promise_word_set(struct db *db, struct account_key key, int64_t promise_id, struct cash word,
                      struct err *err)
{
    int64_t changed = 0;
    struct q_promise_set_word_in in = {
        {true, word.on.n}, {true, word.minor}, key.debtor_id, key.account_id, promise_id};
    if (!q_promise_set_word(db, &in, &changed, err))
        return false;
    return changed == 1 || err_set(err, ERR_UNKNOWN_REF, object_kind_code(OBJECT_PROMISE));
}

bool account_lock(struct db *db, struct account_key key, struct err *err)
{
    struct q_account_lock_in in = {key.debtor_id, key.account_id};
    return q_account_lock(db, &in, NULL, err);
}

/* ---- history ---- */

bool object_event_add(struct db *db, struct account_key key, const struct object_event *event,
                      struct err *err)
{
    struct q_object_event_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .object_id = event->object_id,
        .event_id = event->event_id,
        .kind = str_of(object_kind_code(event->kind)),
        .state = event->state,
        .on_day = event->on.n,
        .at_ms = event->at_ms,
        .actor_id = event->actor_id,
        .why = text(event->why),
    };
    return q_object_event_insert(db, &in, NULL, err);
}

static bool event_from_row(struct arena *a, const struct q_object_event_by_account_row *row,
                           struct object_event *out, struct err *err)
{
    size_t kind = str_which(row->kind, kind_codes, OBJECT_KIND_COUNT);
    *out = (struct object_event){
        .object_id = row->object_id,
        .event_id = row->event_id,
        .kind = (enum object_kind)kind,
        .state = arena_str(a, row->state),
        .on = {(int32_t)row->on_day},
        .at_ms = row->at_ms,
        .actor_id = row->actor_id,
        .why = arena_str(a, row->why),
    };
    return kind < OBJECT_KIND_COUNT || err_set(err, ERR_DB_DAMAGED, "object_event");
}

bool object_events_read(struct db *db, struct arena *a, struct account_key key,
                        struct object_events *out, struct err *err)
{
    struct q_object_event_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct object_events){0};
    if (!q_object_event_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_object_event_by_account_row row;
    while (q_object_event_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        ok = event_from_row(a, &row, &out->rows[n], err);
    }
    db_done(&rows);
    return ok;
}

/* ---- grace ---- */

static struct creditor_means *means_of(struct arena *a, struct creditor_means_list *list,
                                       int64_t creditor_id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].creditor_id == creditor_id)
            return &list->rows[i];
    }
    size_t n = list->count++;
    if ((n & (n - 1)) == 0)
        list->rows = arena_grow(a, list->rows, n, n == 0 ? 1 : n * 2, sizeof *list->rows);
    list->rows[n] = (struct creditor_means){creditor_id, means_rules_default(), DAY_NONE};
    return &list->rows[n];
}

static bool load_changes(struct db *db, struct arena *a, struct creditor_means_list *out,
                         struct err *err)
{
    struct db_rows rows;
    if (!q_creditor_means_list_open(db, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_creditor_means_list_row row;
        enum means means;
        bool have = false;
        ok = q_creditor_means_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        ok = means_parse(row.means, &means) || err_set(err, ERR_DB_DAMAGED, "creditor_means");
        if (!ok)
            break;
        struct means_rule *rule = &means_of(a, out, row.creditor_id)->rules.rows[means];
        rule->grace_days = (int32_t)row.grace_days;
        rule->return_days = (int32_t)row.return_days;
    }
    db_done(&rows);
    return ok;
}

static bool load_reach(struct db *db, struct arena *a, struct creditor_means_list *out,
                       struct err *err)
{
    struct db_rows rows;
    if (!q_creditor_reach_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_creditor_reach_row row;
    while (q_creditor_reach_more(&rows, &row, &ok, err)) {
        if (row.known_day.has)
            means_of(a, out, row.creditor_id)->through = (struct day){(int32_t)row.known_day.v};
    }
    db_done(&rows);
    return ok;
}

bool creditor_means_load(struct db *db, struct arena *a, struct creditor_means_list *out,
                         struct err *err)
{
    *out = (struct creditor_means_list){0};
    return load_changes(db, a, out, err) && load_reach(db, a, out, err);
}

const struct creditor_means *creditor_means_find(const struct creditor_means_list *list,
                                                 int64_t creditor_id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].creditor_id == creditor_id)
            return &list->rows[i];
    }
    return NULL;
}

bool creditor_means_set(struct db *db, int64_t creditor_id, enum means means,
                        struct means_rule rule, struct err *err)
{
    struct q_creditor_means_put_in in = {creditor_id, str_of(means_code(means)), rule.grace_days,
                                         rule.return_days};
    return q_creditor_means_put(db, &in, NULL, err);
}
