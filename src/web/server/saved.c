#include "saved.h"

static struct str creditor_of(const struct request *r, const struct saved_list *saved, bool *read)
{
    struct http_fields fields;
    *read = http_read_fields(r->arena, saved->params, &fields, NULL);
    return *read ? http_field(&fields, "creditor") : STR("");
}

bool saved_in_sight(const struct request *r, const struct saved_list *saved,
                    const struct creditors *all)
{
    bool read = false;
    struct str code = creditor_of(r, saved, &read);
    if (!read)
        return false;
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(all->rows[i].code, code))
            return people_see(&r->user, all->rows[i].id);
    }
    return code.n == 0;
}

bool saved_at_hand(struct request *r, struct err *err)
{
    struct saved_lists all;
    struct creditors creditors = {NULL, 0};
    if (!saved_lists_at_hand(r->app, r->arena, r->user.id, &all, err))
        return false;
    if (r->user.all_creditors || all.count == 0) {
        r->saved = all;
        return true;
    }
    if (!people_creditors(r->app, r->arena, &creditors, err))
        return false;
    r->saved = (struct saved_lists){.rows = all.rows};
    for (size_t i = 0; i < all.count; i++) {
        if (saved_in_sight(r, &all.rows[i], &creditors))
            r->saved.rows[r->saved.count++] = all.rows[i];
    }
    return true;
}
