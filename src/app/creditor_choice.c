#include "creditor_choice.h"

bool creditor_choose(struct arena *a, const struct creditors *all, const struct creditor_wish *wish,
                     struct creditor_choice *out, struct err *err)
{
    int64_t *ids = ARENA_ARRAY(a, all->count, int64_t);
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool seen = wish->scope == NULL;
        for (size_t s = 0; s < wish->scope_count && !seen; s++)
            seen = wish->scope[s] == all->rows[i].id;
        if (seen && (wish->code.n == 0 || str_eq(wish->code, all->rows[i].code)))
            ids[n++] = all->rows[i].id;
    }
    bool every = wish->scope == NULL && wish->code.n == 0;
    *out = every ? (struct creditor_choice){NULL, 0} : (struct creditor_choice){ids, n};
    return n > 0 || wish->code.n == 0 ||
           err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", wish->code);
}
