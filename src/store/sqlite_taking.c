#include "sqlite_taking.h"

#include <sqlite3.h>

/* The connection has no mutex, so that a column's value may be read as any other: one look at each
 * column instead of two. */
enum sql_kind sqlite_kind(sqlite3_value *v)
{
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        return SQL_INT;
    case SQLITE_TEXT:
        return SQL_TEXT;
    case SQLITE_BLOB:
        return SQL_BLOB;
    default: /* none, and floating point, which STRICT tables do not hold */
        return SQL_NULL;
    }
}

bool sqlite_fits(unsigned declared, sqlite3_value *v)
{
    enum sql_kind kind = sqlite_kind(v);
    return kind == SQL_NULL ? (declared & SQL_NULLABLE) != 0
                            : (declared & ~(unsigned)SQL_NULLABLE) == (unsigned)kind;
}

static void fill(void *place, unsigned declared, sqlite3_value *v)
{
    struct str *s = place;
    switch (declared) {
    case SQL_INT:
        *(int64_t *)place = sqlite3_value_int64(v);
        break;
    case SQL_INT | SQL_NULLABLE:
        *(struct opt_int *)place =
            (struct opt_int){sqlite3_value_type(v) == SQLITE_INTEGER, sqlite3_value_int64(v)};
        break;
    default: /* a text is bytes (the file is UTF-8); of none there is no pointer, of no bytes
                neither */
        s->p = sqlite3_value_blob(v);
        s->n = (size_t)sqlite3_value_bytes(v);
        if (s->p == NULL && sqlite3_value_type(v) != SQLITE_NULL)
            s->p = "";
        break;
    }
}

void sqlite_fill(void *place, unsigned declared, sqlite3_value *v) { fill(place, declared, v); }

/* A bound above would be compared with the whole key of every row; looking at the first column is
 * cheaper. */
static bool take_row(struct taking *t, sqlite3_value **values)
{
    const struct sql_statement *st = t->st;
    for (int i = 0; i < (int)st->out_count; i++) {
        /* tables are STRICT: what the first row has, all have */
        if (t->first && !sqlite_fits(st->out_kinds[i], values[i]))
            return db_err(t->err, ERR_DB_FAILED, st, "a column is not of the declared kind");
        fill(sql_place(st, &t->row, (size_t)i), st->out_kinds[i], values[i]);
    }
    t->first = false;
    t->ended = *(int64_t *)sql_place(st, &t->row, 0) > t->last;
    return t->ended || t->taker->take(t->taker->with, &t->row, t->err);
}

static void each_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct taking *t = sqlite3_user_data(context);
    bool ours = t->st != NULL && count == (int)t->st->out_count;
    t->failed = ours && !take_row(t, values);
    if (!ours || t->failed || t->ended)
        sqlite3_result_error(context, "the end", -1);
}

static void each_end(sqlite3_context *context) { sqlite3_result_int(context, 0); }

bool sqlite_taking_open(sqlite3 *handle, struct taking *taking)
{
    return sqlite3_create_function_v2(handle, "relance_each", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                      taking, NULL, each_step, each_end, NULL) == SQLITE_OK;
}
