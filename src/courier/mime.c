#include "mime.h"

#include "base/text.h"
#include "base/zone.h"
#include "mime_words.h"

/* Neither quoted-printable nor base64 can hold it. */
static const char boundary[] = "=_relance";

enum { ID_BYTES_MAX = 250, LOCAL_BYTES_MAX = 64, MINUTES_OF_DAY = 24 * 60 };

static bool atom_char(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != 0 && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Atoms parted by single dots. */
static bool dotted(struct str s)
{
    if (s.n == 0 || s.p[0] == '.' || s.p[s.n - 1] == '.')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        bool dot = s.p[i] == '.';
        if ((dot && s.p[i - 1] == '.') || (!dot && !atom_char((unsigned char)s.p[i])))
            return false;
    }
    return true;
}

static bool domain_ok(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '.')
            return false;
    }
    return dotted(s) && str_find(s, '.') > 0 && s.p[0] != '-' && s.p[s.n - 1] != '-';
}

bool mime_address_ok(struct str address)
{
    ptrdiff_t at = str_find(address, '@');
    if (at <= 0 || at > LOCAL_BYTES_MAX || address.n > MIME_ADDRESS_BYTES_MAX)
        return false;
    return dotted(str_slice(address, 0, (size_t)at)) &&
           domain_ok(str_slice(address, (size_t)at + 1, address.n));
}

bool mime_id_ok(struct str id)
{
    ptrdiff_t at = str_find(id, '@');
    return at > 0 && id.n <= ID_BYTES_MAX && dotted(str_slice(id, 0, (size_t)at)) &&
           dotted(str_slice(id, (size_t)at + 1, id.n));
}

/* "Mon, 23 Nov 2026 10:15:00 +0100" */
static void add_date(struct buf *out, int64_t at_ms)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct civil here = zone_paris(at_ms);
    int64_t minute = at_ms / 60000;
    int64_t ahead = (int64_t)here.day.n * MINUTES_OF_DAY + here.minute - minute;
    struct ymd d = day_to(here.day);
    buf_add_c(out, "Date: ");
    buf_add_c(out, days[day_weekday(here.day) - 1]);
    buf_add_c(out, ", ");
    buf_add_int(out, d.day);
    buf_add_char(out, ' ');
    buf_add_c(out, months[d.month - 1]);
    buf_add_char(out, ' ');
    buf_add_int(out, d.year);
    buf_add_char(out, ' ');
    buf_add_int_padded(out, here.minute / 60, 2);
    buf_add_char(out, ':');
    buf_add_int_padded(out, here.minute % 60, 2);
    buf_add_char(out, ':');
    buf_add_int_padded(out, at_ms / 1000 % 60, 2);
    buf_add_c(out, " +");
    buf_add_int_padded(out, ahead / 60, 2);
    buf_add_int_padded(out, ahead % 60, 2);
    buf_add_c(out, "\r\n");
}

static void add_headers(struct buf *out, const struct mime_message *m)
{
    add_date(out, m->at_ms);
    mime_add_address_header(out, "From", m->from.name, m->from.address);
    mime_add_address_header(out, "To", m->to.name, m->to.address);
    if (m->reply_to.n > 0)
        mime_add_address_header(out, "Reply-To", STR(""), m->reply_to);
    buf_add_c(out, "Message-ID: <");
    buf_add(out, m->id);
    buf_add_c(out, ">\r\n");
    mime_add_text_header(out, "Subject", m->subject);
    buf_add_c(out, "Content-Language: fr\r\nMIME-Version: 1.0\r\n");
}

static void add_text(struct buf *out, struct str text)
{
    buf_add_c(out, "Content-Type: text/plain; charset=UTF-8\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    mime_add_quoted_printable(out, text);
}

static void add_boundary(struct buf *out, const char *end)
{
    buf_add_c(out, "\r\n--");
    buf_add_c(out, boundary);
    buf_add_c(out, end);
}

static void add_file(struct buf *out, const struct mime_file *file)
{
    add_boundary(out, "\r\n");
    buf_add_c(out, "Content-Type: ");
    buf_add(out, file->mime);
    mime_add_parameter(out, "name", file->name);
    buf_add_c(out, "\r\nContent-Disposition: attachment");
    mime_add_parameter(out, "filename", file->name);
    buf_add_c(out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    mime_add_base64(out, file->body);
}

bool mime_compose(const struct mime_message *m, struct buf *out, struct err *err)
{
    const struct str addresses[] = {m->from.address, m->to.address, m->reply_to};
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        bool none = i == 2 && addresses[i].n == 0;
        if (!none && !mime_address_ok(addresses[i]))
            return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "email",
                                 str_cut_utf8(addresses[i], 60));
    }
    ASSERT(mime_id_ok(m->id));
    add_headers(out, m);
    if (m->file_count == 0) {
        add_text(out, m->text);
    } else {
        buf_add_c(out, "Content-Type: multipart/mixed; boundary=\"");
        buf_add_c(out, boundary);
        buf_add_c(out, "\"\r\n");
        add_boundary(out, "\r\n");
        add_text(out, m->text);
        for (size_t i = 0; i < m->file_count; i++)
            add_file(out, &m->files[i]);
        add_boundary(out, "--\r\n");
    }
    return !out->full || err_set(err, ERR_FILE_TOO_LARGE, NULL);
}

struct str mime_text_of(struct arena *a, struct str message)
{
    const struct str begin = STR("Content-Type: text/plain; charset=UTF-8\r\n"
                                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    const struct str next = STR("\r\n--=_relance");
    size_t from = 0;
    while (from < message.n && !str_starts(str_slice(message, from, message.n), begin))
        from++;
    struct str text = from == message.n ? STR("") : str_slice(message, from + begin.n, message.n);
    for (size_t i = 0; i < text.n; i++) {
        if (str_starts(str_slice(text, i, text.n), next))
            text.n = i;
    }
    struct str read = mime_read_quoted_printable(a, text);
    size_t length = 0;
    return utf8_valid(read, &length) ? read : STR("");
}
