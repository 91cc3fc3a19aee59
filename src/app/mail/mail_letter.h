/* The e-mail that brings a letter, or copies of invoices, to a debtor: to the address that is known
 * of him, with its Message-ID, whole as it will be handed over. Composes only; nothing is kept. */
#ifndef RELANCE_APP_MAIL_LETTER_H
#define RELANCE_APP_MAIL_LETTER_H

#include "app/context.h"
#include "app/file/show_file.h"
#include "courier/letter.h"
#include "courier/mime.h"

struct mail_wish {
    bool copies;      /* with the copies of the invoices it is about */
    bool copies_only; /* nothing else: no letter */
    bool manager;     /* may let go what a manager has to approve */
    struct str to;    /* one of mail_addresses; empty: the first of them */
    /* number of the form that asks, of its own making; the Message-ID begins with it. 0: none. */
    int64_t form;
};

struct mail_addresses {
    struct str *rows;
    size_t count;
};
/* Those that are known of the debtor, the word told last first. In the arena. */
struct mail_addresses mail_addresses(const struct file_view *file, struct arena *a);
/* "relance.123456." */
void mail_id_begin(struct buf *out, int64_t form);

struct mail_source {
    struct app *app;
    struct arena *arena;
    const struct mail_wish *wish;
    const struct file_view *file;
    const bool *asked;              /* one per item of the file */
    bool named;                     /* the items were named one by one */
    const struct letter_view *view; /* of the letter it brings */
    struct mime_file letter;        /* unless copies_only */
};
struct mail_text {
    struct str to, subject, text, id; /* id without <> */
    struct mime_file *files;
    size_t file_count;
    struct str body; /* the whole message */
};
/* In the arena, inside a transaction. letter: for the gaps of the text. Errors: ERR_MAIL_NOT_SET,
 * ERR_MAIL_ADDRESS (to), ERR_NO_COPY (arg: the first item named that has none),
 * ERR_LETTER_INCOMPLETE, ERR_IMPOSSIBLE_VALUE (the debtor's address), ERR_FILE_TOO_LARGE. */
MUST_CHECK bool mail_letter_make(const struct mail_source *from, struct letter *letter,
                                 struct mail_text *out, struct err *err);

#endif
