#include "fec_survey.h"

#include "fec.h"
#include "fec_opening.h"
#include "intake/tally.h"

enum { PROGRESS_LINES = 65536 };

/* What must be known of a journal beside what is told of it. */
struct journal_notes {
    struct opening_evidence evidence;
    struct day first, last;
    int64_t unnumbered_minor; /* debit - credit of lines whose EcritureNum is 0 or empty */
};

struct survey {
    struct arena *arena;
    struct fec_summary *out;
    struct fec_journal *journals;
    struct journal_notes *notes;
    struct tally entries; /* (journal, number): is there; sum of the numbered ones */
    struct tally groups;  /* (journal, day, piece): sum where there is no number */
    struct tally customers;
    size_t hint;
    /* the entry of the line before, as neighbours mostly belong together */
    int64_t entry_minor;
    size_t entry_journal;
    char entry_number[LIMIT_REF_BYTES];
    size_t entry_number_n;
    bool entry_open;
};

const struct fec_journal *fec_journal_find(const struct fec_summary *summary,
                                           const struct fec_line *line, size_t *hint)
{
    for (size_t k = 0; k < summary->journal_count; k++) {
        size_t i =
            *hint + k < summary->journal_count ? *hint + k : *hint + k - summary->journal_count;
        if (str_eq(summary->journals[i].code, line->journal) &&
            str_eq(summary->journals[i].label, line->journal_label)) {
            *hint = i;
            return &summary->journals[i];
        }
    }
    return NULL;
}

static bool has_prefix(struct str account, const char *prefix)
{
    return str_starts(account, str_of(prefix));
}

static bool is_unnumbered(struct str number)
{
    for (size_t i = 0; i < number.n; i++) {
        if (number.p[i] != '0')
            return false;
    }
    return true;
}

static bool add(int64_t *sum, int64_t amount_minor, const struct fec_line *line, struct err *err)
{
    if (!__builtin_add_overflow(*sum, amount_minor, sum))
        return true;
    err_set(err, ERR_OVERFLOW, NULL);
    err_at(err, line->line, 0, NULL);
    return false;
}

static bool journal_of(struct survey *s, const struct fec_line *line, size_t *index,
                       struct err *err)
{
    struct fec_summary *out = s->out;
    if (fec_journal_find(out, line, &s->hint) == NULL) {
        if (out->journal_count == FEC_JOURNALS_MAX) {
            err_set_field(err, ERR_TOO_MANY_JOURNALS, fec_field_name(FEC_JOURNAL), line->journal);
            err_at(err, line->line, 0, NULL);
            return false;
        }
        s->hint = out->journal_count++;
        s->journals[s->hint] =
            (struct fec_journal){.code = arena_str(s->arena, line->journal),
                                 .label = arena_str(s->arena, line->journal_label)};
        s->notes[s->hint] = (struct journal_notes){
            .evidence = {.balance_sheet_only = true}, .first = line->day, .last = line->day};
    }
    *index = s->hint;
    return true;
}

static void note_journal(struct survey *s, size_t index, const struct fec_line *line)
{
    struct fec_journal *journal = &s->journals[index];
    struct journal_notes *notes = &s->notes[index];
    journal->lines++;
    journal->treasury |= has_prefix(line->account, "51") || has_prefix(line->account, "53");
    journal->sales |= has_prefix(line->account, "70");
    notes->evidence.balance_sheet_only &=
        !has_prefix(line->account, "6") && !has_prefix(line->account, "7");
    notes->first = day_min(notes->first, line->day);
    notes->last = day_max(notes->last, line->day);
}

/* ---- entries ---- */

/* Puts the sum of the entry that just ended into the table. */
static bool close_entry(struct survey *s, const struct fec_line *line, struct err *err)
{
    if (!s->entry_open)
        return true;
    const struct str parts[2] = {s->journals[s->entry_journal].code,
                                 {s->entry_number, s->entry_number_n}};
    struct tally_slot *slot = tally_at(&s->entries, parts, 2, (uint32_t)s->entry_journal);
    s->entry_open = false;
    return add(&slot->sum, s->entry_minor, line, err);
}

static bool add_to_group(struct survey *s, size_t journal, const struct fec_line *line,
                         struct err *err)
{
    const struct str parts[3] = {
        line->journal, {(const char *)&line->day.n, sizeof line->day.n}, line->piece};
    int64_t amount = line->debit_minor - line->credit_minor;
    struct tally_slot *slot = tally_at(&s->groups, parts, 3, (uint32_t)journal);
    return add(&slot->sum, amount, line, err) &&
           add(&s->notes[journal].unnumbered_minor, amount, line, err);
}

static bool add_to_entry(struct survey *s, size_t journal, const struct fec_line *line,
                         struct err *err)
{
    bool same = s->entry_open && str_eq(s->journals[s->entry_journal].code, line->journal) &&
                str_eq(line->number, (struct str){s->entry_number, s->entry_number_n});
    if (!same) {
        if (!close_entry(s, line, err))
            return false;
        ASSERT(line->number.n <= sizeof s->entry_number);
        s->entry_open = true;
        s->entry_minor = 0;
        s->entry_journal = journal;
        s->entry_number_n = line->number.n;
        memcpy(s->entry_number, line->number.p, line->number.n);
    }
    if (is_unnumbered(line->number))
        return add_to_group(s, journal, line, err);
    return add(&s->entry_minor, line->debit_minor - line->credit_minor, line, err);
}

static int64_t count_unbalanced(const struct survey *s)
{
    int64_t count = 0;
    for (size_t i = 0; i < s->entries.room; i++)
        count += s->entries.slots[i].sum != 0;
    for (size_t i = 0; i < s->groups.room; i++)
        count +=
            s->groups.slots[i].sum != 0 && s->notes[s->groups.slots[i].tag].unnumbered_minor != 0;
    return count;
}

/* ---- the whole ---- */

static bool take(struct survey *s, const struct fec_line *line, struct err *err)
{
    struct fec_summary *out = s->out;
    size_t journal;
    if (!journal_of(s, line, &journal, err))
        return false;
    note_journal(s, journal, line);
    out->first = out->lines == 0 ? line->day : day_min(out->first, line->day);
    out->last = out->lines == 0 ? line->day : day_max(out->last, line->day);
    out->lines++;
    if (has_prefix(line->account, "411")) {
        const struct str parts[2] = {line->account, line->auxiliary};
        tally_at(&s->customers, parts, 2, 0);
        if (!add(&out->customers_minor, line->debit_minor - line->credit_minor, line, err))
            return false;
    }
    if (s->entries.count + s->groups.count + s->customers.count > FEC_KEYS_MAX) {
        err_set(err, ERR_TOO_MANY_LINES, NULL);
        err_at(err, line->line, 0, NULL);
        return false;
    }
    return add(&out->debit_minor, line->debit_minor, line, err) &&
           add(&out->credit_minor, line->credit_minor, line, err) &&
           add_to_entry(s, journal, line, err);
}

static void find_openings(struct survey *s)
{
    struct fec_summary *out = s->out;
    struct day first_opening = DAY_NONE, last_opening = DAY_NONE, first_other = DAY_NONE;
    for (size_t i = 0; i < out->journal_count; i++) {
        struct fec_journal *journal = &s->journals[i];
        struct journal_notes *notes = &s->notes[i];
        notes->evidence.one_day = notes->first.n == notes->last.n;
        journal->opening = fec_opening_is(s->arena, journal->code, journal->label, notes->evidence);
        if (!journal->opening) {
            first_other = day_is(first_other) ? day_min(first_other, notes->first) : notes->first;
            continue;
        }
        first_opening =
            out->opening_lines == 0 ? notes->first : day_min(first_opening, notes->first);
        last_opening = day_max(last_opening, notes->last);
        out->opening_lines += journal->lines;
    }
    out->opening_day = DAY_NONE;
    if (out->opening_lines == 0)
        return;
    out->opening_day = last_opening;
    if (first_opening.n != last_opening.n && day_is(first_other)) {
        struct ymd v = day_to(first_other);
        out->opening_day = day_ymd(v.year, v.month, 1);
    }
}

static bool survey_lines(struct survey *s, struct fec *fec, const struct sniff_progress *progress,
                         struct err *err)
{
    struct fec_line line = {0};
    bool have;
    for (;;) {
        if (!fec_next(fec, &line, &have, err))
            return false;
        if (!have)
            break;
        if (!take(s, &line, err))
            return false;
        if (progress != NULL && s->out->lines % PROGRESS_LINES == 0)
            progress->tell(progress->with, fec->reader.at);
    }
    if (s->out->lines == 0)
        return err_set(err, ERR_FILE_EMPTY, NULL);
    if (!close_entry(s, &line, err))
        return false;
    s->out->entries = (int64_t)s->entries.count;
    s->out->customers = (int64_t)s->customers.count;
    s->out->unbalanced = count_unbalanced(s);
    find_openings(s);
    return true;
}

bool fec_survey(const struct text_file *file, struct arena *a, struct fec_summary *out,
                struct err *err)
{
    struct fec fec;
    struct survey s = {.arena = a, .out = out};
    *out = (struct fec_summary){.encoding = file->encoding};
    s.journals = ARENA_ARRAY(a, FEC_JOURNALS_MAX, struct fec_journal);
    s.notes = ARENA_ARRAY(a, FEC_JOURNALS_MAX, struct journal_notes);
    out->journals = s.journals;
    tally_init(&s.entries);
    tally_init(&s.groups);
    tally_init(&s.customers);
    bool ok = fec_open(&fec, file->source, file->encoding, a, err);
    if (ok) {
        out->separator = fec.columns.separator;
        out->columns = fec.columns.count;
        out->signed_amount = fec.columns.signed_amount;
        ok = survey_lines(&s, &fec, file->progress, err);
    }
    fec_close(&fec);
    tally_release(&s.entries);
    tally_release(&s.groups);
    tally_release(&s.customers);
    return ok;
}
