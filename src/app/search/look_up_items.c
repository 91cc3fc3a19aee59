/* Finding items by their number or amount, and documents by theirs or as those of what was found.
 */
#include "base/ref.h"
#include "base/sort.h"
#include "gen/document_sql.h"
#include "looking_up.h"
#include "store/document_store.h"

/* ---- items ---- */

static bool is_known_item(const struct looking_up *l, int64_t item_id)
{
    for (size_t i = 0; i < l->out->item_count; i++) {
        if (l->out->items[i].item_id == item_id)
            return true;
    }
    return false;
}

static bool same_amount(struct looking_up *l, int64_t minor, struct currency currency)
{
    struct buf text;
    buf_init(&text, &l->scratch, 64);
    search_amount_add(&text, (struct money){minor, currency});
    return str_eq(buf_str(&text), l->query.amount);
}

static struct str without_zeros(struct str digits)
{
    while (digits.n > 1 && digits.p[0] == '0')
        digits = str_slice(digits, 1, digits.n);
    return digits;
}

/* How it fits what was typed, as it stands now. */
static void rate_item(struct looking_up *l, struct found_item *f)
{
    const struct search_query *q = &l->query;
    struct str number = search_number(&l->scratch, f->piece);
    struct str tail = search_tail(&l->scratch, f->piece);
    struct str typed = q->number;
    if (typed.n > 0 && str_eq(number, typed)) {
        f->score = LOOK_UP_NUMBER;
        return;
    }
    f->by_amount =
        q->amount.n > 0 && (same_amount(l, f->amount_minor, f->currency) ||
                            (f->open_minor != 0 && same_amount(l, f->open_minor, f->currency)));
    if (f->by_amount)
        f->score = LOOK_UP_NUMBER - 1; /* behind the number that is the same */
    else if (typed.n > 0 && (str_starts(number, typed) || str_eq(tail, without_zeros(typed))))
        f->score = LOOK_UP_NUMBER_BEGINS;
}

/* The account's own words stand in the same place; nothing is kept of an item that was withdrawn.
 */
static bool look_at_item(struct looking_up *l, struct account_key key, int64_t item_id,
                         struct err *err)
{
    struct q_search_item_get_in in = {key.debtor_id, key.account_id, item_id};
    struct q_search_account_row_in of = {key.debtor_id, key.account_id};
    struct q_search_item_get_row item;
    struct q_search_account_row_row account = {0};
    struct found_item f = {.key = key, .item_id = item_id};
    bool found = false;
    if (is_known_item(l, item_id) || l->out->item_count == LOOK_UP_FOUND_MAX)
        return true;
    if (!q_search_item_get(l->app->db, &in, &l->scratch, &item, &found, err))
        return false;
    if (!found)
        return true;
    if (!q_search_account_row(l->app->db, &of, &l->scratch, &account, &found, err))
        return false;
    const struct creditor *creditor = looking_up_creditor(l, account.creditor_id);
    if (!found || creditor == NULL)
        return true;
    f.piece = arena_str(l->arena, item.piece);
    f.due.n = (int32_t)item.due_day;
    f.amount_minor = item.amount_minor;
    f.open_minor = item.open_minor;
    f.account_number = account.number;
    f.name = arena_str(l->arena, account.name);
    f.creditor = creditor->name;
    if (!item_kind_parse(item.kind, &f.kind) || !currency_parse(account.currency, &f.currency, err))
        return err_is(err) ? false : err_set(err, ERR_DB_DAMAGED, "item");
    rate_item(l, &f);
    if (f.score != LOOK_UP_NONE)
        l->out->items[l->out->item_count++] = f;
    return true;
}

static bool by_range(struct looking_up *l, const struct word_range *range, struct err *err)
{
    struct found_words list = {0};
    if (!looking_up_words(l, range, &list, err))
        return false;
    l->out->more = l->out->more || list.more;
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i] != 0 && !look_at_item(l, list.keys[i], list.items[i], err))
            return false;
    }
    return true;
}

/* The number itself and the amount first: their rows may be many where others only begin so. */
static bool of_creditor(struct looking_up *l, int64_t creditor_id, struct err *err)
{
    const struct search_query *q = &l->query;
    struct arena *a = &l->scratch;
    if (q->amount.n > 0) {
        struct word_range amount =
            looking_up_exactly(a, creditor_id, search_signed(a, SEARCH_AMOUNT, q->amount));
        if (!by_range(l, &amount, err))
            return false;
    }
    if (q->number.n == 0)
        return true;
    struct str word = search_signed(a, SEARCH_NUMBER, q->number);
    struct str bare = search_signed(a, SEARCH_NUMBER, without_zeros(q->number));
    struct word_range same = looking_up_exactly(a, creditor_id, word);
    struct word_range begins = looking_up_prefix(a, creditor_id, word);
    struct word_range tail = looking_up_exactly(a, creditor_id, bare);
    return by_range(l, &same, err) && (str_eq(word, bare) || by_range(l, &tail, err)) &&
           by_range(l, &begins, err);
}

/* Of accounts that changed a moment ago. */
static bool of_waiting(struct looking_up *l, struct err *err)
{
    struct account_keys keys = {0};
    if (!looking_up_waiting(l, &keys, err))
        return false;
    for (size_t i = 0; i < keys.count; i++) {
        struct q_search_item_in in = {keys.rows[i].debtor_id, keys.rows[i].account_id};
        struct found_words ids = {0};
        struct db_rows rows;
        if (!q_search_item_open(l->app->db, &in, &rows, err))
            return false;
        bool ok = true;
        struct q_search_item_row row;
        while (q_search_item_more(&rows, &row, &ok, err)) {
            looking_up_keep(
                l, &ids,
                &(struct q_search_word_range_row){in.debtor_id, in.account_id, row.item_id});
        }
        db_done(&rows);
        for (size_t k = 0; ok && k < ids.count; k++)
            ok = look_at_item(l, ids.keys[k], ids.items[k], err);
        if (!ok)
            return false;
    }
    return true;
}

static int best_first(const void *pa, const void *pb, const void *with)
{
    const struct found_item *a = pa;
    const struct found_item *b = pb;
    (void)with;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->open_minor != b->open_minor)
        return a->open_minor > b->open_minor ? -1 : 1;
    return (a->item_id > b->item_id) - (a->item_id < b->item_id);
}

bool look_up_items(struct looking_up *l, struct err *err)
{
    struct looked_up *out = l->out;
    if (l->query.number.n == 0 && l->query.amount.n == 0)
        return true;
    out->items = ARENA_ARRAY(l->arena, LOOK_UP_FOUND_MAX, struct found_item);
    for (size_t i = 0; i < l->scope_count; i++) {
        if (!of_creditor(l, l->scope[i]->id, err))
            return false;
    }
    if (!of_waiting(l, err))
        return false;
    SORT(l->arena, out->items, out->item_count, best_first, NULL);
    if (out->item_count > l->wanted->limit) {
        out->item_count = l->wanted->limit;
        out->more = true;
    }
    return true;
}

/* ---- documents ---- */

static bool keep_document(struct looking_up *l, const struct document *doc,
                          const struct q_search_account_row_row *account,
                          const struct creditor *creditor)
{
    struct looked_up *out = l->out;
    for (size_t i = 0; i < out->document_count; i++) {
        if (out->documents[i].number == doc->number)
            return true;
    }
    if (out->document_count == l->wanted->limit) {
        out->more = true;
        return true;
    }
    out->documents[out->document_count++] = (struct found_document){
        .number = doc->number,
        .account_number = account->number,
        .name = arena_str(l->arena, account->name),
        .creditor = creditor->name,
        .file = doc->file,
        .kind = doc->kind,
    };
    return true;
}

/* One of the debtor as a whole is seen by who sees one of his accounts. */
static bool look_at_document(struct looking_up *l, const struct document *doc, struct err *err)
{
    struct account_keys keys = {0};
    if (doc->id == 0 || doc->withdrawn)
        return true;
    if (doc->account_id != 0)
        account_keys_add(l->arena, &keys, (struct account_key){doc->debtor_id, doc->account_id});
    else if (!accounts_of_debtor(l->app->db, l->arena, doc->debtor_id, &keys, err))
        return false;
    for (size_t i = 0; i < keys.count; i++) {
        struct q_search_account_row_in in = {keys.rows[i].debtor_id, keys.rows[i].account_id};
        struct q_search_account_row_row row = {0};
        bool found = false;
        if (!q_search_account_row(l->app->db, &in, &l->scratch, &row, &found, err))
            return false;
        const struct creditor *creditor = looking_up_creditor(l, row.creditor_id);
        if (found && creditor != NULL)
            return keep_document(l, doc, &row, creditor);
    }
    return true;
}

static bool by_reference(struct looking_up *l, struct err *err)
{
    struct document doc;
    enum ref_kind kind;
    int64_t number;
    if (!ref_parse(l->query.text, &kind, &number, NULL) || kind != REF_DOCUMENT)
        return true;
    return document_find(l->app->db, l->arena, number, &doc, err) && look_at_document(l, &doc, err);
}

static bool of_item(struct looking_up *l, const struct found_item *item, struct err *err)
{
    struct q_search_item_document_in in = {item->key.debtor_id, item->key.account_id,
                                           item->item_id};
    struct documents all;
    struct db_rows rows;
    int64_t ids[8];
    size_t count = 0;
    bool ok = true;
    if (!q_search_item_document_open(l->app->db, &in, &rows, err))
        return false;
    while (count < COUNT_OF(ids)) {
        struct q_search_item_document_row row;
        bool have = false;
        ok = q_search_item_document_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        ids[count++] = row.document_id;
    }
    db_done(&rows);
    if (!ok || count == 0)
        return ok;
    if (!documents_of_debtor(l->app->db, l->arena, item->key.debtor_id, &all, err))
        return false;
    for (size_t i = 0; ok && i < all.count; i++) {
        for (size_t k = 0; ok && k < count; k++)
            ok = all.rows[i].id != ids[k] || look_at_document(l, &all.rows[i], err);
    }
    return ok;
}

bool look_up_documents(struct looking_up *l, struct err *err)
{
    l->out->documents = ARENA_ARRAY(l->arena, l->wanted->limit, struct found_document);
    if (!by_reference(l, err))
        return false;
    for (size_t i = 0; i < l->out->item_count; i++) {
        if (!l->out->items[i].by_amount && !of_item(l, &l->out->items[i], err))
            return false;
    }
    return true;
}
