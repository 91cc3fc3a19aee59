#include "take_mail.h"

#include "app/daily/run_day.h"
#include "base/limits.h"
#include "base/sort.h"
#include "intake/intake.h"

enum { EVENTS_MAX = 200000 };

struct taking {
    struct app *app;
    struct arena *arena;
    const struct mail_request *request;
    struct mail_report *report;
    struct mail_event *events;
    size_t count;
    int64_t *debtors; /* whose files changed */
    size_t debtor_count;
    struct str file; /* its name, for the history */
};

static void reject(struct taking *t, int64_t line, const struct err *why)
{
    struct mail_report *r = t->report;
    r->rejected++;
    if (r->refusal_count == TAKE_MAIL_ERRORS_MAX)
        return;
    if (r->refusals == NULL)
        r->refusals = ARENA_ARRAY(t->arena, TAKE_MAIL_ERRORS_MAX, struct mail_refusal);
    r->refusals[r->refusal_count++] = (struct mail_refusal){line, *why};
}

static void keep(struct taking *t, const struct mail_event *event)
{
    size_t n = t->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        t->events = arena_grow(t->arena, t->events, n, n == 0 ? 1 : n * 2, sizeof *t->events);
    t->events[n] = *event;
    t->events[n].tracking = arena_str(t->arena, event->tracking);
}

static bool read_rows(struct taking *t, struct intake *in, struct err *err)
{
    for (;;) {
        struct intake_record record;
        bool have = false;
        if (!intake_next(in, &record, &have, err))
            return false;
        if (!have)
            return !err_is(err);
        t->report->read++;
        if (record.refused != NULL)
            reject(t, record.refused->line, record.refused);
        else if (record.mail.on_its_way)
            t->report->ignored++;
        else if (t->count == EVENTS_MAX)
            return err_set(err, ERR_FILE_TOO_LARGE, NULL);
        else
            keep(t, &record.mail);
    }
}

static bool open_file(struct taking *t, struct intake **in, struct err *err)
{
    const struct mail_request *r = t->request;
    struct intake_file file = {.name = r->open.name, .fd = r->open.fd, .bytes = r->open.bytes};
    return r->path.p != NULL ? intake_open(t->arena, r->path, in, err)
                             : intake_open_file(t->arena, &file, in, err);
}

static bool read_file(struct taking *t, struct err *err)
{
    struct intake *in = NULL;
    if (!open_file(t, &in, err))
        return false;
    bool ok = intake_about(in)->kind == KIND_MAIL ? read_rows(t, in, err)
                                                  : err_set(err, ERR_FILE_UNKNOWN_FORMAT, NULL);
    intake_close(in);
    return ok;
}

/* ---- what a preview found ---- */

/* "1A12345678901.returned.2026-12-09.unclaimed*": nothing a form would have to escape. */
static bool tell(struct taking *t, struct err *err)
{
    struct buf b;
    buf_init(&b, t->arena, TAKE_MAIL_TOLD_BYTES);
    for (size_t i = 0; i < t->report->change_count; i++) {
        const struct mail_change *c = &t->report->changes[i];
        buf_add(&b, c->letter.tracking);
        buf_add_char(&b, '.');
        buf_add_c(&b, mailing_state_code(c->step.to));
        buf_add_char(&b, '.');
        buf_add_day(&b, c->step.on);
        buf_add_char(&b, '.');
        if (c->step.to == MAILING_IS_RETURNED)
            buf_add_c(&b, mailing_return_code(c->step.why));
        buf_add_char(&b, '*');
    }
    t->report->told = buf_str(&b);
    return !b.full || err_set_field(err, ERR_TOO_LONG, "file", t->file);
}

static bool told_event(struct str row, struct mail_event *out)
{
    struct str state, day, why;
    *out = (struct mail_event){.why = MAILING_RETURN_COUNT};
    return str_split(&row, '.', &out->tracking) && str_split(&row, '.', &state) &&
           str_split(&row, '.', &day) && str_split(&row, '.', &why) && row.p == NULL &&
           mailing_state_parse(state, &out->to) && out->to >= MAILING_IS_SENT &&
           out->to <= MAILING_IS_RETURNED && day_parse_iso(day, &out->on, NULL) &&
           (out->to == MAILING_IS_RETURNED) == mailing_return_parse(why, &out->why);
}

static bool read_told(struct taking *t, struct err *err)
{
    struct str rest = t->request->told;
    struct str row;
    while (str_split(&rest, '*', &row)) {
        struct mail_event event;
        if (row.n == 0 && rest.p == NULL)
            break;
        if (!told_event(row, &event))
            return err_set_field(err, ERR_BAD_OPTION_VALUE, "told", str_cut_utf8(row, 60));
        t->report->read++;
        event.line = t->report->read;
        keep(t, &event);
    }
    return true;
}

/* A letter's steps in the order they happened, whatever the order of the file. */
static int by_letter(const void *pa, const void *pb, const void *with)
{
    const struct mail_event *a = pa;
    const struct mail_event *b = pb;
    (void)with;
    int c = str_cmp(a->tracking, b->tracking);
    if (c != 0)
        return c;
    if (a->on.n != b->on.n)
        return a->on.n < b->on.n ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static void note_debtor(struct taking *t, int64_t debtor_id)
{
    if (t->debtor_count > 0 && t->debtors[t->debtor_count - 1] == debtor_id)
        return;
    t->debtors[t->debtor_count++] = debtor_id;
}

/* A refusal of one row is an answer; anything else ends the file. */
static bool take_event(struct taking *t, const struct mail_event *event, struct err *err)
{
    struct letter_told told;
    struct err why = {0};
    struct letter_said said = {.letter = event->tracking,
                               .step = {event->to, event->on, event->why},
                               .why = t->file,
                               .scope = t->request->scope};
    if (letter_say_within(t->app, t->arena, &said, &told, &why)) {
        t->report->accepted += told.changed;
        t->report->duplicates += !told.changed;
        if (told.changed)
            note_debtor(t, told.letter.key.debtor_id);
        if (told.changed && t->request->preview)
            t->report->changes[t->report->change_count++] =
                (struct mail_change){said.step, told.letter};
        return true;
    }
    if (why.code == ERR_UNKNOWN_LETTER) {
        t->report->unknown++;
        return true;
    }
    if (err_exit_code(why.code) != EXIT_REFUSED) {
        *err = why;
        return false;
    }
    err_at(&why, event->line, 0, NULL);
    reject(t, event->line, &why);
    return true;
}

static bool take_events(struct taking *t, struct err *err)
{
    t->debtors = ARENA_ARRAY(t->arena, t->count, int64_t);
    if (t->request->preview)
        t->report->changes = ARENA_ARRAY(t->arena, t->count, struct mail_change);
    SORT(t->arena, t->events, t->count, by_letter, NULL);
    for (size_t i = 0; i < t->count; i++) {
        if (!take_event(t, &t->events[i], err))
            return false;
    }
    if (t->report->rejected > 0 && !t->request->accept_partial) {
        *err = t->report->refusals[0].why;
        return false;
    }
    for (size_t i = 0; !t->request->preview && i < t->debtor_count; i++) {
        if (!run_again(t->app, t->debtors[i], err))
            return false;
    }
    return true;
}

static struct str base_name(struct str path)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return str_cut_utf8(str_slice(path, at, path.n), LIMIT_NAME_BYTES);
}

bool take_mail(struct app *app, struct arena *a, const struct mail_request *request,
               struct mail_report *out, struct err *err)
{
    struct str name = request->told.p != NULL   ? request->told_by
                      : request->path.p != NULL ? request->path
                                                : request->open.name;
    struct taking t = {
        .app = app, .arena = a, .request = request, .report = out, .file = base_name(name)};
    *out = (struct mail_report){0};
    bool read = request->told.p != NULL ? read_told(&t, err) : read_file(&t, err);
    if (!read || !db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = take_events(&t, err) && (request->preview ? tell(&t, err) : db_commit(app->db, err));
    db_rollback(app->db);
    return ok;
}
