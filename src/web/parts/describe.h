/* What several pages say of a file in the same words: state, age, capacity, checks of the gate. */
#ifndef RELANCE_WEB_DESCRIBE_H
#define RELANCE_WEB_DESCRIBE_H

#include "app/daily/list_work.h"
#include "app/file/show_file.h"
#include "app/letters/write_letter.h"
#include "app/lists/save_table.h"
#include "claim/mailing.h"
#include "gen/views.h"
#include "web/server/http.h"

/* A tag: its colour class and its word. */
struct tag {
    struct str tone, text;
};

/* By action, or for a call by the age of the oldest item. */
struct tag describe_action(enum action action, int32_t oldest_days, enum lang lang);
/* The telephone is to be taken up: also before the due date. */
bool describe_calls(enum action action);
/* "client", "débiteur", "acheteur": what the person who owes is called in this capacity. */
const char *describe_debtor_word(struct str capacity, enum lang lang);
/* "Société, débiteur. Pour Négoce Armor." */
struct str describe_about(struct request *r, const struct file_view *file);
/* The person's scope as queries take it. */
const int64_t *describe_scope(const struct request *r, size_t *count);
/* What the gate says, line by line: what speaks for a call and what against it. */
struct describe_checks {
    struct v_check *rows;
    size_t count;
};
struct describe_checks describe_gate(struct request *r, const struct file_view *file);
/* Since when a formal notice puts on notice, or that it does not yet; empty for other letters. */
struct str describe_notice(struct request *r, const struct mailing *mail);
/* Why nothing was written: each gap, else each block with its article; none when that is not why.
 */
struct describe_reasons {
    struct str *rows;
    size_t count;
};
struct describe_reasons describe_not_written(struct request *r,
                                             const struct written_letter *letter);
/* The value of a standing fact of the file; empty when there is none. */
struct str describe_fact(const struct file_view *file, const char *kind);
/* A cell of a table as pages show it: what its kind of file holds, in the person's language. */
struct str describe_cell(struct request *r, const struct table_cell *cell);

#endif
