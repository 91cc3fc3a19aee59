/* The letters that today's list asks for: each is written, kept and put into the print queue, or it
 * is said why not. One file that lacks something keeps none of the others from leaving. */
#ifndef RELANCE_APP_WRITE_DUE_LETTERS_H
#define RELANCE_APP_WRITE_DUE_LETTERS_H

#include "letter_way.h"
#include "write_letter.h"

struct due_request {
    struct str creditor; /* only this one; empty: all in scope */
    struct creditor_scope scope;
    bool one_kind;
    enum mailing_kind kind; /* with one_kind */
    size_t most;            /* at most so many letters; 0: PRINT_MAX of print_letters.h */
};

struct due_letter {
    int64_t account_number;
    struct str debtor;
    enum mailing_kind kind;
    int64_t document_number; /* 0: none was written */
    struct money asked;
    enum err_code code; /* why not; ERR_NONE */
    struct str arg;     /* the block, the field */
};
struct due_letters {
    struct due_letter *rows; /* in the order of the list */
    size_t count;
    size_t written;
    size_t waiting; /* files whose letter waits in the queue already: no rows */
};
/* Files whose letter waits already are passed over. Letters are written some at a time, each piece
 * a transaction. Errors: those of the store and of the press. */
MUST_CHECK bool write_due_letters(struct app *app, struct arena *a,
                                  const struct due_request *request, struct due_letters *out,
                                  struct err *err);

#endif
