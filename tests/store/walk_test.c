/* What the daily run reads of an account is what is read of it alone, on both engines: its items,
 * and what is known of the person over all his accounts and creditors. A walk that was told whose
 * payments will be asked for says what asking says, and one that was told who is wanted reads them,
 * each once, looking for few and reading over many. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "gen/ledger_sql.h"
#include "store/object_store.h"
#include "store/run_walk.h"
#include "store/same_store.h"

#include <stdio.h>

enum { TODAY = 20000, DEBTORS = 4 };

static void accounts(struct store *s, int64_t debtors, int64_t of_each)
{
    struct err err = {0};
    struct db_bulk bulk;
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t d = 1; d <= debtors; d++) {
        struct q_debtor_insert_in in = {d, d, STR("company"), STR("Atelier"), STR("ATELIER")};
        must(q_debtor_insert_row(&bulk, &in, &err), &err);
    }
    must(q_debtor_insert_end(&bulk, &err), &err);
    must(q_account_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t i = 0; i < debtors * of_each; i++) {
        int64_t debtor = i / of_each + 1;
        struct q_account_insert_in in = {.debtor_id = debtor,
                                         .account_id = debtor * 10 + i % of_each,
                                         .number = i + 1,
                                         .creditor_id = 1 + i % of_each,
                                         .ledger_number = STR("411"),
                                         .currency = STR("EUR"),
                                         .capacity = STR("own")};
        must(q_account_insert_row(&bulk, &in, &err), &err);
    }
    must(q_account_insert_end(&bulk, &err), &err);
}

/* Days from today; of each debtor the items of one case. */
static void items(struct store *s)
{
    static const struct {
        int64_t debtor, item;
        const char *kind, *role, *source;
        int32_t on, issued, due;
        int64_t amount, open, standing;
    } rows[] = {
        /* plain, every part its own, before 1970, later, and what is not open */
        {1, 1, "invoice", "customer", "stated", -10, -10, 20, 5000, 5000, 1},
        {1, 2, "bill", "bill", "computed", -9, -12, 9, INT64_MAX / 4, 7, 1},
        {1, 3, "invoice", "customer", "assumed", -TODAY - 40, -TODAY - 41, -TODAY + 20, 1, 1, 1},
        {1, 4, "credit_note", "customer", "stated", 0, 0, 0, -300, -300, 1},
        {1, 5, "invoice", "customer", "stated", 5, 5, 35, 900, 900, 1},
        {1, 6, "invoice", "customer", "stated", -4, -4, 26, 900, 900, 0},
        {1, 7, "payment_returned", "customer", "stated", -3, -3, -3, 400, 0, 1},
        /* due soon, and nothing was ever settled; the same, of somebody who paid */
        {2, 1, "invoice", "customer", "stated", -25, -25, 5, 100, 100, 1},
        {3, 1, "invoice", "customer", "stated", -25, -25, 5, 100, 100, 1},
        {3, 2, "payment", "customer", "stated", -90, -90, -90, -100, 0, 1},
        /* long due and settled in part, but not by a payment that is in the books */
        {4, 1, "invoice", "customer", "stated", -830, -830, -800, 100, 60, 1},
        {4, 2, "settlement", "customer", "assumed", -790, -790, -790, -40, 0, 1},
    };
    struct err err = {0};
    struct db_bulk bulk;
    must(q_item_add_begin(s->db, &bulk, &err), &err);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct q_item_add_in in = {.debtor_id = rows[i].debtor,
                                   .account_id = rows[i].debtor * 10,
                                   .item_id = rows[i].item,
                                   .standing = rows[i].standing,
                                   .kind = str_of(rows[i].kind),
                                   .role = str_of(rows[i].role),
                                   .on_day = TODAY + rows[i].on,
                                   .issued_day = TODAY + rows[i].issued,
                                   .due_day = TODAY + rows[i].due,
                                   .due_source = str_of(rows[i].source),
                                   .amount_minor = rows[i].amount,
                                   .open_minor = rows[i].open,
                                   .currency = STR("EUR"),
                                   .piece = STR("F"),
                                   .label = STR("")};
        must(q_item_add_row(&bulk, &in, &err), &err);
    }
    must(q_item_add_end(&bulk, &err), &err);
}

static void books(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    accounts(s, DEBTORS, 1);
    items(s);
    must(db_commit(s->db, &err), &err);
    must(db_begin(s->db, DB_READ, &err), &err);
}

/* account_read gives what is not open, too. */
static const struct walked_item *found(const struct walked_account *of, int64_t id)
{
    for (size_t i = 0; i < of->item_count; i++) {
        if (of->items[i].id == id)
            return &of->items[i];
    }
    return NULL;
}

static void same_items(struct store *s, struct arena *a, const struct run_account *walked)
{
    struct err err = {0};
    struct walked_account alone = {.key = walked->account.key};
    must(account_read(s->db, a, (struct day){TODAY}, &alone, &err), &err);
    for (size_t i = 0; i < walked->account.item_count; i++) {
        const struct walked_item *one = &walked->account.items[i];
        const struct walked_item *other = found(&alone, one->id);
        assert_non_null(other);
        assert_int_equal(one->kind, other->kind);
        assert_int_equal(one->role, other->role);
        assert_int_equal(one->on.n, other->on.n);
        assert_int_equal(one->issued.n, other->issued.n);
        assert_int_equal(one->due.day.n, other->due.day.n);
        assert_int_equal(one->due.source, other->due.source);
        assert_true(one->amount_minor == other->amount_minor);
    }
}

static void same_answers(struct store *s, struct arena *a, const struct run_account *walked)
{
    struct err err = {0};
    bool is_new = false;
    bool paid = false;
    must(run_new_customer(s->db, a, walked->account.key, &is_new, &err), &err);
    must(run_any_payment(s->db, a, walked->account.key, &paid, &err), &err);
    assert_int_equal(walked->old_customer, !is_new);
    assert_int_equal(walked->any_payment, paid);
}

static void walk_reads_what_is_read_alone(struct store *s)
{
    struct err err = {0};
    struct arena a;
    struct run_walk *walk = NULL;
    struct run_account of;
    bool have = false;
    struct run_walk_start start = {.today = {TODAY},
                                   .likely = {{TODAY + 10}, {TODAY - 700}, {TODAY - 900}}};
    static const size_t counts[] = {5, 1, 1, 1};
    arena_init(&a, 0);
    books(s);
    must(run_walk_open(s->db, &a, &start, &walk, &err), &err);
    for (size_t i = 0; i < DEBTORS; i++) {
        must(run_walk_next(walk, &of, &have, &err), &err);
        assert_true(have);
        assert_int_equal(of.account.item_count, counts[i]);
        assert_int_equal(of.later.n, i == 0 ? TODAY + 5 : DAY_NONE.n);
        same_items(s, &a, &of);
        /* a file is asked where it lies */
        assert_int_equal(of.looked, s->engine == DB_POSTGRES && i > 0);
        if (of.looked)
            same_answers(s, &a, &of);
    }
    must(run_walk_next(walk, &of, &have, &err), &err);
    assert_false(have);
    run_walk_close(walk);
    db_rollback(s->db);
    arena_release(&a);
}

/* ---- what is known ---- */

enum { PEOPLE = 4, ACCOUNTS = 2 };

/* Debtor 4 is debtor 2 once more. */
static void contacts(struct store *s)
{
    static const struct {
        int64_t debtor, account;
        const char *channel;
        enum outcome code;
    } rows[] = {{1, 10, "visit", OUTCOME_NO_ANSWER},
                {2, 20, "phone", OUTCOME_VOICEMAIL},
                {2, 21, "email", OUTCOME_REFUSAL},
                {4, 41, "sms", OUTCOME_NO_ANSWER}};
    static const int64_t same[] = {2, 4};
    struct err err = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stored_outcome o = {.head = {.id = (int64_t)i + 1,
                                            .number = 1,
                                            .made = {TODAY - (int32_t)i},
                                            .actor_id = 1},
                                   .code = rows[i].code,
                                   .channel = str_of(rows[i].channel),
                                   .minute = OUTCOME_NO_MINUTE,
                                   .call_back = DAY_NONE};
        must(outcome_add(s->db, (struct account_key){rows[i].debtor, rows[i].account}, &o, &err),
             &err);
    }
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        struct same_word word = {same[i], 1, 2, STR("SIREN"), {TODAY}, 1, 1};
        must(same_add(s->db, &word, &err), &err);
    }
}

/* Of the third debtor one thing was agreed, of the fourth a stage was set. */
static void known(struct store *s)
{
    struct err err = {0};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    accounts(s, PEOPLE, ACCOUNTS);
    contacts(s);
    must(db_commit(s->db, &err), &err);
    raw_sql(s, "INSERT INTO fact (debtor_id, fact_id, account_id, kind, value, import_id, on_day, "
               "standing) VALUES (1, 1, NULL, 'name', 'Atelier', 0, 1, 1), "
               "(1, 2, 11, 'counsel', 'Me', 0, 2, 1), (1, 3, NULL, 'email', 'x', 0, 3, 0), "
               "(2, 1, 20, 'deceased', 'yes', 0, 4, 1), (4, 1, NULL, 'protected', 'yes', 0, 5, 1)");
    raw_sql(s, "INSERT INTO item_contact (debtor_id, account_id, item_id, contact_id, level, "
               "pre_due, on_day) VALUES (1, 11, 7, 1, 2, 0, 6), (1, 11, 8, 1, 3, 0, 6), "
               "(2, 20, 7, 1, 4, 1, 7)");
    raw_sql(s, "INSERT INTO work_word (debtor_id, account_id, word_id, kind, through_day, why, "
               "on_day, at_ms, actor_id) VALUES (1, 10, 1, 'pin', 8, '', 8, 1, 1), "
               "(1, 10, 2, 'release', NULL, '', 9, 1, 1), (3, 31, 1, 'postpone', 8, '', 8, 1, 1)");
    raw_sql(s,
            "INSERT INTO account_owner (debtor_id, account_id, owner_id, from_day, user_id, why, "
            "at_ms, actor_id) VALUES (1, 10, 1, 1, 6, '', 1, 1), (2, 21, 1, 1, 5, '', 1, 1)");
    raw_sql(s, "INSERT INTO object_event (debtor_id, account_id, object_id, event_id, kind, state, "
               "on_day, at_ms, actor_id, why) VALUES (3, 30, 1, 1, 'hold', 'placed', 1, 1, 1, '')");
    raw_sql(s, "INSERT INTO account_stage (debtor_id, account_id, stage_id, from_day, stage, why, "
               "at_ms, actor_id) VALUES (4, 40, 1, 1, 'plan', '', 1, 1)");
}

#define SAY(...) n += (size_t)snprintf(out + n, 200 - n, __VA_ARGS__)

/* In brackets what is known of another debtor who is the same person. */
static void say(const struct run_account *of, char out[200])
{
    size_t n = 0;
    *out = 0;
    for (size_t i = 0; i < of->contact_count; i++) {
        const struct run_contact *c = &of->contacts[i];
        SAY(c->of_the_same ? "[%.*s%d] " : "%.*s%d ", (int)c->channel.n, c->channel.p,
            TODAY - c->on.n);
    }
    for (size_t i = 0; i < of->fact_count; i++) {
        const struct run_fact *f = &of->facts[i];
        SAY(f->of_the_same ? "[%.*s%d,%d] " : "%.*s%d,%d ", (int)f->kind.n, f->kind.p, f->on.n,
            (int)f->account_id);
    }
    for (size_t i = 0; i < of->done_count; i++)
        SAY("item%d level%d%s%d ", (int)of->done[i].item_id, of->done[i].level,
            of->done[i].pre_due ? "<" : ">", of->done[i].on.n);
    for (size_t i = 0; i < of->word_count; i++)
        SAY("%.*s%d ", (int)of->words[i].kind.n, of->words[i].kind.p, of->words[i].on.n);
    SAY("%d%s", (int)of->owner.user_id, of->has_objects ? " agreed" : "");
}

static void what_is_known_of_a_person_is_read_with_each_of_his_accounts(struct store *s)
{
    static const char *const wanted[PEOPLE * ACCOUNTS] = {
        "visit0 counsel2,11 pin8 release9 6",
        "visit0 counsel2,11 item7 level2>6 item8 level3>6 0",
        "phone1 email2 [sms3] deceased4,20 [protected5,0] item7 level4<7 0",
        "phone1 email2 [sms3] deceased4,20 [protected5,0] 5",
        "0 agreed",
        "postpone8 0 agreed",
        "sms3 [phone1] [email2] protected5,0 [deceased4,20] 0 agreed",
        "sms3 [phone1] [email2] protected5,0 [deceased4,20] 0 agreed"};
    struct err err = {0};
    struct arena a;
    struct run_walk *walk = NULL;
    struct run_account of;
    char text[200];
    bool have = false;
    arena_init(&a, 0);
    known(s);
    must(db_begin(s->db, DB_READ, &err), &err);
    must(run_walk_open(s->db, &a, &(struct run_walk_start){.today = {TODAY}}, &walk, &err), &err);
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        must(run_walk_next(walk, &of, &have, &err), &err);
        assert_true(have);
        say(&of, text);
        assert_string_equal(text, wanted[i]);
        struct run_account alone = {.account = {.key = of.account.key}};
        must(run_account_read(s->db, &a, &(struct run_account_wanted){{TODAY}, 0}, &alone, &err),
             &err);
        say(&alone, text);
        assert_string_equal(text, wanted[i]);
    }
    run_walk_close(walk);
    db_rollback(s->db);
    arena_release(&a);
}

/* ---- who is wanted ---- */

enum { MANY = 6000, FIRST_PIECE = 5000, FEW = 999 };

/* Reads the piece bounded; its accounts are those wanted, from at on. */
static size_t read_wanted(struct run_walk *walk, const struct run_piece_wanted *piece,
                          const int64_t *ids, size_t at)
{
    struct err err = {0};
    struct run_account of;
    bool have = true;
    must(run_walk_piece(walk, piece, &err), &err);
    for (;; at++) {
        must(run_walk_step(walk, &of, &have, &err), &err);
        if (!have)
            return at;
        assert_int_equal(of.account.key.debtor_id, ids[at]);
    }
}

/* Whoever is wanted comes once. From a file they are looked for some at a time; a server looks for
 * few at once, and of more for those who are few among those they lie between. */
static void walk_wanted(struct store *s, const int64_t *ids, size_t count, const size_t looked[2])
{
    struct err err = {0};
    struct arena a;
    struct run_walk *walk = NULL;
    struct run_piece_wanted piece;
    struct run_walk_start start = {.today = {TODAY}, .wanted = ids, .wanted_count = count};
    bool have = true;
    size_t at = 0;
    arena_init(&a, 0);
    start.debtor_id = ids[0];
    must(db_begin(s->db, DB_READ, &err), &err);
    must(run_walk_open(s->db, &a, &start, &walk, &err), &err);
    for (size_t i = 0; i < 100; i++) {
        must(run_walk_bound(walk, &piece, &have, &err), &err);
        if (!have)
            break;
        if (s->engine == DB_POSTGRES) {
            assert_true(i < 2);
            assert_int_equal(piece.id_count, looked[i]);
        }
        assert_true(s->engine == DB_POSTGRES || (piece.id_count > 0 && piece.id_count <= 250));
        assert_true(piece.to_debtor <= ids[count - 1]);
        at = read_wanted(walk, &piece, ids, at);
    }
    assert_false(have);
    assert_int_equal(at, count);
    run_walk_close(walk);
    db_rollback(s->db);
    arena_release(&a);
}

/* Every fifth of the first piece, and most of the second. */
static void who_is_wanted_is_looked_for_where_that_is_less(struct store *s)
{
    static int64_t ids[MANY];
    struct err err = {0};
    size_t n = 0;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    accounts(s, MANY, 1);
    must(db_commit(s->db, &err), &err);
    for (int64_t d = 3; d < MANY; d += d < FIRST_PIECE ? 5 : 2)
        ids[n++] = d;
    walk_wanted(s, ids, 1, (const size_t[2]){1, 0});
    walk_wanted(s, ids + n - FEW, FEW, (const size_t[2]){FEW, 0}); /* of both pieces */
    walk_wanted(s, ids, n, (const size_t[2]){FIRST_PIECE / 5, 0});
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(walk_reads_what_is_read_alone),
        ON_BOTH(what_is_known_of_a_person_is_read_with_each_of_his_accounts),
        ON_BOTH(who_is_wanted_is_looked_for_where_that_is_less),
    };
    return store_main(cases, COUNT_OF(cases));
}
