/* relance law limitation: until when one may go to court. */
#include "app/books/limitation_remarks.h"
#include "app/legal/law_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "law/limitation.h"
#include "law_options.h"

static const struct cmd_option options[] = {
    {"claim", "CODE", OPT_REQUIRED, N_("genre de créance, par exemple B2B_GENERAL")},
    {"start", "D", OPT_REQUIRED, N_("jour où la créance est devenue exigible")},
    {"event", "D=KIND", OPT_REPEAT, N_("ce qui s’est passé depuis")},
    {"on", "D", 0, N_("jour auquel répondre (défaut : aujourd’hui)")},
    {"agreed-period", "Ny|Nm", 0, N_("délai convenu entre les parties, un à dix ans")},
    {NULL, NULL, 0, NULL},
};

static bool read_events(struct cmd *c, struct law_limitation_case *request)
{
    struct law_event *events = ARENA_ARRAY(&c->arena, LIMIT_OPTION_COUNT, struct law_event);
    struct str text;
    size_t n = 0;
    for (; cmd_value_at(c, "event", n, &text); n++) {
        struct str kind;
        if (!law_options_dated(c, "event", text, &events[n].on, &kind)) {
            return false;
        }
        if (!law_event_parse(kind, &events[n].kind)) {
            return err_set_field(&c->err, ERR_UNKNOWN_EVENT, "event", kind);
        }
    }
    request->events = events;
    request->event_count = n;
    return true;
}

/* "3y" or "18m" */
static bool read_agreed(struct cmd *c, struct law_limitation_case *request)
{
    struct str text = cmd_value(c, "agreed-period");
    int32_t n = 0;
    if (text.p == NULL) {
        return true;
    }
    char unit = text.n > 0 ? text.p[text.n - 1] : ' ';
    bool good = (unit == 'y' || unit == 'm') && text.n >= 2 && text.n <= 4;
    for (size_t i = 0; good && i + 1 < text.n; i++) {
        good = text.p[i] >= '0' && text.p[i] <= '9';
        n = n * 10 + (text.p[i] - '0');
    }
    request->agreed_months = unit == 'y' ? n * 12 : n;
    return (good && n > 0) || err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "agreed-period", text);
}

static struct str step_text(struct cmd *c, const struct law_step *s, enum lang lang)
{
    struct buf text;
    buf_init(&text, &c->arena, LIMIT_FIELD_BYTES);
    buf_add_day_lang(&text, s->event.on, lang);
    buf_add_c(&text, ", ");
    buf_add_c(&text, law_event_label(s->event.kind, lang));
    buf_add_c(&text, tr(lang, " : "));
    buf_add_c(&text, law_effect_sentence(s->effect, lang));
    buf_add_c(&text, " (");
    buf_add_c(&text, s->rule->note.article);
    if (s->rule->note.confidence == LAW_UNVERIFIED) {
        buf_add_c(&text, ", ");
        buf_add_c(&text, law_confidence_label(LAW_UNVERIFIED, lang));
    }
    buf_add_c(&text, ")");
    return buf_str(&text);
}

static void print_json(struct cmd *c, const struct law_limitation_case *request,
                       const struct law_limitation *r)
{
    struct law_remark list[LAW_REMARKS_MAX];
    size_t n = law_limitation_remarks(request, r, list);
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_day(&j, "last_day", r->last_day);
    json_day(&j, "act_before", r->act_before);
    json_cstr(&j, "status", law_limitation_status_code(r->status));
    json_cstr(&j, "article", request->claim->note.article);
    json_array(&j, "warnings");
    for (size_t i = 0; i < r->step_count; i++) {
        if (law_effect_is_none(r->steps[i].effect)) {
            law_json_warning(&j, law_effect_code(r->steps[i].effect),
                             step_text(c, &r->steps[i], LANG_FR));
        }
    }
    for (size_t i = 0; i < n; i++) {
        law_json_warning(&j, list[i].code, str_of(list[i].text));
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void day_row(struct cmd *c, struct columns *t, const char *label, struct day day)
{
    columns_text(t, cmd_tr(c, label));
    if (day_is(day)) {
        buf_add_day_lang(&t->cell, day, c->lang);
    } else {
        buf_add_c(&t->cell, cmd_tr(c, "pas encore fixé"));
    }
    columns_next(t);
}

static void print_steps(struct cmd *c, const struct law_limitation *r)
{
    struct columns t;
    if (r->step_count == 0) {
        return;
    }
    columns_begin(&t, &c->arena, "llll");
    for (size_t i = 0; i < r->step_count; i++) {
        const struct law_step *s = &r->steps[i];
        buf_add_day_lang(&t.cell, s->event.on, c->lang);
        columns_next(&t);
        columns_text(&t, law_event_label(s->event.kind, c->lang));
        columns_text(&t, law_effect_sentence(s->effect, c->lang));
        buf_add_c(&t.cell, s->rule->note.article);
        if (s->rule->note.confidence == LAW_UNVERIFIED) {
            buf_add_c(&t.cell, " (");
            buf_add_c(&t.cell, law_confidence_label(LAW_UNVERIFIED, c->lang));
            buf_add_c(&t.cell, ")");
        }
        columns_next(&t);
    }
    buf_add_char(&c->out, '\n');
    columns_end(&t, 2, &c->out);
}

static void print_page(struct cmd *c, const struct law_limitation_case *request,
                       const struct law_limitation *r)
{
    struct law_remark list[LAW_REMARKS_MAX];
    size_t n = law_limitation_remarks(request, r, list);
    struct columns t;
    bool first = true;
    buf_add_c(&c->out, request->claim->code);
    buf_add_c(&c->out, cmd_tr(c, " : "));
    buf_add_c(&c->out, cmd_tr(c, request->claim->who));
    buf_add_c(&c->out, ", ");
    buf_add_c(&c->out, cmd_tr(c, request->claim->what));
    buf_add_c(&c->out, "\n\n");
    columns_begin(&t, &c->arena, "ll");
    day_row(c, &t, N_("Départ"), request->start);
    day_row(c, &t, N_("Agir au plus tard"), r->act_before);
    day_row(c, &t, N_("Dernier jour"), r->last_day);
    columns_text(&t, cmd_tr(c, N_("Le délai")));
    columns_text(&t, law_status_label(r->status, c->lang));
    columns_text(&t, cmd_tr(c, N_("Article")));
    columns_text(&t, request->claim->note.article);
    columns_end(&t, 2, &c->out);
    print_steps(c, r);
    for (size_t i = 0; i < n; i++) {
        law_print_warning(c, &first, str_of(cmd_tr(c, list[i].text)));
    }
}

static int run(struct cmd *c)
{
    const struct law_tables *tables;
    if (!law_options_tables(c, &tables))
        return cmd_fail(c);
    struct str code = cmd_value(c, "claim");
    struct law_limitation_case request = {
        .claim = law_limitation_find(tables, code), .start = DAY_NONE, .on = c->today};
    struct law_limitation r;
    if (request.claim == NULL) {
        err_set_field(&c->err, ERR_UNKNOWN_CLAIM, "claim", code);
        return cmd_fail(c);
    }
    if (!law_options_day(c, "start", &request.start) || !law_options_day(c, "on", &request.on) ||
        !read_events(c, &request) || !read_agreed(c, &request) ||
        !law_limitation_compute(tables, &request, &c->arena, &r, &c->err)) {
        return cmd_fail(c);
    }
    if (c->json) {
        print_json(c, &request, &r);
    } else {
        print_page(c, &request, &r);
    }
    return EXIT_DONE;
}

const struct command cmd_law_limitation = {
    .name = "law limitation",
    .arguments = "",
    .options = options,
    .summary = N_("Jusqu’à quand agir en justice, et ce que font les événements."),
    .help = N_("Genres de créance : colonne 1 de « relance law tables limitation ».\n"
               "Événements : recognition, recognition-alleged, summons, proceedings-end,\n"
               "mediation-start, mediation-end, expertise-start, expertise-end, enforcement,\n"
               "formal-notice, demand.\n"
               "\n"
               "Exemple : relance law limitation --claim B2B_GENERAL --start 2021-03-10 \\\n"
               "  --event 2024-05-20=recognition"),
    .run = run,
};
