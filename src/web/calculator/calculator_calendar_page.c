/* Calculateur, Procédure collective and Jours fériés: days the calendar gives. */
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "base/limits.h"
#include "calculator.h"
#include "law/deadline.h"
#include "law/holiday.h"
#include "web/pages.h"
#include "web/parts/format.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2150, YEAR_BYTES_MAX = 8 };

/* ---- deadlines after an opening judgment ---- */

static void deadline_row(struct calculator *c, struct calculator_grid *g, enum law_rule rule,
                         struct day day)
{
    const struct law_rule_row *row = law_rule_newest(c->tables, rule);
    struct buf value;
    buf_init(&value, c->r->arena, LIMIT_FIELD_BYTES);
    law_rule_value(row, c->r->lang, &value);
    calculator_row(g);
    calculator_cell(g, str_of(law_rule_label(rule, c->r->lang)));
    calculator_cell(g, calculator_date(c, day));
    calculator_cell(g, buf_str(&value));
    calculator_cell(g, str_of(row->note.article));
    calculator_cell(g, str_of(law_confidence_label(row->note.confidence, c->r->lang)))->tone =
        str_of(calculator_confidence_tone(row->note.confidence));
    calculator_rule(c, row);
}

static void show_deadlines(struct calculator *c, const struct law_claim_deadlines *d)
{
    static const char *const heads[] = {N_("Acte"), N_("Dernier jour"), N_("Délai"), N_("Article"),
                                        N_("Confiance")};
    struct calculator_grid g;
    calculator_result(c, N_("Déclarer au plus tard, créancier en métropole"),
                      calculator_date(c, d->mainland));
    calculator_figure(c, N_("Créancier hors métropole"), calculator_date(c, d->outside), STR(""));
    calculator_figure(c, N_("Relevé de forclusion"), calculator_date(c, d->relief), STR(""));
    calculator_figure(c, N_("Revendication (réserve de propriété)"),
                      calculator_date(c, d->retention), STR(""));
    calculator_grid(
        c, &(struct calculator_columns){N_("Chaque délai, et son article"), "ldlal", heads, 4}, &g);
    deadline_row(c, &g, LAW_RULE_DECLARATION_MONTHS, d->mainland);
    deadline_row(c, &g, LAW_RULE_DECLARATION_OUTSIDE_MONTHS, d->outside);
    deadline_row(c, &g, LAW_RULE_RELIEF_MONTHS, d->relief);
    deadline_row(c, &g, LAW_RULE_RETENTION_MONTHS, d->retention);
    calculator_rule(c, law_rule_newest(c->tables, LAW_RULE_DECLARATION_RAW_DATE));
    calculator_warn(c, calculator_tr(c, N_("Dates brutes : aucun report au jour ouvrable n’est "
                                           "compté (non vérifié). Agissez cinq jours plus tôt.")));
    calculator_warn(c, calculator_tr(c, N_("Créancier titulaire d’une sûreté ou d’un contrat "
                                           "publié : le délai court de l’avis personnel.")));
}

bool calculator_deadline_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    struct law_claim_deadlines d;
    struct day bodacc = DAY_NONE;
    if (!calculator_open(&c, r, CALCULATOR_DEADLINE, err))
        return false;
    calculator_form(&c, N_("La publication"), N_("Calculer"), NULL);
    calculator_add(&c, &(struct calculator_field){
                           .name = "bodacc",
                           .label = N_("Publication au BODACC"),
                           .kind = CALCULATOR_DAY,
                           .required = true,
                           .wide = true,
                           .help = N_("Du jugement d’ouverture, non le jour du jugement.")});
    if (c.asked && calculator_day_needed(&c, "bodacc", &bodacc) &&
        law_claim_deadlines(c.tables, bodacc, &d, &c.failure))
        show_deadlines(&c, &d);
    calculator_close(&c, out);
    return true;
}

/* ---- holidays ---- */

static void declare_holidays(struct calculator *c)
{
    struct calculator_word words[LAW_REGION_COUNT];
    struct buf year;
    buf_init(&year, c->r->arena, YEAR_BYTES_MAX);
    buf_add_int(&year, day_to(c->r->app->today).year);
    for (int i = 0; i < LAW_REGION_COUNT; i++)
        words[i] =
            (struct calculator_word){law_region_code((enum law_region)i),
                                     str_of(law_region_label((enum law_region)i, c->r->lang))};
    calculator_form(c, N_("L’année"), N_("Montrer"), NULL);
    calculator_add(c, &(struct calculator_field){.name = "year",
                                                 .label = N_("Année"),
                                                 .kind = CALCULATOR_AMOUNT,
                                                 .required = true,
                                                 .value = buf_str(&year)});
    calculator_choose(c, &(struct calculator_field){.name = "region", .label = N_("Région")}, words,
                      LAW_REGION_COUNT);
}

static bool read_year(struct calculator *c, int32_t *year)
{
    struct str text = calculator_text(c, "year");
    bool good = text.n == 4;
    *year = 0;
    for (size_t i = 0; good && i < text.n; i++) {
        good = text.p[i] >= '0' && text.p[i] <= '9';
        *year = *year * 10 + (text.p[i] - '0');
    }
    return (good && *year >= YEAR_MIN && *year <= YEAR_MAX) ||
           err_set_field(&c->failure, ERR_BAD_OPTION_VALUE, "year", text);
}

static void show_holidays(struct calculator *c, int32_t year, enum law_region region)
{
    static const char *const heads[] = {N_("Jour"), N_("Fête"), N_("Article"), N_("Confiance")};
    struct law_holiday list[LAW_HOLIDAYS_MAX];
    struct calculator_grid g;
    size_t n = law_holidays(c->tables, year, region, list);
    calculator_result(c, N_("Jours fériés"), format_count(c->r->arena, (int64_t)n, c->r->lang));
    c->view.sentence = str_of(law_region_label(region, c->r->lang));
    calculator_grid(
        c, &(struct calculator_columns){N_("Les jours"), "llal", heads, LAW_HOLIDAYS_MAX}, &g);
    for (size_t i = 0; i < n; i++) {
        const struct law_note *note = &list[i].row->note;
        const char *name = tr(c->r->lang, list[i].row->name);
        calculator_row(&g);
        calculator_cell(&g, format_day_long(c->r->arena, list[i].day, c->r->lang))->note =
            calculator_date(c, list[i].day);
        calculator_cell(&g, str_of(name));
        calculator_cell(&g, str_of(note->article));
        calculator_cell(&g, str_of(law_confidence_label(note->confidence, c->r->lang)))->tone =
            str_of(calculator_confidence_tone(note->confidence));
        calculator_source(c, name, STR(""), note);
    }
}

bool calculator_holidays_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    int32_t year;
    if (!calculator_open(&c, r, CALCULATOR_HOLIDAYS, err))
        return false;
    declare_holidays(&c);
    if (c.asked && read_year(&c, &year)) {
        struct str code = calculator_text(&c, "region");
        enum law_region region = LAW_REGION_MAINLAND;
        if (code.n == 0 || law_region_parse(code, &region))
            show_holidays(&c, year, region);
        else
            (void)err_set_field(&c.failure, ERR_BAD_OPTION_VALUE, "region", code);
    }
    calculator_close(&c, out);
    return true;
}
