#include "add_cost.h"

#include "account_items.h"
#include "app/file/show_file.h"
#include "app/statement/statement_terms.h"
#include "base/limits.h"
#include "base/text.h"
#include "hand_entry.h"
#include "store/cost_store.h"

static bool check_request(const struct app *app, const struct add_cost_request *r,
                          enum cost_kind *kind, struct err *err)
{
    if (!cost_kind_parse(r->kind, kind))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "kind", r->kind);
    if (str_trim(r->why).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "why", (struct str){0});
    if (r->why.n > LIMIT_LABEL_BYTES || text_has_control(r->why))
        return err_set_field(err, ERR_TOO_LONG, "why", r->why);
    if (*kind == COST_COMPLEMENT && r->item.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "item", (struct str){0});
    if (day_before(app->today, r->on))
        return err_set(err, ERR_DATE_FUTURE, "date");
    return true;
}

/* What the law says of it, by what is known of the file. */
static bool ask_law(const struct hand_entry *e, const struct file_view *file,
                    const struct walked_item *item, const struct stored_cost *cost, struct err *err)
{
    struct account_terms terms;
    if (!statement_terms_load(e->app, e->arena, file, &terms, err))
        return false;
    const struct cost_case c = {.kind = cost->kind,
                                .on = cost->on,
                                .debtor = statement_debtor_of(file->account.debtor_kind),
                                .judgment_served = terms.judgment_served,
                                .insolvency = terms.insolvency,
                                .due = item != NULL ? item->due : (struct due){.day = DAY_NONE}};
    switch (cost_ask(&c)) {
    case COST_MAY:
        return true;
    case COST_FORBIDDEN:
        return err_set_field(err, ERR_COST_FORBIDDEN, "kind", str_of(cost_kind_code(cost->kind)));
    case COST_NOT_LATE:
        break;
    }
    return err_set_field(err, ERR_COST_NOT_LATE, "item", item->piece);
}

static bool check_news(struct hand_entry *e, const struct stored_cost *cost, struct str amount,
                       struct err *err)
{
    struct stored_costs known;
    if (!costs_of_account(e->app->db, e->arena, e->key, &known, err))
        return false;
    for (size_t i = 0; i < known.count; i++) {
        const struct stored_cost *k = &known.rows[i];
        if (k->stands && k->kind == cost->kind && k->on.n == cost->on.n &&
            k->item_id == cost->item_id && k->amount_minor == cost->amount_minor &&
            str_eq(k->why, cost->why))
            return err_set_field(err, ERR_ALREADY_KNOWN, "amount", amount);
    }
    return true;
}

static bool enter(struct hand_entry *e, const struct add_cost_request *r, enum cost_kind kind,
                  struct added_cost *out, struct err *err)
{
    struct file_view file;
    const struct walked_item *item = NULL;
    struct stored_cost cost = {
        .import_id = e->import_id, .kind = kind, .on = r->on, .why = str_trim(r->why)};
    if (!show_file_within(e->app, e->arena, &r->query, &file, err) ||
        !hand_entry_amount(e, r->amount, &cost.amount_minor, err) ||
        (r->item.n > 0 && !account_item_find(&file.account, r->item, 1, &item, err)) ||
        !ask_law(e, &file, item, &cost, err))
        return false;
    cost.item_id = item != NULL ? item->id : 0;
    if (!check_news(e, &cost, r->amount, err))
        return false;
    cost.id = id_next(e->app->ids);
    *out = (struct added_cost){
        e->account_number, e->import_number, cost.id, kind, {cost.amount_minor, e->currency}};
    return cost_add(e->app->db, e->key, &cost, err);
}

bool add_cost(struct app *app, struct arena *a, const struct add_cost_request *r,
              struct added_cost *out, struct err *err)
{
    struct hand_entry e = {.app = app, .arena = a, .kind = "add_cost"};
    enum cost_kind kind;
    *out = (struct added_cost){0};
    if (!check_request(app, r, &kind, err) || !hand_entry_begin(&e, &r->query, err))
        return false;
    return hand_entry_end(&e, enter(&e, r, kind, out, err), err);
}
