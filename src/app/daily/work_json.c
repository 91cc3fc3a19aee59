#include "work_json.h"

#include "app/books/limit_text.h"
#include "app/words/code_text.h"
#include "base/ref.h"

static struct str account_ref(struct arena *a, int64_t number)
{
    struct buf ref;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_ACCOUNT, number);
    return buf_str(&ref);
}

static void reasons_json(struct json *j, struct arena *a, const struct work_reason *reasons,
                         size_t count, struct currency currency)
{
    struct buf text;
    buf_init(&text, a, LIMIT_FIELD_BYTES);
    json_array(j, "reasons");
    for (size_t i = 0; i < count; i++) {
        buf_clear(&text);
        reason_text(&reasons[i], currency, LANG_FR, &text);
        json_object(j, NULL);
        json_cstr(j, "code", reason_code(reasons[i].code));
        json_text(j, "text", buf_str(&text));
        json_object_end(j);
    }
    json_array_end(j);
}

static void row_json(struct json *j, struct arena *a, const struct work_row *row)
{
    json_object(j, NULL);
    json_int(j, "rank", row->rank);
    json_text(j, "ref", account_ref(a, row->account_number));
    json_text(j, "debtor", row->debtor);
    json_text(j, "creditor", row->creditor);
    json_amount(j, "amount", row->net_overdue);
    json_currency(j, "currency", row->net_overdue.currency);
    json_int(j, "oldest_days", row->oldest_days);
    json_cstr(j, "action", action_code(row->action));
    reasons_json(j, a, row->reasons, row->reason_count, row->net_overdue.currency);
    if (row->phone.p == NULL)
        json_null(j, "phone");
    else
        json_text(j, "phone", row->phone);
    if (row->propensity_ppm == 0)
        json_null(j, "propensity_permil");
    else
        json_int(j, "propensity_permil", (row->propensity_ppm + 500) / 1000);
    json_text_or_null(j, "agent", row->agent);
    json_object_end(j);
}

/* The share of the extra cash that the files shown are expected to bring. */
static void top_json(struct json *j, const struct work_list *list)
{
    const struct work_top *top = &list->top;
    if (top->percent == 0)
        return;
    json_object(j, "top");
    json_int(j, "percent", top->percent);
    json_int(j, "files", (int64_t)list->row_count);
    if (top->whole_count == 0) {
        json_null(j, "currency");
    } else {
        json_currency(j, "currency", top->whole.currency);
        json_amount(j, "covered", top->covered);
        json_amount(j, "whole", top->whole);
    }
    json_object_end(j);
}

void work_list_json(struct json *j, struct arena *a, const struct work_span *shown)
{
    const struct work_list *list = shown->list;
    bool share = list->top.percent > 0;
    json_day(j, "on", shown->on);
    json_int(j, "total", share ? (int64_t)list->top.whole_count : list->work_count);
    json_int(j, "blocked", list->action_count[ACTION_NONE]);
    top_json(j, list);
    json_array(j, "items");
    for (size_t i = shown->from; i < shown->from + shown->count; i++)
        row_json(j, a, &list->rows[i]);
    json_array_end(j);
}

/* ---- one file ---- */

static void block_json(struct json *j, const struct gate_block *block)
{
    const char *article = block_article(block->code);
    json_cstr(j, "code", block_code(block->code));
    json_cstr(j, "article", article[0] == '\0' ? NULL : article);
    json_cstr(j, "scope", gate_scope_code(block->scope));
    json_day(j, "until", block->until);
}

static void blocks_json(struct json *j, const struct gate_block *blocks, size_t count)
{
    json_array(j, "blocks");
    for (size_t i = 0; i < count; i++) {
        json_object(j, NULL);
        block_json(j, &blocks[i]);
        json_object_end(j);
    }
    json_array_end(j);
}

static void work_json(struct json *j, struct arena *a, const struct file_view *file)
{
    const struct file_work *work = &file->work;
    json_cstr(j, "action", action_code(work->action));
    json_int(j, "level", work->level);
    reasons_json(j, a, work->reasons, work->reason_count, file->account.currency);
    if (work->why_not.code == BLOCK_COUNT) {
        json_null(j, "why_not");
    } else {
        json_object(j, "why_not");
        block_json(j, &work->why_not);
        json_object_end(j);
    }
    json_day(j, "next_change", work->next_change);
}

void why_json(struct json *j, struct arena *a, const struct file_view *file)
{
    const struct gate_answer *gate = &file->gate;
    json_text(j, "ref", account_ref(a, file->account_number));
    json_currency(j, "currency", file->account.currency);
    json_object(j, "contact");
    json_bool(j, "allowed", gate->contact_allowed);
    blocks_json(j, gate->blocks, gate->block_count);
    json_object_end(j);
    json_array(j, "items");
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        const struct item_answer *answer = &gate->items[i];
        json_object(j, NULL);
        json_id(j, "id", item->id);
        json_text(j, "number", item->piece);
        json_bool(j, "raisable", answer->raisable);
        json_amount(j, "raisable_amount",
                    (struct money){answer->raisable_minor, file->account.currency});
        blocks_json(j, answer->blocks, answer->block_count);
        limit_json(j, "limitation", item_limit_of(&file->limits, item->id));
        json_object_end(j);
    }
    json_array_end(j);
    work_json(j, a, file);
}
