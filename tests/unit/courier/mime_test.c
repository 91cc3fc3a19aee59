/* E-mails as bytes: every header and body is short ASCII lines with CRLF, French comes back whole,
 * nothing typed can begin a header of its own, the same message gives the same bytes. */
#include "support/unit.h"

#include "courier/mime.h"
#include "courier/mime_words.h"

static struct arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct str text_header(const char *text)
{
    struct buf out;
    buf_init(&out, &arena, 1 << 16);
    mime_add_text_header(&out, "Subject", str_of(text));
    return buf_str(&out);
}

static struct str quoted(const char *text)
{
    struct buf out;
    buf_init(&out, &arena, 1 << 16);
    mime_add_quoted_printable(&out, str_of(text));
    return buf_str(&out);
}

static struct str base64(const char *text)
{
    struct buf out;
    buf_init(&out, &arena, 1 << 16);
    mime_add_base64(&out, str_of(text));
    return buf_str(&out);
}

static struct str parameter(const char *text)
{
    struct buf out;
    buf_init(&out, &arena, 1 << 16);
    mime_add_parameter(&out, "filename", str_of(text));
    return buf_str(&out);
}

static void is(struct str got, const char *wanted)
{
    if (!str_is(got, wanted))
        fail_msg("got %.*s, wanted %s", STR_ARG(got), wanted);
}

static void lines_are_short_ascii(struct str message, size_t longest)
{
    struct str line;
    assert_true(str_ends(message, STR("\r\n")));
    message.n -= 2;
    while (str_split(&message, '\n', &line)) {
        line.n -= message.p != NULL; /* the CR; the last one was cut off */
        assert_true(line.n <= longest);
        for (size_t i = 0; i < line.n; i++)
            assert_true(line.p[i] >= 0x20 && line.p[i] < 0x7F);
    }
}

static void plain_headers_stay_plain(void **state)
{
    (void)state;
    is(text_header("Facture F-10482"), "Subject: Facture F-10482\r\n");
    is(text_header("a=?b"), "Subject: =?UTF-8?Q?a=3D=3Fb?=\r\n");
}

static void french_is_encoded_in_words(void **state)
{
    (void)state;
    is(text_header("Relevé au 23"), "Subject: =?UTF-8?Q?Relev=C3=A9_au_23?=\r\n");
    struct str longer = text_header(
        "Maison Tréhorel et associés : factures à régler, dossier C-000042-X, deuxième relance");
    lines_are_short_ascii(longer, 76);
    assert_true(str_contains(longer, STR("?=\r\n =?UTF-8?Q?")));
    /* no word ends inside a letter */
    assert_false(str_contains(longer, STR("=C3?=")));
}

static void nothing_typed_begins_a_header(void **state)
{
    (void)state;
    is(text_header("a\r\nBcc: x@y.example"), "Subject: a  Bcc: x@y.example\r\n");
    is(text_header("é\r\nBcc: x"), "Subject: =?UTF-8?Q?=C3=A9__Bcc=3A_x?=\r\n");
    is(parameter("a\"\r\n.pdf"), ";\r\n filename=\"a\\\"  .pdf\"");
}

static void long_plain_headers_are_folded(void **state)
{
    (void)state;
    struct str header = text_header("word word word word word word word word word word word word "
                                    "word word word word word word word word word word");
    lines_are_short_ascii(header, 76);
}

static void file_names_are_parameters(void **state)
{
    (void)state;
    is(parameter("relance-1_C-000042-X.pdf"), ";\r\n filename=\"relance-1_C-000042-X.pdf\"");
    is(parameter("été.pdf"), ";\r\n filename*0*=UTF-8''%C3%A9t%C3%A9.pdf");
    struct str longer = parameter("une très longue pièce jointe à ne pas perdre en chemin.pdf");
    assert_true(str_contains(longer, STR(";\r\n filename*1*=")));
}

static void bodies_are_encoded(void **state)
{
    (void)state;
    is(quoted("Montant : 1 €\nfin \n"), "Montant : 1 =E2=82=AC\r\nfin=20\r\n");
    is(quoted("a=b"), "a=3Db\r\n");
    is(quoted(""), "\r\n");
    is(base64("a"), "YQ==\r\n");
    is(base64("ab"), "YWI=\r\n");
    is(base64("abc"), "YWJj\r\n");
    is(base64(""), "");
    char many[300];
    memset(many, 'e', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    lines_are_short_ascii(quoted(many), 76);
    lines_are_short_ascii(base64(many), 76);
}

static void addresses_are_checked(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b.fr", "compta.fournisseurs+x@sous.domaine.example",
                                       "o'neil@b-c.example"};
    static const char *const bad[] = {"",        "a",          "@b.fr",    "a@b",
                                      "a@.fr",   "a b@c.fr",   "a@b..fr",  ".a@b.fr",
                                      "a.@b.fr", "a@b.fr\r\n", "<a@b.fr>", "a@b@c.fr",
                                      "é@b.fr",  "a@-b.fr",    "a\"@b.fr", "a,b@c.fr"};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(mime_address_ok(str_of(good[i])));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(mime_address_ok(str_of(bad[i])));
}

static struct mime_message sample(void)
{
    return (struct mime_message){
        .from = {STR("Maison Tréhorel"), STR("compta@maison.example")},
        .to = {STR("Dupont & Fils"), STR("achats@dupont.example")},
        .reply_to = STR("claire@maison.example"),
        .subject = STR("Factures à régler"),
        .text = STR("Bonjour,\n\nMontant : 1 234,00 €\n"),
        .id = STR("relance.42.7@maison.example"),
        .at_ms = INT64_C(1795425300000), /* 2026-11-23 09:15 UTC */
    };
}

static struct str compose(const struct mime_message *message)
{
    struct buf out;
    struct err err = {0};
    buf_init(&out, &arena, 1 << 20);
    assert_true(mime_compose(message, &out, &err));
    return buf_str(&out);
}

static void a_message_without_files(void **state)
{
    (void)state;
    struct mime_message message = sample();
    is(compose(&message), "Date: Mon, 23 Nov 2026 10:15:00 +0100\r\n"
                          "From: =?UTF-8?Q?Maison_Tr=C3=A9horel?=\r\n <compta@maison.example>\r\n"
                          "To: \"Dupont & Fils\"\r\n <achats@dupont.example>\r\n"
                          "Reply-To: <claire@maison.example>\r\n"
                          "Message-ID: <relance.42.7@maison.example>\r\n"
                          "Subject: =?UTF-8?Q?Factures_=C3=A0_r=C3=A9gler?=\r\n"
                          "Content-Language: fr\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=UTF-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n"
                          "\r\n"
                          "Bonjour,\r\n"
                          "\r\n"
                          "Montant : 1 234,00 =E2=82=AC\r\n");
    message.at_ms = INT64_C(1782213300000); /* summer */
    assert_true(str_starts(compose(&message), STR("Date: Tue, 23 Jun 2026 13:15:00 +0200\r\n")));
}

static void a_message_with_a_file(void **state)
{
    (void)state;
    struct mime_message message = sample();
    struct mime_file file = {STR("relance.pdf"), STR("application/pdf"), STR("%PDF-1.7")};
    message.files = &file;
    message.file_count = 1;
    struct str all = compose(&message);
    lines_are_short_ascii(all, 78);
    assert_true(str_ends(all, STR("Content-Type: multipart/mixed; boundary=\"=_relance\"\r\n"
                                  "\r\n--=_relance\r\n"
                                  "Content-Type: text/plain; charset=UTF-8\r\n"
                                  "Content-Transfer-Encoding: quoted-printable\r\n"
                                  "\r\n"
                                  "Bonjour,\r\n"
                                  "\r\n"
                                  "Montant : 1 234,00 =E2=82=AC\r\n"
                                  "\r\n--=_relance\r\n"
                                  "Content-Type: application/pdf;\r\n"
                                  " name=\"relance.pdf\"\r\n"
                                  "Content-Disposition: attachment;\r\n"
                                  " filename=\"relance.pdf\"\r\n"
                                  "Content-Transfer-Encoding: base64\r\n"
                                  "\r\n"
                                  "JVBERi0xLjc=\r\n"
                                  "\r\n--=_relance--\r\n")));
}

static void its_text_can_be_read_again(void **state)
{
    (void)state;
    struct mime_message message = sample();
    struct mime_file file = {STR("relance.pdf"), STR("application/pdf"), STR("%PDF-1.7")};
    message.text = STR("Montant = 1\xc2\xa0"
                       "234,00\xc2\xa0€\n\nUne ligne qui est assez longue pour "
                       "être coupée, parce qu’elle a plus de soixante-seize lettres.\n=\n");
    assert_true(str_eq(mime_text_of(&arena, compose(&message)), message.text));
    message.files = &file;
    message.file_count = 1;
    assert_true(str_starts(message.text, str_trim(mime_text_of(&arena, compose(&message)))));
    assert_true(str_eq(mime_text_of(&arena, STR("Bonjour")), STR("")));
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct mime_message message = sample();
    struct err err = {0};
    struct buf out;
    buf_init(&out, &arena, 200);
    assert_false(mime_compose(&message, &out, &err));
    assert_int_equal(err.code, ERR_FILE_TOO_LARGE);
    message.to.address = STR("a@b.example>\r\nBcc: <c@d.example");
    err = (struct err){0};
    buf_init(&out, &arena, 1 << 20);
    assert_false(mime_compose(&message, &out, &err));
    assert_int_equal(err.code, ERR_IMPOSSIBLE_VALUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain_headers_stay_plain, begin, end),
        cmocka_unit_test_setup_teardown(french_is_encoded_in_words, begin, end),
        cmocka_unit_test_setup_teardown(nothing_typed_begins_a_header, begin, end),
        cmocka_unit_test_setup_teardown(long_plain_headers_are_folded, begin, end),
        cmocka_unit_test_setup_teardown(file_names_are_parameters, begin, end),
        cmocka_unit_test_setup_teardown(bodies_are_encoded, begin, end),
        cmocka_unit_test_setup_teardown(addresses_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(a_message_without_files, begin, end),
        cmocka_unit_test_setup_teardown(a_message_with_a_file, begin, end),
        cmocka_unit_test_setup_teardown(its_text_can_be_read_again, begin, end),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused, begin, end),
    };
    return cmocka_run_group_tests_name("courier mime", tests, NULL, NULL);
}
