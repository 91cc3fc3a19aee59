/* Files in archives, unpacked by the locked child: what may be taken, what is refused alone, what
 * refuses the archive; and children that lie about them. */
#include "support/unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "intake/child/child.h"
#include "intake/child/helper.h"
#include "intake/child/wire_member.h"
#include "intake/intake.h"

#define PDF "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"

static char path[] = "/tmp/relance-archive-XXXXXX";
static struct arena arena;

/* ---- archives to read ---- */

static zip_t *begin(void)
{
    int code;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(z);
    return z;
}

static zip_uint64_t add(zip_t *z, const char *name, struct str bytes)
{
    zip_source_t *source = zip_source_buffer(z, bytes.p, bytes.n, 0);
    assert_non_null(source);
    zip_int64_t at = zip_file_add(z, name, source, ZIP_FL_ENC_UTF_8);
    assert_true(at >= 0);
    return (zip_uint64_t)at;
}

static void end(zip_t *z) { assert_int_equal(zip_close(z), 0); }

/* Two names of the same length, so that one may be written over the other in the file: what no
 * honest packer writes. */
static void rename_in_file(const char *from, const char *to)
{
    size_t n = strlen(from);
    assert_int_equal(strlen(to), n);
    int fd = open(path, O_RDWR);
    char bytes[64 * 1024];
    ssize_t size = pread(fd, bytes, sizeof bytes, 0);
    assert_true(size > 0 && (size_t)size < sizeof bytes);
    for (ssize_t i = 0; i + (ssize_t)n <= size; i++) {
        if (memcmp(bytes + i, from, n) == 0)
            memcpy(bytes + i, to, n);
    }
    assert_int_equal(pwrite(fd, bytes, (size_t)size, 0), size);
    close(fd);
}

enum { SEEN_MAX = 20 };
struct seen {
    struct err err; /* of the archive */
    int count;
    struct {
        const char *name;
        bool skipped;
        enum err_code refused;
        struct str bytes;
    } members[SEEN_MAX];
};

static struct str read_all(const struct intake_file *file)
{
    char *bytes = arena_alloc(&arena, (size_t)file->bytes + 1);
    ssize_t n = pread(file->fd, bytes, (size_t)file->bytes + 1, 0);
    assert_int_equal(n, file->bytes); /* no more either */
    return (struct str){bytes, (size_t)n};
}

static struct seen look(void)
{
    struct seen seen = {0};
    struct intake *in;
    if (!intake_open(&arena, str_of(path), &in, &seen.err))
        return seen;
    assert_int_equal(intake_about(in)->kind, KIND_ARCHIVE);
    for (bool have = true;;) {
        struct intake_member m;
        if (!intake_next_member(in, &m, &have, &seen.err) || !have)
            break;
        int i = seen.count++;
        if (i >= SEEN_MAX)
            continue;
        seen.members[i].name = arena_cstr(&arena, m.file.name);
        seen.members[i].skipped = m.skipped;
        seen.members[i].refused = m.refused.code;
        if (!m.skipped && !err_is(&m.refused))
            seen.members[i].bytes = read_all(&m.file);
    }
    intake_close(in);
    return seen;
}

static void members_come_out_byte_for_byte(void **state)
{
    (void)state;
    size_t n = 300000;
    char *big = arena_alloc(&arena, n);
    uint32_t x = 1;
    for (size_t i = 0; i < n; i++)
        big[i] = (char)((x = x * 1664525 + 1013904223) >> 24);
    zip_t *z = begin();
    add(z, "Factures/FA 0042 – été.pdf", STR(PDF));
    zip_uint64_t stored = add(z, "big.bin", (struct str){big, n});
    assert_int_equal(zip_set_file_compression(z, stored, ZIP_CM_STORE, 0), 0);
    assert_true(zip_dir_add(z, "empty folder", 0) >= 0);
    end(z);
    struct seen seen = look();
    assert_int_equal(seen.err.code, ERR_NONE);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.members[0].name, "Factures/FA 0042 – été.pdf");
    assert_true(str_is(seen.members[0].bytes, PDF));
    assert_string_equal(seen.members[1].name, "big.bin");
    assert_true(str_eq(seen.members[1].bytes, (struct str){big, n}));
}

static void names_lose_their_way_out(void **state)
{
    (void)state;
    zip_t *z = begin();
    add(z, "aaaaaaaaaa/b.pdf", STR(PDF));
    add(z, "bbbbbbbbbbb.pdf", STR(PDF));
    add(z, "ccccccccccc.pdf", STR(PDF));
    add(z, "ddddddddddd.pdf", STR(PDF));
    end(z);
    rename_in_file("aaaaaaaaaa/b.pdf", "../../../../b.pd");
    rename_in_file("bbbbbbbbbbb.pdf", "/etc/./pass.pdf");
    rename_in_file("ccccccccccc.pdf", "C:\\x\\..\\\tyy.pdf");
    rename_in_file("ddddddddddd.pdf", "../..//../....."); /* five points are a name */
    struct seen seen = look();
    assert_int_equal(seen.count, 4);
    assert_string_equal(seen.members[0].name, "b.pd");
    assert_string_equal(seen.members[1].name, "etc/pass.pdf");
    assert_string_equal(seen.members[2].name, "x/yy.pdf");
    assert_string_equal(seen.members[3].name, ".....");
}

static void a_name_of_nothing_but_ways_out_is_refused(void **state)
{
    (void)state;
    zip_t *z = begin();
    add(z, "aaaaa", STR(PDF));
    add(z, "good.pdf", STR(PDF));
    end(z);
    rename_in_file("aaaaa", "../..");
    struct seen seen = look();
    assert_int_equal(seen.err.code, ERR_NONE);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.members[0].name, "#1");
    assert_int_equal(seen.members[0].refused, ERR_MEMBER_NAME);
    assert_true(str_is(seen.members[1].bytes, PDF));
}

static void a_long_name_is_refused_alone(void **state)
{
    (void)state;
    char name[LIMIT_NAME_BYTES + 2];
    memset(name, 'n', sizeof name);
    name[sizeof name - 1] = '\0';
    zip_t *z = begin();
    add(z, name, STR(PDF));
    add(z, name + 1, STR(PDF)); /* as long as may be */
    end(z);
    struct seen seen = look();
    assert_int_equal(seen.members[0].refused, ERR_MEMBER_NAME);
    assert_int_equal(seen.members[1].refused, ERR_NONE);
}

static void the_second_of_a_name_is_refused(void **state)
{
    (void)state;
    zip_t *z = begin();
    add(z, "one.pdf", STR(PDF));
    add(z, "two.pdf", STR(PDF "%2"));
    end(z);
    rename_in_file("two.pdf", "one.pdf");
    struct seen seen = look();
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.members[0].refused, ERR_NONE);
    assert_true(str_is(seen.members[0].bytes, PDF));
    assert_int_equal(seen.members[1].refused, ERR_MEMBER_TWICE);
}

static void an_encrypted_member_is_refused_alone(void **state)
{
    (void)state;
    zip_t *z = begin();
    zip_uint64_t at = add(z, "secret.pdf", STR(PDF));
    if (zip_file_set_encryption(z, at, ZIP_EM_AES_256, "password") != 0) {
        zip_discard(z);
        skip();
    }
    add(z, "open.pdf", STR(PDF));
    end(z);
    struct seen seen = look();
    assert_int_equal(seen.members[0].refused, ERR_MEMBER_ENCRYPTED);
    assert_int_equal(seen.members[1].refused, ERR_NONE);
}

static void links_and_debris_are_skipped(void **state)
{
    (void)state;
    zip_t *z = begin();
    zip_uint64_t at = add(z, "link.pdf", STR("/etc/passwd"));
    assert_int_equal(
        zip_file_set_external_attributes(z, at, 0, ZIP_OPSYS_UNIX, UINT32_C(0120777) << 16), 0);
    add(z, "__MACOSX/._a.pdf", STR("debris"));
    add(z, "sub/Thumbs.db", STR("debris"));
    add(z, "a.pdf", STR(PDF));
    end(z);
    struct seen seen = look();
    assert_int_equal(seen.count, 4);
    for (int i = 0; i < 3; i++) {
        assert_true(seen.members[i].skipped);
        assert_int_equal(seen.members[i].refused, ERR_NONE);
    }
    assert_false(seen.members[3].skipped);
}

static void a_damaged_member_is_refused_alone(void **state)
{
    (void)state;
    zip_t *z = begin();
    zip_uint64_t at = add(z, "bad.pdf", STR("%PDF-1.7 QQQQQQQQ %%EOF"));
    assert_int_equal(zip_set_file_compression(z, at, ZIP_CM_STORE, 0), 0);
    add(z, "good.pdf", STR(PDF));
    end(z);
    rename_in_file("QQQQQQQQ", "ZZZZZZZZ"); /* no longer what its checksum says */
    struct seen seen = look();
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.members[0].refused, ERR_FILE_DAMAGED);
    assert_int_equal(seen.members[1].refused, ERR_NONE);
}

static void an_empty_member_is_refused_alone(void **state)
{
    (void)state;
    zip_t *z = begin();
    add(z, "nothing.pdf", STR(""));
    add(z, "good.pdf", STR(PDF));
    end(z);
    struct seen seen = look();
    assert_int_equal(seen.members[0].refused, ERR_FILE_EMPTY);
    assert_int_equal(seen.members[1].refused, ERR_NONE);
}

static void an_archive_that_swells_is_refused(void **state)
{
    (void)state;
    size_t n = 64 << 20; /* deflate packs zeros a thousand times */
    char *zeros = arena_alloc(&arena, n);
    zip_t *z = begin();
    add(z, "zeros", (struct str){zeros, n});
    end(z);
    assert_int_equal(look().err.code, ERR_SWOLLEN_ARCHIVE);
}

static void put_many(int count)
{
    zip_t *z = begin();
    for (int i = 0; i < count; i++) {
        struct buf name;
        buf_init(&name, &arena, 32);
        buf_add_int(&name, i);
        buf_add_c(&name, ".pdf");
        add(z, buf_cstr(&name), STR(PDF));
    }
    end(z);
}

static void ten_thousand_members_and_no_more(void **state)
{
    (void)state;
    put_many(LIMIT_ARCHIVE_MEMBERS);
    struct seen seen = look();
    assert_int_equal(seen.err.code, ERR_NONE);
    assert_int_equal(seen.count, LIMIT_ARCHIVE_MEMBERS);
    put_many(LIMIT_ARCHIVE_MEMBERS + 1);
    assert_int_equal(look().err.code, ERR_TOO_MANY_MEMBERS);
}

static void a_cut_archive_is_damaged(void **state)
{
    (void)state;
    put_many(20);
    assert_int_equal(truncate(path, 700), 0);
    struct seen seen = look();
    assert_int_equal(seen.err.code, ERR_FILE_DAMAGED);
    assert_string_equal(seen.err.arg, "ZIP");
}

static void an_archive_of_nothing_is_empty(void **state)
{
    (void)state;
    char none[22] = "PK\5\6";
    int fd = open(path, O_WRONLY | O_TRUNC | O_CREAT, 0600);
    assert_int_equal(write(fd, none, sizeof none), sizeof none);
    close(fd);
    assert_int_equal(look().err.code, ERR_FILE_EMPTY);
}

static void another_office_document_is_no_archive(void **state)
{
    (void)state;
    zip_t *z = begin();
    add(z, "mimetype", STR("application/vnd.oasis.opendocument.text"));
    add(z, "content.xml", STR("<a/>"));
    end(z);
    assert_int_equal(look().err.code, ERR_FILE_BINARY);
}

/* ---- children that lie ---- */

static struct wire_writer out;
static struct wire_record record;

static void say(void) { (void)!wire_put(&out, &record); }

static void greet(int64_t entries, int64_t bytes)
{
    static struct arena a;
    const struct zip_summary summary = {entries, bytes};
    arena_init(&a, 0);
    wire_writer_init(&out, SANDBOX_OUT_FD, &a);
    wire_begin(&record, WIRE_HELLO);
    wire_number(&record, 7);
    say();
    wire_begin(&record, WIRE_FORMAT);
    wire_number(&record, FORMAT_ZIP);
    say();
    wire_zip_summary(&summary, &record);
    say();
}

static void say_member(const char *name, int64_t bytes)
{
    const struct member m = {.name = str_of(name), .bytes = bytes};
    wire_member(&m, &record);
    say();
}

static void say_bytes(const char *bytes)
{
    wire_begin(&record, WIRE_MEMBER_BYTES);
    wire_text(&record, str_of(bytes));
    say();
}

static void say_number(enum wire_kind kind, int64_t n)
{
    wire_begin(&record, kind);
    wire_number(&record, n);
    say();
}

static void done(void)
{
    (void)!wire_flush(&out);
    _exit(EXIT_DONE);
}

static void honest(void)
{
    greet(1, 5);
    say_member("a.pdf", 5);
    say_bytes("\xff\1\2\3\4");
    say_number(WIRE_MEMBER_END, 5);
    say_number(WIRE_END, 1);
    done();
}

static void lie_way_out(void)
{
    greet(1, 5);
    say_member("../a.pdf", 5);
    done();
}

static void lie_root(void)
{
    greet(1, 5);
    say_member("/a.pdf", 5);
    done();
}

static void lie_more_bytes(void)
{
    greet(1, 5);
    say_member("a.pdf", 5);
    say_bytes("123456");
    done();
}

static void lie_fewer_bytes(void)
{
    greet(1, 5);
    say_member("a.pdf", 5);
    say_bytes("123");
    say_number(WIRE_MEMBER_END, 3);
    say_number(WIRE_END, 1);
    done();
}

static void lie_more_than_all(void)
{
    greet(2, 5);
    say_member("a.pdf", 6);
    done();
}

static void lie_more_members(void)
{
    greet(1, 5);
    for (int i = 0; i < 2; i++) {
        say_member("a.pdf", 0);
        say_number(WIRE_MEMBER_END, 0);
    }
    done();
}

static void lie_count(void)
{
    greet(1, 5);
    say_number(WIRE_END, 1);
    done();
}

static void lie_no_end_of_member(void)
{
    greet(1, 5);
    say_member("a.pdf", 5);
    say_number(WIRE_END, 1);
    done();
}

static enum err_code run(helper_child *child)
{
    struct err err = {0};
    helper_stop();
    assert_true(helper_start(child, &err));
    struct seen seen = look();
    helper_stop();
    return seen.err.code;
}

static void a_child_that_lies_of_members_is_refused(void **state)
{
    (void)state;
    static helper_child *const liars[] = {
        lie_way_out,       lie_root,         lie_more_bytes, lie_fewer_bytes,
        lie_more_than_all, lie_more_members, lie_count,      lie_no_end_of_member};
    put_many(1);
    assert_int_equal(run(honest), ERR_NONE);
    for (size_t i = 0; i < COUNT_OF(liars); i++) {
        enum err_code code = run(liars[i]);
        if (code != ERR_CHILD_LIED)
            fail_msg("liar %zu: %s", i, err_code_text(code));
    }
}

static int finish(void **state)
{
    (void)state;
    helper_stop();
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_out_byte_for_byte),
        cmocka_unit_test(names_lose_their_way_out),
        cmocka_unit_test(a_name_of_nothing_but_ways_out_is_refused),
        cmocka_unit_test(a_long_name_is_refused_alone),
        cmocka_unit_test(the_second_of_a_name_is_refused),
        cmocka_unit_test(an_encrypted_member_is_refused_alone),
        cmocka_unit_test(links_and_debris_are_skipped),
        cmocka_unit_test(a_damaged_member_is_refused_alone),
        cmocka_unit_test(an_empty_member_is_refused_alone),
        cmocka_unit_test(an_archive_that_swells_is_refused),
        cmocka_unit_test(ten_thousand_members_and_no_more),
        cmocka_unit_test(a_cut_archive_is_damaged),
        cmocka_unit_test(an_archive_of_nothing_is_empty),
        cmocka_unit_test(another_office_document_is_no_archive),
        cmocka_unit_test(a_child_that_lies_of_members_is_refused),
    };
    int fd = mkstemp(path);
    if (fd < 0)
        return EXIT_FAILURE;
    close(fd);
    arena_init(&arena, 0);
    int failed = cmocka_run_group_tests(tests, NULL, finish);
    arena_release(&arena);
    return failed;
}
