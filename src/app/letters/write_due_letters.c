#include "write_due_letters.h"

#include "app/daily/list_work.h"
#include "base/ref.h"
#include "print_letters.h"

enum { PIECE = 20 };

struct due_work {
    struct app *app;
    struct arena *arena; /* of the result */
    struct letter_desk desk;
    struct arena scratch; /* of one letter */
    const struct due_request *request;
    struct due_letters *out;
    size_t most;
};

static bool refusal(enum err_code code)
{
    struct err err = {.code = code};
    return err_exit_code(err.code) == EXIT_REFUSED;
}

static struct due_letter *add_row(struct due_work *d, const struct work_row *work,
                                  enum mailing_kind kind)
{
    size_t n = d->out->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        d->out->rows =
            arena_grow(d->arena, d->out->rows, n, n == 0 ? 1 : n * 2, sizeof *d->out->rows);
    struct due_letter *row = &d->out->rows[n];
    *row = (struct due_letter){.account_number = work->account_number,
                               .debtor = work->debtor,
                               .kind = kind,
                               .asked = {0, work->net_overdue.currency},
                               .code = ERR_NONE};
    return row;
}

/* A refusal is an answer; anything else ends the work. */
static bool write_one(struct due_work *d, const struct work_row *work, enum mailing_kind kind,
                      struct str payee, struct err *err)
{
    struct written_letter letter;
    struct err why = {0};
    arena_clear(&d->scratch);
    struct letter_request request = {
        .query = {.ref = ref_str(&d->scratch, REF_ACCOUNT, work->account_number),
                  .scope = d->request->scope.creditors,
                  .scope_count = d->request->scope.count},
        .wish = {.kind = kind, .deadline = DAY_NONE, .payee = payee},
    };
    bool ok = letter_write_within(&d->desk, &d->scratch, &request, &letter, &why);
    if (!ok && !refusal(why.code)) {
        *err = why;
        return false;
    }
    if (!ok && why.code == ERR_LETTER_PENDING) {
        d->out->waiting++;
        return true;
    }
    struct due_letter *row = add_row(d, work, kind);
    row->code = ok ? ERR_NONE : why.code;
    row->arg = arena_str(d->arena, str_of(why.code == ERR_LETTER_INCOMPLETE ? why.field : why.arg));
    if (ok) {
        row->document_number = letter.document_number;
        row->asked = (struct money){letter.asked_minor, letter.currency};
        d->out->written++;
    }
    return true;
}

/* A file whose items are to be paid to several is written to once for each of them. */
static bool write_file(struct due_work *d, const struct work_row *work, enum mailing_kind kind,
                       struct err *err)
{
    size_t before = d->out->count;
    if (!write_one(d, work, kind, STR(""), err))
        return false;
    bool mixed = d->out->count > before && d->out->rows[before].code == ERR_CONTACT_BLOCKED &&
                 str_is(d->out->rows[before].arg, block_code(BLOCK_MIXED_PAYEES));
    if (!mixed)
        return true;
    const struct payee_book *book = &d->desk.decide.objects.payees;
    for (size_t i = 0; i < d->desk.creditors.count; i++) {
        if (!str_eq(d->desk.creditors.rows[i].code, work->creditor))
            continue;
        struct payees payees = payees_of(book, d->desk.creditors.rows[i].id);
        d->out->count = before;
        for (size_t k = 0; k < payees.count; k++) {
            size_t at = d->out->count;
            if (!write_one(d, work, kind, payees.rows[k].code, err))
                return false;
            if (d->out->count > at && d->out->rows[at].code == ERR_NOTHING_OPEN)
                d->out->count = at; /* nothing is his */
        }
    }
    return true;
}

static bool wanted(const struct due_work *d, const struct work_row *row, enum mailing_kind *kind)
{
    return letter_of_action(row->action, kind) &&
           (!d->request->one_kind || *kind == d->request->kind);
}

/* Some files in one transaction. */
static bool write_piece(struct due_work *d, const struct work_row *rows, size_t count,
                        struct err *err)
{
    bool ok = true;
    if (!db_begin(d->app->db, DB_WRITE, err))
        return false;
    for (size_t i = 0; ok && i < count && d->out->written < d->most; i++) {
        enum mailing_kind kind = MAILING_KIND_COUNT;
        if (wanted(d, &rows[i], &kind))
            ok = write_file(d, &rows[i], kind, err);
    }
    ok = ok && db_commit(d->app->db, err);
    db_rollback(d->app->db);
    return ok;
}

/* Files that want a letter stand first, in their order; the number of them. */
static size_t keep_wanted(const struct due_work *d, struct work_list *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->row_count; i++) {
        enum mailing_kind kind;
        if (wanted(d, &list->rows[i], &kind))
            list->rows[count++] = list->rows[i];
    }
    return count;
}

static bool write_all(struct due_work *d, struct work_list *list, struct err *err)
{
    size_t count = keep_wanted(d, list);
    struct work_row **rows = ARENA_ARRAY(d->arena, count, struct work_row *);
    for (size_t i = 0; i < count; i++)
        rows[i] = &list->rows[i];
    for (size_t at = 0; at < count && d->out->written < d->most; at += PIECE) {
        size_t n = count - at < PIECE ? count - at : PIECE;
        if (!list_work_show(d->app, d->arena, &rows[at], n, err) ||
            !write_piece(d, &list->rows[at], n, err))
            return false;
    }
    return true;
}

bool write_due_letters(struct app *app, struct arena *a, const struct due_request *request,
                       struct due_letters *out, struct err *err)
{
    struct due_work d = {.app = app,
                         .arena = a,
                         .request = request,
                         .out = out,
                         .most = request->most > 0 ? request->most : PRINT_MAX};
    struct work_query query = {.creditor = request->creditor,
                               .scope = request->scope.creditors,
                               .scope_count = request->scope.count,
                               .blocked_most = 1};
    struct work_list list;
    *out = (struct due_letters){0};
    if (!list_work(app, a, &query, &list, err))
        return false;
    arena_init(&d.scratch, 0);
    bool ok = letter_desk_open(app, a, &d.desk, err) && write_all(&d, &list, err);
    letter_desk_close(&d.desk);
    arena_release(&d.scratch);
    return ok;
}
