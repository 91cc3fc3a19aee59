/* What the search finds, on both engines: every name by itself, by each of its words and by words
 * with a slip; nothing of what is out of scope or was taken back; and what it finds by follows the
 * books. */
#include "store_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/search/index_search.h"
#include "app/search/look_up.h"
#include "base/text.h"
#include "support/random.h"

enum { NAMES = 60, ALPHA = 7, OMEGA = 8, SQL_BYTES = 400 * 1000, ITEMS_OF = 3, WORD_BYTES = 24 };

static struct id_source ids;

static struct app app_of(struct store *s)
{
    id_source_seeded(&ids, 1000, 1);
    return (struct app){.db = s->db, .ids = &ids, .today = {20000}};
}

/* Statements wait, and go in together. */
static char held[SQL_BYTES];
static size_t held_n;

static void sql(const char *format, ...)
{
    va_list with;
    va_start(with, format);
    int n = vsnprintf(held + held_n, SQL_BYTES - held_n, format, with);
    va_end(with);
    assert_true(n > 0 && (size_t)n + 20 < SQL_BYTES - held_n);
    held_n += (size_t)n;
    memcpy(held + held_n, ";\n", 3);
    held_n += 2;
}

static void send(const struct store *s)
{
    char text[SQL_BYTES + 20];
    if (held_n == 0)
        return;
    snprintf(text, sizeof text, "BEGIN;\n%sCOMMIT;\n", held);
    raw_sql(s, text);
    held_n = 0;
}

static void add_creditor(int id, const char *code)
{
    sql("INSERT INTO creditor (creditor_id, code, name, currency, capacity, import_seq) VALUES "
        "(%d, '%s', '%s', 'EUR', 'own', 1)",
        id, code, code);
    sql("INSERT INTO import (import_id, number, creditor_id, seq, at_ms, actor_id, file, "
        "file_digest, format, mode, state, counts) SELECT %d, %d, %d, 1, 0, 0, 'a.csv', hash, "
        "'csv', 'new', 'done', '{}' FROM migration WHERE number = 1",
        id * 10, id, id);
    sql("INSERT INTO search_walk (creditor_id, at_debtor_id) VALUES (%d, 0)", id);
}

/* Debtor, account and items have one number; an item FA-<number>-1 of <number>00,50. */
static void add_account(struct store *s, int creditor, int number, const char *name)
{
    struct str folded = text_fold(&s->arena, str_of(name));
    sql("INSERT INTO debtor (debtor_id, number, kind, name, name_folded) VALUES (%d, %d, "
        "'company', '%s', '%.*s')",
        number, number, name, STR_ARG(folded));
    sql("INSERT INTO account (debtor_id, account_id, number, creditor_id, ledger_number, currency, "
        "capacity) VALUES (%d, %d, %d, %d, 'N%d', 'EUR', 'own')",
        number, number, number, creditor, number);
    sql("INSERT INTO fact (debtor_id, fact_id, kind, value, import_id, on_day, standing) VALUES "
        "(%d, 1, 'phone', '+33 1 99 00 %02d %02d', %d, 20000, 1)",
        number, number / 100, number % 100, creditor * 10);
    sql("INSERT INTO item (debtor_id, account_id, item_id, standing, kind, role, on_day, "
        "issued_day, "
        "due_day, due_source, amount_minor, open_minor, currency, piece, label, letter_unbalanced) "
        "VALUES (%d, %d, %d, 1, 'invoice', 'customer', 20000, 20000, 20030, 'stated', %d50, %d50, "
        "'EUR', 'FA-%d-0077', '', 0)",
        number, number, number * ITEMS_OF, number, number, number);
}

static void look(struct store *s, const char *text, const int64_t *scope, struct looked_up *out)
{
    struct app app = app_of(s);
    struct err err = {0};
    send(s);
    const struct look_up_query query = {str_of(text), 200, scope, scope == NULL ? 0 : 1};
    must(look_up(&app, &s->arena, &query, out, &err), &err);
}

static int score_of(struct store *s, const char *text, int64_t number)
{
    struct looked_up found;
    look(s, text, NULL, &found);
    for (size_t i = 0; i < found.account_count; i++) {
        if (found.accounts[i].account_number == number)
            return found.accounts[i].score;
    }
    return 0;
}

static size_t found_items(struct store *s, const char *text)
{
    struct looked_up found;
    look(s, text, NULL, &found);
    return found.item_count;
}

static struct indexed index_all(struct store *s)
{
    struct app app = app_of(s);
    struct err err = {0};
    const struct index_request request = {0};
    struct indexed done = {0};
    send(s);
    must(index_search(&app, &request, &done, &err), &err);
    return done;
}

static void touch(struct store *s, int64_t number)
{
    struct app app = app_of(s);
    struct err err = {0};
    struct account_key key = {number, number};
    send(s);
    must(db_begin(s->db, DB_WRITE, &err) &&
             index_touch(&app, (struct account_keys){&key, 1}, &err) && db_commit(s->db, &err),
         &err);
}

/* ---- every name ---- */

static void make_word(struct random *r, char out[WORD_BYTES])
{
    static const char *const parts[] = {"ka",  "ro",  "mi", "ven", "tur",
                                        "gal", "bes", "lo", "dri", "pon"};
    const char *part[4] = {"", "", "", ""};
    int64_t n = random_between(r, 2, 4);
    for (int64_t i = 0; i < n; i++)
        part[i] = parts[random_between(r, 0, COUNT_OF(parts) - 1)];
    snprintf(out, WORD_BYTES, "%s%s%s%s", part[0], part[1], part[2], part[3]);
}

static void slip(struct random *r, char *word)
{
    size_t n = strlen(word);
    size_t at = (size_t)random_between(r, 0, (int64_t)n - 2);
    char c = word[at];
    switch (random_between(r, 0, 3)) {
    case 0: /* a letter more */
        memmove(word + at + 1, word + at, n - at + 1);
        word[at] = 'z';
        break;
    case 1:
        memmove(word + at, word + at + 1, n - at);
        break;
    case 2:
        word[at] = 'x';
        break;
    default:
        word[at] = word[at + 1];
        word[at + 1] = c;
    }
}

static void every_name_is_found_by_itself_its_words_and_slips(struct store *s)
{
    struct random r = random_start("search");
    char words[NAMES][2][WORD_BYTES];
    char text[80];
    add_creditor(ALPHA, "ALPHA");
    for (int i = 0; i < NAMES; i++) {
        make_word(&r, words[i][0]);
        make_word(&r, words[i][1]);
        snprintf(text, sizeof text, "%s %.23s %.23s", i % 2 == 0 ? "SARL" : "Ets", words[i][0],
                 words[i][1]);
        add_account(s, ALPHA, i + 1, text);
    }
    assert_int_equal(index_all(s).changed, NAMES);
    for (int i = 0; i < NAMES; i++) {
        snprintf(text, sizeof text, "%.23s %.23s", words[i][0], words[i][1]);
        assert_int_equal(score_of(s, text, i + 1), LOOK_UP_SAME);
        snprintf(text, sizeof text, "%.23s sarl %.4s", words[i][1], words[i][0]);
        assert_true(score_of(s, text, i + 1) >= LOOK_UP_WORDS);
        assert_true(score_of(s, words[i][0], i + 1) >= LOOK_UP_BEGINS);
        assert_true(score_of(s, words[i][1], i + 1) >= LOOK_UP_WORDS);
        for (int w = 0; w < 2; w++) {
            char typed[2][WORD_BYTES];
            memcpy(typed, words[i], sizeof typed);
            if (strlen(typed[w]) < NAME_NEAR_LETTERS)
                continue;
            slip(&r, typed[w]);
            print_message("# %s for %s\n", typed[w], words[i][w]);
            assert_true(score_of(s, typed[w], i + 1) >= LOOK_UP_NEAR);
            snprintf(text, sizeof text, "%.23s %.23s", typed[1], typed[0]);
            assert_true(score_of(s, text, i + 1) >= LOOK_UP_NEAR);
        }
    }
}

/* ---- numbers ---- */

static void numbers_and_amounts_lead_to_items_and_accounts(struct store *s)
{
    add_creditor(ALPHA, "ALPHA");
    add_account(s, ALPHA, 12, "Menuiserie Kervadec");
    add_account(s, ALPHA, 13, "Dupont et Fils");
    index_all(s);
    assert_int_equal(score_of(s, "01 99 00 00 12", 12), LOOK_UP_NUMBER);
    assert_int_equal(score_of(s, "0033199000012", 12), LOOK_UP_NUMBER);
    assert_int_equal(score_of(s, "019900", 13), LOOK_UP_NUMBER_BEGINS);
    assert_int_equal(found_items(s, "fa 12 0077"), 1);
    assert_int_equal(found_items(s, "FA-1"), 2);
    assert_int_equal(found_items(s, "77"), 2);
    assert_int_equal(found_items(s, "12,50"), 1);
    assert_int_equal(found_items(s, "12.5 €"), 1);
    assert_int_equal(found_items(s, "12,51"), 0);
    assert_true(score_of(s, "Dupond", 13) == LOOK_UP_NEAR);
}

/* ---- what must not be found ---- */

static void other_creditors_change_nothing(struct store *s)
{
    static const char *const typed[] = {"Serin",      "sérins", "01 99 00 00 21",
                                        "FA-21-0077", "21,50",  "0077"};
    int64_t scope[] = {ALPHA};
    struct looked_up before;
    struct looked_up after;
    add_creditor(ALPHA, "ALPHA");
    add_account(s, ALPHA, 20, "Pinson Jaune");
    index_all(s);
    for (size_t step = 0; step < 3; step++) { /* not written, touched, written */
        if (step == 0) {
            add_creditor(OMEGA, "OMEGA");
            add_account(s, OMEGA, 21, "Serin Vert");
        } else if (step == 1) {
            touch(s, 21);
        } else {
            index_all(s);
        }
        for (size_t i = 0; i < COUNT_OF(typed); i++) {
            look(s, typed[i], scope, &after);
            assert_int_equal(after.account_count, 0);
            assert_int_equal(after.item_count, strcmp(typed[i], "0077") == 0);
            look(s, typed[i], NULL, &before);
            assert_true(step == 0 || before.account_count + before.item_count > after.item_count);
        }
    }
}

static void what_was_taken_back_is_not_found(struct store *s)
{
    add_creditor(ALPHA, "ALPHA");
    add_account(s, ALPHA, 30, "Tarine Blanche");
    index_all(s);
    sql("UPDATE item SET standing = 0");
    assert_int_equal(score_of(s, "tarine", 30), LOOK_UP_BEGINS); /* a fact still speaks of it */
    assert_int_equal(found_items(s, "FA-30-0077"), 0);
    sql("UPDATE fact SET standing = 0");
    assert_int_equal(score_of(s, "tarine", 30), 0);
    assert_int_equal(score_of(s, "0199000030", 30), 0);
}

/* ---- what waits ---- */

static void new_names_are_found_before_and_old_ones_not_after(struct store *s)
{
    add_creditor(ALPHA, "ALPHA");
    add_account(s, ALPHA, 40, "Merlette Grise");
    assert_int_equal(score_of(s, "grise", 40), LOOK_UP_WORDS); /* nothing was written yet */
    assert_int_equal(index_all(s).changed, 1);
    assert_int_equal(index_all(s).accounts, 0);
    sql("UPDATE debtor SET name = 'Loriot Brun', name_folded = 'LORIOT BRUN'");
    sql("UPDATE item SET piece = 'NEUVE-9', open_minor = 700");
    touch(s, 40);
    assert_int_equal(score_of(s, "brun", 40), LOOK_UP_WORDS);
    assert_int_equal(found_items(s, "neuve 9"), 1);
    assert_int_equal(index_all(s).changed, 1);
    assert_int_equal(score_of(s, "lorio brun", 40), LOOK_UP_WORDS);
    assert_int_equal(score_of(s, "loriat", 40), LOOK_UP_NEAR);
    assert_int_equal(found_items(s, "7 EUR"), 0); /* one digit is no amount */
    assert_int_equal(found_items(s, "7,00"), 1);
    assert_int_equal(score_of(s, "merlette", 40), 0);
    assert_int_equal(index_all(s).accounts, 0);
}

static bool once(const void *with)
{
    int *left = (int *)(uintptr_t)with;
    return (*left)-- > 0;
}

static void a_stopped_walk_goes_on(struct store *s)
{
    struct app app = app_of(s);
    struct err err = {0};
    int pieces = 1;
    const struct index_request request = {.go_on = once, .with = &pieces};
    struct indexed done = {0};
    add_creditor(ALPHA, "ALPHA");
    for (int i = 1; i <= 2100; i++) {
        char text[40];
        if (i > 3 && i < 2097)
            continue;
        snprintf(text, sizeof text, "Client Numero%d", i);
        add_account(s, ALPHA, i, text);
    }
    sql("UPDATE search_walk SET at_debtor_id = 3 WHERE creditor_id = %d", ALPHA);
    send(s);
    must(index_search(&app, &request, &done, &err), &err);
    assert_int_equal(done.accounts, 4);
    assert_int_equal(score_of(s, "numero2097", 2097), LOOK_UP_WORDS);
    assert_int_equal(score_of(s, "numero2", 2), 0); /* the walk was said to be past him */
    must(db_begin(s->db, DB_WRITE, &err) && index_touch_creditor(&app, ALPHA, &err) &&
             db_commit(s->db, &err),
         &err);
    assert_int_equal(score_of(s, "numero2", 2), LOOK_UP_WORDS);
    assert_int_equal(index_all(s).changed, 3);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(every_name_is_found_by_itself_its_words_and_slips),
        ON_BOTH(numbers_and_amounts_lead_to_items_and_accounts),
        ON_BOTH(other_creditors_change_nothing),
        ON_BOTH(what_was_taken_back_is_not_found),
        ON_BOTH(new_names_are_found_before_and_old_ones_not_after),
        ON_BOTH(a_stopped_walk_goes_on),
    };
    return store_main(cases, COUNT_OF(cases));
}
