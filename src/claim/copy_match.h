/* Whose copy is this? Looks for the numbers of a creditor's invoices in the name of a file and in
 * the text of the document, and says which items it may be about. It proposes only: nothing here
 * becomes a fact without a person.
 *
 * A number is found when its letters and digits stand between characters that are neither (case,
 * accents and the characters between its parts do not count), and the longest wins. It is sure in a
 * file name when its parts are separated where the number's are, the digits do not go on, it has at
 * least four digits and does not look like a date. In a text a number is sure when it stands behind
 * a word like "facture" or "n°" and the amount of the item is in the text as well. Anything less,
 * or two numbers, is in doubt.
 *
 * Source: the issue on invoice copies; no rule of law. */
#ifndef RELANCE_CLAIM_COPY_MATCH_H
#define RELANCE_CLAIM_COPY_MATCH_H

#include "base/arena.h"
#include "document.h"

/* An item that may have a copy. Items of one account with the same number (an invoice that falls
 * due in parts) belong together. */
struct copy_item {
    int64_t account_id;
    struct str number;    /* as the ledger writes it; lives as long as the index */
    int64_t amount_minor; /* what a person would read on the paper, two decimals; 0: unknown */
};

struct copy_index;

/* In the arena; `items` must stay. */
struct copy_index *copy_index_make(struct arena *a, const struct copy_item *items, size_t count);

enum copy_verdict {
    COPY_NONE,     /* no number of this creditor */
    COPY_DOUBTFUL, /* several, or one that is weak */
    COPY_SURE      /* one account and one number */
};

enum { COPY_ITEMS_MAX = 24, COPY_TEXT_BYTES_MAX = 64 * 1024 };

struct copy_match {
    enum copy_verdict verdict;
    enum document_kind kind; /* invoice_copy, delivery_note or order, by the words of the name */
    struct {
        size_t item; /* index into the items */
        enum document_how how;
    } found[COPY_ITEMS_MAX]; /* the likeliest first */
    size_t count;
};

/* name: of the file, without its folders. text: UTF-8, may be empty; only the first
 * COPY_TEXT_BYTES_MAX bytes count. Scratch memory from the arena. */
void copy_match(struct arena *scratch, const struct copy_index *index, struct str name,
                struct str text, struct copy_match *out);

#endif
