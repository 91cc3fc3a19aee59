#include "draw_plan.h"

#include "base/limits.h"

enum { EVERY_DAYS_MAX = 366 };

static const struct walked_item *item_of(const struct object_edit *e, int64_t item_id)
{
    for (size_t i = 0; i < e->account.item_count; i++) {
        if (e->account.items[i].id == item_id)
            return &e->account.items[i];
    }
    return NULL;
}

/* Every policy in force must allow the last line for every invoice, or consent in writing. */
static bool covered_by_policy(struct object_edit *e, const struct instalments *plan,
                              struct str consent, struct err *err)
{
    struct day last = plan->lines[plan->line_count - 1].due;
    for (size_t c = 0; c < e->objects.stored.cover_count && consent.n == 0; c++) {
        if (e->objects.covers[c] != COVER_IS_ACTIVE)
            continue;
        const struct cover *cover = &e->objects.stored.covers[c].terms;
        for (size_t i = 0; i < plan->c.items.count; i++) {
            const struct walked_item *item = item_of(e, plan->c.items.rows[i].item_id);
            if (item != NULL && !cover_allows(cover, item->issued, item->due.day, last))
                return err_set_field(err, ERR_COVER_CONSENT, "items", item->piece);
        }
    }
    return true;
}

/* ---- drawing ---- */

static bool read_lines(struct object_edit *e, const struct plan_wanted *wanted,
                       struct instalments *plan, struct err *err)
{
    struct instalment *lines = ARENA_ARRAY(e->arena, PLAN_LINES_MAX, struct instalment);
    plan->lines = lines;
    plan->line_count = wanted->line_count > 0 ? wanted->line_count : wanted->count;
    if (plan->line_count == 0 || plan->line_count > PLAN_LINES_MAX)
        return err_set_field(err, ERR_PLAN_LINES, "count", STR("1…120"));
    for (size_t i = 0; i < wanted->line_count; i++) {
        lines[i].due = wanted->lines[i].due;
        if (!object_amount(e, wanted->lines[i].amount, &lines[i].minor, err))
            return false;
    }
    if (wanted->line_count == 0) {
        struct instalments_spread spread = {
            .total_minor =
                covered_minor(plan->c.items) + plan->c.extra_minor - plan->remainder_minor,
            .first = wanted->first,
            .count = wanted->count,
            .months = wanted->months,
            .days = wanted->days,
        };
        if (spread.total_minor < (int64_t)spread.count)
            return err_set_field(err, ERR_PLAN_LINES, "count", STR("0"));
        instalments_spread(&spread, lines);
    }
    return object_day_to_come(e, lines[0].due, "line", err);
}

static bool refuse(struct object_edit *e, const struct instalments *plan,
                   enum instalments_fault fault, struct err *err)
{
    struct buf text;
    buf_init(&text, e->arena, 64);
    switch (fault) {
    case INSTALMENTS_SUM: {
        int64_t gap = covered_minor(plan->c.items) + plan->c.extra_minor - plan->remainder_minor;
        for (size_t i = 0; i < plan->line_count; i++)
            gap -= plan->lines[i].minor;
        buf_add_amount(&text, (struct money){gap, e->account.currency});
        return err_set_field(err, ERR_PLAN_SUM, "line", buf_str(&text));
    }
    case INSTALMENTS_CONSUMER:
        return err_set_field(err, ERR_CONSUMER_CHARGES, "charges", STR("charges"));
    case INSTALMENTS_BAD_LINE:
        for (size_t i = 1; i < plan->line_count; i++) {
            if (plan->lines[i].due.n <= plan->lines[i - 1].due.n) {
                buf_add_day(&text, plan->lines[i].due);
                break;
            }
        }
        return err_set_field(err, ERR_PLAN_LINES, "line", buf_str(&text));
    case INSTALMENTS_NO_LINES:
    case INSTALMENTS_NEGATIVE:
    case INSTALMENTS_SOUND:
        break;
    }
    return err_set_field(err, ERR_PLAN_LINES, "line", STR("0"));
}

static bool fill(struct object_edit *e, const struct plan_wanted *wanted, struct stored_plan *p,
                 struct err *err)
{
    struct instalments *plan = &p->terms;
    struct found_items items;
    if (!object_items(e, wanted->items, &items, err))
        return false;
    if (items.count == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "items", STR("items"));
    plan->c.items = object_covered(e, &items);
    if ((wanted->remainder.n > 0 &&
         !object_amount(e, wanted->remainder, &plan->remainder_minor, err)) ||
        (wanted->charges.n > 0 && !object_amount(e, wanted->charges, &plan->c.extra_minor, err)))
        return false;
    if (plan->remainder_minor > covered_minor(plan->c.items))
        return err_set_field(err, ERR_AMOUNT_ABOVE_OPEN, "remainder", wanted->remainder);
    if (!read_lines(e, wanted, plan, err))
        return false;
    for (size_t i = 0; i < plan->line_count; i++)
        plan->c.wanted_minor += plan->lines[i].minor;
    enum instalments_fault fault = instalments_check(plan, e->consumer);
    if (fault != INSTALMENTS_SOUND)
        return refuse(e, plan, fault, err);
    return plan->state != INSTALMENTS_AGREED ||
           (object_items_free(e, &items, 0, err) && covered_by_policy(e, plan, p->consent, err));
}

static bool add(struct object_edit *e, const struct plan_wanted *wanted, struct object_made *out,
                struct err *err)
{
    struct stored_plan p = {.person = wanted->person, .consent = wanted->consent};
    struct str note = wanted->note;
    if (!object_text(&p.person, LIMIT_NAME_BYTES, "person", err) ||
        !object_text(&p.consent, LIMIT_NOTE_BYTES, "consent", err) ||
        !object_text(&note, LIMIT_NOTE_BYTES, "note", err))
        return false;
    p.head = object_edit_head(e, e->objects.stored.plan_count, note);
    p.terms = (struct instalments){
        .state = wanted->state,
        .means = wanted->means,
        .acceleration = wanted->acceleration,
        .to_creditor = str_is(e->account.capacity, "mandate"),
        .c = {.made = e->app->today,
              .loose_before_minor = loose_credits(&e->account, e->app->today),
              .word = {DAY_NONE, 0}},
    };
    if (!fill(e, wanted, &p, err))
        return false;
    *out = object_edit_made(e->account.key, &p.head);
    struct object_done done = {.kind = OBJECT_PLAN,
                               .verb = "draw",
                               .id = p.head.id,
                               .number = p.head.number,
                               .state = instalments_state_code(p.terms.state),
                               .why = note,
                               .amount_minor = p.terms.c.wanted_minor,
                               .on = p.terms.lines[0].due};
    return plan_add(e->app->db, e->account.key, &p, err) && object_edit_note(e, &done, err);
}

bool plan_line_read(struct str text, struct plan_line_text *out, struct err *err)
{
    ptrdiff_t colon = str_find(text, ':');
    struct str day = colon < 0 ? text : str_slice(text, 0, (size_t)colon);
    if (colon < 0 || !day_parse_iso(day, &out->due, NULL))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "line", text);
    out->amount = str_slice(text, (size_t)colon + 1, text.n);
    return true;
}

bool plan_every_read(struct str text, struct plan_wanted *out, struct err *err)
{
    int32_t days = 0;
    out->months = text.n == 0 || str_is_nocase(text, "month");
    out->days = 0;
    if (out->months != 0)
        return true;
    for (size_t i = 0; i < text.n && days <= EVERY_DAYS_MAX; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            days = EVERY_DAYS_MAX;
        days = days * 10 + (text.p[i] - '0');
    }
    out->days = str_is_nocase(text, "week") ? 7 : days;
    return (out->days >= 1 && out->days <= EVERY_DAYS_MAX) ||
           err_set_field(err, ERR_BAD_OPTION_VALUE, "every", text);
}

bool draw_plan(struct object_request *request, const struct plan_wanted *wanted,
               struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, add(&e, wanted, out, err), err);
}

/* ---- agreeing ---- */

/* What was drawn must still be what is owed: nothing came since, nothing was credited. */
static bool still_true(struct object_edit *e, const struct instalments *plan,
                       struct found_items *items, struct err *err)
{
    *items = (struct found_items){
        ARENA_ARRAY(e->arena, plan->c.items.count, const struct walked_item *), 0};
    for (size_t i = 0; i < plan->c.items.count; i++) {
        const struct covered_item *covered = &plan->c.items.rows[i];
        const struct walked_item *item = item_of(e, covered->item_id);
        if (item == NULL || item->open_minor != covered->minor)
            return err_set_field(err, ERR_PLAN_STALE, "items",
                                 item != NULL ? item->piece : STR("?"));
        items->rows[items->count++] = item;
    }
    return object_day_to_come(e, plan->lines[0].due, "line", err);
}

static bool agree(struct object_edit *e, struct str id, struct str consent, struct object_made *out,
                  struct err *err)
{
    const struct account_objects *stored = &e->objects.stored;
    struct found_items items;
    int64_t at = object_index(id, stored->plans, stored->plan_count, sizeof *stored->plans);
    if (at < 0)
        return err_set_field(err, ERR_UNKNOWN_OBJECT, "id", id);
    const struct stored_plan *p = &stored->plans[at];
    if (p->terms.state != INSTALMENTS_DRAFT && p->terms.state != INSTALMENTS_PROPOSED)
        return err_set_field(err, ERR_OBJECT_CLOSED, "id", id);
    if (!object_text(&consent, LIMIT_NOTE_BYTES, "consent", err) ||
        !still_true(e, &p->terms, &items, err) || !object_items_free(e, &items, 0, err) ||
        !covered_by_policy(e, &p->terms, consent.n > 0 ? consent : p->consent, err))
        return false;
    struct object_change change = {.kind = OBJECT_PLAN,
                                   .object_id = p->head.id,
                                   .state = instalments_state_code(INSTALMENTS_AGREED)};
    struct object_done done = {.kind = OBJECT_PLAN,
                               .verb = "agree",
                               .id = p->head.id,
                               .number = p->head.number,
                               .state = change.state,
                               .why = consent,
                               .on = DAY_NONE};
    *out = object_edit_made(e->account.key, &p->head);
    return object_change(e->app->db, e->account.key, &change, err) &&
           object_edit_note(e, &done, err);
}

bool agree_plan(struct object_request *request, struct str id, struct str consent,
                struct object_made *out, struct err *err)
{
    struct object_edit e;
    return object_edit_begin(&e, request, err) &&
           object_edit_end(&e, agree(&e, id, consent, out, err), err);
}
