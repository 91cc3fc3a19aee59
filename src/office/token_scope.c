#include "token_scope.h"

static const struct {
    const char *code;
    enum right right;
} scopes[] = {
#define TOKEN_SCOPE(id, code, right) [TOKEN_##id] = {code, right},
#include "token_scope.def"
};

const char *token_scope_code(enum token_scope scope)
{
    ASSERT(scope < TOKEN_SCOPE_COUNT);
    return scopes[scope].code;
}

bool token_scope_parse(struct str code, enum token_scope *out)
{
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        *out = (enum token_scope)i;
        if (str_is(code, scopes[i].code))
            return true;
    }
    return false;
}

enum right token_scope_right(enum token_scope scope)
{
    ASSERT(scope <= TOKEN_ANY);
    return scope == TOKEN_ANY ? RIGHT_SIGNED_IN : scopes[scope].right;
}
