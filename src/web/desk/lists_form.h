/* The form of the lists: every criterion a filter can hold, and the columns. */
#ifndef RELANCE_WEB_LISTS_FORM_H
#define RELANCE_WEB_LISTS_FORM_H

#include "app/lists/list_lines.h"
#include "gen/views.h"
#include "web/parts/format.h"
#include "web/server/http.h"

struct lists_form {
    const struct list_filter *filter;
    const struct list_lines *lines; /* creditors and house; also of a filter that was refused */
};
/* Fields, columns and how many criteria there are, into the view. */
void lists_form(struct request *r, const struct lists_form *form, struct v_lists *view);
/* The lists kept under a name that the person may open, and the form that keeps this one.
 * saved_page.c */
MUST_CHECK bool saved_fill(struct request *r, struct response *out, const struct lists_form *form,
                           struct v_lists *view, struct err *err);

/* The filter as an address says it, behind what the link says already. */
void link_filter(struct link *l, struct arena *a, const struct list_filter *filter);
/* The list that shows these rows. */
struct str list_href(struct request *r, const struct list_filter *filter);

#endif
