#include "str.h"

struct str str_of(const char *text)
{
    return text == NULL ? (struct str){0} : (struct str){text, strlen(text)};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool str_is_nocase(struct str a, const char *text)
{
    struct str b = str_of(text);
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    }
    return true;
}

size_t str_which(struct str a, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (texts[i] != NULL && str_is_nocase(a, texts[i]))
            return i;
    }
    return count;
}

size_t str_index(struct str a, const char *const *texts, size_t count)
{
    size_t i = 0;
    while (i < count && !str_is(a, texts[i]))
        i++;
    return i;
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (c != 0)
        return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_slice(s, s.n - suffix.n, s.n), suffix);
}

bool str_contains(struct str s, struct str part)
{
    if (part.n == 0)
        return true;
    for (size_t i = 0; i + part.n <= s.n; i++) {
        if (s.p[i] == part.p[0] && memcmp(s.p + i, part.p, part.n) == 0)
            return true;
    }
    return false;
}

ptrdiff_t str_find(struct str s, char c)
{
    const char *at = s.n == 0 ? NULL : memchr(s.p, c, s.n);
    return at == NULL ? -1 : at - s.p;
}

/* Length of a blank at the start of s, 0 if there is none. */
static size_t blank_at(struct str s)
{
    if (s.n == 0)
        return 0;
    switch (s.p[0]) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return 1;
    default:
        break;
    }
    if (str_starts(s, STR("\xc2\xa0")))
        return 2;
    return str_starts(s, STR("\xe2\x80\xaf")) ? 3 : 0;
}

static size_t blank_before_end(struct str s)
{
    for (size_t n = 1; n <= 3 && n <= s.n; n++) {
        if (blank_at(str_slice(s, s.n - n, s.n)) == n)
            return n;
    }
    return 0;
}

struct str str_trim(struct str s)
{
    for (size_t n = blank_at(s); n > 0; n = blank_at(s))
        s = str_slice(s, n, s.n);
    for (size_t n = blank_before_end(s); n > 0; n = blank_before_end(s))
        s.n -= n;
    return s;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return s.p == NULL ? s : (struct str){s.p + from, to - from};
}

bool str_split(struct str *rest, char sep, struct str *part)
{
    if (rest->p == NULL)
        return false;
    ptrdiff_t at = str_find(*rest, sep);
    if (at < 0) {
        *part = *rest;
        *rest = (struct str){0};
    } else {
        *part = str_slice(*rest, 0, (size_t)at);
        *rest = str_slice(*rest, (size_t)at + 1, rest->n);
    }
    return true;
}

struct str str_cut_utf8(struct str s, size_t n_max)
{
    if (s.n <= n_max)
        return s;
    while (n_max > 0 && ((unsigned char)s.p[n_max] & 0xC0) == 0x80)
        n_max--;
    return (struct str){s.p, n_max};
}

size_t str_distance(struct str a, struct str b)
{
    size_t row[STR_DISTANCE_MAX + 1];
    if (a.n > STR_DISTANCE_MAX || b.n > STR_DISTANCE_MAX)
        return STR_DISTANCE_MAX;
    for (size_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t change = corner + (a.p[i - 1] != b.p[j - 1]);
            corner = row[j];
            size_t best = row[j - 1] + 1 < row[j] + 1 ? row[j - 1] + 1 : row[j] + 1;
            row[j] = change < best ? change : best;
        }
    }
    return row[b.n];
}
