/* One file (dossier): who, what is owed item by item, what may be said of it today. */
#include "app/code_text.h"
#include "base/limits.h"
#include "claim/ageing.h"
#include "claim/plan.h"
#include "describe.h"
#include "format.h"
#include "gen/views.h"
#include "pages.h"
#include "shell.h"

enum { TAGS_MAX = 3, FIGURES_MAX = 4, AGES_MAX = 6 };

static struct str money(struct request *r, const struct file_view *file, int64_t minor)
{
    return format_money(r->arena, (struct money){minor, file->account.currency}, r->lang);
}

/* ---- items ---- */

static struct tag item_tag(struct request *r, const struct item_answer *answer)
{
    if (answer->raisable)
        return (struct tag){STR("acc"), str_of(tr(r->lang, N_("À évoquer")))};
    if (answer->block_count == 0)
        return (struct tag){STR(""), STR("")};
    return (struct tag){STR("amb"), str_of(block_text(answer->blocks[0], r->lang))};
}

static struct v_file_items fill_item(struct request *r, const struct file_view *file, size_t i)
{
    const struct walked_item *item = &file->account.items[i];
    struct tag tag = item_tag(r, &file->gate.items[i]);
    int32_t late = r->app->today.n - item->due.day.n;
    struct v_file_items out = {
        .piece = item->piece.n > 0 ? item->piece : item->label,
        .kind = str_of(item_kind_text(item->kind, r->lang)),
        .due = format_day(r->arena, item->due.day, r->lang),
        .late = format_days(r->arena, late > 0 ? late : 0, r->lang),
        .amount = money(r, file, item->amount_minor),
        .open = money(r, file, item->open_minor),
        .tone = tag.tone,
        .state = tag.text,
    };
    if (item->due.source == DUE_ASSUMED)
        out.assumed = str_of(due_source_text(DUE_ASSUMED, r->lang));
    return out;
}

static struct v_file_credits fill_credit(struct request *r, const struct file_view *file, size_t i)
{
    const struct walked_item *item = &file->account.items[i];
    return (struct v_file_credits){
        .piece = item->piece.n > 0 ? item->piece : item->label,
        .kind = str_of(item_kind_text(item->kind, r->lang)),
        .on = format_day(r->arena, item->on, r->lang),
        .open = money(r, file, -item->open_minor),
    };
}

static void fill_items(struct request *r, const struct file_view *file, struct v_file *view)
{
    size_t n = file->account.item_count;
    struct v_file_items *items = ARENA_ARRAY(r->arena, n, struct v_file_items);
    struct v_file_credits *credits = ARENA_ARRAY(r->arena, n, struct v_file_credits);
    for (size_t i = 0; i < n; i++) {
        int64_t open = file->account.items[i].open_minor;
        if (open > 0) {
            items[view->items_count++] = fill_item(r, file, i);
            view->assumed_note = view->assumed_note ||
                                 file->account.items[i].due.source == DUE_ASSUMED;
        } else if (open < 0) {
            credits[view->credits_count++] = fill_credit(r, file, i);
        } else {
            view->settled_count++;
        }
    }
    view->items = items;
    view->credits = credits;
    view->item_count = (int64_t)view->items_count;
    view->item_count_text = format_count(r->arena, view->item_count, r->lang);
    view->credit_count = (int64_t)view->credits_count;
    view->credit_count_text = format_count(r->arena, view->credit_count, r->lang);
    view->gross = money(r, file, file->gate.open_minor);
    view->credit_total = money(r, file, file->gate.unallocated_minor);
    view->net = money(r, file, file->ledger_minor);
    struct str settled = format_count(r->arena, view->settled_count, r->lang);
    view->settled_text = format_text(
        r->arena,
        format_plural(r->lang, view->settled_count, N_("%1 pièce soldée n’est pas montrée."),
                      N_("%1 pièces soldées ne sont pas montrées.")),
        &settled, 1);
}

static void fill_ages(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct ageing row = {0};
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct walked_item *item = &file->account.items[i];
        if (plan_role_counts(item->role))
            ageing_add(&row, item->open_minor, item->due, r->app->today, false);
    }
    const struct {
        const char *label;
        int64_t minor;
    } bands[] = {{N_("Non échu"), row.not_due},          {N_("1 à 30 jours"), row.d1_30},
                 {N_("31 à 60 jours"), row.d31_60},      {N_("61 à 90 jours"), row.d61_90},
                 {N_("Plus de 90 jours"), row.over_90},  {N_("À affecter"), -row.unallocated}};
    struct v_file_ages *ages = ARENA_ARRAY(r->arena, AGES_MAX, struct v_file_ages);
    for (size_t i = 0; i < COUNT_OF(bands); i++) {
        if (bands[i].minor == 0)
            continue;
        ages[view->ages_count++] =
            (struct v_file_ages){.label = str_of(tr(r->lang, bands[i].label)),
                                 .amount = money(r, file, bands[i].minor)};
    }
    view->ages = ages;
    view->has_ages = view->ages_count > 0;
}

/* ---- identity ---- */

static struct str fact_value(struct request *r, const struct file_fact *fact)
{
    if (str_is(fact->kind, "phone") || str_is(fact->kind, "mobile"))
        return format_phone(r->arena, fact->value);
    if (str_is(fact->kind, "type"))
        return str_of(debtor_kind_text(arena_cstr(r->arena, fact->value), r->lang));
    return fact->value;
}

static void fill_facts(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_file_facts *facts = ARENA_ARRAY(r->arena, file->fact_count, struct v_file_facts);
    for (size_t i = 0; i < file->fact_count; i++) {
        const struct file_fact *fact = &file->facts[i];
        struct str args[] = {fact->source, format_day(r->arena, fact->on, r->lang)};
        bool phone = str_is(fact->kind, "phone") || str_is(fact->kind, "mobile");
        facts[i] = (struct v_file_facts){
            .kind = str_of(fact_kind_text(arena_cstr(r->arena, fact->kind), r->lang)),
            .value = fact_value(r, fact),
            .source = format_text(r->arena, tr(r->lang, N_("%1, le %2")), args, 2),
        };
        if (phone)
            facts[i].tel = format_phone_href(r->arena, fact->value);
    }
    view->facts = facts;
    view->facts_count = file->fact_count;
}

/* ---- head and gate ---- */

static void fill_head(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_file_tags *tags = ARENA_ARRAY(r->arena, TAGS_MAX, struct v_file_tags);
    struct v_file_figures *figures = ARENA_ARRAY(r->arena, FIGURES_MAX, struct v_file_figures);
    struct tag state = describe_action(file->gate.action, file->gate.oldest_days, r->lang);
    tags[0] = (struct v_file_tags){state.tone, state.text};
    tags[1] = (struct v_file_tags){
        STR("out"), str_of(describe_debtor_word(file->account.capacity, r->lang))};
    figures[0] = (struct v_file_figures){str_of(tr(r->lang, N_("Échu net"))),
                                         money(r, file, file->gate.net_overdue_minor)};
    figures[1] = (struct v_file_figures){str_of(tr(r->lang, N_("Brut ouvert"))),
                                         money(r, file, file->gate.open_minor)};
    figures[2] = (struct v_file_figures){str_of(tr(r->lang, N_("À affecter"))),
                                         money(r, file, file->gate.unallocated_minor)};
    figures[3] = (struct v_file_figures){str_of(tr(r->lang, N_("Plus ancien retard"))),
                                         file->gate.oldest_days == 0
                                             ? STR("—")
                                             : format_days(r->arena, file->gate.oldest_days,
                                                           r->lang)};
    view->debtor = file->account.name;
    view->about = describe_about(r, file->account.debtor_kind, file->creditor_name);
    view->tags = tags;
    view->tags_count = 2;
    view->figures = figures;
    view->figures_count = FIGURES_MAX;
}

static void fill_gate(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct describe_checks checks = describe_gate(r, file);
    view->checks = checks.rows;
    view->checks_count = checks.count;
    view->action = str_of(action_text(file->gate.action, r->lang));
    if (file->account.phone.p != NULL) {
        view->phone_href = format_phone_href(r->arena, file->account.phone);
        view->phone_text = format_phone(r->arena, file->account.phone);
    }
    view->may_call = file->gate.action == ACTION_CALL && view->phone_href.p != NULL;
    if (day_is(file->gate.next_change)) {
        struct str day = format_day(r->arena, file->gate.next_change, r->lang);
        view->next_change =
            format_text(r->arena, tr(r->lang, N_("Cette réponse peut changer d’elle-même le %1.")),
                        &day, 1);
    }
}

static void fill_crumbs(struct request *r, const struct file_view *file, struct v_file *view)
{
    struct v_shell_crumbs *crumbs = ARENA_ARRAY(r->arena, 2, struct v_shell_crumbs);
    crumbs[0] = (struct v_shell_crumbs){str_of(tr(r->lang, N_("Dossiers"))), STR("/files")};
    crumbs[1] = (struct v_shell_crumbs){
        .text = format_ref(r->arena, REF_ACCOUNT, file->account_number)};
    view->page.crumbs = crumbs;
    view->page.crumbs_count = 2;
}

bool file_page(struct request *r, struct response *out, struct err *err)
{
    struct file_query query = {.ref = r->parameter};
    struct file_view file;
    struct v_file view = {0};
    query.scope = describe_scope(r, &query.scope_count);
    if (!show_file(r->app, r->arena, &query, &file, err))
        return false;
    shell_fill(r, out, SHELL_FILES, file.account.name, &view.page);
    fill_crumbs(r, &file, &view);
    fill_head(r, &file, &view);
    fill_facts(r, &file, &view);
    fill_items(r, &file, &view);
    fill_ages(r, &file, &view);
    fill_gate(r, &file, &view);
    view_file(&out->body, &view, r->lang);
    return true;
}
