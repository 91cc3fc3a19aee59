/* Writing JSON: one document, commas and escapes done here. Reading is jansson's, at the edges.
 * Text must be valid UTF-8. A document that is not closed properly is a BUG at json_end. */
#ifndef RELANCE_BASE_JSON_H
#define RELANCE_BASE_JSON_H

#include "buf.h"
#include "check.h"
#include "day.h"
#include "limits.h"
#include "money.h"
#include "rate.h"
#include "str.h"

struct json {
    struct buf *out;
    int depth;
    bool comma[LIMIT_JSON_DEPTH];
    bool in_object[LIMIT_JSON_DEPTH];
};

void json_begin(struct json *j, struct buf *out);
void json_end(struct json *j); /* depth must be 0; adds a line end */

/* key is NULL inside an array and at the top. */
void json_object(struct json *j, const char *key);
void json_object_end(struct json *j);
void json_array(struct json *j, const char *key);
void json_array_end(struct json *j);
void json_text(struct json *j, const char *key, struct str value);
void json_cstr(struct json *j, const char *key, const char *value); /* NULL -> null */
void json_int(struct json *j, const char *key, int64_t value);      /* counts only: ids are text */
void json_id(struct json *j, const char *key, int64_t value);       /* as a string */
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);
void json_text_or_null(struct json *j, const char *key, struct str text);   /* empty: null */
void json_amount(struct json *j, const char *key, struct money value);      /* "1234.50" */
void json_currency(struct json *j, const char *key, struct currency value); /* "EUR" */
void json_rate(struct json *j, const char *key, struct rate value);         /* "12.15" */
void json_day(struct json *j, const char *key, struct day value); /* ISO, null for DAY_NONE */

#endif
