/* Any bytes as a customer list: nothing crashes, both passes agree, and every record the child
 * would say is one the parent believes. The header of a list is put before half of the inputs, so
 * that rows are reached often. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz.h"
#include "intake/child/wire_customer.h"
#include "intake/clean.h"
#include "intake/detect.h"
#include "intake/formats/sniff.h"
#include "intake/lists/customers.h"

struct run {
    struct arena arena;
    struct source source;
    struct wire_writer out;
    struct wire_record record;
};

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

static void check_customer(struct run *r, const struct customer_record *customer)
{
    struct customer_record back;
    struct err err = {0};
    wire_customer(customer, &r->record);
    transmit(r);
    ASSERT(wire_to_customer(&r->record, &back, &err));
    ASSERT(str_eq(back.account, customer->account));
    ASSERT(str_eq(back.name, customer->name));
    ASSERT(str_eq(back.terms_text, customer->terms_text));
    ASSERT(back.terms == customer->terms);
}

static void check_error(const struct err *err)
{
    ASSERT(err_is(err));
    ASSERT(err_exit_code(err->code) == EXIT_REFUSED);
    ASSERT(clean_is_clean(str_of(err->arg)));
    ASSERT(clean_is_clean(str_of(err->field)));
}

static void read_again(struct run *r, enum encoding encoding, const struct table_summary *summary)
{
    struct customers *list = ARENA_NEW(&r->arena, struct customers);
    struct customer_record customer;
    struct err refused = {0}, err = {0};
    int64_t rows = 0, rows_refused = 0, line = 0;
    bool have = true;
    const struct sheet_file file = {.source = &r->source, .encoding = encoding};
    ASSERT(customers_open(list, &file, &r->arena, &err));
    for (;;) {
        ASSERT(customers_next(list, &customer, &refused, &have, &err));
        if (!have)
            break;
        rows++;
        if (err_is(&refused)) {
            rows_refused++;
            check_error(&refused);
            ASSERT(refused.line > line);
            line = refused.line;
            continue;
        }
        ASSERT(customer.line > line);
        line = customer.line;
        check_customer(r, &customer);
    }
    ASSERT(rows == summary->rows);
    ASSERT(rows_refused == summary->refused);
    customers_close(list);
}

static void read_list(struct run *r)
{
    enum encoding encoding;
    enum intake_format format;
    struct table_summary summary, back;
    struct err err = {0}, first = {0};
    size_t n = r->source.memory.n < DETECT_BYTES ? r->source.memory.n : DETECT_BYTES;
    if (!sniff_text(&r->source, &r->arena, NULL, &encoding, &err) ||
        !detect_format(&r->arena, str_slice(r->source.memory, 0, n), encoding, &format, &err)) {
        check_error(&err);
        return;
    }
    if (format != FORMAT_CUSTOMERS_CSV)
        return;
    const struct sheet_file file = {.source = &r->source, .encoding = encoding};
    if (!customers_survey(&file, &r->arena, &summary, &first, &err)) {
        check_error(&err);
        return;
    }
    ASSERT(err_is(&first) == (summary.refused > 0));
    wire_table_summary(&summary, &r->record);
    transmit(r);
    ASSERT(wire_to_table_summary(&r->record, &back, &err));
    read_again(r, encoding, &summary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct str header = STR("code;nom;siren;siret;tva;adresse;complement;cp;pays;"
                                  "conditions;type;organisme;prenom\n");
    struct run r = {0};
    struct str bytes = {(const char *)data, size};
    arena_init(&r.arena, 0);
    if (size > 0 && data[0] % 2 == 0) {
        struct buf text;
        buf_init(&text, &r.arena, header.n + size);
        buf_add(&text, header);
        buf_add(&text, str_slice(bytes, 1, size));
        bytes = buf_str(&text);
    }
    r.source = source_of_memory(bytes);
    wire_writer_init(&r.out, -1, &r.arena);
    read_list(&r);
    arena_release(&r.arena);
    return 0;
}
