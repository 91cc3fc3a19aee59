#include "plan.h"

#define HEAD_TOP (17 * PLAN_MM)
#define ADDRESS_LEFT (110 * PLAN_MM) /* the window of the envelope, right */
#define ADDRESS_TOP (45 * PLAN_MM)
#define ADDRESS_WIDTH (80 * PLAN_MM)
#define REFERENCE_TOP (42.5 * PLAN_MM)
#define REFERENCE_WIDTH (80 * PLAN_MM)
#define FLOW_TOP (76 * PLAN_MM)
#define FLOW_TOP_TIGHT (73 * PLAN_MM)
#define FLOW_TOP_NEXT (26 * PLAN_MM)
#define FOOT_BOTTOM (285 * PLAN_MM)
#define FOLD_WIDTH (5 * PLAN_MM)

struct column {
    double x, y;
    struct press_box box;
    int32_t page;
    const char *name; /* for errors */
};

/* One text, wrapped if it must be; moves the column's y. */
static bool put(struct plan *plan, const struct page_text *text, struct column *at, struct err *err)
{
    PangoLayout *layout;
    if (text->count == 0) {
        return true;
    }
    if (!press_layout(plan->press, text, &at->box, &layout, err)) {
        return false;
    }
    at->y += plan_text(plan, layout, at->box.style, &(struct plan_place){at->x, at->y, at->page});
    g_object_unref(layout);
    return true;
}

static bool put_str(struct plan *plan, struct str text, struct column *at, struct err *err)
{
    struct page_run run = {text, PAGE_PLAIN};
    return put(plan, &(struct page_text){&run, text.n > 0 ? 1 : 0}, at, err);
}

static bool put_lines(struct plan *plan, const struct str *lines, const size_t count[2],
                      struct column *at, struct err *err)
{
    if (count[0] > count[1]) {
        return err_set_field(err, ERR_TOO_LONG, at->name, STR(""));
    }
    for (size_t i = 0; i < count[0]; i++) {
        if (!put_str(plan, lines[i], at, err)) {
            return false;
        }
    }
    return true;
}

static bool put_letterhead(struct plan *plan, const struct page_document *d, struct err *err)
{
    struct column left = {
        PLAN_LEFT, HEAD_TOP, {STYLE_SENDER, PRESS_LEFT, 95 * PLAN_MM}, 1, "letterhead"};
    struct column right = {PLAN_RIGHT - 70 * PLAN_MM,
                           HEAD_TOP,
                           {STYLE_LETTERHEAD, PRESS_RIGHT, 70 * PLAN_MM},
                           1,
                           "contact"};
    if (!put_str(plan, d->sender, &left, err)) {
        return false;
    }
    left.box.style = STYLE_LETTERHEAD;
    return put_lines(plan, d->sender_lines,
                     (size_t[]){d->sender_line_count, PAGE_LETTERHEAD_LINES_MAX}, &left, err) &&
           put_lines(plan, d->contact_lines,
                     (size_t[]){d->contact_line_count, PAGE_LETTERHEAD_LINES_MAX}, &right, err);
}

/* Left of the window: references and date. *bottom: where they end. */
static bool put_references(struct plan *plan, const struct page_document *d, double *bottom,
                           struct err *err)
{
    struct column at = {
        PLAN_LEFT, REFERENCE_TOP, {STYLE_REFERENCE, PRESS_LEFT, REFERENCE_WIDTH}, 1, "reference"};
    if (d->reference_line_count > PAGE_REFERENCE_LINES_MAX) {
        return err_set_field(err, ERR_TOO_LONG, "reference", STR(""));
    }
    for (size_t i = 0; i < d->reference_line_count; i++) {
        if (!put(plan, &d->reference_lines[i], &at, err)) {
            return false;
        }
    }
    at.y += d->reference_line_count > 0 ? 3 * PLAN_MM : 0;
    at.box.style = STYLE_BODY;
    bool done = put_str(plan, d->place_date, &at, err);
    *bottom = at.y;
    return done;
}

/* The foot, written upwards from the bottom of the page; the flow ends above it. */
static bool put_foot(struct plan *plan, const struct page_document *d, struct err *err)
{
    struct press_box box = {STYLE_FOOT, PRESS_CENTER, PLAN_WIDTH};
    PangoLayout *layout;
    plan->bottom = FOOT_BOTTOM - 2 * PLAN_MM;
    if (d->legal.count == 0) {
        return true;
    }
    if (!press_layout(plan->press, &d->legal, &box, &layout, err)) {
        return false;
    }
    double top = FOOT_BOTTOM - plan_height(plan, layout, STYLE_FOOT);
    plan_rule(plan, &(struct plan_place){PLAN_LEFT, top - 1.6 * PLAN_MM, 0}, PLAN_WIDTH, true);
    (void)plan_text(plan, layout, STYLE_FOOT, &(struct plan_place){PLAN_LEFT, top, 0});
    plan->bottom = top - 3.4 * PLAN_MM;
    g_object_unref(layout);
    return plan->bottom > PLAN_PAGE_HEIGHT / 2 ||
           err_set_field(err, ERR_TOO_LONG, "legal", STR(""));
}

bool plan_frame(struct plan *plan, const struct page_document *d, struct err *err)
{
    struct column address = {
        ADDRESS_LEFT, ADDRESS_TOP, {STYLE_ADDRESS, PRESS_LEFT, ADDRESS_WIDTH}, 1, "address"};
    double references = 0;
    if (!put_foot(plan, d, err) || !put_letterhead(plan, d, err) ||
        !put_references(plan, d, &references, err) ||
        !put_lines(plan, d->address_lines,
                   (size_t[]){d->address_line_count, PAGE_ADDRESS_LINES_MAX}, &address, err)) {
        return false;
    }
    /* where an envelope with a window is folded */
    plan_rule(plan, &(struct plan_place){0, 99 * PLAN_MM, 1}, FOLD_WIDTH, true);
    plan_rule(plan, &(struct plan_place){0, 198 * PLAN_MM, 1}, FOLD_WIDTH, true);
    double lowest = references > address.y ? references : address.y;
    double top = plan->tight ? FLOW_TOP_TIGHT : FLOW_TOP;
    plan->y = lowest + 4 * PLAN_MM > top ? lowest + 4 * PLAN_MM : top;
    plan->top = FLOW_TOP_NEXT;
    return true;
}

static bool put_pairs(struct plan *plan, const struct page_payment *p, struct column *at,
                      struct err *err)
{
    double names = 0;
    for (int pass = 0; pass < 2; pass++) {
        /* first how wide the names are, then names and values side by side */
        for (size_t i = 0; i < p->pair_count; i++) {
            struct page_run run = {p->pairs[i].name, PAGE_MUTED};
            struct press_box box = {.style = STYLE_PAYMENT};
            PangoLayout *name;
            if (!press_layout(plan->press, &(struct page_text){&run, 1}, &box, &name, err)) {
                return false;
            }
            double width = press_width(name, STYLE_PAYMENT) + 3 * PLAN_MM;
            names = width > names ? width : names;
            struct plan_place place = {at->x, at->y, plan->page};
            if (pass == 1) {
                (void)plan_text(plan, name, STYLE_PAYMENT, &place);
            }
            g_object_unref(name);
            struct column value = {at->x + names,
                                   at->y,
                                   {STYLE_PAYMENT, PRESS_LEFT, PLAN_RIGHT - at->x - names},
                                   plan->page,
                                   "payment"};
            if (pass == 1 && !put_str(plan, p->pairs[i].value, &value, err)) {
                return false;
            }
            at->y = pass == 1 ? value.y : at->y;
        }
    }
    return true;
}

bool plan_payment(struct plan *plan, const struct page_payment *p, struct err *err)
{
    const double pad = PLAN_CODE_PAD;
    struct qr code = {0};
    if (p->payload.n > 0 && !qr_encode(p->payload, &plan->arena, &code, err)) {
        return false;
    }
    double side = code.width > 0 ? PLAN_CODE_SIDE : 0;
    double text = (double)p->pair_count * plan_leading(plan, STYLE_PAYMENT);
    double height = (side > text ? side : text) + 2 * pad;
    plan_room(plan, height);
    plan_rule(plan, &(struct plan_place){PLAN_LEFT, plan->y, plan->page}, PLAN_WIDTH, false);
    if (side > 0) {
        struct plan_place place = {PLAN_LEFT + PLAN_MM, plan->y + pad, plan->page};
        plan_code(plan, &place, &code, side);
    }
    struct column at = {.x = PLAN_LEFT + (side > 0 ? side + 6 * PLAN_MM : 0),
                        .y = plan->y + (height - text) / 2};
    if (!put_pairs(plan, p, &at, err)) {
        return false;
    }
    plan->y = at.y + pad > plan->y + height ? at.y + pad : plan->y + height;
    plan_rule(plan, &(struct plan_place){PLAN_LEFT, plan->y, plan->page}, PLAN_WIDTH, false);
    return true;
}
