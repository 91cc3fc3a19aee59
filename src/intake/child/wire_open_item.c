#include "wire_open_item.h"

static bool lied(struct err *err, const char *what) { return err_set(err, ERR_CHILD_LIED, what); }

static bool day_fits(int64_t n)
{
    return n == DAY_NONE_N ||
           (n >= day_ymd(DAY_YEAR_MIN, 1, 1).n && n <= day_ymd(DAY_YEAR_MAX, 12, 31).n);
}

void wire_open_summary(const struct open_summary *s, struct wire_record *out)
{
    wire_begin(out, WIRE_OPEN_SUMMARY);
    wire_number(out, s->rows);
    wire_number(out, s->refused);
    wire_number(out, s->debtors);
    wire_number(out, (int64_t)s->encoding);
    wire_number(out, s->separator);
    wire_number(out, s->band_count);
    wire_number(out, s->total_count);
    wire_number(out, s->stated_day.n);
}

bool wire_to_open_summary(const struct wire_record *r, struct open_summary *out, struct err *err)
{
    ASSERT(r->kind == WIRE_OPEN_SUMMARY);
    const int64_t *n = r->numbers;
    if (n[0] < 0 || n[0] > LIMIT_FILE_LINES || n[1] < 0 || n[1] > n[0] || n[2] < 0 ||
        n[2] > n[0] - n[1] || n[3] < ENC_UTF8 || n[3] > ENC_CP850 || n[4] < 0 || n[4] > 127 ||
        n[5] < 0 || n[5] > OPEN_BANDS_MAX || n[6] < 0 || n[6] > OPEN_CURRENCIES_MAX ||
        !day_fits(n[7]))
        return lied(err, "open items summary");
    *out = (struct open_summary){.rows = n[0],
                                 .refused = n[1],
                                 .debtors = n[2],
                                 .encoding = (enum encoding)n[3],
                                 .separator = (char)n[4],
                                 .band_count = (int)n[5],
                                 .total_count = (int)n[6],
                                 .stated_day = {(int32_t)n[7]}};
    return true;
}

void wire_open_band(const struct open_band *band, struct wire_record *out)
{
    wire_begin(out, WIRE_OPEN_BAND);
    wire_number(out, band->from);
    wire_number(out, band->to);
}

bool wire_to_open_band(const struct wire_record *r, struct open_band *out, struct err *err)
{
    ASSERT(r->kind == WIRE_OPEN_BAND);
    const int64_t *n = r->numbers;
    if (n[0] < -1 || n[0] > 100000 || n[1] < 0 || n[1] > INT32_MAX || n[1] <= n[0])
        return lied(err, "age band");
    *out = (struct open_band){(int32_t)n[0], (int32_t)n[1]};
    return true;
}

void wire_open_total(const struct open_total *total, struct wire_record *out)
{
    wire_begin(out, WIRE_OPEN_TOTAL);
    wire_number(out, total->currency.code);
    wire_number(out, total->rows);
    wire_number(out, total->debtors);
    wire_number(out, total->balance_minor);
}

bool wire_to_open_total(const struct wire_record *r, struct open_total *out, struct err *err)
{
    ASSERT(r->kind == WIRE_OPEN_TOTAL);
    const int64_t *n = r->numbers;
    struct currency currency;
    if (!currency_from_code(n[0], &currency) || n[1] < 1 || n[1] > LIMIT_FILE_LINES || n[2] < 1 ||
        n[2] > n[1])
        return lied(err, "open items total");
    *out = (struct open_total){currency, n[1], n[2], n[3]};
    return true;
}

void wire_open_item(const struct open_item *item, struct wire_record *out)
{
    wire_begin(out, WIRE_OPEN_ITEM);
    wire_number(out, item->line);
    wire_number(out, item->issued.n);
    wire_number(out, item->due.n);
    wire_number(out, item->currency.code);
    wire_number(out, item->currency_stated);
    wire_number(out, item->open_minor);
    wire_number(out, item->original_minor);
    wire_number(out, item->has_original);
    wire_number(out, (int64_t)item->kind);
    for (int i = 0; i < OPEN_BANDS_MAX; i++)
        wire_number(out, item->bands_minor[i]);
    wire_text(out, item->account);
    wire_text(out, item->name);
    wire_text(out, item->number);
    wire_text(out, item->label);
    wire_text(out, item->letter);
}

static bool amount_fits(int64_t v) { return v >= -LIMIT_AMOUNT_MINOR && v <= LIMIT_AMOUNT_MINOR; }

static bool item_fits(const struct wire_record *r, struct currency *currency)
{
    static const size_t bytes_max[5] = {LIMIT_REF_BYTES, LIMIT_NAME_BYTES, LIMIT_REF_BYTES,
                                        LIMIT_LABEL_BYTES, LIMIT_REF_BYTES};
    const int64_t *n = r->numbers;
    for (int i = 0; i < 5; i++) {
        if (r->texts[i].n > bytes_max[i])
            return false;
    }
    for (int i = 0; i < OPEN_BANDS_MAX; i++) {
        if (!amount_fits(n[9 + i]))
            return false;
    }
    return n[0] >= 1 && n[0] <= LIMIT_FILE_LINES && day_fits(n[1]) && day_fits(n[2]) &&
           currency_from_code(n[3], currency) && (n[4] == 0 || n[4] == 1) && amount_fits(n[5]) &&
           amount_fits(n[6]) && (n[7] == 0 || n[7] == 1) && n[8] >= 0 && n[8] < OPEN_KIND_COUNT &&
           r->texts[0].n + r->texts[1].n > 0;
}

bool wire_to_open_item(const struct wire_record *r, struct open_item *out, struct err *err)
{
    ASSERT(r->kind == WIRE_OPEN_ITEM);
    const int64_t *n = r->numbers;
    struct currency currency;
    if (!item_fits(r, &currency))
        return lied(err, "open item");
    *out = (struct open_item){.line = n[0],
                              .account = r->texts[0],
                              .name = r->texts[1],
                              .number = r->texts[2],
                              .issued = {(int32_t)n[1]},
                              .due = {(int32_t)n[2]},
                              .currency = currency,
                              .currency_stated = n[4] == 1,
                              .open_minor = n[5],
                              .original_minor = n[6],
                              .has_original = n[7] == 1,
                              .kind = (enum open_kind)n[8],
                              .label = r->texts[3],
                              .letter = r->texts[4]};
    memcpy(out->bands_minor, n + 9, sizeof out->bands_minor);
    return true;
}
