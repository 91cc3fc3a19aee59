#include "letter_store.h"

#include "gen/letter_sql.h"
#include "work_store.h"

static struct opt_int day_or_null(struct day d) { return (struct opt_int){day_is(d), d.n}; }

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static struct str why_or_null(const struct mailing *m)
{
    return m->why < MAILING_RETURN_COUNT ? str_of(mailing_return_code(m->why)) : (struct str){0};
}

/* ---- writing ---- */

bool letter_add(struct db *db, const struct stored_letter *l,
                const struct stored_letter_item *items, size_t count, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_letter_insert_in in = {
        .debtor_id = l->key.debtor_id,
        .account_id = l->key.account_id,
        .letter_id = l->id,
        .number = l->number,
        .creditor_id = l->creditor_id,
        .kind = str_of(mailing_kind_code(l->mail.kind)),
        .state = str_of(mailing_state_code(l->mail.state)),
        .registered = l->registered,
        .approval = l->approval,
        .document_id = l->document_id,
        .document_number = l->document_number,
        .payee_id = l->payee_id,
        .claim_minor = l->claim_minor,
        .asked_minor = l->asked_minor,
        .made_day = l->mail.made.n,
        .made_ms = l->made_ms,
        .actor_id = l->actor_id,
        .by_mail = l->by_mail,
    };
    if (!q_letter_insert(db, &in, NULL, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct q_letter_item_insert_in item = {
            l->key.debtor_id, l->key.account_id, l->id,
            items[i].item_id, items[i].level,    items[i].amount_minor};
        if (!q_letter_item_insert(db, &item, NULL, err))
            return false;
    }
    return work_touch(db, l->key.debtor_id, err);
}

bool letter_set(struct db *db, const struct stored_letter *l, struct err *err)
{
    int64_t changed = 0;
    ASSERT(db_in_transaction(db));
    struct q_letter_update_in in = {
        .state = str_of(mailing_state_code(l->mail.state)),
        .batch = l->batch,
        .printed_day = day_or_null(l->mail.printed),
        .sent_day = day_or_null(l->mail.sent),
        .presented_day = day_or_null(l->mail.presented),
        .received_day = day_or_null(l->mail.received),
        .returned_day = day_or_null(l->mail.returned),
        .tracking = l->tracking,
        .why = why_or_null(&l->mail),
        .debtor_id = l->key.debtor_id,
        .account_id = l->key.account_id,
        .letter_id = l->id,
    };
    return q_letter_update(db, &in, &changed, err) &&
           (changed == 1 || err_set(err, ERR_DB_DAMAGED, "letter")) &&
           work_touch(db, l->key.debtor_id, err);
}

bool letter_event_add(struct db *db, struct account_key key, const struct letter_event *event,
                      struct err *err)
{
    struct q_letter_event_insert_in in = {
        .debtor_id = key.debtor_id,
        .account_id = key.account_id,
        .letter_id = event->letter_id,
        .event_id = event->id,
        .state = str_of(mailing_state_code(event->state)),
        .on_day = event->on.n,
        .tracking = event->tracking,
        .why = event->why,
        .at_ms = event->at_ms,
        .actor_id = event->actor_id,
    };
    return q_letter_event_insert(db, &in, NULL, err);
}

/* ---- reading ---- */

static bool read_letter(struct arena *a, const struct q_letter_by_account_row *row,
                        struct stored_letter *out, struct err *err)
{
    *out = (struct stored_letter){
        .key = {row->debtor_id, row->account_id},
        .id = row->letter_id,
        .number = row->number,
        .creditor_id = row->creditor_id,
        .mail = {.made = {(int32_t)row->made_day},
                 .printed = day_of(row->printed_day),
                 .sent = day_of(row->sent_day),
                 .presented = day_of(row->presented_day),
                 .received = day_of(row->received_day),
                 .returned = day_of(row->returned_day),
                 .why = MAILING_RETURN_COUNT},
        .registered = row->registered != 0,
        .approval = arena_str(a, row->approval),
        .document_id = row->document_id,
        .document_number = row->document_number,
        .payee_id = row->payee_id,
        .claim_minor = row->claim_minor,
        .asked_minor = row->asked_minor,
        .made_ms = row->made_ms,
        .actor_id = row->actor_id,
        .batch = row->batch,
        .tracking = arena_str(a, row->tracking),
        .by_mail = row->by_mail != 0,
    };
    bool known = mailing_kind_parse(row->kind, &out->mail.kind) &&
                 mailing_state_parse(row->state, &out->mail.state) &&
                 (row->why.p == NULL || mailing_return_parse(row->why, &out->mail.why));
    return known || err_set(err, ERR_DB_DAMAGED, "letter");
}

bool letters_of_account(struct db *db, struct arena *a, struct account_key key,
                        struct stored_letters *out, struct err *err)
{
    struct q_letter_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_letters){0};
    if (!q_letter_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_letter_by_account_row row;
    while (q_letter_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        ok = read_letter(a, &row, &out->rows[n], err);
    }
    db_done(&rows);
    return ok;
}

bool letter_items_of_account(struct db *db, struct arena *a, struct account_key key,
                             struct stored_letter_items *out, struct err *err)
{
    struct q_letter_item_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_letter_items){0};
    if (!q_letter_item_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_letter_item_by_account_row row;
    while (q_letter_item_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct stored_letter_item){row.letter_id, row.item_id, (int32_t)row.level,
                                                   row.amount_minor};
    }
    db_done(&rows);
    return ok;
}

bool letter_events_of_account(struct db *db, struct arena *a, struct account_key key,
                              struct letter_events *out, struct err *err)
{
    struct q_letter_event_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct letter_events){0};
    if (!q_letter_event_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_letter_event_by_account_row row;
    while (q_letter_event_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        struct letter_event *event = &out->rows[n];
        *event = (struct letter_event){.letter_id = row.letter_id,
                                       .id = row.event_id,
                                       .on = {(int32_t)row.on_day},
                                       .tracking = arena_str(a, row.tracking),
                                       .why = arena_str(a, row.why),
                                       .at_ms = row.at_ms,
                                       .actor_id = row.actor_id};
        ok = mailing_state_parse(row.state, &event->state) ||
             err_set(err, ERR_DB_DAMAGED, "letter_event");
    }
    db_done(&rows);
    return ok;
}

/* ---- lists ---- */

/* Both lists begin with the columns of letter_by_account and end with the same three. */
_Static_assert(sizeof(struct q_letter_list_row) == sizeof(struct q_letter_by_batch_row), "columns");

static bool take_listed(struct arena *a, const struct q_letter_list_row *row,
                        struct listed_letters *out, struct err *err)
{
    size_t n = out->count++;
    if ((n & (n - 1)) == 0)
        out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
    struct listed_letter *listed = &out->rows[n];
    struct q_letter_by_account_row plain = {
        .debtor_id = row->debtor_id,
        .account_id = row->account_id,
        .letter_id = row->letter_id,
        .number = row->number,
        .creditor_id = row->creditor_id,
        .kind = row->kind,
        .state = row->state,
        .registered = row->registered,
        .approval = row->approval,
        .document_id = row->document_id,
        .document_number = row->document_number,
        .payee_id = row->payee_id,
        .claim_minor = row->claim_minor,
        .asked_minor = row->asked_minor,
        .made_day = row->made_day,
        .made_ms = row->made_ms,
        .actor_id = row->actor_id,
        .batch = row->batch,
        .printed_day = row->printed_day,
        .sent_day = row->sent_day,
        .presented_day = row->presented_day,
        .received_day = row->received_day,
        .returned_day = row->returned_day,
        .tracking = row->tracking,
        .why = row->why,
        .by_mail = row->by_mail,
    };
    listed->account_number = row->account_number;
    listed->debtor = arena_str(a, row->debtor_name);
    return currency_parse(row->currency, &listed->currency, err) &&
           read_letter(a, &plain, &listed->letter, err);
}

static bool list_batch(struct db *db, struct arena *a, const struct letters_wanted *wanted,
                       struct listed_letters *out, struct err *err)
{
    struct q_letter_by_batch_in in = {wanted->batch};
    struct db_rows rows;
    if (!q_letter_by_batch_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_letter_by_batch_row row;
        struct q_letter_list_row same;
        bool have = false;
        ok = q_letter_by_batch_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        memcpy(&same, &row, sizeof same);
        ok = !scope_has(&wanted->scope, row.creditor_id) || take_listed(a, &same, out, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

bool letter_list(struct db *db, struct arena *a, const struct letters_wanted *wanted,
                 struct listed_letters *out, struct err *err)
{
    int64_t most = wanted->scope.creditors == NULL ? (int64_t)wanted->most : INT32_MAX;
    struct q_letter_list_in in = {str_of(mailing_state_code(wanted->state)), most};
    struct db_rows rows;
    *out = (struct listed_letters){0};
    if (wanted->batch != 0)
        return list_batch(db, a, wanted, out, err);
    if (!q_letter_list_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    while (out->count < wanted->most) {
        struct q_letter_list_row row;
        bool have = false;
        ok = q_letter_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        ok = !scope_has(&wanted->scope, row.creditor_id) || take_listed(a, &row, out, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

/* ---- who writes ---- */

bool sender_word_add(struct db *db, const struct sender_word *word, struct sender_author by,
                     struct err *err)
{
    struct q_sender_word_insert_in in = {word->owner_id, word->id, word->field,
                                         word->value,    by.at_ms, by.actor_id};
    ASSERT(db_in_transaction(db));
    return q_sender_word_insert(db, &in, NULL, err);
}

bool sender_words_load(struct db *db, struct arena *a, struct sender_words *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct sender_words){0};
    if (!q_sender_word_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_sender_word_list_row row;
    while (q_sender_word_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct sender_word){row.owner_id, row.word_id, arena_str(a, row.field),
                                            arena_str(a, row.value)};
    }
    db_done(&rows);
    return ok;
}
