#include "lines_json.h"

#include "base/ref.h"

static void decision_json(struct json *j, const struct list_lines *lines,
                          const struct listed_account *account)
{
    const struct user *user =
        account->decided ? house_user(&lines->house, account->agent_id) : NULL;
    json_cstr(j, "action", account->decided ? action_code(account->action) : NULL);
    if (account->decided)
        json_int(j, "level", account->level);
    else
        json_null(j, "level");
    json_array(j, "blocks");
    for (int i = 0; account->decided && i < BLOCK_COUNT; i++) {
        if ((account->blocks >> i & 1) != 0)
            json_cstr(j, NULL, block_code((enum block)i));
    }
    json_array_end(j);
    json_day(j, "next_change", account->decided ? account->next_change : DAY_NONE);
    if (user == NULL)
        json_null(j, "agent");
    else
        json_text(j, "agent", user->login);
}

static void row_json(struct json *j, struct arena *a, const struct list_lines *lines,
                     const struct listed_row *row, struct day today)
{
    const struct listed_account *account = row->account;
    const struct creditor *creditor = creditor_by_id(&lines->creditors, account->creditor_id);
    struct currency currency = account->currency;
    struct day due = row->sums.oldest;
    struct buf ref;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_ACCOUNT, account->number);
    json_object(j, NULL);
    json_text(j, "ref", buf_str(&ref));
    json_text(j, "name", account->name);
    json_text(j, "kind", account->debtor_kind);
    json_text(j, "creditor", creditor == NULL ? STR("") : creditor->code);
    json_currency(j, "currency", currency);
    json_amount(j, "balance", (struct money){row->sums.balance_minor, currency});
    json_amount(j, "overdue", (struct money){row->sums.overdue_minor, currency});
    json_amount(j, "unallocated", (struct money){row->sums.credit_minor, currency});
    json_int(j, "items", row->sums.items);
    json_day(j, "oldest_due", due);
    json_int(j, "oldest_days", day_is(due) && due.n < today.n ? today.n - due.n : 0);
    decision_json(j, lines, account);
    json_object_end(j);
}

void listed_files_json(struct json *j, struct arena *a, const struct list_lines *lines,
                       struct day today)
{
    json_array(j, "files");
    for (size_t i = 0; i < lines->count; i++)
        row_json(j, a, lines, &lines->rows[i], today);
    json_array_end(j);
    json_text_or_null(j, "next", lines->after);
    json_int(j, "total", lines->total.count);
    json_bool(j, "total_is_whole", lines->total.whole);
}
