#include "pdf_archive.h"

#define TAG(a, b, c, d) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))
#define TEXT(a, b) ((uint32_t)(a) << 16 | (b))

/* ICC.1:2004 (version 4.2), all of it big-endian words; fractions are 16.16. The white point and
 * the primaries are those of IEC 61966-2-1 adapted to D50 by the Bradford matrix (chad). */
static const uint32_t words[] = {
    480, 0, 0x04200000, TAG('m', 'n', 't', 'r'), TAG('R', 'G', 'B', ' '), TAG('X', 'Y', 'Z', ' '),
    /* date of the profile, 2026-01-01 */
    0x07ea0001, 0x00010000, 0, TAG('a', 'c', 's', 'p'), 0, 0, 0, 0, 0, 0, 0,
    /* white of the connection space, D50 */
    0xf6d6, 0x10000, 0xd32d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* ten tags: name, offset, bytes */
    10, TAG('d', 'e', 's', 'c'), 252, 36, TAG('c', 'p', 'r', 't'), 288, 36, TAG('w', 't', 'p', 't'),
    324, 20, TAG('c', 'h', 'a', 'd'), 344, 44, TAG('r', 'X', 'Y', 'Z'), 388, 20,
    TAG('g', 'X', 'Y', 'Z'), 408, 20, TAG('b', 'X', 'Y', 'Z'), 428, 20, TAG('r', 'T', 'R', 'C'),
    448, 32, TAG('g', 'T', 'R', 'C'), 448, 32, TAG('b', 'T', 'R', 'C'), 448, 32,
    /* "sRGB", then "CC0 " */
    TAG('m', 'l', 'u', 'c'), 0, 1, 12, TAG('e', 'n', 'U', 'S'), 8, 28, TEXT('s', 'R'),
    TEXT('G', 'B'), TAG('m', 'l', 'u', 'c'), 0, 1, 12, TAG('e', 'n', 'U', 'S'), 8, 28,
    TEXT('C', 'C'), TEXT('0', ' '),
    /* wtpt */
    TAG('X', 'Y', 'Z', ' '), 0, 0xf6d6, 0x10000, 0xd32d,
    /* chad */
    TAG('s', 'f', '3', '2'), 0, 0x10c42, 0x05de, 0xfffff325, 0x0793, 0xfd90, 0xfffffba2, 0xfffffda3,
    0x03dc, 0xc06e,
    /* red, green, blue */
    TAG('X', 'Y', 'Z', ' '), 0, 0x6fa2, 0x38f5, 0x0390, TAG('X', 'Y', 'Z', ' '), 0, 0x6299, 0xb785,
    0x18da, TAG('X', 'Y', 'Z', ' '), 0, 0x24a0, 0x0f84, 0xb6cf,
    /* the curve: power 2.4, a straight line below 0.04045 */
    TAG('p', 'a', 'r', 'a'), 0, 0x00030000, 0x26666, 0xf2a7, 0x0d59, 0x13d0, 0x0a5b};

void pdf_add_srgb_profile(struct buf *out)
{
    ASSERT(sizeof words == words[0]);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            buf_add_char(out, (char)(words[i] >> shift & 0xff));
        }
    }
}
