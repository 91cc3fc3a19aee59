/* Any bytes as a ledger: nothing crashes, what is read twice is read the same, and every record the
 * child would say is one the parent believes. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz.h"
#include "intake/child/wire_fec.h"
#include "intake/clean.h"
#include "intake/detect.h"
#include "intake/formats/sniff.h"
#include "intake/ledgers/fec.h"
#include "intake/ledgers/fec_survey.h"

struct run {
    struct arena arena;
    struct source source;
    struct wire_writer out;
    struct wire_record record;
};

/* Through the wire and back. */
static void transmit(struct run *r)
{
    struct err err = {0};
    size_t whole;
    ASSERT(wire_put(&r->out, &r->record));
    struct str bytes = {r->out.batch, r->out.n};
    r->out.n = 0;
    ASSERT(wire_measure(bytes, &whole, &err));
    ASSERT(whole == bytes.n);
    ASSERT(wire_read(bytes, &r->record, &err));
}

static void check_line(struct run *r, const struct fec_line *line)
{
    struct fec_line back;
    struct err err = {0};
    wire_fec_line(line, &r->record);
    transmit(r);
    ASSERT(wire_to_fec_line(&r->record, &back, &err));
    ASSERT(str_eq(back.label, line->label));
    ASSERT(str_eq(back.auxiliary_label, line->auxiliary_label));
    ASSERT(back.debit_minor == line->debit_minor);
    ASSERT(back.credit_minor == line->credit_minor);
    ASSERT(back.day.n == line->day.n);
}

static void read_again(struct run *r, enum encoding encoding, const struct fec_summary *summary)
{
    struct fec fec;
    struct fec_line line;
    struct err err = {0};
    int64_t count = 0, debit = 0, credit = 0, opening = 0;
    size_t hint = 0;
    bool have = true;
    ASSERT(fec_open(&fec, &r->source, encoding, &r->arena, &err));
    for (;;) {
        ASSERT(fec_next(&fec, &line, &have, &err));
        if (!have)
            break;
        const struct fec_journal *journal = fec_journal_find(summary, &line, &hint);
        ASSERT(journal != NULL);
        count++;
        debit += line.debit_minor;
        credit += line.credit_minor;
        opening += journal->opening;
        check_line(r, &line);
    }
    ASSERT(count == summary->lines);
    ASSERT(debit == summary->debit_minor);
    ASSERT(credit == summary->credit_minor);
    ASSERT(opening == summary->opening_lines);
    fec_close(&fec);
}

static void check_error(const struct err *err)
{
    ASSERT(err_is(err));
    ASSERT(err_exit_code(err->code) == EXIT_REFUSED);
    ASSERT(clean_is_clean(str_of(err->arg)));
}

static void read_ledger(struct run *r)
{
    enum encoding encoding;
    enum intake_format format;
    struct fec_summary summary, back;
    struct err err = {0};
    size_t n = r->source.memory.n < DETECT_BYTES ? r->source.memory.n : DETECT_BYTES;
    if (!sniff_text(&r->source, &r->arena, NULL, &encoding, &err) ||
        !detect_format(&r->arena, str_slice(r->source.memory, 0, n), encoding, &format, &err)) {
        check_error(&err);
        return;
    }
    if (format != FORMAT_FEC)
        return;
    struct text_file file = {&r->source, encoding, NULL};
    if (!fec_survey(&file, &r->arena, &summary, &err)) {
        check_error(&err);
        return;
    }
    wire_fec_summary(&summary, &r->record);
    transmit(r);
    ASSERT(wire_to_fec_summary(&r->record, &back, &err));
    read_again(r, encoding, &summary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run r = {.source = source_of_memory((struct str){(const char *)data, size})};
    arena_init(&r.arena, 0);
    wire_writer_init(&r.out, -1, &r.arena);
    read_ledger(&r);
    arena_release(&r.arena);
    return 0;
}
