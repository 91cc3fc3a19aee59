/* Calculateur, Délais de paiement: the last day to pay under each rule. */
#include "app/legal/law_words.h"
#include "calculator.h"
#include "law/term.h"
#include "web/pages.h"
#include "web/parts/format.h"

enum { TERMS_FIRST = LAW_TERM_NET30, TERMS = LAW_TERM_COUNT - LAW_TERM_NET30 };

static void declare(struct calculator *c)
{
    struct calculator_word words[TERMS];
    for (int i = 0; i < TERMS; i++) {
        enum law_term term = (enum law_term)(TERMS_FIRST + i);
        words[i] =
            (struct calculator_word){law_term_code(term), str_of(law_term_label(term, c->r->lang))};
    }
    calculator_form(c, N_("La règle"), N_("Calculer"), NULL);
    calculator_choose(
        c, &(struct calculator_field){.name = "rule", .label = N_("Règle"), .wide = true}, words,
        TERMS);
    calculator_add(
        c, &(struct calculator_field){.name = "date",
                                      .label = N_("Date"),
                                      .kind = CALCULATOR_DAY,
                                      .required = true,
                                      .wide = true,
                                      .help = N_("De la facture ; de la réception pour « rien de "
                                                 "convenu » ; de la livraison pour les denrées.")});
}

/* The other rules on the same date, to compare. */
static void show_all(struct calculator *c, enum law_term chosen, struct day date)
{
    static const char *const heads[] = {N_("Règle"), N_("Dernier jour"), N_("État"), N_("Article")};
    struct calculator_grid g;
    calculator_grid(
        c,
        &(struct calculator_columns){N_("Toutes les règles pour cette date"), "ldla", heads, TERMS},
        &g);
    for (int i = TERMS_FIRST; i < LAW_TERM_COUNT; i++) {
        enum law_term term = (enum law_term)i;
        const struct law_term_row *row = law_term_on(c->tables, term, date);
        if (row == NULL)
            continue;
        calculator_row(&g);
        g.rows[g.table->rows_count - 1].on = term == chosen;
        calculator_cell(&g, str_of(law_term_label(term, c->r->lang)));
        calculator_cell(&g, calculator_date(c, law_term_last_day(term, date)));
        calculator_cell(&g, calculator_tr(c, row->allowed ? N_("licite") : N_("illicite")))->tone =
            str_of(row->allowed ? "grn" : "red");
        calculator_cell(&g, str_of(row->note.article));
    }
}

static bool answer(struct calculator *c)
{
    struct str code = calculator_text(c, "rule");
    struct day date = DAY_NONE;
    enum law_term term;
    if (!law_term_parse(code, &term))
        return err_set_field(&c->failure, ERR_BAD_OPTION_VALUE, "rule", code);
    if (!calculator_day_needed(c, "date", &date))
        return false;
    const struct law_term_row *row = law_term_on(c->tables, term, date);
    if (row == NULL)
        return err_set_field(&c->failure, ERR_RATE_MISSING, "date",
                             calculator_tr(c, N_("cette date")));
    const char *tag = row->allowed ? N_("Délai licite") : N_("Délai illicite");
    calculator_result(c, N_("Dernier jour pour payer"),
                      calculator_date(c, law_term_last_day(term, date)));
    calculator_tag(c, row->allowed ? "grn" : "red", tag);
    c->view.sentence = str_of(law_term_label(term, c->r->lang));
    calculator_source(c, law_term_label(term, c->r->lang), calculator_tr(c, tag), &row->note);
    show_all(c, term, date);
    return true;
}

bool calculator_term_page(struct request *r, struct response *out, struct err *err)
{
    struct calculator c;
    if (!calculator_open(&c, r, CALCULATOR_TERM, err))
        return false;
    declare(&c);
    if (c.asked && !answer(&c))
        ASSERT(err_is(&c.failure));
    calculator_close(&c, out);
    return true;
}
