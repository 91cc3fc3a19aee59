#include "file_payees.h"

#include "app/legal/law_text.h"
#include "base/sort.h"

enum { REMARK_BYTES_MAX = 1024 };

struct making {
    struct arena *arena;
    const struct walked_account *account;
    const struct file_objects *objects;
    struct file_payees *out;
    size_t *places; /* of the items, by id */
};

static int by_id(const void *pa, const void *pb, const void *with)
{
    const struct walked_item *items = with;
    int64_t a = items[*(const size_t *)pa].id;
    int64_t b = items[*(const size_t *)pb].id;
    return a < b ? -1 : a > b;
}

static size_t place_of(const struct making *m, int64_t item_id)
{
    const struct walked_item *items = m->account->items;
    size_t from = 0;
    size_t to = m->account->item_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (items[m->places[middle]].id < item_id)
            from = middle + 1;
        else
            to = middle;
    }
    bool found = from < m->account->item_count && items[m->places[from]].id == item_id;
    return found ? m->places[from] : SIZE_MAX;
}

/* Money in the books of the creditor who has sold the claim went to the wrong one; the books of a
 * factor are his own. */
static void read_allocation(struct making *m, const struct walked_allocation *al)
{
    size_t credit = place_of(m, al->credit_item);
    size_t debit = place_of(m, al->debit_item);
    if (credit == SIZE_MAX || debit == SIZE_MAX)
        return;
    const struct walked_item *paid = &m->account->items[credit];
    struct shown_payee *row = &m->out->rows[debit];
    if (paid->kind == ITEM_ASSIGNMENT)
        row->sold_on = day_is(row->sold_on) ? day_max(row->sold_on, al->on) : al->on;
    bool own_books = row->by.assignment != NULL && row->by.assignment->capacity == CAPACITY_FACTOR;
    if (paid->kind == ITEM_PAYMENT && !own_books && !payee_discharged(&row->by, paid->on))
        row->misdirected_minor += al->amount_minor;
}

static void fill_row(const struct making *m, size_t i, struct day today)
{
    const struct payees *payees = &m->objects->payees;
    struct shown_payee *row = &m->out->rows[i];
    *row = (struct shown_payee){
        .payee = m->out->usual, .account = m->out->account, .sold_on = DAY_NONE};
    if (m->objects->item_payees == NULL)
        return;
    row->by = m->objects->item_payees[i];
    if (row->by.payee_id == 0)
        return;
    row->payee = payee_by_id(payees, row->by.payee_id);
    row->account = payee_account(payees, row->by.payee_id, today);
    row->differs = row->payee != m->out->usual;
}

void file_payees_make(struct arena *a, const struct walked_account *account,
                      const struct file_objects *objects, struct day today, struct file_payees *out)
{
    size_t n = account->item_count;
    const struct payees *payees = &objects->payees;
    *out = (struct file_payees){.usual = payee_default(payees, today)};
    if (out->usual != NULL)
        out->account = payee_account(payees, out->usual->id, today);
    if (out->account != NULL)
        out->before = payee_account_before(payees, out->account);
    struct making m = {a, account, objects, out, ARENA_ARRAY(a, n, size_t)};
    out->rows = ARENA_ARRAY(a, n, struct shown_payee);
    for (size_t i = 0; i < n; i++) {
        m.places[i] = i;
        fill_row(&m, i, today);
    }
    SORT(a, m.places, n, by_id, account->items);
    for (size_t i = 0; i < account->allocation_count; i++)
        read_allocation(&m, &account->allocations[i]);
}

/* ---- telling ---- */

void shown_payee_json(struct json *j, const struct shown_payee *shown, struct currency currency)
{
    const struct assignment *a = shown->by.assignment;
    json_text_or_null(j, "payee", shown->payee != NULL ? shown->payee->code : STR(""));
    if (a == NULL && !day_is(shown->sold_on)) {
        json_null(j, "assignment");
        return;
    }
    json_object(j, "assignment");
    json_cstr(j, "source", a != NULL ? "hand" : "ledger");
    json_day(j, "on", a != NULL ? a->assigned : shown->sold_on);
    json_cstr(j, "capacity", a != NULL ? capacity_code(a->capacity) : NULL);
    json_bool(j, "disclosed", a == NULL || a->disclosed);
    json_day(j, "notified", a != NULL ? a->notified : DAY_NONE);
    json_amount(j, "misdirected", (struct money){shown->misdirected_minor, currency});
    json_object_end(j);
}

void file_payee_json(struct json *j, const struct file_payees *payees)
{
    if (payees->usual == NULL) {
        json_null(j, "payee");
        return;
    }
    json_object(j, "payee");
    json_text(j, "code", payees->usual->code);
    json_cstr(j, "kind", payee_kind_code(payees->usual->kind));
    json_text_or_null(j, "name", payees->account != NULL ? payees->account->name : STR(""));
    json_text_or_null(j, "iban", payees->account != NULL ? payees->account->iban : STR(""));
    json_text_or_null(j, "iban_before", payees->before != NULL ? payees->before->iban : STR(""));
    json_object_end(j);
}

struct str shown_payee_text(struct arena *a, const struct shown_payee *shown, enum lang lang)
{
    const struct assignment *by = shown->by.assignment;
    struct buf text;
    buf_init(&text, a, REMARK_BYTES_MAX);
    if (by == NULL && day_is(shown->sold_on)) {
        buf_add_c(&text, tr(lang, N_("cédée au factor le")));
        buf_add_char(&text, ' ');
        buf_add_day_lang(&text, shown->sold_on, lang);
    }
    if (by == NULL)
        return buf_str(&text);
    buf_add_c(&text, tr(lang, by->disclosed ? N_("cédée le") : N_("cédée confidentiellement le")));
    buf_add_char(&text, ' ');
    buf_add_day_lang(&text, by->assigned, lang);
    if (shown->by.not_told)
        buf_add_c(&text, tr(lang, N_(", à notifier")));
    else if (shown->differs && shown->payee != NULL) {
        buf_add_c(&text, tr(lang, N_(", à payer à")));
        buf_add_char(&text, ' ');
        buf_add(&text, shown->account != NULL ? shown->account->name : shown->payee->code);
    }
    if (shown->misdirected_minor > 0)
        buf_add_c(&text, tr(lang, N_(", payée au créancier après la notification : ne libère pas "
                                     "le débiteur")));
    return buf_str(&text);
}
