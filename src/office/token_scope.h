/* What another program may do with a token: a part of what its person may do, never more. */
#ifndef RELANCE_OFFICE_TOKEN_SCOPE_H
#define RELANCE_OFFICE_TOKEN_SCOPE_H

#include "right.h"

enum token_scope {
#define TOKEN_SCOPE(id, code, right) TOKEN_##id,
#include "token_scope.def"
    TOKEN_SCOPE_COUNT,
    TOKEN_ANY = TOKEN_SCOPE_COUNT /* of an address: any token will do */
};

/* A set of scopes: bit 1 << scope. */
struct token_scopes {
    uint32_t bits;
};

static inline struct token_scopes token_scopes_with(struct token_scopes set, enum token_scope scope)
{
    return (struct token_scopes){set.bits | (UINT32_C(1) << scope)};
}
static inline bool token_scopes_have(struct token_scopes set, enum token_scope scope)
{
    return scope == TOKEN_ANY || (set.bits >> scope & 1) != 0;
}

const char *token_scope_code(enum token_scope scope); /* "read:files" */
bool token_scope_parse(struct str code, enum token_scope *out);
/* The right without which a scope opens nothing. */
enum right token_scope_right(enum token_scope scope);

#endif
