#include "copy_items.h"

#include "base/money.h"
#include "gen/document_sql.h"

struct copy_items {
    struct arena *arena;
    struct copy_item *items;
    struct inbox_candidate *keys; /* of the items, in the same order */
    size_t count;
    struct copy_index *index;
};

static void keep_item(struct copy_items *all, const struct q_copy_item_scan_row *row)
{
    size_t n = all->count++;
    struct currency currency;
    if ((n & (n - 1)) == 0) { /* full at every power of two */
        size_t room = n == 0 ? 1 : n * 2;
        all->items = arena_grow(all->arena, all->items, n, room, sizeof *all->items);
        all->keys = arena_grow(all->arena, all->keys, n, room, sizeof *all->keys);
    }
    bool two_decimals =
        currency_parse(row->currency, &currency, NULL) && currency_digits(currency) == 2;
    all->items[n] = (struct copy_item){.account_id = row->account_id,
                                       .number = arena_str(all->arena, row->piece),
                                       .amount_minor = two_decimals ? row->amount_minor : 0};
    all->keys[n] =
        (struct inbox_candidate){.key = {row->debtor_id, row->account_id}, .item_id = row->item_id};
}

static bool scan(struct app *app, struct copy_items *all, int64_t creditor_id, struct err *err)
{
    struct q_copy_item_scan_in in = {creditor_id};
    struct db_rows rows;
    if (!q_copy_item_scan_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_copy_item_scan_row row;
    while (q_copy_item_scan_more(&rows, &row, &ok, err)) {
        keep_item(all, &row);
    }
    db_done(&rows);
    return ok;
}

bool copy_items_read(struct app *app, struct arena *a, int64_t creditor_id, struct copy_items **out,
                     struct err *err)
{
    struct copy_items *all = ARENA_NEW(a, struct copy_items);
    *all = (struct copy_items){.arena = a};
    if (creditor_id != 0 && !scan(app, all, creditor_id, err))
        return false;
    all->index = copy_index_make(a, all->items, all->count);
    *out = all;
    return true;
}

void copy_items_match(const struct copy_items *all, struct arena *a, const struct copy_names *names,
                      struct copy_found *out)
{
    struct arena scratch;
    arena_init(&scratch, 0);
    struct copy_match *m = ARENA_NEW(&scratch, struct copy_match);
    copy_match(&scratch, all->index, names->file, names->text, m);
    *out = (struct copy_found){
        .verdict = m->verdict,
        .kind = m->kind,
        .items = {ARENA_ARRAY(a, m->count, struct inbox_candidate), m->count},
    };
    for (size_t i = 0; i < m->count; i++) {
        out->items.rows[i] = all->keys[m->found[i].item];
        out->items.rows[i].how = m->found[i].how;
    }
    arena_release(&scratch);
}
