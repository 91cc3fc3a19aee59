/* What the fuzz targets of text lists and of workbooks share: plan, survey, rows, and that the
 * parent takes every record the child would say. */
#ifndef RELANCE_TESTS_FUZZ_ITEMS_H
#define RELANCE_TESTS_FUZZ_ITEMS_H

#include "intake/child/wire_open_item.h"
#include "intake/clean.h"
#include "intake/lists/open_items.h"

static inline void items_error(const struct err *err)
{
    ASSERT(err_is(err));
    ASSERT(err_exit_code(err->code) == EXIT_REFUSED);
    ASSERT(clean_is_clean(str_of(err->arg)));
    ASSERT(clean_is_clean(str_of(err->field)));
}

static inline void items_transmit(struct wire_writer *out, struct wire_record *record)
{
    struct err err = {0};
    size_t whole;
    ASSERT(wire_put(out, record));
    struct str bytes = {out->batch, out->n};
    out->n = 0;
    ASSERT(wire_measure(bytes, &whole, &err));
    ASSERT(whole == bytes.n);
    ASSERT(wire_read(bytes, record, &err));
}

static inline void items_summary(const struct open_summary *s, struct wire_writer *out,
                                 struct wire_record *record)
{
    struct open_summary back;
    struct open_band band;
    struct open_total total;
    struct err err = {0};
    wire_open_summary(s, record);
    items_transmit(out, record);
    ASSERT(wire_to_open_summary(record, &back, &err));
    for (int i = 0; i < s->band_count; i++) {
        wire_open_band(&s->bands[i], record);
        items_transmit(out, record);
        ASSERT(wire_to_open_band(record, &band, &err));
    }
    for (int i = 0; i < s->total_count; i++) {
        wire_open_total(&s->totals[i], record);
        items_transmit(out, record);
        ASSERT(wire_to_open_total(record, &total, &err));
    }
}

static inline void items_rows(const struct sheet_file *file, const struct item_plan *plan,
                              const struct open_summary *s, struct arena *a)
{
    struct open_items *list = ARENA_NEW(a, struct open_items);
    struct wire_record *record = ARENA_NEW(a, struct wire_record);
    struct wire_writer out;
    struct open_item item, back;
    struct err refused = {0}, err = {0};
    int64_t rows = 0, rows_refused = 0, line = 0;
    bool have = true;
    wire_writer_init(&out, -1, a);
    items_summary(s, &out, record);
    ASSERT(open_items_open(list, file, plan, a, &err));
    for (;;) {
        ASSERT(open_items_next(list, &item, &refused, &have, &err));
        if (!have)
            break;
        rows++;
        int64_t here = err_is(&refused) ? refused.line : item.line;
        ASSERT(here > line);
        line = here;
        if (err_is(&refused)) {
            rows_refused++;
            items_error(&refused);
            continue;
        }
        wire_open_item(&item, record);
        items_transmit(&out, record);
        ASSERT(wire_to_open_item(record, &back, &err));
        ASSERT(back.open_minor == item.open_minor);
    }
    ASSERT(rows == s->rows);
    ASSERT(rows_refused == s->refused);
    open_items_close(list);
}

static inline void items_read(const struct sheet_file *file, struct arena *a)
{
    struct item_plan *plan;
    struct open_summary *summary = ARENA_NEW(a, struct open_summary);
    struct err err = {0};
    if (!open_items_plan(file, a, &plan, &err) ||
        !open_items_survey(file, plan, a, summary, &err)) {
        items_error(&err);
        return;
    }
    ASSERT(err_is(&summary->first_refused) == (summary->refused > 0));
    items_rows(file, plan, summary, a);
}

#endif
