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

enum { COLUMNS = 12 };

/* In the order of the page. */
static const struct {
    enum mailing_state state;
    const char *words;
} states[] = {{MAILING_IS_TO_PRINT, N_("à imprimer")},
              {MAILING_IS_PRINTED, N_("imprimée, à poster")},
              {MAILING_IS_SENT, N_("partie")},
              {MAILING_IS_PRESENTED, N_("présentée")}};

static void add_letter(struct request *r, const char *state, const struct listed_letter *l,
                       struct table_view *table)
{
    const struct mailing *m = &l->letter.mail;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(tr(r->lang, state)));
    cells[1] = table_text(str_of(letter_kind_words((enum letter_kind)m->kind, r->lang)));
    cells[2] = table_ref(format_ref(r->arena, REF_DOCUMENT, l->letter.document_number));
    cells[3] = table_ref(format_ref(r->arena, REF_ACCOUNT, l->account_number));
    cells[4] = table_text(l->debtor);
    cells[5] = table_amount((struct money){l->letter.asked_minor, l->currency});
    cells[6] = table_text(download_currency(r, l->currency));
    cells[7] = table_day(m->made);
    cells[8] = table_day(m->printed);
    cells[9] = table_day(m->sent);
    if (l->letter.registered)
        cells[10] = table_text(str_of(tr(r->lang, N_("recommandée"))));
    cells[11] = table_ref(l->letter.tracking);
}

static bool add_state(struct request *r, size_t at, struct table_view *table, struct err *err)
{
    struct letters_wanted wanted = {.state = states[at].state, .most = DOWNLOAD_ROWS};
    struct listed_letters found;
    wanted.scope.creditors = describe_scope(r, &wanted.scope.count);
    if (!list_letters(r->app, r->arena, &wanted, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_letter(r, states[at].words, &found.rows[i], table);
    if (found.count == DOWNLOAD_ROWS)
        download_cut(r, table);
    return true;
}

static bool download(struct request *r, struct response *out, enum table_format format,
                     struct err *err)
{
    struct table_reader reader = download_reader(r);
    struct table_view table;
    const struct table_column columns[COLUMNS] = {
        table_column(&reader, N_("État"), TABLE_TEXT, 18),
        table_column(&reader, N_("Lettre"), TABLE_TEXT, 24),
        table_column(&reader, N_("Document"), TABLE_REF, 14),
        table_column(&reader, N_("Dossier"), TABLE_REF, 14),
        table_column(&reader, N_("Débiteur"), TABLE_TEXT, 32),
        table_column(&reader, N_("Demandé"), TABLE_AMOUNT, 0),
        table_column(&reader, N_("Devise"), TABLE_TEXT, 8),
        table_column(&reader, N_("Écrite le"), TABLE_DAY, 0),
        table_column(&reader, N_("Imprimée le"), TABLE_DAY, 0),
        table_column(&reader, N_("Partie le"), TABLE_DAY, 0),
        table_column(&reader, N_("Envoi"), TABLE_TEXT, 14),
        table_column(&reader, N_("Suivi"), TABLE_REF, 18)};
    table_view_init(&table, r->arena, columns, COLUMNS);
    table.name = str_of(tr(r->lang, N_("Lettres")));
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (!add_state(r, i, &table, err))
            return false;
    }
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){"relance-lettres", format}, err);
}

bool letters_workbook(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_XLSX, err);
}

bool letters_csv(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_CSV, err);
}
