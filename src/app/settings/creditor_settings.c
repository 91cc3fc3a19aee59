#include "creditor_settings.h"

#include "app/people/house.h"
#include "gen/creditor_means_sql.h"
#include "gen/work_sql.h"

struct reading {
    struct app *app;
    struct arena *arena;
    const struct creditor_settings_query *query;
    struct creditor_settings_list *out;
    struct payee_book *book;
    struct stored_mandates mandates;
    struct sender_words senders;
};

static struct creditor_settings *row_of(struct creditor_settings_list *list, int64_t creditor_id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->rows[i].creditor.id == creditor_id)
            return &list->rows[i];
    }
    return NULL;
}

static bool read_creditors(struct reading *r, struct err *err)
{
    struct creditors all;
    struct creditor_choice choice;
    if (!creditor_list(r->app->db, r->arena, &all, err) ||
        !creditor_choose(r->arena, &all, &r->query->of, &choice, err))
        return false;
    r->out->rows = ARENA_ARRAY(r->arena, all.count, struct creditor_settings);
    for (size_t i = 0; i < all.count; i++) {
        bool wanted = choice.ids == NULL;
        for (size_t k = 0; k < choice.count; k++)
            wanted = wanted || choice.ids[k] == all.rows[i].id;
        if (wanted)
            r->out->rows[r->out->count++] =
                (struct creditor_settings){.creditor = all.rows[i], .known = DAY_NONE};
    }
    return true;
}

static bool read_sources(struct reading *r, struct err *err)
{
    struct db_rows rows;
    bool ok = true;
    if (!q_creditor_source_open(r->app->db, &rows, err))
        return false;
    struct q_creditor_source_row row;
    while (q_creditor_source_more(&rows, &row, &ok, err)) {
        struct creditor_settings *to = row_of(r->out, row.creditor_id);
        if (to == NULL)
            continue;
        to->source = arena_str(r->arena, row.format);
        to->known = (struct day){(int32_t)row.reach};
    }
    db_done(&rows);
    return ok;
}

static void read_mandate(struct reading *r, struct creditor_settings *to)
{
    to->mandated = !str_is(to->creditor.capacity, "mandate");
    for (size_t i = 0; i < r->mandates.count; i++) {
        const struct stored_mandate *m = &r->mandates.rows[i];
        if (m->creditor_id != to->creditor.id)
            continue;
        to->mandate = m;
        bool ended = day_is(m->until) && day_before(m->until, r->app->today);
        to->mandated = to->mandated || (!ended && !day_before(r->app->today, m->from));
    }
}

static void read_payees(struct reading *r, struct creditor_settings *to)
{
    to->payees = payees_of(r->book, to->creditor.id);
    to->paid = payee_default(&to->payees, r->app->today);
    if (to->paid != NULL)
        to->account = payee_account(&to->payees, to->paid->id, r->app->today);
    for (size_t i = 0; i < to->payees.word_count; i++)
        to->waiting += !payee_word_stands(&to->payees, &to->payees.words[i]);
}

static bool read_row(struct reading *r, struct creditor_settings *to, struct err *err)
{
    struct setting_of of = {SETTINGS_CREDITOR, to->creditor.id};
    read_mandate(r, to);
    read_payees(r, to);
    struct letter_ready_ground ground = {.creditor = &to->creditor,
                                         .senders = &r->senders,
                                         .mandates = &r->mandates,
                                         .account = to->account,
                                         .person = r->query->person};
    letter_ready(&ground, &to->lacks);
    return setting_mark(r->app, r->arena, &of, &to->mark, err);
}

static bool read_all(struct reading *r, struct err *err)
{
    r->book = ARENA_NEW(r->arena, struct payee_book);
    if (!read_creditors(r, err) || !read_sources(r, err) ||
        !payee_book_load(r->app->db, r->arena, r->book, err) ||
        !mandate_load(r->app->db, r->arena, &r->mandates, err) ||
        !sender_words_load(r->app->db, r->arena, &r->senders, err))
        return false;
    for (size_t i = 0; i < r->out->count; i++) {
        if (!read_row(r, &r->out->rows[i], err))
            return false;
    }
    return true;
}

bool creditor_settings_read(struct app *app, struct arena *a,
                            const struct creditor_settings_query *query,
                            struct creditor_settings_list *out, struct err *err)
{
    struct reading r = {.app = app, .arena = a, .query = query, .out = out};
    *out = (struct creditor_settings_list){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_all(&r, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

/* ---- mandates ---- */

static bool read_words(struct app *app, struct arena *a, int64_t creditor_id,
                       struct mandate_words *out, struct err *err)
{
    struct house house;
    struct db_rows rows;
    struct q_mandate_words_in in = {creditor_id};
    bool ok = true;
    if (!house_read_within(app, a, &house, err) || !q_mandate_words_open(app->db, &in, &rows, err))
        return false;
    struct q_mandate_words_row row;
    while (q_mandate_words_more(&rows, &row, &ok, err)) {
        const struct user *who = house_user(&house, row.actor_id);
        out->rows = arena_grow(a, out->rows, out->count, out->count + 1, sizeof *out->rows);
        out->rows[out->count++] = (struct mandate_word){
            .mandate = {creditor_id,
                        {(int32_t)row.from_day},
                        row.until_day.has ? (struct day){(int32_t)row.until_day.v} : DAY_NONE,
                        row.declared != 0,
                        arena_str(a, row.proof)},
            .at_ms = row.at_ms,
            .who = who != NULL ? who->name : STR("")};
    }
    db_done(&rows);
    return ok;
}

bool mandate_words_read(struct app *app, struct arena *a, int64_t creditor_id,
                        struct mandate_words *out, struct err *err)
{
    *out = (struct mandate_words){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_words(app, a, creditor_id, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
