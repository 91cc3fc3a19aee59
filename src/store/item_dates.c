#include "item_dates.h"

#include "base/buf.h"

struct str item_dates_text(struct arena *a, const struct item *item, struct str terms)
{
    struct buf out;
    if (item->before_count == 0)
        return STR("");
    buf_init(&out, a, ITEM_DATES_TEXT_BYTES);
    for (size_t i = 0; i < item->before_count; i++) {
        const struct item_dates *d = &item->before[i];
        struct due due =
            day_is(d->due) ? (struct due){d->due, d->due_source} : due_of(d->issued, terms);
        const int64_t numbers[] = {d->until.n, d->issued.n, due.day.n, (int64_t)due.source};
        buf_add_c(&out, i == 0 ? "" : ";");
        for (size_t k = 0; k < COUNT_OF(numbers); k++) {
            buf_add_c(&out, k == 0 ? "" : " ");
            buf_add_int(&out, numbers[k]);
        }
    }
    return buf_str(&out);
}

static bool take_number(struct str *rest, char end, int64_t *out)
{
    struct str part;
    int64_t n = 0;
    if (!str_split(rest, end, &part) || part.n == 0 || part.n > 10)
        return false;
    bool negative = part.p[0] == '-';
    for (size_t i = negative; i < part.n; i++) {
        if (part.p[i] < '0' || part.p[i] > '9')
            return false;
        n = n * 10 + (part.p[i] - '0');
    }
    *out = negative ? -n : n;
    return n <= INT32_MAX;
}

bool item_dates_read(struct str text, struct item_dates_row *rows, size_t *count, struct err *err)
{
    struct str row;
    *count = 0;
    while (text.n > 0 && str_split(&text, ';', &row)) {
        int64_t n[4];
        bool ok = *count < ITEM_DATES_MAX;
        for (size_t k = 0; k < COUNT_OF(n) && ok; k++)
            ok = take_number(&row, ' ', &n[k]);
        if (!ok || n[3] < 0 || n[3] >= DUE_SOURCE_COUNT)
            return err_set(err, ERR_DB_DAMAGED, "dates of an item");
        rows[(*count)++] = (struct item_dates_row){
            {(int32_t)n[0]}, {(int32_t)n[1]}, {{(int32_t)n[2]}, (enum due_source)n[3]}};
    }
    return true;
}

bool item_dates_on(struct str text, struct day on, struct day *issued, struct due *due,
                   struct err *err)
{
    struct item_dates_row rows[ITEM_DATES_MAX];
    size_t count = 0;
    if (text.n == 0)
        return true;
    if (!item_dates_read(text, rows, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (on.n >= rows[i].until.n)
            continue;
        *issued = rows[i].issued;
        *due = rows[i].due;
        break;
    }
    return true;
}
