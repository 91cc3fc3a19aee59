/* Ma journée: the list of the day, the files that wait, and the selected file at its side. */
#include "app/daily/work_table.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "day_progress.h"
#include "gen/views.h"
#include "lists_form.h"
#include "web/pages.h"
#include "web/parts/act_form.h"
#include "web/parts/describe_place.h"
#include "web/parts/download.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"
#include "web/parts/shell.h"
#include "web/server/session.h"

enum { DAY_ROWS = 20, BLOCKED_ROWS = 5, FIGURES_MAX = 4, TOP_ALL = 100 };
enum { DAY_PLACES = 5000 }; /* what reading all of a long list costs is seen on every page */

#define ALL_LISTS "all"

/* What the address asks for. */
struct asked {
    int64_t after;       /* rows behind this place of the (filtered) list */
    int64_t blocked;     /* all blocked files, not the first few */
    enum action action;  /* only these; ACTION_COUNT: all */
    struct str selected; /* C-…, or empty: the first row */
    struct str agent;    /* login, "all", or empty: as the person's roles want it */
    int64_t broken;      /* 1: only broken promises */
    int64_t top;         /* share of the extra cash, in percent; 0: all */
};

struct day_list {
    struct request *r;
    struct asked asked;
    struct work_list list;
    struct work_row **rows; /* after filtering */
    size_t row_count;
    struct str csrf;
};

static struct asked read_asked(const struct request *r)
{
    struct asked asked = {.after = http_field_int(&r->query, "after", 0),
                          .blocked = http_field_int(&r->query, "blocked", 0),
                          .action = ACTION_COUNT,
                          .selected = http_field(&r->query, "row"),
                          .agent = http_field(&r->query, "agent"),
                          .broken = http_field_int(&r->query, "broken", 0) != 0,
                          .top = http_field_int(&r->query, "top", 0)};
    struct str action = http_field(&r->query, "action");
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (str_is(action, action_code((enum action)i)))
            asked.action = (enum action)i;
    }
    if (asked.top < 1 || asked.top >= TOP_ALL)
        asked.top = 0;
    return asked;
}

/* An agent begins with his own list, who leads agents with everybody's. */
static struct str agent_of(const struct day_list *d)
{
    const struct user *user = &d->r->user;
    if (d->asked.agent.n == 0)
        return list_work_is_own(user) ? user->login : STR("");
    return str_is(d->asked.agent, ALL_LISTS) ? STR("") : d->asked.agent;
}

static bool wanted(const struct asked *asked, const struct work_row *row)
{
    if (asked->broken != 0)
        return row->broken;
    return asked->action == ACTION_COUNT || row->action == asked->action;
}

static void filter(struct day_list *d)
{
    d->rows = ARENA_ARRAY(d->r->arena, d->list.row_count, struct work_row *);
    for (size_t i = 0; i < d->list.row_count; i++) {
        if (wanted(&d->asked, &d->list.rows[i]))
            d->rows[d->row_count++] = &d->list.rows[i];
    }
    if (d->asked.after >= (int64_t)d->row_count)
        d->asked.after = 0;
}

static struct str list_link(const struct day_list *d, const char *path, struct asked asked)
{
    struct link l;
    link_begin(&l, d->r->arena, path);
    if (asked.action != ACTION_COUNT)
        link_text(&l, "action", str_of(action_code(asked.action)));
    link_int(&l, "after", asked.after);
    link_int(&l, "blocked", asked.blocked);
    link_text(&l, "row", asked.selected);
    if (d->asked.agent.n > 0)
        link_text(&l, "agent", d->asked.agent);
    link_int(&l, "top", d->asked.top);
    link_int(&l, "broken", asked.broken);
    return link_end(&l);
}

/* The address of this list with one thing changed. */
static struct str day_link(const struct day_list *d, struct asked asked)
{
    return list_link(d, "/day", asked);
}

static struct str file_link(struct request *r, struct str ref)
{
    struct buf b;
    buf_init(&b, r->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&b, "/files/");
    buf_add(&b, ref);
    return buf_str(&b);
}

/* ---- the list ---- */

static void fill_row(const struct day_list *d, const struct work_row *row, struct v_day_rows *out)
{
    struct request *r = d->r;
    struct place_words words = describe_place(r, row);
    struct asked select = d->asked;
    select.selected = format_ref(r->arena, REF_ACCOUNT, row->account_number);
    *out = (struct v_day_rows){
        .rank = row->rank,
        .ref = select.selected,
        .href = file_link(r, select.selected),
        .select = day_link(d, select),
        .selected = str_eq(select.selected, d->asked.selected),
        .debtor = row->debtor,
        .creditor = row->creditor,
        .tone = words.tag.tone,
        .tag = words.tag.text,
        .why = words.why,
        .amount = format_money(r->arena, row->net_overdue, r->lang),
        .value = words.value,
        .phone_text = format_phone(r->arena, row->phone),
    };
    if (describe_calls(row->action) && row->phone.p != NULL)
        out->phone_href = format_phone_href(r->arena, row->phone);
}

/* Files with this action, ACTION_COUNT: with any; more than the list has places for, perhaps. */
static int64_t count_of(const struct day_list *d, enum action action)
{
    return action == ACTION_COUNT ? d->list.work_count : d->list.action_count[action];
}

static bool fill_rows(struct day_list *d, struct v_day *view, struct err *err)
{
    struct request *r = d->r;
    size_t from = (size_t)d->asked.after;
    size_t to = from + DAY_ROWS < d->row_count ? from + DAY_ROWS : d->row_count;
    struct v_day_rows *rows = ARENA_ARRAY(r->arena, to - from, struct v_day_rows);
    if (!list_work_show(r->app, r->arena, &d->rows[from], to - from, err) ||
        !list_work_explain(r->app, r->arena, &d->rows[from], to - from, err))
        return false;
    if (d->asked.selected.n == 0 && to > from)
        d->asked.selected = format_ref(r->arena, REF_ACCOUNT, d->rows[from]->account_number);
    for (size_t i = from; i < to; i++)
        fill_row(d, d->rows[i], &rows[i - from]);
    view->rows = rows;
    view->rows_count = to - from;
    struct asked other = d->asked;
    other.selected = STR("");
    if (to < d->row_count) {
        size_t rest = d->row_count - to;
        other.after = (int64_t)to;
        view->more = day_link(d, other);
        view->more_text =
            format_text(r->arena,
                        format_plural(r->lang, (int64_t)rest, N_("Voir le dossier suivant"),
                                      N_("Voir la suite : encore %1 dossiers")),
                        (const struct str[]){format_count(r->arena, (int64_t)rest, r->lang)}, 1);
    }
    if (from > 0) {
        other.after = 0;
        view->less = day_link(d, other);
    }
    return true;
}

static int64_t broken_count(const struct day_list *d)
{
    int64_t count = 0;
    for (size_t i = 0; i < d->list.row_count; i++)
        count += d->list.rows[i].broken;
    return count;
}

static void fill_filters(struct day_list *d, struct v_day *view)
{
    static const struct {
        enum action action;
        int64_t broken;
        const char *text;
    } offered[] = {{ACTION_COUNT, 0, N_("Tous")},
                   {ACTION_COUNT, 1, N_("Promesses")},
                   {ACTION_CALL, 0, N_("À appeler")},
                   {ACTION_PRE_DUE_CALL, 0, N_("Avant échéance")},
                   {ACTION_FIND_NUMBER, 0, N_("Sans numéro")},
                   {ACTION_CONFIRM_TERMS, 0, N_("Conditions")},
                   {ACTION_MATCH_CREDITS, 0, N_("À pointer")}};
    struct v_day_filters *out = ARENA_ARRAY(d->r->arena, COUNT_OF(offered), struct v_day_filters);
    for (size_t i = 0; i < COUNT_OF(offered); i++) {
        struct asked asked = {.action = offered[i].action, .broken = offered[i].broken};
        int64_t count = offered[i].broken != 0 ? broken_count(d) : count_of(d, offered[i].action);
        if (count == 0)
            continue;
        struct str args[] = {str_of(tr(d->r->lang, offered[i].text)),
                             format_count(d->r->arena, count, d->r->lang)};
        out[view->filters_count++] = (struct v_day_filters){
            .text = format_text(d->r->arena, "%1 %2", args, 2),
            .href = day_link(d, asked),
            .on = asked.action == d->asked.action && asked.broken == d->asked.broken};
    }
    view->filters = out;
}

static bool fill_blocked(struct day_list *d, struct v_day *view, struct err *err)
{
    struct request *r = d->r;
    size_t limit = d->asked.blocked != 0 ? LIMIT_PAGE_ROWS : BLOCKED_ROWS;
    size_t count = d->list.blocked_count < limit ? d->list.blocked_count : limit;
    struct v_day_blocked *rows = ARENA_ARRAY(r->arena, count, struct v_day_blocked);
    struct work_row **blocked = ARENA_ARRAY(r->arena, count, struct work_row *);
    for (size_t i = 0; i < count; i++)
        blocked[i] = &d->list.blocked[i];
    if (!list_work_show(r->app, r->arena, blocked, count, err) ||
        !list_work_explain(r->app, r->arena, blocked, count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct work_row *row = &d->list.blocked[i];
        struct str ref = format_ref(r->arena, REF_ACCOUNT, row->account_number);
        rows[i] = (struct v_day_blocked){.href = file_link(r, ref),
                                         .debtor = row->debtor,
                                         .why = str_of(block_text(row->block, r->lang)),
                                         .until = format_day(r->arena, row->next_change, r->lang)};
    }
    view->blocked = rows;
    view->blocked_count = count;
    if (count == (size_t)d->list.action_count[ACTION_NONE])
        return true;
    if (d->asked.blocked != 0) {
        view->blocked_more = STR("/files");
        view->blocked_more_text = str_of(tr(r->lang, N_("Voir tous les dossiers")));
        return true;
    }
    struct asked asked = d->asked;
    asked.blocked = 1;
    view->blocked_more = day_link(d, asked);
    view->blocked_more_text =
        format_text(r->arena, tr(r->lang, N_("Voir les %1 autres")),
                    (const struct str[]){format_count(
                        r->arena, d->list.action_count[ACTION_NONE] - (int64_t)count, r->lang)},
                    1);
    return true;
}

/* ---- whose list, and how much of it ---- */

static void fill_lists(struct day_list *d, struct v_day *view)
{
    struct request *r = d->r;
    struct str chosen = agent_of(d);
    if (d->list.agent_count < 2)
        return;
    struct v_day_lists *out = ARENA_ARRAY(r->arena, d->list.agent_count + 1, struct v_day_lists);
    out[view->lists_count++] =
        (struct v_day_lists){.value = STR(ALL_LISTS),
                             .text = str_of(tr(r->lang, N_("Toutes les listes"))),
                             .on = chosen.n == 0};
    for (size_t i = 0; i < d->list.agent_count; i++) {
        struct str login = d->list.agents[i];
        bool mine = str_eq(login, r->user.login);
        out[view->lists_count++] =
            (struct v_day_lists){.value = login,
                                 .text = mine ? str_of(tr(r->lang, N_("Ma liste"))) : login,
                                 .on = str_eq(login, chosen)};
    }
    view->lists = out;
}

static void fill_top(struct day_list *d, struct v_day *view)
{
    struct request *r = d->r;
    const struct work_top *top = &d->list.top;
    view->top = d->asked.top == 0 ? TOP_ALL : d->asked.top;
    if (d->asked.action != ACTION_COUNT)
        view->action_code = str_of(action_code(d->asked.action));
    if (top->whole_count == 0)
        return;
    if (top->percent == 0) {
        struct str whole = format_money(r->arena, top->whole, r->lang);
        view->top_text = format_text(
            r->arena, tr(r->lang, N_("Gain attendu des appels de cette liste : %1")), &whole, 1);
        return;
    }
    struct str args[] = {format_count(r->arena, (int64_t)d->list.row_count, r->lang),
                         format_money(r->arena, top->covered, r->lang),
                         format_money(r->arena, top->whole, r->lang)};
    view->top_text = format_text(
        r->arena,
        format_plural(r->lang, (int64_t)d->list.row_count,
                      N_("%1 dossier : %2 de gain attendu des appels, sur %3"),
                      N_("Les %1 premiers dossiers : %2 de gain attendu des appels, sur %3")),
        args, 3);
}

/* ---- figures: only what the list itself shows ---- */

static struct v_day_figures *add_figure(struct v_day_figures *figures, struct v_day *view,
                                        struct str value, const char *label)
{
    struct v_day_figures *figure = &figures[view->figures_count++];
    *figure = (struct v_day_figures){.value = value, .label = str_of(label)};
    return figure;
}

/* The files a figure counts, as a list. owing: only those that owe something. */
static struct str figure_link(const struct day_list *d, enum action action, bool owing)
{
    struct link l;
    link_begin(&l, d->r->arena, "/lists/accounts");
    link_text(&l, "action", str_of(action_code(action)));
    link_text(&l, "agent", agent_of(d));
    link_text(&l, "least", owing ? STR("0,01") : STR(""));
    link_text(&l, "order", STR("work"));
    return link_end(&l);
}

static void fill_figures(struct day_list *d, struct v_day *view)
{
    struct request *r = d->r;
    struct v_day_figures *figures = ARENA_ARRAY(r->arena, FIGURES_MAX, struct v_day_figures);
    int64_t calls = d->list.action_count[ACTION_CALL];
    int64_t blocked = d->list.action_count[ACTION_NONE];
    add_figure(figures, view, format_count(r->arena, calls, r->lang),
               format_plural(r->lang, calls, N_("dossier à appeler"), N_("dossiers à appeler")))
        ->href = figure_link(d, ACTION_CALL, false);
    add_figure(figures, view, format_money(r->arena, d->list.euros, r->lang),
               tr(r->lang, N_("échus, nets d’avoirs")));
    add_figure(figures, view, format_count(r->arena, blocked, r->lang),
               tr(r->lang, N_("en attente")))
        ->href = figure_link(d, ACTION_NONE, true);
    view->figures = figures;
    struct str count = format_count(r->arena, d->list.work_count, r->lang);
    struct str all = format_count(r->arena, d->list.account_count, r->lang);
    view->subtitle =
        format_text(r->arena,
                    format_plural(r->lang, d->list.work_count,
                                  N_("%1 dossier à traiter parmi %2 dossiers ouverts."),
                                  N_("%1 dossiers à traiter parmi %2 dossiers ouverts.")),
                    (const struct str[]){count, all}, 2);
    view->no_files = d->list.account_count == 0;
    view->blocked_total = blocked;
    view->blocked_total_text = format_count(r->arena, view->blocked_total, r->lang);
}

/* ---- the panel ---- */

static void fill_reasons(struct request *r, const struct work_row *row, struct v_panel *panel)
{
    struct v_panel_reasons *out = ARENA_ARRAY(r->arena, row->reason_count, struct v_panel_reasons);
    for (size_t i = 0; i < row->reason_count; i++) {
        struct buf text;
        buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
        reason_text(&row->reasons[i], row->net_overdue.currency, r->lang, &text);
        out[i].text = buf_str(&text);
    }
    panel->reasons = out;
    panel->reasons_count = row->reason_count;
}

static void fill_panel_file(struct request *r, const struct work_row *row,
                            const struct file_view *file, struct v_panel *panel)
{
    struct currency currency = file->account.currency;
    struct tag tag = describe_place_tag(row, r->lang);
    struct str ref = format_ref(r->arena, REF_ACCOUNT, row->account_number);
    struct describe_checks checks = describe_gate(r, file);
    *panel = (struct v_panel){
        .filled = true,
        .debtor = row->debtor,
        .tone = tag.tone,
        .tag = tag.text,
        .about = describe_about(r, file),
        .overdue =
            format_money(r->arena, (struct money){file->gate.overdue_minor, currency}, r->lang),
        .credits =
            format_money(r->arena, (struct money){file->gate.unallocated_minor, currency}, r->lang),
        .net =
            format_money(r->arena, (struct money){file->gate.net_overdue_minor, currency}, r->lang),
        .has_credits = file->gate.unallocated_minor > 0,
        .person = describe_fact(file, "person"),
        .person_role = describe_fact(file, "person_role"),
        .phone_text = format_phone(r->arena, row->phone),
        .email = describe_fact(file, "email"),
        .checks = checks.rows,
        .checks_count = checks.count,
        .file = file_link(r, ref),
    };
    if (row->phone.p != NULL)
        panel->phone_href = format_phone_href(r->arena, row->phone);
    if (panel->email.n >
        0) /* written here, so that the gate is asked and it is known of the file */
        panel->email_href = format_text(r->arena, "/mails/write/%1", &ref, 1);
    panel->may_call = describe_calls(row->action) && panel->phone_href.p != NULL;
    fill_reasons(r, row, panel);
}

/* The address of the list with the next file selected, as one finds it when this one is done. */
static bool next_link(struct day_list *d, const struct work_row *row, struct str *out,
                      struct err *err)
{
    struct asked asked = d->asked;
    asked.selected = STR("");
    for (size_t i = 0; i + 1 < d->row_count; i++) {
        struct work_row *next = d->rows[i + 1];
        if (d->rows[i] != row)
            continue;
        if (!list_work_show(d->r->app, d->r->arena, &next, 1, err))
            return false;
        asked.selected = format_ref(d->r->arena, REF_ACCOUNT, next->account_number);
    }
    *out = day_link(d, asked);
    return true;
}

/* What can be done on the file from here. */
static bool fill_panel_acts(struct day_list *d, const struct file_view *file,
                            const struct work_row *row, struct v_panel *panel, struct err *err)
{
    struct act_ground ground = {d->r, file};
    struct act_wish here = {.code = act_place(row->reasons, row->reason_count),
                            .back = day_link(d, d->asked),
                            .csrf = d->csrf};
    struct act_wish away[] = {{.code = ACT_OUTCOME}, {.code = ACT_POSTPONE}, {.code = ACT_GIVE}};
    struct v_act_form *forms[] = {&panel->outcome, &panel->postpone, &panel->give};
    bool ok = act_form(&ground, &here, &panel->place, err);
    for (size_t i = 0; ok && i < COUNT_OF(away); i++) {
        away[i].csrf = d->csrf;
        ok = next_link(d, row, &away[i].back, err) && act_form(&ground, &away[i], forms[i], err);
    }
    return ok;
}

/* The selected row may have left the list since the address was made: then the panel is empty. */
static bool fill_panel(struct day_list *d, struct v_panel *panel, struct err *err)
{
    struct file_view file;
    struct file_query query = {.ref = d->asked.selected};
    struct err failure = {0};
    if (query.ref.n == 0)
        return true;
    query.scope = describe_scope(d->r, &query.scope_count);
    if (!show_file(d->r->app, d->r->arena, &query, &file, &failure)) {
        bool gone = failure.code == ERR_UNKNOWN_REF || failure.code == ERR_BAD_REF ||
                    failure.code == ERR_REF_AMBIGUOUS;
        if (!gone)
            *err = failure;
        return gone;
    }
    /* only a whole reference selects; anything else a file may be found by does not */
    if (!str_eq(format_ref(d->r->arena, REF_ACCOUNT, file.account_number), d->asked.selected))
        return true;
    for (size_t i = 0; i < d->list.row_count; i++) {
        struct work_row *row = &d->list.rows[i];
        if (row->key.debtor_id != file.account.key.debtor_id ||
            row->key.account_id != file.account.key.account_id)
            continue;
        if (!list_work_show(d->r->app, d->r->arena, &row, 1, err) ||
            !list_work_explain(d->r->app, d->r->arena, &row, 1, err))
            return false;
        fill_panel_file(d->r, row, &file, panel);
        return fill_panel_acts(d, &file, row, panel, err);
    }
    return true;
}

static bool read_list(struct day_list *d, const struct work_query *wanted, struct err *err)
{
    struct work_query query = *wanted;
    query.agent = agent_of(d);
    query.top_percent = (int32_t)d->asked.top;
    query.scope = describe_scope(d->r, &query.scope_count);
    if (!list_work(d->r->app, d->r->arena, &query, &d->list, err))
        return false;
    filter(d);
    return true;
}

bool day_page(struct request *r, struct response *out, struct err *err)
{
    struct day_list d = {.r = r, .asked = read_asked(r)};
    struct v_day view = {0};
    struct work_query wanted = {.places = DAY_PLACES,
                                .blocked_most =
                                    d.asked.blocked != 0 ? LIMIT_PAGE_ROWS : BLOCKED_ROWS + 1};
    if (!read_list(&d, &wanted, err))
        return false;
    shell_fill(r, out, SHELL_DAY, str_of(tr(r->lang, N_("Ma journée"))), &view.page);
    d.csrf = session_csrf(r, out, CSRF_SESSION);
    if (!fill_rows(&d, &view, err))
        return false;
    act_done(r, d.csrf, day_link(&d, d.asked), &view.did);
    view.t_net = glossary_term(r, GLOSSARY_NET_OVERDUE, NULL);
    view.t_value = glossary_term(r, GLOSSARY_VALUE, NULL);
    fill_filters(&d, &view);
    if (!fill_blocked(&d, &view, err))
        return false;
    fill_figures(&d, &view);
    if (!day_progress(r, d.list.work_count, &view, err))
        return false;
    fill_lists(&d, &view);
    fill_top(&d, &view);
    view.exports.workbook = list_link(
        &d, "/day.xlsx", (struct asked){.action = d.asked.action, .broken = d.asked.broken});
    if (!fill_panel(&d, &view.panel, err))
        return false;
    view_day(&out->body, &view, r->lang);
    return true;
}

bool day_workbook(struct request *r, struct response *out, struct err *err)
{
    struct day_list d = {.r = r, .asked = read_asked(r)};
    struct table_view tables[2];
    struct table_reader reader = download_reader(r);
    if (!read_list(&d, &(struct work_query){.show = SIZE_MAX, .explain = SIZE_MAX}, err))
        return false;
    const struct work_row **rows = ARENA_ARRAY(r->arena, d.row_count, const struct work_row *);
    for (size_t i = 0; i < d.row_count; i++)
        rows[i] = d.rows[i];
    work_tables(tables, r->arena, &(struct work_rows){rows, d.row_count}, &d.list, &reader);
    return download_workbook(r, out, &(struct table_file){tables, 2, reader.today},
                             "relance-journee", err);
}
