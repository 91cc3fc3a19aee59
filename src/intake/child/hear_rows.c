#include "hear_rows.h"

#include "wire_mapping.h"

static bool hear(struct hearing *h, enum wire_kind kind, struct err *err)
{
    if (!ear_next(h->ear, h->record, err))
        return false;
    return h->record->kind == kind || err_set(err, ERR_CHILD_LIED, "first rows expected");
}

bool hear_first_rows(struct hearing *h, struct first_rows *out, struct err *err)
{
    int64_t line = 0;
    if (!wire_to_first_rows(h->record, &out->count, err))
        return false;
    for (int i = 0; i < out->count; i++) {
        struct first_row *row = &out->rows[i];
        if (!hear(h, WIRE_FIRST_ROW, err) || !wire_to_first_row(h->record, row, err))
            return false;
        if (row->line <= line)
            return err_set(err, ERR_CHILD_LIED, "order of the first rows");
        line = row->line;
        row->texts = ARENA_ARRAY(h->arena, (size_t)row->count, struct str);
        for (int t = 0; t < row->count; t++) {
            if (!hear(h, WIRE_FIRST_TEXT, err) ||
                !wire_to_first_text(h->record, &row->texts[t], err))
                return false;
            row->texts[t] = arena_str(h->arena, row->texts[t]);
        }
    }
    return true;
}
