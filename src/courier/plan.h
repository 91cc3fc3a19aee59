/* Where everything of one document goes, page by page, before anything is drawn: the number of
 * pages stands on each of them. Points from the top left corner. Not for other rooms. */
#ifndef RELANCE_COURIER_PLAN_H
#define RELANCE_COURIER_PLAN_H

#include "press.h"
#include "qr.h"

#define PLAN_MM (72 / 25.4)
#define PLAN_PAGE_WIDTH (210 * PLAN_MM)
#define PLAN_PAGE_HEIGHT (297 * PLAN_MM)
#define PLAN_LEFT (23 * PLAN_MM)
#define PLAN_RIGHT (190 * PLAN_MM)
#define PLAN_WIDTH (PLAN_RIGHT - PLAN_LEFT)
#define PLAN_CODE_SIDE (25 * PLAN_MM) /* of the payment code; white above and below it */
#define PLAN_CODE_PAD (2.8 * PLAN_MM)

enum plan_mark_kind { MARK_LINE, MARK_RULE, MARK_CODE };

struct plan_mark {
    enum plan_mark_kind kind;
    int32_t page; /* from 1; 0 = the foot, on every page */
    double x, y;  /* of a line: its baseline */
    PangoLayout *layout;
    int line;
    double scale;
    double width, thickness; /* of a rule; of a code: width = its side */
    bool faint;
    struct qr code;
};

struct plan {
    struct page_press *press;
    struct arena arena;
    struct plan_mark *marks;
    size_t mark_count, mark_room;
    int32_t page;       /* the last one so far */
    double y;           /* where the next thing goes */
    double top, bottom; /* of the flow on the pages after the first, on all */
    bool tight;         /* a little less white, to save a page with three lines on it */
};

/* Plans a whole document. The plan is released by plan_release in any case. Errors: those of
 * page_book_add. */
MUST_CHECK bool plan_document(struct plan *plan, struct page_press *press,
                              const struct page_document *document, struct err *err);
void plan_release(struct plan *plan);

/* For the files that plan. plan_frame sets top, bottom and y of the first page. */
MUST_CHECK bool plan_frame(struct plan *plan, const struct page_document *document,
                           struct err *err);
MUST_CHECK bool plan_table(struct plan *plan, const struct page_table *table, struct err *err);
MUST_CHECK bool plan_payment(struct plan *plan, const struct page_payment *payment,
                             struct err *err);

void plan_next_page(struct plan *plan);
/* A new page unless `need` points are left on this one. */
void plan_room(struct plan *plan, double need);

struct plan_place {
    double x, y; /* top left corner of the first line */
    int32_t page;
};
/* Lines range[0] to range[1] - 1 of a layout, one leading apart. */
void plan_lines(struct plan *plan, PangoLayout *layout, enum press_style style,
                const struct plan_place *place, const int range[2]);
/* All lines; gives back the height. */
double plan_text(struct plan *plan, PangoLayout *layout, enum press_style style,
                 const struct plan_place *place);
void plan_rule(struct plan *plan, const struct plan_place *place, double width, bool faint);
void plan_code(struct plan *plan, const struct plan_place *place, const struct qr *code,
               double side);
double plan_leading(const struct plan *plan, enum press_style style);
double plan_height(const struct plan *plan, PangoLayout *layout, enum press_style style);

#endif
