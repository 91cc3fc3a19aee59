#include "mail_store.h"

#include "gen/mail_sql.h"

bool mail_add(struct db *db, const struct stored_mail *m, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_mail_insert_in in = {
        .debtor_id = m->key.debtor_id,
        .account_id = m->key.account_id,
        .mail_id = m->id,
        .creditor_id = m->creditor_id,
        .letter_id = {m->letter_id != 0, m->letter_id},
        .kind = str_of(dispatch_kind_code(m->kind)),
        .state = str_of(dispatch_state_code(m->state)),
        .address = m->address,
        .subject = m->subject,
        .message_id = m->message_id,
        .document_id = m->document_id,
        .document_number = m->document_number,
        .made_day = m->made.n,
        .made_ms = m->made_ms,
        .actor_id = m->actor_id,
        .next_ms = m->next_ms,
    };
    return q_mail_insert(db, &in, NULL, err);
}

bool mail_set(struct db *db, const struct stored_mail *m, struct err *err)
{
    int64_t changed = 0;
    ASSERT(db_in_transaction(db));
    struct q_mail_update_in in = {
        .state = str_of(dispatch_state_code(m->state)),
        .tries = m->tries,
        .next_ms = m->next_ms,
        .claimed_ms = m->claimed_ms,
        .until_ms = m->until_ms,
        .claimed_day = {day_is(m->claimed), m->claimed.n},
        .reply = m->reply,
        .debtor_id = m->key.debtor_id,
        .account_id = m->key.account_id,
        .mail_id = m->id,
    };
    return q_mail_update(db, &in, &changed, err) &&
           (changed == 1 || err_set(err, ERR_DB_DAMAGED, "mail"));
}

bool mail_event_add(struct db *db, const struct stored_mail *m, struct mail_stamp stamp,
                    struct err *err)
{
    struct q_mail_event_insert_in in = {
        .debtor_id = m->key.debtor_id,
        .account_id = m->key.account_id,
        .mail_id = m->id,
        .event_id = stamp.id,
        .state = str_of(dispatch_state_code(m->state)),
        .reply = m->reply,
        .at_ms = stamp.at_ms,
        .actor_id = stamp.actor_id,
    };
    return q_mail_event_insert(db, &in, NULL, err);
}

static bool read_mail(struct arena *a, const struct q_mail_by_account_row *row,
                      struct stored_mail *out, struct err *err)
{
    *out = (struct stored_mail){
        .key = {row->debtor_id, row->account_id},
        .id = row->mail_id,
        .creditor_id = row->creditor_id,
        .letter_id = row->letter_id.has ? row->letter_id.v : 0,
        .address = arena_str(a, row->address),
        .subject = arena_str(a, row->subject),
        .message_id = arena_str(a, row->message_id),
        .document_id = row->document_id,
        .document_number = row->document_number,
        .made = {(int32_t)row->made_day},
        .made_ms = row->made_ms,
        .actor_id = row->actor_id,
        .tries = row->tries,
        .next_ms = row->next_ms,
        .claimed_ms = row->claimed_ms,
        .until_ms = row->until_ms,
        .claimed = DAY_NONE,
        .reply = arena_str(a, row->reply),
    };
    if (row->claimed_day.has)
        out->claimed = (struct day){(int32_t)row->claimed_day.v};
    return (dispatch_kind_parse(row->kind, &out->kind) &&
            dispatch_state_parse(row->state, &out->state)) ||
           err_set(err, ERR_DB_DAMAGED, "mail");
}

bool mails_of_account(struct db *db, struct arena *a, struct account_key key,
                      struct stored_mails *out, struct err *err)
{
    struct q_mail_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    *out = (struct stored_mails){0};
    if (!q_mail_by_account_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_mail_by_account_row row;
    while (q_mail_by_account_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        ok = read_mail(a, &row, &out->rows[n], err);
    }
    db_done(&rows);
    return ok;
}

/* The list begins with the columns of mail_by_account. */
_Static_assert(offsetof(struct q_mail_list_row, account_number) ==
                   sizeof(struct q_mail_by_account_row),
               "columns of mails");

static bool open_list(struct db *db, const struct mails_wanted *wanted, struct db_rows *rows,
                      struct err *err)
{
    struct str state = str_of(dispatch_state_code(wanted->state));
    int64_t most = wanted->scope.creditors == NULL ? (int64_t)wanted->most : INT32_MAX;
    struct q_mail_list_in in = {state, most};
    struct q_mail_list_newest_in newest = {state, most};
    return wanted->newest ? q_mail_list_newest_open(db, &newest, rows, err)
                          : q_mail_list_open(db, &in, rows, err);
}

bool mail_list(struct db *db, struct arena *a, struct mails_wanted wanted, struct listed_mails *out,
               struct err *err)
{
    struct db_rows rows;
    *out = (struct listed_mails){0};
    if (!open_list(db, &wanted, &rows, err))
        return false;
    bool ok = true;
    while (out->count < wanted.most) {
        struct q_mail_list_row row;
        struct q_mail_by_account_row plain;
        bool have = false;
        ok = q_mail_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        if (!scope_has(&wanted.scope, row.creditor_id))
            continue;
        size_t n = out->count++;
        if ((n & (n - 1)) == 0)
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        memcpy(&plain, &row, sizeof plain);
        out->rows[n].account_number = row.account_number;
        out->rows[n].debtor = arena_str(a, row.debtor_name);
        out->rows[n].letter = MAILING_STATE_COUNT;
        ok = read_mail(a, &plain, &out->rows[n].mail, err) &&
             (row.letter_state.p == NULL ||
              mailing_state_parse(row.letter_state, &out->rows[n].letter) ||
              err_set(err, ERR_DB_DAMAGED, "letter"));
        if (!ok)
            break;
    }
    db_done(&rows);
    return ok;
}

bool mail_server_load(struct db *db, struct arena *a, struct stored_server *out, bool *found,
                      struct err *err)
{
    struct q_mail_server_get_row row;
    *out = (struct stored_server){0};
    if (!q_mail_server_get(db, a, &row, found, err))
        return false;
    if (*found)
        *out = (struct stored_server){
            .host = row.host,
            .port = row.port,
            .security = row.security,
            .login = row.login,
            .user = row.user_name,
            .from_name = row.from_name,
            .from_address = row.from_address,
            .ca_file = row.ca_file,
            .token_url = row.token_url,
            .client_id = row.client_id,
            .scope = row.scope,
            .secret = row.secret,
            .client_secret = row.client_secret,
            .access = row.access,
            .access_until_ms = row.access_until_ms,
        };
    return true;
}

bool mail_server_save(struct db *db, const struct stored_server *s, struct err *err)
{
    ASSERT(db_in_transaction(db));
    struct q_mail_server_set_in in = {
        .host = s->host,
        .port = s->port,
        .security = s->security,
        .login = s->login,
        .user_name = s->user,
        .from_name = s->from_name,
        .from_address = s->from_address,
        .ca_file = s->ca_file,
        .token_url = s->token_url,
        .client_id = s->client_id,
        .scope = s->scope,
        .secret = s->secret,
        .client_secret = s->client_secret,
        .access = s->access,
        .access_until_ms = s->access_until_ms,
    };
    return q_mail_server_set(db, &in, NULL, err);
}
