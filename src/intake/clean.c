#include "clean.h"

bool clean_is_plain(struct str s)
{
    unsigned bad = 0;
    for (size_t i = 0; i < s.n; i++)
        bad |= (unsigned)((unsigned char)(s.p[i] - 0x20) > 0x7E - 0x20);
    return bad == 0;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
           code == 0xFEFF;
}

/* Bytes of valid UTF-8 looked at as they are, as nearly all text has no such character: controls
 * of ASCII, and the first bytes of those that is_control names above it. */
static bool may_have_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF)
            return true;
    }
    return false;
}

static bool has_control(struct str utf8)
{
    uint32_t code;
    if (!may_have_control(utf8))
        return false;
    while (utf8_next(&utf8, &code)) {
        if (is_control(code))
            return true;
    }
    return false;
}

bool clean_is_clean(struct str s)
{
    size_t bad_at;
    return clean_is_plain(s) || (utf8_valid(s, &bad_at) && !has_control(s));
}

bool clean_text(struct str raw, enum encoding encoding, struct arena *a, struct str *out)
{
    if (clean_is_plain(raw)) {
        bool padded = raw.n > 0 && (raw.p[0] == ' ' || raw.p[raw.n - 1] == ' ');
        *out = padded ? str_trim(raw) : raw;
        return true;
    }
    size_t bad_at;
    struct str text = encoding_to_utf8(a, encoding, raw);
    if (!utf8_valid(text, &bad_at))
        return false;
    if (has_control(text)) {
        char *copy = arena_alloc(a, text.n + 1);
        size_t n = 0;
        uint32_t code;
        while (utf8_next(&text, &code))
            n += utf8_put(is_control(code) ? ' ' : code, copy + n);
        text = (struct str){copy, n};
    }
    *out = str_trim(text);
    return true;
}
