/* lettergen OUT.c FIELDS.def FILE.txt...: compiles the letters of letters/fr to tables of steps
 * that src/courier/letter_build.c carries out. A file whose name begins with _ is a part that
 * others include.
 *
 * A letter is read line by line; an empty line ends a block, an indented line goes on with it.
 *   # title   ## heading   - item of a list   % small print   > line of the signature
 *   = line of references   < line of the letterhead   @ line to the right of it   ! foot
 *   ~ NAME | VALUE of the payment box      anything else: a paragraph
 * Inside: {{ field }}, **bold**, {{ if [not] NAME }} … {{ else }} … {{ end }}. Alone on a line,
 * if, else and end choose whole blocks. NAME is a field (there or not) or own, mandate, factor,
 * business, public, consumer, claimed, reminded, items, one_item, credits, remarks.
 * {{ table items }}: lines | HEAD | CELL | FOOT, one a column (|> right), row fields in CELL;
 * {{ end }}. {{ remarks }} {{ include _part }} {{# comment }}.
 *
 * French spaces are set here, whoever edits: no-break before : and the euro sign and inside
 * quotes, narrow before ; ! ? % and between thousands. A typewriter's apostrophe is refused. */
#include <ctype.h>
#include <string.h>

#include "sqlgen/text.h"

enum { DEPTH_MAX = 16, NAMES_MAX = 128, INCLUDE_MAX = 4 };

struct op {
    const char *kind, *arg;
    const char *text; /* NULL: none */
    size_t jump;
};

struct letter {
    const char *path;
    char *name;
    struct op *ops;
    size_t count;
};

struct waiting {
    enum { WAIT_IF, WAIT_ELSE, WAIT_TABLE } kind;
    size_t at; /* the step whose jump is still open */
    int line;
};

static const char *fields[NAMES_MAX];
static size_t field_count;
static const char *row_fields[NAMES_MAX];
static size_t row_field_count;

struct reader {
    struct letter *letter;
    const char *path;
    int line;
    struct waiting waiting[DEPTH_MAX];
    size_t depth;
    bool in_table, in_row, open, bold;
    int includes;
    char **files;
};

static struct op *emit(struct reader *r, const char *kind, const char *arg, const char *text)
{
    struct letter *l = r->letter;
    l->ops = pool_grow(l->ops, l->count, sizeof *l->ops);
    l->ops[l->count] = (struct op){kind, arg, text, 0};
    return &l->ops[l->count++];
}

/* ---- names ---- */

static bool listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

static void read_names(const char *path)
{
    static const struct {
        const char *macro;
        const char **names;
        size_t *count;
    } lists[] = {{"\nLETTER_FIELD(", fields, &field_count},
                 {"\nLETTER_ROW_FIELD(", row_fields, &row_field_count}};
    struct text def = file_read(path);
    for (size_t k = 0; k < 2; k++) {
        for (const char *p = def.p; (p = strstr(p, lists[k].macro)) != NULL;) {
            p += strlen(lists[k].macro);
            if (*lists[k].count == NAMES_MAX)
                refuse(path, 0, "has too many fields");
            lists[k].names[(*lists[k].count)++] = pool_copy(p, strcspn(p, ")"));
        }
    }
    if (field_count == 0)
        refuse(path, 0, "has no LETTER_FIELD");
}

/* What stands behind `if`: an expression for the step's argument. */
static const char *test_of(struct reader *r, const char *name)
{
    static const char *const tests[] = {"own",    "mandate",  "factor",  "business",
                                        "public", "consumer", "claimed", "reminded",
                                        "items",  "one_item", "credits", "remarks"};
    if (listed(fields, field_count, name))
        return pool_printf("LETTER_FIELD_%s", name);
    if (listed(tests, sizeof tests / sizeof tests[0], name))
        return pool_printf("LETTER_FIELD_COUNT + LETTER_TEST_%s", name);
    refuse(r->path, r->line, "if %s: no such field or test", name);
}

/* ---- text ---- */

static const char NO_BREAK[] = "\xc2\xa0";
static const char NARROW[] = "\xe2\x80\xaf";

static const char *space_before(const char *p)
{
    static const char *const wide[] = {":", "\xe2\x82\xac", "\xc2\xbb", "\xe2\x80\x93"};
    for (size_t i = 0; i < 4; i++) {
        if (strncmp(p, wide[i], strlen(wide[i])) == 0)
            return NO_BREAK;
    }
    return *p != '\0' && strchr(";!?%", *p) != NULL ? NARROW : NULL;
}

static bool ends_in(const struct text *t, const char *end)
{
    size_t n = strlen(end);
    return t->n >= n && memcmp(t->p + t->n - n, end, n) == 0;
}

/* The space behind what was written: which one? */
static const char *space_after(const struct text *done, const char *next)
{
    if (ends_in(done, "\xc2\xab") || ends_in(done, "article") || ends_in(done, "articles"))
        return NO_BREAK;
    bool three = isdigit((unsigned char)next[0]) && isdigit((unsigned char)next[1]) &&
                 isdigit((unsigned char)next[2]) && !isdigit((unsigned char)next[3]);
    if (three && done->n > 0 && isdigit((unsigned char)done->p[done->n - 1]))
        return NARROW;
    return NULL;
}

static char *typeset(struct reader *r, const char *p, size_t n)
{
    struct text out = {0};
    const char *all = pool_copy(p, n);
    text_add_bytes(&out, "", 0);
    for (const char *c = all; *c != '\0'; c++) {
        const char *space = NULL;
        if (*c == '\'' || *c == '"')
            refuse(r->path, r->line, "%c: write ’ or « »", *c);
        if (*c == ' ') {
            space = space_before(c + 1);
            space = space != NULL ? space : space_after(&out, c + 1);
        }
        text_add_bytes(&out, space != NULL ? space : c, space != NULL ? strlen(space) : 1);
    }
    return out.p;
}

static void emit_text(struct reader *r, const char *p, size_t n)
{
    if (n > 0)
        emit(r, "TEXT", "0", typeset(r, p, n));
}

/* ---- tags ---- */

/* The words of {{ … }} without the braces. */
static size_t words_of(struct reader *r, const char *p, size_t n, const char *words[4])
{
    char *copy = pool_copy(p, n);
    size_t count = 0;
    for (char *w = copy + strspn(copy, " "); *w != '\0';) {
        size_t length = strcspn(w, " ");
        if (count == 4)
            refuse(r->path, r->line, "{{ %s: too many words", copy);
        words[count++] = pool_copy(w, length);
        w += length;
        w += strspn(w, " ");
    }
    if (count == 0)
        refuse(r->path, r->line, "{{ }} is empty");
    return count;
}

static void push(struct reader *r, int kind, size_t at)
{
    if (r->depth == DEPTH_MAX)
        refuse(r->path, r->line, "too many if inside each other");
    r->waiting[r->depth] = (struct waiting){.at = at, .line = r->line};
    r->waiting[r->depth++].kind = kind;
}

static void end_table(struct reader *r, size_t at)
{
    r->letter->ops[at].jump = r->letter->count;
    r->in_table = false;
}

static bool control(struct reader *r, const char *words[4], size_t count)
{
    if (strcmp(words[0], "if") == 0 && count >= 2) {
        bool not_it = strcmp(words[1], "not") == 0 && count == 3;
        emit(r, not_it ? "IF_NOT" : "IF", test_of(r, words[not_it ? 2 : 1]), NULL);
        push(r, WAIT_IF, r->letter->count - 1);
        return true;
    }
    bool otherwise = strcmp(words[0], "else") == 0;
    if ((!otherwise && strcmp(words[0], "end") != 0) || count != 1)
        return false;
    if (r->depth == 0 || (otherwise && r->waiting[r->depth - 1].kind != WAIT_IF))
        refuse(r->path, r->line, "%s without an if", words[0]);
    struct waiting w = r->waiting[--r->depth];
    if (otherwise) {
        emit(r, "JUMP", "0", NULL);
        push(r, WAIT_ELSE, r->letter->count - 1);
    }
    if (w.kind == WAIT_TABLE)
        end_table(r, w.at);
    else
        r->letter->ops[w.at].jump = r->letter->count;
    return true;
}

static void tag(struct reader *r, const char *p, size_t n)
{
    const char *words[4];
    size_t count = words_of(r, p, n, words);
    if (control(r, words, count))
        return;
    if (count == 1 && r->in_row && listed(row_fields, row_field_count, words[0]))
        emit(r, "ROW_FIELD", pool_printf("LETTER_ROW_FIELD_%s", words[0]), NULL);
    else if (count == 1 && listed(fields, field_count, words[0]))
        emit(r, "FIELD", pool_printf("LETTER_FIELD_%s", words[0]), NULL);
    else
        refuse(r->path, r->line, "{{ %s }}: no such field", words[0]);
}

/* Text with tags and bold. */
static void inside(struct reader *r, const char *p, size_t n)
{
    const char *end = p + n;
    const char *from = p;
    while (p < end) {
        bool is_tag = end - p > 1 && p[0] == '{' && p[1] == '{';
        bool is_bold = end - p > 1 && p[0] == '*' && p[1] == '*';
        if (!is_tag && !is_bold) {
            p++;
            continue;
        }
        emit_text(r, from, (size_t)(p - from));
        if (is_bold) {
            r->bold = !r->bold;
            emit(r, "FACE", r->bold ? "PAGE_BOLD" : "PAGE_PLAIN", NULL);
            p += 2;
        } else {
            const char *close = strstr(p, "}}");
            if (close == NULL || close >= end)
                refuse(r->path, r->line, "{{ without }}");
            tag(r, p + 2, (size_t)(close - p - 2));
            p = close + 2;
        }
        from = p;
    }
    emit_text(r, from, (size_t)(end - from));
}

/* ---- lines ---- */

static bool is_bar(const char *p) { return strncmp(p, " | ", 3) == 0 || strcmp(p, " |") == 0; }

/* The next bar outside of tags, or the end. */
static const char *bar(const char *p)
{
    while (*p != '\0' && !is_bar(p)) {
        const char *close = strncmp(p, "{{", 2) == 0 ? strstr(p, "}}") : NULL;
        p = close != NULL ? close + 2 : p + 1;
    }
    return p;
}

static void column(struct reader *r, const char *line)
{
    static const char *const ends[] = {"CELL", "FOOT", "COLUMN_END"};
    if (!r->in_table)
        refuse(r->path, r->line, "a column outside of a table");
    bool right = line[1] == '>';
    const char *p = line + (right ? 2 : 1);
    size_t at = r->letter->count;
    emit(r, "COLUMN", right ? "1" : "0", NULL);
    for (int part = 0; part < 3; part++) {
        while (*p == ' ')
            p++;
        const char *end = bar(p);
        r->in_row = part == 1;
        inside(r, p, (size_t)(end - p));
        emit(r, ends[part], "0", NULL);
        p = end + (*end == '\0' ? 0 : 2);
    }
    r->in_row = false;
    r->letter->ops[at].jump = r->letter->count;
}

static void read_letter(struct reader *r);

static void include(struct reader *r, const char *name)
{
    char *end = pool_printf("/%s.txt", name);
    for (char **file = r->files; *file != NULL; file++) {
        size_t n = strlen(*file);
        if (n > strlen(end) && strcmp(*file + n - strlen(end), end) == 0) {
            struct reader part = {.letter = r->letter, .path = *file, .files = r->files};
            part.includes = r->includes + 1;
            if (part.includes > INCLUDE_MAX)
                refuse(r->path, r->line, "include %s: too deep", name);
            read_letter(&part);
            return;
        }
    }
    refuse(r->path, r->line, "include %s: there is no such part", name);
}

/* A line that is one tag and nothing else chooses or brings whole blocks. */
static bool whole_tag(struct reader *r, const char *line)
{
    size_t n = strlen(line);
    const char *words[4];
    const char *close = strstr(line, "}}");
    if (strncmp(line, "{{", 2) != 0 || close != line + n - 2)
        return false;
    if (line[2] == '#')
        return true;
    size_t count = words_of(r, line + 2, n - 4, words);
    bool was_open = r->open;
    r->open = false;
    if (control(r, words, count))
        return true;
    if (count == 2 && strcmp(words[0], "include") == 0) {
        include(r, words[1]);
    } else if (count == 2 && strcmp(words[0], "table") == 0 &&
               (strcmp(words[1], "items") == 0 || strcmp(words[1], "credits") == 0)) {
        emit(r, "TABLE", pool_printf("LETTER_LIST_%s", words[1]), NULL);
        r->in_table = true;
        push(r, WAIT_TABLE, r->letter->count - 1);
    } else if (count == 1 && strcmp(words[0], "remarks") == 0) {
        emit(r, "REMARKS", "0", NULL);
    } else {
        r->open = was_open;
        return false;
    }
    return true;
}

static void block(struct reader *r, const char *line)
{
    static const struct {
        const char *sign, *part;
    } parts[] = {{"# ", "TITLE"},     {"## ", "HEADING"}, {"- ", "ITEM"},    {"% ", "NOTE"},
                 {"= ", "REFERENCE"}, {"< ", "SENDER"},   {"@ ", "CONTACT"}, {"! ", "FOOT"},
                 {"> ", "SIGNATURE"}, {"~ ", "PAIR"}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t n = strlen(parts[i].sign);
        if (strncmp(line, parts[i].sign, n) != 0)
            continue;
        emit(r, "BLOCK", pool_printf("LETTER_PART_%s", parts[i].part), NULL);
        const char *end = strcmp(parts[i].part, "PAIR") == 0 ? bar(line + n) : line + strlen(line);
        inside(r, line + n, (size_t)(end - line) - n);
        if (*end != '\0') {
            emit(r, "BLOCK", "LETTER_PART_VALUE", NULL);
            end += 2 + strspn(end + 2, " ");
            inside(r, end, strlen(end));
        }
        r->open = true;
        return;
    }
    if (r->open)
        emit(r, "TEXT", "0", " ");
    else
        emit(r, "BLOCK", "LETTER_PART_PARAGRAPH", NULL);
    inside(r, line, strlen(line));
    r->open = true;
}

static void one_line(struct reader *r, char *line)
{
    size_t n = strlen(line);
    while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\r'))
        line[--n] = '\0';
    if (n == 0) {
        r->open = false;
        if (r->bold)
            refuse(r->path, r->line, "** without its end");
        return;
    }
    if (whole_tag(r, line))
        return;
    if (line[0] == '|') {
        column(r, line);
    } else if (line[0] == ' ' && r->open) {
        emit(r, "TEXT", "0", " ");
        line += strspn(line, " ");
        inside(r, line, strlen(line));
    } else {
        block(r, line);
    }
}

static void read_letter(struct reader *r)
{
    char *rest = file_read(r->path).p;
    while (rest != NULL && *rest != '\0') {
        char *line = rest;
        char *end = strchr(rest, '\n');
        rest = end == NULL ? NULL : end + 1;
        if (end != NULL)
            *end = '\0';
        r->line++;
        one_line(r, line);
    }
    if (r->depth > 0)
        refuse(r->path, r->waiting[r->depth - 1].line, "without an end");
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void write_letter(struct text *out, const struct letter *l, size_t number)
{
    text_add(out, "static const struct letter_op ops_%zu[] = {\n", number);
    for (size_t i = 0; i < l->count; i++) {
        const struct op *op = &l->ops[i];
        text_add(out, "    {LETTER_OP_%s, %s, %zu, STR_INIT(\"", op->kind, op->arg, op->jump);
        text_add_escaped(out, op->text == NULL ? "" : op->text);
        text_add(out, "\")},\n");
    }
    text_add(out, "    {LETTER_OP_END, 0, 0, STR_INIT(\"\")},\n};\n\n");
}

int main(int argc, char **argv)
{
    struct text out = {0};
    struct text list = {0};
    size_t count = 0;
    if (argc < 4)
        refuse("lettergen", 0, "usage: lettergen OUT.c FIELDS.def FILE.txt...");
    read_names(argv[2]);
    text_add(&out, "/* Generated by tools/lettergen from letters/. */\n"
                   "#include \"courier/letter_template.h\"\n\n");
    text_add_bytes(&list, "", 0);
    for (int i = 3; i < argc; i++) {
        struct letter letter = {.path = argv[i]};
        struct reader reader = {.letter = &letter, .path = argv[i], .files = argv + 3};
        const char *base = base_name(argv[i]);
        if (base[0] == '_')
            continue;
        read_letter(&reader);
        write_letter(&out, &letter, count);
        text_add(&list, "    {\"%.*s\", ops_%zu},\n", (int)strcspn(base, "."), base, count++);
    }
    text_add(&out,
             "const struct letter_template letter_templates[] = {\n%s};\n"
             "const size_t letter_template_count = %zu;\n",
             list.p, count);
    file_write(argv[1], &out);
    return 0;
}
