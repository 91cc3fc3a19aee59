#include "init_database.h"

#include "clock.h"
#include "open_app.h"
#include "people.h"
#include "system_journal.h"

#include "store/migrate.h"

static bool note(struct str url, const struct store_init_result *made, int64_t now_ms,
                 struct err *err)
{
    struct db *db = NULL;
    struct system_fact facts[] = {{"from", made->from}, {"to", made->to}};
    if (!db_open(url, DB_OPEN_EXISTING, &db, err)) {
        return false;
    }
    struct system_entry entry = {.now_ms = now_ms, .kind = "init", .facts = facts};
    entry.fact_count = COUNT_OF(facts);
    bool ok = system_journal_note(db, &entry, err);
    db_close(db);
    return ok;
}

/* Only while nobody is there: also when an earlier init was stopped before it came so far. Whoever
 * comes second at once finds the name taken: the first one's link is the one that counts. */
static bool invite_administrator(struct arena *a, struct str url, struct str *link, struct err *err)
{
    struct app *app = NULL;
    struct user *users = NULL;
    size_t count = 0;
    struct err failed = {0};
    struct new_person person = {.login = STR(INIT_ADMINISTRATOR)};
    person.roles = role_set_with(person.roles, ROLE_ADMINISTRATOR);
    if (!app_open(a, url, clock_today(), &app, err))
        return false;
    bool ok = people_list(app, a, &users, &count, &failed) &&
              (count > 0 || people_add(app, a, &person, link, &failed));
    app_close(app);
    if (ok || failed.code == ERR_LOGIN_TAKEN)
        return true;
    *err = failed;
    return false;
}

bool init_database(struct arena *a, struct str url, bool administrator, struct init_report *out,
                   struct err *err)
{
    struct store_init_result made;
    int64_t now_ms = clock_now_ms();
    if (!store_init(url, now_ms, &made, err))
        return false;
    *out = (struct init_report){.from = made.from, .to = made.to};
    if (made.from != made.to && !note(url, &made, now_ms, err))
        return false;
    return !administrator || invite_administrator(a, url, &out->link, err);
}
