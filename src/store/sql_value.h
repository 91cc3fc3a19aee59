/* How the generated functions make values for a statement. A text without a pointer is the empty
 * text where NULL is not allowed, and NULL where it is. */
#ifndef RELANCE_STORE_SQL_VALUE_H
#define RELANCE_STORE_SQL_VALUE_H

#include "db.h"

static inline struct sql_value sql_int(int64_t v)
{
    return (struct sql_value){.kind = SQL_INT, .i = v};
}

static inline struct sql_value sql_opt_int(struct opt_int v)
{
    return v.has ? sql_int(v.v) : (struct sql_value){.kind = SQL_NULL};
}

static inline struct sql_value sql_text(struct str s)
{
    return (struct sql_value){.kind = SQL_TEXT, .s = s.p == NULL ? (struct str){"", 0} : s};
}

static inline struct sql_value sql_opt_text(struct str s)
{
    return s.p == NULL ? (struct sql_value){.kind = SQL_NULL} : sql_text(s);
}

static inline struct sql_value sql_blob(struct str s)
{
    return (struct sql_value){.kind = SQL_BLOB, .s = s.p == NULL ? (struct str){"", 0} : s};
}

static inline struct sql_value sql_opt_blob(struct str s)
{
    return s.p == NULL ? (struct sql_value){.kind = SQL_NULL} : sql_blob(s);
}

#endif
