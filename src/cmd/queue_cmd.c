/* relance queue, relance why. */
#include "app/books/limit_text.h"
#include "app/daily/list_work.h"
#include "app/daily/work_json.h"
#include "app/daily/work_table.h"
#include "app/file/show_file.h"
#include "app/open_app.h"
#include "app/words/code_text.h"
#include "base/json.h"
#include "base/moment.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"
#include "table_out.h"

enum { QUEUE_LIMIT_DEFAULT = 50 };

/* ---- queue ---- */

static void queue_page(struct cmd *c, const struct work_list *list, size_t count)
{
    struct columns t;
    columns_begin(&t, &c->arena, "rllrrll");
    columns_text(&t, "");
    columns_text(&t, cmd_tr(c, N_("dossier")));
    columns_text(&t, cmd_tr(c, N_("débiteur")));
    columns_text(&t, cmd_tr(c, N_("échu net")));
    columns_text(&t, cmd_tr(c, N_("jours")));
    columns_text(&t, cmd_tr(c, N_("action")));
    columns_text(&t, cmd_tr(c, N_("téléphone")));
    for (size_t i = 0; i < count; i++) {
        const struct work_row *row = &list->rows[i];
        buf_add_int(&t.cell, row->rank);
        columns_next(&t);
        buf_add_ref(&t.cell, REF_ACCOUNT, row->account_number);
        columns_next(&t);
        buf_add(&t.cell, str_cut_utf8(row->debtor, 36));
        columns_next(&t);
        buf_add_money_fr(&t.cell, row->net_overdue);
        columns_next(&t);
        buf_add_int(&t.cell, row->oldest_days);
        columns_next(&t);
        columns_text(&t, action_text(row->action, c->lang));
        buf_add(&t.cell, row->phone);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static void top_line(struct cmd *c, const struct work_top *top)
{
    if (top->percent == 0 || top->whole_count == 0)
        return;
    buf_add_c(&c->out, "\n");
    buf_add_c(&c->out, cmd_tr(c, N_("Gain attendu de ces appels :")));
    buf_add_char(&c->out, ' ');
    buf_add_money_fr(&c->out, top->covered);
    buf_add_c(&c->out, cmd_tr(c, N_(" sur ")));
    buf_add_money_fr(&c->out, top->whole);
    buf_add_char(&c->out, '\n');
}

static int save_queue(struct cmd *c, const struct work_list *list, size_t count, struct str path)
{
    struct table_view tables[2];
    const struct work_row **rows = ARENA_ARRAY(&c->arena, count, const struct work_row *);
    for (size_t i = 0; i < count; i++)
        rows[i] = &list->rows[i];
    struct table_reader reader = {c->lang, c->today};
    work_tables(tables, &c->arena, &(struct work_rows){rows, count}, list, &reader);
    return table_out(c, tables, 2, path);
}

static int run_queue(struct cmd *c)
{
    struct work_query query = {.creditor = cmd_value(c, "creditor"),
                               .agent = cmd_value(c, "agent")};
    struct work_list list;
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    int64_t top = 0;
    int64_t limit = path.p == NULL && !cmd_has(c, "top") ? QUEUE_LIMIT_DEFAULT : INT64_MAX;
    if (!cmd_int(c, "limit", &limit) || !cmd_int(c, "top", &top))
        return cmd_fail(c);
    if (top < 0 || top > 100 || (top == 0 && cmd_has(c, "top"))) {
        (void)err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "top", cmd_value(c, "top"));
        return cmd_fail(c);
    }
    query.top_percent = (int32_t)top;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    query.show = (size_t)limit;
    query.explain = c->json || path.p != NULL ? (size_t)limit : 0;
    query.blocked_most = path.p == NULL ? 1 : 0;
    bool ok = list_work(app, &c->arena, &query, &list, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    size_t count = list.row_count < (size_t)limit ? list.row_count : (size_t)limit;
    if (path.p != NULL)
        return save_queue(c, &list, count, path);
    if (!c->json) {
        queue_page(c, &list, count);
        top_line(c, &list.top);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    work_list_json(&j, &c->arena, &(struct work_span){&list, 0, count, c->today});
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static const struct cmd_option queue_options[] = {
    {"limit", "N", 0, N_("au plus N dossiers (50 d’office)")},
    {"agent", "LOGIN", 0, N_("la liste de cet agent : ses dossiers, ceux qu’il remplace, sa part")},
    {"creditor", "CODE", 0, N_("ce créancier seulement")},
    {"top", "P", 0, N_("les premiers dossiers qui font P % du gain attendu des appels")},
    {"out", "FICHIER", 0,
     N_("écrit toute la liste dans ce fichier, .xlsx ou .csv (.xlsx : aussi les dossiers en "
        "attente)")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_queue = {
    .name = "queue",
    .arguments = "",
    .options = queue_options,
    .summary = N_("la liste du jour : qui appeler, et pourquoi"),
    .run = run_queue,
};

/* ---- why ---- */

static void why_head(struct cmd *c, const struct file_view *file)
{
    const struct gate_answer *gate = &file->gate;
    buf_add_ref(&c->out, REF_ACCOUNT, file->account_number);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, file->account.name);
    buf_add_c(&c->out, "\n");
    buf_add_c(&c->out, action_text(file->work.action, c->lang));
    const char *between = " : ";
    if (file_waits(file)) {
        buf_add_c(&c->out, between);
        buf_add_c(&c->out, block_text(file->work.why_not.code, c->lang));
        between = ", ";
    }
    for (size_t i = 0; i < gate->block_count; i++) {
        buf_add_c(&c->out, between);
        buf_add_c(&c->out, block_text(gate->blocks[i].code, c->lang));
        between = ", ";
    }
    buf_add_c(&c->out, "\n");
    for (size_t i = 0; i < file->work.reason_count; i++) {
        buf_add_c(&c->out, i == 0 ? "" : ", ");
        reason_text(&file->work.reasons[i], file->account.currency, c->lang, &c->out);
    }
    buf_add_c(&c->out, file->work.reason_count > 0 ? "\n\n" : "\n");
}

static void why_limits(struct cmd *c, const struct file_view *file)
{
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        const struct item_limit *limit = item_limit_of(&file->limits, item->id);
        if (limit == NULL || !limit_is_told(limit, c->today))
            continue;
        buf_add(&c->out, item->piece);
        buf_add_c(&c->out, " : ");
        limit_text(limit, c->lang, &c->out);
        buf_add_char(&c->out, '\n');
    }
}

static void why_page(struct cmd *c, const struct file_view *file)
{
    struct columns t;
    why_head(c, file);
    columns_begin(&t, &c->arena, "lllrl");
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        const struct item_answer *answer = &file->gate.items[i];
        if (item->open_minor == 0)
            continue;
        buf_add(&t.cell, item->piece);
        columns_next(&t);
        columns_text(&t, item_kind_text(item->kind, c->lang));
        buf_add_day_fr(&t.cell, item->due.day);
        columns_next(&t);
        buf_add_money_fr(&t.cell, (struct money){item->open_minor, file->account.currency});
        columns_next(&t);
        columns_text(&t, answer->raisable ? cmd_tr(c, N_("à réclamer"))
                                          : block_text(answer->blocks[0].code, c->lang));
    }
    columns_end(&t, 2, &c->out);
    why_limits(c, file);
}

/* --channel, --at: a way and a time, when one of them is said. */
static bool read_wish(struct cmd *c, struct contact_asked *out)
{
    struct str channel = cmd_value(c, "channel");
    *out = (struct contact_asked){.channel = GATE_CHANNEL_PHONE, .timed = cmd_has(c, "at")};
    if (cmd_has(c, "channel")) {
        int code = 0;
        while (code < GATE_CHANNEL_COUNT &&
               !str_is(channel, gate_channel_code((enum gate_channel)code)))
            code++;
        if (code == GATE_CHANNEL_COUNT)
            return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "channel", channel);
        out->channel = (enum gate_channel)code;
    }
    if (!out->timed)
        return true;
    if (!moment_parse(cmd_value(c, "at"), &out->at, &c->err))
        return false;
    return out->at.minute != MOMENT_NO_MINUTE ||
           err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "at", cmd_value(c, "at"));
}

static bool show_why(struct cmd *c, struct app *app, struct file_view *file)
{
    struct file_query query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")};
    struct contact_asked asked;
    if (!cmd_has(c, "channel") && !cmd_has(c, "at"))
        return show_file(app, &c->arena, &query, file, &c->err);
    if (!read_wish(c, &asked) || !ask_contact(app, &c->arena, &query, &asked, &c->err))
        return false;
    *file = asked.file;
    file->gate = asked.gate;
    return true;
}

static int run_why(struct cmd *c)
{
    struct file_view file;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = show_why(c, app, &file);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (!c->json) {
        why_page(c, &file);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    why_json(&j, &c->arena, &file);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static const struct cmd_option why_options[] = {
    {"channel", "CODE", 0, N_("et par cette voie : phone, sms, email ou letter")},
    {"at", "T", 0,
     N_("et à ce moment : 2026-11-23T19:30 (heure de Paris) ; les heures et les jours fériés sont "
        "ceux du débiteur")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_why = {
    .name = "why",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = why_options,
    .summary = N_("pourquoi ce dossier est à appeler aujourd’hui, ou pourquoi non"),
    .run = run_why,
};
