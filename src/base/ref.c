#include "ref.h"

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* 0..35, or -1. */
static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

char ref_check_character(struct str s)
{
    int check = 36;
    for (size_t i = 0; i < s.n; i++) {
        int v = value_of(s.p[i]);
        if (v < 0)
            continue;
        check = (check + v) % 36;
        check = (check == 0 ? 36 : check) * 2 % 37;
    }
    return alphabet[(37 - check) % 36];
}

enum { REF_DIGITS_MIN = 6, REF_DIGITS_MAX = 18 };

void buf_add_ref(struct buf *b, enum ref_kind kind, int64_t number)
{
    ASSERT(number >= 1);
    size_t from = b->n;
    buf_add_char(b, (char)kind);
    buf_add_char(b, '-');
    buf_add_int_padded(b, number, REF_DIGITS_MIN);
    char check = ref_check_character(str_slice(buf_str(b), from, b->n));
    buf_add_char(b, '-');
    buf_add_char(b, check);
}

struct str ref_str(struct arena *a, enum ref_kind kind, int64_t number)
{
    struct buf b;
    buf_init(&b, a, 32);
    buf_add_ref(&b, kind, number);
    return buf_str(&b);
}

bool ref_parse(struct str s, enum ref_kind *kind, int64_t *number, struct err *err)
{
    char plain[1 + REF_DIGITS_MAX + 1];
    size_t n = 0;
    struct str t = str_trim(s);
    for (size_t i = 0; i < t.n; i++) {
        int v = value_of(t.p[i]);
        if (v < 0 && t.p[i] != '-')
            return err_set_field(err, ERR_BAD_REF, NULL, s);
        if (v < 0)
            continue;
        if (n == sizeof plain)
            return err_set_field(err, ERR_BAD_REF, NULL, s);
        plain[n++] = alphabet[v];
    }
    if (n < 3 || memchr("CDIP", plain[0], 4) == NULL)
        return err_set_field(err, ERR_BAD_REF, NULL, s);
    int64_t value = 0;
    for (size_t i = 1; i + 1 < n; i++) {
        if (plain[i] > '9')
            return err_set_field(err, ERR_BAD_REF, NULL, s);
        value = value * 10 + (plain[i] - '0');
    }
    /* as printed: six digits, more only when they are needed; a shorter word is somebody's number
     */
    if (n - 2 < REF_DIGITS_MIN || (n - 2 > REF_DIGITS_MIN && plain[1] == '0'))
        return err_set_field(err, ERR_BAD_REF, NULL, s);
    if (value < 1 || ref_check_character((struct str){plain, n - 1}) != plain[n - 1])
        return err_set_field(err, ERR_BAD_REF, NULL, s);
    *kind = (enum ref_kind)plain[0];
    *number = value;
    return true;
}
