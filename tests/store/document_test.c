/* Documents, their links to items, and the files that wait to be attached. */
#include "store_test.h"

#include "store/backup.h"
#include "store/directory_store.h"
#include "store/document_store.h"
#include "store/inbox_store.h"

#include <stdio.h>

static struct id_source ids;

/* Two debtors with an account and two items each. */
static void put_debtors(struct store *s)
{
    static const char *const rows[] = {
        "INSERT INTO creditor VALUES (1, 'US', 'Us', 'EUR', 'own', NULL, 1)",
        "INSERT INTO debtor VALUES (10, 1, 'company', 'Alpha', 'ALPHA')",
        "INSERT INTO debtor VALUES (20, 2, 'company', 'Beta', 'BETA')",
        "INSERT INTO account VALUES (10, 11, 1, 1, 'C1', 'EUR', 'own', NULL)",
        "INSERT INTO account VALUES (20, 21, 2, 1, 'C2', 'EUR', 'own', NULL)",
    };
    char sql[600];
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        raw_sql(s, rows[i]);
    int length = snprintf(
        sql, sizeof sql,
        "INSERT INTO import (import_id, number, creditor_id, seq, at_ms, actor_id, file, "
        "file_digest,"
        " format, mode, state, counts) VALUES (9, 3, 1, 1, 0, 0, 'a.zip', %s, 'pdf', 'new', 'done',"
        " '{}')",
        s->engine == DB_SQLITE ? "X'64'" : "'d'");
    assert_true(length > 0 && (size_t)length < sizeof sql);
    raw_sql(s, sql);
    for (int i = 0; i < 4; i++) {
        int debtor = i < 2 ? 10 : 20;
        int n = snprintf(
            sql, sizeof sql,
            "INSERT INTO item (debtor_id, account_id, item_id, line_id, standing, kind, role,"
            " on_day, issued_day, due_day, due_source, amount_minor, open_minor, currency,"
            " piece, label, letter_unbalanced) VALUES (%d, %d, %d, NULL, 1, 'invoice', 'customer', "
            "1, 1,"
            " 31, 'assumed', 1000, 1000, 'EUR', 'F%d', '', 0)",
            debtor, debtor + 1, 100 + i, i);
        assert_true(n > 0 && (size_t)n < sizeof sql);
        raw_sql(s, sql);
    }
    id_source_seeded(&ids, 1000, 1);
}

static struct new_document copy_of(int64_t debtor_id, struct str body)
{
    return (struct new_document){.key = {debtor_id, debtor_id + 1},
                                 .kind = DOCUMENT_INVOICE_COPY,
                                 .file = STR("Facture n° 0042.pdf"),
                                 .mime = STR("application/pdf"),
                                 .body = body,
                                 .made = {20000},
                                 .at_ms = 77,
                                 .actor_id = 5,
                                 .import_id = 9};
}

static struct document_made add(struct store *s, const struct new_document *doc)
{
    struct err err = {0};
    struct document_made made;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(document_add(s->db, &ids, doc, &made, &err), &err);
    must(db_commit(s->db, &err), &err);
    return made;
}

static struct document_made put_inbox(struct store *s, struct str body)
{
    struct err err = {0};
    struct document_made made;
    struct new_inbox doc = {.creditor_id = 1,
                            .kind = DOCUMENT_ORDER,
                            .file = STR("scan.pdf"),
                            .mime = STR("application/pdf"),
                            .body = body,
                            .made = {20000},
                            .at_ms = 3,
                            .actor_id = 4,
                            .import_id = 9,
                            .text = STR("Facture n° 12")};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(inbox_add(s->db, &ids, &doc, &made, &err), &err);
    must(db_commit(s->db, &err), &err);
    return made;
}

static void a_document_comes_back_byte_for_byte(struct store *s)
{
    struct err err = {0};
    static char all[70000];
    put_debtors(s);
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)(i * 31);
    struct new_document doc = copy_of(10, (struct str){all, sizeof all});
    doc.as_sent = true;
    struct document_made made = add(s, &doc);
    assert_int_equal(made.number, 1);
    struct document got;
    struct str body;
    must(document_find(s->db, &s->arena, 1, &got, &err), &err);
    assert_int_not_equal(got.id, 0);
    assert_int_equal(got.debtor_id, 10);
    assert_int_equal(got.account_id, 11);
    assert_int_equal(got.id, made.id);
    assert_int_equal(got.kind, DOCUMENT_INVOICE_COPY);
    assert_true(got.as_sent);
    assert_false(got.withdrawn);
    assert_true(str_is(got.file, "Facture n° 0042.pdf"));
    assert_true(str_is(got.mime, "application/pdf"));
    assert_int_equal(got.bytes, sizeof all);
    assert_int_equal(got.made.n, 20000);
    assert_int_equal(got.at_ms, 77);
    assert_int_equal(got.actor_id, 5);
    assert_int_equal(got.import_id, 9);
    must(document_read_body(s->db, &s->arena, &got, &body, &err), &err);
    assert_true(str_eq(body, doc.body));
    must(document_find(s->db, &s->arena, 2, &got, &err), &err);
    assert_int_equal(got.id, 0);
}

static void a_letter_to_the_debtor_as_a_whole_has_no_account(struct store *s)
{
    struct err err = {0};
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    doc.key.account_id = 0;
    doc.import_id = 0;
    doc.kind = DOCUMENT_LETTER;
    struct document_made made = add(s, &doc);
    struct documents all;
    must(documents_of_debtor(s->db, &s->arena, 10, &all, &err), &err);
    assert_int_equal(all.count, 1);
    assert_int_equal(all.rows[0].id, made.id);
    assert_int_equal(all.rows[0].account_id, 0);
    assert_int_equal(all.rows[0].import_id, 0);
    must(documents_of_debtor(s->db, &s->arena, 20, &all, &err), &err);
    assert_int_equal(all.count, 0);
}

static void empty_and_too_large_documents_are_refused(struct store *s)
{
    struct err err = {0};
    put_debtors(s);
    struct new_document doc = copy_of(10, STR(""));
    char *big = arena_alloc(&s->arena, (size_t)LIMIT_DOCUMENT_BYTES + 1);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must_fail(document_add(s->db, &ids, &doc, NULL, &err), &err, ERR_FILE_EMPTY);
    err = (struct err){0};
    doc.body = (struct str){big, (size_t)LIMIT_DOCUMENT_BYTES + 1};
    must_fail(document_add(s->db, &ids, &doc, NULL, &err), &err, ERR_FILE_TOO_LARGE);
    err = (struct err){0};
    doc.body.n--; /* the largest there may be */
    must(document_add(s->db, &ids, &doc, NULL, &err), &err);
    must(db_commit(s->db, &err), &err);
}

static void the_same_body_is_known_again(struct store *s)
{
    struct err err = {0};
    struct documents same;
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4 same"));
    struct document_made made = add(s, &doc);
    struct document_body wanted = {1, document_hash_of(doc.body)};
    struct document_body other = {2, wanted.hash};
    must(documents_same(s->db, &s->arena, wanted, &same, &err), &err);
    assert_int_equal(same.count, 1);
    assert_int_equal(same.rows[0].id, made.id);
    assert_int_equal(same.rows[0].debtor_id, 10);
    assert_false(same.rows[0].withdrawn);
    must(documents_same(s->db, &s->arena, other, &same, &err), &err);
    assert_int_equal(same.count, 0);
    raw_sql(s, "UPDATE import SET state = 'undone'");
    must(documents_same(s->db, &s->arena, wanted, &same, &err), &err);
    assert_int_equal(same.count, 1); /* the next import that brings it finds it there */
    assert_true(same.rows[0].withdrawn);
}

/* 9 brought it, 8 has it too. */
static void a_document_stands_while_an_import_that_counts_holds_it(struct store *s)
{
    struct err err = {0};
    struct document got;
    struct documents all;
    struct import_ids held;
    bool added = false;
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    raw_sql(s,
            "INSERT INTO import (import_id, number, creditor_id, seq, at_ms, actor_id, file,"
            " file_digest, format, mode, state, counts) SELECT 8, 4, 1, 2, 0, 0, 'b', file_digest,"
            " 'pdf', 'new', 'done', '{}' FROM import");
    struct sighting seen = {10, made.id, 8};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(sighting_add(s->db, &seen, &added, &err), &err);
    assert_true(added);
    must(sighting_add(s->db, &seen, &added, &err), &err);
    assert_false(added);
    must(db_commit(s->db, &err), &err);
    must(sighting_list(s->db, &s->arena, &seen, &held, &err), &err);
    assert_int_equal(held.count, 2);
    raw_sql(s, "UPDATE import SET state = 'undone' WHERE import_id = 9");
    must(document_find(s->db, &s->arena, made.number, &got, &err), &err);
    assert_int_equal(got.id, made.id);
    assert_false(got.withdrawn);
    raw_sql(s, "UPDATE import SET state = 'undone' WHERE import_id = 8");
    must(document_find(s->db, &s->arena, made.number, &got, &err), &err);
    assert_int_equal(got.id, 0);
    must(documents_of_debtor(s->db, &s->arena, 10, &all, &err), &err);
    assert_int_equal(all.count, 0);
    struct document_item link = {10, made.id, 11, 100, LINK_CONFIRMED, HOW_TEXT, 1, 2};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(document_item_add(s->db, &link, NULL, &err), &err);
    must(db_commit(s->db, &err), &err);
    must(document_find(s->db, &s->arena, made.number, &got, &err), &err);
    assert_int_equal(got.id, made.id);
    assert_true(got.withdrawn); /* a person had confirmed it: kept */
}

static void what_undone_imports_left_is_found(struct store *s)
{
    struct err err = {0};
    struct sightings left;
    struct document_reasons why;
    const struct sightings_wanted wanted = {1, 10};
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    struct document_made waiting = put_inbox(s, STR("%PDF-1.5"));
    must(sightings_left(s->db, &s->arena, wanted, &left, &err), &err);
    assert_int_equal(left.count, 0);
    raw_sql(s, "UPDATE import SET state = 'undone'");
    must(sightings_left(s->db, &s->arena, wanted, &left, &err), &err);
    assert_int_equal(left.count, 2);
    assert_int_equal(left.rows[0].debtor_id, 10);
    assert_int_equal(left.rows[0].document_id, made.id);
    assert_int_equal(left.rows[1].debtor_id, 0);
    assert_int_equal(left.rows[1].document_id, waiting.id);
    const struct document stored = {.debtor_id = 10, .id = made.id};
    must(document_reasons(s->db, &stored, &why, &err), &err);
    assert_int_equal(why.number, made.number);
    assert_int_equal(why.held, 1);
    assert_int_equal(why.kept, 0);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(sighting_delete(s->db, &left.rows[0], &err), &err);
    must(sighting_delete(s->db, &left.rows[1], &err), &err);
    must(db_commit(s->db, &err), &err);
    must(sightings_left(s->db, &s->arena, wanted, &left, &err), &err);
    assert_int_equal(left.count, 0);
    must(document_reasons(s->db, &stored, &why, &err), &err);
    assert_int_equal(why.held, 0);
}

static void a_link_is_made_once_and_decided(struct store *s)
{
    struct err err = {0};
    bool added = false;
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    struct document_item link = {.debtor_id = 10,
                                 .document_id = made.id,
                                 .account_id = 11,
                                 .item_id = 100,
                                 .state = LINK_PROPOSED,
                                 .how = HOW_TEXT,
                                 .at_ms = 1,
                                 .actor_id = 2};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(document_item_add(s->db, &link, &added, &err), &err);
    assert_true(added);
    must(document_item_add(s->db, &link, &added, &err), &err);
    assert_false(added);
    link.state = LINK_CONFIRMED;
    link.actor_id = 3;
    must(document_item_decide(s->db, &link, &err), &err);
    must(db_commit(s->db, &err), &err);
    struct document_items items;
    must(document_items_of_debtor(s->db, &s->arena, 10, &items, &err), &err);
    assert_int_equal(items.count, 1);
    assert_int_equal(items.rows[0].item_id, 100);
    assert_int_equal(items.rows[0].state, LINK_CONFIRMED);
    assert_int_equal(items.rows[0].how, HOW_TEXT);
    assert_int_equal(items.rows[0].actor_id, 3);
}

static void a_link_to_an_item_that_is_not_there_is_refused(struct store *s)
{
    struct err err = {0};
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    struct document_item link = {10, made.id, 11, 999, LINK_PROPOSED, HOW_TEXT, 1, 2};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    bool ok = document_item_add(s->db, &link, NULL, &err) && db_commit(s->db, &err);
    must_fail(ok, &err, ERR_DB_CONSTRAINT);
    db_rollback(s->db);
}

static void a_deleted_document_leaves_nothing(struct store *s)
{
    struct err err = {0};
    put_debtors(s);
    struct new_document doc = copy_of(20, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    struct document_item link = {20, made.id, 21, 102, LINK_PROPOSED, HOW_FILE_NAME, 1, 2};
    const struct document stored = {.debtor_id = 20, .id = made.id, .number = made.number};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(document_item_add(s->db, &link, NULL, &err), &err);
    must(document_delete(s->db, &stored, &err), &err);
    must(db_commit(s->db, &err), &err);
    struct document got;
    must(document_find(s->db, &s->arena, made.number, &got, &err), &err);
    assert_int_equal(got.id, 0);
}

static void what_waits_is_found_by_number_and_body(struct store *s)
{
    struct err err = {0};
    struct inbox_document got;
    struct str body;
    put_debtors(s);
    struct document_made made = put_inbox(s, STR("%PDF-1.4 a"));
    put_inbox(s, STR("%PDF-1.4 b"));
    must(inbox_find(s->db, &s->arena, made.number, &got, &err), &err);
    assert_int_not_equal(got.id, 0);
    assert_int_equal(got.id, made.id);
    assert_int_equal(got.kind, DOCUMENT_ORDER);
    assert_int_equal(got.import_number, 3);
    assert_false(got.refused);
    must(inbox_read_body(s->db, &s->arena, &got, &body, &err), &err);
    assert_true(str_is(body, "%PDF-1.4 a"));
    must(inbox_read_text(s->db, &s->arena, got.id, &body, &err), &err);
    assert_true(str_is(body, "Facture n° 12"));
    struct document_body wanted = {1, document_hash_of(STR("%PDF-1.4 b"))};
    must(inbox_find_body(s->db, &s->arena, wanted, &got, &err), &err);
    assert_int_not_equal(got.id, 0);
    assert_int_equal(got.number, made.number + 1);
    wanted.creditor_id = 2;
    must(inbox_find_body(s->db, &s->arena, wanted, &got, &err), &err);
    assert_int_equal(got.id, 0);
}

static void candidates_are_replaced_and_go_with_the_file(struct store *s)
{
    struct err err = {0};
    struct inbox_candidate rows[] = {{{10, 11}, 100, HOW_FILE_NAME}, {{20, 21}, 102, HOW_TEXT}};
    struct inbox_candidates candidates = {rows, 2};
    struct inbox_documents list;
    put_debtors(s);
    struct document_made made = put_inbox(s, STR("%PDF-1.4"));
    struct document_made other = put_inbox(s, STR("%PDF-1.5"));
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(inbox_set_candidates(s->db, made.id, &candidates, &err), &err);
    candidates.rows = rows + 1;
    candidates.count = 1;
    must(inbox_set_candidates(s->db, made.id, &candidates, &err), &err);
    must(inbox_refuse(s->db, other.id, &err), &err);
    must(db_commit(s->db, &err), &err);
    must(inbox_candidates(s->db, &s->arena, made.id, &candidates, &err), &err);
    assert_int_equal(candidates.count, 1);
    assert_int_equal(candidates.rows[0].item_id, 102);
    assert_int_equal(candidates.rows[0].how, HOW_TEXT);
    must(inbox_list(s->db, &s->arena, &list, &err), &err);
    assert_int_equal(list.count, 1); /* not what was refused */
    struct str text;
    must(inbox_read_text(s->db, &s->arena, other.id, &text, &err), &err);
    assert_int_equal(text.n, 0); /* nor is its text kept */
    must(inbox_read_text(s->db, &s->arena, made.id, &text, &err), &err);
    assert_int_not_equal(text.n, 0);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(inbox_delete(s->db, made.id, &err), &err);
    must(db_commit(s->db, &err), &err);
    must(inbox_list(s->db, &s->arena, &list, &err), &err);
    assert_int_equal(list.count, 0);
}

static void a_changed_body_is_found(struct store *s)
{
    struct err err = {0};
    struct document got;
    struct document_report report;
    struct str body;
    put_debtors(s);
    struct new_document doc = copy_of(10, STR("%PDF-1.4"));
    struct document_made made = add(s, &doc);
    put_inbox(s, STR("%PDF-1.4 waiting"));
    must(documents_verify(s->db, &report, &err), &err);
    assert_int_equal(report.documents, 2);
    assert_int_equal(report.bad, 0);
    raw_sql(s, s->engine == DB_SQLITE ? "UPDATE document SET body = X'255044462d312e35'"
                                      : "UPDATE document SET body = '\\x255044462d312e35'");
    must(documents_verify(s->db, &report, &err), &err);
    assert_int_equal(report.documents, 2);
    assert_int_equal(report.bad, 1);
    must(document_find(s->db, &s->arena, made.number, &got, &err), &err);
    must_fail(document_read_body(s->db, &s->arena, &got, &body, &err), &err, ERR_DB_DAMAGED);
}

/* More than one read of the server, each row as large as a row may be. */
static void a_backup_holds_large_documents(struct store *s)
{
    struct err err = {0};
    struct backup_result result;
    struct document_report report;
    struct db *copy = NULL;
    char url[400];
    put_debtors(s);
    size_t n = (size_t)LIMIT_DOCUMENT_BYTES;
    char *big = arena_alloc(&s->arena, n);
    memset(big, 'x', n);
    for (int i = 0; i < 6; i++) {
        big[0] = (char)('a' + i);
        struct new_document doc = copy_of(i % 2 == 0 ? 10 : 20, (struct str){big, n});
        (void)add(s, &doc);
    }
    const char *path = path_in(s, "copy");
    must(backup_write(s->db, path, &result, &err), &err);
    other_url(s, s->engine, "again", url);
    must(backup_restore(path, str_of(url), 1, &result, &err), &err);
    must(db_open(str_of(url), DB_OPEN_EXISTING, &copy, &err), &err);
    must(documents_verify(copy, &report, &err), &err);
    assert_int_equal(report.documents, 6);
    assert_int_equal(report.bad, 0);
    db_close(copy);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(a_document_comes_back_byte_for_byte),
        ON_BOTH(a_letter_to_the_debtor_as_a_whole_has_no_account),
        ON_BOTH(empty_and_too_large_documents_are_refused),
        ON_BOTH(the_same_body_is_known_again),
        ON_BOTH(a_document_stands_while_an_import_that_counts_holds_it),
        ON_BOTH(what_undone_imports_left_is_found),
        ON_BOTH(a_link_is_made_once_and_decided),
        ON_BOTH(a_link_to_an_item_that_is_not_there_is_refused),
        ON_BOTH(a_deleted_document_leaves_nothing),
        ON_BOTH(what_waits_is_found_by_number_and_body),
        ON_BOTH(candidates_are_replaced_and_go_with_the_file),
        ON_BOTH(a_changed_body_is_found),
        ON_BOTH(a_backup_holds_large_documents),
    };
    return store_main(cases, COUNT_OF(cases));
}
