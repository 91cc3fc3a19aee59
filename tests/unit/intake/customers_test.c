/* Customer lists: values of a row, words of types, public bodies and terms; cells of a table. */
#include "support/unit.h"

#include "intake/lists/customers.h"

static struct arena arena;

/* The n-th row of the list, from 1. */
static struct customer_record row_of(const char *text, int n, struct err *refused)
{
    static struct customers list;
    static struct source source;
    struct customer_record customer = {0};
    struct err err = {0};
    bool have = true;
    source = source_of_memory(str_of(text));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    assert_true(customers_open(&list, &file, &arena, &err));
    for (int i = 0; i < n; i++) {
        assert_true(customers_next(&list, &customer, refused, &have, &err));
        assert_true(have);
    }
    struct str *texts[] = {&customer.account,  &customer.name,      &customer.siren,
                           &customer.siret,    &customer.vat,       &customer.street,
                           &customer.postcode, &customer.terms_text};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        *texts[i] = arena_str(&arena, *texts[i]);
    customers_close(&list);
    return customer;
}

static void a_row_becomes_a_customer(void **state)
{
    (void)state;
    struct err refused = {0};
    struct customer_record c =
        row_of("Code;Nom;Prénom;SIRET;Adresse;Complément;CP;Type;Organisme;Conditions\n"
               "7;Fictif;Anne;900 000 019 00019;1 rue A;Bât. B;1000;;;60 jours nets\n"
               "8;Beta;;;;;B-1000;;commune;à la livraison\n",
               1, &refused);
    assert_int_equal(refused.code, ERR_NONE);
    assert_int_equal(c.line, 2);
    assert_true(str_is(c.account, "7"));
    assert_true(str_is(c.name, "Anne Fictif"));
    assert_true(str_is(c.siret, "90000001900019"));
    assert_true(str_is(c.siren, "900000019"));
    assert_true(str_is(c.street, "1 rue A, Bât. B"));
    assert_true(str_is(c.postcode, "01000"));
    assert_int_equal(c.type, CUSTOMER_UNKNOWN);
    assert_int_equal(c.terms, LAW_TERM_NET60);
    c = row_of("Code;Nom;CP;Pays;Organisme;Conditions\n8;Beta;1000;Belgique;commune;au mois\n", 1,
               &refused);
    assert_int_equal(c.type, CUSTOMER_PUBLIC);
    assert_int_equal(c.body, BODY_LOCAL);
    assert_true(str_is(c.postcode, "1000"));
    assert_int_equal(c.terms, LAW_TERM_NONE);
    assert_true(str_is(c.terms_text, "au mois"));
}

static void words_name_types_and_terms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum law_term rule;
    } terms[] = {
        {"net30", LAW_TERM_NET30},
        {"EOM45B", LAW_TERM_EOM45B},
        {"30 jours", LAW_TERM_NET30},
        {"30 jours fin de mois", LAW_TERM_NONE},
        {"45 jours fin de mois", LAW_TERM_EOM45A},
        {"45 J FDM", LAW_TERM_EOM45A},
        {"Fin de mois + 45 jours", LAW_TERM_EOM45B},
        {"60 jours fin de mois", LAW_TERM_EOM60},
        {"60 jours date de facture", LAW_TERM_NET60},
        {"comptant", LAW_TERM_NONE},
        {"", LAW_TERM_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(terms); i++)
        assert_int_equal(customer_terms_of(&arena, str_of(terms[i].text)), terms[i].rule);
    enum customer_type type;
    assert_true(customer_type_of(&arena, STR("Société"), &type));
    assert_int_equal(type, CUSTOMER_COMPANY);
    assert_true(customer_type_of(&arena, STR("Auto-entrepreneur"), &type));
    assert_int_equal(type, CUSTOMER_TRADER);
    assert_true(customer_type_of(&arena, STR(""), &type));
    assert_int_equal(type, CUSTOMER_UNKNOWN);
    assert_false(customer_type_of(&arena, STR("¿?"), &type));
}

static void quoted_cells_hold_anything(void **state)
{
    (void)state;
    struct err refused = {0};
    struct customer_record c = row_of("Code;\"Nom\";\"Adresse\r\nligne 1\"\r\n"
                                      "1;\"Le \"\"Petit\"\" Café; et fils\";x\r\n"
                                      " \"2\" ; 3\" de tuyau ;\"1 rue A\r\n\r\n2e étage\"\r\n"
                                      "3;Gamma;z\r\n",
                                      1, &refused);
    assert_true(str_is(c.name, "Le \"Petit\" Café; et fils"));
    assert_int_equal(c.line, 3);
    const char *text = "Code;Nom;Adresse\n1;a;\"1 rue A\n\n2e étage\"\n 2 ; 3\" de tuyau ;y\n";
    c = row_of(text, 1, &refused);
    assert_true(str_is(c.street, "1 rue A  2e étage"));
    assert_int_equal(c.line, 2);
    c = row_of(text, 2, &refused);
    assert_true(str_is(c.account, "2"));
    assert_true(str_is(c.name, "3\" de tuyau"));
    assert_int_equal(c.line, 5);
}

/* Many short lines in a quoted cell behind many others: memory stays within its bound. */
static void a_cell_of_many_lines_is_bounded(void **state)
{
    (void)state;
    static struct customers list;
    struct buf text;
    struct customer_record customer;
    struct err refused = {0}, err = {0};
    bool have;
    buf_init(&text, &arena, 1 << 20);
    buf_add_c(&text, "Code;Nom");
    for (int i = 0; i < 200; i++)
        buf_add_c(&text, ";x");
    buf_add_c(&text, "\n1;Alpha");
    for (int i = 0; i < 199; i++)
        buf_add_c(&text, ";plain text");
    buf_add_c(&text, ";\"");
    for (int i = 0; i < LIMIT_FIELD_BYTES + 10; i++)
        buf_add_char(&text, '\n');
    buf_add_c(&text, "\"\n");
    struct source source = source_of_memory(buf_str(&text));
    const struct sheet_file file = {.source = &source, .encoding = ENC_UTF8};
    assert_true(customers_open(&list, &file, &arena, &err));
    assert_false(customers_next(&list, &customer, &refused, &have, &err));
    assert_int_equal(err.code, ERR_FIELD_TOO_LONG);
    assert_int_equal(err.line, 2);
    customers_close(&list);
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_row_becomes_a_customer),
        CASE(words_name_types_and_terms),
        CASE(quoted_cells_hold_anything),
        CASE(a_cell_of_many_lines_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
