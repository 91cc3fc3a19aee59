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
    struct statements *into;
    struct tokens tokens;
    size_t at;
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
        for (size_t i = 0; i < *count; i++) {
            if (strcmp((*fields)[i].name, f.name) == 0) {
                refuse(path, t->line, "field %s is there twice", f.name);
            }
        }
        *fields = pool_grow(*fields, *count, sizeof **fields);
        (*fields)[(*count)++] = f;
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

static void read_header(struct reader *r, struct statement *st)
{
    bool have_kind = false;
    for (; r->tokens.all[r->at].kind == TOKEN_COMMENT; r->at++) {
        const struct token *t = &r->tokens.all[r->at];
        const char *rest = NULL;
        if ((rest = keyed(t->text, "in")) != NULL) {
            read_fields(t, st->path, rest, &st->in, &st->in_count);
        } else if ((rest = keyed(t->text, "out")) != NULL) {
            read_fields(t, st->path, rest, &st->out, &st->out_count);
        } else if ((rest = keyed(t->text, "crossshard")) != NULL && *rest != '\0') {
            st->crossshard = true;
        } else if ((rest = keyed(t->text, "like")) != NULL && *rest != '\0') {
            st->like = true;
        } else if (!have_kind && read_kind(t->text, st)) {
            have_kind = true;
        } else {
            refuse(st->path, t->line, "header line '%s' of %s is not understood", t->text,
                   st->name);
        }
    }
    if (!have_kind) {
        refuse(st->path, st->line, "%s has no exec, one, many or bulk", st->name);
    }
    bool needs_out = st->kind == STATEMENT_ONE || st->kind == STATEMENT_MANY;
    if (needs_out != (st->out_count > 0)) {
        refuse(st->path, st->line, "%s: one and many have an out line, the others have none",
               st->name);
    }
    if (st->kind == STATEMENT_BULK && st->in_count == 0) {
        refuse(st->path, st->line, "%s: bulk needs an in line", st->name);
    }
}

/* Takes the tokens up to `;`, which must be followed by a comment or the end. */
static void read_body(struct reader *r, struct statement *st)
{
    struct token *body = NULL;
    size_t count = 0;
    for (;; r->at++) {
        const struct token *t = &r->tokens.all[r->at];
        if (t->kind == TOKEN_END) {
            refuse(st->path, st->line, "%s does not end with ';'", st->name);
        }
        if (t->kind == TOKEN_COMMENT) {
            continue;
        }
        if (token_is(t, ";")) {
            break;
        }
        body = pool_grow(body, count, sizeof *body);
        body[count++] = *t;
    }
    r->at++;
    const struct token *next = &r->tokens.all[r->at];
    if (next->kind != TOKEN_END && next->kind != TOKEN_COMMENT) {
        refuse(st->path, next->line, "'%s' behind the end of %s", next->text, st->name);
    }
    if (count == 0) {
        refuse(st->path, st->line, "%s is empty", st->name);
    }
    body = pool_grow(body, count, sizeof *body);
    body[count] = (struct token){.kind = TOKEN_END, .text = pool_copy("", 0)};
    st->body = body;
    st->body_count = count;
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

static struct statement *find(struct statements *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->all[i].name, name) == 0) {
            return &s->all[i];
        }
    }
    return NULL;
}

/* Moves to the next "-- name:", false at the end. Prose before it is for readers. */
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
        const char *name = keyed(t->text, "name");
        if (name != NULL) {
            check_name(r->tokens.path, t->line, name);
            *st = (struct statement){
                .path = r->tokens.path, .line = t->line, .name = pool_copy(name, strlen(name))};
            r->at++;
            return true;
        }
    }
}

void statements_read(struct statements *s, const char *path)
{
    struct text file = file_read(path);
    struct reader r = {.into = s, .tokens = tokens_of_file(path, file.p)};
    struct statement st;
    while (next_name(&r, &st)) {
        const struct statement *same = find(s, st.name);
        if (same != NULL) {
            refuse(path, st.line, "%s is already in %s:%d", st.name, same->path, same->line);
        }
        read_header(&r, &st);
        read_body(&r, &st);
        check_parameters(&st, st.body, st.body_count);
        st.sqlite = statement_text(st.body, st.body_count, '?');
        st.postgres = statement_text(st.body, st.body_count, '$');
        if (st.kind == STATEMENT_BULK)
            bulk_texts(&st);
        s->all = pool_grow(s->all, s->count, sizeof *s->all);
        s->all[s->count++] = st;
    }
}

void statements_override(struct statements *s, const char *path)
{
    struct text file = file_read(path);
    struct reader r = {.into = s, .tokens = tokens_of_file(path, file.p)};
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
    }
}
