#include "fec_text.h"

#include "intake/ledgers/fec_columns.h"

enum { COLUMNS = FEC_CURRENCY + 1 }; /* those of the law come first in enum fec_field */

void fec_text_head(struct buf *out)
{
    for (int i = 0; i < COLUMNS; i++) {
        buf_add_c(out, i == 0 ? "" : "\t");
        buf_add_c(out, fec_field_name((enum fec_field)i));
    }
    buf_add_c(out, "\r\n");
}

static void add_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        buf_add_char(out, (unsigned char)text.p[i] < 0x20 ? ' ' : text.p[i]);
    buf_add_char(out, '\t');
}

static void add_day(struct buf *out, struct day day)
{
    if (day_is(day)) {
        struct ymd v = day_to(day);
        buf_add_int_padded(out, v.year, 4);
        buf_add_int_padded(out, v.month, 2);
        buf_add_int_padded(out, v.day, 2);
    }
    buf_add_char(out, '\t');
}

static void add_amount(struct buf *out, int64_t minor)
{
    buf_add_amount_mark(out, eur(minor), ',');
    buf_add_char(out, '\t');
}

void fec_text_line(const struct fec_line *l, struct buf *out)
{
    add_text(out, l->journal);
    add_text(out, l->journal_label);
    add_text(out, l->number);
    add_day(out, l->day);
    add_text(out, l->account);
    add_text(out, l->account_label);
    add_text(out, l->auxiliary);
    add_text(out, l->auxiliary_label);
    add_text(out, l->piece);
    add_day(out, l->piece_day);
    add_text(out, l->label);
    add_amount(out, l->debit_minor);
    add_amount(out, l->credit_minor);
    add_text(out, l->letter);
    add_day(out, l->letter_day);
    add_day(out, l->valid_day);
    if (l->foreign.code != 0) {
        char currency[4];
        currency_text(l->foreign, currency);
        buf_add_amount_mark(out, (struct money){l->foreign_minor, l->foreign}, ',');
        buf_add_char(out, '\t');
        buf_add_c(out, currency);
    } else {
        buf_add_char(out, '\t');
    }
    buf_add_c(out, "\r\n");
}
