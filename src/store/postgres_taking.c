#include "postgres_taking.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the text ---- */

enum { NUMBER_ROOM = 24 }; /* a number of 64 bits with its quotes or comma */

static char *put_number(char *p, int64_t v)
{
    int n = snprintf(p, NUMBER_ROOM, "%" PRId64, v);
    ASSERT(n > 0 && n < NUMBER_ROOM);
    return p + n;
}

static char *put_text(char *p, const char *text)
{
    size_t n = strlen(text);
    memcpy(p, text, n);
    return p + n;
}

/* Of the first column, behind its bound from below. */
static char *put_only(char *p, const struct sql_statement *st, const struct db_taker *taker)
{
    p = put_text(p, " AND ");
    p = put_text(p, st->key);
    p = put_text(p, " = ANY ('{");
    for (size_t i = 0; i < taker->only_count; i++)
        p = put_number(i == 0 ? p : put_text(p, ","), taker->only[i]);
    return put_text(p, "}')");
}

char *postgres_copy_text(const struct sql_statement *st, const struct sql_value *in,
                         const struct db_taker *taker)
{
    /* Rows lie by their key: looking for them there and sorting them is seldom any gain, but is
     * taken for one where the statistics are coarse. */
    static const char before[] = "SET enable_sort = off; ";
    static const char behind[] = "; RESET enable_sort";
    size_t room = sizeof before + sizeof behind + strlen(st->copy_out) +
                  st->in_count * NUMBER_ROOM + strlen(st->key) +
                  (taker->only != NULL ? taker->only_count * NUMBER_ROOM : 0) + 64;
    char *out = db_alloc(room);
    char *to = put_text(out, before);
    for (const char *p = st->copy_out; *p != 0;) {
        if (*p != '$') {
            *to++ = *p++;
            continue;
        }
        char *end = NULL;
        unsigned long number = strtoul(p + 1, &end, 10);
        ASSERT(number >= 1 && number <= st->in_count && in[number - 1].kind == SQL_INT);
        /* in quotes: the smallest of all would be a number without limits, and use no index */
        to = put_text(put_number(put_text(to, "'"), in[number - 1].i), "'");
        if (number == 1 && taker->only != NULL)
            to = put_only(to, st, taker);
        p = end;
    }
    to = put_text(to, behind);
    *to = 0;
    ASSERT((size_t)(to - out) < room);
    return out;
}

/* ---- the rows ---- */

struct bytes {
    const uint8_t *p, *end;
};

/* Without a byte order of its own; of the usual lengths one instruction. */
static int64_t number_of(const uint8_t *p, int32_t n)
{
    switch (n) {
    case 8:
        return (int64_t)((uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
                         (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
                         (uint64_t)p[6] << 8 | (uint64_t)p[7]);
    case 4:
        return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
                         (uint32_t)p[3]);
    case 2:
        return (int16_t)((uint32_t)p[0] << 8 | (uint32_t)p[1]);
    default:
        return p[0]; /* a boolean */
    }
}

static bool is_number(int32_t n) { return n == 8 || n == 4 || n == 2 || n == 1; }

static int32_t take_i32(struct bytes *b)
{
    int32_t v = (int32_t)number_of(b->p, 4);
    b->p += 4;
    return v;
}

/* A length, -1 for NULL, and as many bytes. */
static bool take_column(struct bytes *b, unsigned declared, void *place)
{
    bool nullable = (declared & SQL_NULLABLE) != 0;
    bool number = (declared & ~(unsigned)SQL_NULLABLE) == SQL_INT;
    if (b->end - b->p < 4)
        return false;
    int32_t n = take_i32(b);
    bool null = n == -1;
    if (null ? !nullable : n < 0 || n > b->end - b->p || (number && !is_number(n)))
        return false;
    if (!number)
        *(struct str *)place =
            null ? (struct str){NULL, 0} : (struct str){(const char *)b->p, (size_t)n};
    else if (nullable)
        *(struct opt_int *)place = (struct opt_int){!null, null ? 0 : number_of(b->p, n)};
    else
        *(int64_t *)place = number_of(b->p, n);
    b->p += null ? 0 : n;
    return true;
}

/* How many columns, and the columns; as many as -1 stand at the end of all rows. */
static bool take_row(struct bytes *b, const struct sql_statement *st, struct row_room *row,
                     bool *have)
{
    if (b->end - b->p < 2)
        return false;
    int64_t count = number_of(b->p, 2);
    b->p += 2;
    *have = count != -1;
    if (!*have)
        return true;
    if (count != st->out_count)
        return false;
    for (size_t i = 0; i < st->out_count; i++) {
        if (!take_column(b, st->out_kinds[i], sql_place(st, row->bytes, i)))
            return false;
    }
    return true;
}

/* Signature, flags, and the length of an extension that none has yet. */
static bool take_header(struct bytes *b)
{
    static const char signature[11] = "PGCOPY\n\377\r\n";
    enum { HEADER = sizeof signature + 8 };
    if (b->end - b->p < HEADER || memcmp(b->p, signature, sizeof signature) != 0)
        return false;
    b->p += HEADER;
    return true;
}

static bool take_rows(struct bytes *b, const struct sql_statement *st, const struct db_taker *taker,
                      struct err *err)
{
    struct row_room row;
    while (b->p < b->end) {
        bool have = false;
        if (!take_row(b, st, &row, &have))
            return db_err(err, ERR_DB_FAILED, st, "a column is not of the declared kind");
        if (have && !taker->take(taker->with, row.bytes, err))
            return false;
    }
    return true;
}

bool postgres_take_copy(PGconn *connection, const struct sql_statement *st,
                        const struct db_taker *taker, struct err *err)
{
    bool ok = true;
    bool begun = false;
    char *message = NULL;
    int n = 0;
    while ((n = PQgetCopyData(connection, &message, 0)) > 0) {
        struct bytes b = {(const uint8_t *)message, (const uint8_t *)message + n};
        if (!begun && !take_header(&b))
            ok = db_err(err, ERR_DB_FAILED, st, "not a binary copy");
        begun = true;
        ok = ok && take_rows(&b, st, taker, err);
        PQfreemem(message);
    }
    return ok;
}
