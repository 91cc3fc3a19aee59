/* Any bytes as a law table or as an identifier: nothing crashes, what is accepted holds together
 * and can be written and read again, and a normalised identifier is itself valid and normal. */
#include "fuzz.h"

#include "base/arena.h"
#include "law/curve.h"
#include "law/holiday.h"
#include "law/tables_compare.h"
#include "law/tables_fill.h"
#include "law/tables_read.h"
#include "law/tables_write.h"
#include "party/creditor_ref.h"
#include "party/epc.h"
#include "party/iban.h"
#include "party/siren.h"

typedef enum id_fault check_fn(struct str s, char *out);

static void twice(check_fn *check, struct str s)
{
    char once[64];
    char again[64];
    if (check(s, once) == ID_OK) {
        ASSERT(check(str_of(once), again) == ID_OK);
        ASSERT(str_is(str_of(once), again));
    } else {
        ASSERT(once[0] == '\0');
    }
}

static void identifiers(struct str s, struct arena *arena)
{
    struct buf out;
    struct epc_transfer t = {s, STR("FR7630006000011234567890189"), 100, STR(""), s};
    struct err err = {0};
    twice(siren_check, s);
    twice(siret_check, s);
    twice(vat_fr_check, s);
    twice(iban_check, s);
    twice(rib_check, s);
    twice(rf_check, s);
    twice(ics_check, s);
    buf_init(&out, arena, 1000);
    ASSERT(epc_payload(&t, &out, &err) == (out.n > 0));
}

/* A set with one table replaced still answers every question. */
static void questions(const struct law_tables *t, struct arena *arena)
{
    struct law_holiday holidays[LAW_HOLIDAYS_MAX];
    struct law_moment next;
    struct law_moment at = {day_ymd(2026, 11, 23), 600, LAW_REGION_MAINLAND};
    struct law_curve_terms terms = {.kind = LAW_CURVE_BUSINESS,
                                    .from = day_ymd(2013, 1, 1),
                                    .to = day_ymd(2030, 12, 31),
                                    .more_from = DAY_NONE};
    struct law_curve curve = law_curve_build(t, &terms, arena);
    ASSERT(law_curve_weight(&curve, terms.from, terms.to) < INT64_MAX);
    ASSERT(law_holidays(t, 2026, LAW_REGION_MAYOTTE, holidays) <= LAW_HOLIDAYS_MAX);
    if (t->hours_count > 0 && law_hours_next(t, str_of(t->hours[0].preset), at, &next)) {
        ASSERT(law_hours_allow(t, str_of(t->hours[0].preset), next));
    }
}

/* Written out, an accepted table reads back as the same rows. */
static void round_trip(const struct law_tables *t, enum law_table table, struct arena *arena)
{
    struct law_tables again = *t;
    struct law_changes changes;
    struct err err = {0};
    struct buf csv;
    buf_init(&csv, arena, 8 * LAW_TABLE_BYTES_MAX);
    law_table_write(t, table, &csv);
    ASSERT(!csv.full);
    ASSERT(law_table_read(table, buf_str(&csv), arena, &again, &err));
    law_tables_compare(table, t, &again, arena, &changes);
    ASSERT(changes.count == 0);
    law_tables_fill(&again, law_tables_compiled(), arena);
    ASSERT(table != LAW_TABLE_RULES || law_tables_check(&again, &err));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct str text = {(const char *)data, size};
    enum law_table table;
    arena_init(&arena, 0);
    if (law_table_detect(text, &table)) {
        struct law_tables t = *law_tables_compiled();
        struct err err = {0};
        if (law_table_read(table, text, &arena, &t, &err)) {
            questions(&t, &arena);
            round_trip(&t, table, &arena);
        } else {
            ASSERT(err.code == ERR_TABLE_INVALID);
        }
    } else {
        identifiers(text, &arena);
    }
    arena_release(&arena);
    return 0;
}
