#include "statement_json.h"

#include "app/books/limit_text.h"
#include "app/words/code_text.h"
#include "base/ref.h"

static void item_json(struct json *j, const struct account_statement *s, size_t i)
{
    const struct walked_item *item = &s->file.account.items[i];
    const struct statement_line *line = &s->views.lines[i];
    struct currency currency = s->file.account.currency;
    json_object(j, NULL);
    json_id(j, "id", item->id);
    json_text(j, "number", item->piece);
    json_cstr(j, "kind", item_kind_code(item->kind));
    json_day(j, "on", item->on);
    json_day(j, "due", item->due.day);
    json_cstr(j, "due_source", due_source_code(item->due.source));
    json_amount(j, "amount", (struct money){item->amount_minor, currency});
    json_amount(j, "open", (struct money){line->ledger_minor, currency});
    json_amount(j, "principal", (struct money){line->principal_minor, currency});
    json_int(j, "late_days", line->late_days);
    json_amount(j, "interest", (struct money){line->interest_minor, currency});
    json_amount(j, "indemnity", (struct money){line->indemnity_minor, currency});
    shown_payee_json(j, &s->file.payees.rows[i], currency);
    json_cstr(j, "missing", line->gap == GAP_NONE ? NULL : statement_gap_code(line->gap));
    limit_json(j, "limitation", item_limit_of(&s->file.limits, item->id));
    json_object_end(j);
}

/* The indemnity keeps its currency: an account that is not in euros has two totals. */
static void totals_json(struct json *j, const struct account_statement *s)
{
    struct money indemnity = eur(s->views.indemnity_euro_minor);
    struct currency currency = s->file.account.currency;
    json_array(j, "totals");
    json_object(j, NULL);
    json_currency(j, "currency", currency);
    json_amount(j, "total", (struct money){statement_total(&s->views), currency});
    json_object_end(j);
    json_object(j, NULL);
    json_cstr(j, "currency", "EUR");
    json_amount(j, "indemnity", indemnity);
    json_amount(j, "total", indemnity);
    json_object_end(j);
    json_array_end(j);
}

static void claim_json(struct json *j, const struct account_statement *s)
{
    struct currency currency = s->file.account.currency;
    json_object(j, "claim");
    json_amount(j, "principal", (struct money){s->views.principal_minor, currency});
    json_amount(j, "interest", (struct money){s->views.interest_minor, currency});
    json_amount(j, "indemnity", (struct money){s->views.indemnity_minor, currency});
    json_amount(j, "costs", (struct money){s->views.costs_minor, currency});
    json_amount(j, "total", (struct money){statement_total(&s->views), currency});
    json_bool(j, "complete", s->views.complete);
    if (s->views.indemnity_euro_minor > 0)
        totals_json(j, s);
    json_object_end(j);
    json_array(j, "differences");
    for (int i = 0; i < DIFFERENCE_COUNT; i++) {
        if (s->views.differences[i] == 0)
            continue;
        json_object(j, NULL);
        json_cstr(j, "code", statement_difference_code((enum statement_difference)i));
        json_amount(j, "amount", (struct money){s->views.differences[i], currency});
        json_object_end(j);
    }
    json_array_end(j);
}

void statement_json(struct json *j, struct arena *a, const struct account_statement *s)
{
    struct buf ref;
    struct currency currency = s->file.account.currency;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_ACCOUNT, s->file.account_number);
    json_text(j, "ref", buf_str(&ref));
    json_day(j, "on", s->on);
    json_currency(j, "currency", currency);
    json_object(j, "ledger");
    json_array(j, "items");
    for (size_t i = 0; i < s->file.account.item_count; i++)
        item_json(j, s, i);
    json_array_end(j);
    json_amount(j, "unallocated", (struct money){s->views.ledger_unallocated_minor, currency});
    json_amount(j, "total", (struct money){s->views.ledger_minor, currency});
    json_object_end(j);
    claim_json(j, s);
}
