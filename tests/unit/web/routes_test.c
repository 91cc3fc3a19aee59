/* The table of addresses: every row says who, what and how it is proven; requests find their row.
 */
#include "support/unit.h"

#include "web/routes.h"

static void every_row_is_complete(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const struct route *r = &routes[i];
        assert_true(r->pattern[0] == '/');
        assert_non_null(r->page);
        assert_true(r->name[0] != '\0');
        assert_true(r->right < RIGHT_COUNT);
        assert_true(r->scope != SCOPE_MISSING);
        assert_true(r->scope < SCOPE_COUNT);
        /* What changes something proves where the form came from; what does not needs no form. */
        assert_int_equal(r->method == HTTP_POST, r->csrf != CSRF_NO);
        /* A session's token needs a session. */
        if (r->csrf == CSRF_SESSION || r->csrf == CSRF_UPLOAD)
            assert_true(r->right != RIGHT_NONE);
        /* Files are only for people who may read them, inside their creditors. */
        if (r->scope == SCOPE_CREDITORS || r->scope == SCOPE_HOUSE)
            assert_true(r->right != RIGHT_NONE && r->right != RIGHT_SIGNED_IN);
        if (r->right == RIGHT_READ_FILES || r->right == RIGHT_WORK_FILES)
            assert_int_equal(r->scope, SCOPE_CREDITORS);
    }
}

static void no_row_stands_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        for (size_t k = i + 1; k < route_count; k++)
            assert_false(routes[i].method == routes[k].method &&
                         strcmp(routes[i].pattern, routes[k].pattern) == 0);
    }
}

static const struct route *find(enum http_method method, const char *path, struct str *parameter,
                                const char **allow)
{
    struct request r = {.method = method, .path = str_of(path)};
    const struct route *row = route_find(&r, allow);
    *parameter = r.parameter;
    return row;
}

static void requests_find_their_row(void **state)
{
    struct str p;
    const char *allow;
    (void)state;
    const struct route *row = find(HTTP_GET, "/files/C-000042-K", &p, &allow);
    assert_non_null(row);
    assert_string_equal(row->name, "file");
    assert_true(str_is(p, "C-000042-K"));
    assert_string_equal(find(HTTP_GET, "/files", &p, &allow)->name, "files");
    assert_null(find(HTTP_GET, "/files/", &p, &allow));
    assert_null(allow);
    assert_null(find(HTTP_GET, "/files/a/b", &p, &allow));
    assert_null(find(HTTP_GET, "/nowhere", &p, &allow));
    assert_null(allow);
    assert_null(find(HTTP_POST, "/day", &p, &allow));
    assert_string_equal(allow, "GET, HEAD");
    assert_null(find(HTTP_GET, "/logout", &p, &allow));
    assert_string_equal(allow, "POST");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_complete),
        cmocka_unit_test(no_row_stands_twice),
        cmocka_unit_test(requests_find_their_row),
    };
    return cmocka_run_group_tests_name("web routes", tests, NULL, NULL);
}
