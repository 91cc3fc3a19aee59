#include "read_journal.h"

#include "app/file/find_account.h"
#include "gen/account_sql.h"
#include "store/account_store.h"
#include "store/journal_store.h"
#include "store/user_store.h"

struct reading {
    struct app *app;
    struct arena *arena;
    const struct journal_query *query;
    struct journal_span span;
    struct user *users;
    size_t user_count;
    struct journal_page *out;
};

static bool of_debtor(struct reading *r, struct err *err)
{
    struct file_query file = {.ref = r->query->ref, .creditor = r->query->creditor};
    struct q_debtor_get_in in = {0};
    struct q_debtor_get_row row = {0};
    bool found = false;
    if (!debtor_find(r->app, r->arena, &file, &in.debtor_id, err) ||
        !q_debtor_get(r->app->db, &in, r->arena, &row, &found, err))
        return false;
    r->span.subject = JOURNAL_DEBTOR;
    r->span.subject_id = in.debtor_id;
    r->out->name = found ? row.name : STR("");
    return true;
}

static bool of_creditor(struct reading *r, struct err *err)
{
    struct creditors all;
    if (!creditor_list(r->app->db, r->arena, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        bool seen = r->query->scope == NULL;
        for (size_t k = 0; k < r->query->scope_count; k++)
            seen = seen || r->query->scope[k] == all.rows[i].id;
        if (!seen || !str_eq(all.rows[i].code, r->query->creditor))
            continue;
        r->span.subject = JOURNAL_CREDITOR;
        r->span.subject_id = all.rows[i].id;
        r->out->name = all.rows[i].name;
        return true;
    }
    return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", r->query->creditor);
}

static bool find_subject(struct reading *r, struct err *err)
{
    bool creditor = r->query->ref.n == 0 && r->query->creditor.n > 0;
    if (r->query->scope != NULL && !creditor)
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", r->query->ref);
    if (r->query->ref.n > 0)
        return of_debtor(r, err);
    r->span.subject = JOURNAL_SYSTEM;
    return !creditor || of_creditor(r, err);
}

static struct str login_of(const struct reading *r, int64_t user_id)
{
    for (size_t i = 0; i < r->user_count; i++) {
        if (r->users[i].id == user_id)
            return r->users[i].login;
    }
    return STR("");
}

static struct str kept(struct arena *a, struct str s) { return s.p == NULL ? s : arena_str(a, s); }

/* One row more than asked for is read, to know whether there is another page. */
static bool read_rows(struct reading *r, struct err *err)
{
    struct journal_page *out = r->out;
    struct db_rows rows;
    out->rows = ARENA_ARRAY(r->arena, r->query->limit, struct journal_line);
    r->span.limit = (int64_t)r->query->limit + 1;
    if (!journal_open_back(r->app->db, &r->span, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct journal_row row;
        bool have = false;
        ok = journal_next_back(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (out->count == r->query->limit) {
            out->before_seq = out->rows[out->count - 1].seq;
            break;
        }
        out->rows[out->count++] =
            (struct journal_line){.seq = row.seq,
                                  .at_ms = row.at_ms,
                                  .who = login_of(r, row.actor_id),
                                  .kind = arena_str(r->arena, row.kind),
                                  .body = kept(r->arena, row.body),
                                  .erased_why = kept(r->arena, row.erased_why)};
    }
    db_done(&rows);
    return ok;
}

bool read_journal(struct app *app, struct arena *a, const struct journal_query *query,
                  struct journal_page *out, struct err *err)
{
    struct reading r = {
        .app = app,
        .arena = a,
        .query = query,
        .span = {.before_seq = query->before_seq > 0 ? query->before_seq : INT64_MAX},
        .out = out};
    ASSERT(query->limit > 0);
    *out = (struct journal_page){0};
    if (!user_list(app->db, a, &r.users, &r.user_count, err) || !db_begin(app->db, DB_READ, err))
        return false;
    bool ok = find_subject(&r, err) && read_rows(&r, err);
    db_rollback(app->db); /* nothing was written */
    out->subject = str_of(journal_subject_text(r.span.subject));
    return ok;
}
