#include "directory_store.h"

#include "base/buf.h"
#include "gen/directory_sql.h"
#include "gen/meta_sql.h"

static const char *const kinds[] = {[DIRECTORY_LEDGER] = "ledger",
                                    [DIRECTORY_ACCOUNT_NUMBER] = "account_number",
                                    [DIRECTORY_DEBTOR_NUMBER] = "debtor_number",
                                    [DIRECTORY_DOCUMENT_NUMBER] = "document_number",
                                    [DIRECTORY_MESSAGE] = "message",
                                    [DIRECTORY_TOKEN] = "token",
                                    [DIRECTORY_TRACKING] = "tracking"};

const char *directory_kind_text(enum directory_kind kind)
{
    ASSERT((size_t)kind < COUNT_OF(kinds));
    return kinds[kind];
}

bool directory_find(struct db *db, const struct directory_key *key, struct directory_entry *out,
                    bool *found, struct err *err)
{
    struct q_directory_get_in in = {.kind = str_of(directory_kind_text(key->kind)),
                                    .scope_id = key->scope_id,
                                    .value = key->value};
    struct q_directory_get_row row;
    struct arena none; /* the row holds no text */
    arena_init(&none, 0);
    if (!q_directory_get(db, &in, &none, &row, found, err)) {
        return false;
    }
    if (*found) {
        *out = (struct directory_entry){row.debtor_id, row.account_id};
    }
    return true;
}

bool directory_claim(struct db *db, const struct directory_key *key, struct directory_entry *entry,
                     bool *created, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_directory_insert_in in = {.kind = str_of(directory_kind_text(key->kind)),
                                       .scope_id = key->scope_id,
                                       .value = key->value,
                                       .debtor_id = entry->debtor_id,
                                       .account_id = entry->account_id};
    int64_t inserted = 0;
    if (!q_directory_insert(db, &in, &inserted, err)) {
        return false;
    }
    *created = inserted == 1;
    if (*created) {
        return true;
    }
    bool found = false;
    if (!directory_find(db, key, entry, &found, err)) {
        return false;
    }
    return found || err_set(err, ERR_DB_LOCKED, "directory key vanished");
}

bool directory_number(struct db *db, struct directory_number number, struct directory_entry *out,
                      bool *found, struct err *err)
{
    struct arena a;
    arena_init(&a, 0);
    struct buf text;
    buf_init(&text, &a, 32);
    buf_add_int(&text, number.number);
    struct directory_key key = {.kind = number.kind, .value = buf_str(&text)};
    bool ok = directory_find(db, &key, out, found, err);
    arena_release(&a);
    return ok;
}

bool directory_forget(struct db *db, struct directory_number number, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct arena a;
    arena_init(&a, 0);
    struct buf text;
    buf_init(&text, &a, 32);
    buf_add_int(&text, number.number);
    struct q_directory_forget_in in = {
        .kind = str_of(directory_kind_text(number.kind)), .scope_id = 0, .value = buf_str(&text)};
    bool ok = q_directory_forget(db, &in, NULL, err);
    arena_release(&a);
    return ok;
}

bool directory_release(struct db *db, const struct directory_key *key, struct err *err)
{
    struct q_directory_forget_in in = {str_of(directory_kind_text(key->kind)), key->scope_id,
                                       key->value};
    ASSERT(db_in_transaction(db));
    return q_directory_forget(db, &in, NULL, err);
}

bool counter_take(struct db *db, const char *name, int64_t how_many, int64_t *first,
                  struct err *err)
{
    ASSERT(db_in_transaction(db));
    ASSERT(how_many > 0);
    struct q_counter_take_in take = {.how_many = how_many, .name = str_of(name)};
    struct q_counter_add_in add = {.name = str_of(name)};
    struct q_counter_take_row row = {0};
    struct arena none;
    arena_init(&none, 0);
    bool found = false;
    if (!q_counter_take(db, &take, &none, &row, &found, err)) {
        return false;
    }
    if (!found && (!q_counter_add(db, &add, NULL, err) ||
                   !q_counter_take(db, &take, &none, &row, &found, err))) {
        return false;
    }
    ASSERT(found);
    *first = row.next_number - how_many;
    return true;
}

bool clue_add(struct db *db, int64_t debtor_id, const struct clue *clue, struct err *err)
{
    struct q_clue_insert_in in = {debtor_id, clue->kind, clue->value};
    return q_clue_insert(db, &in, NULL, err);
}

bool clue_remove(struct db *db, int64_t debtor_id, const struct clue *clue, struct err *err)
{
    struct q_clue_delete_in in = {debtor_id, clue->kind, clue->value};
    return q_clue_delete(db, &in, NULL, err);
}

bool clue_find(struct db *db, const struct clue *clue, struct arena *a, struct clue_debtors *out,
               struct err *err)
{
    struct q_clue_find_in in = {clue->kind, clue->value};
    struct db_rows rows;
    if (!q_clue_find_open(db, &in, &rows, err)) {
        return false;
    }
    out->ids = ARENA_ARRAY(a, out->max, int64_t);
    out->count = 0;
    out->more = false;
    struct q_clue_find_row row;
    bool ok = true;
    while (q_clue_find_more(&rows, &row, &ok, err)) {
        if (out->count == out->max) {
            out->more = true;
            break;
        }
        out->ids[out->count++] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}
