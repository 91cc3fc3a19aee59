/* What the pages of imports say in the same words: states, progress, refusals, the form that says
 * how a file is read. */
#ifndef RELANCE_WEB_IMPORT_WORDS_H
#define RELANCE_WEB_IMPORT_WORDS_H

#include "app/jobs/ask_job.h"
#include "web/parts/describe.h"

struct tag import_job_tag(const struct job *job, enum lang lang);
struct tag import_line_tag(enum import_line_state state, enum lang lang);
/* "Lecture : 12 000 lignes." */
struct str import_progress(struct request *r, const struct job *job);
/* "Annulation : 12 000 postes retirés, 40 recalculés." */
struct str import_undo_progress(struct request *r, const struct undo_progress *undo);
/* The fields of the form; creditors: NULL when he is known already. In the arena. */
struct import_form {
    const struct creditors *creditors;
    struct str creditor; /* code chosen */
    struct job_options options;
    struct day stated; /* the day the list says it holds for, or DAY_NONE */
};
struct import_fields {
    struct v_form_field *rows;
    size_t count;
};
struct import_fields import_fields(struct request *r, const struct import_form *form);
/* Reads them back. Errors: ERR_BAD_DATE. */
MUST_CHECK bool import_read_options(struct request *r, struct job_options *out, struct err *err);
/* The two sentences of a refused form, in words of a form, and its status. */
void import_failure(const struct request *r, struct response *out, const struct err *failure,
                    struct str *sentence, struct str *advice);
struct creditor_scope import_scope(const struct request *r);

#endif
