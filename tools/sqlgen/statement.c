#include "statement.h"

#include "text.h"

#include <ctype.h>
#include <string.h>

/* Words that cannot name a member of a C struct. */
static const char *const c_keywords[] = {
    "auto",   "break",  "case",   "char",     "const",   "continue", "default", "do",
    "double", "else",   "enum",   "extern",   "float",   "for",      "goto",    "if",
    "inline", "int",    "long",   "register", "return",  "short",    "signed",  "sizeof",
    "static", "struct", "switch", "typedef",  "union",   "unsigned", "void",    "volatile",
    "while",  "bool",   "true",   "false",    "restrict"};

struct reader {
    struct tokens tokens;
    size_t at;
    struct statements fragments; /* of this file, so far */
};

static const char *skip_blanks(const char *p)
{
    while (*p == ' ') {
        p++;
    }
    return p;
}

/* The text behind "key:" when the comment has that key, else NULL. */
static const char *keyed(const char *comment, const char *key)
{
    size_t n = strlen(key);
    if (strncmp(comment, key, n) != 0 || comment[n] != ':') {
        return NULL;
    }
    return skip_blanks(comment + n + 1);
}

static void check_name(const char *path, int line, const char *name)
{
    bool good = name[0] >= 'a' && name[0] <= 'z';
    for (const char *p = name; *p != '\0'; p++) {
        good = good && (islower((unsigned char)*p) || isdigit((unsigned char)*p) || *p == '_');
    }
    for (size_t i = 0; i < sizeof c_keywords / sizeof c_keywords[0]; i++) {
        good = good && strcmp(name, c_keywords[i]) != 0;
    }
    if (!good) {
        refuse(path, line, "'%s' cannot be a name", name);
    }
}

static struct field read_field(const char *path, int line, const char *part, size_t n)
{
    char *copy = pool_copy(part, n);
    char *name_end = strchr(copy, ' ');
    if (name_end == NULL) {
        refuse(path, line, "'%s' is not NAME TYPE", copy);
    }
    *name_end = '\0';
    char *type = name_end + 1;
    size_t type_n = strlen(type);
    struct field f = {.name = copy};
    if (type_n > 0 && type[type_n - 1] == '?') {
        f.nullable = true;
        type[--type_n] = '\0';
    }
    static const char *const types[] = {"int", "text", "blob"};
    size_t i = 0;
    while (i < 3 && strcmp(type, types[i]) != 0) {
        i++;
    }
    if (i == 3) {
        refuse(path, line, "type '%s' of %s is not int, text or blob", type, copy);
    }
    f.type = (enum value_type)i;
    check_name(path, line, copy);
    return f;
}

static void add_field(const char *path, int line, const struct field *f, struct field **fields,
                      size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp((*fields)[i].name, f->name) == 0) {
            refuse(path, line, "field %s is there twice", f->name);
        }
    }
    *fields = pool_grow(*fields, *count, sizeof **fields);
    (*fields)[(*count)++] = *f;
}

static void read_fields(const struct token *t, const char *path, const char *list,
                        struct field **fields, size_t *count)
{
    const char *p = skip_blanks(list);
    while (*p != '\0') {
        size_t n = strcspn(p, ",");
        size_t kept = n;
        while (kept > 0 && p[kept - 1] == ' ') {
            kept--;
        }
        struct field f = read_field(path, t->line, p, kept);
        add_field(path, t->line, &f, fields, count);
        p = skip_blanks(p + n + (p[n] == ','));
    }
    if (*count == 0 || *count > 120) {
        refuse(path, t->line, "between 1 and 120 fields are needed");
    }
}

static bool read_kind(const char *text, struct statement *st)
{
    static const struct {
        const char *text;
        enum statement_kind kind;
        bool stream, wide;
    } kinds[] = {{"exec", STATEMENT_EXEC, false, false},
                 {"one", STATEMENT_ONE, false, false},
                 {"many", STATEMENT_MANY, false, false},
                 {"many stream", STATEMENT_MANY, true, false},
                 {"many stream wide", STATEMENT_MANY, true, true},
                 {"each", STATEMENT_EACH, true, false},
                 {"bulk", STATEMENT_BULK, false, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(text, kinds[i].text) == 0) {
            st->kind = kinds[i].kind;
            st->stream = kinds[i].stream;
            st->wide = kinds[i].wide;
            return true;
        }
    }
    return false;
}

static struct statement *find(const struct statements *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->all[i].name, name) == 0) {
            return &s->all[i];
        }
    }
    return NULL;
}

static void add_token(struct statement *st, const struct token *t)
{
    st->body = pool_grow(st->body, st->body_count, sizeof *st->body);
    st->body[st->body_count++] = *t;
}

/* What a fragment holds, behind what the statement has so far. */
static void use_fragment(const struct reader *r, struct statement *st, const struct token *t,
                         const char *name)
{
    struct statement *f = find(&r->fragments, name);
    if (f == NULL) {
        refuse(st->path, t->line, "%s uses %s, which is no fragment above it", st->name, name);
    }
    f->used = true;
    for (size_t i = 0; i < f->in_count; i++) {
        add_field(st->path, t->line, &f->in[i], &st->in, &st->in_count);
    }
    for (size_t i = 0; i < f->out_count; i++) {
        add_field(st->path, t->line, &f->out[i], &st->out, &st->out_count);
    }
    for (size_t i = 0; i < f->body_count; i++) {
        add_token(st, &f->body[i]);
    }
}

/* Header lines that a fragment may have, too. */
static bool read_shared_line(const struct reader *r, struct statement *st, const struct token *t)
{
    const char *rest = NULL;
    if ((rest = keyed(t->text, "in")) != NULL) {
        read_fields(t, st->path, rest, &st->in, &st->in_count);
    } else if ((rest = keyed(t->text, "out")) != NULL) {
        read_fields(t, st->path, rest, &st->out, &st->out_count);
    } else if ((rest = keyed(t->text, "use")) != NULL) {
        use_fragment(r, st, t, rest);
    }
    return rest != NULL;
}

static bool read_own_line(struct statement *st, const struct token *t, bool *have_kind)
{
    const char *rest = NULL;
    if ((rest = keyed(t->text, "crossshard")) != NULL && *rest != '\0') {
        st->crossshard = true;
    } else if ((rest = keyed(t->text, "like")) != NULL && *rest != '\0') {
        st->like = true;
    } else if (!*have_kind && read_kind(t->text, st)) {
        *have_kind = true;
    } else {
        return false;
    }
    return true;
}

static void read_header(struct reader *r, struct statement *st)
{
    bool have_kind = false;
    for (; r->tokens.all[r->at].kind == TOKEN_COMMENT; r->at++) {
        const struct token *t = &r->tokens.all[r->at];
        if (!read_shared_line(r, st, t) && (st->fragment || !read_own_line(st, t, &have_kind))) {
            refuse(st->path, t->line, "header line '%s' of %s is not understood", t->text,
                   st->name);
        }
    }
    if (st->fragment) {
        return;
    }
    if (!have_kind) {
        refuse(st->path, st->line, "%s has no exec, one, many, each or bulk", st->name);
    }
    bool needs_out = st->kind != STATEMENT_EXEC && st->kind != STATEMENT_BULK;
    if (needs_out != (st->out_count > 0)) {
        refuse(st->path, st->line, "%s: one, many and each have an out line, the others have none",
               st->name);
    }
    if (st->kind == STATEMENT_BULK && st->in_count == 0) {
        refuse(st->path, st->line, "%s: bulk needs an in line", st->name);
    }
}

/* Takes the tokens up to `;`, which must be followed by a comment or the end. */
static void read_body(struct reader *r, struct statement *st)
{
    for (;; r->at++) {
        const struct token *t = &r->tokens.all[r->at];
        if (t->kind == TOKEN_END) {
            refuse(st->path, st->line, "%s does not end with ';'", st->name);
        }
        const char *fragment = t->kind == TOKEN_COMMENT ? keyed(t->text, "use") : NULL;
        if (fragment != NULL) {
            use_fragment(r, st, t, fragment);
        }
        if (t->kind == TOKEN_COMMENT) {
            continue;
        }
        if (token_is(t, ";")) {
            break;
        }
        add_token(st, t);
    }
    r->at++;
    const struct token *next = &r->tokens.all[r->at];
    if (next->kind != TOKEN_END && next->kind != TOKEN_COMMENT) {
        refuse(st->path, next->line, "'%s' behind the end of %s", next->text, st->name);
    }
    if (st->body_count == 0) {
        refuse(st->path, st->line, "%s is empty", st->name);
    }
    add_token(st, &(struct token){.kind = TOKEN_END, .text = pool_copy("", 0)});
    st->body_count--;
}

/* SQLite numbers named parameters by first appearance, so both engines agree only when the
 * numbers are in that order. */
static void check_parameters(const struct statement *st, const struct token *body, size_t count)
{
    int seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (body[i].kind != TOKEN_PARAMETER) {
            continue;
        }
        if (body[i].number == seen + 1) {
            seen++;
        } else if (body[i].number > seen) {
            refuse(st->path, body[i].line, "%s: $%d comes before $%d", st->name, body[i].number,
                   seen + 1);
        }
    }
    if ((size_t)seen != st->in_count) {
        refuse(st->path, st->line, "%s: %d parameters, %zu declared", st->name, seen, st->in_count);
    }
}

static const struct token *expect(const struct statement *st, const struct token *t,
                                  const char *what)
{
    if (!token_is(t, what)) {
        refuse(st->path, st->line, "%s: bulk must be INSERT INTO t (columns) VALUES ($1, ...)",
               st->name);
    }
    return t + 1;
}

char *rows_text(const char *table, const char *columns, size_t count)
{
    struct text t = {0};
    text_add(&t, "INSERT OR FAIL INTO %s (%s) SELECT ", table, columns);
    for (size_t i = 0; i < count; i++) {
        text_add(&t, "%sc%zu", i == 0 ? "" : ", ", i);
    }
    text_add(&t, " FROM relance_rows");
    return t.p;
}

/* What the engines take instead of the statement itself. */
static void bulk_texts(struct statement *st)
{
    const struct token *t = expect(st, expect(st, st->body, "INSERT"), "INTO");
    const char *table = t->text;
    struct text columns = {0};
    t = expect(st, t + 1, "(");
    for (size_t i = 0; i < st->in_count; i++) {
        text_add(&columns, "%s%s", i == 0 ? "" : ", ", t->text);
        t = expect(st, t + 1, i + 1 == st->in_count ? ")" : ",");
    }
    t = expect(st, expect(st, t, "VALUES"), "(");
    for (size_t i = 0; i < st->in_count; i++) {
        if (t->kind != TOKEN_PARAMETER || t->number != (int)i + 1) {
            refuse(st->path, st->line, "%s: bulk values must be $1 to $n", st->name);
        }
        t = expect(st, t + 1, i + 1 == st->in_count ? ")" : ",");
    }
    if (t->kind != TOKEN_END) {
        refuse(st->path, st->line, "%s: nothing may follow the values of bulk", st->name);
    }
    st->copy = pool_printf("COPY %s(%s) FROM STDIN (FORMAT binary)", table, columns.p);
    st->sqlite = rows_text(table, columns.p, st->in_count);
}

static size_t find_word(const struct statement *st, const char *word)
{
    int depth = 0;
    for (size_t i = 0; i < st->body_count; i++) {
        depth += token_is(&st->body[i], "(") ? 1 : token_is(&st->body[i], ")") ? -1 : 0;
        if (depth == 0 && token_is(&st->body[i], word)) {
            return i;
        }
    }
    return st->body_count;
}

/* Where `first column_of_rows sign $number` stands. */
static size_t find_bound(const struct statement *st, const char *first, const char *sign,
                         size_t number)
{
    for (size_t i = 0; i + 3 < st->body_count; i++) {
        const struct token *t = &st->body[i];
        if (token_is(&t[0], first) && token_is(&t[1], st->out[0].name) && token_is(&t[2], sign) &&
            t[3].kind == TOKEN_PARAMETER && (size_t)t[3].number == number) {
            return i;
        }
    }
    refuse(st->path, st->line, "%s: each must say %s %s %s $%zu", st->name, first, st->out[0].name,
           sign, number);
}

static const char *text_between(const struct statement *st, size_t from, size_t to)
{
    return from < to ? statement_text(st->body + from, to - from, '?') : "";
}

/* PostgreSQL gives them by COPY, which takes no parameters: the driver puts numbers there. */
static char *copy_out(const struct statement *st)
{
    for (size_t i = 0; i < st->in_count; i++) {
        if (st->in[i].type != VALUE_INT || st->in[i].nullable) {
            refuse(st->path, st->line, "%s: each takes numbers", st->name);
        }
    }
    return pool_printf("COPY (%s) TO STDOUT (FORMAT binary)", st->postgres);
}

/* SQLite hands the columns to a function instead of giving rows (src/store/sqlite.c). An aggregate
 * has no order of its own: the rows come as the first key is read, which whoever takes them checks.
 */
static void each_texts(struct statement *st)
{
    static const char *const others[] = {"UNION", "GROUP", "DISTINCT", "LIMIT", "JOIN"};
    enum { BOUND_TOKENS = 4 };
    size_t from = find_word(st, "FROM");
    size_t order = find_word(st, "ORDER");
    size_t begin = find_bound(st, "WHERE", ">=", 1);
    size_t end = find_bound(st, "AND", "<=", st->in_count);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (find_word(st, others[i]) < st->body_count) {
            refuse(st->path, st->line, "%s: each cannot have %s", st->name, others[i]);
        }
    }
    if (!token_is(&st->body[0], "SELECT") || order == st->body_count || begin != from + 2) {
        refuse(st->path, st->line, "%s: each must be SELECT ... FROM t WHERE ... ORDER BY",
               st->name);
    }
    const char *columns = text_between(st, 1, from);
    const char *table = st->body[from + 1].text;
    const char *key = st->out[0].name;
    const char *middle = text_between(st, begin + BOUND_TOKENS, end);
    const char *rest = text_between(st, end + BOUND_TOKENS, order);
    st->sqlite = pool_printf("SELECT relance_each(%s) FROM %s WHERE %s >= ?1 %s %s", columns, table,
                             key, middle, rest);
    /* the first parameter is named, so that both texts take the same ones */
    st->some = pool_printf("SELECT relance_each(%s) FROM relance_rows CROSS JOIN %s "
                           "WHERE %s = c0 AND ?1 IS NOT NULL %s %s",
                           columns, table, key, middle, rest);
    st->copy_out = copy_out(st);
}

char *statement_text(const struct token *body, size_t count, char sign)
{
    struct text t = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && body[i].space_before) {
            text_add_bytes(&t, " ", 1);
        }
        if (body[i].kind == TOKEN_PARAMETER) {
            text_add(&t, "%c%d", sign, body[i].number);
        } else {
            text_add_bytes(&t, body[i].text, strlen(body[i].text));
        }
    }
    return t.p;
}

/* Moves to the next "-- name:" or "-- fragment:", false at the end. Prose before it is for
 * readers. */
static bool next_name(struct reader *r, struct statement *st)
{
    for (;; r->at++) {
        const struct token *t = &r->tokens.all[r->at];
        if (t->kind == TOKEN_END) {
            return false;
        }
        if (t->kind != TOKEN_COMMENT) {
            refuse(r->tokens.path, t->line, "'%s' outside a named statement", t->text);
        }
        const char *fragment = keyed(t->text, "fragment");
        const char *name = fragment != NULL ? fragment : keyed(t->text, "name");
        if (name != NULL) {
            check_name(r->tokens.path, t->line, name);
            *st = (struct statement){.path = r->tokens.path,
                                     .line = t->line,
                                     .name = pool_copy(name, strlen(name)),
                                     .fragment = fragment != NULL};
            r->at++;
            return true;
        }
    }
}

static void add_statement(struct statements *s, const struct statement *st)
{
    const struct statement *same = find(s, st->name);
    if (same != NULL) {
        refuse(st->path, st->line, "%s is already in %s:%d", st->name, same->path, same->line);
    }
    s->all = pool_grow(s->all, s->count, sizeof *s->all);
    s->all[s->count++] = *st;
}

void statements_read(struct statements *s, const char *path)
{
    struct text file = file_read(path);
    struct reader r = {.tokens = tokens_of_file(path, file.p)};
    struct statement st;
    while (next_name(&r, &st)) {
        read_header(&r, &st);
        read_body(&r, &st);
        if (st.fragment) {
            add_statement(&r.fragments, &st);
            continue;
        }
        check_parameters(&st, st.body, st.body_count);
        st.sqlite = statement_text(st.body, st.body_count, '?');
        st.postgres = statement_text(st.body, st.body_count, '$');
        if (st.kind == STATEMENT_BULK) {
            bulk_texts(&st);
        }
        if (st.kind == STATEMENT_EACH) {
            each_texts(&st);
        }
        add_statement(s, &st);
    }
    for (size_t i = 0; i < r.fragments.count; i++) {
        if (!r.fragments.all[i].used) {
            refuse(path, r.fragments.all[i].line, "nothing uses %s", r.fragments.all[i].name);
        }
    }
}

void statements_override(struct statements *s, const char *path)
{
    struct text file = file_read(path);
    struct reader r = {.tokens = tokens_of_file(path, file.p)};
    struct statement own;
    while (next_name(&r, &own)) {
        struct statement *st = find(s, own.name);
        if (st == NULL || st->kind == STATEMENT_BULK) {
            refuse(path, own.line, "%s is not a statement that can be overridden", own.name);
        }
        while (r.tokens.all[r.at].kind == TOKEN_COMMENT) {
            r.at++;
        }
        own.in_count = st->in_count;
        read_body(&r, &own);
        check_parameters(&own, own.body, own.body_count);
        st->postgres = statement_text(own.body, own.body_count, '$');
        if (st->kind == STATEMENT_EACH) {
            own.out = st->out;
            (void)find_bound(&own, "WHERE", ">=", 1);
            st->copy_out = copy_out(st);
        }
    }
}
