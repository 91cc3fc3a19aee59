#include "account_items.h"

#include "claim/told_match.h"

enum { ID_BYTES = 21 }; /* " #" and nineteen digits */

static bool is_id(struct str what, int64_t id)
{
    char digits[24];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + id % 10);
        id /= 10;
    } while (id > 0);
    return str_eq(what, (struct str){digits + n, sizeof digits - n});
}

static bool on_side(const struct walked_item *item, int side)
{
    return side == 0 || (item->amount_minor < 0) == (side < 0);
}

/* Names the ids, as many as there is room for. */
static bool several(const struct walked_account *account, struct str what, int side,
                    struct err *err)
{
    struct arena scratch;
    struct buf text;
    arena_init(&scratch, 0);
    buf_init(&text, &scratch, sizeof err->arg - 1);
    buf_add(&text, what);
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (!on_side(item, side) || !piece_same(item->piece, what))
            continue;
        if (text.n + ID_BYTES > sizeof err->arg - 1)
            break; /* half an id would be another one */
        buf_add_c(&text, " #");
        buf_add_int(&text, item->id);
    }
    err_set_field(err, ERR_ITEM_AMBIGUOUS, "item", buf_str(&text));
    arena_release(&scratch);
    return false;
}

bool account_item_find(const struct walked_account *account, struct str what, int side,
                       const struct walked_item **out, struct err *err)
{
    const struct walked_item *any = NULL;
    const struct walked_item *open = NULL;
    size_t any_count = 0;
    size_t open_count = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (is_id(what, item->id)) {
            *out = item;
            return true;
        }
        if (!on_side(item, side) || !piece_same(item->piece, what))
            continue;
        any = item;
        any_count++;
        if (item->open_minor != 0) {
            open = item;
            open_count++;
        }
    }
    *out = open_count == 1 ? open : any;
    if (any_count == 0)
        return err_set_field(err, ERR_ITEM_UNKNOWN, "item", what);
    return any_count == 1 || open_count == 1 || several(account, what, side, err);
}
