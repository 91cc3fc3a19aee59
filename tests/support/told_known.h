/* What is known of one account after some lists, as a store would keep it: for tests of
 * claim/told*.h and claim/account_fold.h. An import's id is ten times its number. */
#ifndef RELANCE_TESTS_TOLD_KNOWN_H
#define RELANCE_TESTS_TOLD_KNOWN_H

#include "claim/account_fold.h"
#include "claim/told_compare.h"

enum { KNOWN_BOOKS_MAX = 32 };

struct known {
    struct arena *arena;
    struct told_item *items; /* by id */
    size_t count;
    struct told_book books[KNOWN_BOOKS_MAX]; /* those not taken back */
    size_t book_count;
};

static inline struct told_known known_told(struct known *k)
{
    told_books_sort(k->arena, k->books, k->book_count);
    return (struct told_known){k->items, k->count, {k->books, k->book_count}};
}

static inline void known_keep(struct known *k, const struct told_difference *d)
{
    struct told_known told = known_told(k);
    k->items = told_apply(k->arena, &told, d, &k->count);
    for (size_t i = 1; i < k->count; i++) { /* items come by id from a store */
        struct told_item item = k->items[i];
        size_t at = i;
        for (; at > 0 && k->items[at - 1].id > item.id; at--)
            k->items[at] = k->items[at - 1];
        k->items[at] = item;
    }
}

/* A list or an entry comes in; fates are set. */
static inline struct told_difference known_take(struct known *k, struct told_list *list)
{
    struct told_known told = known_told(k);
    struct told_difference d;
    list->import_id = list->import_seq * 10;
    told_compare(k->arena, &told, list, &d);
    known_keep(k, &d);
    if (list->complete)
        k->books[k->book_count++] =
            (struct told_book){list->import_id, list->import_seq, list->as_of, false};
    return d;
}

static inline void known_take_back(struct known *k, int64_t import_seq)
{
    size_t kept = 0;
    for (size_t i = 0; i < k->book_count; i++) {
        if (k->books[i].import_seq != import_seq)
            k->books[kept++] = k->books[i];
    }
    k->book_count = kept;
    for (size_t i = 0; i < k->count; i++) {
        for (size_t w = 0; w < k->items[i].word_count; w++)
            k->items[i].words[w].undone =
                k->items[i].words[w].undone || k->items[i].words[w].import_seq == import_seq;
    }
    struct told_known told = known_told(k);
    struct told_difference d;
    told_take_back(k->arena, &told, import_seq * 10, &d);
    known_keep(k, &d);
}

static inline struct account_fold known_fold(struct known *k, struct account_books books)
{
    struct account_fold out;
    struct told_known told = known_told(k);
    books.told = told.items;
    books.told_count = told.count;
    books.books = told.books;
    account_fold(k->arena, &books, &out);
    return out;
}

/* The balance as it stood on a day. */
static inline int64_t known_balance(const struct account_fold *f, int32_t day)
{
    int64_t sum = 0;
    for (size_t i = 0; i < f->ledger.item_count; i++) {
        const struct item *item = &f->ledger.items[i];
        if (item->on.n <= day && plan_role_counts(item->role))
            sum += item->amount_minor;
    }
    return sum;
}

#endif
