/* What the pages of the JSON interface have in common. */
#ifndef RELANCE_WEB_API_PAGE_H
#define RELANCE_WEB_API_PAGE_H

#include "app/acts/object_edit.h"
#include "base/json.h"
#include "office/scope.h"
#include "web/pages.h"

/* The creditors in sight. */
struct creditor_scope api_scope(const struct request *r);
/* The file of the address, or of a reference that was asked for. */
struct file_query api_file_query(const struct request *r, struct str ref);
/* Rows of one answer. */
size_t api_limit(const struct request *r);
/* The answer: one object, open until api_end. */
struct json api_begin(struct response *out);
void api_end(struct json *j);
/* Rows from...to of a list that is read whole: those behind `after`, as many as one answer has. */
struct api_span {
    size_t from, to;
};
struct api_span api_span(const struct request *r, size_t count);
/* The place behind the rows shown, when there are others. */
void api_next(struct json *j, size_t shown_to, size_t count);

/* ---- what was sent ---- */

struct str api_sent(const struct request *r, const char *key);
/* Absent leaves *out alone. */
MUST_CHECK bool api_sent_day(const struct request *r, const char *key, struct day *out,
                             struct err *err);
#define API_SENT_CODE(r, key, parse, out, err)                                                     \
    (api_sent(r, key).n == 0 || parse(api_sent(r, key), out) ||                                    \
     err_set_field(err, ERR_FIELD_VALUE, key, api_sent(r, key)))

#endif
