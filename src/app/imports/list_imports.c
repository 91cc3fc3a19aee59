/* The imports and the jobs under way, for the page that lists them. */
#include "app/jobs/ask_job.h"
#include "gen/job_sql.h"
#include "store/user_store.h"

enum { JOBS_SHOWN = 50, PIECE_ROWS = 100 };

/* ---- counts ---- */

/* "read":12 of what importing_finish wrote. */
static int64_t count_named(struct arena *a, struct str counts, const char *name)
{
    struct buf key;
    int64_t n = 0;
    buf_init(&key, a, 64);
    buf_add_char(&key, '"');
    buf_add_c(&key, name);
    buf_add_c(&key, "\":");
    for (size_t at = 0; at + key.n <= counts.n; at++) {
        if (!str_starts(str_slice(counts, at, counts.n), buf_str(&key)))
            continue;
        for (at += key.n; at < counts.n && counts.p[at] >= '0' && counts.p[at] <= '9'; at++)
            n = n * 10 + (counts.p[at] - '0');
        break;
    }
    return n;
}

void import_counts(struct arena *a, struct str counts, struct import_report *out)
{
    const struct {
        const char *name;
        int64_t *to;
    } figures[] = {
        {"read", &out->read},         {"accepted", &out->accepted},
        {"rejected", &out->rejected}, {"duplicates", &out->duplicates},
        {"updated", &out->updated},   {"ignored", &out->ignored},
        {"vanished", &out->vanished}, {"debtors", &out->debtors},
        {"items", &out->items},       {"payments", &out->payments},
        {"credits", &out->credits},   {"facts", &out->facts},
    };
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        *figures[i].to = count_named(a, counts, figures[i].name);
}

/* ---- the list ---- */

struct listing {
    struct app *app;
    struct arena *arena;
    const struct import_query *query;
    struct import_overview *out;
    struct creditors all;
};

static struct str creditor_name(const struct listing *l, int64_t id)
{
    const struct creditor *c = creditor_by_id(&l->all, id);
    return c == NULL ? STR("") : c->name;
}

static bool login_of(struct listing *l, int64_t user_id, struct str *out, struct err *err)
{
    struct user user;
    if (!user_by_id(l->app->db, l->arena, user_id, &user, err))
        return false;
    *out = user.id != 0 ? user.login : STR("");
    return true;
}

static struct import_line line_of(struct listing *l, const struct q_import_page_row *row)
{
    struct arena *a = l->arena;
    struct import_line line = {
        .number = row->number,
        .creditor_id = row->creditor_id,
        .at_ms = row->at_ms,
        .creditor = creditor_name(l, row->creditor_id),
        .file = arena_str(a, row->file),
        .format = arena_str(a, row->format),
        .mode = arena_str(a, row->mode),
        .as_of = row->as_of.has ? (struct day){(int32_t)row->as_of.v} : DAY_NONE,
        .state = str_is(row->state, "done") ? IMPORT_LINE_DONE
                 : row->broken == 1         ? IMPORT_LINE_BROKEN
                                            : IMPORT_LINE_UNDONE,
        .job_number = row->job_number,
    };
    import_counts(a, row->counts, &line.report);
    return line;
}

struct piece {
    int64_t before, last; /* last: the number of the last row seen; 0: there was none */
    int64_t *actors;
};

/* Rows of one piece that are in scope, until the page is full. */
static bool read_piece(struct listing *l, struct piece *piece, struct err *err)
{
    const struct q_import_page_in in = {piece->before, PIECE_ROWS};
    struct q_import_page_row row;
    struct db_rows rows;
    bool ok = true;
    piece->last = 0;
    if (!q_import_page_open(l->app->db, &in, &rows, err))
        return false;
    while (q_import_page_more(&rows, &row, &ok, err) && l->out->count <= l->query->limit) {
        piece->last = row.number;
        if (!scope_has(&l->query->scope, row.creditor_id))
            continue;
        piece->actors[l->out->count] = row.actor_id;
        l->out->rows[l->out->count++] = line_of(l, &row);
    }
    db_done(&rows);
    return ok;
}

static bool read_rows(struct listing *l, struct err *err)
{
    size_t limit = l->query->limit;
    struct import_overview *out = l->out;
    struct piece piece = {.before = l->query->before > 0 ? l->query->before : INT64_MAX,
                          .actors = ARENA_ARRAY(l->arena, limit + 1, int64_t)};
    out->rows = ARENA_ARRAY(l->arena, limit + 1, struct import_line);
    do {
        if (!read_piece(l, &piece, err))
            return false;
        piece.before = piece.last;
    } while (piece.last != 0 && out->count <= limit);
    if (out->count > limit) {
        out->count = limit;
        out->before = out->rows[limit - 1].number;
    }
    for (size_t i = 0; i < out->count; i++) {
        if (!login_of(l, piece.actors[i], &out->rows[i].actor, err))
            return false;
    }
    return true;
}

static bool read_jobs(struct listing *l, struct err *err)
{
    const struct jobs_wanted wanted = {.open = true, .most = JOBS_SHOWN, .scope = l->query->scope};
    return list_jobs(l->app, l->arena, &wanted, &l->out->jobs, err);
}

static bool read_creditors(struct listing *l, struct err *err)
{
    struct creditors *to = &l->out->creditors;
    if (!creditor_list(l->app->db, l->arena, &l->all, err))
        return false;
    to->rows = ARENA_ARRAY(l->arena, l->all.count, struct creditor);
    for (size_t i = 0; i < l->all.count; i++) {
        if (scope_has(&l->query->scope, l->all.rows[i].id))
            to->rows[to->count++] = l->all.rows[i];
    }
    return true;
}

bool list_imports(struct app *app, struct arena *a, const struct import_query *query,
                  struct import_overview *out, struct err *err)
{
    struct listing l = {.app = app, .arena = a, .query = query, .out = out};
    *out = (struct import_overview){0};
    return read_creditors(&l, err) && (query->before > 0 || read_jobs(&l, err)) &&
           read_rows(&l, err);
}

bool show_import(struct app *app, struct arena *a, const struct creditor_scope *scope,
                 struct import_line *out, struct err *err)
{
    const struct import_query query = {*scope, out->number + 1, 1};
    struct import_overview found;
    if (!list_imports(app, a, &query, &found, err))
        return false;
    if (found.count == 0 || found.rows[0].number != out->number)
        return err_set(err, ERR_UNKNOWN_REF, "import");
    *out = found.rows[0];
    return true;
}
