/* The payload of a payment code, byte by byte, and what it refuses. */
#include "support/unit.h"

#include "base/arena.h"
#include "party/epc.h"
#include "party/iban.h"

#define IBAN_OK STR("FR76 3000 6000 0112 3456 7890 189")

static struct epc_transfer transfer(void)
{
    return (struct epc_transfer){STR("Atelier Martin"), IBAN_OK, 649570, STR(""), STR("")};
}

static void expect(struct epc_transfer t, const char *payload)
{
    struct arena arena;
    struct buf out;
    struct err err = {0};
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1000);
    assert_true(epc_payload(&t, &out, &err));
    assert_string_equal(buf_cstr(&out), payload);
    arena_release(&arena);
}

static void expect_refused(struct epc_transfer t, enum err_code code, const char *field)
{
    struct arena arena;
    struct buf out;
    struct err err = {0};
    arena_init(&arena, 0);
    buf_init(&out, &arena, 1000);
    assert_false(epc_payload(&t, &out, &err));
    assert_int_equal(err.code, code);
    assert_string_equal(err.field, field);
    assert_int_equal(out.n, 0);
    arena_release(&arena);
}

static void payloads(void **state)
{
    struct epc_transfer t = transfer();
    (void)state;
    expect(t, "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\nEUR6495.70");
    t.reference = STR("rf18 5390 0754 7034");
    expect(t, "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\nEUR6495.70\n\n"
              "RF18539007547034");
    t.reference = STR("FAC-2026/17");
    expect(t, "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\nEUR6495.70\n\n"
              "FAC-2026/17");
    t.reference = STR("");
    t.text = STR("Facture 17, échéance dépassée");
    t.amount_minor = 1;
    expect(t, "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\nEUR0.01\n\n\n"
              "Facture 17, échéance dépassée");
    t.amount_minor = EPC_AMOUNT_MINOR_MAX;
    t.text = STR("");
    expect(t, "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\n"
              "EUR999999999.99");
}

static void refusals(void **state)
{
    static char long_text[400];
    struct epc_transfer t = transfer();
    (void)state;
    t.name = STR("  ");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "name");
    t.name = STR("two\nlines");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "name");
    t.name = STR("bad \xff utf-8");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "name");
    memset(long_text, 'x', sizeof(long_text));
    t.name = (struct str){long_text, 71};
    expect_refused(t, ERR_TOO_LONG, "name");
    t = transfer();
    t.iban = STR("FR76 3000 6000 0112 3456 7890 188");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "iban");
    t.iban = STR("TN59 1000 6035 1835 9847 8831"); /* valid, outside SEPA */
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "iban");
    t = transfer();
    t.amount_minor = 0;
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "amount");
    t.amount_minor = EPC_AMOUNT_MINOR_MAX + 1;
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "amount");
    t = transfer();
    t.reference = STR("RF19539007547034");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "reference");
    t.reference = (struct str){long_text, 36};
    expect_refused(t, ERR_TOO_LONG, "reference");
    t.reference = STR("RF18539007547034");
    t.text = STR("both");
    expect_refused(t, ERR_IMPOSSIBLE_VALUE, "text");
    t.reference = STR("");
    t.text = (struct str){long_text, 141};
    expect_refused(t, ERR_TOO_LONG, "text");
}

/* 140 characters of two bytes and a long name of two bytes: more than 331 bytes in all. */
static void whole_payload_has_a_limit(void **state)
{
    static char wide[280];
    struct epc_transfer t = transfer();
    (void)state;
    for (size_t i = 0; i < sizeof(wide); i += 2) {
        memcpy(wide + i, "é", 2);
    }
    t.text = (struct str){wide, sizeof(wide)};
    t.name = (struct str){wide, 140};
    expect_refused(t, ERR_TOO_LONG, "payload");
}

/* A valid IBAN is at most 34 characters; any blank a person types is skipped. */
static void blanks_of_every_kind(void **state)
{
    char out[IBAN_CHARACTERS_MAX + 1];
    (void)state;
    assert_int_equal(iban_check(STR("FR76\u00A03000\u202F6000 0112\t3456 7890 189"), out), ID_OK);
    assert_string_equal(out, "FR7630006000011234567890189");
    assert_int_equal(iban_check(STR("FR76-3000-6000-0112-3456-7890-189"), out), ID_CHARACTERS);
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payloads),
        cmocka_unit_test(refusals),
        cmocka_unit_test(whole_payload_has_a_limit),
        cmocka_unit_test(blanks_of_every_kind),
    };
    return cmocka_run_group_tests_name("party epc", tests, NULL, NULL);
}
