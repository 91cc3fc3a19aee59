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

#endif
