/* Letters and e-mails of the creditors somebody may see: others' come first and are many, and take
 * no place in the list. */
#include "store_test.h"

#include "store/document_store.h"
#include "store/letter_store.h"
#include "store/mail_store.h"

#include <stdio.h>

enum { THEIRS = 1, OURS = 2, OF_THEIRS = 5, OF_OURS = 3, MOST = 2, BATCH = 4 };

static struct id_source ids;

static struct account_key key_of(int64_t creditor)
{
    return (struct account_key){creditor * 10, creditor * 10 + 1};
}

static void put_accounts(struct store *s)
{
    char sql[200];
    for (int c = THEIRS; c <= OURS; c++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO creditor VALUES (%d, 'C%d', 'C', 'EUR', 'own', NULL, 1)", c, c);
        raw_sql(s, sql);
        snprintf(sql, sizeof sql, "INSERT INTO debtor VALUES (%d, %d, 'company', 'A', 'A')", c * 10,
                 c);
        raw_sql(s, sql);
        snprintf(sql, sizeof sql,
                 "INSERT INTO account VALUES (%d, %d, %d, %d, 'C', 'EUR', 'own', NULL)", c * 10,
                 c * 10 + 1, c, c);
        raw_sql(s, sql);
    }
    id_source_seeded(&ids, 1000, 1);
}

/* The nth letter of a creditor, and the e-mail that brings it. */
static void put_letter(struct store *s, int64_t creditor, int n)
{
    struct err err = {0};
    struct document_made made;
    int64_t at = creditor * 1000 + n;
    char id[32];
    snprintf(id, sizeof id, "m%lld", (long long)at);
    struct new_document doc = {.key = key_of(creditor),
                               .kind = DOCUMENT_LETTER,
                               .file = STR("lettre.pdf"),
                               .mime = STR("application/pdf"),
                               .body = str_of(id),
                               .made = {20000},
                               .as_sent = true};
    must(document_add(s->db, &ids, &doc, &made, &err), &err);
    struct stored_letter letter = {
        .key = key_of(creditor),
        .id = at,
        .number = n + 1,
        .creditor_id = creditor,
        .mail = {.kind = MAILING_STATEMENT, .state = MAILING_IS_TO_PRINT, .made = {20000}},
        .approval = STR("agent"),
        .document_id = made.id,
        .document_number = made.number,
        .made_ms = at};
    letter.mail.printed = letter.mail.sent = letter.mail.presented = DAY_NONE;
    letter.mail.received = letter.mail.returned = DAY_NONE;
    letter.mail.why = MAILING_RETURN_COUNT;
    must(letter_add(s->db, &letter, NULL, 0, &err), &err);
    if (n >= MOST) { /* those printed in a batch wait no longer */
        letter.mail.state = MAILING_IS_PRINTED;
        letter.mail.printed = letter.mail.made;
        letter.batch = BATCH;
        must(letter_set(s->db, &letter, &err), &err);
    }
    struct stored_mail mail = {.key = key_of(creditor),
                               .id = at,
                               .creditor_id = creditor,
                               .kind = DISPATCH_COPY,
                               .state = DISPATCH_IS_QUEUED,
                               .address = STR("a@essais.example"),
                               .subject = STR("S"),
                               .message_id = str_of(id),
                               .document_id = made.id,
                               .document_number = made.number,
                               .made = {20000},
                               .made_ms = at,
                               .next_ms = at,
                               .reply = STR("")};
    must(mail_add(s->db, &mail, &err), &err);
}

static void put(struct store *s)
{
    struct err err = {0};
    put_accounts(s);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    for (int n = 0; n < OF_THEIRS; n++)
        put_letter(s, THEIRS, n);
    for (int n = 0; n < OF_OURS; n++)
        put_letter(s, OURS, n);
    must(db_commit(s->db, &err), &err);
}

static struct listed_letters letters(struct store *s, struct letters_wanted wanted)
{
    struct err err = {0};
    struct listed_letters out;
    must(db_begin(s->db, DB_READ, &err), &err);
    must(letter_list(s->db, &s->arena, &wanted, &out, &err), &err);
    db_rollback(s->db);
    return out;
}

static const int64_t ours[] = {OURS};
static const struct creditor_scope narrow = {ours, 1};
static const struct creditor_scope nobody = {ours, 0};

static void letters_of_others_take_no_place(struct store *s)
{
    put(s);
    struct letters_wanted wanted = {.state = MAILING_IS_TO_PRINT, .most = MOST, .scope = narrow};
    struct listed_letters found = letters(s, wanted);
    assert_int_equal(found.count, MOST);
    for (size_t i = 0; i < found.count; i++) {
        assert_int_equal(found.rows[i].letter.creditor_id, OURS);
        assert_int_equal(found.rows[i].letter.id, OURS * 1000 + (int64_t)i);
    }
    wanted.most = 1;
    assert_int_equal(letters(s, wanted).count, 1);
    wanted.scope = nobody;
    assert_int_equal(letters(s, wanted).count, 0);
    found = letters(s, (struct letters_wanted){.state = MAILING_IS_TO_PRINT, .most = 3});
    assert_int_equal(found.count, 3);
    assert_int_equal(found.rows[0].letter.creditor_id, THEIRS);
}

static void a_batch_has_only_those_in_scope(struct store *s)
{
    put(s);
    struct letters_wanted wanted = {.batch = BATCH};
    assert_int_equal(letters(s, wanted).count, OF_THEIRS + OF_OURS - 2 * MOST);
    wanted.scope = narrow;
    struct listed_letters found = letters(s, wanted);
    assert_int_equal(found.count, OF_OURS - MOST);
    assert_int_equal(found.rows[0].letter.creditor_id, OURS);
}

static void mails_of_others_take_no_place(struct store *s)
{
    struct err err = {0};
    struct listed_mails found;
    struct mails_wanted wanted = {.state = DISPATCH_IS_QUEUED, .most = MOST, .scope = narrow};
    put(s);
    must(db_begin(s->db, DB_READ, &err), &err);
    for (int newest = 0; newest <= 1; newest++) {
        wanted.newest = newest == 1;
        must(mail_list(s->db, &s->arena, wanted, &found, &err), &err);
        assert_int_equal(found.count, MOST);
        for (size_t i = 0; i < found.count; i++)
            assert_int_equal(found.rows[i].mail.creditor_id, OURS);
    }
    db_rollback(s->db);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(letters_of_others_take_no_place),
        ON_BOTH(a_batch_has_only_those_in_scope),
        ON_BOTH(mails_of_others_take_no_place),
    };
    return store_main(cases, COUNT_OF(cases));
}
