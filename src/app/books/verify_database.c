#include "verify_database.h"

#include "base/sort.h"

#include "gen/account_sql.h"
#include "gen/ledger_sql.h"
#include "store/account_store.h"
#include "store/books_store.h"
#include "store/directory_store.h"
#include "store/document_store.h"
#include "store/journal_store.h"
#include "store/law_store.h"
#include "store/rule_store.h"
#include "store/same_store.h"
#include "verify_objects.h"

enum check {
    CHECK_JOURNAL,
    CHECK_ITEMS,
    CHECK_ALLOCATIONS,
    CHECK_OPEN_AMOUNTS,
    CHECK_DIRECTORY,
    CHECK_LAW_TABLES,
    CHECK_DOCUMENTS,
    CHECK_OBJECTS,
    CHECK_RULES,
    CHECK_SAME,
};

struct verifying {
    struct app *app;
    struct arena scratch; /* of one account */
    struct arena lasting; /* of the whole walk */
    struct all_books books;
    struct verify_check *checks;
};

static void look(struct verifying *v, enum check check, bool good)
{
    v->checks[check].count++;
    v->checks[check].bad += !good;
}

/* ---- one account ---- */

struct checked_item {
    int64_t id, amount_minor, open_minor, allocated_minor;
    bool standing, of_line;
};

/* Items come by id. */
static struct checked_item *find(struct checked_item *items, size_t count, int64_t id)
{
    size_t at = FIND_ID(items, count, struct checked_item, id, id);
    return at < count ? &items[at] : NULL;
}

static bool load_items(struct verifying *v, struct account_key key, struct checked_item **items,
                       size_t *count, struct err *err)
{
    struct q_item_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *items = NULL;
    *count = 0;
    if (!q_item_by_account_open(v->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_item_by_account_row row;
    while (q_item_by_account_more(&rows, &row, &ok, err)) {
        size_t n = *count;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *items = arena_grow(&v->scratch, *items, n, n == 0 ? 1 : n * 2, sizeof **items);
        (*items)[(*count)++] = (struct checked_item){
            row.item_id, row.amount_minor, row.open_minor, 0, row.standing == 1, row.line_id.has};
    }
    db_done(&rows);
    return ok;
}

/* Double entry: an allocation takes the same from both sides, and both sides exist. */
static bool add_allocations(struct verifying *v, struct account_key key, struct checked_item *items,
                            size_t count, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(v->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_allocation_by_account_row row;
    while (q_allocation_by_account_more(&rows, &row, &ok, err)) {
        struct checked_item *credit = find(items, count, row.credit_item);
        struct checked_item *debit = find(items, count, row.debit_item);
        look(v, CHECK_ALLOCATIONS, credit != NULL && debit != NULL);
        if (credit != NULL)
            credit->allocated_minor -= row.amount_minor;
        if (debit != NULL)
            debit->allocated_minor += row.amount_minor;
    }
    db_done(&rows);
    return ok;
}

static bool refold(struct verifying *v, const struct q_account_scan_row *row,
                   struct account_fold *fold, struct err *err)
{
    struct known_books known;
    const struct books_wanted wanted = {.key = {row->debtor_id, row->account_id}};
    if (!books_load_account(v->app->db, &v->scratch, &wanted, &known, err))
        return false;
    struct account_books books =
        books_copy(&v->scratch, &known, books_of(&v->books, row->creditor_id));
    account_fold(&v->scratch, &books, fold);
    return true;
}

static bool check_objects(struct verifying *v, struct account_key key,
                          const struct checked_item *items, size_t count, struct err *err)
{
    struct account_objects objects;
    struct object_events events;
    struct verify_item *known = ARENA_ARRAY(&v->scratch, count, struct verify_item);
    struct verify_tally tally = {0};
    if (!objects_read(v->app->db, &v->scratch, key, &objects, err) ||
        !object_events_read(v->app->db, &v->scratch, key, &events, err))
        return false;
    for (size_t i = 0; i < count; i++)
        known[i] = (struct verify_item){items[i].id, items[i].amount_minor, items[i].of_line};
    struct verify_objects_input in = {&objects, &events, known, count, key.account_id};
    verify_objects(&in, &tally);
    v->checks[CHECK_OBJECTS].count += tally.count;
    v->checks[CHECK_OBJECTS].bad += tally.bad;
    return true;
}

static bool check_account(struct verifying *v, const struct q_account_scan_row *row,
                          struct err *err)
{
    struct account_key key = {row->debtor_id, row->account_id};
    struct checked_item *items = NULL;
    size_t count = 0;
    size_t standing = 0;
    struct account_fold folded;
    if (!load_items(v, key, &items, &count, err) || !add_allocations(v, key, items, count, err) ||
        !refold(v, row, &folded, err))
        return false;
    const struct ledger_fold *fold = &folded.ledger;
    for (size_t i = 0; i < count; i++) {
        standing += items[i].standing;
        look(v, CHECK_OPEN_AMOUNTS,
             items[i].open_minor == items[i].amount_minor - items[i].allocated_minor);
    }
    look(v, CHECK_ITEMS, standing == fold->item_count);
    for (size_t i = 0; i < fold->item_count; i++) {
        const struct item *wanted = &fold->items[i];
        const struct checked_item *stored = find(items, count, wanted->id);
        look(v, CHECK_ITEMS,
             stored != NULL && stored->standing && stored->amount_minor == wanted->amount_minor &&
                 stored->open_minor == wanted->open_minor);
    }
    return check_objects(v, key, items, count, err);
}

static bool leads_here(struct verifying *v, const struct q_account_scan_row *row, struct str number,
                       bool *leads, struct err *err)
{
    struct directory_key key = {DIRECTORY_LEDGER, row->creditor_id, number};
    struct directory_entry entry;
    bool found = false;
    if (!directory_find(v->app->db, &key, &entry, &found, err))
        return false;
    *leads = found && entry.debtor_id == row->debtor_id && entry.account_id.has &&
             entry.account_id.v == row->account_id;
    return true;
}

static bool check_directory(struct verifying *v, const struct q_account_scan_row *row,
                            struct err *err)
{
    struct directory_entry entry;
    bool found = false;
    bool leads = false;
    if (!leads_here(v, row, row->ledger_number, &leads, err))
        return false;
    if (!leads) { /* the customer's first account may be in another currency */
        struct str key = account_currency_key(&v->scratch, row->ledger_number, row->currency);
        if (!leads_here(v, row, key, &leads, err))
            return false;
    }
    look(v, CHECK_DIRECTORY, leads);
    struct directory_number number = {DIRECTORY_ACCOUNT_NUMBER, row->number};
    if (!directory_number(v->app->db, number, &entry, &found, err))
        return false;
    look(v, CHECK_DIRECTORY,
         found && entry.debtor_id == row->debtor_id && entry.account_id.v == row->account_id);
    return true;
}

static bool check_accounts(struct verifying *v, struct err *err)
{
    struct db_rows rows;
    if (!q_account_scan_open(v->app->db, &rows, err))
        return false;
    bool ok = true;
    struct q_account_scan_row row;
    while (q_account_scan_more(&rows, &row, &ok, err)) {
        arena_clear(&v->scratch);
        ok = check_directory(v, &row, err) && check_account(v, &row, err);
    }
    db_done(&rows);
    return ok;
}

static bool check_journal(struct verifying *v, struct err *err)
{
    struct journal_report report;
    if (!journal_verify(v->app->db, &report, err))
        return false;
    v->checks[CHECK_JOURNAL].count = report.entries;
    v->checks[CHECK_JOURNAL].bad = report.bad;
    return true;
}

static bool check_law_tables(struct verifying *v, struct err *err)
{
    struct law_store_report report;
    if (!law_tables_verify(v->app->db, &report, err))
        return false;
    v->checks[CHECK_LAW_TABLES].count = report.versions;
    v->checks[CHECK_LAW_TABLES].bad = report.bad;
    return true;
}

static bool check_rule_sets(struct verifying *v, struct err *err)
{
    struct law_store_report report;
    if (!rule_sets_verify(v->app->db, &report, err))
        return false;
    v->checks[CHECK_RULES].count = report.versions;
    v->checks[CHECK_RULES].bad = report.bad;
    return true;
}

static bool check_documents(struct verifying *v, struct err *err)
{
    struct document_report report;
    if (!documents_verify(v->app->db, &report, err))
        return false;
    v->checks[CHECK_DOCUMENTS].count = report.documents;
    v->checks[CHECK_DOCUMENTS].bad = report.bad;
    return true;
}

/* A group goes by the id of one of its members. */
static bool check_same(struct verifying *v, struct err *err)
{
    struct same_map map;
    if (!same_load(v->app->db, &v->lasting, &map, err))
        return false;
    for (size_t i = 0; i < map.count; i++) {
        size_t count = 0;
        const struct same_member *group = same_members(&map, map.by_group[i].debtor_id, &count);
        bool good = false;
        for (size_t m = 0; m < count; m++)
            good = good || group[m].debtor_id == map.by_group[i].canonical_id;
        look(v, CHECK_SAME, good);
    }
    return true;
}

bool verify_database(struct app *app, struct verify_check checks[VERIFY_CHECKS], struct err *err)
{
    static const char *const names[VERIFY_CHECKS] = {
        [CHECK_JOURNAL] = "journal",
        [CHECK_ITEMS] = "items",
        [CHECK_ALLOCATIONS] = "allocations",
        [CHECK_OPEN_AMOUNTS] = "open_amounts",
        [CHECK_DIRECTORY] = "directory",
        [CHECK_LAW_TABLES] = "law_tables",
        [CHECK_DOCUMENTS] = "documents",
        [CHECK_OBJECTS] = "objects",
        [CHECK_RULES] = "rules",
        [CHECK_SAME] = "same",
    };
    struct verifying v = {.app = app, .checks = checks};
    for (size_t i = 0; i < VERIFY_CHECKS; i++)
        checks[i] = (struct verify_check){.name = names[i]};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    arena_init(&v.scratch, 0);
    arena_init(&v.lasting, 0);
    bool ok = books_load(app->db, &v.lasting, 0, &v.books, err) && check_journal(&v, err) &&
              check_accounts(&v, err) && check_law_tables(&v, err) && check_documents(&v, err) &&
              check_rule_sets(&v, err) && check_same(&v, err);
    arena_release(&v.scratch);
    arena_release(&v.lasting);
    db_rollback(app->db); /* nothing was written */
    for (size_t i = 0; i < VERIFY_CHECKS; i++)
        checks[i].ok = checks[i].bad == 0;
    return ok;
}
