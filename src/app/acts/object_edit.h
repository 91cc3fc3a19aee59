/* The frame of every use case that writes what was agreed on an account: one transaction in which
 * the account is found, locked and read with all its objects; at the end one event in the object's
 * history and one entry in the debtor's journal. */
#ifndef RELANCE_APP_OBJECT_EDIT_H
#define RELANCE_APP_OBJECT_EDIT_H

#include "app/file/file_objects.h"
#include "app/file/find_account.h"

/* What a use case made or changed. */
struct object_made {
    struct account_key key;
    int64_t id, number;
    unsigned missing; /* of a promise: what was not said, enum promise_part; else 0 */
};

/* Who asks for what is done on which account. */
struct object_request {
    struct app *app;
    struct arena *arena; /* results live in it */
    struct file_query query;
};

struct object_edit {
    struct app *app;
    struct arena *arena;
    struct walked_account account; /* as of today; items by id */
    struct objects_ground ground;
    struct file_objects objects;
    bool consumer;
};

/* Begins the write transaction. On failure nothing is open. Errors: those of account_find. */
MUST_CHECK bool object_edit_begin(struct object_edit *e, const struct object_request *request,
                                  struct err *err);

struct object_done {
    enum object_kind kind;
    const char *verb; /* "make", "cancel"...: the journal's kind is KIND_VERB */
    int64_t id, number;
    const char *state;    /* what it is now */
    struct str why;       /* may be empty */
    int64_t amount_minor; /* 0: nothing to say */
    struct day on;        /* DAY_NONE likewise */
    int64_t account_id;   /* where the object lies; 0: on the account edited */
};
/* Writes event and journal entry. */
MUST_CHECK bool object_edit_note(struct object_edit *e, const struct object_done *done,
                                 struct err *err);
/* When ok, decides again what is to be done on the debtor's accounts and commits, else rolls back;
 * returns whether everything stands. */
MUST_CHECK bool object_edit_end(struct object_edit *e, bool ok, struct err *err);

/* An amount in the account's currency, > 0. Errors: ERR_BAD_AMOUNT and those of amount_parse. */
MUST_CHECK bool object_amount(const struct object_edit *e, struct str text, int64_t *out,
                              struct err *err);
/* A day from today on. Errors: ERR_DATE_PAST. */
MUST_CHECK bool object_day_to_come(struct object_edit *e, struct day day, const char *option,
                                   struct err *err);

/* What every new object begins with. number: its place among those of its kind. */
struct object_head object_edit_head(struct object_edit *e, size_t known_count, struct str note);
/* What is said of it to whoever asked; nothing is missing. */
struct object_made object_edit_made(struct account_key key, const struct object_head *head);

/* Text of a person: trimmed, UTF-8 without control characters, at most `max` bytes. Errors:
 * ERR_TOO_LONG, ERR_IMPOSSIBLE_VALUE. */
MUST_CHECK bool object_text(struct str *text, size_t max, const char *option, struct err *err);

struct found_items {
    const struct walked_item **rows; /* each once, in the order they were named */
    size_t count;
};
/* The open debits named by a list "N,N,...": each a piece number or an item id. Errors:
 * ERR_ITEM_UNKNOWN, ERR_ITEM_AMBIGUOUS, ERR_ITEM_NOT_OPEN. */
MUST_CHECK bool object_items(struct object_edit *e, struct str list, struct found_items *out,
                             struct err *err);
/* Refuses items that an active promise or plan covers already, but for the promise `except`.
 * Errors: ERR_ITEM_COMMITTED. */
MUST_CHECK bool object_items_free(const struct object_edit *e, const struct found_items *items,
                                  int64_t except, struct err *err);
/* As a promise or plan covers them: the whole open amount, with what was allocated so far. */
struct covered_items object_covered(struct object_edit *e, const struct found_items *items);

/* An object by its id or by its small number; -1 when there is none. rows: structs of `size` bytes
 * that begin with their object_head. */
int64_t object_index(struct str id, const void *rows, size_t count, size_t size);

#endif
