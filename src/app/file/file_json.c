#include "file_json.h"

#include "app/acts/objects_json.h"
#include "base/ref.h"

void file_items_json(struct json *j, const struct file_view *file)
{
    json_array(j, "items");
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        json_object(j, NULL);
        json_id(j, "id", item->id);
        json_text(j, "number", item->piece);
        json_cstr(j, "kind", item_kind_code(item->kind));
        json_day(j, "on", item->on);
        json_day(j, "issued", item->issued);
        json_day(j, "due", item->due.day);
        json_cstr(j, "due_source", due_source_code(item->due.source));
        json_amount(j, "amount", (struct money){item->amount_minor, file->account.currency});
        json_amount(j, "open", (struct money){item->open_minor, file->account.currency});
        shown_payee_json(j, &file->payees.rows[i], file->account.currency);
        json_object_end(j);
    }
    json_array_end(j);
}

static void facts_json(struct json *j, struct arena *a, const struct file_view *file)
{
    json_array(j, "facts");
    for (size_t i = 0; i < file->fact_count; i++) {
        const struct file_fact *f = &file->facts[i];
        json_object(j, NULL);
        json_text(j, "kind", f->kind);
        json_text(j, "value", f->value);
        json_day(j, "on", f->on);
        json_text(j, "import", ref_str(a, REF_IMPORT, f->import_number));
        json_text(j, "source", f->source);
        json_object_end(j);
    }
    json_array_end(j);
}

static struct objects_view objects_of(const struct file_view *file)
{
    return (struct objects_view){&file->account, file->creditor_code, file->creditor_name,
                                 &file->objects, file->events};
}

static void objects_json(struct json *j, const struct file_view *file)
{
    struct objects_view view = objects_of(file);
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        json_array(j, object_list_key((enum object_kind)kind));
        for (size_t i = 0; i < object_count(&file->objects.stored, (enum object_kind)kind); i++) {
            json_object(j, NULL);
            object_json(j, &view, (enum object_kind)kind, i);
            json_object_end(j);
        }
        json_array_end(j);
    }
}

static void agent_json(struct json *j, const struct file_agent *agent)
{
    json_text_or_null(j, "team", agent->team);
    json_text_or_null(j, "on_list_of", agent->on_list_of);
    if (agent->login.n == 0) {
        json_null(j, "agent");
        return;
    }
    json_object(j, "agent");
    json_text(j, "login", agent->login);
    json_text(j, "name", agent->name);
    json_bool(j, "absent", agent->absent);
    json_text_or_null(j, "covered_by", agent->covered_by);
    json_object_end(j);
}

void file_json(struct json *j, struct arena *a, const struct account_statement *s)
{
    const struct file_view *file = &s->file;
    struct currency currency = file->account.currency;
    json_text(j, "ref", ref_str(a, REF_ACCOUNT, file->account_number));
    json_text(j, "debtor", ref_str(a, REF_DEBTOR, file->debtor_number));
    json_text(j, "name", file->account.name);
    json_text(j, "kind", file->account.debtor_kind);
    json_text(j, "creditor", file->creditor_code);
    json_text(j, "capacity", file->account.capacity);
    json_text(j, "number", file->account.ledger_number);
    json_currency(j, "currency", currency);
    json_amount(j, "open", (struct money){file->gate.open_minor, currency});
    json_amount(j, "overdue", (struct money){file->gate.overdue_minor, currency});
    json_amount(j, "unallocated", (struct money){file->gate.unallocated_minor, currency});
    json_amount(j, "balance", (struct money){file->ledger_minor, currency});
    json_amount(j, "asked", (struct money){s->asked_minor, currency});
    json_cstr(j, "stage", account_stage_code(s->stage.stage));
    json_cstr(j, "penalty", penalty_policy_code(s->policy.penalty));
    json_cstr(j, "action", action_code(file->work.action));
    agent_json(j, &file->agent);
    file_payee_json(j, &file->payees);
    file_items_json(j, file);
    facts_json(j, a, file);
    objects_json(j, file);
}
