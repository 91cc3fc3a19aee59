/* relance law term: the last day to pay under a rule. */
#include "app/legal/law_text.h"
#include "base/json.h"
#include "commands.h"
#include "law/term.h"
#include "law_options.h"

static const struct cmd_option options[] = {
    {"rule", "R", OPT_REQUIRED,
     "net30|net60|eom45a|eom45b|periodic45|fresh-food|fresh-food-periodic|eom60"},
    {"date", "D", OPT_REQUIRED,
     N_("date de la facture ; livraison pour fresh-food*, réception pour net30")},
    {NULL, NULL, 0, NULL},
};

static int run(struct cmd *c)
{
    struct str code = cmd_value(c, "rule");
    struct day date = DAY_NONE;
    enum law_term rule;
    if (!law_options_day(c, "date", &date)) {
        return cmd_fail(c);
    }
    if (!law_term_parse(code, &rule)) {
        err_set_field(&c->err, ERR_UNKNOWN_RULE, "rule", code);
        return cmd_fail(c);
    }
    const struct law_tables *tables;
    if (!law_options_tables(c, &tables))
        return cmd_fail(c);
    const struct law_term_row *row = law_term_on(tables, rule, date);
    if (row == NULL) {
        err_set_field(&c->err, ERR_RATE_MISSING, "payment-terms", code);
        return cmd_fail(c);
    }
    struct day last = law_term_last_day(rule, date);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_day(&j, "last_day", last);
        json_bool(&j, "allowed", row->allowed);
        json_cstr(&j, "article", row->note.article);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add_c(&c->out, cmd_tr(c, "Dernier jour pour payer : "));
    buf_add_day_lang(&c->out, last, c->lang);
    buf_add_char(&c->out, '\n');
    buf_add_c(&c->out, cmd_tr(c, row->allowed ? N_("Délai licite : ") : N_("Délai illicite : ")));
    buf_add_c(&c->out, row->note.article);
    law_add_unverified(c, &row->note);
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

const struct command cmd_law_term = {
    .name = "law term",
    .arguments = "",
    .options = options,
    .summary = N_("Dernier jour pour payer selon une règle de délai, et si elle est licite."),
    .help =
        N_("net30   30 jours après la réception (rien de convenu)\n"
           "net60   60 jours après la facture\n"
           "eom45a  45 jours, puis fin de mois\n"
           "eom45b  fin de mois, puis 45 jours\n"
           "periodic45  facture périodique : 45 jours\n"
           "fresh-food, fresh-food-periodic  denrées périssables : 30 jours après la livraison, ou "
           "après la fin de la décade\n"
           "eom60   60 jours fin de mois : illicite\n"
           "\n"
           "Exemple : relance law term --rule eom45a --date 2026-02-15"),
    .run = run,
};
