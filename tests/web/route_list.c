/* The table of addresses, one row a line: method, pattern, name, scope, who may come (anybody,
 * people who sign in, programs with a token). Declared or not, every row is there: the test that
 * walks them says what is missing. */
#include <stdio.h>

#include "web/routes.h"

int main(void)
{
    static const char *const scopes[SCOPE_COUNT] = {[SCOPE_MISSING] = "missing",
                                                    [SCOPE_NOTHING] = "nothing",
                                                    [SCOPE_SELF] = "self",
                                                    [SCOPE_CREDITORS] = "creditors",
                                                    [SCOPE_HOUSE] = "house"};
    for (size_t i = 0; i < route_count; i++) {
        const struct route *r = &routes[i];
        const char *scope = r->scope < SCOPE_COUNT ? scopes[r->scope] : NULL;
        printf("%s\t%s\t%s\t%s\t%s\n", r->method == HTTP_POST ? "POST" : "GET", r->pattern, r->name,
               scope == NULL ? "missing" : scope,
               r->csrf == CSRF_BEARER   ? "programs"
               : r->right == RIGHT_NONE ? "anybody"
                                        : "people");
    }
    return 0;
}
