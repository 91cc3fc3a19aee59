#include "run_person.h"

#include "gen/work_sql.h"
#include "same_store.h"

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

void person_add_fact(struct arena *a, struct run_fact **facts, size_t *count,
                     const struct run_fact *f)
{
    size_t n = *count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        *facts = arena_grow(a, *facts, n, n == 0 ? 1 : n * 2, sizeof **facts);
    (*facts)[n] = (struct run_fact){f->account_id, arena_str(a, f->kind), arena_str(a, f->value),
                                    f->on, f->of_the_same};
    *count = n + 1;
}

void person_add_contact(struct arena *a, struct run_contact **contacts, size_t *count,
                        const struct run_contact *c)
{
    size_t n = *count;
    if ((n & (n - 1)) == 0)
        *contacts = arena_grow(a, *contacts, n, n == 0 ? 1 : n * 2, sizeof **contacts);
    (*contacts)[n] = (struct run_contact){c->account_id, arena_str(a, c->code),
                                          arena_str(a, c->channel), c->on, c->of_the_same};
    *count = n + 1;
}

/* A row of a letter, or of one of its items. */
bool person_add_letter(struct arena *a, const struct q_letter_by_debtor_row *row, bool of_the_same,
                       struct run_letters *out, struct err *err)
{
    struct run_letter *last = out->count > 0 ? &out->rows[out->count - 1] : NULL;
    if (last == NULL || last->id != row->letter_id || last->account_id != row->account_id) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        last = &out->rows[n];
        *last = (struct run_letter){row->account_id,
                                    row->letter_id,
                                    of_the_same,
                                    {.made = {(int32_t)row->made_day},
                                     .printed = day_of(row->printed_day),
                                     .sent = day_of(row->sent_day),
                                     .presented = day_of(row->presented_day),
                                     .received = day_of(row->received_day),
                                     .returned = day_of(row->returned_day),
                                     .why = MAILING_RETURN_COUNT},
                                    row->by_mail != 0};
        if (!mailing_kind_parse(row->kind, &last->mail.kind) ||
            !mailing_state_parse(row->state, &last->mail.state) ||
            (row->why.p != NULL && !mailing_return_parse(row->why, &last->mail.why)))
            return err_set(err, ERR_DB_DAMAGED, "letter");
    }
    if (!row->item_id.has)
        return true;
    size_t n = out->item_count++;
    if ((n & (n - 1)) == 0)
        out->items = arena_grow(a, out->items, n, n == 0 ? 1 : n * 2, sizeof *out->items);
    out->items[n] = (struct run_letter_item){out->count - 1, row->item_id.v, (int32_t)row->level.v};
    return true;
}

static bool facts_of(struct db *db, struct arena *a, struct person_rows *out, struct err *err)
{
    struct q_work_fact_by_debtor_in in = {out->debtor_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_work_fact_by_debtor_open(db, &in, &rows, err))
        return false;
    struct q_work_fact_by_debtor_row row;
    while (q_work_fact_by_debtor_more(&rows, &row, &ok, err)) {
        struct run_fact f = {row.account_id.has ? row.account_id.v : 0,
                             row.kind,
                             row.value,
                             {(int32_t)row.on_day},
                             out->of_the_same};
        person_add_fact(a, &out->facts, &out->fact_count, &f);
    }
    db_done(&rows);
    return ok;
}

static bool contacts_of(struct db *db, struct arena *a, struct person_rows *out, struct err *err)
{
    struct q_work_contact_by_debtor_in in = {out->debtor_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_work_contact_by_debtor_open(db, &in, &rows, err))
        return false;
    struct q_work_contact_by_debtor_row row;
    while (q_work_contact_by_debtor_more(&rows, &row, &ok, err)) {
        struct run_contact c = {
            row.account_id, row.code, row.channel, {(int32_t)row.at_day}, out->of_the_same};
        person_add_contact(a, &out->contacts, &out->contact_count, &c);
    }
    db_done(&rows);
    return ok;
}

static bool letters_of(struct db *db, struct arena *a, struct person_rows *out, struct err *err)
{
    struct q_letter_by_debtor_in in = {out->debtor_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_letter_by_debtor_open(db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_letter_by_debtor_row row;
        bool have = false;
        ok = q_letter_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        ok = person_add_letter(a, &row, out->of_the_same, &out->letters, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

/* Whether a number is wrong depends on which is older, the number or the call. */
bool person_date_reach(struct db *db, struct person_rows *p, struct err *err)
{
    struct q_work_reach_since_in in = {p->debtor_id};
    struct db_rows rows;
    bool ok = true;
    if (p->contact_count == 0 && p->letters.count == 0)
        return true;
    if (!q_work_reach_since_open(db, &in, &rows, err))
        return false;
    struct q_work_reach_since_row row;
    while (q_work_reach_since_more(&rows, &row, &ok, err)) {
        for (size_t i = 0; i < p->fact_count; i++) {
            struct run_fact *f = &p->facts[i];
            if (!f->of_the_same && str_eq(f->kind, row.kind) && str_eq(f->value, row.value))
                f->on = (struct day){(int32_t)row.since_day};
        }
    }
    db_done(&rows);
    return ok;
}

/* Adds what is known of another debtor who is the same person. */
bool person_add_same(struct db *db, struct arena *a, int64_t debtor_id, struct person_rows *rows,
                     struct err *err)
{
    int64_t himself = rows->debtor_id;
    if (debtor_id == himself)
        return true;
    rows->debtor_id = debtor_id;
    rows->of_the_same = true;
    bool ok =
        facts_of(db, a, rows, err) && contacts_of(db, a, rows, err) && letters_of(db, a, rows, err);
    rows->debtor_id = himself;
    return ok;
}

bool person_of(struct db *db, struct arena *a, struct run_account *out, struct err *err)
{
    int64_t debtor_id = out->account.key.debtor_id;
    struct person_rows rows = {.debtor_id = debtor_id};
    struct same_group group;
    if (!facts_of(db, a, &rows, err) || !contacts_of(db, a, &rows, err) ||
        !letters_of(db, a, &rows, err) || !person_date_reach(db, &rows, err) ||
        !same_group_of(db, a, debtor_id, &group, err))
        return false;
    for (size_t i = 0; i < group.count; i++) {
        if (!person_add_same(db, a, group.ids[i], &rows, err))
            return false;
    }
    out->facts = rows.facts;
    out->fact_count = rows.fact_count;
    out->contacts = rows.contacts;
    out->contact_count = rows.contact_count;
    out->letters = rows.letters;
    return true;
}
