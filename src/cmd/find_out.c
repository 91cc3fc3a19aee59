#include "find_out.h"

#include "app/code_text.h"
#include "app/look_up.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "columns.h"

enum { FIND_LIMIT_DEFAULT = 20 };

static void json_ref(struct cmd *c, struct json *j, const char *key, enum ref_kind kind,
                     int64_t number)
{
    struct buf ref;
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, kind, number);
    json_text(j, key, buf_str(&ref));
}

static void json_currency(struct json *j, struct currency currency)
{
    char code[4];
    currency_text(currency, code);
    json_cstr(j, "currency", code);
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

static void account_json(struct cmd *c, struct json *j, const struct found_account *f)
{
    json_object(j, NULL);
    json_ref(c, j, "ref", REF_ACCOUNT, f->account_number);
    json_ref(c, j, "debtor", REF_DEBTOR, f->debtor_number);
    json_text(j, "name", f->name);
    json_text(j, "creditor", f->creditor);
    json_text(j, "number", f->ledger_number);
    json_currency(j, f->currency);
    json_amount(j, "open", (struct money){f->open_minor, f->currency});
    json_cstr(j, "by", f->by == LOOK_UP_BY_FACT ? arena_cstr(&c->arena, f->kind) : by_code(f->by));
    json_int(j, "score", f->score);
    json_object_end(j);
}

static void item_json(struct cmd *c, struct json *j, const struct found_item *f)
{
    json_object(j, NULL);
    json_id(j, "id", f->item_id);
    json_text(j, "number", f->piece);
    json_cstr(j, "kind", item_kind_code(f->kind));
    json_ref(c, j, "ref", REF_ACCOUNT, f->account_number);
    json_text(j, "name", f->name);
    json_text(j, "creditor", f->creditor);
    json_currency(j, f->currency);
    json_day(j, "due", f->due);
    json_amount(j, "amount", (struct money){f->amount_minor, f->currency});
    json_amount(j, "open", (struct money){f->open_minor, f->currency});
    json_cstr(j, "by", f->by_amount ? "amount" : "number");
    json_int(j, "score", f->score);
    json_object_end(j);
}

static void found_json(struct cmd *c, const struct looked_up *found)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "matches");
    for (size_t i = 0; i < found->account_count; i++)
        account_json(c, &j, &found->accounts[i]);
    json_array_end(&j);
    json_array(&j, "items");
    for (size_t i = 0; i < found->item_count; i++)
        item_json(c, &j, &found->items[i]);
    json_array_end(&j);
    json_array(&j, "documents");
    for (size_t i = 0; i < found->document_count; i++) {
        json_object(&j, NULL);
        json_ref(c, &j, "document", REF_DOCUMENT, found->documents[i].number);
        json_text(&j, "file", found->documents[i].file);
        json_cstr(&j, "kind", document_kind_code(found->documents[i].kind));
        json_ref(c, &j, "ref", REF_ACCOUNT, found->documents[i].account_number);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_bool(&j, "more", found->more);
    json_object_end(&j);
    json_end(&j);
}

static void accounts_page(struct cmd *c, const struct looked_up *found)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llllr");
    for (size_t i = 0; i < found->account_count; i++) {
        const struct found_account *f = &found->accounts[i];
        buf_add_ref(&t.cell, REF_ACCOUNT, f->account_number);
        columns_next(&t);
        buf_add(&t.cell, f->name);
        columns_next(&t);
        buf_add(&t.cell, f->creditor);
        columns_next(&t);
        buf_add(&t.cell, f->ledger_number);
        columns_next(&t);
        buf_add_money_fr(&t.cell, (struct money){f->open_minor, f->currency});
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static void items_page(struct cmd *c, const struct looked_up *found)
{
    struct columns t;
    if (found->item_count == 0)
        return;
    columns_begin(&t, &c->arena, "llllrr");
    for (size_t i = 0; i < found->item_count; i++) {
        const struct found_item *f = &found->items[i];
        buf_add_ref(&t.cell, REF_ACCOUNT, f->account_number);
        columns_next(&t);
        buf_add(&t.cell, f->name);
        columns_next(&t);
        buf_add(&t.cell, f->piece);
        columns_next(&t);
        columns_text(&t, item_kind_text(f->kind, c->lang));
        buf_add_money_fr(&t.cell, (struct money){f->amount_minor, f->currency});
        columns_next(&t);
        buf_add_money_fr(&t.cell, (struct money){f->open_minor, f->currency});
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static void documents_page(struct cmd *c, const struct looked_up *found)
{
    struct columns t;
    if (found->document_count == 0)
        return;
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < found->document_count; i++) {
        const struct found_document *f = &found->documents[i];
        buf_add_ref(&t.cell, REF_DOCUMENT, f->number);
        columns_next(&t);
        buf_add(&t.cell, f->name);
        columns_next(&t);
        buf_add(&t.cell, f->file);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

int find_out(struct cmd *c, struct app *app)
{
    struct look_up_query query = {.text = cmd_value(c, "find")};
    struct looked_up found;
    int64_t limit = FIND_LIMIT_DEFAULT;
    if (!cmd_int(c, "limit", &limit))
        return cmd_fail(c);
    query.limit = limit < 0 ? 0 : limit < LIMIT_PAGE_ROWS ? (size_t)limit : LIMIT_PAGE_ROWS;
    if (!look_up(app, &c->arena, &query, &found, &c->err))
        return cmd_fail(c);
    if (c->json) {
        found_json(c, &found);
        return EXIT_DONE;
    }
    accounts_page(c, &found);
    items_page(c, &found);
    documents_page(c, &found);
    return EXIT_DONE;
}
