/* The two views of a file side by side and what makes the difference: as the statement computed
 * them, for its own page and for the file's. */
#ifndef RELANCE_WEB_TWO_VIEWS_H
#define RELANCE_WEB_TWO_VIEWS_H

#include "app/statement/show_statement.h"
#include "gen/views.h"
#include "web/server/http.h"

/* In the request's arena. */
void two_views_fill(struct request *r, const struct account_statement *s, struct v_two_views *out);

#endif
