#include "found_json.h"

#include "base/ref.h"

static void json_ref(struct json *j, struct arena *a, const char *key, enum ref_kind kind,
                     int64_t number)
{
    struct buf ref;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, kind, number);
    json_text(j, key, buf_str(&ref));
}

static const char *by_code(enum look_up_by by)
{
    static const char *const codes[] = {
        [LOOK_UP_BY_NAME] = "name",       [LOOK_UP_BY_DEBTOR_REF] = "ref",
        [LOOK_UP_BY_FACT] = "fact",       [LOOK_UP_BY_NUMBER] = "number",
        [LOOK_UP_BY_ACCOUNT_REF] = "ref",
    };
    return codes[by];
}

static void account_json(struct json *j, struct arena *a, const struct found_account *f)
{
    json_object(j, NULL);
    json_ref(j, a, "ref", REF_ACCOUNT, f->account_number);
    json_ref(j, a, "debtor", REF_DEBTOR, f->debtor_number);
    json_text(j, "name", f->name);
    json_text(j, "creditor", f->creditor);
    json_text(j, "number", f->ledger_number);
    json_currency(j, "currency", f->currency);
    json_amount(j, "open", (struct money){f->open_minor, f->currency});
    json_cstr(j, "by", f->by == LOOK_UP_BY_FACT ? arena_cstr(a, f->kind) : by_code(f->by));
    json_int(j, "score", f->score);
    json_object_end(j);
}

static void item_json(struct json *j, struct arena *a, const struct found_item *f)
{
    json_object(j, NULL);
    json_id(j, "id", f->item_id);
    json_text(j, "number", f->piece);
    json_cstr(j, "kind", item_kind_code(f->kind));
    json_ref(j, a, "ref", REF_ACCOUNT, f->account_number);
    json_text(j, "name", f->name);
    json_text(j, "creditor", f->creditor);
    json_currency(j, "currency", f->currency);
    json_day(j, "due", f->due);
    json_amount(j, "amount", (struct money){f->amount_minor, f->currency});
    json_amount(j, "open", (struct money){f->open_minor, f->currency});
    json_cstr(j, "by", f->by_amount ? "amount" : "number");
    json_int(j, "score", f->score);
    json_object_end(j);
}

void found_json(struct json *j, struct arena *a, const struct looked_up *found)
{
    json_array(j, "matches");
    for (size_t i = 0; i < found->account_count; i++)
        account_json(j, a, &found->accounts[i]);
    json_array_end(j);
    json_array(j, "items");
    for (size_t i = 0; i < found->item_count; i++)
        item_json(j, a, &found->items[i]);
    json_array_end(j);
    json_array(j, "documents");
    for (size_t i = 0; i < found->document_count; i++) {
        json_object(j, NULL);
        json_ref(j, a, "document", REF_DOCUMENT, found->documents[i].number);
        json_text(j, "file", found->documents[i].file);
        json_cstr(j, "kind", document_kind_code(found->documents[i].kind));
        json_ref(j, a, "ref", REF_ACCOUNT, found->documents[i].account_number);
        json_object_end(j);
    }
    json_array_end(j);
    json_bool(j, "more", found->more);
}
