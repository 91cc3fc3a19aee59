/* How the reader's day goes, on the page of the day: a thread of what is done and left, and what he
 * did in figures that open as lists. */
#ifndef RELANCE_WEB_DAY_PROGRESS_H
#define RELANCE_WEB_DAY_PROGRESS_H

#include "gen/views.h"
#include "web/server/http.h"

/* left: files of the list still to be worked on. Told to the reader alone. */
MUST_CHECK bool day_progress(struct request *r, int64_t left, struct v_day *view, struct err *err);

#endif
