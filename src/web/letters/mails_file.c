/* The e-mails of the page as a file: those of one state, or all that want somebody. */
#include "app/mail/mail_words.h"
#include "app/mail/outbox.h"
#include "base/ref.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

enum { COLUMNS = 10 };

/* What the page shows when nothing is chosen, in its order. */
static const enum dispatch_state to_do[] = {DISPATCH_IS_UNCERTAIN, DISPATCH_IS_REFUSED,
                                            DISPATCH_IS_QUEUED, DISPATCH_IS_CLAIMED};

static void add_mail(struct request *r, const struct listed_mail *l, struct table_view *table)
{
    const struct stored_mail *m = &l->mail;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(dispatch_state_words(m->state, r->lang)));
    cells[1] = table_text(str_of(dispatch_kind_words(m->kind, r->lang)));
    cells[2] = table_ref(format_ref(r->arena, REF_DOCUMENT, m->document_number));
    cells[3] = table_ref(format_ref(r->arena, REF_ACCOUNT, l->account_number));
    cells[4] = table_text(l->debtor);
    cells[5] = table_text(m->address);
    cells[6] = table_text(m->subject);
    cells[7] = table_day(m->made);
    cells[8] = table_day(m->claimed);
    cells[9] = table_text(mail_reply_words(r->arena, m->reply, r->lang));
}

static bool add_state(struct request *r, enum dispatch_state state, struct table_view *table,
                      struct err *err)
{
    struct mails_wanted wanted = {.state = state,
                                  .most = DOWNLOAD_ROWS,
                                  .newest = state == DISPATCH_IS_ACCEPTED ||
                                            state == DISPATCH_IS_STOPPED};
    struct listed_mails found;
    wanted.scope.creditors = describe_scope(r, &wanted.scope.count);
    if (!list_mails(r->app, r->arena, &wanted, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_mail(r, &found.rows[i], table);
    if (found.count == DOWNLOAD_ROWS)
        download_cut(r, table);
    return true;
}

static bool download(struct request *r, struct response *out, enum table_format format,
                     struct err *err)
{
    struct table_reader reader = download_reader(r);
    struct table_view table;
    enum dispatch_state state;
    bool one = dispatch_state_parse(http_field(&r->query, "state"), &state);
    const struct table_column columns[COLUMNS] = {
        table_column(&reader, N_("État"), TABLE_TEXT, 18),
        table_column(&reader, N_("E-mail"), TABLE_TEXT, 24),
        table_column(&reader, N_("Document"), TABLE_REF, 14),
        table_column(&reader, N_("Dossier"), TABLE_REF, 14),
        table_column(&reader, N_("Débiteur"), TABLE_TEXT, 32),
        table_column(&reader, N_("À"), TABLE_TEXT, 32),
        table_column(&reader, N_("Objet"), TABLE_TEXT, 48),
        table_column(&reader, N_("Écrit le"), TABLE_DAY, 0),
        table_column(&reader, N_("Remis le"), TABLE_DAY, 0),
        table_column(&reader, N_("Réponse"), TABLE_TEXT, 40)};
    table_view_init(&table, r->arena, columns, COLUMNS);
    table.name = str_of(tr(r->lang, N_("E-mails")));
    for (size_t i = 0; i < (one ? 1 : COUNT_OF(to_do)); i++) {
        if (!add_state(r, one ? state : to_do[i], &table, err))
            return false;
    }
    struct table_file file = {&table, 1, reader.today};
    return download_table(r, out, &file, &(struct download){"relance-emails", format}, err);
}

bool mails_workbook(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_XLSX, err);
}

bool mails_csv(struct request *r, struct response *out, struct err *err)
{
    return download(r, out, TABLE_CSV, err);
}
