#include "lists_form.h"

#include "app/acts/deed_text.h"
#include "app/lists/lines_table.h"
#include "app/people/people.h"
#include "app/words/code_text.h"
#include "strategy/scenario_check.h"
#include "web/parts/describe.h"

enum { FIELDS_MAX = 32 };

struct making {
    struct request *r;
    const struct lists_form *form;
    struct v_lists *view;
    struct v_form_field *fields;
};

static struct v_form_field *add_field(struct making *m, const char *name, const char *label)
{
    struct v_form_field *field = &m->fields[m->view->fields_count++];
    struct str id = str_of(name);
    ASSERT(m->view->fields_count <= FIELDS_MAX);
    *field = (struct v_form_field){.id = format_text(m->r->arena, "f-%1", &id, 1),
                                   .name = str_of(name),
                                   .label = str_of(tr(m->r->lang, label))};
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

static struct options begin_select(struct making *m, size_t most)
{
    struct options o = {ARENA_ARRAY(m->r->arena, most + 1, struct v_form_field_options), 0};
    add_option(&o, STR(""), str_of(tr(m->r->lang, N_("indifférent"))), false);
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
static const char *whose_text(int i, enum lang lang)
{
    static const char *const texts[] = {N_("sans les dossiers de toutes les listes"),
                                        N_("sur toutes les listes"), N_("pas encore décidés")};
    return tr(lang, texts[i]);
}
static const char *promise_text(int i, enum lang lang)
{
    (void)i;
    return tr(lang, N_("rompue"));
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
static const char *did_text(int i, enum lang lang) { return deed_text((enum deed)i, lang); }
static const char *did_of(int i) { return deed_code((enum deed)i); }
static const char *age_of(int i) { return list_age_code((enum list_age)i); }
static const char *side_of(int i) { return list_side_code((enum list_side)i); }
static const char *whose_of(int i) { return list_whose_code((enum list_whose)i); }
static const char *promise_of(int i) { return list_promise_code((enum list_promise)i); }
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

static void add_choice(struct making *m, const struct choice *c, int value)
{
    struct v_form_field *field = add_field(m, c->name, c->label);
    struct options o = begin_select(m, (size_t)c->count);
    for (int i = 0; i < c->count; i++)
        add_option(&o, str_of(c->code(i)), str_of(c->text(i, m->r->lang)), i == value);
    end_select(field, &o);
}

static void add_input(struct making *m, const char *name, const char *label, struct str value)
{
    add_field(m, name, label)->value = value;
}

static void add_day(struct making *m, const char *name, const char *label, struct day value)
{
    struct v_form_field *field = add_field(m, name, label);
    field->day = true;
    field->value = format_iso_day(m->r->arena, value);
}

static void add_creditors(struct making *m)
{
    const struct creditors *all = &m->form->lines->creditors;
    struct v_form_field *field = add_field(m, "creditor", N_("Créancier"));
    struct options o = begin_select(m, all->count);
    for (size_t i = 0; i < all->count; i++) {
        if (people_see(&m->r->user, all->rows[i].id))
            add_option(&o, all->rows[i].code, all->rows[i].name,
                       str_eq(all->rows[i].code, m->form->filter->creditor));
    }
    end_select(field, &o);
}

/* People to choose from, by login: whoever has the role now (ROLE_COUNT: any), and the one chosen.
 */
struct people_choice {
    const char *name, *label;
    enum role role;
    struct str value;
};

static void add_people(struct making *m, const struct people_choice *c)
{
    const struct house *house = &m->form->lines->house;
    size_t scope_count;
    const int64_t *scope = describe_scope(m->r, &scope_count);
    struct v_form_field *field = add_field(m, c->name, c->label);
    struct options o = begin_select(m, house->user_count);
    for (size_t i = 0; i < house->user_count; i++) {
        const struct user *user = &house->users[i];
        bool on = str_eq(user->login, c->value);
        bool offered =
            !user->disabled && (c->role == ROLE_COUNT || role_set_has(user->roles, c->role));
        if ((offered || on) && people_in_sight(user, scope, scope_count))
            add_option(&o, user->login, user->name, on);
    }
    end_select(field, &o);
}

static void add_teams(struct making *m)
{
    const struct teams *teams = &m->form->lines->house.teams;
    size_t scope_count;
    const int64_t *scope = describe_scope(m->r, &scope_count);
    if (teams->count == 0)
        return;
    struct v_form_field *field = add_field(m, "team", N_("Équipe"));
    struct options o = begin_select(m, teams->count);
    for (size_t i = 0; i < teams->count; i++) {
        const struct team *team = &teams->rows[i];
        if (house_team_in_sight(&m->form->lines->house, team, scope, scope_count))
            add_option(&o, team->code, team->name, str_eq(team->code, m->form->filter->team));
    }
    end_select(field, &o);
}

static void add_levels(struct making *m)
{
    struct v_form_field *field = add_field(m, "level", N_("Niveau"));
    struct options o = begin_select(m, SCENARIO_LEVELS_MAX + 1);
    for (int64_t i = 0; i <= SCENARIO_LEVELS_MAX; i++) {
        struct str text = format_count(m->r->arena, i, m->r->lang);
        add_option(&o, text, text, i == m->form->filter->level);
    }
    end_select(field, &o);
}

static void add_number(struct making *m, const char *name, const char *label, int64_t value)
{
    add_input(m, name, label, value > 0 ? format_count(m->r->arena, value, m->r->lang) : STR(""));
}

/* What the rows themselves say. */
static void add_own(struct making *m)
{
    static const struct choice age = {"age", N_("Retard"), LIST_AGE_COUNT, age_of, age_text};
    static const struct choice side = {"side", N_("Sens"), LIST_SIDE_COUNT, side_of, side_text};
    static const struct choice kind = {"kind", N_("Nature"), ITEM_KIND_COUNT, kind_of, kind_text};
    const struct list_filter *f = m->form->filter;
    bool payments = f->of == LIST_OF_PAYMENTS;
    add_input(m, "text", f->of == LIST_OF_ACCOUNTS ? N_("Nom") : N_("Nom ou pièce"), f->text);
    add_creditors(m);
    if (!payments)
        add_choice(m, &age, (int)f->age);
    add_day(m, "from", payments ? N_("Reçu du") : N_("Échéance du"), f->due_from);
    add_day(m, "to", N_("au"), f->due_to);
    add_input(m, "least", N_("Montant à partir de"), f->least);
    add_input(m, "most", N_("jusqu’à"), f->most);
    add_input(m, "currency", N_("Devise"), f->currency);
    if (f->of == LIST_OF_ITEMS) {
        add_choice(m, &side, (int)f->side);
        add_choice(m, &kind, (int)f->kind);
    }
}

/* What was agreed or said on the file. */
static void add_company(struct making *m)
{
    static const struct choice dispute = {"dispute", N_("Litige"), LIST_DISPUTE_COUNT, dispute_of,
                                          dispute_text};
    static const struct choice promise = {"promise", N_("Promesse"), LIST_PROMISE_COUNT, promise_of,
                                          promise_text};
    const struct list_filter *f = m->form->filter;
    add_choice(m, &dispute, (int)f->dispute);
    add_day(m, "disputed_from", N_("Litige ouvert du"), f->dispute_from);
    add_day(m, "disputed_to", N_("au"), f->dispute_to);
    add_choice(m, &promise, (int)f->promise);
    add_day(m, "promised_from", N_("Promis du"), f->promise_from);
    add_day(m, "promised_to", N_("au"), f->promise_to);
    add_day(m, "plan_from", N_("Échéance de plan du"), f->plan_from);
    add_day(m, "plan_to", N_("au"), f->plan_to);
    if (f->of != LIST_OF_PAYMENTS)
        add_number(m, "idle", N_("En retard, sans action depuis (jours)"), f->idle);
}

/* Actions: what was done, by whom, on which file. */
static void add_deeds(struct making *m)
{
    static const struct choice did = {"did", N_("Nature"), DEED_COUNT, did_of, did_text};
    const struct list_filter *f = m->form->filter;
    add_input(m, "text", N_("Nom"), f->text);
    add_input(m, "file", N_("Dossier"), f->file);
    add_creditors(m);
    add_choice(m, &did, (int)f->deed);
    add_people(m, &(struct people_choice){"by", N_("Par"), ROLE_COUNT, f->by});
    add_day(m, "from", N_("Fait du"), f->due_from);
    add_day(m, "to", N_("au"), f->due_to);
}

/* Lists of files, of their items and payments. */
static void add_files(struct making *m)
{
    static const struct choice act = {"action", N_("Action du jour"), ACTION_COUNT, do_of, do_text};
    static const struct choice why = {"block", N_("Blocage"), BLOCK_COUNT, why_of, why_text};
    static const struct choice stage = {"stage", N_("Étape décidée"), STAGE_COUNT, stage_of,
                                        stage_text};
    static const struct choice whose = {"whose", N_("Listes"), LIST_WHOSE_COUNT, whose_of,
                                        whose_text};
    static const struct choice order = {"order", N_("Ordre"), LISTING_ORDER_COUNT, order_of,
                                        order_text};
    const struct list_filter *f = m->form->filter;
    add_own(m);
    add_choice(m, &act, (int)f->action);
    add_levels(m);
    add_choice(m, &why, (int)f->block);
    add_choice(m, &stage, (int)f->stage);
    add_company(m);
    add_people(m, &(struct people_choice){"agent", N_("Sur la liste de"), ROLE_AGENT, f->agent});
    add_teams(m);
    add_choice(m, &whose, (int)f->whose);
    if (f->of != LIST_OF_PAYMENTS)
        add_choice(m, &order, (int)f->order);
}

static void fill_fields(struct making *m)
{
    m->fields = ARENA_ARRAY(m->r->arena, FIELDS_MAX, struct v_form_field);
    if (m->form->filter->of == LIST_OF_ACTIONS)
        add_deeds(m);
    else
        add_files(m);
    m->view->fields = m->fields;
}

static void fill_columns(struct making *m)
{
    struct v_lists_columns *out =
        ARENA_ARRAY(m->r->arena, LINES_COLUMN_COUNT, struct v_lists_columns);
    uint64_t shown = lines_columns(m->form->filter);
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        enum lines_column column = (enum lines_column)i;
        if (!lines_column_of(column, m->form->filter->of))
            continue;
        out[m->view->columns_count++] = (struct v_lists_columns){
            str_of(lines_column_code(column)), str_of(lines_column_text(column, m->r->lang)),
            (shown >> i & 1) != 0};
    }
    m->view->columns = out;
}

void lists_form(struct request *r, const struct lists_form *form, struct v_lists *view)
{
    struct making making = {r, form, view, NULL};
    struct making *m = &making;
    struct list_params said = list_filter_write(m->r->arena, m->form->filter);
    for (size_t i = 0; i < said.count; i++)
        m->view->chosen += !str_is(said.rows[i].name, "col") && !str_is(said.rows[i].name, "order");
    m->view->chosen_text = format_count(m->r->arena, m->view->chosen, m->r->lang);
    struct str code = str_of(list_of_code(m->form->filter->of));
    m->view->action = format_text(m->r->arena, "/lists/%1", &code, 1);
    m->view->reset = m->view->action;
    fill_fields(m);
    fill_columns(m);
}

void link_filter(struct link *l, struct arena *a, const struct list_filter *filter)
{
    struct list_params params = list_filter_write(a, filter);
    for (size_t i = 0; i < params.count; i++)
        link_text(l, arena_cstr(a, params.rows[i].name), params.rows[i].value);
}

struct str list_href(struct request *r, const struct list_filter *filter)
{
    struct str code = str_of(list_of_code(filter->of));
    struct str path = format_text(r->arena, "/lists/%1", &code, 1);
    struct link l;
    link_begin(&l, r->arena, arena_cstr(r->arena, path));
    link_filter(&l, r->arena, filter);
    return link_end(&l);
}
