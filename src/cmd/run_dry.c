#include "run_dry.h"

#include "app/open_app.h"
#include "app/rules/try_rules.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"

static struct str account_ref(struct cmd *c, int64_t number)
{
    struct buf out;
    buf_init(&out, &c->arena, 32);
    buf_add_ref(&out, REF_ACCOUNT, number);
    return buf_str(&out);
}

static void changes_json(struct cmd *c, struct json *j, const struct rules_trial *t)
{
    json_array(j, "changes");
    for (size_t i = 0; i < t->change_count; i++) {
        const struct trial_change *change = &t->changes[i];
        json_object(j, NULL);
        json_text(j, "ref", account_ref(c, change->account_number));
        json_text(j, "debtor", change->debtor);
        json_currency(j, "currency", change->open.currency);
        json_amount(j, "amount", change->open);
        json_cstr(j, "before", action_code(change->before));
        json_cstr(j, "after", action_code(change->after));
        json_int(j, "level_before", change->level_before);
        json_int(j, "level_after", change->level_after);
        json_object_end(j);
    }
    json_array_end(j);
}

static void trial_json(struct cmd *c, const struct rules_trial *t)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_null(&j, "run");
    json_bool(&j, "dry_run", true);
    json_int(&j, "accounts", t->accounts);
    json_int(&j, "items", t->items);
    json_int(&j, "actions", t->actions);
    json_int(&j, "queue", t->queue);
    json_int(&j, "blocked", t->blocked);
    json_int(&j, "changed", t->changed);
    json_array(&j, "by_action");
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (t->before[i] == 0 && t->after[i] == 0)
            continue;
        json_object(&j, NULL);
        json_cstr(&j, "action", action_code((enum action)i));
        json_int(&j, "before", t->before[i]);
        json_int(&j, "after", t->after[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    changes_json(c, &j, t);
    json_object_end(&j);
    json_end(&j);
}

static void actions_page(struct cmd *c, const struct rules_trial *t)
{
    struct columns table;
    columns_begin(&table, &c->arena, "lrr");
    columns_text(&table, "");
    columns_text(&table, cmd_tr(c, N_("aujourd’hui")));
    columns_text(&table, cmd_tr(c, N_("avec ces règles")));
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (t->before[i] == 0 && t->after[i] == 0)
            continue;
        columns_text(&table, action_text((enum action)i, c->lang));
        buf_add_int(&table.cell, t->before[i]);
        columns_next(&table);
        buf_add_int(&table.cell, t->after[i]);
        columns_next(&table);
    }
    columns_end(&table, 2, &c->out);
}

static void action_cell(struct cmd *c, struct columns *table, enum action action, int32_t level)
{
    buf_add_c(&table->cell, action_text(action, c->lang));
    if (level > 0) {
        buf_add_c(&table->cell, " (");
        buf_add_int(&table->cell, level);
        buf_add_c(&table->cell, ")");
    }
    columns_next(table);
}

static void changes_page(struct cmd *c, const struct rules_trial *t)
{
    struct columns table;
    buf_add_char(&c->out, '\n');
    buf_add_int(&c->out, t->changed);
    buf_add_c(&c->out, cmd_tr(c, N_(" dossiers changent sur ")));
    buf_add_int(&c->out, t->accounts);
    buf_add_c(&c->out, cmd_tr(c, N_(", rien n’a été écrit.\n")));
    columns_begin(&table, &c->arena, "llrlll");
    for (size_t i = 0; i < t->change_count; i++) {
        const struct trial_change *change = &t->changes[i];
        buf_add_ref(&table.cell, REF_ACCOUNT, change->account_number);
        columns_next(&table);
        buf_add(&table.cell, change->debtor);
        columns_next(&table);
        buf_add_money_fr(&table.cell, change->open);
        columns_next(&table);
        action_cell(c, &table, change->before, change->level_before);
        columns_text(&table, "→");
        action_cell(c, &table, change->after, change->level_after);
    }
    columns_end(&table, 2, &c->out);
}

int run_dry(struct cmd *c)
{
    struct str files[LIMIT_OPTION_COUNT];
    struct rules_paths paths = {.paths = files};
    const struct trial_request request = {.paths = &paths};
    struct rules_trial trial;
    struct app *app = NULL;
    while (cmd_value_at(c, "dry-run", paths.count, &files[paths.count]))
        paths.count++;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = try_rules(app, &c->arena, &request, &trial, &c->err);
    app_close(app);
    if (!ok) {
        struct err ignored = {0};
        (void)rules_report_error(&trial.report, &c->err_file, &ignored);
        return cmd_fail(c);
    }
    if (c->json) {
        trial_json(c, &trial);
        return EXIT_DONE;
    }
    actions_page(c, &trial);
    changes_page(c, &trial);
    return EXIT_DONE;
}
