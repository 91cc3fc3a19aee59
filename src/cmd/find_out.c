#include "find_out.h"

#include "app/search/found_json.h"
#include "app/search/look_up.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "columns.h"

enum { FIND_LIMIT_DEFAULT = 20 };

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
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        found_json(&j, &c->arena, &found);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    accounts_page(c, &found);
    items_page(c, &found);
    documents_page(c, &found);
    return EXIT_DONE;
}
