/* What was agreed on accounts: read one by one or all in a row it is the same, and what concerns
 * the person is read with each of his accounts. */
#include "store_test.h"

#include "gen/account_sql.h"
#include "store/object_walk.h"

enum { DEBTORS = 3, ACCOUNTS = 2 }; /* accounts of each debtor */

static struct account_key key_of(int64_t debtor, int64_t account)
{
    return (struct account_key){debtor, debtor * 10 + account};
}

static struct object_head head_of(int64_t id, int64_t number)
{
    return (struct object_head){.id = id,
                                .number = number,
                                .made = day_ymd(2026, 11, 23),
                                .made_ms = 1000 + id,
                                .actor_id = 7,
                                .note = STR("« é »")};
}

static void people(struct store *s)
{
    struct err err = {0};
    struct db_bulk bulk;
    must(q_debtor_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t d = 1; d <= DEBTORS; d++) {
        struct q_debtor_insert_in in = {d, d, STR("company"), STR("Atelier"), STR("ATELIER")};
        must(q_debtor_insert_row(&bulk, &in, &err), &err);
    }
    must(q_debtor_insert_end(&bulk, &err), &err);
    must(q_account_insert_begin(s->db, &bulk, &err), &err);
    for (int64_t d = 1; d <= DEBTORS; d++) {
        for (int64_t a = 1; a <= ACCOUNTS; a++) {
            struct account_key key = key_of(d, a);
            struct q_account_insert_in in = {.debtor_id = d,
                                             .account_id = key.account_id,
                                             .number = key.account_id,
                                             .creditor_id = 1,
                                             .ledger_number = STR("411"),
                                             .currency = STR("EUR"),
                                             .capacity = STR("own")};
            must(q_account_insert_row(&bulk, &in, &err), &err);
        }
    }
    must(q_account_insert_end(&bulk, &err), &err);
}

/* One of each kind on the second account of the second debtor; a hold on the person there, too. */
static void objects(struct store *s)
{
    struct err err = {0};
    struct account_key key = key_of(2, 2);
    struct covered_item items[] = {{101, 5000, 100, 20}, {102, 7000, 0, 0}};
    struct instalment lines[] = {{day_ymd(2026, 12, 5), 6000}, {day_ymd(2027, 1, 5), 6000}};
    struct disputed_item disputed = {101, 300, 20};
    struct stored_promise p = {.head = head_of(1, 1), .person = STR("Mme Un"), .replaces = 9};
    p.terms = (struct promise){
        .on = day_ymd(2026, 11, 27),
        .means = MEANS_CARD,
        .to_creditor = true,
        .c = {.items = {items, 2}, .wanted_minor = 12000, .loose_before_minor = 55}};
    must(promise_add(s->db, key, &p, &err), &err);
    must(promise_word_set(s->db, key, 1, (struct cash){day_ymd(2026, 11, 28), 400}, &err), &err);
    struct stored_promise bare = {.head = head_of(2, 2)};
    bare.terms = (struct promise){.on = DAY_NONE, .means = MEANS_NONE};
    must(promise_add(s->db, key, &bare, &err), &err);
    struct stored_plan plan = {.head = head_of(3, 1), .person = STR("M. Deux")};
    plan.terms = (struct instalments){.state = INSTALMENTS_DRAFT,
                                      .means = MEANS_TRANSFER,
                                      .acceleration = true,
                                      .c = {.items = {items, 1}, .extra_minor = 7000},
                                      .lines = lines,
                                      .line_count = 2};
    must(plan_add(s->db, key, &plan, &err), &err);
    struct stored_dispute d = {
        .head = head_of(4, 1),
        .terms = {.deadline = day_ymd(2026, 11, 25), .items = &disputed, .item_count = 1},
        .reason = DISPUTE_PRICE,
        .department = DEPARTMENT_SALES};
    must(dispute_add(s->db, key, &d, &err), &err);
    struct stored_hold h = {.head = head_of(5, 1),
                            .terms = {.scope = HOLD_OF_DEBTOR,
                                      .reason = HOLD_COMPLAINT,
                                      .from = day_ymd(2026, 11, 23),
                                      .through = day_ymd(2026, 11, 30)}};
    must(hold_add(s->db, key, &h, &err), &err);
    h.head = head_of(6, 2);
    h.terms.scope = HOLD_OF_PART;
    h.terms.item_id = 101;
    h.terms.minor = 40;
    must(hold_add(s->db, key, &h, &err), &err);
    struct stored_cover c = {.head = head_of(7, 1), .company = STR("Assureur"), .policy = STR("")};
    c.terms = (struct cover){.share = 9000, .from = day_ymd(2026, 1, 1), .to = DAY_NONE};
    must(cover_add(s->db, key, &c, &err), &err);
    struct stored_alert a = {.head = head_of(8, 1), .answer_by = day_ymd(2026, 11, 24)};
    must(alert_add(s->db, key, &a, &err), &err);
    struct stored_outcome o = {.head = head_of(9, 1),
                               .code = OUTCOME_VOICEMAIL,
                               .channel = STR("phone"),
                               .minute = 615,
                               .call_back = DAY_NONE};
    must(outcome_add(s->db, key, &o, &err), &err);
}

static void same_head(const struct object_head *a, const struct object_head *b)
{
    assert_int_equal(a->id, b->id);
    assert_int_equal(a->number, b->number);
    assert_int_equal(a->made.n, b->made.n);
    assert_int_equal(a->made_ms, b->made_ms);
    assert_int_equal(a->actor_id, b->actor_id);
    assert_true(str_eq(a->note, b->note));
}

static void same(const struct account_objects *a, const struct account_objects *b)
{
    assert_int_equal(a->promise_count, b->promise_count);
    assert_int_equal(a->plan_count, b->plan_count);
    assert_int_equal(a->dispute_count, b->dispute_count);
    assert_int_equal(a->hold_count, b->hold_count);
    assert_int_equal(a->cover_count, b->cover_count);
    assert_int_equal(a->alert_count, b->alert_count);
    assert_int_equal(a->outcome_count, b->outcome_count);
    for (size_t i = 0; i < a->promise_count; i++) {
        same_head(&a->promises[i].head, &b->promises[i].head);
        assert_int_equal(a->promises[i].terms.c.items.count, b->promises[i].terms.c.items.count);
    }
    for (size_t i = 0; i < a->hold_count; i++)
        same_head(&a->holds[i].head, &b->holds[i].head);
    for (size_t i = 0; i < a->plan_count; i++)
        assert_int_equal(a->plans[i].terms.c.wanted_minor, b->plans[i].terms.c.wanted_minor);
    for (size_t i = 0; i < a->outcome_count; i++) {
        same_head(&a->outcomes[i].head, &b->outcomes[i].head);
        assert_int_equal(a->outcomes[i].code, b->outcomes[i].code);
        assert_true(str_eq(a->outcomes[i].channel, b->outcomes[i].channel));
        assert_true(str_eq(a->outcomes[i].person, b->outcomes[i].person));
    }
}

static void what_was_written_is_read(struct store *s)
{
    struct err err = {0};
    struct account_objects o;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    people(s);
    objects(s);
    must(db_commit(s->db, &err), &err);
    must(objects_read(s->db, &s->arena, key_of(2, 2), &o, &err), &err);
    assert_int_equal(o.promise_count, 2);
    const struct promise *p = &o.promises[0].terms;
    assert_int_equal(p->means, MEANS_CARD);
    assert_int_equal(p->c.items.count, 2);
    assert_int_equal(p->c.items.rows[0].paid_before_minor, 100);
    assert_int_equal(p->c.items.rows[0].credited_before_minor, 20);
    assert_int_equal(p->c.wanted_minor, 12000);
    assert_int_equal(p->c.loose_before_minor, 55);
    assert_int_equal(p->c.word.minor, 400);
    assert_true(p->person && p->to_creditor);
    assert_int_equal(o.promises[0].replaces, 9);
    assert_int_equal(promise_missing(&o.promises[1].terms), 31);
    assert_int_equal(o.plans[0].terms.c.wanted_minor, 12000);
    assert_int_equal(o.plans[0].terms.line_count, 2);
    assert_int_equal(o.plans[0].terms.lines[1].due.n, day_ymd(2027, 1, 5).n);
    assert_int_equal(o.disputes[0].terms.items[0].disputed_minor, 300);
    assert_int_equal(o.hold_count, 2);
    assert_int_equal(o.holds[1].terms.minor, 40);
    assert_int_equal(o.covers[0].terms.to.n, DAY_NONE_N);
    assert_int_equal(o.outcomes[0].minute, 615);
}

static void the_walk_reads_what_one_account_reads(struct store *s)
{
    struct err err = {0};
    struct object_walk *walk = NULL;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    people(s);
    objects(s);
    must(db_commit(s->db, &err), &err);
    must(db_begin(s->db, DB_READ, &err), &err);
    must(object_walk_open(s->db, &s->arena, &walk, &err), &err);
    size_t with_person = 0;
    size_t with_outcome = 0;
    for (int64_t d = 1; d <= DEBTORS; d++) {
        for (int64_t a = 1; a <= ACCOUNTS; a++) {
            struct account_objects walked;
            struct account_objects alone;
            must(object_walk_next(walk, key_of(d, a), &walked, &err), &err);
            must(objects_read(s->db, &s->arena, key_of(d, a), &alone, &err), &err);
            same(&walked, &alone);
            with_person += walked.hold_count > 0;
            with_outcome += walked.outcome_count;
        }
    }
    object_walk_close(walk);
    db_rollback(s->db);
    assert_int_equal(with_person, 2); /* both accounts of the second debtor */
    assert_int_equal(with_outcome, 1);
}

static void a_state_changes_a_row_that_is_there(struct store *s)
{
    struct err err = {0};
    struct object_change change = {OBJECT_HOLD, 5, "lifted", 0};
    struct account_objects o;
    must(db_begin(s->db, DB_WRITE, &err), &err);
    people(s);
    objects(s);
    must(object_change(s->db, key_of(2, 2), &change, &err), &err);
    must(db_commit(s->db, &err), &err);
    must(objects_read(s->db, &s->arena, key_of(2, 1), &o, &err), &err);
    assert_true(o.holds[0].terms.lifted);
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must_fail(object_change(s->db, key_of(2, 1), &change, &err), &err, ERR_UNKNOWN_REF);
    db_rollback(s->db);
}

static void a_number_is_given_once(struct store *s)
{
    struct err err = {0};
    struct stored_alert a = {.head = head_of(30, 1), .answer_by = day_ymd(2026, 11, 24)};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    people(s);
    objects(s);
    must_fail(alert_add(s->db, key_of(2, 2), &a, &err), &err, ERR_DB_CONSTRAINT);
    db_rollback(s->db);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(what_was_written_is_read),
        ON_BOTH(the_walk_reads_what_one_account_reads),
        ON_BOTH(a_state_changes_a_row_that_is_there),
        ON_BOTH(a_number_is_given_once),
    };
    return store_main(cases, COUNT_OF(cases));
}
