#include "postgres_wire.h"

#include "driver.h"

static void put_be(uint8_t *p, uint64_t v, int n)
{
    for (int i = 0; i < n; i++) {
        p[i] = (uint8_t)(v >> (8 * (n - 1 - i)));
    }
}

static int64_t read_be(const char *p, int n)
{
    const uint8_t *b = (const uint8_t *)p;
    uint64_t v = (b[0] & 0x80) != 0 && n > 1 ? UINT64_MAX : 0; /* sign; booleans are 0 and 1 */
    for (int i = 0; i < n; i++) {
        v = v << 8 | b[i];
    }
    return (int64_t)v;
}

void wire_types(const struct sql_statement *st, struct wire_parameters *out)
{
    static const Oid types[] = {
        [SQL_INT] = WIRE_INT8, [SQL_TEXT] = WIRE_TEXT, [SQL_BLOB] = WIRE_BYTEA};
    out->count = st->in_count;
    for (int i = 0; i < out->count; i++) {
        out->types[i] = types[st->in_kinds[i] & ~(unsigned)SQL_NULLABLE];
        out->formats[i] = 1;
    }
}

bool wire_parameters(const struct sql_statement *st, const struct sql_value *in,
                     struct wire_parameters *out)
{
    wire_types(st, out);
    for (int i = 0; i < out->count; i++) {
        const struct sql_value *v = &in[i];
        if (v->kind == SQL_NULL) {
            out->values[i] = NULL;
            out->lengths[i] = 0;
        } else if (v->kind == SQL_INT) {
            put_be(out->numbers[i], (uint64_t)v->i, 8);
            out->values[i] = (const char *)out->numbers[i];
            out->lengths[i] = 8;
        } else {
            if (v->s.n > INT32_MAX) {
                return false;
            }
            out->values[i] = v->s.p;
            out->lengths[i] = (int)v->s.n;
        }
    }
    return true;
}

static bool type_fits(enum sql_kind kind, Oid type)
{
    switch (kind) {
    case SQL_INT:
        return type == WIRE_INT8 || type == WIRE_INT4 || type == WIRE_INT2 || type == WIRE_BOOL;
    case SQL_TEXT:
        return type == WIRE_TEXT || type == WIRE_VARCHAR;
    case SQL_BLOB:
        return type == WIRE_BYTEA;
    case SQL_NULL:
        break;
    }
    return false;
}

static enum sql_kind declared(const struct sql_statement *st, int column)
{
    return (enum sql_kind)(st->out_kinds[column] & ~(unsigned)SQL_NULLABLE);
}

bool wire_result_fits(const struct sql_statement *st, const PGresult *result, int *column)
{
    ASSERT(PQnfields(result) == (int)st->out_count);
    for (int i = 0; i < (int)st->out_count; i++) {
        if (!type_fits(declared(st, i), PQftype(result, i))) {
            *column = i;
            return false;
        }
    }
    return true;
}

bool wire_values(const struct sql_statement *st, const PGresult *result, int row,
                 struct sql_value *out)
{
    for (int i = 0; i < (int)st->out_count; i++) {
        enum sql_kind kind = declared(st, i);
        const char *p = PQgetvalue(result, row, i);
        int n = PQgetlength(result, row, i);
        if (PQgetisnull(result, row, i) != 0) {
            out[i] = (struct sql_value){.kind = SQL_NULL};
            if ((st->out_kinds[i] & SQL_NULLABLE) == 0)
                return false;
        } else if (kind == SQL_INT) {
            out[i] = (struct sql_value){.kind = SQL_INT, .i = read_be(p, n)};
        } else {
            out[i] = (struct sql_value){.kind = kind, .s = {p, (size_t)n}};
        }
    }
    return true;
}

bool wire_row(const struct sql_statement *st, const PGresult *result, int row, void *out)
{
    for (int i = 0; i < (int)st->out_count; i++) {
        void *place = sql_place(st, out, (size_t)i);
        bool nullable = (st->out_kinds[i] & SQL_NULLABLE) != 0;
        bool null = PQgetisnull(result, row, i) != 0;
        const char *p = PQgetvalue(result, row, i);
        int n = PQgetlength(result, row, i);
        if (null && !nullable)
            return false;
        if (declared(st, i) != SQL_INT)
            *(struct str *)place = null ? (struct str){NULL, 0} : (struct str){p, (size_t)n};
        else if (nullable)
            *(struct opt_int *)place = (struct opt_int){!null, null ? 0 : read_be(p, n)};
        else
            *(int64_t *)place = read_be(p, n);
    }
    return true;
}

static bool copy_send(struct wire_copy *c)
{
    bool ok = PQputCopyData(c->connection, c->bytes, (int)c->n) == 1;
    c->n = 0;
    return ok;
}

static bool copy_add(struct wire_copy *c, const void *p, size_t n)
{
    const char *from = p;
    while (n > 0) {
        size_t room = sizeof c->bytes - c->n;
        size_t part = n < room ? n : room;
        memcpy(c->bytes + c->n, from, part);
        c->n += part;
        from += part;
        n -= part;
        if (c->n == sizeof c->bytes && !copy_send(c)) {
            return false;
        }
    }
    return true;
}

bool wire_copy_begin(struct wire_copy *c)
{
    /* Signature, no flags, no header extension. */
    static const char header[19] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
    c->n = 0;
    return copy_add(c, header, sizeof header);
}

static bool copy_value(struct wire_copy *c, const struct sql_value *v)
{
    uint8_t b[12];
    if (v->kind == SQL_NULL) {
        put_be(b, UINT32_MAX, 4);
        return copy_add(c, b, 4);
    }
    if (v->kind == SQL_INT) {
        put_be(b, 8, 4);
        put_be(b + 4, (uint64_t)v->i, 8);
        return copy_add(c, b, 12);
    }
    put_be(b, v->s.n, 4);
    return copy_add(c, b, 4) && copy_add(c, v->s.p, v->s.n);
}

bool wire_copy_row(struct wire_copy *c, const struct sql_value *in, int count)
{
    uint8_t b[2];
    put_be(b, (uint64_t)count, 2);
    if (!copy_add(c, b, 2)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!copy_value(c, &in[i])) {
            return false;
        }
    }
    return true;
}

bool wire_copy_end(struct wire_copy *c)
{
    static const char trailer[2] = "\377\377";
    return copy_add(c, trailer, sizeof trailer) && copy_send(c) &&
           PQputCopyEnd(c->connection, NULL) == 1;
}
