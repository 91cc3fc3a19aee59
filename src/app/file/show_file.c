#include "show_file.h"

#include "app/books/item_limits.h"
#include "app/daily/decide_history.h"
#include "app/daily/work_person.h"
#include "app/people/people.h"
#include "base/sort.h"
#include "file_changes.h"
#include "gen/account_sql.h"
#include "store/account_store.h"

/* ---- what is shown ---- */

static int by_due(const void *pa, const void *pb, const void *with)
{
    const struct walked_item *a = pa;
    const struct walked_item *b = pb;
    (void)with;
    if ((a->open_minor == 0) != (b->open_minor == 0))
        return a->open_minor == 0 ? 1 : -1;
    if (a->due.day.n != b->due.day.n)
        return a->due.day.n < b->due.day.n ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static bool read_facts(struct app *app, struct arena *a, struct file_view *out, struct err *err)
{
    struct q_fact_by_debtor_in in = {out->account.key.debtor_id};
    struct db_rows rows;
    if (!q_fact_by_debtor_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_fact_by_debtor_row row;
    while (q_fact_by_debtor_more(&rows, &row, &ok, err)) {
        bool other_account = row.account_id.has && row.account_id.v != out->account.key.account_id;
        if (row.standing == 0 || other_account)
            continue;
        out->facts =
            arena_grow(a, out->facts, out->fact_count, out->fact_count + 1, sizeof *out->facts);
        out->facts[out->fact_count++] = (struct file_fact){
            .kind = arena_str(a, row.kind),
            .value = arena_str(a, row.value),
            .on = {(int32_t)row.on_day},
            .import_number = row.import_number,
            .source = arena_str(a, row.file),
        };
    }
    db_done(&rows);
    return ok;
}

static bool name_creditor(struct app *app, struct arena *a, const struct file_query *query,
                          struct file_view *out, struct err *err)
{
    struct creditors creditors;
    if (!account_in_scope(query, out->account.creditor_id))
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
    if (!creditor_list(app->db, a, &creditors, err))
        return false;
    const struct creditor *creditor = creditor_by_id(&creditors, out->account.creditor_id);
    ASSERT(creditor != NULL);
    out->creditor_code = creditor->code;
    out->creditor_name = creditor->name;
    return true;
}

/* Whose file it is, and on whose list it is today. */
static void name_agent(struct app *app, const struct house *house, const struct run_account *from,
                       int64_t today_id, struct file_agent *out)
{
    const struct user *owner = house_user(house, from->owner.user_id);
    const struct user *today = house_user(house, today_id);
    const struct team *team = house_team(house, from->owner.team_id);
    *out = (struct file_agent){0};
    if (team != NULL) {
        out->team = team->code;
        out->team_name = team->name;
    }
    if (today != NULL)
        out->on_list_of = today->login;
    if (owner == NULL)
        return;
    out->login = owner->login;
    out->name = owner->name;
    out->absent =
        absence_on(house->absences.rows, house->absences.count, owner->id, app->today) != NULL;
    if (today != NULL && today->id != owner->id) {
        out->covered_by = today->login;
        out->covered_by_name = today->name;
    }
}

static void name_people(struct arena *a, const struct house *house, int64_t creditor_id,
                        struct file_access *out)
{
    out->workers = ARENA_ARRAY(a, house->user_count, struct str);
    out->readers = ARENA_ARRAY(a, house->user_count, struct str);
    for (size_t i = 0; i < house->user_count; i++) {
        const struct user *user = &house->users[i];
        if (user->disabled || !people_see(user, creditor_id))
            continue;
        if (right_given(user->roles, RIGHT_WORK_FILES))
            out->workers[out->worker_count++] = user->name;
        else if (right_given(user->roles, RIGHT_READ_FILES))
            out->readers[out->reader_count++] = user->name;
    }
}

static void name_reach(struct arena *a, const struct run_account *from, struct file_reach *out)
{
    struct work_person person;
    work_person_read(a, from, &person);
    *out = (struct file_reach){person.numbers, person.debtor.numbers, person.debtor.number_count,
                               person.debtor.opposed_channels, person.debtor.email};
}

static bool read_file(struct app *app, struct arena *a, const struct file_query *query,
                      struct file_view *out, struct err *err)
{
    return account_find(app, a, query, &out->account.key, err) &&
           account_read(app->db, a, app->today, &out->account, err) &&
           name_creditor(app, a, query, out, err) && read_facts(app, a, out, err);
}

bool file_waits(const struct file_view *file)
{
    for (size_t i = 0; i < file->gate.block_count; i++) {
        if (file->gate.blocks[i].code == file->work.why_not.code)
            return false;
    }
    return file->work.why_not.code != BLOCK_COUNT;
}

static bool decide_file(struct app *app, struct arena *a, const struct decide_ground *ground,
                        struct file_view *out, struct err *err)
{
    struct run_account from = {.account = out->account};
    const struct limits_ground limits = {app->db, ground->objects.law, app->today};
    struct decided_work work;
    struct run_account_wanted wanted = {app->today, 0};
    if (!run_account_read(app->db, a, &wanted, &from, err) ||
        !item_limits_read(&limits, a, &out->account, &out->limits, err))
        return false;
    from.limits = &out->limits;
    if (!decide_history(a, ground, &from, err))
        return false;
    decide_work(a, ground, &from, &out->objects, &work);
    name_agent(app, &ground->house, &from, work.row.agent_id, &out->agent);
    name_people(a, &ground->house, out->account.creditor_id, &out->access);
    name_reach(a, &from, &out->reach);
    out->gate = work.gate;
    out->work = (struct file_work){.action = work.decision.action,
                                   .level = work.decision.level,
                                   .why_not = work.decision.why_not,
                                   .next_change = work.next_change};
    struct value_ground value = {&ground->rules.priority, &ground->value.learnt};
    struct work_reason *reasons = out->work.reasons;
    size_t count = work.reason_count;
    for (size_t i = 0; i < count; i++)
        reasons[i] = work.reasons[i];
    out->work.reason_count =
        count + value_reasons(&value, &work.row, work.gate.oldest_days, &reasons[count]);
    return true;
}

bool show_file_within(struct app *app, struct arena *a, const struct file_query *query,
                      struct file_view *out, struct err *err)
{
    *out = (struct file_view){0};
    if (!read_file(app, a, query, out, err))
        return false;
    out->account_number = out->account.number;
    out->debtor_number = out->account.debtor_number;
    SORT(a, out->account.items, out->account.item_count, by_due, NULL);
    struct decide_ground ground;
    if (!decide_ground_load(app, a, &ground, err) ||
        !file_objects_read(&ground.objects, a, &out->account, &out->objects, err) ||
        !object_events_read(app->db, a, out->account.key, &out->events, err) ||
        !decide_file(app, a, &ground, out, err))
        return false;
    file_payees_make(a, &out->account, &out->objects, app->today, &out->payees);
    struct file_account of = {out->account.key, out->account_number};
    if (!file_mark(app, a, &of, &out->seen, err))
        return false;
    out->ledger_minor = out->gate.open_minor - out->gate.unallocated_minor;
    return true;
}

bool show_file(struct app *app, struct arena *a, const struct file_query *query,
               struct file_view *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show_file_within(app, a, query, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool ask(struct app *app, struct arena *a, struct contact_asked *asked, struct err *err)
{
    struct decide_ground ground;
    struct work_person person;
    struct run_account from = {.account = asked->file.account};
    struct run_account_wanted wanted = {app->today, 0};
    if (!decide_ground_load(app, a, &ground, err) ||
        !run_account_read(app->db, a, &wanted, &from, err))
        return false;
    from.limits = &asked->file.limits;
    work_person_read(a, &from, &person);
    asked->local = asked->timed ? zone_civil(person.zone, zone_instant(ZONE_PARIS, asked->at))
                                : (struct civil){app->today, GATE_NO_TIME};
    struct decide_question question = {
        &from,
        &asked->file.objects,
        {GATE_PURPOSE_DEMAND, asked->channel, GATE_ANY_NUMBER, asked->local.day,
         asked->local.minute, NULL},
    };
    decide_gate(a, &ground, &question, &asked->gate);
    return true;
}

bool ask_contact(struct app *app, struct arena *a, const struct file_query *query,
                 struct contact_asked *asked, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show_file_within(app, a, query, &asked->file, err) && ask(app, a, asked, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
