#include "text.h"

#include <stdlib.h>
#include <string.h>

static void give_up(const char *path)
{
    fprintf(stderr, "demogen: cannot write %s\n", path);
    exit(3);
}

void text_open(struct text_file *t, const char *path, enum encoding encoding)
{
    t->encoding = encoding;
    t->out = fopen(path, "wb");
    if (!t->out)
        give_up(path);
    if (encoding == ENCODING_UTF8_BOM)
        fputs("\xef\xbb\xbf", t->out);
}

/* Letters up to U+00FF have the same number in Latin-9; of the others the lists of names use only
 * the ligature oe. */
static void put_latin9(FILE *out, const char *utf8)
{
    for (const unsigned char *p = (const unsigned char *)utf8; *p; p++) {
        if (*p < 0x80)
            fputc(*p, out);
        else if ((*p == 0xc2 || *p == 0xc3) && p[1]) {
            int letter = (*p & 3) << 6 | (p[1] & 0x3f);
            fputc(letter, out);
            p++;
        } else if (*p == 0xc5 && p[1]) {
            fputc(p[1] == 0x92 ? 0xbc : 0xbd, out);
            p++;
        } else {
            fputc('?', out);
        }
    }
}

void text_put(struct text_file *t, const char *utf8)
{
    if (t->encoding == ENCODING_LATIN9)
        put_latin9(t->out, utf8);
    else
        fputs(utf8, t->out);
}

void text_close(struct text_file *t, const char *path)
{
    if (ferror(t->out) | (fclose(t->out) != 0))
        give_up(path);
}
