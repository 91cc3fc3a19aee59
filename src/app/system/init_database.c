#include "init_database.h"

#include "app/books/refold.h"
#include "app/clock.h"
#include "app/open_app.h"
#include "app/people/people.h"
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

static bool fold_all(struct app *app, struct arena *a, struct err *err)
{
    struct creditors creditors;
    struct account_keys keys = {0};
    struct refold_result result = {0};
    const struct refold_request request = {0};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = creditor_list(app->db, a, &creditors, err);
    for (size_t i = 0; ok && i < creditors.count; i++)
        ok = accounts_of_creditor(app->db, a, creditors.rows[i].id, &keys, err);
    if (ok)
        account_keys_sort(a, &keys);
    ok = ok && refold_accounts(app, &request, keys, &result, err) && db_commit(app->db, err);
    db_rollback(app->db);
    return ok;
}

/* A new version may read the same lines otherwise: what was folded before is folded again. */
static bool fold_again(struct arena *a, struct str url, struct err *err)
{
    struct app *app = NULL;
    if (!app_open(a, url, clock_today(), &app, err))
        return false;
    bool ok = fold_all(app, a, err);
    app_close(app);
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
    if (made.from > 0 && made.from != made.to && !fold_again(a, url, err))
        return false;
    if (made.from != made.to && !note(url, &made, now_ms, err))
        return false;
    return !administrator || invite_administrator(a, url, &out->link, err);
}
