#include "reader.h"

#include <errno.h>
#include <unistd.h>

enum { BUFFER_BYTES = 4 * LIMIT_LINE_BYTES, DOS_END_MARK = 0x1A };

struct source source_of_fd(int fd, int64_t size_bytes)
{
    return (struct source){.fd = fd, .size_bytes = size_bytes};
}

struct source source_of_memory(struct str bytes)
{
    return (struct source){.fd = -1, .memory = bytes, .size_bytes = (int64_t)bytes.n};
}

bool source_read(const struct source *s, int64_t at, char *to, size_t n, size_t *got)
{
    ASSERT(at >= 0);
    *got = 0;
    if (at >= s->size_bytes)
        return true;
    if ((int64_t)n > s->size_bytes - at)
        n = (size_t)(s->size_bytes - at);
    if (s->fd < 0) {
        memcpy(to, s->memory.p + at, n);
        *got = n;
        return true;
    }
    ssize_t r;
    do
        r = pread(s->fd, to, n, at);
    while (r < 0 && errno == EINTR);
    if (r < 0)
        return false;
    *got = (size_t)r;
    return true;
}

void reader_init(struct reader *r, const struct source *source, struct arena *a)
{
    *r = (struct reader){.source = source, .buffer = arena_alloc(a, BUFFER_BYTES)};
}

static size_t find_lf(const struct reader *r, size_t from)
{
    if (from == r->to)
        return r->to;
    const char *lf = memchr(r->buffer + from, '\n', r->to - from);
    return lf == NULL ? r->to : (size_t)(lf - r->buffer);
}

/* Moves what is unread to the front and fetches more. *more is false at the end of the file. */
static bool fill(struct reader *r, bool *more, struct err *err)
{
    if (r->from > 0)
        memmove(r->buffer, r->buffer + r->from, r->to - r->from);
    r->to -= r->from;
    r->from = 0;
    size_t got;
    if (!source_read(r->source, r->at, r->buffer + r->to, BUFFER_BYTES - r->to, &got))
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    bool first = r->at == 0;
    r->at += (int64_t)got;
    r->to += got;
    if (first && r->to >= 3 && memcmp(r->buffer, "\xef\xbb\xbf", 3) == 0)
        r->from = 3;
    if (got > 0 && r->at == r->source->size_bytes && r->buffer[r->to - 1] == DOS_END_MARK)
        r->to--;
    r->next_lf = find_lf(r, r->from);
    *more = got > 0;
    return true;
}

/* Looks for the end of the line at `from`. *length without the line end, *skip its bytes. False:
 * the buffer does not show it yet. */
static bool find_end(const struct reader *r, bool at_end, size_t *length, size_t *skip)
{
    size_t stop = r->next_lf;
    const char *start = r->buffer + r->from;
    const char *cr = memchr(start, '\r', stop - r->from);
    if (cr == NULL) {
        *length = stop - r->from;
        *skip = stop < r->to ? 1 : 0;
        return stop < r->to || at_end;
    }
    *length = (size_t)(cr - start);
    size_t run = 1; /* carriage returns in a row */
    while (r->from + *length + run < stop && cr[run] == '\r')
        run++;
    size_t behind = r->from + *length + run;
    if (behind == r->to && !at_end)
        return false; /* an LF may follow */
    bool with_lf = behind == stop && stop < r->to;
    *skip = with_lf ? run + 1 : 1;
    return true;
}

bool reader_next(struct reader *r, struct str *line, bool *have, struct err *err)
{
    size_t length = 0, skip = 0;
    bool at_end = false;
    if (r->next_lf < r->from)
        r->next_lf = find_lf(r, r->from);
    while (r->from == r->to || !find_end(r, at_end, &length, &skip)) {
        if (at_end)
            break;
        if (r->to - r->from > LIMIT_LINE_BYTES) {
            err_set(err, ERR_LINE_TOO_LONG, NULL);
            err_at(err, r->line + 1, 0, NULL);
            return false;
        }
        bool more = false;
        if (!fill(r, &more, err))
            return false;
        at_end = !more;
    }
    *have = r->from < r->to;
    if (!*have)
        return true;
    r->line++;
    r->ended = skip > 0;
    if (length > LIMIT_LINE_BYTES || r->line > LIMIT_FILE_LINES) {
        err_set(err, length > LIMIT_LINE_BYTES ? ERR_LINE_TOO_LONG : ERR_TOO_MANY_LINES, NULL);
        err_at(err, r->line, 0, NULL);
        return false;
    }
    *line = (struct str){r->buffer + r->from, length};
    r->from += length + skip;
    return true;
}
