#include "job_report.h"

#include "gen/job_sql.h"

enum { WARNING_BYTES_MAX = 2048 };

/* ---- writing ---- */

static struct str code_of(const struct err *e)
{
    return err_is(e) ? str_of(err_code_text(e->code)) : STR("");
}

/* "vanished 12 34500": a code, how many, the sum of the amounts. */
static struct str warnings_text(struct arena *a, const struct import_report *r)
{
    struct buf out;
    buf_init(&out, a, WARNING_BYTES_MAX);
    for (size_t i = 0; i < r->warning_count; i++) {
        buf_add_c(&out, r->warnings[i].code);
        buf_add_char(&out, ' ');
        buf_add_int(&out, r->warnings[i].count);
        buf_add_char(&out, ' ');
        buf_add_int(&out, r->warnings[i].amount_minor);
        buf_add_char(&out, '\n');
    }
    return buf_str(&out);
}

static bool put_part(struct db *db, struct arena *a, int64_t job_id, const struct job_part *p,
                     struct err *err)
{
    const struct import_report *r = &p->report;
    const struct q_job_part_insert_in in = {
        .job_id = job_id,
        .part = p->part,
        .file = p->file,
        .skipped = p->skipped,
        .import_number = r->number,
        .kind = r->kind == NULL ? STR("") : str_of(r->kind),
        .format = r->format == NULL ? STR("") : str_of(r->format),
        .error = code_of(&p->refused),
        .line = p->refused.line,
        .place = p->refused.column,
        .field = str_of(p->refused.field),
        .value = str_of(p->refused.arg),
        .read_rows = r->read,
        .accepted = r->accepted,
        .rejected = r->rejected,
        .duplicates = r->duplicates,
        .updated = r->updated,
        .ignored = r->ignored,
        .vanished = r->vanished,
        .debtors = r->debtors,
        .items = r->items,
        .payments = r->payments,
        .credits = r->credits,
        .facts = r->facts,
        .stated_day = {day_is(r->stated_day), r->stated_day.n},
        .mapping = r->mapping.p == NULL ? STR("") : r->mapping,
        .warnings = warnings_text(a, r),
    };
    return q_job_part_insert(db, &in, NULL, err);
}

static bool put_effects(struct db *db, int64_t job_id, const struct job_part *p, struct err *err)
{
    for (size_t i = 0; i < p->report.effect_count; i++) {
        const struct import_effect *e = &p->report.effects[i];
        char currency[4];
        currency_text(e->currency, currency);
        const struct q_job_effect_insert_in in = {
            job_id,          p->part,    str_of(currency), e->before_minor, e->closed,
            e->closed_minor, e->changed, e->changed_minor, e->added,        e->added_minor};
        if (!q_job_effect_insert(db, &in, NULL, err))
            return false;
    }
    return true;
}

static bool put_refusals(struct db *db, int64_t job_id, const struct job_part *p, struct err *err)
{
    for (size_t i = 0; i < p->refusal_count; i++) {
        const struct job_refusal *f = &p->refusals[i];
        const struct q_job_reject_insert_in in = {.job_id = job_id,
                                                  .part = p->part,
                                                  .place_no = (int64_t)i + 1,
                                                  .line = f->why.line,
                                                  .place = f->why.column,
                                                  .field = str_of(f->why.field),
                                                  .error = code_of(&f->why),
                                                  .value = str_of(f->why.arg),
                                                  .account = f->account,
                                                  .name = f->name};
        if (!q_job_reject_insert(db, &in, NULL, err))
            return false;
    }
    return true;
}

bool job_parts_keep(struct db *db, int64_t job_id, const struct job_parts *parts, struct err *err)
{
    const struct q_job_part_drop_in part = {job_id};
    const struct q_job_effect_drop_in effect = {job_id};
    const struct q_job_reject_drop_in reject = {job_id};
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = q_job_part_drop(db, &part, NULL, err) && q_job_effect_drop(db, &effect, NULL, err) &&
              q_job_reject_drop(db, &reject, NULL, err);
    for (size_t i = 0; ok && i < parts->count; i++) {
        const struct job_part *p = &parts->rows[i];
        ok = put_part(db, &scratch, job_id, p, err) && put_effects(db, job_id, p, err) &&
             put_refusals(db, job_id, p, err);
    }
    arena_release(&scratch);
    return ok;
}

/* ---- reading ---- */

/* What err_set_field makes of the same again. */
static void set_error(struct err *e, struct str code, struct str field, struct str value)
{
    enum err_code known = err_code_read(code);
    char name[sizeof e->field] = "";
    if (known == ERR_NONE)
        return;
    memcpy(name, field.p, field.n < sizeof name ? field.n : sizeof name - 1);
    (void)err_set_field(e, known, name, value);
}

/* Words for which there is no number in the text are not ours. */
static int64_t number_of(struct str text)
{
    int64_t n = 0;
    bool minus = text.n > 0 && text.p[0] == '-';
    for (size_t i = minus; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        n = n * 10 + (text.p[i] - '0');
    return minus ? -n : n;
}

static void read_warnings(struct arena *a, struct str text, struct import_report *r)
{
    struct str rest = text, line, code, count;
    while (r->warning_count < IMPORT_WARNINGS_MAX && str_split(&rest, '\n', &line) && line.n > 0) {
        (void)str_split(&line, ' ', &code);
        (void)str_split(&line, ' ', &count);
        r->warnings[r->warning_count++] =
            (struct import_warning){arena_cstr(a, code), number_of(count), number_of(line)};
    }
}

static struct job_part part_of(struct arena *a, const struct q_job_part_list_row *row)
{
    struct job_part p = {
        .part = row->part,
        .file = arena_str(a, row->file),
        .skipped = row->skipped == 1,
        .report = {
            .number = row->import_number,
            .kind = arena_cstr(a, row->kind),
            .format = arena_cstr(a, row->format),
            .currency = CURRENCY_EUR,
            .stated_day = row->stated_day.has ? (struct day){(int32_t)row->stated_day.v} : DAY_NONE,
            .read = row->read_rows,
            .accepted = row->accepted,
            .rejected = row->rejected,
            .duplicates = row->duplicates,
            .updated = row->updated,
            .ignored = row->ignored,
            .vanished = row->vanished,
            .debtors = row->debtors,
            .items = row->items,
            .payments = row->payments,
            .credits = row->credits,
            .facts = row->facts,
            .mapping = arena_str(a, row->mapping),
        }};
    set_error(&p.refused, row->error, row->field, row->value);
    p.refused.line = row->line;
    p.refused.column = (int32_t)row->place;
    read_warnings(a, row->warnings, &p.report);
    return p;
}

static struct job_part *part_numbered(struct job_parts *parts, int64_t number)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->rows[i].part == number)
            return &parts->rows[i];
    }
    return NULL;
}

static void add_effect(struct arena *a, struct import_report *r,
                       const struct q_job_effect_list_row *row)
{
    size_t n = r->effect_count++;
    if ((n & (n - 1)) == 0)
        r->effects = arena_grow(a, r->effects, n, n == 0 ? 1 : n * 2, sizeof *r->effects);
    struct import_effect *e = &r->effects[n];
    *e = (struct import_effect){.currency = CURRENCY_EUR,
                                .before_minor = row->before_minor,
                                .closed_minor = row->closed_minor,
                                .changed_minor = row->changed_minor,
                                .added_minor = row->added_minor,
                                .closed = row->closed,
                                .changed = row->changed,
                                .added = row->added};
    (void)!currency_parse(row->currency, &e->currency, NULL);
}

static bool load_effects(struct db *db, struct arena *a, int64_t job_id, struct job_parts *parts,
                         struct err *err)
{
    const struct q_job_effect_list_in in = {job_id};
    struct q_job_effect_list_row row;
    struct db_rows rows;
    bool ok = true;
    if (!q_job_effect_list_open(db, &in, &rows, err))
        return false;
    while (q_job_effect_list_more(&rows, &row, &ok, err)) {
        struct job_part *part = part_numbered(parts, row.part);
        if (part != NULL)
            add_effect(a, &part->report, &row);
    }
    db_done(&rows);
    return ok;
}

bool job_parts_load(struct db *db, struct arena *a, int64_t job_id, struct job_parts *out,
                    struct err *err)
{
    const struct q_job_part_list_in in = {job_id};
    struct q_job_part_list_row row;
    struct db_rows rows;
    bool ok = true;
    *out = (struct job_parts){0};
    if (!q_job_part_list_open(db, &in, &rows, err))
        return false;
    while (q_job_part_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = part_of(a, &row);
    }
    db_done(&rows);
    return ok && load_effects(db, a, job_id, out, err);
}

bool job_refusals_load(struct db *db, struct arena *a, int64_t job_id, struct job_part *part,
                       struct err *err)
{
    const struct q_job_reject_list_in in = {job_id, part->part};
    struct q_job_reject_list_row row;
    struct db_rows rows;
    bool ok = true;
    part->refusals = NULL;
    part->refusal_count = 0;
    if (!q_job_reject_list_open(db, &in, &rows, err))
        return false;
    while (q_job_reject_list_more(&rows, &row, &ok, err)) {
        size_t n = part->refusal_count++;
        if ((n & (n - 1)) == 0)
            part->refusals =
                arena_grow(a, part->refusals, n, n == 0 ? 1 : n * 2, sizeof *part->refusals);
        struct job_refusal *f = &part->refusals[n];
        *f = (struct job_refusal){.account = arena_str(a, row.account),
                                  .name = arena_str(a, row.name)};
        set_error(&f->why, row.error, row.field, row.value);
        f->why.line = row.line;
        f->why.column = (int32_t)row.place;
    }
    db_done(&rows);
    return ok;
}
