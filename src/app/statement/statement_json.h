/* The statement of an account as JSON: the keys of CONTRACT's statement. */
#ifndef RELANCE_APP_STATEMENT_JSON_H
#define RELANCE_APP_STATEMENT_JSON_H

#include "base/json.h"
#include "show_statement.h"

/* Into an open object; the arena is for texts on their way. */
void statement_json(struct json *j, struct arena *a, const struct account_statement *s);

#endif
