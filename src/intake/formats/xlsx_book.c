#include "xlsx_book.h"

#include "base/buf.h"
#include "base/text.h"

enum { SHEETS_MAX = 1000, FORMATS_MAX = 2000, PATH_BYTES = 300 };

struct sheets {
    struct arena *arena;
    bool from_1904;
    struct str wanted;    /* its name, or empty */
    const char *relation; /* of the sheet */
    const char *target;   /* what the relation names */
};

/* ---- which sheet ---- */

static void book_start(struct part *p, const char *name, const char **attributes)
{
    struct sheets *s = p->with;
    if (strcmp(name, "workbookPr") == 0) {
        const char *from_1904 = part_attribute(attributes, "date1904");
        s->from_1904 =
            from_1904 != NULL && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    }
    if (strcmp(name, "sheet") != 0 || s->relation != NULL)
        return;
    const char *state = part_attribute(attributes, "state");
    const char *relation = part_attribute(attributes, "r:id");
    const char *title = part_attribute(attributes, "name");
    bool visible = state == NULL || strcmp(state, "visible") == 0;
    bool meant = s->wanted.n == 0 ? visible : text_same(s->arena, s->wanted, str_of(title));
    if (relation != NULL && meant)
        s->relation = arena_cstr(s->arena, str_of(relation));
}

static void relations_start(struct part *p, const char *name, const char **attributes)
{
    struct sheets *s = p->with;
    const char *id = part_attribute(attributes, "Id");
    const char *target = part_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") == 0 && id != NULL && target != NULL &&
        strcmp(id, s->relation) == 0)
        s->target = arena_cstr(s->arena, str_of(target));
}

static bool find_sheet(const struct archive *z, struct str wanted, struct arena *a,
                       struct book_facts *out, struct err *err)
{
    static const struct part_handler books = {book_start, NULL, NULL};
    static const struct part_handler relations = {relations_start, NULL, NULL};
    struct sheets s = {.arena = a, .wanted = wanted};
    struct part p = {.arena = a, .with = &s, .handler = &books};
    if (!part_read(&p, z, "xl/workbook.xml", err))
        return false;
    out->from_1904 = s.from_1904;
    if (s.relation == NULL)
        return err_set_field(err, wanted.n > 0 ? ERR_SHEET_MISSING : ERR_NO_SHEET, NULL, wanted);
    p.handler = &relations;
    if (!part_read(&p, z, "xl/_rels/workbook.xml.rels", err))
        return false;
    if (s.target == NULL)
        return err_set_field(err, ERR_FILE_DAMAGED, NULL, STR("xl/_rels/workbook.xml.rels"));
    struct buf path;
    buf_init(&path, a, PATH_BYTES);
    if (s.target[0] != '/')
        buf_add_c(&path, "xl/");
    buf_add_c(&path, s.target[0] == '/' ? s.target + 1 : s.target);
    out->sheet_name = buf_cstr(&path);
    return archive_has(z, out->sheet_name) ||
           err_set_field(err, ERR_FILE_DAMAGED, NULL, str_of(out->sheet_name));
}

/* ---- styles ---- */

struct styles {
    struct book_facts *facts;
    int32_t date_formats[FORMATS_MAX];
    size_t count;
    bool inside_cells; /* of cellXfs, not of cellStyleXfs */
};

/* A format shows a date if it has a day, month or year outside quotes, brackets and escapes. */
static bool shows_date(const char *code)
{
    bool quoted = false, bracket = false;
    for (; *code != '\0'; code++) {
        char c = *code;
        if (c == '"' && !bracket)
            quoted = !quoted;
        else if (c == '[' && !quoted)
            bracket = true;
        else if (c == ']' && !quoted)
            bracket = false;
        else if ((c == '\\' || c == '_' || c == '*') && !quoted && code[1] != '\0')
            code++;
        else if (!quoted && !bracket && strchr("dDyYjJaA", c) != NULL)
            return strncmp(code, "AM/PM", 5) != 0 && strncmp(code, "A/P", 3) != 0;
        else if (c == ';' && !quoted && !bracket)
            return false;
    }
    return false;
}

static bool is_date_format(const struct styles *s, int32_t id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return true;
    for (size_t i = 0; i < s->count; i++) {
        if (s->date_formats[i] == id)
            return true;
    }
    return false;
}

static void styles_start(struct part *p, const char *name, const char **attributes)
{
    struct styles *s = p->with;
    struct book_facts *facts = s->facts;
    if (strcmp(name, "cellXfs") == 0)
        s->inside_cells = true;
    if (strcmp(name, "numFmt") == 0) {
        const char *code = part_attribute(attributes, "formatCode");
        if (code != NULL && shows_date(code) && s->count < FORMATS_MAX)
            s->date_formats[s->count++] = part_number(part_attribute(attributes, "numFmtId"));
    }
    if (strcmp(name, "xf") != 0 || !s->inside_cells)
        return;
    if (facts->style_count == BOOK_STYLES_MAX) {
        part_refuse(p, ERR_FILE_DAMAGED, 0, 0);
        return;
    }
    facts->style_is_date[facts->style_count++] =
        is_date_format(s, part_number(part_attribute(attributes, "numFmtId")));
}

static void styles_end(struct part *p, const char *name)
{
    struct styles *s = p->with;
    if (strcmp(name, "cellXfs") == 0)
        s->inside_cells = false;
}

static bool read_styles(const struct archive *z, struct arena *a, struct book_facts *out,
                        struct err *err)
{
    static const struct part_handler handler = {styles_start, styles_end, NULL};
    struct styles *s = ARENA_NEW(a, struct styles);
    struct part p = {.arena = a, .with = s, .handler = &handler};
    s->facts = out;
    out->style_is_date = ARENA_ARRAY(a, BOOK_STYLES_MAX, bool);
    return !archive_has(z, "xl/styles.xml") || part_read(&p, z, "xl/styles.xml", err);
}

/* ---- shared strings ---- */

struct strings {
    struct book_facts *facts;
    size_t ends_room;
    uint64_t used, room;
    int phonetic; /* inside rPh, which is not part of the text */
    bool text;
};

static void strings_start(struct part *p, const char *name, const char **attributes)
{
    (void)attributes;
    struct strings *s = p->with;
    s->phonetic += strcmp(name, "rPh") == 0;
    s->text = strcmp(name, "t") == 0 && s->phonetic == 0;
}

static void strings_end(struct part *p, const char *name)
{
    struct strings *s = p->with;
    struct book_facts *facts = s->facts;
    s->phonetic -= strcmp(name, "rPh") == 0;
    s->text = false;
    if (strcmp(name, "si") != 0)
        return;
    if (facts->string_count == BOOK_STRINGS_MAX) {
        part_refuse(p, ERR_SWOLLEN_ARCHIVE, 0, 0);
        return;
    }
    if (facts->string_count == s->ends_room) {
        size_t room = s->ends_room == 0 ? 1024 : 2 * s->ends_room;
        facts->string_ends = arena_grow(&facts->strings_arena, facts->string_ends, s->ends_room,
                                        room, sizeof *facts->string_ends);
        s->ends_room = room;
    }
    facts->string_ends[facts->string_count++] = s->used;
}

static void strings_text(struct part *p, struct str text)
{
    struct strings *s = p->with;
    struct book_facts *facts = s->facts;
    if (!s->text)
        return;
    if (s->used + text.n > BOOK_STRING_BYTES_MAX) {
        part_refuse(p, ERR_SWOLLEN_ARCHIVE, 0, 0);
        return;
    }
    while (s->used + text.n > s->room) {
        uint64_t room = s->room == 0 ? 64 * 1024 : 2 * s->room;
        facts->strings =
            arena_grow(&facts->strings_arena, facts->strings, (size_t)s->room, (size_t)room, 1);
        s->room = room;
    }
    memcpy(facts->strings + s->used, text.p, text.n);
    s->used += text.n;
}

static bool read_strings(const struct archive *z, struct arena *a, struct book_facts *out,
                         struct err *err)
{
    static const struct part_handler handler = {strings_start, strings_end, strings_text};
    struct strings s = {.facts = out};
    struct part p = {.arena = a, .with = &s, .handler = &handler};
    return !archive_has(z, "xl/sharedStrings.xml") || part_read(&p, z, "xl/sharedStrings.xml", err);
}

bool book_read(const struct archive *z, struct str sheet, struct arena *a, struct book_facts *out,
               struct err *err)
{
    *out = (struct book_facts){0};
    arena_init(&out->strings_arena, 0);
    return find_sheet(z, sheet, a, out, err) && read_styles(z, a, out, err) &&
           read_strings(z, a, out, err);
}

struct str book_string(const struct book_facts *b, int32_t index)
{
    if (index < 0 || (size_t)index >= b->string_count)
        return (struct str){NULL, 0};
    uint64_t from = index == 0 ? 0 : b->string_ends[index - 1];
    return (struct str){b->strings == NULL ? "" : b->strings + from,
                        (size_t)(b->string_ends[index] - from)};
}
