#include "letter.h"

enum { TEXT_MAX = 128 * 1024 };

struct writer {
    struct buf out;
};

static void add_text(struct writer *w, const struct page_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        buf_add(&w->out, text->runs[i].text);
}

static void add_line(struct writer *w, const struct page_text *text)
{
    add_text(w, text);
    buf_add_char(&w->out, '\n');
}

/* "Facture : MT-10482 du 01/08/2026, Échéance : 15/09/2026, Reste dû : 1 234,00 €" */
static void add_row(struct writer *w, const struct page_table *table, const struct page_row *row)
{
    const char *between = row->total ? "" : "- ";
    for (size_t c = 0; c < table->column_count; c++) {
        struct str cell = row->cells[c];
        if (cell.n == 0)
            continue;
        buf_add_c(&w->out, between);
        between = ", ";
        if (!row->total || c > 0) {
            buf_add(&w->out, table->columns[c].head);
            buf_add_c(&w->out, "\xc2\xa0: ");
        }
        buf_add(&w->out, cell);
    }
    buf_add_char(&w->out, '\n');
}

static void add_payment(struct writer *w, const struct page_payment *payment)
{
    for (size_t i = 0; i < payment->pair_count; i++) {
        buf_add(&w->out, payment->pairs[i].name);
        buf_add_c(&w->out, "\xc2\xa0: ");
        buf_add(&w->out, payment->pairs[i].value);
        buf_add_char(&w->out, '\n');
    }
}

static void add_block(struct writer *w, const struct page_block *block)
{
    switch (block->kind) {
    case PAGE_TITLE: /* the subject says it */
        return;
    case PAGE_HEADING:
    case PAGE_PARAGRAPH:
    case PAGE_NOTE:
        add_line(w, &block->text);
        break;
    case PAGE_LIST:
    case PAGE_SIGNATURE:
        for (size_t i = 0; i < block->item_count; i++) {
            buf_add_c(&w->out, block->kind == PAGE_LIST ? "- " : "");
            add_line(w, &block->items[i]);
        }
        break;
    case PAGE_TABLE:
        for (size_t i = 0; i < block->table->row_count; i++)
            add_row(w, block->table, &block->table->rows[i]);
        break;
    case PAGE_PAYMENT:
        add_payment(w, block->payment);
        break;
    }
    buf_add_char(&w->out, '\n');
}

static void add_plain_line(struct writer *w, struct str text)
{
    buf_add(&w->out, text);
    buf_add_char(&w->out, '\n');
}

struct str letter_mail_text(const struct letter *letter, struct arena *arena)
{
    struct writer w;
    const struct page_document *d = &letter->document;
    buf_init(&w.out, arena, TEXT_MAX);
    for (size_t i = 0; i < d->block_count; i++)
        add_block(&w, &d->blocks[i]);
    buf_add_c(&w.out, "-- \n");
    add_plain_line(&w, d->sender);
    for (size_t i = 0; i < d->sender_line_count; i++)
        add_plain_line(&w, d->sender_lines[i]);
    for (size_t i = 0; i < d->contact_line_count; i++)
        add_plain_line(&w, d->contact_lines[i]);
    for (size_t i = 0; i < d->reference_line_count; i++)
        add_line(&w, &d->reference_lines[i]);
    buf_add_char(&w.out, '\n');
    add_line(&w, &d->legal);
    return buf_str(&w.out);
}
