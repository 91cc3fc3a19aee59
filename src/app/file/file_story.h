/* What happened on a file, newest first, page by page: what its debtor's journal says of it, the
 * imports that changed it and the money that came. Each of the three is read behind its own key, so
 * that a page of an old file costs what the first one does. */
#ifndef RELANCE_APP_FILE_STORY_H
#define RELANCE_APP_FILE_STORY_H

#include "show_file.h"
#include "store/cost_store.h"

enum story_group {
    STORY_ALL,
    STORY_CONTACTS, /* outcomes and notes */
    STORY_LETTERS,  /* letters, e-mails, statements */
    STORY_MONEY,    /* payments, promises, plans */
    STORY_DISPUTES, /* disputes, holds, alerts, cover */
    STORY_WORK,     /* imports, what was told, who works on it, where it stands */
    STORY_GROUP_COUNT
};
const char *story_group_code(enum story_group group);

enum story_source { STORY_ENTRY, STORY_IMPORT, STORY_PAYMENT };

/* What comes before it was shown already; 0: nothing was. */
struct story_key {
    int64_t seq;       /* of the journal */
    int64_t import;    /* I-... */
    int64_t day, item; /* of a payment; day: since 1970-01-01 */
};

struct story_row {
    enum story_source source;
    int64_t at_ms;  /* of a payment: its day begins */
    struct str who; /* name; empty: the command line or the program */
    /* an entry */
    struct str kind, body; /* journal_text.h; JSON */
    struct str given_to;   /* name: whoever was given the file */
    /* an import */
    int64_t import_number;
    struct str file;
    bool by_hand, undone;
    int64_t lines, vanished, facts; /* about this account */
    int64_t pieces, pieces_gone;    /* of lists: told anew or otherwise; not on the list any more */
    const struct stored_cost *cost; /* of recovery, that it charged; NULL: none */
    /* a payment, or what else lowers the debt, or its return */
    const struct walked_item *item;
};

struct story_query {
    const struct file_view *file; /* shown already: what is in scope was checked there */
    enum story_group group;
    struct story_key before;
    size_t most;
};
struct file_story {
    struct story_row *rows;
    size_t count;
    bool more;
    struct story_key next; /* where the next page begins */
};

/* In its own transaction, in the arena. */
MUST_CHECK bool file_story(struct app *app, struct arena *a, const struct story_query *query,
                           struct file_story *out, struct err *err);

#endif
