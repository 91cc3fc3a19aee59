/* What the pages of rules share. */
#ifndef RELANCE_WEB_RULES_PAGE_H
#define RELANCE_WEB_RULES_PAGE_H

#include "app/rules/line_diff.h"
#include "app/rules/rules_history.h"
#include "app/rules/update_rules.h"
#include "gen/views.h"
#include "web/server/http.h"

#define RULES_PATH "/settings/rules"
#define RULES_TRIAL_PATH "/settings/trial"

/* Lines that differ, at most DIFF_ROWS_MAX; about: what is compared, in the person's language. */
enum { DIFF_ROWS_MAX = 400 };
struct v_diff_lines rules_diff(struct request *r, const struct line_changes *changes,
                               struct str about);
/* "version 2, du 04/01/2027", "celle livrée avec le programme". */
struct str rules_version_text(struct request *r, int64_t version, int64_t loaded_ms);

/* A text of rules: checked, compared, to be put in force. More of the view (notes, a trial) may be
 * set before. */
struct rules_text {
    struct request *r;
    struct response *out;
    struct str text, name; /* name: how the file is called */
    struct rules_report report;
    struct v_rules_check view;
};
MUST_CHECK bool rules_text_check(struct rules_text *t, struct err *err);
/* Of one that was checked. */
void rules_text_answer(struct rules_text *t);

/* The page of all rules; failure: what was refused of a file that was brought, or NULL. */
MUST_CHECK bool rules_list(struct request *r, struct response *out, const struct err *failure,
                           struct err *err);

#endif
