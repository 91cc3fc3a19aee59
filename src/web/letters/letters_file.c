/* The letters that wait, are to be posted or are on their way, as a file: those of the page, and
 * those it has no room for. */
#include "app/letters/letter_text.h"
#include "app/letters/print_letters.h"
#include "app/words/code_text.h"
#include "base/ref.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

/* In the order of the page. */
static const enum mailing_state states[] = {MAILING_IS_TO_PRINT, MAILING_IS_PRINTED,
                                            MAILING_IS_SENT, MAILING_IS_PRESENTED};

static void add_letter(struct request *r, const struct listed_letter *l, struct table_view *table)
{
    const struct mailing *m = &l->letter.mail;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(mailing_state_words(m->state, r->lang)));
    cells[1] = table_text(str_of(letter_kind_words((enum letter_kind)m->kind, r->lang)));
    cells[2] = table_ref(format_ref(r->arena, REF_DOCUMENT, l->letter.document_number));
    cells[3] = table_ref(format_ref(r->arena, REF_ACCOUNT, l->account_number));
    cells[4] = table_text(l->debtor);
    cells[5] = table_amount((struct money){l->letter.asked_minor, l->currency});
    cells[6] = table_text(currency_str(r->arena, l->currency));
    cells[7] = table_day(m->made);
    cells[8] = table_day(m->printed);
    cells[9] = table_day(m->sent);
    if (l->letter.registered)
        cells[10] = table_text(str_of(tr(r->lang, N_("recommandée"))));
    cells[11] = table_ref(l->letter.tracking);
}

static bool add_state(struct request *r, enum mailing_state state, struct table_view *table,
                      struct err *err)
{
    struct letters_wanted wanted = {.state = state, .most = DOWNLOAD_WANTED};
    struct listed_letters found;
    wanted.scope.creditors = describe_scope(r, &wanted.scope.count);
    if (!list_letters(r->app, r->arena, &wanted, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_letter(r, &found.rows[i], table);
    return true;
}

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (!add_state(r, states[i], table, err))
            return false;
    }
    return true;
}

static const struct table_heading columns[] = {
    {N_("État"), TABLE_TEXT, 18},      {N_("Lettre"), TABLE_TEXT, 24},
    {N_("Document"), TABLE_REF, 14},   {N_("Dossier"), TABLE_REF, 14},
    {N_("Débiteur"), TABLE_TEXT, 32},  {N_("Demandé"), TABLE_AMOUNT, 0},
    {N_("Devise"), TABLE_TEXT, 8},     {N_("Écrite le"), TABLE_DAY, 0},
    {N_("Imprimée le"), TABLE_DAY, 0}, {N_("Partie le"), TABLE_DAY, 0},
    {N_("Envoi"), TABLE_TEXT, 14},     {N_("Suivi"), TABLE_REF, 18}};

static const struct list_file list = {"relance-lettres", N_("Lettres"), columns, COUNT_OF(columns),
                                      fill};

bool letters_file(struct request *r, struct response *out, struct err *err)
{
    return download_list(r, out, &list, err);
}
