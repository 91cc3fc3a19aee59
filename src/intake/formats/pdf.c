#include "pdf.h"

#include "base/limits.h"

/* Readers look for the end mark in the last kilobyte; what mailers add behind it is forgiven. */
enum { TAIL_BYTES = 8 * 1024, HEAD_BYTES = 1024 };

bool pdf_is(struct str start)
{
    if (str_starts(start, STR("\xef\xbb\xbf")))
        start = str_slice(start, 3, start.n);
    return str_starts(str_trim(start), STR("%PDF-"));
}

/* "%PDF-1.7" */
static bool read_version(struct str head, struct pdf_summary *out)
{
    const char *p = memmem(head.p, head.n, "%PDF-", 5);
    if (p == NULL || (size_t)(head.p + head.n - p) < 8 || p[5] < '1' || p[5] > '9' || p[6] != '.' ||
        p[7] < '0' || p[7] > '9')
        return false;
    out->version_major = p[5] - '0';
    out->version_minor = p[7] - '0';
    return true;
}

bool pdf_survey(const struct source *source, struct pdf_summary *out, struct err *err)
{
    char head[HEAD_BYTES], tail[TAIL_BYTES];
    size_t head_n, tail_n;
    int64_t from = source->size_bytes > TAIL_BYTES ? source->size_bytes - TAIL_BYTES : 0;
    *out = (struct pdf_summary){.bytes = source->size_bytes};
    if (out->bytes > LIMIT_DOCUMENT_BYTES)
        return err_set(err, ERR_DOCUMENT_TOO_LARGE, NULL);
    if (!source_read(source, 0, head, sizeof head, &head_n) ||
        !source_read(source, from, tail, sizeof tail, &tail_n))
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    if (!read_version((struct str){head, head_n}, out))
        return err_set_field(err, ERR_FILE_DAMAGED, NULL, STR("PDF"));
    return str_contains((struct str){tail, tail_n}, STR("%%EOF")) ||
           err_set(err, ERR_FILE_TRUNCATED, NULL);
}
