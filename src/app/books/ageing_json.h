/* Lines of the aged balance as JSON: the keys of CONTRACT's ageing. */
#ifndef RELANCE_APP_AGEING_JSON_H
#define RELANCE_APP_AGEING_JSON_H

#include "base/json.h"
#include "list_ageing.h"

/* The buckets in the order of the contract. */
enum { AGEING_BUCKETS = 8 };
const char *ageing_bucket_key(size_t i);
int64_t ageing_bucket(const struct ageing *row, size_t i); /* minor units */

/* "rows", into an open object. */
void ageing_lines_json(struct json *j, const struct ageing_line *lines, size_t count);

#endif
