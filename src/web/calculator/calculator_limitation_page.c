/* Calculateur, Prescription: until when one may go to court, and what events do to it. */
#include "app/books/limitation_remarks.h"
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "base/limits.h"
#include "calculator.h"
#include "law/limitation.h"
#include "web/pages.h"
#include "web/parts/format.h"

enum { EVENT_ROWS_LEAST = 2, EVENTS_MAX = 24, NAME_BYTES_MAX = 24, YEARS_MAX = 10 };

/* ---- the form ---- */

static const struct calculator_rows event_rows = {"event-on", "event", EVENT_ROWS_LEAST,
                                                  EVENTS_MAX};

/* "fournisseur contre client : prix (3 ans)" */
static struct str claim_text(struct calculator *c, const struct law_limitation_row *row)
{
    struct buf text;
    buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, tr(c->r->lang, row->who));
    buf_add_c(&text, tr(c->r->lang, " : "));
    buf_add_c(&text, tr(c->r->lang, row->what));
    buf_add_c(&text, " (");
    law_months_text(row->months, c->r->lang, &text);
    buf_add_c(&text, ")");
    return buf_str(&text);
}

static void declare_claims(struct calculator *c)
{
    size_t n = 0;
    struct calculator_word *words =
        ARENA_ARRAY(c->r->arena, c->tables->limitation_count, struct calculator_word);
    for (size_t i = 0; i < c->tables->limitation_count; i++) {
        const struct law_limitation_row *row = &c->tables->limitations[i];
        if ((row->flags & LIMITATION_NO_CLAIM) == 0)
            words[n++] = (struct calculator_word){row->code, claim_text(c, row)};
    }
    calculator_choose(
        c, &(struct calculator_field){.name = "claim", .label = N_("Créance"), .wide = true}, words,
        n);
}

static void declare_events(struct calculator *c)
{
    size_t rows = calculator_rows_shown(c, &event_rows);
    struct calculator_word words[LAW_EVENT_COUNT + 1] = {{"", STR("—")}};
    for (int i = 0; i < LAW_EVENT_COUNT; i++)
        words[i + 1] =
            (struct calculator_word){law_event_code((enum law_event_kind)i),
                                     str_of(law_event_label((enum law_event_kind)i, c->r->lang))};
    calculator_group(c, N_("Ce qui s’est passé depuis"), NULL);
    for (size_t i = 0; i < rows; i++) {
        calculator_add(c, &(struct calculator_field){.name = calculator_row_name(c, "event-on", i),
                                                     .label = N_("Le"),
                                                     .kind = CALCULATOR_DAY});
        calculator_choose(c,
                          &(struct calculator_field){.name = calculator_row_name(c, "event", i),
                                                     .label = N_("Événement")},
                          words, LAW_EVENT_COUNT + 1);
    }
}

static void declare(struct calculator *c)
{
    static const char *const years[] = {"",   "1y", "2y", "3y", "4y", "5y",
                                        "6y", "7y", "8y", "9y", "10y"};
    struct calculator_word words[YEARS_MAX + 1];
    words[0] = (struct calculator_word){"", calculator_tr(c, N_("aucun"))};
    for (int i = 1; i <= YEARS_MAX; i++) {
        struct buf text;
        buf_init(&text, c->r->arena, NAME_BYTES_MAX);
        law_months_text(i * 12, c->r->lang, &text);
        words[i] = (struct calculator_word){years[i], buf_str(&text)};
    }
    calculator_form(c, N_("La créance"), N_("Calculer"), NULL);
    declare_claims(c);
    calculator_add(c, &(struct calculator_field){.name = "start",
                                                 .label = N_("Exigible le"),
                                                 .kind = CALCULATOR_DAY,
                                                 .required = true});
    calculator_add(c, &(struct calculator_field){.name = "on",
                                                 .label = N_("Répondre au"),
                                                 .kind = CALCULATOR_DAY,
                                                 .help = N_("Vide : aujourd’hui.")});
    declare_events(c);
    calculator_group(c, N_("Délai convenu entre les parties"), NULL);
    calculator_choose(
        c, &(struct calculator_field){.name = "agreed-period", .label = N_("Délai convenu")}, words,
        YEARS_MAX + 1);
}

/* ---- reading ---- */

static bool read_events(struct calculator *c, struct law_limitation_case *request)
{
    struct law_event *events = ARENA_ARRAY(c->r->arena, EVENTS_MAX, struct law_event);
    size_t n = 0;
    for (size_t i = 0; i < EVENTS_MAX; i++) {
        if (!calculator_row_filled(c, &event_rows, i))
            continue;
        const char *name = calculator_row_name(c, "event", i);
        struct str kind = calculator_text(c, name);
        if (!calculator_day_needed(c, calculator_row_name(c, "event-on", i), &events[n].on))
            return false;
        if (kind.n == 0)
            return err_set_field(&c->failure, ERR_OPTION_MISSING, name, STR(""));
        if (!law_event_parse(kind, &events[n].kind))
            return err_set_field(&c->failure, ERR_BAD_OPTION_VALUE, name, kind);
        n++;
    }
    if (calculator_row_filled(c, &event_rows, EVENTS_MAX))
        return err_set_field(&c->failure, ERR_TOO_MANY_ARGUMENTS, "event",
                             calculator_text(c, calculator_row_name(c, "event", EVENTS_MAX)));
    request->events = events;
    request->event_count = n;
    return true;
}

/* "1y" to "10y" */
static bool read_agreed(struct calculator *c, struct law_limitation_case *request)
{
    struct str text = calculator_text(c, "agreed-period");
    int32_t years = 0;
    if (text.n == 0)
        return true;
    for (size_t i = 0; i + 1 < text.n && text.n <= 3; i++)
        years =
            text.p[i] >= '0' && text.p[i] <= '9' ? years * 10 + (text.p[i] - '0') : YEARS_MAX + 1;
    request->agreed_months = years * 12;
    return (text.p[text.n - 1] == 'y' && years >= 1 && years <= YEARS_MAX) ||
           err_set_field(&c->failure, ERR_BAD_OPTION_VALUE, "agreed-period", text);
}

static bool computed(struct calculator *c, struct law_limitation_case *request,
                     struct law_limitation *r)
{
    struct str code = calculator_text(c, "claim");
    *request = (struct law_limitation_case){
        .claim = law_limitation_find(c->tables, code), .start = DAY_NONE, .on = c->r->app->today};
    if (request->claim == NULL)
        return err_set_field(&c->failure, ERR_UNKNOWN_CLAIM, "claim", code);
    return calculator_day_needed(c, "start", &request->start) &&
           calculator_day(c, "on", &request->on) && read_events(c, request) &&
           read_agreed(c, request) &&
           law_limitation_compute(c->tables, request, c->r->arena, r, &c->failure);
}

/* ---- the answer ---- */

static struct str day_or_open(struct calculator *c, struct day day)
{
    return day_is(day) ? calculator_date(c, day) : calculator_tr(c, N_("pas encore fixé"));
}

static void show_steps(struct calculator *c, const struct law_limitation *r)
{
    static const char *const heads[] = {N_("Le"), N_("Événement"), N_("Effet"), N_("Dernier jour"),
                                        N_("Article")};
    struct calculator_grid g;
    if (r->step_count == 0)
        return;
    calculator_grid(c,
                    &(struct calculator_columns){N_("Ce que font les événements"), "dllda", heads,
                                                 r->step_count},
                    &g);
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        calculator_row(&g);
        calculator_cell(&g, calculator_date(c, s->event.on));
        calculator_cell(&g, str_of(law_event_label(s->event.kind, c->r->lang)));
        calculator_cell(&g, str_of(law_effect_sentence(s->effect, c->r->lang)));
        calculator_cell(&g, day_or_open(c, s->last_day));
        calculator_cell(&g, str_of(s->rule == NULL ? "" : s->rule->note.article));
        if (s->rule != NULL)
            calculator_rule(c, s->rule);
    }
}

static void show(struct calculator *c, const struct law_limitation_case *request,
                 const struct law_limitation *r)
{
    static const char *const tones[] = {[LAW_LIMITATION_RUNNING] = "grn",
                                        [LAW_LIMITATION_SUSPENDED] = "amb",
                                        [LAW_LIMITATION_INTERRUPTED] = "amb",
                                        [LAW_LIMITATION_EXPIRED] = "red"};
    struct law_remark remarks[LAW_REMARKS_MAX];
    size_t n = law_limitation_remarks(request, r, remarks);
    struct buf period;
    buf_init(&period, c->r->arena, LIMIT_FIELD_BYTES);
    law_months_text(request->agreed_months > 0 ? request->agreed_months : request->claim->months,
                    c->r->lang, &period);
    calculator_result(c, N_("Agir au plus tard"), day_or_open(c, r->act_before));
    c->view.tone = str_of(tones[r->status]);
    c->view.tag = str_of(law_status_label(r->status, c->r->lang));
    c->view.sentence = claim_text(c, request->claim);
    calculator_figure(c, N_("Dernier jour"), day_or_open(c, r->last_day), STR(""));
    calculator_figure(c, N_("Départ"), calculator_date(c, request->start), STR(""));
    calculator_figure(c, N_("Répondu au"), calculator_date(c, request->on), STR(""));
    if (day_is(r->ceiling))
        calculator_figure(c, N_("Butoir de vingt ans"), calculator_date(c, r->ceiling), STR(""));
    calculator_source(c, tr(c->r->lang, N_("Le délai")), buf_str(&period), &request->claim->note);
    show_steps(c, r);
    for (size_t i = 0; i < n; i++)
        calculator_warn(c, calculator_tr(c, remarks[i].text));
}

/* One to ten years was read already: what is left is a claim whose period cannot be agreed. */
static void refuse_agreement(struct calculator *c)
{
    err_clear(&c->failure);
    c->why =
        calculator_tr(c, N_("Pour cette créance, les parties ne peuvent pas changer le délai."));
    (void)err_set_field(&c->failure, ERR_OPTION_CONFLICT, "agreed-period", STR(""));
}

bool calculator_limitation_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    struct law_limitation_case request;
    struct law_limitation limitation;
    if (!calculator_open(&c, r, CALCULATOR_LIMITATION, err))
        return false;
    declare(&c);
    if (c.asked && computed(&c, &request, &limitation))
        show(&c, &request, &limitation);
    else if (c.failure.code == ERR_IMPOSSIBLE_VALUE)
        refuse_agreement(&c);
    calculator_close(&c, out);
    return true;
}
