/* The people of a file: whom to talk to and by which ways, with the state of each; and who of the
 * house may work on it. */
#ifndef RELANCE_WEB_FILE_PEOPLE_H
#define RELANCE_WEB_FILE_PEOPLE_H

#include "app/file/show_file.h"
#include "gen/views.h"
#include "web/server/http.h"

/* In the request's arena. */
void file_people_fill(struct request *r, const struct file_view *file, struct v_file_people *out);
/* Where a fact comes from and when it was told: "clients.csv, le 23/11/2026". */
struct str file_fact_source(struct request *r, const struct file_fact *fact);

#endif
