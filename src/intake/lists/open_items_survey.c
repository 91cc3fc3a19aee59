#include "base/sort.h"
#include "intake/tally.h"
#include "open_items.h"

enum { PROGRESS_ROWS = 4096 };

struct counting {
    struct open_summary *out;
    struct tally debtors;     /* customers, each with his first currency */
    struct tally by_currency; /* the further currencies of customers */
};

static bool find_total(struct open_summary *s, struct currency currency, struct open_total **out,
                       struct err *err)
{
    for (int i = 0; i < s->total_count; i++) {
        if (currency_eq(s->totals[i].currency, currency)) {
            *out = &s->totals[i];
            return true;
        }
    }
    if (s->total_count == OPEN_CURRENCIES_MAX)
        return err_set(err, ERR_TOO_MANY_CURRENCIES, NULL);
    *out = &s->totals[s->total_count++];
    (*out)->currency = currency;
    return true;
}

static bool count_item(struct counting *c, struct arena *scratch, const struct open_item *item,
                       struct err *err)
{
    struct open_total *total = NULL;
    if (!find_total(c->out, item->currency, &total, err))
        return false;
    char code[4];
    currency_text(item->currency, code);
    bool named = item->account.n == 0;
    const struct str key[] = {named ? STR("name") : STR("account"),
                              named ? text_fold(scratch, item->name) : item->account, str_of(code)};
    size_t before = c->debtors.count + c->by_currency.count;
    const struct tally_slot *slot = tally_at(&c->debtors, key, 2, item->currency.code);
    if (slot->tag != item->currency.code)
        (void)tally_at(&c->by_currency, key, 3, 0);
    total->rows++;
    total->debtors += c->debtors.count + c->by_currency.count > before;
    return !__builtin_add_overflow(total->balance_minor, item->open_minor, &total->balance_minor) ||
           err_set(err, ERR_OVERFLOW, "sum of items");
}

static bool count_rows(struct counting *c, struct open_items *o, const struct sheet_file *file,
                       struct err *err)
{
    struct open_item item;
    struct err refused = {0};
    bool have;
    for (;;) {
        if (!open_items_next(o, &item, &refused, &have, err))
            return false;
        if (!have)
            break;
        if (++c->out->rows % PROGRESS_ROWS == 0 && file->progress != NULL)
            file->progress->tell(file->progress->with, o->sheet.at);
        if (!err_is(&refused)) {
            if (!count_item(c, o->sheet.scratch, &item, err))
                return false;
        } else if (c->out->refused++ == 0) {
            c->out->first_refused = refused;
        }
    }
    c->out->debtors = (int64_t)c->debtors.count;
    return c->out->rows > 0 || err_set(err, ERR_FILE_EMPTY, NULL);
}

static int by_code(const void *a, const void *b, const void *with)
{
    (void)with;
    uint32_t x = ((const struct open_total *)a)->currency.code;
    uint32_t y = ((const struct open_total *)b)->currency.code;
    return (x > y) - (x < y);
}

void open_items_outline(const struct sheet_file *file, const struct item_plan *plan,
                        struct arena *a, struct open_summary *out)
{
    *out = (struct open_summary){.encoding = file->encoding,
                                 .separator = plan->header.separator,
                                 .stated_day = open_items_stated_day(file, plan, a),
                                 .band_count = plan->header.band_count};
    memcpy(out->bands, plan->header.bands, sizeof out->bands);
}

bool open_items_survey(const struct sheet_file *file, const struct item_plan *plan, struct arena *a,
                       struct open_summary *out, struct err *err)
{
    struct open_items *o = ARENA_NEW(a, struct open_items);
    struct counting c = {.out = out};
    open_items_outline(file, plan, a, out);
    tally_init(&c.debtors);
    tally_init(&c.by_currency);
    bool ok = open_items_open(o, file, plan, a, err) && count_rows(&c, o, file, err);
    open_items_close(o);
    tally_release(&c.debtors);
    tally_release(&c.by_currency);
    SORT(a, out->totals, (size_t)out->total_count, by_code, NULL);
    return ok;
}
