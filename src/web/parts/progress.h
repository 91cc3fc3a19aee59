/* What a page says of something that goes on whether one looks or not: how far it is, in the page
 * (views/progress.html) and as a stream, which says it and ends; the browser comes back by itself
 * after a second, so that no worker waits. */
#ifndef RELANCE_WEB_PROGRESS_H
#define RELANCE_WEB_PROGRESS_H

#include "web/server/http.h"

/* text: the same as in the page; empty: it has ended. */
void progress_event(struct response *out, struct str text);

#endif
