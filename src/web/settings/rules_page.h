/* What the pages of rules share. */
#ifndef RELANCE_WEB_RULES_PAGE_H
#define RELANCE_WEB_RULES_PAGE_H

#include "app/rules/line_diff.h"
#include "app/rules/rules_history.h"
#include "gen/views.h"
#include "web/server/http.h"

#define RULES_PATH "/settings/rules"

/* Lines that differ, at most DIFF_ROWS_MAX; about: what is compared, in the person's language. */
enum { DIFF_ROWS_MAX = 400 };
struct v_diff_lines rules_diff(struct request *r, const struct line_changes *changes,
                               struct str about);
/* "version 2, du 04/01/2027", "celle livrée avec le programme". */
struct str rules_version_text(struct request *r, int64_t version, int64_t loaded_ms);

/* The page of all rules; failure: what was refused of a file that was brought, or NULL. */
MUST_CHECK bool rules_list(struct request *r, struct response *out, const struct err *failure,
                           struct err *err);

#endif
