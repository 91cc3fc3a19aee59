#include "token.h"

#include "text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct scanner {
    const char *path;
    const char *p;
    int line;
    bool space;
    struct tokens out;
};

static bool word_begins(char c) { return isalpha((unsigned char)c) != 0 || c == '_'; }

static bool word_goes_on(char c) { return word_begins(c) || isdigit((unsigned char)c) != 0; }

static struct token *add(struct scanner *s, enum token_kind kind, const char *from, size_t n)
{
    s->out.all = pool_grow(s->out.all, s->out.count, sizeof *s->out.all);
    struct token *t = &s->out.all[s->out.count++];
    *t = (struct token){
        .kind = kind, .text = pool_copy(from, n), .line = s->line, .space_before = s->space};
    s->space = false;
    return t;
}

static void scan_comment(struct scanner *s)
{
    const char *from = s->p + 2;
    size_t n = strcspn(from, "\n");
    const char *end = from + n;
    s->p = end;
    while (n > 0 && isspace((unsigned char)*from)) {
        from++;
        n--;
    }
    while (n > 0 && isspace((unsigned char)from[n - 1])) {
        n--;
    }
    add(s, TOKEN_COMMENT, from, n);
    s->space = true;
}

static void scan_string(struct scanner *s)
{
    const char *end = s->p + 1;
    for (;; end++) {
        if (*end == '\0' || *end == '\n') {
            refuse(s->path, s->line, "literal without an end on its line");
        }
        if (*end == '$' || *end == '\\' || *end == '?') {
            refuse(s->path, s->line, "'%c' in a literal", *end);
        }
        if (*end == '\'' && end[1] == '\'') {
            end++;
        } else if (*end == '\'') {
            break;
        }
    }
    add(s, TOKEN_STRING, s->p, (size_t)(end + 1 - s->p));
    s->p = end + 1;
}

static void scan_parameter(struct scanner *s)
{
    const char *end = s->p + 1;
    int number = 0;
    while (isdigit((unsigned char)*end) && number < 1000) {
        number = number * 10 + (*end++ - '0');
    }
    if (number == 0 || word_goes_on(*end)) {
        refuse(s->path, s->line, "'$' that is not a parameter");
    }
    struct token *t = add(s, TOKEN_PARAMETER, s->p, (size_t)(end - s->p));
    t->number = number;
    s->p = end;
}

static void scan_brace(struct scanner *s)
{
    const char *end = s->p + 1;
    while (word_goes_on(*end)) {
        end++;
    }
    if (*end != '}') {
        refuse(s->path, s->line, "'{' without a word and '}'");
    }
    add(s, TOKEN_BRACE, s->p, (size_t)(end + 1 - s->p));
    s->p = end + 1;
}

static void scan_symbol(struct scanner *s)
{
    static const char *const known[] = {"->>", "->", "<=", ">=", "<>", "!=", "||",
                                        "::",  "(",  ")",  ",",  ";",  "=",  "<",
                                        ">",   "+",  "-",  "*",  "/",  "%",  "."};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t n = strlen(known[i]);
        if (strncmp(s->p, known[i], n) == 0) {
            add(s, TOKEN_SYMBOL, s->p, n);
            s->p += n;
            return;
        }
    }
    refuse(s->path, s->line, "'%c' is not in the shared subset of SQL", *s->p);
}

static void scan_run(struct scanner *s, enum token_kind kind)
{
    const char *from = s->p;
    while (word_goes_on(*s->p)) {
        s->p++;
    }
    add(s, kind, from, (size_t)(s->p - from));
}

struct tokens tokens_of_file(const char *path, const char *text)
{
    struct scanner s = {.path = path, .p = text, .line = 1, .out = {.path = path}};
    while (*s.p != '\0') {
        if (isspace((unsigned char)*s.p)) {
            s.line += *s.p == '\n';
            s.space = true;
            s.p++;
        } else if (s.p[0] == '-' && s.p[1] == '-') {
            scan_comment(&s);
        } else if (*s.p == '\'') {
            scan_string(&s);
        } else if (*s.p == '$') {
            scan_parameter(&s);
        } else if (*s.p == '{') {
            scan_brace(&s);
        } else if (word_begins(*s.p)) {
            scan_run(&s, TOKEN_WORD);
        } else if (isdigit((unsigned char)*s.p)) {
            scan_run(&s, TOKEN_NUMBER);
        } else {
            scan_symbol(&s);
        }
    }
    add(&s, TOKEN_END, "", 0);
    s.out.count--;
    return s.out;
}

bool token_is(const struct token *t, const char *text)
{
    if (t->kind == TOKEN_WORD) {
        return strcasecmp(t->text, text) == 0;
    }
    return (t->kind == TOKEN_SYMBOL || t->kind == TOKEN_BRACE) && strcmp(t->text, text) == 0;
}

bool words_equal(const char *a, const char *b) { return strcasecmp(a, b) == 0; }
