/* What stands at a place of the day's list: the word that says best why now, the rest in one line,
 * and what a minute of an agent is worth there. */
#ifndef RELANCE_WEB_DESCRIBE_PLACE_H
#define RELANCE_WEB_DESCRIBE_PLACE_H

#include "describe.h"

struct place_words {
    struct tag tag;
    struct str why;   /* the reasons that have neither tag nor column, by weight */
    struct str value; /* expected cash by minute; empty: nobody estimated it */
};
/* Of a row that was explained (list_work_explain). In the request's arena. */
struct place_words describe_place(struct request *r, const struct work_row *row);
/* The tag alone. */
struct tag describe_place_tag(const struct work_row *row, enum lang lang);

#endif
