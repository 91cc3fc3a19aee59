/* The table of addresses: every row says who, what and how it is proven; requests find their row.
 */
#include "support/unit.h"

#include "web/api/api.h"

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
        if (r->csrf != CSRF_BEARER)
            assert_int_equal(r->method == HTTP_POST, r->csrf != CSRF_NO);
        /* Another program's address says so, and is nobody's without a token. */
        assert_int_equal(r->csrf == CSRF_BEARER, str_starts(str_of(r->pattern), STR("/api/v1/")));
        /* A session's token needs a session. */
        if (r->csrf == CSRF_SESSION || r->csrf == CSRF_UPLOAD || r->csrf == CSRF_BEARER)
            assert_true(r->right != RIGHT_NONE);
        /* Files are only for people who may read them, inside their creditors. */
        if (r->scope == SCOPE_CREDITORS || r->scope == SCOPE_HOUSE)
            assert_true(r->right != RIGHT_NONE && r->right != RIGHT_SIGNED_IN);
        if (r->right == RIGHT_READ_FILES || r->right == RIGHT_WORK_FILES)
            assert_int_equal(r->scope, SCOPE_CREDITORS);
    }
}

/* Of every address of the JSON interface: its token's scope asks for the row's right, and what it
 * takes and gives is declared. */
static void the_json_interface_is_declared(void **state)
{
    size_t rows = 0;
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        const struct route *r = &routes[i];
        const struct api_op *op = api_op_of(r);
        assert_int_equal(op != NULL, r->csrf == CSRF_BEARER);
        if (op == NULL)
            continue;
        rows++;
        assert_int_equal(r->right, token_scope_right(op->token));
        assert_non_null(op->answer);
        assert_true(op->summary[0] != '\0');
        assert_int_equal(r->method == HTTP_POST, op->body.count > 0 || op->file);
        assert_false(op->body.count > 0 && op->file);
        for (size_t k = 0; k < op->body.count; k++)
            assert_non_null(op->body.rows[k].about);
        for (size_t k = 0; k < op->query.count; k++)
            assert_non_null(op->query.rows[k].about);
    }
    assert_int_equal(rows, api_op_count);
}

/* rights x roles: nobody gets by a token what his roles do not give. */
static void a_token_is_no_more_than_its_person(void **state)
{
    (void)state;
    for (int scope = 0; scope <= TOKEN_ANY; scope++) {
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct token_bearer who = {.token.scopes = {UINT32_MAX}};
            who.user.roles = role_set_with(who.user.roles, (enum role)role);
            assert_int_equal(
                token_may(&who, (enum token_scope)scope),
                right_given(who.user.roles, token_scope_right((enum token_scope)scope)));
            who.token.scopes.bits = 0;
            assert_int_equal(token_may(&who, (enum token_scope)scope), scope == TOKEN_ANY);
        }
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
    assert_string_equal(find(HTTP_GET, "/api/v1/files/C-1/items", &p, &allow)->name, "api_items");
    assert_true(str_is(p, "C-1"));
    assert_string_equal(find(HTTP_GET, "/api/v1/files/C-1", &p, &allow)->name, "api_file");
    assert_null(find(HTTP_GET, "/api/v1/files//items", &p, &allow));
    assert_null(find(HTTP_GET, "/api/v1/files/a/b/items", &p, &allow));
    assert_null(find(HTTP_POST, "/api/v1/files/C-1/items", &p, &allow));
    assert_string_equal(allow, "GET, HEAD");
    assert_null(find(HTTP_GET, "/api/v1/files/C-1/holds", &p, &allow));
    assert_string_equal(allow, "POST");
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
        cmocka_unit_test(the_json_interface_is_declared),
        cmocka_unit_test(a_token_is_no_more_than_its_person),
        cmocka_unit_test(no_row_stands_twice),
        cmocka_unit_test(requests_find_their_row),
    };
    return cmocka_run_group_tests_name("web routes", tests, NULL, NULL);
}
