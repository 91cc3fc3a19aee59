#include "sniff.h"

enum {
    CHUNK_BYTES = 256 * 1024,
    SAMPLE_BYTES = 64 * 1024,
    /* so many good sequences for one bad byte are no accident: the file is damaged UTF-8 */
    GOOD_PER_BAD = 8,
};

/* First bytes of kinds of files people choose by mistake. */
static const struct {
    const char *name;
    const char *bytes;
    size_t n;
} marks[] = {
    {"PDF", "%PDF-", 5},
    {"ZIP, XLSX, ODS", "PK\x03\x04", 4},
    {"XLS, DOC", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8},
    {"GZIP", "\x1f\x8b", 2},
    {"PNG", "\x89PNG", 4},
    {"JPEG", "\xff\xd8\xff", 3},
    {"RAR", "Rar!\x1a\x07", 6},
    {"7-Zip", "7z\xbc\xaf\x27\x1c", 6},
    {"SQLite", "SQLite format 3", 16},
};

struct sniffing {
    struct arena *arena;
    char *sample;        /* bytes above 0x7F, each followed by a letter so that no two join */
    size_t sample_count; /* of them */
    int64_t keep_every;  /* one byte of so many goes to the sample */
    int64_t high_count;
    int64_t line;      /* lines ended so far */
    int64_t good, bad; /* UTF-8 sequences, and bytes that belong to none */
    int64_t first_bad_line;
    bool blank; /* nothing but white space so far */
    /* a sequence that began: bytes still wanted, and what the next one must lie between */
    int wanted;
    unsigned char low, high;
};

static void sample_add(struct sniffing *s, unsigned char c)
{
    if (s->high_count++ % s->keep_every != 0)
        return;
    if (s->sample_count == SAMPLE_BYTES / 2) {
        for (size_t i = 0; i < s->sample_count / 2; i++)
            s->sample[2 * i] = s->sample[4 * i];
        s->sample_count /= 2;
        s->keep_every *= 2;
        if ((s->high_count - 1) % s->keep_every != 0)
            return;
    }
    s->sample[2 * s->sample_count] = (char)c;
    s->sample[2 * s->sample_count + 1] = 'x';
    s->sample_count++;
}

static void bad_byte(struct sniffing *s)
{
    if (s->bad++ == 0)
        s->first_bad_line = s->line + 1;
    s->wanted = 0;
}

/* Follows UTF-8 byte by byte, as a sequence may lie across two chunks. */
static void utf8_step(struct sniffing *s, unsigned char c)
{
    if (s->wanted > 0) {
        if (c >= s->low && c <= s->high) {
            s->low = 0x80;
            s->high = 0xBF;
            s->good += --s->wanted == 0;
            return;
        }
        bad_byte(s);
    }
    if (c < 0x80)
        return;
    s->low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    s->high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (c >= 0xC2 && c <= 0xDF)
        s->wanted = 1;
    else if (c >= 0xE0 && c <= 0xEF)
        s->wanted = 2;
    else if (c >= 0xF0 && c <= 0xF4)
        s->wanted = 3;
    else
        bad_byte(s);
}

/* The number of bytes, a multiple of 8, that are plain: below 0x80. */
static size_t plain_run(const char *p, size_t n)
{
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, 8);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    return i;
}

static int64_t count_lines(const char *p, size_t n)
{
    int64_t lines = 0;
    for (const char *end = p + n; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines++;
    return lines;
}

static void sniff_chunk(struct sniffing *s, const char *p, size_t n)
{
    for (size_t i = 0; i < n && s->blank; i++)
        s->blank = p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r') || p[i] == 0x1A;
    size_t counted = 0; /* lines of the bytes before this are in s->line */
    size_t i = 0;
    while (i < n) {
        if (s->wanted == 0) {
            i += plain_run(p + i, n - i);
            if (i == n)
                break;
        }
        unsigned char c = (unsigned char)p[i];
        if (s->bad == 0 && (c >= 0x80 || s->wanted > 0)) {
            s->line += count_lines(p + counted, i - counted);
            counted = i;
        }
        if (c >= 0x80)
            sample_add(s, c);
        utf8_step(s, c);
        i++;
    }
    if (s->bad == 0)
        s->line += count_lines(p + counted, n - counted);
}

static bool check_marks(struct str start, struct err *err)
{
    if (start.n >= 2 &&
        (memcmp(start.p, "\xff\xfe", 2) == 0 || memcmp(start.p, "\xfe\xff", 2) == 0))
        return err_set_field(err, ERR_FILE_ENCODING, NULL, STR("UTF-16"));
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (str_starts(start, (struct str){marks[i].bytes, marks[i].n}))
            return err_set_field(err, ERR_FILE_BINARY, NULL, str_of(marks[i].name));
    }
    return true;
}

static bool decide(const struct sniffing *s, enum encoding *out, struct err *err)
{
    if (s->blank)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    *out = ENC_UTF8;
    if (s->bad == 0)
        return true;
    if (s->good / GOOD_PER_BAD >= s->bad) {
        err_set_field(err, ERR_FILE_ENCODING, NULL, STR("UTF-8"));
        err_at(err, s->first_bad_line, 0, NULL);
        return false;
    }
    *out = encoding_guess((struct str){s->sample, 2 * s->sample_count});
    return true;
}

bool sniff_text(const struct source *source, struct arena *a, const struct sniff_progress *progress,
                enum encoding *out, struct err *err)
{
    char *chunk = arena_alloc(a, CHUNK_BYTES);
    struct sniffing s = {
        .arena = a, .sample = arena_alloc(a, SAMPLE_BYTES + 2), .keep_every = 1, .blank = true};
    for (int64_t at = 0;;) {
        size_t got;
        if (!source_read(source, at, chunk, CHUNK_BYTES, &got))
            return err_set(err, ERR_FILE_UNREADABLE, NULL);
        if (got == 0)
            break;
        size_t skip = 0;
        if (at == 0) {
            if (!check_marks((struct str){chunk, got}, err))
                return false;
            skip = got >= 3 && memcmp(chunk, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
        }
        if (memchr(chunk, 0, got) != NULL)
            return err_set(err, ERR_FILE_BINARY, NULL);
        sniff_chunk(&s, chunk + skip, got - skip);
        at += (int64_t)got;
        if (progress != NULL)
            progress->tell(progress->with, at);
    }
    if (s.wanted > 0)
        bad_byte(&s);
    return decide(&s, out, err);
}
