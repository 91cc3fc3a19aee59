#include "child.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "intake/detect.h"
#include "intake/formats/first_rows.h"
#include "intake/formats/members.h"
#include "intake/formats/pdf.h"
#include "intake/formats/sniff.h"
#include "intake/formats/utf16.h"
#include "intake/formats/xlsx.h"
#include "intake/intake.h"
#include "intake/lists/customers.h"
#include "intake/lists/open_items.h"
#include "intake/notices/mail_events.h"
#include "speak.h"
#include "wire_customer.h"
#include "wire_mapping.h"

/* So many bytes looked at are worth a sign of life. */
#define PROGRESS_STEP_BYTES (INT64_C(8) << 20)

enum { REQUEST_BYTES_MAX = 1 << 20 };

void speaker_put(struct speaker *s)
{
    if (!s->deaf)
        s->deaf = !wire_put(s->out, &s->record);
}

void speaker_flush(struct speaker *s) { s->deaf = s->deaf || !wire_flush(s->out); }

void speaker_progress(void *with, int64_t bytes)
{
    struct speaker *s = with;
    if (bytes < s->told_bytes)
        s->told_bytes = 0; /* the next pass */
    if (s->deaf || bytes - s->told_bytes < PROGRESS_STEP_BYTES)
        return;
    s->told_bytes = bytes;
    wire_begin(&s->record, WIRE_PROGRESS);
    wire_number(&s->record, bytes);
    speaker_put(s);
    speaker_flush(s);
}

void speaker_error(struct speaker *s, enum wire_kind kind, const struct err *err)
{
    wire_begin(&s->record, kind);
    wire_number(&s->record, (int64_t)err->code);
    wire_number(&s->record, err->line);
    wire_number(&s->record, err->column);
    wire_text(&s->record, str_of(err->field));
    wire_text(&s->record, str_of(err->arg));
    wire_text(&s->record, str_of(err->detail));
    speaker_put(s);
}

void speaker_end(struct speaker *s, int64_t records)
{
    wire_begin(&s->record, WIRE_END);
    wire_number(&s->record, records);
    speaker_put(s);
}

bool speaker_say_rows(struct speaker *s, const struct speaker_rows *rows, struct err *err)
{
    struct err refused = {0};
    int64_t count = 0;
    while (!s->deaf) {
        bool have;
        if (!rows->next(s, rows->list, &refused, &have, err))
            return false;
        if (!have)
            break;
        if (++count > rows->count && rows->count != ROWS_UNCOUNTED)
            return err_set(err, ERR_FILE_CHANGED, NULL);
        if (err_is(&refused))
            speaker_error(s, WIRE_ROW_REFUSED, &refused);
        else
            speaker_put(s);
    }
    if (!s->deaf && rows->count == ROWS_UNCOUNTED && count == 0)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    if (!s->deaf && rows->count != ROWS_UNCOUNTED && count != rows->count)
        return err_set(err, ERR_FILE_CHANGED, NULL);
    speaker_end(s, count);
    return true;
}

bool speaker_say_table(struct speaker *s, const struct speaker_table *table, struct err *err)
{
    const struct sniff_progress progress = {speaker_progress, s};
    const struct sheet_file file = speaker_list(s, &progress);
    struct table_summary summary;
    struct err first_refused = {0};
    struct err second_pass = {0};
    if (!table->survey(&file, &s->arena, &summary, &first_refused, err))
        return false;
    wire_table_summary(&summary, &s->record);
    speaker_put(s);
    if (summary.refused > 0)
        speaker_error(s, WIRE_ROW_REFUSED, &first_refused);
    speaker_flush(s);
    struct speaker_rows rows = {arena_alloc(&s->arena, table->list_size), table->next,
                                summary.rows};
    bool ok = table->open(rows.list, &file, &s->arena, &second_pass) &&
              speaker_say_rows(s, &rows, &second_pass);
    table->close(rows.list);
    return ok || speaker_changed(&second_pass, err);
}

void speaker_whose(struct err *refused, struct str account, struct str name)
{
    char *to = refused->detail;
    size_t room = sizeof refused->detail - 1;
    const struct str texts[] = {account, STR(REFUSED_WHOSE_MARK), name};
    size_t n = 0;
    if (refused->detail[0] != '\0' || account.n > LIMIT_REF_BYTES)
        return;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        size_t part = texts[i].n < room - n ? texts[i].n : room - n;
        while (part > 0 && part < texts[i].n && ((unsigned char)texts[i].p[part] & 0xC0) == 0x80)
            part--;   /* no half of a letter */
        if (part > 0) /* of an empty text there may be no address */
            memcpy(to + n, texts[i].p, part);
        n += part;
    }
    to[n] = '\0';
}

bool speaker_changed(const struct err *second_pass, struct err *err)
{
    if (second_pass->code == ERR_FILE_UNREADABLE)
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    return err_set(err, ERR_FILE_CHANGED, err_code_text(second_pass->code));
}

struct sheet_file speaker_list(const struct speaker *s, const struct sniff_progress *progress)
{
    return (struct sheet_file){.source = s->book == NULL ? s->source : NULL,
                               .encoding = s->encoding,
                               .book = s->book,
                               .progress = progress,
                               .mapping = s->mapping};
}

/* ---- all formats ---- */

static bool (*const speakers[FORMAT_COUNT])(struct speaker *s, struct err *err) = {
    [FORMAT_FEC] = speak_fec,
    [FORMAT_CUSTOMERS_CSV] = speak_customers,
    [FORMAT_OPEN_ITEMS_CSV] = speak_open_items,
    [FORMAT_OPEN_ITEMS_XLSX] = speak_open_items,
    [FORMAT_CUSTOMERS_XLSX] = speak_customers,
    [FORMAT_PDF] = speak_pdf,
    [FORMAT_ZIP] = speak_zip,
    [FORMAT_MAIL_CSV] = speak_mail,
    [FORMAT_MAIL_XLSX] = speak_mail,
};

static bool speak_format(struct speaker *s, enum intake_format format, struct err *err)
{
    wire_begin(&s->record, WIRE_FORMAT);
    wire_number(&s->record, (int64_t)format);
    speaker_put(s);
    return speakers[format](s, err);
}

/* The first rows, so that a person can say what a list is, or be told that it was said before. */
static bool speak_first_rows(struct speaker *s, struct err *err)
{
    const struct sheet_file file = speaker_list(s, NULL);
    struct first_rows *rows = ARENA_NEW(&s->arena, struct first_rows);
    if (!first_rows_read(&file, &s->arena, rows, err))
        return false;
    wire_first_rows(rows, &s->record);
    speaker_put(s);
    for (int i = 0; i < rows->count; i++) {
        wire_first_row(&rows->rows[i], &s->record);
        speaker_put(s);
        for (int t = 0; t < rows->rows[i].count; t++) {
            wire_first_text(rows->rows[i].texts[t], &s->record);
            speaker_put(s);
        }
    }
    speaker_flush(s);
    return true;
}

static enum intake_format mapped_format(const struct speaker *s)
{
    if (s->mapping->kind == KIND_CUSTOMERS)
        return s->book != NULL ? FORMAT_CUSTOMERS_XLSX : FORMAT_CUSTOMERS_CSV;
    return s->book != NULL ? FORMAT_OPEN_ITEMS_XLSX : FORMAT_OPEN_ITEMS_CSV;
}

static bool book_format(struct speaker *s, enum intake_format *out, struct err *err)
{
    const struct sheet_file file = speaker_list(s, NULL);
    struct item_header *items = ARENA_NEW(&s->arena, struct item_header);
    struct customers_header *customers = ARENA_NEW(&s->arena, struct customers_header);
    struct mail_header *mail = ARENA_NEW(&s->arena, struct mail_header);
    bool found = false;
    *out = FORMAT_OPEN_ITEMS_XLSX;
    if (!item_header_find(&file, &s->arena, items, &found, err) || found)
        return found;
    *out = FORMAT_CUSTOMERS_XLSX;
    if (!customers_find(&file, &s->arena, customers, &found, err) || found)
        return found;
    *out = FORMAT_MAIL_XLSX;
    return mail_events_find(&file, &s->arena, mail, &found, err) &&
           (found || err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL));
}

static bool speak_sheet(struct speaker *s, struct err *err)
{
    enum intake_format format;
    if (!speak_first_rows(s, err))
        return false;
    if (s->mapping != NULL)
        format = mapped_format(s);
    else if (!book_format(s, &format, err))
        return false;
    return speak_format(s, format, err);
}

/* *taken is false if the archive is no workbook. */
static bool speak_book(struct speaker *s, bool *taken, struct err *err)
{
    struct str sheet = s->mapping == NULL ? STR("") : s->mapping->sheet;
    *taken = false;
    if (!xlsx_open(s->source, sheet, &s->arena, &s->book, err))
        return false;
    *taken = s->book != NULL;
    if (!*taken)
        return true;
    bool ok = speak_sheet(s, err);
    xlsx_close(s->book);
    return ok;
}

/* *taken is false for an office document that is none of ours. */
static bool speak_members(struct speaker *s, bool *taken, struct err *err)
{
    *taken = false;
    s->members = ARENA_NEW(&s->arena, struct members);
    if (!members_open(s->members, s->source, &s->arena, taken, err))
        return false;
    if (!*taken)
        return true;
    bool ok = speak_format(s, FORMAT_ZIP, err);
    members_close(s->members);
    return ok;
}

/* What is told by its first bytes alone. */
static bool speak_known(struct speaker *s, struct str start, bool *taken, struct err *err)
{
    *taken = pdf_is(start);
    if (*taken)
        return speak_format(s, FORMAT_PDF, err);
    if (!archive_is(start))
        return true;
    return speak_book(s, taken, err) && (*taken || speak_members(s, taken, err));
}

/* The same text in UTF-8 takes the place of the source, and its start that of the start. */
static bool widen(struct speaker *s, struct str *start, struct err *err)
{
    struct source *text = ARENA_NEW(&s->arena, struct source);
    char *bytes = arena_alloc(&s->arena, DETECT_BYTES);
    if (!utf16_read(s->source, &s->arena, text, err))
        return false;
    s->source = text;
    if (!source_read(text, 0, bytes, DETECT_BYTES, &start->n))
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    start->p = bytes;
    return true;
}

static bool speak_text(struct speaker *s, struct str start, struct err *err)
{
    const struct sniff_progress progress = {speaker_progress, s};
    struct err unknown = {0};
    enum intake_format format;
    if (utf16_is(start) && !widen(s, &start, err))
        return false;
    if (!sniff_text(s->source, &s->arena, &progress, &s->encoding, err))
        return false;
    if (s->mapping != NULL) {
        format = mapped_format(s);
        return speak_first_rows(s, err) && speak_format(s, format, err);
    }
    bool known = detect_format(&s->arena, start, s->encoding, &format, &unknown);
    bool list = !known || intake_format_kind(format) != KIND_LEDGER;
    if (list && !speak_first_rows(s, err))
        return false;
    if (known)
        return speak_format(s, format, err);
    *err = unknown;
    return false;
}

static bool speak(struct speaker *s, struct str request, struct err *err)
{
    char *start = arena_alloc(&s->arena, DETECT_BYTES);
    struct err ignored = {0};
    struct intake_way wanted;
    size_t n;
    bool taken;
    if (!request_take(request, &s->arena, &wanted, &ignored))
        _exit(EXIT_ENVIRONMENT); /* not what the parent sends */
    s->mapping = wanted.mapping;
    s->at_once = wanted.at_once;
    if (!source_read(s->source, 0, start, DETECT_BYTES, &n))
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    if (!speak_known(s, (struct str){start, n}, &taken, err) || taken)
        return !err_is(err);
    return speak_text(s, (struct str){start, n}, err);
}

static bool child_speak(const struct source *source, const struct sandbox_layers *layers,
                        struct str request, struct wire_writer *out)
{
    struct speaker s = {.source = source, .out = out};
    arena_init(&s.arena, 0);
    wire_begin(&s.record, WIRE_HELLO);
    wire_number(&s.record, child_layer_bits(layers));
    speaker_put(&s);
    struct err err = {0};
    if (!speak(&s, request, &err))
        speaker_error(&s, WIRE_REFUSED, &err);
    arena_release(&s.arena);
    return !s.deaf && wire_flush(out);
}

/* All of what is asked, before the doors close; it is looked at behind them. */
static struct str read_request(struct arena *a)
{
    struct stat st;
    if (fstat(SANDBOX_REQUEST_FD, &st) != 0 || st.st_size > REQUEST_BYTES_MAX)
        _exit(EXIT_ENVIRONMENT);
    struct source source = source_of_fd(SANDBOX_REQUEST_FD, (int64_t)st.st_size);
    size_t n = (size_t)st.st_size, got;
    char *bytes = arena_alloc(a, n + 1);
    if (!source_read(&source, 0, bytes, n, &got) || got != n)
        _exit(EXIT_ENVIRONMENT);
    close(SANDBOX_REQUEST_FD);
    return (struct str){bytes, n};
}

void child_main(void)
{
    struct stat st;
    struct sandbox_layers layers;
    struct arena arena;
    struct wire_writer out;
    if (fstat(SANDBOX_FILE_FD, &st) != 0)
        _exit(EXIT_ENVIRONMENT);
    /* libzip asks mktime, which would open a file of time zones: no longer possible inside */
    if (setenv("TZ", "UTC0", 1) != 0)
        _exit(EXIT_ENVIRONMENT);
    tzset();
    arena_init(&arena, 0);
    struct str request = read_request(&arena);
    sandbox_enter(&layers);
    wire_writer_init(&out, SANDBOX_OUT_FD, &arena);
    struct source source = source_of_fd(SANDBOX_FILE_FD, (int64_t)st.st_size);
    _exit(child_speak(&source, &layers, request, &out) ? EXIT_DONE : EXIT_ENVIRONMENT);
}

int64_t child_layer_bits(const struct sandbox_layers *layers)
{
    return (layers->limits ? 1 : 0) | (layers->seccomp ? 2 : 0) | (layers->landlock ? 4 : 0) |
           (layers->instrumented ? 8 : 0);
}

struct sandbox_layers child_layers_of(int64_t bits)
{
    return (struct sandbox_layers){.limits = (bits & 1) != 0,
                                   .seccomp = (bits & 2) != 0,
                                   .landlock = (bits & 4) != 0,
                                   .instrumented = (bits & 8) != 0};
}
