/* What a person sees when something cannot be shown: what happened, what is saved, what to do. */
#ifndef RELANCE_WEB_ERROR_PAGE_H
#define RELANCE_WEB_ERROR_PAGE_H

#include "web/server/http.h"

/* Replaces the response by the page of this status (400...507); under /api/ by its JSON. */
void error_page(struct request *r, struct response *out, int status);
/* The status an error of the program is answered with. */
int error_status(const struct err *err);
/* The data or the form was at fault, not the program: the form is shown again with what to do. */
bool form_refused(const struct err *failure);
/* The two sentences to show above that form, and its status. */
void form_failure(const struct request *r, struct response *out, const struct err *failure,
                  struct str *sentence, struct str *advice);

#endif
