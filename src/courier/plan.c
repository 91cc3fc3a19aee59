#include "plan.h"

#define LIST_INDENT (5 * PLAN_MM)
#define SIGNATURE_INDENT (96 * PLAN_MM)
#define TIGHT_LEADING 0.96
#define TIGHT_WHITE 0.6
#define TIGHT_GAIN 75 /* points a page can win so */

/* White before and after each kind; of two neighbours the larger counts. */
static const struct spacing {
    double before, after; /* points */
} spacings[] = {
    [PAGE_TITLE] = {0, 3 * PLAN_MM},
    [PAGE_HEADING] = {4 * PLAN_MM, 1.2 * PLAN_MM},
    [PAGE_PARAGRAPH] = {2.1 * PLAN_MM, 2.1 * PLAN_MM},
    [PAGE_LIST] = {1.2 * PLAN_MM, 2.1 * PLAN_MM},
    [PAGE_TABLE] = {2.6 * PLAN_MM, 3 * PLAN_MM},
    [PAGE_PAYMENT] = {3.2 * PLAN_MM, 3.4 * PLAN_MM},
    [PAGE_SIGNATURE] = {3 * PLAN_MM, 3 * PLAN_MM},
    [PAGE_NOTE] = {1 * PLAN_MM, 1 * PLAN_MM},
};

static struct plan_mark *add_mark(struct plan *plan, enum plan_mark_kind kind,
                                  const struct plan_place *place)
{
    if (plan->mark_count == plan->mark_room) {
        size_t room = plan->mark_room == 0 ? 256 : plan->mark_room * 2;
        plan->marks =
            arena_grow(&plan->arena, plan->marks, plan->mark_count, room, sizeof *plan->marks);
        plan->mark_room = room;
    }
    struct plan_mark *mark = &plan->marks[plan->mark_count++];
    *mark = (struct plan_mark){.kind = kind, .page = place->page, .x = place->x, .y = place->y};
    return mark;
}

void plan_next_page(struct plan *plan)
{
    plan->page++;
    plan->y = plan->top;
}

void plan_room(struct plan *plan, double need)
{
    if (plan->y + need > plan->bottom && plan->y > plan->top) {
        plan_next_page(plan);
    }
}

double plan_leading(const struct plan *plan, enum press_style style)
{
    return press_leading(style) * (plan->tight && style == STYLE_BODY ? TIGHT_LEADING : 1);
}

double plan_height(const struct plan *plan, PangoLayout *layout, enum press_style style)
{
    return pango_layout_get_line_count(layout) * plan_leading(plan, style);
}

void plan_lines(struct plan *plan, PangoLayout *layout, enum press_style style,
                const struct plan_place *place, const int range[2])
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double y = place->y + press_baseline(style);
    for (int i = 0; i < range[1]; i++) {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(iter, NULL, &extents);
        if (i >= range[0]) {
            struct plan_mark *mark = add_mark(plan, MARK_LINE, place);
            mark->x += (double)extents.x / PANGO_SCALE * press_scale(style);
            mark->scale = press_scale(style);
            mark->y = y;
            mark->layout = g_object_ref(layout);
            mark->line = i;
            y += plan_leading(plan, style);
        }
        (void)pango_layout_iter_next_line(iter);
    }
    pango_layout_iter_free(iter);
}

double plan_text(struct plan *plan, PangoLayout *layout, enum press_style style,
                 const struct plan_place *place)
{
    plan_lines(plan, layout, style, place, (int[]){0, pango_layout_get_line_count(layout)});
    return plan_height(plan, layout, style);
}

void plan_rule(struct plan *plan, const struct plan_place *place, double width, bool faint)
{
    struct plan_mark *mark = add_mark(plan, MARK_RULE, place);
    mark->width = width;
    mark->thickness = faint ? 0.3 : 0.6;
    mark->faint = faint;
}

void plan_code(struct plan *plan, const struct plan_place *place, const struct qr *code,
               double side)
{
    struct plan_mark *mark = add_mark(plan, MARK_CODE, place);
    mark->width = side;
    mark->code = *code;
}

/* Lines of running text over as many pages as it takes; never one line alone. */
static void flow_lines(struct plan *plan, PangoLayout *layout, enum press_style style, double x)
{
    int count = pango_layout_get_line_count(layout);
    double leading = plan_leading(plan, style);
    int next = 0;
    while (next < count) {
        int rest = count - next;
        int fits = (int)((plan->bottom - plan->y) / leading + 0.01);
        int take = rest <= fits ? rest : fits;
        if (take < rest && rest - take < 2) {
            take--;
        }
        bool at_top = plan->y <= plan->top;
        if (take < 2 && take < rest) {
            take = at_top ? 1 : 0;
        }
        struct plan_place place = {x, plan->y, plan->page};
        plan_lines(plan, layout, style, &place, (int[]){next, next + take});
        plan->y += take * leading;
        next += take;
        if (next < count) {
            plan_next_page(plan);
        }
    }
}

/* What must find room below this block's start, for the block to begin on the page. */
static double text_need(const struct plan *plan, PangoLayout *layout, enum press_style style,
                        bool whole)
{
    int lines = pango_layout_get_line_count(layout);
    return (whole || lines <= 3 ? lines : 2) * plan_leading(plan, style);
}

static const struct press_box *box_of(enum page_block_kind kind)
{
    static const struct press_box boxes[] = {
        [PAGE_TITLE] = {STYLE_TITLE, PRESS_LEFT, PLAN_WIDTH},
        [PAGE_HEADING] = {STYLE_HEADING, PRESS_LEFT, PLAN_WIDTH},
        [PAGE_PARAGRAPH] = {STYLE_BODY, PRESS_JUSTIFY, PLAN_WIDTH},
        [PAGE_LIST] = {STYLE_BODY, PRESS_JUSTIFY, PLAN_WIDTH - LIST_INDENT},
        [PAGE_TABLE] = {STYLE_TABLE, PRESS_LEFT, PLAN_WIDTH},
        [PAGE_PAYMENT] = {STYLE_PAYMENT, PRESS_LEFT, PLAN_WIDTH},
        [PAGE_SIGNATURE] = {STYLE_BODY, PRESS_LEFT, PLAN_WIDTH - SIGNATURE_INDENT},
        [PAGE_NOTE] = {STYLE_NOTE, PRESS_JUSTIFY, PLAN_WIDTH},
    };
    return &boxes[kind];
}

/* A block that may not be the last thing on a page claims room for the start of the next. */
static double follow_need(const struct plan *plan, const struct page_document *document, size_t i)
{
    enum page_block_kind kind = document->blocks[i].kind;
    if (i + 1 == document->block_count) {
        return 0;
    }
    const struct page_block *next = &document->blocks[i + 1];
    double gap = spacings[next->kind].before + spacings[kind].after;
    if (kind == PAGE_TITLE || kind == PAGE_HEADING) {
        return gap + (next->kind == PAGE_TABLE ? 5 : 2) * plan_leading(plan, STYLE_BODY);
    }
    if (next->kind == PAGE_TABLE) {
        return gap + 5 * plan_leading(plan, STYLE_BODY);
    }
    if (next->kind == PAGE_PAYMENT) {
        return gap + PLAN_CODE_SIDE + 2 * PLAN_CODE_PAD;
    }
    if (next->kind == PAGE_SIGNATURE) {
        return gap + (double)next->item_count * plan_leading(plan, STYLE_BODY);
    }
    return 0;
}

static bool flow_text(struct plan *plan, const struct page_document *document, size_t i,
                      struct err *err)
{
    const struct page_block *block = &document->blocks[i];
    const struct press_box *box = box_of(block->kind);
    PangoLayout *layout;
    if (!press_layout(plan->press, &block->text, box, &layout, err)) {
        return false;
    }
    double follow = follow_need(plan, document, i);
    plan_room(plan, text_need(plan, layout, box->style, follow > 0) + follow);
    flow_lines(plan, layout, box->style, PLAN_LEFT);
    g_object_unref(layout);
    return true;
}

static bool flow_list(struct plan *plan, const struct page_block *block, struct err *err)
{
    static const struct page_run dash = {STR_INIT("–"), PAGE_PLAIN};
    const struct press_box *box = box_of(PAGE_LIST);
    for (size_t i = 0; i < block->item_count; i++) {
        PangoLayout *item;
        PangoLayout *sign;
        if (!press_layout(plan->press, &block->items[i], box, &item, err)) {
            return false;
        }
        if (!press_layout(plan->press, &(struct page_text){&dash, 1},
                          &(struct press_box){.style = STYLE_BODY}, &sign, err)) {
            g_object_unref(item);
            return false;
        }
        plan_room(plan, text_need(plan, item, STYLE_BODY, false));
        (void)plan_text(plan, sign, STYLE_BODY,
                        &(struct plan_place){PLAN_LEFT + LIST_INDENT / 4, plan->y, plan->page});
        flow_lines(plan, item, STYLE_BODY, PLAN_LEFT + LIST_INDENT);
        plan->y += i + 1 < block->item_count ? 0.6 * PLAN_MM : 0;
        g_object_unref(item);
        g_object_unref(sign);
    }
    return true;
}

static bool flow_signature(struct plan *plan, const struct page_block *block, struct err *err)
{
    plan_room(plan, (double)block->item_count * plan_leading(plan, STYLE_BODY));
    for (size_t i = 0; i < block->item_count; i++) {
        PangoLayout *layout;
        if (!press_layout(plan->press, &block->items[i], box_of(PAGE_SIGNATURE), &layout, err)) {
            return false;
        }
        struct plan_place place = {PLAN_LEFT + SIGNATURE_INDENT, plan->y, plan->page};
        plan->y += plan_text(plan, layout, STYLE_BODY, &place);
        g_object_unref(layout);
    }
    return true;
}

static bool flow_block(struct plan *plan, const struct page_document *document, size_t i,
                       struct err *err)
{
    const struct page_block *block = &document->blocks[i];
    if (i > 0 && plan->y > plan->top) {
        const struct spacing *before = &spacings[document->blocks[i - 1].kind];
        double gap = spacings[block->kind].before;
        double white = gap > before->after ? gap : before->after;
        plan->y += white * (plan->tight ? TIGHT_WHITE : 1);
    }
    switch (block->kind) {
    case PAGE_TITLE:
    case PAGE_HEADING:
    case PAGE_PARAGRAPH:
    case PAGE_NOTE:
        return flow_text(plan, document, i, err);
    case PAGE_LIST:
        return flow_list(plan, block, err);
    case PAGE_TABLE:
        return plan_table(plan, block->table, err);
    case PAGE_PAYMENT:
        return plan_payment(plan, block->payment, err);
    case PAGE_SIGNATURE:
        return flow_signature(plan, block, err);
    }
    BUG("a block of no kind");
}

static bool flow(struct plan *plan, struct page_press *press, const struct page_document *document,
                 struct err *err)
{
    bool tight = plan->tight;
    *plan = (struct plan){.press = press, .page = 1, .tight = tight};
    arena_init(&plan->arena, 0);
    if (!plan_frame(plan, document, err)) {
        return false;
    }
    for (size_t i = 0; i < document->block_count; i++) {
        if (!flow_block(plan, document, i, err)) {
            return false;
        }
    }
    return true;
}

bool plan_document(struct plan *plan, struct page_press *press,
                   const struct page_document *document, struct err *err)
{
    *plan = (struct plan){.tight = false};
    if (!flow(plan, press, document, err)) {
        return false;
    }
    if (plan->page == 1 || plan->y > plan->top + TIGHT_GAIN) {
        return true;
    }
    struct plan tight = {.tight = true};
    bool done = flow(&tight, press, document, err);
    bool better = done && tight.page < plan->page;
    if (better) {
        struct plan loose = *plan;
        *plan = tight;
        tight = loose;
    }
    plan_release(&tight);
    return done;
}

void plan_release(struct plan *plan)
{
    for (size_t i = 0; i < plan->mark_count; i++) {
        if (plan->marks[i].layout != NULL) {
            g_object_unref(plan->marks[i].layout);
        }
    }
    arena_release(&plan->arena);
}
