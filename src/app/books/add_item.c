#include "add_item.h"

#include "account_items.h"
#include "app/documents/propose_copies.h"
#include "base/limits.h"
#include "base/text.h"
#include "claim/told_compare.h"
#include "claim/told_match.h"
#include "hand_entry.h"

static bool credit_kind(enum item_kind kind)
{
    return kind == ITEM_PAYMENT || kind == ITEM_CREDIT_NOTE || kind == ITEM_WRITE_OFF ||
           kind == ITEM_DEPOSIT;
}

static bool is_credit(const struct add_item_request *r)
{
    return r->credit || credit_kind(r->kind);
}

static enum ledger_role role_of(enum item_kind kind)
{
    return kind == ITEM_BILL        ? LEDGER_BILL
           : kind == ITEM_RETENTION ? LEDGER_RETENTION
           : kind == ITEM_DEPOSIT   ? LEDGER_DEPOSIT
                                    : LEDGER_CUSTOMER;
}

static bool check_text(struct str text, const char *field, size_t bytes_max, struct err *err)
{
    return (text.n <= bytes_max && !text_has_control(text)) ||
           err_set_field(err, ERR_TOO_LONG, field, text);
}

/* A number is entered once. A payment need not have one, but two of the same day and amount must
 * differ in it. */
static bool check_news(const struct walked_account *account, const struct add_item_request *r,
                       int64_t minor, struct err *err)
{
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if ((item->amount_minor < 0) == is_credit(r) && item->kind != ITEM_SETTLEMENT &&
            piece_same(item->piece, r->number))
            return err_set_field(err, ERR_ALREADY_KNOWN, "number", r->number);
        if (r->kind == ITEM_PAYMENT && r->number.n == 0 && item->kind == ITEM_PAYMENT &&
            item->amount_minor == -minor && item->on.n == r->on.n)
            return err_set_field(err, ERR_ALREADY_KNOWN, "reference", r->amount);
    }
    return true;
}

/* What is told becomes a told item: the same path as a list of one row. */
static bool tell(struct hand_entry *e, struct told_row *row, int64_t *item_id, struct err *err)
{
    struct known_books known;
    struct all_books books;
    struct told_difference d;
    const struct books_wanted wanted = {.key = e->key};
    if (!books_load(e->app->db, e->arena, 0, &books, err) ||
        !books_load_account(e->app->db, e->arena, &wanted, &known, err))
        return false;
    struct told_known told = {known.told, known.told_count, books_of(&books, e->creditor.id)};
    struct told_list list = {row, 1, e->import_id, e->import_seq, e->app->today, false, TOLD_HAND};
    told_compare(e->arena, &told, &list, &d);
    if (row->fate != TOLD_NEW)
        return err_set_field(err, ERR_ALREADY_KNOWN, "number", row->piece);
    struct new_told fresh = {e->key, &d.items[0]};
    *item_id = d.items[0].id;
    return told_add_items(e->app->db, &fresh, 1, err);
}

/* ---- what a credit pays ---- */

struct paying {
    struct hand_entry *e;
    const struct walked_account *account;
    struct new_pairing *rows;
    size_t count;
    int64_t left_minor; /* of the credit */
    struct day on;
};

static int64_t already_paid(const struct paying *p, int64_t item_id)
{
    int64_t paid = 0;
    for (size_t i = 0; i < p->count; i++)
        paid += p->rows[i].choice.debit_item == item_id ? p->rows[i].choice.amount_minor : 0;
    return paid;
}

static bool pay(struct paying *p, const struct item_share *share, struct err *err)
{
    const struct walked_item *item = NULL;
    if (!account_item_find(p->account, share->item, 1, &item, err))
        return false;
    int64_t open = item->open_minor - already_paid(p, item->id);
    int64_t amount = open < p->left_minor ? open : p->left_minor;
    if (share->amount.n > 0 && !hand_entry_amount(p->e, share->amount, &amount, err))
        return false;
    if (amount <= 0 || amount > open || amount > p->left_minor)
        return err_set_field(err, ERR_SHARE_TOO_LARGE, "item", share->item);
    p->left_minor -= amount;
    p->rows[p->count++] = (struct new_pairing){
        .key = p->e->key,
        .batch_id = p->e->import_id,
        .choice =
            {
                .id = id_next(p->e->app->ids),
                .debit_item = item->id,
                .amount_minor = amount,
                .on = day_max(p->on, item->on),
                .entered = p->e->app->today,
                .source = ALLOCATION_PERSON,
            },
        .actor_id = p->e->app->actor_id,
        .at_ms = p->e->app->now_ms,
    };
    return true;
}

static struct told_row row_of(const struct add_item_request *r, int64_t amount_minor)
{
    return (struct told_row){
        .kind = r->kind,
        .role = role_of(r->kind),
        .piece = r->number,
        .label = r->label,
        .issued = r->on,
        .due = r->due,
        .open_minor = is_credit(r) ? -amount_minor : amount_minor,
        .has_original = true,
        .original_minor = is_credit(r) ? -amount_minor : amount_minor,
    };
}

static bool pay_all(struct paying *p, const struct add_item_request *r, int64_t item_id,
                    struct err *err)
{
    p->rows = ARENA_ARRAY(p->e->arena, r->share_count, struct new_pairing);
    for (size_t i = 0; i < r->share_count; i++) {
        if (!pay(p, &r->shares[i], err))
            return false;
        p->rows[i].choice.credit_item = item_id;
    }
    return pairing_add(p->e->app->db, p->rows, p->count, err);
}

static bool enter(struct hand_entry *e, const struct add_item_request *r, struct added_item *out,
                  struct err *err)
{
    struct walked_account account = {.key = e->key};
    int64_t minor = 0;
    if (!hand_entry_amount(e, r->amount, &minor, err) ||
        !account_read(e->app->db, e->arena, e->app->today, &account, err) ||
        !check_news(&account, r, minor, err))
        return false;
    struct told_row row = row_of(r, minor);
    out->account_number = e->account_number;
    out->import_number = e->import_number;
    out->amount = (struct money){row.open_minor, e->currency};
    struct paying p = {.e = e, .account = &account, .left_minor = minor, .on = r->on};
    return tell(e, &row, &out->item_id, err) && pay_all(&p, r, out->item_id, err);
}

bool add_item(struct app *app, struct arena *a, const struct add_item_request *r,
              struct added_item *out, struct err *err)
{
    static const char *const kinds[] = {"add_invoice", "add_payment", "add_credit"};
    size_t kind = !is_credit(r) ? 0 : r->kind == ITEM_PAYMENT ? 1 : 2;
    struct hand_entry e = {.app = app, .arena = a, .kind = kinds[kind]};
    *out = (struct added_item){0};
    if (!check_text(r->number, "number", LIMIT_REF_BYTES, err) ||
        !check_text(r->label, "label", LIMIT_LABEL_BYTES, err) ||
        !hand_entry_begin(&e, &r->query, err))
        return false;
    if (!hand_entry_end(&e, enter(&e, r, out, err), err))
        return false;
    /* Its copy may wait. If it cannot be looked for now, the next import does. */
    struct proposed_copies copies;
    struct err ignored = {0};
    if (!is_credit(r))
        (void)!propose_copies_again(app, e.creditor.id, &copies, &ignored);
    return true;
}

/* ---- write-offs ---- */

static bool lose(struct paying *p, const struct walked_item *item, struct str why, struct err *err)
{
    struct hand_entry *e = p->e;
    struct buf id;
    buf_init(&id, e->arena, 32);
    buf_add_int(&id, item->id);
    struct item_share share = {buf_str(&id), {0}};
    struct add_item_request r = {.kind = ITEM_WRITE_OFF,
                                 .number = item->piece,
                                 .label = why,
                                 .on = e->app->today,
                                 .due = DAY_NONE,
                                 .shares = &share,
                                 .share_count = 1};
    struct told_row row = row_of(&r, p->left_minor);
    int64_t item_id = 0;
    return tell(e, &row, &item_id, err) && pay_all(p, &r, item_id, err);
}

static bool lose_named(struct hand_entry *e, const struct walked_account *account,
                       const struct write_off_request *r, struct written_off *out, struct err *err)
{
    for (size_t i = 0; i < r->item_count; i++) {
        const struct walked_item *item = NULL;
        if (!account_item_find(account, r->items[i], 1, &item, err))
            return false;
        int64_t minor = item->open_minor;
        if (r->amount.n > 0 && !hand_entry_amount(e, r->amount, &minor, err))
            return false;
        if (minor <= 0 || minor > item->open_minor)
            return err_set_field(err, ERR_SHARE_TOO_LARGE, "item", r->items[i]);
        struct paying p = {.e = e, .account = account, .left_minor = minor, .on = e->app->today};
        if (!lose(&p, item, r->why, err))
            return false;
        out->total.minor += minor;
        out->items++;
    }
    return true;
}

static bool lose_all(struct hand_entry *e, const struct walked_account *account,
                     const struct write_off_request *r, struct written_off *out, struct err *err)
{
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        if (item->open_minor <= 0 || !plan_role_counts(item->role))
            continue;
        struct paying p = {
            .e = e, .account = account, .left_minor = item->open_minor, .on = e->app->today};
        if (!lose(&p, item, r->why, err))
            return false;
        out->total.minor += item->open_minor;
        out->items++;
    }
    return true;
}

static bool write_off_within(struct hand_entry *e, const struct write_off_request *r,
                             struct written_off *out, struct err *err)
{
    struct walked_account account = {.key = e->key};
    if (!account_read(e->app->db, e->arena, e->app->today, &account, err))
        return false;
    out->total.currency = e->currency;
    out->account_number = e->account_number;
    out->import_number = e->import_number;
    bool ok = r->item_count > 0 ? lose_named(e, &account, r, out, err)
                                : lose_all(e, &account, r, out, err);
    return ok && (out->items > 0 || err_set(err, ERR_NOTHING_OPEN, NULL));
}

bool write_off(struct app *app, struct arena *a, const struct write_off_request *r,
               struct written_off *out, struct err *err)
{
    struct hand_entry e = {.app = app, .arena = a, .kind = "writeoff"};
    *out = (struct written_off){0};
    if (str_trim(r->why).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", (struct str){0});
    if (!check_text(r->why, "why", LIMIT_LABEL_BYTES, err) || !hand_entry_begin(&e, &r->query, err))
        return false;
    return hand_entry_end(&e, write_off_within(&e, r, out, err), err);
}
