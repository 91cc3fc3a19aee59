#include "schema.h"

#include "text.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct notes {
    const char *placement; /* "citus: ...", NULL: none */
    bool append_only, wide;
};

struct reader {
    struct schema *into;
    struct tokens tokens;
    size_t at;
    struct notes notes; /* of the comments before the statement */
};

static const struct token *now(const struct reader *r) { return &r->tokens.all[r->at]; }

static bool accept(struct reader *r, const char *word)
{
    if (!token_is(now(r), word)) {
        return false;
    }
    r->at++;
    return true;
}

static void expect(struct reader *r, const char *word)
{
    if (!accept(r, word)) {
        refuse(r->tokens.path, now(r)->line, "'%s' where '%s' is expected", now(r)->text, word);
    }
}

static char *expect_word(struct reader *r)
{
    if (now(r)->kind != TOKEN_WORD) {
        refuse(r->tokens.path, now(r)->line, "'%s' where a name is expected", now(r)->text);
    }
    return r->tokens.all[r->at++].text;
}

bool names_have(const struct names *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++) {
        if (words_equal(n->all[i], name)) {
            return true;
        }
    }
    return false;
}

static void names_add(struct names *n, char *name)
{
    n->all = pool_grow(n->all, n->count, sizeof *n->all);
    n->all[n->count++] = name;
}

/* "(a, b, c)"; DESC and ASC behind a name are for indexes. */
static struct names read_names(struct reader *r)
{
    struct names n = {0};
    expect(r, "(");
    do {
        names_add(&n, expect_word(r));
        if (!accept(r, "DESC")) {
            (void)accept(r, "ASC");
        }
    } while (accept(r, ","));
    expect(r, ")");
    return n;
}

static void skip_parentheses(struct reader *r)
{
    int depth = 0;
    do {
        depth += token_is(now(r), "(") ? 1 : token_is(now(r), ")") ? -1 : 0;
        if (now(r)->kind == TOKEN_END) {
            refuse(r->tokens.path, now(r)->line, "')' is missing");
        }
        r->at++;
    } while (depth > 0);
}

static void add_unique(struct table *t, struct names n)
{
    t->uniques = pool_grow(t->uniques, t->unique_count, sizeof *t->uniques);
    t->uniques[t->unique_count++] = n;
}

static void read_reference(struct reader *r, struct table *t, struct names columns)
{
    struct foreign_key f = {.columns = columns, .line = now(r)->line};
    f.table = expect_word(r);
    f.target = read_names(r);
    while (accept(r, "ON")) {
        bool is_delete = accept(r, "DELETE");
        if (!is_delete || !accept(r, "CASCADE")) {
            refuse(t->path, now(r)->line, "only ON DELETE CASCADE is shared by all engines");
        }
    }
    t->references = pool_grow(t->references, t->reference_count, sizeof *t->references);
    t->references[t->reference_count++] = f;
}

static struct field *last_column(struct table *t) { return &t->columns[t->column_count - 1]; }

static void read_column_constraints(struct reader *r, struct table *t)
{
    struct names self = {0};
    names_add(&self, last_column(t)->name);
    for (;;) {
        if (accept(r, "NOT")) {
            expect(r, "NULL");
            last_column(t)->nullable = false;
        } else if (accept(r, "PRIMARY")) {
            expect(r, "KEY");
            t->primary_key = self;
        } else if (accept(r, "UNIQUE")) {
            add_unique(t, self);
        } else if (accept(r, "CHECK")) {
            skip_parentheses(r);
        } else if (accept(r, "DEFAULT")) {
            r->at++;
        } else if (accept(r, "REFERENCES")) {
            read_reference(r, t, self);
        } else {
            return;
        }
    }
}

static void read_column(struct reader *r, struct table *t)
{
    struct field f = {.name = expect_word(r), .nullable = true};
    if (accept(r, "{int}")) {
        f.type = VALUE_INT;
    } else if (accept(r, "{text}")) {
        f.type = VALUE_TEXT;
    } else if (accept(r, "{blob}")) {
        f.type = VALUE_BLOB;
    } else {
        refuse(t->path, now(r)->line, "column %s needs {int}, {text} or {blob}", f.name);
    }
    if (table_column(t, f.name) != NULL) {
        refuse(t->path, now(r)->line, "column %s is there twice", f.name);
    }
    t->columns = pool_grow(t->columns, t->column_count, sizeof *t->columns);
    t->columns[t->column_count++] = f;
    read_column_constraints(r, t);
}

static void read_element(struct reader *r, struct table *t)
{
    if (accept(r, "PRIMARY")) {
        expect(r, "KEY");
        t->primary_key = read_names(r);
    } else if (accept(r, "UNIQUE")) {
        add_unique(t, read_names(r));
    } else if (accept(r, "FOREIGN")) {
        expect(r, "KEY");
        struct names columns = read_names(r);
        expect(r, "REFERENCES");
        read_reference(r, t, columns);
    } else if (accept(r, "CHECK")) {
        skip_parentheses(r);
    } else {
        read_column(r, t);
    }
}

static void read_placement(struct table *t, const char *note)
{
    int line = t->line;
    static const char distributed[] = "citus: distributed ";
    if (note != NULL && strncmp(note, distributed, sizeof distributed - 1) == 0) {
        const char *column = note + sizeof distributed - 1;
        t->placement = PLACE_DISTRIBUTED;
        t->distribution = pool_copy(column, strlen(column));
    } else if (note != NULL && strcmp(note, "citus: reference") == 0) {
        t->placement = PLACE_REFERENCE;
    } else if (note != NULL && strcmp(note, "citus: local") == 0) {
        t->placement = PLACE_LOCAL;
    } else {
        refuse(t->path, line,
               "beside table %s stands no -- citus: distributed COLUMN, reference "
               "or local",
               t->name);
    }
}

static void read_table(struct reader *r, int line)
{
    struct table t = {.path = r->tokens.path, .line = line, .name = expect_word(r)};
    if (schema_table(r->into, t.name) != NULL) {
        refuse(t.path, line, "table %s is already there", t.name);
    }
    read_placement(&t, r->notes.placement);
    t.append_only = r->notes.append_only;
    t.wide = r->notes.wide;
    expect(r, "(");
    do {
        read_element(r, &t);
    } while (accept(r, ","));
    expect(r, ")");
    if (!accept(r, "{rowless}")) {
        expect(r, "{table}");
    }
    if (t.primary_key.count == 0) {
        refuse(t.path, line, "table %s has no primary key", t.name);
    }
    for (size_t i = 0; i < t.column_count; i++) {
        if (names_have(&t.primary_key, t.columns[i].name)) {
            t.columns[i].nullable = false;
        }
    }
    struct schema *s = r->into;
    s->tables = pool_grow(s->tables, s->table_count, sizeof *s->tables);
    s->tables[s->table_count++] = t;
}

static struct table *known_table(struct reader *r)
{
    int line = now(r)->line;
    char *name = expect_word(r);
    for (size_t i = 0; i < r->into->table_count; i++) {
        if (words_equal(r->into->tables[i].name, name)) {
            return &r->into->tables[i];
        }
    }
    refuse(r->tokens.path, line, "no table %s", name);
}

static void skip_statement(struct reader *r)
{
    while (now(r)->kind != TOKEN_END && !token_is(now(r), ";")) {
        r->at++;
    }
}

/* The statement that begins here is PostgreSQL's alone. */
static bool for_server(const struct tokens *tokens, size_t from)
{
    for (size_t i = from; i < tokens->count && !token_is(&tokens->all[i], ";"); i++) {
        if (tokens->all[i].kind == TOKEN_BRACE && strcmp(tokens->all[i].text, "{server}") == 0) {
            return true;
        }
    }
    return false;
}

static void read_index(struct reader *r, bool unique)
{
    if (unique && for_server(&r->tokens, r->at)) {
        refuse(r->tokens.path, now(r)->line, "a unique index is a rule of every engine");
    }
    (void)expect_word(r);
    expect(r, "ON");
    struct table *t = known_table(r);
    struct names columns = read_names(r);
    for (size_t i = 0; i < columns.count; i++) {
        if (table_column(t, columns.all[i]) == NULL) {
            refuse(t->path, now(r)->line, "no column %s in %s", columns.all[i], t->name);
        }
    }
    if (unique) {
        add_unique(t, columns);
    }
    skip_statement(r); /* WHERE of a partial index, and for which engine */
}

/* A table made anew later in the same migration, or gone for good; nothing may refer to it. */
static void drop_table(struct reader *r)
{
    struct schema *into = r->into;
    int line = now(r)->line;
    struct table *t = known_table(r);
    for (size_t i = 0; i < into->table_count; i++) {
        for (size_t k = 0; k < into->tables[i].reference_count; k++) {
            if (words_equal(into->tables[i].references[k].table, t->name)) {
                refuse(r->tokens.path, line, "%s refers to %s", into->tables[i].name, t->name);
            }
        }
    }
    size_t at = (size_t)(t - into->tables);
    memmove(t, t + 1, (into->table_count - at - 1) * sizeof *t);
    into->table_count--;
}

static void read_statement(struct reader *r)
{
    int line = now(r)->line;
    if (accept(r, "CREATE")) {
        if (accept(r, "TABLE")) {
            read_table(r, line);
        } else {
            bool unique = accept(r, "UNIQUE");
            expect(r, "INDEX");
            read_index(r, unique);
        }
    } else if (accept(r, "ALTER")) {
        expect(r, "TABLE");
        struct table *t = known_table(r);
        expect(r, "ADD");
        expect(r, "COLUMN");
        read_column(r, t);
    } else if (accept(r, "DROP")) {
        if (accept(r, "TABLE")) {
            drop_table(r);
        } else {
            expect(r, "INDEX");
            (void)expect_word(r);
        }
    } else if (token_is(now(r), "INSERT") || token_is(now(r), "UPDATE") ||
               token_is(now(r), "DELETE")) {
        skip_statement(r);
    } else {
        refuse(r->tokens.path, line, "'%s' is not shared by all engines in a migration",
               now(r)->text);
    }
    expect(r, ";");
}

static void read_note(struct reader *r)
{
    const struct token *t = now(r);
    if (strncmp(t->text, "citus:", 6) == 0) {
        r->notes.placement = t->text;
    } else if (strncmp(t->text, "append:", 7) == 0) {
        if (strcmp(t->text, "append: only") != 0) {
            refuse(r->tokens.path, t->line, "'%s' is not append: only", t->text);
        }
        r->notes.append_only = true;
    } else if (strncmp(t->text, "rows:", 5) == 0) {
        if (strcmp(t->text, "rows: wide") != 0) {
            refuse(r->tokens.path, t->line, "'%s' is not rows: wide", t->text);
        }
        r->notes.wide = true;
    }
    r->at++;
}

static void read_all(struct reader *r)
{
    while (now(r)->kind != TOKEN_END) {
        if (now(r)->kind == TOKEN_COMMENT) {
            read_note(r);
            continue;
        }
        read_statement(r);
        r->notes = (struct notes){0};
    }
}

/* Comments inside a statement are dropped before it is read. */
static struct tokens without_inner_comments(struct tokens all)
{
    struct tokens out = {.path = all.path, .all = all.all};
    bool inside = false;
    for (size_t i = 0; i < all.count; i++) {
        if (all.all[i].kind == TOKEN_COMMENT && inside) {
            continue;
        }
        if (all.all[i].kind != TOKEN_COMMENT) {
            inside = !token_is(&all.all[i], ";");
        }
        out.all[out.count++] = all.all[i];
    }
    out.all[out.count] = all.all[all.count];
    return out;
}

/* Text sorts by bytes on both engines: PostgreSQL is told so column by column. */
static char *expand(const struct tokens *tokens, bool postgres)
{
    static const struct {
        const char *brace, *sqlite, *postgres;
    } types[] = {{"{int}", "INTEGER", "BIGINT"},
                 {"{text}", "TEXT", "TEXT COLLATE \"C\""},
                 {"{blob}", "BLOB", "BYTEA"},
                 {"{table}", " STRICT", ""},
                 {"{rowless}", " STRICT, WITHOUT ROWID", ""},
                 {"{server}", "", ""}};
    struct text out = {0};
    text_add(&out, "%s", "");
    bool begins = true;
    bool left_out = false;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->all[i];
        if (t->kind == TOKEN_COMMENT) {
            continue;
        }
        left_out = begins ? !postgres && for_server(tokens, i) : left_out;
        begins = token_is(t, ";");
        if (left_out) {
            continue;
        }
        const char *word = t->kind == TOKEN_BRACE ? NULL : t->text;
        for (size_t k = 0; word == NULL && k < sizeof types / sizeof types[0]; k++) {
            if (strcmp(types[k].brace, t->text) == 0) {
                word = postgres ? types[k].postgres : types[k].sqlite;
            }
        }
        if (word == NULL) {
            refuse(tokens->path, t->line, "%s is not a type or table ending", t->text);
        }
        text_add(&out, "%s%s", t->space_before && i > 0 ? " " : "", word);
        if (token_is(t, ";")) {
            text_add_bytes(&out, "\n", 1);
        }
    }
    return out.p;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

void schema_read(struct schema *s, const char *path)
{
    struct text file = file_read(path);
    const char *base = base_name(path);
    char *end = NULL;
    long number = strtol(base, &end, 10);
    if (end != base + 4 || *end != '_' || number != (long)s->migration_count + 1) {
        refuse(path, 0, "must be named %04zu_name.sql", s->migration_count + 1);
    }
    struct migration m = {.number = (int)number};
    m.name = pool_copy(base, strcspn(base, "."));
    crypto_generichash(m.hash, sizeof m.hash, (const unsigned char *)file.p, file.n, NULL, 0);
    struct tokens tokens = without_inner_comments(tokens_of_file(path, file.p));
    m.sqlite = expand(&tokens, false);
    m.postgres = expand(&tokens, true);
    s->migrations = pool_grow(s->migrations, s->migration_count, sizeof *s->migrations);
    s->migrations[s->migration_count++] = m;
    struct reader r = {.into = s, .tokens = tokens};
    read_all(&r);
}

const struct table *schema_table(const struct schema *s, const char *name)
{
    for (size_t i = 0; i < s->table_count; i++) {
        if (words_equal(s->tables[i].name, name)) {
            return &s->tables[i];
        }
    }
    return NULL;
}

const struct field *table_column(const struct table *t, const char *name)
{
    for (size_t i = 0; i < t->column_count; i++) {
        if (words_equal(t->columns[i].name, name)) {
            return &t->columns[i];
        }
    }
    return NULL;
}
