/* relance law claim-deadline, relance law holidays. */
#include "app/legal/law_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"
#include "law/deadline.h"
#include "law/holiday.h"
#include "law_options.h"

enum { HOLIDAY_YEAR_MIN = 1900, HOLIDAY_YEAR_MAX = 2150 };

static const struct cmd_option deadline_options[] = {
    {"bodacc", "D", OPT_REQUIRED, N_("publication du jugement d’ouverture au BODACC")},
    {NULL, NULL, 0, NULL},
};

static void deadline_row(struct cmd *c, struct columns *t, const char *label, struct day day)
{
    columns_text(t, cmd_tr(c, label));
    buf_add_day_lang(&t->cell, day, c->lang);
    columns_next(t);
}

static void deadline_rule(struct cmd *c, struct columns *t, const struct law_rule_row *row)
{
    const struct law_note *note = &row->note;
    buf_add_c(&t->cell, note->article);
    if (note->confidence == LAW_UNVERIFIED) {
        buf_add_c(&t->cell, " (");
        buf_add_c(&t->cell, law_confidence_label(note->confidence, c->lang));
        buf_add_c(&t->cell, ")");
    }
    columns_next(t);
}

static void deadline_page(struct cmd *c, const struct law_tables *tables,
                          const struct law_claim_deadlines *d)
{
    struct columns t;
    bool first = true;
    columns_begin(&t, &c->arena, "lll");
    deadline_row(c, &t, N_("Déclaration, créancier en métropole"), d->mainland);
    deadline_rule(c, &t, law_rule_newest(tables, LAW_RULE_DECLARATION_MONTHS));
    deadline_row(c, &t, N_("Déclaration, créancier hors métropole"), d->outside);
    deadline_rule(c, &t, law_rule_newest(tables, LAW_RULE_DECLARATION_OUTSIDE_MONTHS));
    deadline_row(c, &t, N_("Relevé de forclusion"), d->relief);
    deadline_rule(c, &t, law_rule_newest(tables, LAW_RULE_RELIEF_MONTHS));
    deadline_row(c, &t, N_("Revendication (réserve de propriété)"), d->retention);
    deadline_rule(c, &t, law_rule_newest(tables, LAW_RULE_RETENTION_MONTHS));
    columns_end(&t, 2, &c->out);
    law_print_warning(
        c, &first,
        str_of(cmd_tr(c, N_("Dates brutes : aucun report au jour ouvrable n’est compté (non "
                            "vérifié). Agissez cinq jours plus tôt."))));
    law_print_warning(
        c, &first,
        str_of(cmd_tr(c, N_("Créancier titulaire d’une sûreté ou d’un contrat publié : le délai "
                            "court de l’avis personnel."))));
}

static int run_deadline(struct cmd *c)
{
    struct day bodacc = DAY_NONE;
    struct law_claim_deadlines d;
    const struct law_tables *tables;
    if (!law_options_day(c, "bodacc", &bodacc) || !law_options_tables(c, &tables) ||
        !law_claim_deadlines(tables, bodacc, &d, &c->err)) {
        return cmd_fail(c);
    }
    if (!c->json) {
        deadline_page(c, tables, &d);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_day(&j, "mainland", d.mainland);
    json_day(&j, "outside", d.outside);
    json_day(&j, "relief", d.relief);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_law_claim_deadline = {
    .name = "law claim-deadline",
    .arguments = "",
    .options = deadline_options,
    .summary = N_("Délais pour déclarer une créance après un jugement d’ouverture."),
    .help = N_("Exemple : relance law claim-deadline --bodacc 2025-09-12"),
    .run = run_deadline,
};

static const struct cmd_option holiday_options[] = {
    {"region", "alsace-moselle|guadeloupe|guyane|martinique|mayotte|la-reunion", 0,
     N_("jours propres à une région")},
    {NULL, NULL, 0, NULL},
};

static const char *const weekdays[] = {
    N_("lundi"),    N_("mardi"),  N_("mercredi"), N_("jeudi"),
    N_("vendredi"), N_("samedi"), N_("dimanche"),
};

static void holidays_page(struct cmd *c, const struct law_holiday *list, size_t n)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llll");
    for (size_t i = 0; i < n; i++) {
        buf_add_day_lang(&t.cell, list[i].day, c->lang);
        columns_next(&t);
        columns_text(&t, cmd_tr(c, weekdays[day_weekday(list[i].day) - 1]));
        columns_text(&t, cmd_tr(c, list[i].row->name));
        buf_add_c(&t.cell, list[i].row->note.article);
        if (list[i].row->note.confidence == LAW_UNVERIFIED) {
            buf_add_c(&t.cell, " (");
            buf_add_c(&t.cell, law_confidence_label(LAW_UNVERIFIED, c->lang));
            buf_add_c(&t.cell, ")");
        }
        columns_next(&t);
    }
    columns_end(&t, 2, &c->out);
}

static bool read_year(struct cmd *c, int32_t *year)
{
    struct str text = c->arguments[0];
    bool good = text.n == 4;
    *year = 0;
    for (size_t i = 0; good && i < text.n; i++) {
        good = text.p[i] >= '0' && text.p[i] <= '9';
        *year = *year * 10 + (text.p[i] - '0');
    }
    return (good && *year >= HOLIDAY_YEAR_MIN && *year <= HOLIDAY_YEAR_MAX) ||
           err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "YEAR", text);
}

static int run_holidays(struct cmd *c)
{
    struct law_holiday list[LAW_HOLIDAYS_MAX];
    struct str code = cmd_value(c, "region");
    enum law_region region = LAW_REGION_MAINLAND;
    int32_t year;
    if (!read_year(c, &year)) {
        return cmd_fail(c);
    }
    if (code.p != NULL && (code.n == 0 || !law_region_parse(code, &region))) {
        err_set_field(&c->err, ERR_UNKNOWN_REGION, "region", code);
        return cmd_fail(c);
    }
    const struct law_tables *tables;
    if (!law_options_tables(c, &tables))
        return cmd_fail(c);
    size_t n = law_holidays(tables, year, region, list);
    if (!c->json) {
        holidays_page(c, list, n);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "days");
    for (size_t i = 0; i < n; i++) {
        json_day(&j, NULL, list[i].day);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_law_holidays = {
    .name = "law holidays",
    .arguments = "YEAR",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = holiday_options,
    .summary = N_("Jours fériés d’une année, en métropole ou dans une région."),
    .help = N_("Exemple : relance law holidays 2026 --region alsace-moselle"),
    .run = run_holidays,
};
