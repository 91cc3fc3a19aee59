#include "multipart.h"

#include "base/text.h"

static const char form_type[] = "multipart/form-data";

/* ---- parameters of a header: ; name=value; name="value" ---- */

/* Takes the next parameter. A backslash escapes nothing but a quote: file names of some systems
 * hold plain ones. False: there is none, or *bad. */
static bool next_parameter(struct str *rest, struct str *name, struct str *value, bool *bad)
{
    *rest = str_trim(*rest);
    if (rest->n == 0)
        return false;
    ptrdiff_t equals = str_find(*rest, '=');
    *bad = rest->p[0] != ';' || equals < 0;
    if (*bad)
        return false;
    *name = str_trim(str_slice(*rest, 1, (size_t)equals));
    *rest = str_trim(str_slice(*rest, (size_t)equals + 1, rest->n));
    if (rest->n == 0 || rest->p[0] != '"') {
        ptrdiff_t end = str_find(*rest, ';');
        size_t n = end < 0 ? rest->n : (size_t)end;
        *value = str_trim(str_slice(*rest, 0, n));
        *rest = str_slice(*rest, n, rest->n);
        return true;
    }
    size_t end = 1;
    while (end < rest->n && rest->p[end] != '"')
        end += rest->p[end] == '\\' && end + 1 < rest->n && rest->p[end + 1] == '"' ? 2 : 1;
    *bad = end >= rest->n;
    if (*bad)
        return false;
    *value = str_slice(*rest, 1, end);
    *rest = str_slice(*rest, end + 1, rest->n);
    return true;
}

/* "multipart/form-data; boundary=..." without its parameters. */
static struct str first_word(struct str header, struct str *rest)
{
    ptrdiff_t end = str_find(header, ';');
    size_t n = end < 0 ? header.n : (size_t)end;
    *rest = str_slice(header, n, header.n);
    return str_trim(str_slice(header, 0, n));
}

bool multipart_type(struct str content_type)
{
    struct str rest;
    return str_is_nocase(first_word(content_type, &rest), form_type);
}

/* RFC 2046 bchars. */
static bool boundary_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("'()+_,-./:=? ", c) != NULL);
}

static bool good_boundary(struct str s)
{
    if (s.n == 0 || s.n > MULTIPART_BOUNDARY_MAX || s.p[s.n - 1] == ' ')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (!boundary_char(s.p[i]))
            return false;
    }
    return true;
}

bool multipart_begin(struct multipart *m, struct str content_type,
                     const struct multipart_sink *sink, struct err *err)
{
    struct str rest, name, value, boundary = {0};
    bool bad = false;
    m->sink = sink;
    m->state = MULTIPART_FAILED;
    m->text_n = 0;
    m->parts = 0;
    if (!str_is_nocase(first_word(content_type, &rest), form_type))
        return err_set(err, ERR_BAD_OPTION_VALUE, "no multipart form");
    while (next_parameter(&rest, &name, &value, &bad)) {
        if (str_is_nocase(name, "boundary"))
            boundary = value;
    }
    if (bad || !good_boundary(boundary))
        return err_set(err, ERR_BAD_OPTION_VALUE, "multipart boundary");
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, boundary.p, boundary.n);
    m->delimiter_n = 4 + boundary.n;
    m->matched = 2; /* the first boundary needs no line before it */
    m->state = MULTIPART_BEFORE;
    return true;
}

/* ---- headers of a part ---- */

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = memchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c, 16);
    return at == NULL ? -1 : (int)(at - digits);
}

/* What browsers must write otherwise in a name: %22, %0D, %0A, and a quote behind a backslash. Line
 * ends become blanks. In place, as it only gets shorter. */
static bool plain_name(char *p, size_t *n)
{
    size_t out = 0;
    size_t bad_at;
    for (size_t i = 0; i < *n; i++) {
        char c = p[i];
        int high = c == '%' && i + 2 < *n ? hex_value(p[i + 1]) : -1;
        int code = high < 0 ? -1 : high * 16 + hex_value(p[i + 2]);
        if (code == '"' || code == '\r' || code == '\n') {
            c = code == '"' ? '"' : ' ';
            i += 2;
        } else if (c == '\\' && i + 1 < *n && p[i + 1] == '"') {
            c = p[++i];
        }
        if ((unsigned char)c < ' ' || c == 0x7f)
            return false;
        p[out++] = c;
    }
    *n = out;
    return utf8_valid((struct str){p, out}, &bad_at);
}

/* The end of a path, as little of it as fits. */
static struct str base_name(struct str path)
{
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/' && path.p[from - 1] != '\\')
        from--;
    struct str name = str_slice(path, from, path.n);
    size_t cut = name.n > MULTIPART_FILE_NAME_BYTES ? name.n - MULTIPART_FILE_NAME_BYTES : 0;
    while (cut > 0 && cut < name.n && ((unsigned char)name.p[cut] & 0xC0) == 0x80)
        cut++;
    return str_trim(str_slice(name, cut, name.n));
}

/* A piece of m->text, to be changed in place. */
static bool take_name(struct multipart *m, struct str piece, struct str *out)
{
    size_t n = piece.n;
    size_t at = n == 0 ? 0 : (size_t)(piece.p - m->text);
    if (!plain_name(m->text + at, &n))
        return false;
    *out = (struct str){m->text + at, n};
    return true;
}

static bool read_disposition(struct multipart *m, struct str value, struct multipart_part *part)
{
    struct str rest, name, text;
    bool bad = false;
    bool good = str_is_nocase(first_word(value, &rest), "form-data");
    while (good && next_parameter(&rest, &name, &text, &bad)) {
        if (str_is_nocase(name, "name")) {
            good = take_name(m, text, &part->name);
        } else if (str_is_nocase(name, "filename")) {
            part->is_file = true;
            good = take_name(m, text, &part->file_name);
            part->file_name = base_name(part->file_name);
        }
    }
    return good && !bad;
}

static bool read_headers(struct multipart *m, struct multipart_part *part)
{
    struct str rest = {m->text, m->text_n};
    struct str line;
    while (str_split(&rest, '\n', &line)) {
        ptrdiff_t colon = str_find(line, ':');
        struct str name = str_trim(str_slice(line, 0, colon < 0 ? 0 : (size_t)colon));
        if (str_is_nocase(name, "Content-Disposition") &&
            !read_disposition(m, str_trim(str_slice(line, (size_t)colon + 1, line.n)), part))
            return false;
    }
    return part->name.n > 0;
}

static bool headers_read(struct multipart *m, struct err *err)
{
    struct multipart_part part = {0};
    if (++m->parts > MULTIPART_PARTS_MAX)
        return err_set(err, ERR_TOO_LONG, "parts of a form");
    if (!read_headers(m, &part))
        return err_set(err, ERR_BAD_OPTION_VALUE, "headers of a part");
    m->state = MULTIPART_INSIDE;
    m->matched = 0;
    m->text_n = 0;
    return m->sink->begin(m->sink->with, &part, err);
}

/* ---- byte by byte where it must be ---- */

/* Behind a boundary: "--" ends the form, else the rest of the line is blank. */
static bool take_between(struct multipart *m, char c, struct err *err)
{
    m->text[m->text_n++] = c;
    struct str line = {m->text, m->text_n};
    if (str_is(line, "--")) {
        m->state = MULTIPART_DONE;
        return true;
    }
    if (c != '\n')
        return (m->text_n < 64 && (c == '-' || c == ' ' || c == '\t' || c == '\r')) ||
               err_set(err, ERR_BAD_OPTION_VALUE, "line of a boundary");
    if (str_trim(line).n > 0 || !str_ends(line, STR("\r\n")))
        return err_set(err, ERR_BAD_OPTION_VALUE, "line of a boundary");
    m->state = MULTIPART_HEADERS;
    m->text_n = 0;
    return true;
}

static bool take_header(struct multipart *m, char c, struct err *err)
{
    if (m->text_n == MULTIPART_HEADERS_BYTES)
        return err_set(err, ERR_TOO_LONG, "headers of a part");
    m->text[m->text_n++] = c;
    struct str text = {m->text, m->text_n};
    return !(str_is(text, "\r\n") || str_ends(text, STR("\r\n\r\n"))) || headers_read(m, err);
}

static bool give(struct multipart *m, struct str bytes, struct err *err)
{
    return m->state != MULTIPART_INSIDE || bytes.n == 0 || m->sink->data(m->sink->with, bytes, err);
}

/* A boundary holds one CR, its first byte: what was taken for one and is none can only begin anew
 * at the byte that was not expected. */
static bool take_body(struct multipart *m, struct str bytes, size_t *at, struct err *err)
{
    if (m->matched == 0) {
        const char *from = bytes.p + *at;
        const char *cr = memchr(from, '\r', bytes.n - *at);
        size_t n = cr == NULL ? bytes.n - *at : (size_t)(cr - from);
        *at += n + (cr != NULL);
        m->matched = cr != NULL;
        return give(m, (struct str){from, n}, err);
    }
    if (bytes.p[*at] != m->delimiter[m->matched]) {
        struct str was = {m->delimiter, m->matched};
        m->matched = 0;
        return give(m, was, err);
    }
    ++*at;
    if (++m->matched < m->delimiter_n)
        return true;
    bool inside = m->state == MULTIPART_INSIDE;
    m->state = MULTIPART_BETWEEN;
    m->text_n = 0;
    return !inside || m->sink->end(m->sink->with, err);
}

static bool take(struct multipart *m, struct str bytes, size_t *at, struct err *err)
{
    switch (m->state) {
    case MULTIPART_BEFORE:
    case MULTIPART_INSIDE:
        return take_body(m, bytes, at, err);
    case MULTIPART_BETWEEN:
        return take_between(m, bytes.p[(*at)++], err);
    case MULTIPART_HEADERS:
        return take_header(m, bytes.p[(*at)++], err);
    case MULTIPART_DONE:
        *at = bytes.n;
        return true;
    case MULTIPART_FAILED:
        break;
    }
    return err_set(err, ERR_BAD_OPTION_VALUE, "multipart form");
}

bool multipart_feed(struct multipart *m, struct str bytes, struct err *err)
{
    size_t at = 0;
    while (at < bytes.n) {
        if (!take(m, bytes, &at, err)) {
            m->state = MULTIPART_FAILED;
            return false;
        }
    }
    return true;
}

bool multipart_end(const struct multipart *m, struct err *err)
{
    return m->state == MULTIPART_DONE || err_set(err, ERR_BAD_OPTION_VALUE, "a form cut short");
}
