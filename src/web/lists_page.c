/* Listes: open items and files by whatever they are looked for, a page at a time, as a workbook or
 * a text file, each under an address that other pages lead to. */
#include "app/code_text.h"
#include "app/lines_table.h"
#include "app/people.h"
#include "base/limits.h"
#include "describe.h"
#include "download.h"
#include "error_page.h"
#include "format.h"
#include "gen/views.h"
#include "pages.h"
#include "shell.h"
#include "strategy/scenario_check.h"

enum { LIST_ROWS = 50, FIELDS_MAX = 20 };

struct listing {
    struct request *r;
    struct list_filter filter;
    struct list_lines lines;
    struct v_lists view;
    struct v_form_field *fields;
};

/* "/lists/accounts.xlsx": of files. */
static enum list_of list_of_path(struct str path)
{
    struct str accounts = STR("/lists/accounts");
    return str_starts(path, accounts) ? LIST_OF_ACCOUNTS : LIST_OF_ITEMS;
}

static bool read_filter(struct request *r, struct list_filter *out, struct err *err)
{
    struct list_param *rows = ARENA_ARRAY(r->arena, r->query.count, struct list_param);
    for (size_t i = 0; i < r->query.count; i++)
        rows[i] = (struct list_param){r->query.fields[i].name, r->query.fields[i].value};
    return list_filter_read(&(struct list_params){rows, r->query.count}, list_of_path(r->path), out,
                            err);
}

/* ---- addresses ---- */

struct target {
    const char *ending; /* "", ".xlsx" */
    enum list_of of;
    struct str after, before;
};

static struct str address(const struct listing *l, const struct target *to)
{
    struct request *r = l->r;
    struct link link;
    struct str args[] = {str_of(list_of_code(to->of)), str_of(to->ending)};
    struct str path = format_text(r->arena, "/lists/%1%2", args, COUNT_OF(args));
    struct list_params params = list_filter_write(r->arena, &l->filter);
    link_begin(&link, r->arena, arena_cstr(r->arena, path));
    for (size_t i = 0; i < params.count; i++)
        link_text(&link, arena_cstr(r->arena, params.rows[i].name), params.rows[i].value);
    link_text(&link, "after", to->after);
    link_text(&link, "before", to->before);
    return link_end(&link);
}

/* ---- the form ---- */

static struct v_form_field *add_field(struct listing *l, const char *name, const char *label)
{
    struct v_form_field *field = &l->fields[l->view.fields_count++];
    struct str id = str_of(name);
    ASSERT(l->view.fields_count <= FIELDS_MAX);
    *field = (struct v_form_field){.id = format_text(l->r->arena, "f-%1", &id, 1),
                                   .name = str_of(name),
                                   .label = str_of(tr(l->r->lang, label))};
    return field;
}

struct options {
    struct v_form_field_options *rows;
    size_t count;
};

static void add_option(struct options *o, struct str value, struct str text, bool on)
{
    o->rows[o->count++] = (struct v_form_field_options){value, text, on};
}

static void end_select(struct v_form_field *field, const struct options *o)
{
    field->choice = true;
    field->options = o->rows;
    field->options_count = o->count;
}

static struct options begin_select(struct listing *l, size_t most)
{
    struct options o = {ARENA_ARRAY(l->r->arena, most + 1, struct v_form_field_options), 0};
    add_option(&o, STR(""), str_of(tr(l->r->lang, N_("indifférent"))), false);
    return o;
}

static const char *age_text(int i, enum lang lang)
{
    static const char *const texts[] = {N_("Non échu"), N_("1 à 30 jours"), N_("31 à 60 jours"),
                                        N_("61 à 90 jours"), N_("Plus de 90 jours")};
    return tr(lang, texts[i]);
}
static const char *side_text(int i, enum lang lang)
{
    static const char *const texts[] = {N_("ce qui est dû"),
                                        N_("avoirs et versements non affectés"), N_("les deux")};
    return tr(lang, texts[i]);
}
static const char *dispute_text(int i, enum lang lang)
{
    return tr(lang, i == LIST_DISPUTED ? N_("avec litige ouvert") : N_("sans litige ouvert"));
}
static const char *order_text(int i, enum lang lang)
{
    static const char *const texts[] = {N_("des noms"), N_("du travail du jour")};
    return tr(lang, texts[i]);
}
static const char *kind_text(int i, enum lang lang)
{
    return item_kind_text((enum item_kind)i, lang);
}
static const char *do_text(int i, enum lang lang) { return action_text((enum action)i, lang); }
static const char *why_text(int i, enum lang lang) { return block_text((enum block)i, lang); }
static const char *stage_text(int i, enum lang lang)
{
    return account_stage_text((enum account_stage)i, lang);
}
static const char *age_of(int i) { return list_age_code((enum list_age)i); }
static const char *side_of(int i) { return list_side_code((enum list_side)i); }
static const char *dispute_of(int i) { return list_dispute_code((enum list_dispute)i); }
static const char *order_of(int i) { return list_order_code((enum listing_order)i); }
static const char *kind_of(int i) { return item_kind_code((enum item_kind)i); }
static const char *do_of(int i) { return action_code((enum action)i); }
static const char *why_of(int i) { return block_code((enum block)i); }
static const char *stage_of(int i) { return account_stage_code((enum account_stage)i); }

/* Closed lists to choose from. */
struct choice {
    const char *name, *label;
    int count;
    const char *(*code)(int);
    const char *(*text)(int, enum lang);
};

static void add_choice(struct listing *l, const struct choice *c, int value)
{
    struct v_form_field *field = add_field(l, c->name, c->label);
    struct options o = begin_select(l, (size_t)c->count);
    for (int i = 0; i < c->count; i++)
        add_option(&o, str_of(c->code(i)), str_of(c->text(i, l->r->lang)), i == value);
    end_select(field, &o);
}

static void add_input(struct listing *l, const char *name, const char *label, struct str value)
{
    add_field(l, name, label)->value = value;
}

static void add_day(struct listing *l, const char *name, const char *label, struct day value)
{
    struct v_form_field *field = add_field(l, name, label);
    field->day = true;
    field->value = format_iso_day(l->r->arena, value);
}

static void add_creditors(struct listing *l)
{
    const struct creditors *all = &l->lines.creditors;
    struct v_form_field *field = add_field(l, "creditor", N_("Créancier"));
    struct options o = begin_select(l, all->count);
    for (size_t i = 0; i < all->count; i++) {
        if (people_see(&l->r->user, all->rows[i].id))
            add_option(&o, all->rows[i].code, all->rows[i].name,
                       str_eq(all->rows[i].code, l->filter.creditor));
    }
    end_select(field, &o);
}

static void add_agents(struct listing *l)
{
    const struct house *house = &l->lines.house;
    size_t scope_count;
    const int64_t *scope = describe_scope(l->r, &scope_count);
    struct v_form_field *field = add_field(l, "agent", N_("Sur la liste de"));
    struct options o = begin_select(l, house->user_count);
    for (size_t i = 0; i < house->user_count; i++) {
        const struct user *user = &house->users[i];
        if (!user->disabled && role_set_has(user->roles, ROLE_AGENT) &&
            people_in_sight(user, scope, scope_count))
            add_option(&o, user->login, user->name, str_eq(user->login, l->filter.agent));
    }
    end_select(field, &o);
}

static void add_teams(struct listing *l)
{
    const struct teams *teams = &l->lines.house.teams;
    size_t scope_count;
    const int64_t *scope = describe_scope(l->r, &scope_count);
    if (teams->count == 0)
        return;
    struct v_form_field *field = add_field(l, "team", N_("Équipe"));
    struct options o = begin_select(l, teams->count);
    for (size_t i = 0; i < teams->count; i++) {
        const struct team *team = &teams->rows[i];
        if (house_team_in_sight(&l->lines.house, team, scope, scope_count))
            add_option(&o, team->code, team->name, str_eq(team->code, l->filter.team));
    }
    end_select(field, &o);
}

static void add_levels(struct listing *l)
{
    struct v_form_field *field = add_field(l, "level", N_("Niveau"));
    struct options o = begin_select(l, SCENARIO_LEVELS_MAX + 1);
    for (int64_t i = 0; i <= SCENARIO_LEVELS_MAX; i++) {
        struct str text = format_count(l->r->arena, i, l->r->lang);
        add_option(&o, text, text, i == l->filter.level);
    }
    end_select(field, &o);
}

static void fill_fields(struct listing *l)
{
    static const struct choice age = {"age", N_("Retard"), LIST_AGE_COUNT, age_of, age_text};
    static const struct choice side = {"side", N_("Sens"), LIST_SIDE_COUNT, side_of, side_text};
    static const struct choice kind = {"kind", N_("Nature"), ITEM_KIND_COUNT, kind_of, kind_text};
    static const struct choice act = {"action", N_("Action du jour"), ACTION_COUNT, do_of, do_text};
    static const struct choice why = {"block", N_("Blocage"), BLOCK_COUNT, why_of, why_text};
    static const struct choice stage = {"stage", N_("Étape décidée"), STAGE_COUNT, stage_of,
                                        stage_text};
    static const struct choice dispute = {"dispute", N_("Litige"), LIST_DISPUTE_COUNT, dispute_of,
                                          dispute_text};
    static const struct choice order = {"order", N_("Ordre"), LISTING_ORDER_COUNT, order_of,
                                        order_text};
    const struct list_filter *f = &l->filter;
    bool items = f->of == LIST_OF_ITEMS;
    l->fields = ARENA_ARRAY(l->r->arena, FIELDS_MAX, struct v_form_field);
    add_input(l, "text", items ? N_("Nom ou pièce") : N_("Nom"), f->text);
    add_creditors(l);
    add_choice(l, &age, (int)f->age);
    add_day(l, "from", N_("Échéance du"), f->due_from);
    add_day(l, "to", N_("au"), f->due_to);
    add_input(l, "least", N_("Montant à partir de"), f->least);
    add_input(l, "most", N_("jusqu’à"), f->most);
    if (items) {
        add_choice(l, &side, (int)f->side);
        add_choice(l, &kind, (int)f->kind);
    }
    add_choice(l, &act, (int)f->action);
    add_levels(l);
    add_choice(l, &why, (int)f->block);
    add_choice(l, &stage, (int)f->stage);
    add_choice(l, &dispute, (int)f->dispute);
    add_agents(l);
    add_teams(l);
    add_choice(l, &order, (int)f->order);
    l->view.fields = l->fields;
}

static void fill_columns(struct listing *l)
{
    struct v_lists_columns *out =
        ARENA_ARRAY(l->r->arena, LINES_COLUMN_COUNT, struct v_lists_columns);
    uint32_t shown = lines_columns(&l->filter);
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        enum lines_column column = (enum lines_column)i;
        if (!lines_column_of(column, l->filter.of))
            continue;
        out[l->view.columns_count++] = (struct v_lists_columns){
            str_of(lines_column_code(column)), str_of(lines_column_text(column, l->r->lang)),
            (shown >> i & 1) != 0};
    }
    l->view.columns = out;
}

static void fill_form(struct listing *l)
{
    struct list_params said = list_filter_write(l->r->arena, &l->filter);
    for (size_t i = 0; i < said.count; i++)
        l->view.chosen += !str_is(said.rows[i].name, "col") && !str_is(said.rows[i].name, "order");
    l->view.chosen_text = format_count(l->r->arena, l->view.chosen, l->r->lang);
    struct str code = str_of(list_of_code(l->filter.of));
    l->view.action = format_text(l->r->arena, "/lists/%1", &code, 1);
    l->view.reset = l->view.action;
    fill_fields(l);
    fill_columns(l);
}

static void fill_tabs(struct listing *l)
{
    static const char *const texts[LIST_OF_COUNT] = {
        [LIST_OF_ITEMS] = N_("Pièces"), [LIST_OF_ACCOUNTS] = N_("Dossiers")};
    struct v_lists_tabs *tabs = ARENA_ARRAY(l->r->arena, LIST_OF_COUNT, struct v_lists_tabs);
    for (int i = 0; i < LIST_OF_COUNT; i++) {
        struct target to = {"", (enum list_of)i, {0}, {0}};
        tabs[i] = (struct v_lists_tabs){str_of(tr(l->r->lang, texts[i])), address(l, &to),
                                        (int)l->filter.of == i};
    }
    l->view.tabs = tabs;
    l->view.tabs_count = LIST_OF_COUNT;
}

/* ---- the rows ---- */

static void fill_heads(struct listing *l, const struct table_view *table)
{
    struct v_lists_heads *heads =
        ARENA_ARRAY(l->r->arena, table->column_count, struct v_lists_heads);
    for (size_t i = 0; i < table->column_count; i++) {
        enum table_kind kind = table->columns[i].kind;
        heads[i] = (struct v_lists_heads){table->columns[i].title,
                                          kind == TABLE_AMOUNT || kind == TABLE_INT};
    }
    l->view.heads = heads;
    l->view.heads_count = table->column_count;
}

static const char *place_of(enum table_kind kind)
{
    switch (kind) {
    case TABLE_AMOUNT:
    case TABLE_INT:
        return "n r nw";
    case TABLE_DAY:
        return "n nw";
    case TABLE_REF:
        return "nw";
    case TABLE_TEXT:
    case TABLE_EMPTY:
    case TABLE_KIND_COUNT:
        break;
    }
    return "";
}

/* The first cell that says something leads to the file. */
static void fill_cells(struct listing *l, const struct table_view *table, size_t at,
                       struct v_lists_rows *row)
{
    struct request *r = l->r;
    struct v_lists_rows_cells *cells =
        ARENA_ARRAY(r->arena, table->column_count, struct v_lists_rows_cells);
    bool linked = false;
    row->ref = format_ref(r->arena, REF_ACCOUNT, l->lines.rows[at].account->number);
    for (size_t i = 0; i < table->column_count; i++) {
        cells[i] = (struct v_lists_rows_cells){.text = describe_cell(r, &table->rows[at][i]),
                                               .label = table->columns[i].title,
                                               .place = str_of(place_of(table->columns[i].kind))};
        if (linked || cells[i].text.n == 0)
            continue;
        cells[i].href = format_text(r->arena, "/files/%1", &row->ref, 1);
        cells[i].label = STR("");
        linked = true;
    }
    row->cells = cells;
    row->cells_count = table->column_count;
}

static void fill_rows(struct listing *l)
{
    struct table_view table;
    struct table_reader reader = download_reader(l->r);
    struct lines_shown shown = {&l->filter, &l->lines, false};
    lines_table(&table, l->r->arena, &shown, &reader);
    struct v_lists_rows *rows = ARENA_ARRAY(l->r->arena, table.row_count, struct v_lists_rows);
    for (size_t i = 0; i < table.row_count; i++)
        fill_cells(l, &table, i, &rows[i]);
    fill_heads(l, &table);
    l->view.rows = rows;
    l->view.rows_count = table.row_count;
}

/* "12 pièces · 18 721,06 €", or that there are more than could be counted. */
static void fill_total(struct listing *l)
{
    struct request *r = l->r;
    const struct list_total *total = &l->lines.total;
    bool items = l->filter.of == LIST_OF_ITEMS;
    struct str count = format_count(r->arena, total->count, r->lang);
    struct buf out;
    buf_init(&out, r->arena, LIMIT_FIELD_BYTES);
    const char *whole =
        items ? format_plural(r->lang, total->count, N_("%1 pièce"), N_("%1 pièces"))
              : format_plural(r->lang, total->count, N_("%1 dossier"), N_("%1 dossiers"));
    const char *part = items ? format_plural(r->lang, total->count, N_("Plus de %1 pièce"),
                                             N_("Plus de %1 pièces"))
                             : format_plural(r->lang, total->count, N_("Plus de %1 dossier"),
                                             N_("Plus de %1 dossiers"));
    if (!total->whole && total->count == 0)
        buf_add_c(&out, tr(r->lang, N_("Rien encore")));
    else
        buf_add(&out, format_text(r->arena, total->whole ? whole : part, &count, 1));
    for (size_t i = 0; total->whole && i < total->sum_count; i++) {
        buf_add_c(&out, " · ");
        buf_add(&out, format_money(r->arena, total->sums[i], r->lang));
    }
    l->view.total = buf_str(&out);
}

static void fill_ways(struct listing *l)
{
    struct request *r = l->r;
    const struct list_lines *lines = &l->lines;
    enum list_of of = l->filter.of;
    l->view.xlsx = address(l, &(struct target){".xlsx", of, {0}, {0}});
    l->view.csv = address(l, &(struct target){".csv", of, {0}, {0}});
    if (lines->before.n > 0)
        l->view.less = address(l, &(struct target){"", of, {0}, lines->before});
    if (lines->after.n > 0)
        l->view.more = address(l, &(struct target){"", of, lines->after, {0}});
    l->view.more_text =
        str_of(tr(r->lang, lines->short_of ? N_("Chercher plus loin") : N_("Lignes suivantes")));
    l->view.empty = str_of(tr(r->lang, lines->short_of ? N_("La recherche peut aller plus loin")
                                                       : N_("Rien ne répond à ces critères")));
    struct str most = format_count(r->arena, LIST_FILE_ROWS_MAX, r->lang);
    l->view.limit = format_text(r->arena, tr(r->lang, N_("au plus %1 lignes")), &most, 1);
}

/* Whose decisions the list shows. */
static void fill_note(struct listing *l)
{
    struct request *r = l->r;
    const struct list_lines *lines = &l->lines;
    struct str day = format_day(r->arena, lines->run.day, r->lang);
    const char *text = N_("Actions, niveaux et blocages sont ceux du passage du %1.");
    if (lines->run.number == 0)
        text = N_("Aucun passage n’a encore décidé d’actions, de niveaux ni de blocages.");
    else if (!lines->run_stands)
        text =
            N_("Actions, niveaux et blocages sont ceux du passage du %1 ; depuis, les données ont "
               "changé.");
    l->view.note = format_text(r->arena, tr(r->lang, text), &day, 1);
}

static bool load(struct listing *l, const struct list_asked *wish, struct err *err)
{
    struct list_asked asked = *wish;
    asked.filter = &l->filter;
    asked.scope = describe_scope(l->r, &asked.scope_count);
    return list_lines(l->r->app, l->r->arena, &asked, &l->lines, err);
}

bool lists_page(struct request *r, struct response *out, struct err *err)
{
    struct listing l = {.r = r};
    struct err failure = {0};
    bool items = list_of_path(r->path) == LIST_OF_ITEMS;
    struct list_asked asked = {.after = http_field(&r->query, "after"),
                               .before = http_field(&r->query, "before"),
                               .rows = LIST_ROWS};
    /* Also of a filter that is refused the form needs its choices. */
    struct err second = {0};
    bool read = read_filter(r, &l.filter, &failure);
    bool ok = load(&l, &asked, read ? &failure : &second) && read;
    if (!ok && !form_refused(&failure)) {
        *err = failure;
        return false;
    }
    l.view.title = str_of(tr(r->lang, items ? N_("Pièces ouvertes") : N_("Dossiers ouverts")));
    l.view.about =
        str_of(tr(r->lang, N_("Ce que vous filtrez est dans l’adresse : elle se garde et "
                              "se transmet ; chacun n’y voit que ses créanciers.")));
    shell_fill(r, out, SHELL_LISTS, l.view.title, &l.view.page);
    fill_form(&l);
    fill_tabs(&l);
    l.view.open = !ok;
    if (ok) {
        fill_rows(&l);
        fill_total(&l);
        fill_note(&l);
        fill_ways(&l);
    } else {
        form_failure(r, out, &failure, &l.view.error, &l.view.advice);
    }
    view_lists(&out->body, &l.view, r->lang);
    return true;
}

/* ---- files ---- */

static bool download(struct request *r, struct response *out, enum table_format format,
                     struct err *err)
{
    struct listing l = {.r = r};
    struct table_view table;
    struct table_reader reader = download_reader(r);
    if (!read_filter(r, &l.filter, err) ||
        !load(&l, &(struct list_asked){.rows = LIST_FILE_ROWS_MAX, .whole = true}, err))
        return false;
    lines_table(&table, r->arena, &(struct lines_shown){&l.filter, &l.lines, true}, &reader);
    struct str most = format_count(r->arena, LIST_FILE_ROWS_MAX, r->lang);
    struct str note = format_text(
        r->arena, tr(r->lang, N_("Les %1 premières lignes seulement : filtrez davantage.")), &most,
        1);
    if (l.lines.after.n > 0)
        table_view_add(&table)[0] = table_text(note);
    struct table_file file = {&table, 1, reader.today};
    const char *name = l.filter.of == LIST_OF_ITEMS ? "relance-pieces" : "relance-liste-dossiers";
    return download_table(r, out, &file, &(struct download){name, format}, err);
}

bool lists_workbook(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_XLSX, err);
}

bool lists_text(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_CSV, err);
}
