#include "detect.h"

#include "fec_columns.h"

/* Two names could be chance; a ledger with fewer of its names lacks too much to be told apart. */
enum { FEC_NAMES_MIN = 6 };

static struct str first_line(struct str text)
{
    if (str_starts(text, STR("\xef\xbb\xbf")))
        text = str_slice(text, 3, text.n);
    size_t n = 0;
    while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r')
        n++;
    return str_slice(text, 0, n);
}

static bool is_fec(struct str start)
{
    char separator;
    return fec_columns_count(first_line(start), &separator) >= FEC_NAMES_MIN;
}

/* In order: the first that knows the file wins. */
static const struct {
    enum intake_format format;
    bool (*knows)(struct str start);
} detectors[] = {
    {FORMAT_FEC, is_fec},
};

bool detect_format(struct str start, enum intake_format *out, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(detectors); i++) {
        if (detectors[i].knows(start)) {
            *out = detectors[i].format;
            return true;
        }
    }
    return err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
}
