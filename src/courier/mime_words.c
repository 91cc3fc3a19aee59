#include "mime_words.h"

#include "base/text.h"

enum { LINE_MAX_CHARS = 76, WORD_CHARS_MAX = 75, PIECE_CHARS_MAX = 50 };

static const char hex_digits[] = "0123456789ABCDEF";
static const char word_begin[] = "=?UTF-8?Q?";
static const char word_end[] = "?=";

static void add_hex(struct buf *out, char sign, unsigned char c)
{
    buf_add_char(out, sign);
    buf_add_char(out, hex_digits[c >> 4]);
    buf_add_char(out, hex_digits[c & 15]);
}

static bool is_control(unsigned char c) { return c < 0x20 || c == 0x7F; }

static bool is_letter_or_digit(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool all_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    }
    return true;
}

/* ---- headers ---- */

/* Plain words, parted at blanks where a line would grow too long. */
static void add_folded(struct buf *out, struct str text, size_t column)
{
    struct str word;
    bool first = true;
    while (str_split(&text, ' ', &word)) {
        if (!first && column + 1 + word.n > LINE_MAX_CHARS) {
            buf_add_c(out, "\r\n");
            column = 0;
        }
        if (!first) {
            buf_add_char(out, ' ');
            column++;
        }
        for (size_t i = 0; i < word.n; i++)
            buf_add_char(out, is_control((unsigned char)word.p[i]) ? ' ' : word.p[i]);
        column += word.n;
        first = false;
    }
}

/* How much of the text fits into one encoded word of so many characters, whole code points. */
static size_t fitting(struct str text, size_t room)
{
    size_t taken = 0;
    size_t used = 0;
    struct str rest = text;
    uint32_t code;
    while (utf8_next(&rest, &code)) {
        size_t bytes = text.n - rest.n - taken;
        bool plain = code == ' ' || (code < 0x80 && is_letter_or_digit((unsigned char)code));
        size_t needs = plain ? 1 : 3 * bytes;
        if (used + needs > room)
            break;
        used += needs;
        taken += bytes;
    }
    return taken;
}

static void add_encoded(struct buf *out, struct str text, size_t column)
{
    size_t frame = sizeof word_begin - 1 + sizeof word_end - 1;
    while (text.n > 0) {
        size_t room = column + frame < WORD_CHARS_MAX ? WORD_CHARS_MAX - column - frame : 0;
        size_t n = fitting(text, room);
        if (n > 0) {
            buf_add_c(out, word_begin);
            for (size_t i = 0; i < n; i++) {
                unsigned char c = (unsigned char)text.p[i];
                if (c == ' ' || is_control(c))
                    buf_add_char(out, '_');
                else if (is_letter_or_digit(c))
                    buf_add_char(out, (char)c);
                else
                    add_hex(out, '=', c);
            }
            buf_add_c(out, word_end);
            text = str_slice(text, n, text.n);
        }
        if (text.n > 0)
            buf_add_c(out, "\r\n ");
        column = 1;
    }
}

static size_t add_name(struct buf *out, const char *name)
{
    buf_add_c(out, name);
    buf_add_c(out, ": ");
    return strlen(name) + 2;
}

void mime_add_text_header(struct buf *out, const char *name, struct str text)
{
    size_t column = add_name(out, name);
    if (all_ascii(text) && !str_contains(text, STR("=?")))
        add_folded(out, text, column);
    else
        add_encoded(out, text, column);
    buf_add_c(out, "\r\n");
}

static void add_quoted(struct buf *out, struct str text)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        char c = is_control((unsigned char)text.p[i]) ? ' ' : text.p[i];
        if (c == '"' || c == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, c);
    }
    buf_add_char(out, '"');
}

void mime_add_address_header(struct buf *out, const char *name, struct str person,
                             struct str address)
{
    size_t column = add_name(out, name);
    bool plain = all_ascii(person) && column + person.n < LINE_MAX_CHARS;
    if (person.n > 0 && plain)
        add_quoted(out, person);
    else if (person.n > 0)
        add_encoded(out, person, column);
    if (person.n > 0)
        buf_add_c(out, "\r\n ");
    buf_add_char(out, '<');
    buf_add(out, address);
    buf_add_c(out, ">\r\n");
}

/* ---- parameters ---- */

static bool plain_in_parameter(unsigned char c)
{
    return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_';
}

void mime_add_parameter(struct buf *out, const char *name, struct str value)
{
    bool plain = all_ascii(value) && value.n <= PIECE_CHARS_MAX;
    if (plain) {
        buf_add_c(out, ";\r\n ");
        buf_add_c(out, name);
        buf_add_char(out, '=');
        add_quoted(out, value);
        return;
    }
    size_t used = PIECE_CHARS_MAX;
    int64_t piece = 0;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (used + 3 > PIECE_CHARS_MAX) {
            buf_add_c(out, ";\r\n ");
            buf_add_c(out, name);
            buf_add_char(out, '*');
            buf_add_int(out, piece);
            buf_add_c(out, piece == 0 ? "*=UTF-8''" : "*=");
            piece++;
            used = 0;
        }
        if (plain_in_parameter(c)) {
            buf_add_char(out, (char)c);
            used++;
        } else {
            add_hex(out, '%', is_control(c) ? ' ' : c);
            used += 3;
        }
    }
}

/* ---- bodies ---- */

static void add_quoted_line(struct buf *out, struct str line)
{
    size_t column = 0;
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        bool blank = (c == ' ' || c == '\t') && i + 1 < line.n;
        bool plain = blank || (c > 0x20 && c < 0x7F && c != '=');
        size_t needs = plain ? 1 : 3;
        if (column + needs > LINE_MAX_CHARS - 1) {
            buf_add_c(out, "=\r\n");
            column = 0;
        }
        if (plain)
            buf_add_char(out, (char)c);
        else
            add_hex(out, '=', c);
        column += needs;
    }
    buf_add_c(out, "\r\n");
}

void mime_add_quoted_printable(struct buf *out, struct str text)
{
    struct str line;
    if (str_ends(text, STR("\n")))
        text.n--;
    while (str_split(&text, '\n', &line))
        add_quoted_line(out, line);
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct str mime_read_quoted_printable(struct arena *a, struct str in)
{
    struct buf out;
    buf_init(&out, a, in.n + 1);
    for (size_t i = 0; i < in.n; i++) {
        bool escape = in.p[i] == '=' && in.n - i > 2;
        int high = escape ? digit_of(in.p[i + 1]) : -1;
        int low = escape ? digit_of(in.p[i + 2]) : -1;
        if (high >= 0 && low >= 0)
            buf_add_char(&out, (char)(high * 16 + low));
        else if (in.p[i] != '\r' && !(escape && in.p[i + 1] == '\r'))
            buf_add_char(&out, in.p[i]);
        if (escape) /* "=E9", or "=\r\n": the line goes on */
            i += high >= 0 && low >= 0 ? 2 : in.p[i + 1] == '\r' ? 2 : 0;
    }
    return buf_str(&out);
}

void mime_add_base64(struct buf *out, struct str bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t column = 0;
    for (size_t i = 0; i < bytes.n; i += 3) {
        const unsigned char *p = (const unsigned char *)bytes.p + i;
        size_t left = bytes.n - i;
        uint32_t three = (uint32_t)p[0] << 16;
        three |= left > 1 ? (uint32_t)p[1] << 8 : 0;
        three |= left > 2 ? p[2] : 0;
        buf_add_char(out, letters[three >> 18]);
        buf_add_char(out, letters[three >> 12 & 63]);
        buf_add_char(out, left > 1 ? letters[three >> 6 & 63] : '=');
        buf_add_char(out, left > 2 ? letters[three & 63] : '=');
        column += 4;
        if (column == LINE_MAX_CHARS || left <= 3) {
            buf_add_c(out, "\r\n");
            column = 0;
        }
    }
}
