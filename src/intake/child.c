#include "child.h"

#include <sys/stat.h>
#include <unistd.h>

#include "detect.h"
#include "fec.h"
#include "fec_survey.h"
#include "sniff.h"
#include "wire_fec.h"

/* So many bytes looked at are worth a sign of life. */
#define PROGRESS_STEP_BYTES (INT64_C(8) << 20)

struct child {
    struct arena arena;
    const struct source *source;
    struct wire_writer *out;
    struct wire_record record; /* to be filled and put */
    enum encoding encoding;
    int64_t told_bytes; /* by the last sign of life of this pass */
    bool deaf;          /* nobody reads any more */
};

static void put(struct child *c)
{
    if (!c->deaf)
        c->deaf = !wire_put(c->out, &c->record);
}

static void tell_progress(void *with, int64_t bytes)
{
    struct child *c = with;
    if (bytes < c->told_bytes)
        c->told_bytes = 0; /* the next pass */
    if (c->deaf || bytes - c->told_bytes < PROGRESS_STEP_BYTES)
        return;
    c->told_bytes = bytes;
    wire_begin(&c->record, WIRE_PROGRESS);
    wire_number(&c->record, bytes);
    put(c);
    c->deaf = c->deaf || !wire_flush(c->out);
}

static void put_error(struct child *c, enum wire_kind kind, const struct err *err)
{
    wire_begin(&c->record, kind);
    wire_number(&c->record, (int64_t)err->code);
    wire_number(&c->record, err->line);
    wire_number(&c->record, err->column);
    wire_text(&c->record, str_of(err->field));
    wire_text(&c->record, str_of(err->arg));
    wire_text(&c->record, str_of(err->detail));
    put(c);
}

static void put_end(struct child *c, int64_t records)
{
    wire_begin(&c->record, WIRE_END);
    wire_number(&c->record, records);
    put(c);
}

/* ---- ledgers ---- */

static bool speak_fec_lines(struct child *c, struct fec_summary *summary, struct err *err)
{
    struct fec fec;
    struct fec_line line;
    int64_t count = 0;
    size_t hint = 0;
    bool have = true;
    bool ok = fec_open(&fec, c->source, c->encoding, &c->arena, err);
    while (ok && !c->deaf) {
        ok = fec_next(&fec, &line, &have, err);
        if (!ok || !have)
            break;
        const struct fec_journal *journal = fec_journal_find(summary, &line, &hint);
        if (journal == NULL || ++count > summary->lines) {
            ok = err_set(err, ERR_FILE_CHANGED, NULL);
            break;
        }
        line.opening = journal->opening;
        wire_fec_line(&line, &c->record);
        put(c);
    }
    fec_close(&fec);
    if (ok && !c->deaf && count != summary->lines)
        ok = err_set(err, ERR_FILE_CHANGED, NULL);
    if (ok)
        put_end(c, count);
    return ok;
}

static bool speak_fec(struct child *c, struct err *err)
{
    struct fec_summary summary;
    const struct sniff_progress progress = {tell_progress, c};
    if (!fec_survey(c->source, c->encoding, &c->arena, &progress, &summary, err))
        return false;
    wire_fec_summary(&summary, &c->record);
    put(c);
    for (size_t i = 0; i < summary.journal_count; i++) {
        wire_fec_journal(&summary.journals[i], &c->record);
        put(c);
    }
    c->deaf = c->deaf || !wire_flush(c->out);
    return speak_fec_lines(c, &summary, err);
}

/* ---- all formats ---- */

static bool (*const speakers[FORMAT_COUNT])(struct child *c, struct err *err) = {
    [FORMAT_FEC] = speak_fec,
};

static bool speak(struct child *c, struct err *err)
{
    const struct sniff_progress progress = {tell_progress, c};
    if (!sniff_text(c->source, &c->arena, &progress, &c->encoding, err))
        return false;
    char *start = arena_alloc(&c->arena, DETECT_BYTES);
    size_t n;
    if (!source_read(c->source, 0, start, DETECT_BYTES, &n))
        return err_set(err, ERR_FILE_UNREADABLE, NULL);
    enum intake_format format;
    if (!detect_format((struct str){start, n}, &format, err))
        return false;
    wire_begin(&c->record, WIRE_FORMAT);
    wire_number(&c->record, (int64_t)format);
    put(c);
    return speakers[format](c, err);
}

bool child_speak(const struct source *source, const struct sandbox_layers *layers,
                 struct wire_writer *out)
{
    struct child c = {.source = source, .out = out};
    arena_init(&c.arena, 0);
    wire_begin(&c.record, WIRE_HELLO);
    wire_number(&c.record, child_layer_bits(layers));
    put(&c);
    struct err err = {0};
    if (!speak(&c, &err))
        put_error(&c, WIRE_REFUSED, &err);
    arena_release(&c.arena);
    return !c.deaf && wire_flush(out);
}

void child_main(void)
{
    struct stat st;
    struct sandbox_layers layers;
    struct arena arena;
    struct wire_writer out;
    if (fstat(SANDBOX_FILE_FD, &st) != 0)
        _exit(EXIT_ENVIRONMENT);
    sandbox_enter(&layers);
    arena_init(&arena, 0);
    wire_writer_init(&out, SANDBOX_OUT_FD, &arena);
    struct source source = source_of_fd(SANDBOX_FILE_FD, (int64_t)st.st_size);
    _exit(child_speak(&source, &layers, &out) ? EXIT_DONE : EXIT_ENVIRONMENT);
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
