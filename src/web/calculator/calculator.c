#include "calculator.h"

#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "app/legal/load_law.h"
#include "base/limits.h"
#include "web/parts/form_words.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

enum { FIGURES_MAX = 8, TABLES_MAX = 4, NOTES_MAX = 64, GIVEN_MAX = 100 };

static const struct {
    const char *path, *text, *title, *lead;
} tabs[CALCULATOR_TAB_COUNT] = {
    [CALCULATOR_INTEREST] = {"/calculateur/interets", N_("Intérêts"), N_("Intérêts de retard"),
                             N_("Intérêts, indemnité et total, jour par jour, avec les articles.")},
    [CALCULATOR_TERM] = {"/calculateur/delais-de-paiement", N_("Délais de paiement"),
                         N_("Délais de paiement"),
                         N_("Dernier jour pour payer selon une règle, et si elle est licite.")},
    [CALCULATOR_LIMITATION] = {"/calculateur/prescription", N_("Prescription"), N_("Prescription"),
                               N_("Jusqu’à quand agir en justice, et ce que font les événements.")},
    [CALCULATOR_DEADLINE] = {"/calculateur/procedure-collective", N_("Procédure collective"),
                             N_("Procédure collective"),
                             N_("Délais pour déclarer une créance après un jugement d’ouverture.")},
    [CALCULATOR_HOLIDAYS] = {"/calculateur/jours-feries", N_("Jours fériés"), N_("Jours fériés"),
                             N_("Jours fériés d’une année, en métropole ou dans une région.")},
    [CALCULATOR_TABLES] = {"/calculateur/tables", N_("Tables"), N_("Tables de droit"),
                           N_("Les tables de droit, leur âge, leur source, ce qui n’est pas "
                              "vérifié.")},
    [CALCULATOR_IDENTIFIERS] = {"/calculateur/identifiants", N_("Identifiants"), N_("Identifiants"),
                                N_("SIREN, SIRET, IBAN, RIB, TVA, référence RF et ICS : vérifier "
                                   "une clé ou la fabriquer.")},
    [CALCULATOR_QR] = {"/calculateur/qr", N_("Code QR"), N_("Code QR de virement"),
                       N_("Le code que le débiteur lit avec l’application de sa banque "
                          "(EPC069-12).")},
};

struct str calculator_tr(const struct calculator *c, const char *french)
{
    return str_of(french == NULL ? "" : tr(c->r->lang, french));
}

const char *calculator_path(enum calculator_tab tab)
{
    ASSERT(tab < CALCULATOR_TAB_COUNT);
    return tabs[tab].path;
}

static void add_tabs(struct calculator *c)
{
    struct v_calculator_tabs *out =
        ARENA_ARRAY(c->r->arena, CALCULATOR_TAB_COUNT, struct v_calculator_tabs);
    for (int i = 0; i < CALCULATOR_TAB_COUNT; i++)
        out[i] = (struct v_calculator_tabs){.text = calculator_tr(c, tabs[i].text),
                                            .href = str_of(tabs[i].path),
                                            .on = i == (int)c->tab};
    c->view.tabs = out;
    c->view.tabs_count = CALCULATOR_TAB_COUNT;
}

bool calculator_open(struct calculator *c, struct request *r, enum calculator_tab tab,
                     struct err *err)
{
    *c = (struct calculator){.r = r, .tab = tab, .asked = r->query.count > 0};
    if (!law_tables_of(r->app, r->arena, &c->tables, err))
        return false;
    c->figures = ARENA_ARRAY(r->arena, FIGURES_MAX, struct v_calculator_figures);
    c->tables_shown = ARENA_ARRAY(r->arena, TABLES_MAX, struct v_calculator_table);
    c->articles = ARENA_ARRAY(r->arena, NOTES_MAX, struct v_calculator_articles);
    c->warnings = ARENA_ARRAY(r->arena, NOTES_MAX, struct v_calculator_warnings);
    c->sources = ARENA_ARRAY(r->arena, NOTES_MAX, struct v_calculator_sources);
    c->source_notes = ARENA_ARRAY(r->arena, NOTES_MAX, const struct law_note *);
    c->given = ARENA_ARRAY(r->arena, GIVEN_MAX, struct v_calculator_given);
    c->view.title = calculator_tr(c, tabs[tab].title);
    c->view.lead = calculator_tr(c, tabs[tab].lead);
    add_tabs(c);
    return true;
}

/* ---- what was refused ---- */

static void say(const struct calculator *c, struct str *sentence, struct str *advice)
{
    struct str arg = arena_str(c->r->arena, str_of(c->failure.arg));
    struct rate minimum;
    if (c->failure.code == ERR_RATE_BELOW_MINIMUM && rate_parse(arg, &minimum, NULL))
        arg = calculator_percent(c, minimum);
    form_words(c->r, &c->failure, arg, sentence, advice);
}

/* "payment" stands for its first row. */
static bool is_field(struct str name, const char *asked)
{
    struct str prefix = str_of(asked);
    return str_eq(name, prefix) ||
           (str_starts(name, prefix) && str_is(str_slice(name, prefix.n, name.n), "-1"));
}

static const struct calculator_place *failed_place(const struct calculator *c)
{
    for (size_t i = 0; i < c->place_count && c->failure.field[0] != '\0'; i++) {
        if (is_field(c->places[i].field->name, c->failure.field))
            return &c->places[i];
    }
    return NULL;
}

static void refuse(struct calculator *c, struct response *out)
{
    const struct calculator_place *place = failed_place(c);
    struct str sentence;
    struct str advice;
    say(c, &sentence, &advice);
    out->status = 422;
    c->view.answered = false;
    c->view.given_count = 0;
    if (place == NULL) {
        c->view.error = sentence;
        c->view.advice = advice;
        return;
    }
    place->field->error = sentence;
    place->field->help = c->why.n > 0 ? c->why : advice;
    place->field->first_bad = true;
    place->group->open = true;
}

void calculator_close(struct calculator *c, struct response *out)
{
    struct request *r = c->r;
    struct str today = calculator_date(c, r->app->today);
    if (err_is(&c->failure))
        refuse(c, out);
    if (!c->view.answered && c->view.error.n == 0)
        c->view.empty = calculator_tr(
            c, N_("Le résultat s’affiche ici, avec ses articles, ses sources et ce qui n’est pas "
                  "vérifié. L’adresse de la page le contient : elle se garde et se partage."));
    c->view.made = format_text(
        r->arena,
        tr(r->lang, N_("Relance, journée du %1. Ce calcul n’est pas un conseil juridique.")),
        &today, 1);
    shell_fill(r, out, SHELL_CALCULATOR, c->view.title, &c->view.page);
    view_calculator(&out->body, &c->view, r->lang);
}

/* ---- the answer ---- */

void calculator_result(struct calculator *c, const char *label, struct str value)
{
    c->view.answered = true;
    c->view.label = calculator_tr(c, label);
    c->view.value = value;
}

void calculator_tag(struct calculator *c, const char *tone, const char *text)
{
    c->view.tone = str_of(tone);
    c->view.tag = calculator_tr(c, text);
}

void calculator_figure(struct calculator *c, const char *label, struct str value, struct str note)
{
    ASSERT(c->view.figures_count < FIGURES_MAX);
    c->figures[c->view.figures_count++] = (struct v_calculator_figures){
        .label = calculator_tr(c, label), .value = value, .note = note};
    c->view.figures = c->figures;
}

void calculator_warn(struct calculator *c, struct str text)
{
    if (c->view.warnings_count == NOTES_MAX)
        return;
    c->warnings[c->view.warnings_count++].text = text;
    c->view.warnings = c->warnings;
}

static void add_article(struct calculator *c, const char *article)
{
    for (size_t i = 0; i < c->view.articles_count; i++) {
        if (str_is(c->articles[i].text, article))
            return;
    }
    c->articles[c->view.articles_count++].text = str_of(article);
    c->view.articles = c->articles;
}

const char *calculator_confidence_tone(enum law_confidence confidence)
{
    return confidence == LAW_READ ? "grn" : confidence == LAW_SECONDARY ? "out" : "amb";
}

struct str calculator_note_period(const struct request *r, const struct law_note *note)
{
    struct arena *a = r->arena;
    enum lang lang = r->lang;
    struct str days[] = {format_day(a, note->from, lang), format_day(a, note->to, lang)};
    if (day_is(note->from) && day_is(note->to))
        return format_text(a, tr(lang, N_("du %1 au %2")), days, 2);
    if (day_is(note->from))
        return format_text(a, tr(lang, N_("depuis le %1")), days, 2);
    return day_is(note->to) ? format_text(a, tr(lang, N_("jusqu’au %2")), days, 2) : STR("");
}

struct str calculator_period(const struct calculator *c, const struct law_note *note)
{
    return calculator_note_period(c->r, note);
}

void calculator_source(struct calculator *c, const char *what, struct str value,
                       const struct law_note *note)
{
    size_t n = c->view.sources_count;
    for (size_t i = 0; i < n; i++) {
        if (c->source_notes[i] == note)
            return;
    }
    if (n == NOTES_MAX)
        return;
    add_article(c, note->article);
    c->source_notes[n] = note;
    c->sources[n] = (struct v_calculator_sources){
        .what = str_of(what),
        .value = value,
        .period = calculator_period(c, note),
        .article = str_of(note->article),
        .source = str_of(law_source_text(note->source, c->r->lang)),
        .checked = calculator_date(c, note->checked_on),
        .tone = str_of(calculator_confidence_tone(note->confidence)),
        .confidence = str_of(law_confidence_label(note->confidence, c->r->lang)),
    };
    c->view.sources = c->sources;
    c->view.sources_count = n + 1;
}

void calculator_rule(struct calculator *c, const struct law_rule_row *row)
{
    struct buf value;
    buf_init(&value, c->r->arena, LIMIT_FIELD_BYTES);
    law_rule_value(row, c->r->lang, &value);
    calculator_source(c, law_rule_label(row->rule, c->r->lang), buf_str(&value), &row->note);
}

void calculator_grid(struct calculator *c, const struct calculator_columns *columns,
                     struct calculator_grid *g)
{
    struct arena *a = c->r->arena;
    ASSERT(c->view.tables_count < TABLES_MAX);
    *g = (struct calculator_grid){
        .arena = a, .align = columns->align, .columns = strlen(columns->align)};
    struct v_calculator_table_heads *out =
        ARENA_ARRAY(a, g->columns, struct v_calculator_table_heads);
    for (size_t i = 0; i < g->columns; i++)
        out[i] = (struct v_calculator_table_heads){.text = calculator_tr(c, columns->heads[i]),
                                                   .right = g->align[i] == 'r'};
    g->table = &c->tables_shown[c->view.tables_count++];
    g->rows = ARENA_ARRAY(a, columns->rows_max, struct v_calculator_table_rows);
    *g->table = (struct v_calculator_table){.title = calculator_tr(c, columns->title),
                                            .heads = out,
                                            .heads_count = g->columns,
                                            .pile = g->columns > FORMAT_COLUMNS_ACROSS,
                                            .rows = g->rows};
    c->view.tables = c->tables_shown;
}

void calculator_row(struct calculator_grid *g)
{
    g->cells = ARENA_ARRAY(g->arena, g->columns, struct v_calculator_table_rows_cells);
    g->rows[g->table->rows_count++].cells = g->cells;
}

static struct str place_of(char align)
{
    return align == 'r'   ? STR("r nw")
           : align == 'd' ? STR("n")
           : align == 'a' ? STR("nw")
                          : STR("");
}

struct v_calculator_table_rows_cells *calculator_cell(struct calculator_grid *g, struct str text)
{
    struct v_calculator_table_rows *row = &g->rows[g->table->rows_count - 1];
    ASSERT(row->cells_count < g->columns);
    struct v_calculator_table_rows_cells *cell = &g->cells[row->cells_count];
    *cell = (struct v_calculator_table_rows_cells){.text = text,
                                                   .head = g->table->heads[row->cells_count].text,
                                                   .place = place_of(g->align[row->cells_count])};
    row->cells_count++;
    return cell;
}

/* ---- words ---- */

struct str calculator_money(const struct calculator *c, int64_t cents)
{
    return format_money(c->r->arena, eur(cents), c->r->lang);
}

struct str calculator_date(const struct calculator *c, struct day day)
{
    return format_day(c->r->arena, day, c->r->lang);
}

struct str calculator_percent(const struct calculator *c, struct rate rate)
{
    struct buf text;
    buf_init(&text, c->r->arena, LIMIT_FIELD_BYTES);
    buf_add_rate_lang(&text, rate, c->r->lang);
    return buf_str(&text);
}
