#include "detect.h"

#include "intake/ledgers/fec_columns.h"
#include "intake/lists/customers.h"
#include "intake/lists/open_items.h"
#include "intake/notices/mail_events.h"

/* Two names could be chance; a ledger with fewer of its names lacks too much to be told apart. */
enum { FEC_NAMES_MIN = 6 };

static struct str first_line(struct str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r')
        n++;
    return str_slice(text, 0, n);
}

static bool is_fec(struct arena *scratch, struct str start)
{
    (void)scratch;
    char separator;
    return fec_columns_count(first_line(start), &separator) >= FEC_NAMES_MIN;
}

/* Without the line that the look ended in, unless it is the only one: it may be cut inside a
 * character. */
static struct str whole_lines(struct str start)
{
    size_t n = start.n;
    while (n > 0 && start.p[n - 1] != '\n' && start.p[n - 1] != '\r')
        n--;
    return n > 0 ? str_slice(start, 0, n) : start;
}

/* In order: the first that knows the file wins. */
static const struct {
    enum intake_format format;
    bool (*knows)(struct arena *scratch, struct str start); /* UTF-8 */
} detectors[] = {
    {FORMAT_FEC, is_fec},
    {FORMAT_OPEN_ITEMS_CSV, open_items_know},
    {FORMAT_CUSTOMERS_CSV, customers_know},
    {FORMAT_MAIL_CSV, mail_events_know},
};

bool detect_format(struct arena *scratch, struct str start, enum encoding encoding,
                   enum intake_format *out, struct err *err)
{
    size_t bad_at;
    if (str_starts(start, STR("\xef\xbb\xbf")))
        start = str_slice(start, 3, start.n);
    struct str text = encoding_to_utf8(scratch, encoding, whole_lines(start));
    if (!utf8_valid(text, &bad_at))
        text = str_slice(text, 0, bad_at);
    for (size_t i = 0; i < COUNT_OF(detectors); i++) {
        if (detectors[i].knows(scratch, text)) {
            *out = detectors[i].format;
            return true;
        }
    }
    return err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
}
