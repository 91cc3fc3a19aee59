#include "absent_rows.h"

#include "app/jobs/spool.h"
#include "base/text.h"
#include "intake/intake.h"
#include "use_mapping.h"

bool absent_is(struct arena *scratch, const struct absent_person *person, struct str account,
               struct str name)
{
    struct str words = person->folded, word;
    struct str folded = text_fold(scratch, name);
    if (account.n > 0 && str_eq(text_fold(scratch, account), person->folded))
        return true;
    if (folded.n == 0)
        return false;
    while (str_split(&words, ' ', &word)) {
        if (word.n > 0 && !str_contains(folded, word))
            return false;
        if (words.p == NULL)
            break;
    }
    return true;
}

/* Whose row it is, and what is open in it. */
static struct absent_row row_of(const struct intake_record *record)
{
    switch (record->kind) {
    case KIND_LEDGER:
        return (struct absent_row){
            .line = record->ledger.line,
            .account =
                record->ledger.auxiliary.n > 0 ? record->ledger.auxiliary : record->ledger.account,
            .name = record->ledger.auxiliary_label.n > 0 ? record->ledger.auxiliary_label
                                                         : record->ledger.account_label,
            .open_minor = record->ledger.debit_minor - record->ledger.credit_minor,
            .currency = CURRENCY_EUR,
            .ledger = true};
    case KIND_CUSTOMERS:
        return (struct absent_row){.line = record->customer.line,
                                   .account = record->customer.account,
                                   .name = record->customer.name,
                                   .currency = CURRENCY_EUR,
                                   .ledger = true};
    case KIND_OPEN_ITEMS:
        return (struct absent_row){.line = record->item.line,
                                   .account = record->item.account,
                                   .name = record->item.name,
                                   .open_minor = record->item.open_minor,
                                   .currency = record->item.currency};
    case KIND_DOCUMENT:
    case KIND_ARCHIVE:
    case KIND_MAIL:
    case KIND_COUNT:
        break;
    }
    return (struct absent_row){0};
}

static bool read_rows(struct intake *in, struct arena *a, const struct absent_person *person,
                      struct absent_rows *out)
{
    struct arena scratch;
    bool ok = true;
    arena_init(&scratch, 0);
    while (out->count < ABSENT_ROWS_MAX) {
        struct intake_record record;
        struct err err = {0};
        bool have = false;
        ok = intake_next(in, &record, &have, &err);
        if (!ok || !have)
            break;
        arena_clear(&scratch);
        struct absent_row row = row_of(&record);
        if (record.refused != NULL || !absent_is(&scratch, person, row.account, row.name))
            continue;
        row.account = arena_str(a, row.account);
        row.name = arena_str(a, row.name);
        out->rows[out->count++] = row;
    }
    arena_release(&scratch);
    return ok;
}

bool absent_read(struct app *app, struct arena *a, const struct absent_file *file,
                 const struct absent_person *person, struct absent_rows *out)
{
    struct str path = spool_path(a, file->folder, file->job->id, file->job->file);
    const struct mapping_wanted wanted = {.creditor = file->job->creditor, .path = path};
    struct used_mapping used;
    struct intake *in = NULL;
    struct err err = {0};
    *out = (struct absent_rows){.rows = ARENA_ARRAY(a, ABSENT_ROWS_MAX, struct absent_row)};
    if (file->job->bytes > ABSENT_FILE_BYTES_MAX || !spool_has(path) ||
        !find_mapping(app, a, &wanted, &used, &err))
        return false;
    const struct intake_way way = {used.mapping, .at_once = true};
    if (!intake_open_as(a, path, &way, &in, &err))
        return false;
    enum intake_kind kind = intake_about(in)->kind;
    bool list = kind == KIND_LEDGER || kind == KIND_CUSTOMERS || kind == KIND_OPEN_ITEMS;
    bool ok = list && read_rows(in, a, person, out);
    intake_close(in);
    return ok;
}
