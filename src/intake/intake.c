#include "intake.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/child/child.h"
#include "intake/child/hear_rows.h"
#include "intake/child/helper.h"
#include "intake/child/wire_customer.h"
#include "intake/child/wire_fec.h"
#include "intake/child/wire_mail.h"
#include "intake/child/wire_mapping.h"
#include "intake/child/wire_member.h"
#include "intake/child/wire_open_item.h"
#include "intake_state.h"

static bool lied(struct err *err, const char *what) { return err_set(err, ERR_CHILD_LIED, what); }

bool intake_start(struct err *err) { return helper_start(child_main, err); }

/* ---- opening ---- */

bool intake_file_take(int fd, struct str name, struct intake_file *out, struct err *err)
{
    struct stat st;
    enum err_code code = ERR_NONE;
    if (fstat(fd, &st) != 0)
        code = ERR_FILE_UNREADABLE;
    else if (!S_ISREG(st.st_mode))
        code = ERR_FILE_NOT_REGULAR;
    else if (st.st_size == 0)
        code = ERR_FILE_EMPTY;
    else if (st.st_size > LIMIT_FILE_BYTES)
        code = ERR_FILE_TOO_LARGE;
    *out = (struct intake_file){.name = name, .fd = fd, .bytes = (int64_t)st.st_size};
    if (code == ERR_NONE)
        return true;
    intake_file_close(out);
    return err_set(err, code, NULL);
}

bool intake_file_open(struct arena *a, struct str path, struct intake_file *out, struct err *err)
{
    *out = (struct intake_file){.name = path, .fd = -1};
    /* not blocking, as somebody may name a pipe */
    int fd = open(arena_cstr(a, path), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0)
        return intake_file_take(fd, path, out, err);
    bool absent = errno == ENOENT || errno == ENOTDIR;
    return err_set(err, absent ? ERR_FILE_NOT_FOUND : ERR_FILE_UNREADABLE, NULL);
}

void intake_file_close(struct intake_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

/* What the child said against the file, checked: only refusals, never an error of this machine. */
bool intake_read_error(const struct wire_record *r, struct err *out)
{
    int64_t code = r->numbers[0];
    if (code <= ERR_NONE || code >= ERR_CODE_COUNT)
        return false;
    bool may = err_exit_code((enum err_code)code) == EXIT_REFUSED || code == ERR_FILE_UNREADABLE;
    if (!may || r->numbers[1] < 0 || r->numbers[1] > LIMIT_FILE_LINES + 1 || r->numbers[2] < 0 ||
        r->numbers[2] > LIMIT_COLUMNS + 1 || r->texts[0].n >= sizeof out->field ||
        r->texts[1].n >= sizeof out->arg || r->texts[2].n >= sizeof out->detail)
        return false;
    *out = (struct err){
        .code = (enum err_code)code, .line = r->numbers[1], .column = (int32_t)r->numbers[2]};
    memcpy(out->field, r->texts[0].p, r->texts[0].n);
    memcpy(out->arg, r->texts[1].p, r->texts[1].n);
    memcpy(out->detail, r->texts[2].p, r->texts[2].n);
    return true;
}

static bool give_refusal(struct intake *in, struct err *err)
{
    struct err said = {0};
    if (!intake_read_error(&in->record, &said))
        return lied(err, "refusal");
    if (err != NULL && !err_is(err))
        *err = said;
    return false;
}

static bool read_journals(struct intake *in, struct err *err)
{
    struct fec_summary *ledger = &in->summary.ledger;
    struct fec_journal *journals =
        ARENA_ARRAY(in->arena, ledger->journal_count, struct fec_journal);
    int64_t lines = 0, opening_lines = 0;
    for (size_t i = 0; i < ledger->journal_count; i++) {
        if (!ear_next(&in->ear, &in->record, err))
            return false;
        if (in->record.kind != WIRE_FEC_JOURNAL)
            return lied(err, "journal expected");
        if (!wire_to_fec_journal(&in->record, &journals[i], err))
            return false;
        journals[i].code = arena_str(in->arena, journals[i].code);
        journals[i].label = arena_str(in->arena, journals[i].label);
        lines += journals[i].lines;
        opening_lines += journals[i].opening ? journals[i].lines : 0;
    }
    ledger->journals = journals;
    if (lines != ledger->lines || opening_lines != ledger->opening_lines)
        return lied(err, "lines of journals");
    return true;
}

/* Of the rows of a table, whatever they are. */
static void rows_told(const struct intake *in, int64_t *rows, int64_t *refused)
{
    bool items = in->summary.kind == KIND_OPEN_ITEMS;
    *rows = items ? in->summary.items.rows : in->summary.table.rows;
    *refused = items ? in->summary.items.refused : in->summary.table.refused;
}

static bool read_first_refused(struct intake *in, struct err *err)
{
    int64_t rows, refused;
    rows_told(in, &rows, &refused);
    if (refused == 0)
        return true;
    if (!ear_next(&in->ear, &in->record, err))
        return false;
    return (in->record.kind == WIRE_ROW_REFUSED &&
            intake_read_error(&in->record, &in->summary.first_refused)) ||
           lied(err, "refused row expected");
}

static bool read_bands(struct intake *in, struct err *err)
{
    struct open_summary *items = &in->summary.items;
    for (int i = 0; i < items->band_count; i++) {
        if (!ear_next(&in->ear, &in->record, err))
            return false;
        if (in->record.kind != WIRE_OPEN_BAND)
            return lied(err, "age band expected");
        if (!wire_to_open_band(&in->record, &items->bands[i], err))
            return false;
    }
    return true;
}

static bool read_totals(struct intake *in, struct err *err)
{
    struct open_summary *items = &in->summary.items;
    int64_t rows = 0;
    for (int i = 0; i < items->total_count; i++) {
        if (!ear_next(&in->ear, &in->record, err))
            return false;
        if (in->record.kind != WIRE_OPEN_TOTAL)
            return lied(err, "total expected");
        if (!wire_to_open_total(&in->record, &items->totals[i], err))
            return false;
        if (i > 0 && items->totals[i].currency.code <= items->totals[i - 1].currency.code)
            return lied(err, "order of totals");
        rows += items->totals[i].rows;
        in->totals[i].currency = items->totals[i].currency;
    }
    in->total_count = items->total_count;
    return rows == items->rows - items->refused || lied(err, "rows of totals");
}

/* Before the rows, or nowhere, as was asked. */
static bool rows_were_counted(struct intake *in, struct err *err)
{
    bool counted = in->summary.items.rows > 0;
    return counted != in->at_once || lied(err, "rows of items");
}

static bool read_summary(struct intake *in, struct err *err)
{
    struct intake_summary *summary = &in->summary;
    if (in->record.kind == WIRE_REFUSED)
        return give_refusal(in, err);
    if (summary->known && summary->kind == KIND_LEDGER && in->record.kind == WIRE_FEC_SUMMARY)
        return wire_to_fec_summary(&in->record, &summary->ledger, err) && read_journals(in, err);
    bool table = summary->kind == KIND_CUSTOMERS || summary->kind == KIND_MAIL;
    if (summary->known && table && in->record.kind == WIRE_TABLE_SUMMARY)
        return wire_to_table_summary(&in->record, &summary->table, err) &&
               read_first_refused(in, err);
    if (summary->known && summary->kind == KIND_OPEN_ITEMS && in->record.kind == WIRE_OPEN_SUMMARY)
        return wire_to_open_summary(&in->record, &summary->items, err) &&
               rows_were_counted(in, err) && read_bands(in, err) && read_totals(in, err) &&
               read_first_refused(in, err);
    if (summary->known && summary->kind == KIND_DOCUMENT && in->record.kind == WIRE_PDF_SUMMARY)
        return wire_to_pdf_summary(&in->record, &summary->document, err);
    if (summary->known && summary->kind == KIND_ARCHIVE && in->record.kind == WIRE_ZIP_SUMMARY)
        return wire_to_zip_summary(&in->record, &summary->archive, err);
    return lied(err, "summary expected");
}

/* The next record that is more than a sign of life. */
static bool next_said(struct intake *in, struct err *err)
{
    do {
        if (!ear_next(&in->ear, &in->record, err))
            return false;
    } while (in->record.kind == WIRE_PROGRESS);
    return true;
}

/* Up to the first rows, which only lists have. */
static bool listen_hello(struct intake *in, bool *rows, struct err *err)
{
    struct hearing hearing = {&in->ear, &in->record, in->arena};
    if (!ear_next(&in->ear, &in->record, err))
        return false;
    if (in->record.kind != WIRE_HELLO || in->record.numbers[0] < 0 || in->record.numbers[0] > 15)
        return lied(err, "hello expected");
    in->summary.layers = child_layers_of(in->record.numbers[0]);
    if (!next_said(in, err))
        return false;
    *rows = in->record.kind == WIRE_FIRST_ROWS;
    return !*rows || hear_first_rows(&hearing, &in->summary.first_rows, err);
}

static bool listen_start(struct intake *in, struct err *err)
{
    struct intake_summary *summary = &in->summary;
    bool rows;
    if (!listen_hello(in, &rows, err) || (rows && !next_said(in, err)))
        return false;
    if (in->record.kind == WIRE_FORMAT) {
        if (in->record.numbers[0] < 0 || in->record.numbers[0] >= FORMAT_COUNT)
            return lied(err, "format");
        summary->known = true;
        summary->format = (enum intake_format)in->record.numbers[0];
        summary->kind = intake_format_kind(summary->format);
        if (!next_said(in, err))
            return false;
    }
    return read_summary(in, err);
}

/* A child for the file; what it says is still to be heard. */
static bool start(struct intake *in, const struct intake_file *file, struct err *err)
{
    struct ear_request request = {.file_fd = file->fd, .file_bytes = file->bytes};
    if (!intake_start(err) || !request_send(&file->way, in->arena, &request.request_fd, err))
        return false;
    bool ok = ear_open(&in->ear, &request, in->arena, err);
    close(request.request_fd);
    return ok;
}

bool intake_file_first_rows(struct arena *a, const struct intake_file *file, struct first_rows *out,
                            struct err *err)
{
    struct intake *in = ARENA_NEW(a, struct intake);
    bool rows;
    *in = (struct intake){.arena = a, .spool_fd = -1};
    bool ok = start(in, file, err);
    if (ok) {
        ok = listen_hello(in, &rows, err) &&
             (rows || in->record.kind != WIRE_REFUSED || give_refusal(in, err));
        ear_close(&in->ear);
    }
    *out = in->summary.first_rows;
    return ok;
}

bool intake_first_rows(struct arena *a, struct str path, struct first_rows *out, struct err *err)
{
    struct intake_file file;
    out->count = 0;
    if (!intake_file_open(a, path, &file, err))
        return false;
    bool ok = intake_file_first_rows(a, &file, out, err);
    intake_file_close(&file);
    return ok;
}

bool intake_open_file(struct arena *a, const struct intake_file *file, struct intake **out,
                      struct err *err)
{
    struct intake *in = ARENA_NEW(a, struct intake);
    *out = in;
    *in = (struct intake){
        .arena = a, .spool_fd = -1, .summary.bytes = file->bytes, .at_once = file->way.at_once};
    if (!start(in, file, err))
        return false;
    bool ok = listen_start(in, err);
    if (!ok)
        ear_close(&in->ear);
    return ok;
}

bool intake_open(struct arena *a, struct str path, struct intake **out, struct err *err)
{
    return intake_open_as(a, path, &(struct intake_way){0}, out, err);
}

bool intake_open_as(struct arena *a, struct str path, const struct intake_way *way,
                    struct intake **out, struct err *err)
{
    struct intake_file file;
    *out = NULL;
    if (!intake_file_open(a, path, &file, err))
        return false;
    file.way = *way;
    bool ok = intake_open_file(a, &file, out, err);
    intake_file_close(&file);
    return ok;
}

const struct intake_summary *intake_about(const struct intake *in) { return &in->summary; }

/* ---- records ---- */

static bool take_ledger_line(struct intake *in, struct fec_line *out, struct err *err)
{
    if (!wire_to_fec_line(&in->record, out, err))
        return false;
    if (out->line <= in->last_line || ++in->records > in->summary.ledger.lines)
        return lied(err, "order or number of lines");
    in->last_line = out->line;
    in->opening_lines += out->opening;
    if (__builtin_add_overflow(in->debit_minor, out->debit_minor, &in->debit_minor) ||
        __builtin_add_overflow(in->credit_minor, out->credit_minor, &in->credit_minor))
        return lied(err, "sum of lines");
    return true;
}

/* Nobody said before the rows how many there are. */
static bool uncounted(const struct intake *in)
{
    return in->at_once && in->summary.kind == KIND_OPEN_ITEMS;
}

/* Lines of a table grow, and there are no more rows than were told. */
static bool count_row(struct intake *in, int64_t line, struct err *err)
{
    int64_t rows, refused;
    rows_told(in, &rows, &refused);
    if (uncounted(in))
        rows = LIMIT_FILE_LINES;
    if (line <= in->last_line || ++in->records > rows)
        return lied(err, "order or number of rows");
    in->last_line = line;
    return true;
}

static bool take_refused_row(struct intake *in, struct intake_record *out, struct err *err)
{
    in->refused = (struct err){0};
    if (in->summary.kind == KIND_LEDGER || !intake_read_error(&in->record, &in->refused))
        return lied(err, "refused row");
    out->refused = &in->refused;
    in->rows_refused++;
    return count_row(in, in->refused.line, err);
}

static bool take_customer(struct intake *in, struct customer_record *out, struct err *err)
{
    if (in->summary.kind != KIND_CUSTOMERS)
        return lied(err, "customer in another file");
    return wire_to_customer(&in->record, out, err) && count_row(in, out->line, err);
}

static bool take_mail_event(struct intake *in, struct mail_event *out, struct err *err)
{
    if (in->summary.kind != KIND_MAIL)
        return lied(err, "mail event in another file");
    return wire_to_mail(&in->record, out, err) && count_row(in, out->line, err);
}

/* NULL: there is none, and no more can be. */
static struct open_total *total_of(struct intake *in, struct currency currency)
{
    for (int i = 0; i < in->total_count; i++) {
        if (currency_eq(in->totals[i].currency, currency))
            return &in->totals[i];
    }
    if (!uncounted(in) || in->total_count == OPEN_CURRENCIES_MAX)
        return NULL;
    in->totals[in->total_count].currency = currency;
    return &in->totals[in->total_count++];
}

static bool take_item(struct intake *in, struct open_item *out, struct err *err)
{
    if (in->summary.kind != KIND_OPEN_ITEMS)
        return lied(err, "open item in another file");
    if (!wire_to_open_item(&in->record, out, err) || !count_row(in, out->line, err))
        return false;
    struct open_total *total = total_of(in, out->currency);
    if (total == NULL)
        return uncounted(in) ? err_set(err, ERR_TOO_MANY_CURRENCIES, NULL)
                             : lied(err, "currency without a total");
    total->rows++;
    return !__builtin_add_overflow(total->balance_minor, out->open_minor, &total->balance_minor) ||
           lied(err, "sum of items");
}

static bool totals_agree(const struct intake *in)
{
    const struct open_summary *items = &in->summary.items;
    for (int i = 0; i < items->total_count; i++) {
        if (in->totals[i].rows != items->totals[i].rows ||
            in->totals[i].balance_minor != items->totals[i].balance_minor)
            return false;
    }
    return true;
}

static bool check_end(const struct intake *in, struct err *err)
{
    const struct fec_summary *ledger = &in->summary.ledger;
    int64_t told, refused;
    rows_told(in, &told, &refused);
    if (in->summary.kind == KIND_LEDGER)
        told = ledger->lines;
    if (in->record.numbers[0] != in->records)
        return lied(err, "number of records");
    if (uncounted(in))
        return true;
    if (in->records != told || in->rows_refused != refused)
        return lied(err, "number of rows");
    if (!totals_agree(in))
        return lied(err, "totals of items");
    if (in->debit_minor != ledger->debit_minor || in->credit_minor != ledger->credit_minor ||
        in->opening_lines != ledger->opening_lines)
        return lied(err, "sums of records");
    return true;
}

static bool take_record(struct intake *in, struct intake_record *out, bool *have, struct err *err)
{
    *have = false;
    if (!ear_next(&in->ear, &in->record, err))
        return false;
    out->kind = in->summary.kind;
    out->refused = NULL;
    switch ((int)in->record.kind) {
    case WIRE_REFUSED:
        return give_refusal(in, err);
    case WIRE_END:
        in->ended = true;
        return check_end(in, err);
    case WIRE_FEC_LINE:
        *have = true;
        return in->summary.kind == KIND_LEDGER ? take_ledger_line(in, &out->ledger, err)
                                               : lied(err, "ledger line in a table");
    case WIRE_CUSTOMER:
        *have = true;
        return take_customer(in, &out->customer, err);
    case WIRE_MAIL:
        *have = true;
        return take_mail_event(in, &out->mail, err);
    case WIRE_OPEN_ITEM:
        *have = true;
        return take_item(in, &out->item, err);
    case WIRE_ROW_REFUSED:
        *have = true;
        return take_refused_row(in, out, err);
    default:
        return lied(err, "record out of order");
    }
}

bool intake_next(struct intake *in, struct intake_record *out, bool *have, struct err *err)
{
    *have = false;
    if (in->ended)
        return true;
    ASSERT(!in->failed && in->summary.kind != KIND_ARCHIVE);
    in->failed = !take_record(in, out, have, err);
    return !in->failed;
}

void intake_close(struct intake *in)
{
    ear_close(&in->ear);
    if (in->spool_fd >= 0)
        close(in->spool_fd);
}
