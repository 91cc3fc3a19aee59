/* The words of a page in reading order: a block, a line or a row of a table to a line, cells parted
 * by '|'. Into the arena. */
#ifndef RELANCE_TESTS_PAGE_WORDS_H
#define RELANCE_TESTS_PAGE_WORDS_H

#include "courier/page.h"

static inline void add_page_text(struct buf *out, const struct page_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        buf_add(out, text->runs[i].text);
    buf_add_char(out, '\n');
}

static inline void add_page_lines(struct buf *out, const struct str *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add(out, lines[i]);
        buf_add_char(out, '\n');
    }
}

static inline void add_page_table(struct buf *out, const struct page_table *table)
{
    for (size_t row = 0; row <= table->row_count; row++) {
        for (size_t c = 0; c < table->column_count; c++) {
            if (c > 0)
                buf_add_char(out, '|');
            buf_add(out, row == 0 ? table->columns[c].head : table->rows[row - 1].cells[c]);
        }
        buf_add_char(out, '\n');
    }
}

static inline void add_page_block(struct buf *out, const struct page_block *block)
{
    if (block->text.count > 0)
        add_page_text(out, &block->text);
    for (size_t i = 0; i < block->item_count; i++)
        add_page_text(out, &block->items[i]);
    for (size_t i = 0; block->payment != NULL && i < block->payment->pair_count; i++) {
        buf_add(out, block->payment->pairs[i].name);
        buf_add_char(out, '|');
        buf_add(out, block->payment->pairs[i].value);
        buf_add_char(out, '\n');
    }
    if (block->table != NULL)
        add_page_table(out, block->table);
    buf_add_char(out, '\n');
}

static inline struct str page_words(const struct page_document *page, struct arena *arena)
{
    struct buf out;
    buf_init(&out, arena, 1 << 20);
    buf_add(&out, page->sender);
    buf_add_char(&out, '\n');
    add_page_lines(&out, page->sender_lines, page->sender_line_count);
    add_page_lines(&out, page->contact_lines, page->contact_line_count);
    buf_add_char(&out, '\n');
    add_page_lines(&out, page->address_lines, page->address_line_count);
    buf_add_char(&out, '\n');
    for (size_t i = 0; i < page->reference_line_count; i++)
        add_page_text(&out, &page->reference_lines[i]);
    buf_add(&out, page->place_date);
    buf_add_c(&out, "\n\n");
    for (size_t i = 0; i < page->block_count; i++)
        add_page_block(&out, &page->blocks[i]);
    add_page_text(&out, &page->legal);
    return buf_str(&out);
}

#endif
