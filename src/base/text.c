#include "text.h"

/* The length a first byte announces, 0 if it cannot begin a sequence. */
static size_t announced(unsigned char c)
{
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c <= 0xDF)
        return 2;
    if (c >= 0xE0 && c <= 0xEF)
        return 3;
    return c >= 0xF0 && c <= 0xF4 ? 4 : 0;
}

/* Decodes the sequence at the start of s; 0 = not valid there. */
static size_t decode(struct str s, uint32_t *code)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t n = announced(p[0]);
    if (n == 0 || n > s.n)
        return 0;
    if (n == 1) {
        *code = p[0];
        return 1;
    }
    uint32_t v = p[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (p[i] & 0x3Fu);
    }
    bool overlong = (n == 3 && v < 0x800) || (n == 4 && v < 0x10000);
    if (overlong || (v >= 0xD800 && v <= 0xDFFF) || v > 0x10FFFF)
        return 0;
    *code = v;
    return n;
}

bool utf8_valid(struct str s, size_t *bad_at)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        if ((unsigned char)s.p[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = decode(str_slice(s, i, s.n), &code);
        if (n == 0) {
            *bad_at = i;
            return false;
        }
        i += n;
    }
    return true;
}

bool utf8_next(struct str *s, uint32_t *code)
{
    if (s->n == 0)
        return false;
    size_t n = decode(*s, code);
    if (n == 0) {
        *code = 0xFFFD;
        n = 1;
    }
    *s = str_slice(*s, n, s->n);
    return true;
}

size_t utf8_put(uint32_t code, char out[4])
{
    ASSERT(code <= 0x10FFFF);
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* ---- folding ---- */

/* Latin letters from U+00C0 to U+017F without their accents, two bytes where one letter makes two;
 * "." stands for a sign that is no letter. */
static const char *fold_latin(uint32_t code)
{
    static const char *const table[] = {
        /* C0 */ "A",  "A", "A",  "A",  "A", "A", "AE", "C",
        "E",           "E", "E",  "E",  "I", "I", "I",  "I",
        /* D0 */ "D",  "N", "O",  "O",  "O", "O", "O",  ".",
        "O",           "U", "U",  "U",  "U", "Y", "TH", "SS",
        /* E0 */ "A",  "A", "A",  "A",  "A", "A", "AE", "C",
        "E",           "E", "E",  "E",  "I", "I", "I",  "I",
        /* F0 */ "D",  "N", "O",  "O",  "O", "O", "O",  ".",
        "O",           "U", "U",  "U",  "U", "Y", "TH", "Y",
        /* 100 */ "A", "A", "A",  "A",  "A", "A", "C",  "C",
        "C",           "C", "C",  "C",  "C", "C", "D",  "D",
        /* 110 */ "D", "D", "E",  "E",  "E", "E", "E",  "E",
        "E",           "E", "E",  "E",  "G", "G", "G",  "G",
        /* 120 */ "G", "G", "G",  "G",  "H", "H", "H",  "H",
        "I",           "I", "I",  "I",  "I", "I", "I",  "I",
        /* 130 */ "I", "I", "IJ", "IJ", "J", "J", "K",  "K",
        "K",           "L", "L",  "L",  "L", "L", "L",  "L",
        /* 140 */ "L", "L", "L",  "N",  "N", "N", "N",  "N",
        "N",           "N", "N",  "N",  "O", "O", "O",  "O",
        /* 150 */ "O", "O", "OE", "OE", "R", "R", "R",  "R",
        "R",           "R", "S",  "S",  "S", "S", "S",  "S",
        /* 160 */ "S", "S", "T",  "T",  "T", "T", "T",  "T",
        "U",           "U", "U",  "U",  "U", "U", "U",  "U",
        /* 170 */ "U", "U", "U",  "U",  "W", "W", "Y",  "Y",
        "Y",           "Z", "Z",  "Z",  "Z", "Z", "Z",  "S",
    };
    _Static_assert(COUNT_OF(table) == 0x180 - 0xC0, "one row a code point");
    return table[code - 0xC0];
}

/* Combining accents vanish; other signs and spaces become a blank. */
static bool is_combining(uint32_t code) { return code >= 0x300 && code <= 0x36F; }

static bool is_sign(uint32_t code)
{
    return code < 0xC0 || (code >= 0x2000 && code <= 0x2BFF) || (code >= 0x3000 && code <= 0x303F);
}

static size_t fold_one(uint32_t code, char out[4])
{
    if (code < 0x80) {
        char c = (char)code;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        out[0] = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : ' ';
        return 1;
    }
    if (code >= 0xC0 && code < 0x180) {
        const char *text = fold_latin(code);
        size_t n = strlen(text);
        memcpy(out, text, n);
        if (out[0] == '.')
            out[0] = ' ';
        return n;
    }
    if (is_combining(code))
        return 0;
    if (is_sign(code)) {
        out[0] = ' ';
        return 1;
    }
    return utf8_put(code, out);
}

struct str text_fold(struct arena *a, struct str utf8)
{
    char *out = arena_alloc(a, utf8.n * 2 + 1); /* one byte gives at most one, two give two */
    size_t n = 0;
    uint32_t code;
    for (struct str rest = utf8; utf8_next(&rest, &code);) {
        char piece[4];
        size_t length = fold_one(code, piece);
        if (length == 1 && piece[0] == ' ' && (n == 0 || out[n - 1] == ' '))
            continue;
        memcpy(out + n, piece, length);
        n += length;
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    return (struct str){out, n};
}

struct str text_fold_tight(struct arena *a, struct str utf8)
{
    struct str folded = text_fold(a, utf8);
    char *out = arena_alloc(a, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out[n++] = c;
    }
    return (struct str){out, n};
}

bool text_word_begins(struct str folded, struct str word)
{
    for (size_t i = 0; i + word.n <= folded.n; i++) {
        if ((i == 0 || folded.p[i - 1] == ' ') && str_starts(str_slice(folded, i, folded.n), word))
            return true;
    }
    return false;
}

bool text_has_control(struct str utf8)
{
    for (size_t i = 0; i < utf8.n; i++) {
        unsigned char c = (unsigned char)utf8.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return true;
        if (c == 0xC2 && i + 1 < utf8.n && (unsigned char)utf8.p[i + 1] < 0xA0)
            return true;
    }
    return false;
}

bool text_same(struct arena *scratch, struct str a, struct str b)
{
    if (str_eq(a, b))
        return true;
    struct str folded = text_fold(scratch, a);
    return folded.n > 0 && str_eq(folded, text_fold(scratch, b));
}
