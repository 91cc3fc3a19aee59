/* Forms with files: what browsers send, whole and in pieces; what is refused. */
#include "support/unit.h"

#include "base/buf.h"
#include "web/server/multipart.h"

static struct arena arena;

struct heard {
    struct buf text;
    bool refuse;
};

static bool begin(void *with, const struct multipart_part *part, struct err *err)
{
    struct heard *h = with;
    if (h->refuse)
        return err_set(err, ERR_DISK_FULL, NULL);
    buf_add_c(&h->text, part->is_file ? "[file " : "[");
    buf_add(&h->text, part->name);
    buf_add_char(&h->text, ':');
    buf_add(&h->text, part->file_name);
    buf_add_char(&h->text, ']');
    return true;
}
static bool data(void *with, struct str bytes, struct err *err)
{
    struct heard *h = with;
    (void)err;
    buf_add(&h->text, bytes);
    return true;
}
static bool end(void *with, struct err *err)
{
    struct heard *h = with;
    (void)err;
    buf_add_c(&h->text, "|");
    return true;
}

static enum err_code hear(struct heard *h, const char *type, struct str body, size_t step)
{
    struct multipart m;
    struct err err = {0};
    const struct multipart_sink sink = {h, begin, data, end};
    buf_init(&h->text, &arena, 1 << 20);
    if (!multipart_begin(&m, str_of(type), &sink, &err))
        return err.code;
    for (size_t at = 0; at < body.n; at += step) {
        if (!multipart_feed(&m, str_slice(body, at, at + step), &err))
            return err.code;
    }
    return multipart_end(&m, &err) ? ERR_NONE : err.code;
}

static const char type[] = "multipart/form-data; boundary=XyZ";
#define PART(head, body) "--XyZ\r\nContent-Disposition: form-data; " head "\r\n\r\n" body "\r\n"
#define END "--XyZ--\r\n"

static void forms_are_read_whole_and_in_pieces(void **state)
{
    static const struct {
        const char *body, *heard;
    } rows[] = {
        {PART("name=\"a\"", "1") PART("name=\"b\"", "") END, "[a:]1|[b:]|"},
        {PART("name=\"f\"; filename=\"C:\\x\\y.csv\"", "l;m\r\n--Xy\r\r\n--XyZ no") END, NULL},
        {PART("name=\"f\"; filename=\"C:\\x\\y.csv\"", "l;m\r\n--Xy\r\r\n-XyZ no\n--XyZ") END,
         "[file f:y.csv]l;m\r\n--Xy\r\r\n-XyZ no\n--XyZ|"},
        {PART("filename=\"\xc3\xa9%22\\\"; %0d%41.pdf\"; name=f", "") END,
         "[file f:\xc3\xa9\"\";  %41.pdf]|"},
        {PART("name=\"f\"; filename=\"\"", "") END, "[file f:]|"},
        {"before\r\n" PART("name=\"a\"", "1") "--XyZ-- after", "[a:]1|"},
        {END, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (size_t step = 1; step < 300; step = step * 2 + 1) {
            struct heard h = {0};
            enum err_code code = hear(&h, type, str_of(rows[i].body), step);
            assert_int_equal(code == ERR_NONE, rows[i].heard != NULL);
            if (rows[i].heard != NULL)
                assert_string_equal(buf_cstr(&h.text), rows[i].heard);
        }
    }
}

static void what_is_no_form_is_refused(void **state)
{
    static const struct {
        const char *type, *body;
    } rows[] = {
        {"text/plain", END},
        {"multipart/form-data", END},
        {"multipart/form-data; boundary=", END},
        {"multipart/form-data; boundary=\"a", END},
        {"multipart/form-data; boundary=a\x01", END},
        {"multipart/form-data; boundary="
         "1234567890123456789012345678901234567890123456789012345678901234567890x",
         END},
        {type, ""},
        {type, "--XyZ"},
        {type, "--XyZ\n"},
        {type, PART("name=\"a\"", "cut")},
        {type, "--XyZ\r\nContent-Type: x\r\n\r\nno name\r\n" END},
        {type, "--XyZ\r\n\r\nno headers\r\n" END},
        {type, PART("name=\"\xff\"", "1") END},
        {type, PART("name=\"a\tb\"", "1") END},
        {type, PART("name=\"a", "1") END},
        {type, "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n" END},
        {type, "--XyZ-x\r\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct heard h = {0};
        assert_int_equal(hear(&h, rows[i].type, str_of(rows[i].body), 1), ERR_BAD_OPTION_VALUE);
    }
}

static void limits_are_kept(void **state)
{
    struct heard h = {0};
    struct buf body;
    (void)state;
    buf_init(&body, &arena, 1 << 20);
    for (int i = 0; i < MULTIPART_PARTS_MAX; i++)
        buf_add_c(&body, PART("name=\"a\"", ""));
    struct str most = buf_str(&body);
    assert_int_equal(hear(&h, type, most, most.n), ERR_BAD_OPTION_VALUE); /* not ended */
    buf_add_c(&body, PART("name=\"a\"", "") END);
    assert_int_equal(hear(&h, type, buf_str(&body), 1000), ERR_TOO_LONG);
    buf_clear(&body);
    buf_add_c(&body, "--XyZ\r\nX: ");
    for (int i = 0; i < MULTIPART_HEADERS_BYTES; i++)
        buf_add_char(&body, 'x');
    assert_int_equal(hear(&h, type, buf_str(&body), 1000), ERR_TOO_LONG);
    h.refuse = true;
    assert_int_equal(hear(&h, type, STR(PART("name=\"a\"", "") END), 10), ERR_DISK_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_read_whole_and_in_pieces),
        cmocka_unit_test(what_is_no_form_is_refused),
        cmocka_unit_test(limits_are_kept),
    };
    arena_init(&arena, 0);
    return cmocka_run_group_tests_name("web multipart", tests, NULL, NULL);
}
