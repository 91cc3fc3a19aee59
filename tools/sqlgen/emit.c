#include "emit.h"

#include "text.h"

#include <string.h>

static const char *const c_kinds[] = {"SQL_INT", "SQL_TEXT", "SQL_BLOB"};

static const char notice[] = "/* Made by tools/sqlgen: do not edit. */\n";

static char *aggregate(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    return pool_copy(base, strcspn(base, "."));
}

static const char *c_type(const struct field *f)
{
    if (f->type != VALUE_INT) {
        return "struct str";
    }
    return f->nullable ? "struct opt_int" : "int64_t";
}

static const char *make_value(const struct field *f)
{
    static const char *const plain[] = {"sql_int", "sql_text", "sql_blob"};
    static const char *const optional[] = {"sql_opt_int", "sql_opt_text", "sql_opt_blob"};
    return f->nullable ? optional[f->type] : plain[f->type];
}

static void add_struct(struct text *h, const struct statement *st, const char *suffix,
                       const struct field *fields, size_t count)
{
    if (count == 0) {
        return;
    }
    text_add(h, "struct q_%s_%s {\n", st->name, suffix);
    for (size_t i = 0; i < count; i++) {
        text_add(h, "    %s %s;%s\n", c_type(&fields[i]), fields[i].name,
                 fields[i].nullable && fields[i].type != VALUE_INT ? " /* p NULL: none */" : "");
    }
    text_add(h, "};\n");
}

/* ", const struct q_x_in *in" or nothing. */
static const char *in_parameter(const struct statement *st)
{
    return st->in_count == 0 ? "" : pool_printf(", const struct q_%s_in *in", st->name);
}

static char *signature(const struct statement *st, const char *verb)
{
    const char *n = st->name;
    const char *in = in_parameter(st);
    if (strcmp(verb, "exec") == 0) {
        return pool_printf("bool q_%s(struct db *db%s, int64_t *changed, struct err *err)", n, in);
    }
    if (strcmp(verb, "one") == 0) {
        return pool_printf("bool q_%s(struct db *db%s, struct arena *a,\n    struct q_%s_row *row, "
                           "bool *found, struct err *err)",
                           n, in, n);
    }
    if (strcmp(verb, "open") == 0) {
        return pool_printf("bool q_%s_open(struct db *db%s, struct db_rows *rows,\n"
                           "    struct err *err)",
                           n, in);
    }
    if (strcmp(verb, "next") == 0) {
        return pool_printf("bool q_%s_next(struct db_rows *rows, struct q_%s_row *row, bool *have,"
                           "\n    struct err *err)",
                           n, n);
    }
    if (strcmp(verb, "more") == 0) {
        return pool_printf("bool q_%s_more(struct db_rows *rows, struct q_%s_row *row, bool *ok,"
                           "\n    struct err *err)",
                           n, n);
    }
    if (strcmp(verb, "each") == 0) {
        return pool_printf("bool q_%s_each(struct db *db%s,\n    const struct db_taker *taker, "
                           "struct err *err)",
                           n, in);
    }
    if (strcmp(verb, "begin") == 0) {
        return pool_printf("bool q_%s_begin(struct db *db, struct db_bulk *bulk, struct err *err)",
                           n);
    }
    if (strcmp(verb, "row") == 0) {
        return pool_printf("bool q_%s_row(struct db_bulk *bulk%s, struct err *err)", n, in);
    }
    return pool_printf("bool q_%s_end(struct db_bulk *bulk, struct err *err)", n);
}

static const char *const verbs[][3] = {[STATEMENT_EXEC] = {"exec"},
                                       [STATEMENT_ONE] = {"one"},
                                       [STATEMENT_MANY] = {"open", "next", "more"},
                                       [STATEMENT_EACH] = {"each"},
                                       [STATEMENT_BULK] = {"begin", "row", "end"}};

static void add_header_of(struct text *h, const struct statement *st)
{
    text_add(h, "\n/* %s.sql, line %d */\n", aggregate(st->path), st->line);
    text_add(h, "extern const struct sql_statement sql_%s;\n", st->name);
    add_struct(h, st, "in", st->in, st->in_count);
    add_struct(h, st, "row", st->out, st->out_count);
    for (size_t i = 0; i < 3 && verbs[st->kind][i] != NULL; i++) {
        text_add(h, "MUST_CHECK %s;\n", signature(st, verbs[st->kind][i]));
    }
}

static void add_kinds(struct text *c, const char *name, const char *which,
                      const struct field *fields, size_t count)
{
    if (count == 0) {
        return;
    }
    text_add(c, "static const uint8_t %s_%s[] = {", which, name);
    for (size_t i = 0; i < count; i++) {
        text_add(c, "%s%s%s", i == 0 ? "" : ", ", c_kinds[fields[i].type],
                 fields[i].nullable ? " | SQL_NULLABLE" : "");
    }
    text_add(c, "};\n");
}

/* Where the columns lie in the struct of a row. */
static void add_places(struct text *c, const struct statement *st)
{
    text_add(c, "static const uint16_t places_%s[] = {", st->name);
    for (size_t i = 0; i < st->out_count; i++) {
        text_add(c, "%s\n    offsetof(struct q_%s_row, %s)", i == 0 ? "" : ",", st->name,
                 st->out[i].name);
    }
    text_add(c, "};\n");
}

static void add_member_text(struct text *c, const char *member, const char *value)
{
    text_add(c, "    .%s = \"", member);
    text_add_escaped(c, value);
    text_add(c, "\",\n");
}

/* has_row: there is a struct of its rows. */
static void add_statement(struct text *c, const struct statement *st, size_t index, bool has_row)
{
    add_kinds(c, st->name, "in", st->in, st->in_count);
    add_kinds(c, st->name, "out", st->out, st->out_count);
    if (has_row) {
        add_places(c, st);
    }
    text_add(c, "const struct sql_statement sql_%s = {\n    .name = \"%s\",\n", st->name, st->name);
    add_member_text(c, "sqlite", st->sqlite);
    add_member_text(c, "postgres", st->postgres);
    if (st->copy != NULL) {
        add_member_text(c, "copy", st->copy);
    }
    if (st->some != NULL) {
        add_member_text(c, "some", st->some);
        add_member_text(c, "copy_out", st->copy_out);
        add_member_text(c, "key", st->out[0].name);
    }
    text_add(c, "    .index = %zu, .in_count = %zu, .out_count = %zu,\n", index, st->in_count,
             st->out_count);
    if (st->in_count > 0) {
        text_add(c, "    .in_kinds = in_%s,\n", st->name);
    }
    if (st->out_count > 0) {
        text_add(c, "    .out_kinds = out_%s,\n", st->name);
    }
    if (has_row) {
        text_add(c, "    .out_places = places_%s,\n", st->name);
    }
    text_add(c, "    .stream = %s, .wide = %s, .each = %s};\n", st->stream ? "true" : "false",
             st->wide ? "true" : "false", st->kind == STATEMENT_EACH ? "true" : "false");
}

static void add_in_values(struct text *c, const struct statement *st)
{
    if (st->in_count == 0) {
        return;
    }
    text_add(c, "    const struct sql_value v[] = {");
    for (size_t i = 0; i < st->in_count; i++) {
        text_add(c, "%s%s(in->%s)", i == 0 ? "" : ",\n        ", make_value(&st->in[i]),
                 st->in[i].name);
    }
    text_add(c, "};\n");
}

static void add_body(struct text *c, const struct statement *st, const char *verb)
{
    const char *n = st->name;
    const char *in = st->in_count == 0 ? "NULL" : "v";
    text_add(c, "%s {\n", signature(st, verb));
    if (strcmp(verb, "next") == 0) {
        text_add(c, "    return db_next_row(rows, row, have, err);\n");
    } else if (strcmp(verb, "more") == 0) {
        text_add(c,
                 "    bool have = false;\n    *ok = *ok && q_%s_next(rows, row, &have, err);\n"
                 "    return *ok && have;\n",
                 n);
    } else if (strcmp(verb, "begin") == 0) {
        text_add(c, "    return db_bulk_begin(db, &sql_%s, bulk, err);\n", n);
    } else if (strcmp(verb, "end") == 0) {
        text_add(c, "    return db_bulk_end(bulk, err);\n");
    } else {
        add_in_values(c, st);
    }
    if (strcmp(verb, "exec") == 0) {
        text_add(c, "    return db_exec(db, &sql_%s, %s, changed, err);\n", n, in);
    } else if (strcmp(verb, "open") == 0) {
        text_add(c, "    return db_query(db, &sql_%s, %s, rows, err);\n", n, in);
    } else if (strcmp(verb, "each") == 0) {
        text_add(c, "    return db_each(db, &sql_%s, %s, taker, err);\n", n, in);
    } else if (strcmp(verb, "row") == 0) {
        text_add(c, "    return db_bulk_row(bulk, v, err);\n");
    } else if (strcmp(verb, "one") == 0) {
        text_add(c,
                 "    struct sql_one one = {.in = %s, .arena = a, .row = row};\n"
                 "    return db_query_one(db, &sql_%s, &one, found, err);\n",
                 in, n);
    }
    text_add(c, "}\n");
}

static void write_pair(const char *out, const char *name, const struct text *h,
                       const struct text *c)
{
    file_write(pool_printf("%s/%s_sql.h", out, name), h);
    file_write(pool_printf("%s/%s_sql.c", out, name), c);
}

void emit_statements(const struct statements *all, const char *path, const char *out)
{
    const char *name = aggregate(path);
    struct text h = {0};
    struct text c = {0};
    text_add(&h, "%s#ifndef GEN_%s_SQL_H\n#define GEN_%s_SQL_H\n\n#include \"store/db.h\"\n",
             notice, name, name);
    text_add(&c, "%s#include \"gen/%s_sql.h\"\n\n#include \"store/sql_value.h\"\n", notice, name);
    for (size_t i = 0; i < all->count; i++) {
        const struct statement *st = &all->all[i];
        if (strcmp(st->path, path) != 0) {
            continue;
        }
        add_header_of(&h, st);
        text_add(&c, "\n");
        add_statement(&c, st, i, st->out_count > 0);
        for (size_t k = 0; k < 3 && verbs[st->kind][k] != NULL; k++) {
            add_body(&c, st, verbs[st->kind][k]);
        }
    }
    text_add(&h, "\n#endif\n");
    write_pair(out, name, &h, &c);
}

void emit_registry(const struct statements *all, const struct schema *s, const char *out)
{
    struct text h = {0};
    struct text c = {0};
    text_add(&h,
             "%s#ifndef GEN_SQL_REGISTRY_H\n#define GEN_SQL_REGISTRY_H\n\n"
             "#include \"store/db.h\"\n\n/* Every statement, at its index. */\n"
             "enum { SQL_REGISTRY_COUNT = %zu };\n"
             "extern const struct sql_statement *const sql_registry[SQL_REGISTRY_COUNT];\n\n"
             "#endif\n",
             notice, all->count + 2 * s->table_count);
    text_add(&c, "%s#include \"gen/sql_registry.h\"\n\n", notice);
    struct text list = {0};
    for (size_t i = 0; i < all->count; i++) {
        text_add(&c, "extern const struct sql_statement sql_%s;\n", all->all[i].name);
        text_add(&list, "    &sql_%s,\n", all->all[i].name);
    }
    for (size_t i = 0; i < s->table_count; i++) {
        const char *n = s->tables[i].name;
        text_add(&c, "extern const struct sql_statement sql_dump_%s, sql_load_%s;\n", n, n);
        text_add(&list, "    &sql_dump_%s,\n    &sql_load_%s,\n", n, n);
    }
    text_add(&c, "\nconst struct sql_statement *const sql_registry[SQL_REGISTRY_COUNT] = {\n");
    text_add_bytes(&c, list.p, list.n);
    text_add(&c, "};\n");
    file_write(pool_printf("%s/sql_registry.h", out), &h);
    file_write(pool_printf("%s/sql_registry.c", out), &c);
}

static char *column_list(const struct table *t)
{
    struct text list = {0};
    for (size_t i = 0; i < t->column_count; i++) {
        text_add(&list, "%s%s", i == 0 ? "" : ", ", t->columns[i].name);
    }
    return list.p;
}

static char *dump_text(const struct table *t)
{
    struct text sql = {0};
    text_add(&sql, "SELECT %s FROM %s ORDER BY ", column_list(t), t->name);
    for (size_t i = 0; i < t->primary_key.count; i++) {
        text_add(&sql, "%s%s", i == 0 ? "" : ", ", t->primary_key.all[i]);
    }
    return sql.p;
}

static char *load_text(const struct table *t)
{
    struct text sql = {0};
    text_add(&sql, "INSERT INTO %s (%s) VALUES (", t->name, column_list(t));
    for (size_t i = 0; i < t->column_count; i++) {
        text_add(&sql, "%s$%zu", i == 0 ? "" : ", ", i + 1);
    }
    text_add(&sql, ")");
    return sql.p;
}

static void add_table_statements(struct text *c, const struct table *t, size_t index)
{
    struct statement dump = {.name = pool_printf("dump_%s", t->name),
                             .kind = STATEMENT_MANY,
                             .stream = true,
                             .wide = t->wide,
                             .out = t->columns,
                             .out_count = t->column_count};
    dump.sqlite = dump.postgres = dump_text(t);
    struct statement load = {
        .name = pool_printf("load_%s", t->name), .in = t->columns, .in_count = t->column_count};
    load.sqlite = rows_text(t->name, column_list(t), t->column_count);
    load.postgres = load_text(t);
    struct text copy = {0};
    text_add(&copy, "COPY %s(%s) FROM STDIN (FORMAT binary)", t->name, column_list(t));
    load.copy = copy.p;
    text_add(c, "\nextern const struct sql_statement sql_dump_%s, sql_load_%s;\n", t->name,
             t->name);
    add_statement(c, &dump, index, false);
    add_statement(c, &load, index + 1, false);
}

/* One literal per statement: a whole file would be longer than C promises a literal may be. */
static void add_script(struct text *c, const char *engine, int number, const char *script)
{
    text_add(c, "\nstatic const char *const %s_%d[] = {\n", engine, number);
    for (const char *p = script; *p != '\0';) {
        size_t n = strcspn(p, "\n");
        text_add(c, "    \"");
        text_add_escaped(c, pool_copy(p, n));
        text_add(c, "\",\n");
        p += n + (p[n] == '\n');
    }
    text_add(c, "    NULL};\n");
}

static void add_migrations(struct text *c, const struct schema *s)
{
    for (size_t i = 0; i < s->migration_count; i++) {
        add_script(c, "sqlite", s->migrations[i].number, s->migrations[i].sqlite);
        add_script(c, "postgres", s->migrations[i].number, s->migrations[i].postgres);
    }
    text_add(c, "\nconst struct schema_migration schema_migrations[SCHEMA_MIGRATION_COUNT] = {\n");
    for (size_t i = 0; i < s->migration_count; i++) {
        const struct migration *m = &s->migrations[i];
        text_add(c,
                 "    {.number = %d, .name = \"%s\", .sqlite = sqlite_%d, "
                 ".postgres = postgres_%d,\n     .hash = {",
                 m->number, m->name, m->number, m->number);
        for (size_t k = 0; k < sizeof m->hash; k++) {
            text_add(c, "%s0x%02x", k == 0 ? "" : ", ", m->hash[k]);
        }
        text_add(c, "}},\n");
    }
    text_add(c, "};\n");
}

static void add_tables(struct text *c, const struct schema *s)
{
    static const char *const places[] = {"SCHEMA_DISTRIBUTED", "SCHEMA_REFERENCE", "SCHEMA_LOCAL"};
    text_add(c, "\nconst struct schema_table schema_tables[SCHEMA_TABLE_COUNT] = {\n");
    for (size_t i = 0; i < s->table_count; i++) {
        const struct table *t = &s->tables[i];
        text_add(c,
                 "    {.name = \"%s\", .placement = %s, .distribution = %s%s%s,\n"
                 "     .dump = &sql_dump_%s, .load = &sql_load_%s},\n",
                 t->name, places[t->placement], t->distribution == NULL ? "" : "\"",
                 t->distribution == NULL ? "NULL" : t->distribution,
                 t->distribution == NULL ? "" : "\"", t->name, t->name);
    }
    text_add(c, "};\n");
}

void emit_schema(const struct schema *s, const char *out, size_t first_index)
{
    struct text h = {0};
    struct text c = {0};
    text_add(&h,
             "%s#ifndef GEN_SCHEMA_SQL_H\n#define GEN_SCHEMA_SQL_H\n\n"
             "#include \"store/schema.h\"\n\n"
             "enum { SCHEMA_MIGRATION_COUNT = %zu, SCHEMA_TABLE_COUNT = %zu };\n"
             "extern const struct schema_migration schema_migrations[SCHEMA_MIGRATION_COUNT];\n"
             "/* In the order of creation: a table refers only to tables before it. */\n"
             "extern const struct schema_table schema_tables[SCHEMA_TABLE_COUNT];\n\n#endif\n",
             notice, s->migration_count, s->table_count);
    text_add(&c, "%s#include \"gen/schema_sql.h\"\n\n#include \"store/sql_value.h\"\n", notice);
    for (size_t i = 0; i < s->table_count; i++) {
        add_table_statements(&c, &s->tables[i], first_index + 2 * i);
    }
    add_migrations(&c, s);
    add_tables(&c, s);
    write_pair(out, "schema", &h, &c);
}
