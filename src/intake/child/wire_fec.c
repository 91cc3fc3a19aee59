#include "wire_fec.h"

#include "intake/ledgers/fec_survey.h"

static bool lied(struct err *err, const char *what) { return err_set(err, ERR_CHILD_LIED, what); }

static bool day_fits(int64_t n, bool may_be_none)
{
    if (n == DAY_NONE_N)
        return may_be_none;
    return n >= day_ymd(DAY_YEAR_MIN, 1, 1).n && n <= day_ymd(DAY_YEAR_MAX, 12, 31).n;
}

static bool amount_fits(int64_t minor)
{
    return minor >= -LIMIT_AMOUNT_MINOR && minor <= LIMIT_AMOUNT_MINOR;
}

static bool currency_fits(int64_t code)
{
    const char text[3] = {(char)(code >> 16), (char)(code >> 8), (char)code};
    struct currency known;
    return code == 0 ||
           (code > 0 && code <= 0xFFFFFF && currency_parse((struct str){text, 3}, &known, NULL) &&
            known.code == (uint32_t)code);
}

/* ---- lines ---- */

void wire_fec_line(const struct fec_line *line, struct wire_record *out)
{
    wire_begin(out, WIRE_FEC_LINE);
    wire_number(out, line->line);
    wire_number(out, line->day.n);
    wire_number(out, line->piece_day.n);
    wire_number(out, line->letter_day.n);
    wire_number(out, line->valid_day.n);
    wire_number(out, line->debit_minor);
    wire_number(out, line->credit_minor);
    wire_number(out, line->foreign_minor);
    wire_number(out, line->foreign.code);
    wire_number(out, line->opening);
    wire_text(out, line->journal);
    wire_text(out, line->journal_label);
    wire_text(out, line->number);
    wire_text(out, line->account);
    wire_text(out, line->account_label);
    wire_text(out, line->auxiliary);
    wire_text(out, line->auxiliary_label);
    wire_text(out, line->piece);
    wire_text(out, line->label);
    wire_text(out, line->letter);
}

static bool line_fits(const struct wire_record *r)
{
    static const size_t bytes_max[10] = {
        LIMIT_REF_BYTES, LIMIT_LABEL_BYTES, LIMIT_REF_BYTES,   LIMIT_REF_BYTES,   LIMIT_LABEL_BYTES,
        LIMIT_REF_BYTES, LIMIT_NAME_BYTES,  LIMIT_LABEL_BYTES, LIMIT_LABEL_BYTES, LIMIT_REF_BYTES};
    const int64_t *n = r->numbers;
    for (int i = 0; i < 10; i++) {
        if (r->texts[i].n > bytes_max[i])
            return false;
    }
    return r->texts[0].n > 0 && r->texts[3].n > 0 && n[0] >= 2 && n[0] <= LIMIT_FILE_LINES &&
           day_fits(n[1], false) && day_fits(n[2], true) && day_fits(n[3], true) &&
           day_fits(n[4], true) && amount_fits(n[5]) && amount_fits(n[6]) &&
           (n[5] == 0 || n[6] == 0) && amount_fits(n[7]) && currency_fits(n[8]) &&
           (n[9] == 0 || n[9] == 1);
}

bool wire_to_fec_line(const struct wire_record *r, struct fec_line *out, struct err *err)
{
    ASSERT(r->kind == WIRE_FEC_LINE);
    if (!line_fits(r))
        return lied(err, "ledger line");
    const int64_t *n = r->numbers;
    *out = (struct fec_line){
        .line = n[0],
        .journal = r->texts[0],
        .journal_label = r->texts[1],
        .number = r->texts[2],
        .account = r->texts[3],
        .account_label = r->texts[4],
        .auxiliary = r->texts[5],
        .auxiliary_label = r->texts[6],
        .piece = r->texts[7],
        .label = r->texts[8],
        .letter = r->texts[9],
        .day = {(int32_t)n[1]},
        .piece_day = {(int32_t)n[2]},
        .letter_day = {(int32_t)n[3]},
        .valid_day = {(int32_t)n[4]},
        .debit_minor = n[5],
        .credit_minor = n[6],
        .foreign_minor = n[7],
        .foreign = {(uint32_t)n[8]},
        .opening = n[9] == 1,
    };
    return true;
}

/* ---- the whole file ---- */

void wire_fec_summary(const struct fec_summary *s, struct wire_record *out)
{
    wire_begin(out, WIRE_FEC_SUMMARY);
    wire_number(out, s->lines);
    wire_number(out, s->entries);
    wire_number(out, s->unbalanced);
    wire_number(out, s->debit_minor);
    wire_number(out, s->credit_minor);
    wire_number(out, s->customers);
    wire_number(out, s->customers_minor);
    wire_number(out, s->first.n);
    wire_number(out, s->last.n);
    wire_number(out, s->opening_lines);
    wire_number(out, s->opening_day.n);
    wire_number(out, (int64_t)s->encoding);
    wire_number(out, s->separator);
    wire_number(out, s->columns);
    wire_number(out, s->signed_amount);
    wire_number(out, (int64_t)s->journal_count);
}

static bool counts_fit(const int64_t *n)
{
    return n[0] >= 1 && n[0] <= LIMIT_FILE_LINES && n[1] >= 1 && n[1] <= n[0] && n[2] >= 0 &&
           n[2] <= n[0] && n[5] >= 0 && n[5] <= n[0] && n[9] >= 0 && n[9] <= n[0] && n[15] >= 1 &&
           n[15] <= FEC_JOURNALS_MAX && n[15] <= n[0];
}

bool wire_to_fec_summary(const struct wire_record *r, struct fec_summary *out, struct err *err)
{
    ASSERT(r->kind == WIRE_FEC_SUMMARY);
    const int64_t *n = r->numbers;
    bool fits = counts_fit(n) && day_fits(n[7], false) && day_fits(n[8], false) && n[7] <= n[8] &&
                day_fits(n[10], n[9] == 0) && n[11] >= ENC_UTF8 && n[11] <= ENC_CP850 &&
                (n[12] == '\t' || n[12] == '|') && n[13] >= 1 && n[13] <= LIMIT_COLUMNS &&
                (n[14] == 0 || n[14] == 1);
    if (!fits)
        return lied(err, "ledger summary");
    *out = (struct fec_summary){
        .lines = n[0],
        .entries = n[1],
        .unbalanced = n[2],
        .debit_minor = n[3],
        .credit_minor = n[4],
        .customers = n[5],
        .customers_minor = n[6],
        .first = {(int32_t)n[7]},
        .last = {(int32_t)n[8]},
        .opening_lines = n[9],
        .opening_day = {(int32_t)n[10]},
        .encoding = (enum encoding)n[11],
        .separator = (char)n[12],
        .columns = (int)n[13],
        .signed_amount = n[14] == 1,
        .journal_count = (size_t)n[15],
    };
    return true;
}

void wire_fec_journal(const struct fec_journal *journal, struct wire_record *out)
{
    wire_begin(out, WIRE_FEC_JOURNAL);
    wire_number(out, journal->lines);
    wire_number(out, (journal->opening ? 1 : 0) | (journal->treasury ? 2 : 0) |
                         (journal->sales ? 4 : 0));
    wire_text(out, journal->code);
    wire_text(out, journal->label);
}

bool wire_to_fec_journal(const struct wire_record *r, struct fec_journal *out, struct err *err)
{
    ASSERT(r->kind == WIRE_FEC_JOURNAL);
    const int64_t *n = r->numbers;
    if (n[0] < 1 || n[0] > LIMIT_FILE_LINES || n[1] < 0 || n[1] > 7 || r->texts[0].n == 0 ||
        r->texts[0].n > LIMIT_REF_BYTES || r->texts[1].n > LIMIT_LABEL_BYTES)
        return lied(err, "journal");
    *out = (struct fec_journal){.code = r->texts[0],
                                .label = r->texts[1],
                                .lines = n[0],
                                .opening = (n[1] & 1) != 0,
                                .treasury = (n[1] & 2) != 0,
                                .sales = (n[1] & 4) != 0};
    return true;
}
