/* Any bytes as what a sandboxed child says: the parent reads within them, and what it takes fits
 * the limits the rest of the program counts on. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz.h"
#include "intake/child/wire_customer.h"
#include "intake/child/wire_fec.h"
#include "intake/child/wire_member.h"
#include "intake/clean.h"

static void check_line(const struct wire_record *record)
{
    struct fec_line line;
    struct err err = {0};
    if (!wire_to_fec_line(record, &line, &err)) {
        ASSERT(err.code == ERR_CHILD_LIED);
        return;
    }
    ASSERT(clean_is_clean(line.label));
    ASSERT(line.label.n <= LIMIT_LABEL_BYTES);
    ASSERT(line.debit_minor == 0 || line.credit_minor == 0);
    ASSERT(day_is(line.day));
    ASSERT(day_valid(day_to(line.day)));
}

static void check_customer(const struct wire_record *record)
{
    struct customer_record customer;
    struct err err = {0};
    if (!wire_to_customer(record, &customer, &err))
        return;
    ASSERT(customer.account.n > 0);
    ASSERT(customer.name.n <= LIMIT_NAME_BYTES);
    ASSERT(customer_type_code(customer.type) != NULL);
    ASSERT(customer_body_code(customer.body) != NULL);
    ASSERT(law_term_code(customer.terms) != NULL);
}

static void check_member(const struct wire_record *record)
{
    struct member member;
    struct err err = {0};
    if (!wire_to_member(record, &member, &err))
        return;
    ASSERT(member.name.n > 0 && member.name.n <= LIMIT_NAME_BYTES && member.name.p[0] != '/');
    ASSERT(!str_contains(member.name, STR("/../")) && !str_starts(member.name, STR("../")));
    ASSERT(member.bytes >= 0 && member.bytes <= LIMIT_ARCHIVE_BYTES);
}

static void check_record(const struct wire_record *record)
{
    struct fec_summary ledger;
    struct fec_journal journal;
    struct table_summary table;
    struct err err = {0};
    for (size_t i = 0; record->kind != WIRE_MEMBER_BYTES && i < record->text_count; i++)
        ASSERT(clean_is_clean(record->texts[i]));
    switch ((int)record->kind) {
    case WIRE_FEC_LINE:
        check_line(record);
        break;
    case WIRE_CUSTOMER:
        check_customer(record);
        break;
    case WIRE_FEC_SUMMARY:
        if (wire_to_fec_summary(record, &ledger, &err))
            ASSERT(encoding_name(ledger.encoding) != NULL);
        break;
    case WIRE_FEC_JOURNAL:
        if (wire_to_fec_journal(record, &journal, &err))
            ASSERT(journal.code.n > 0);
        break;
    case WIRE_TABLE_SUMMARY:
        if (wire_to_table_summary(record, &table, &err))
            ASSERT(table.refused <= table.rows);
        break;
    case WIRE_MEMBER:
        check_member(record);
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct wire_record record;
    struct err err = {0};
    size_t whole;
    while (wire_measure(rest, &whole, &err) && whole > 0) {
        if (!wire_read(str_slice(rest, 0, whole), &record, &err))
            break;
        check_record(&record);
        rest = str_slice(rest, whole, rest.n);
    }
    ASSERT(!err_is(&err) || err.code == ERR_CHILD_LIED);
    return 0;
}
