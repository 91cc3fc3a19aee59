/* Jobs: a page of them holds as many as it may of those that somebody may see and asked for. */
#include "store_test.h"

#include "store/job_store.h"

enum { OTHERS = 60, PAGE = 50 };

static void add(struct store *s, int64_t creditor_id, int64_t id)
{
    struct err err = {0};
    struct job job = {.id = id,
                      .creditor_id = creditor_id,
                      .creditor = STR("AAA"),
                      .file = STR("liste.csv"),
                      .digest = STR("x"),
                      .bytes = 1,
                      .mode = STR("state"),
                      .as_of = day_ymd(2026, 11, 2),
                      .terms = STR(""),
                      .made_ms = id};
    must(db_begin(s->db, DB_WRITE, &err), &err);
    must(job_add(s->db, &job, &err), &err);
    must(db_commit(s->db, &err), &err);
    assert_int_equal(job.number, id);
}

static struct jobs page(struct store *s, const struct jobs_wanted *wanted)
{
    struct err err = {0};
    struct jobs found;
    must(job_page(s->db, &s->arena, wanted, &found, &err), &err);
    return found;
}

static void others_take_no_place(struct store *s)
{
    static const int64_t mine[] = {1};
    const struct jobs_wanted wanted = {.open = true, .most = PAGE, .scope = {mine, 1}};
    add(s, 1, 1);
    for (int64_t id = 2; id < OTHERS; id++)
        add(s, 2, id);
    struct jobs found = page(s, &wanted);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.rows[0].number, 1);
    assert_true(str_is(found.rows[0].creditor, "AAA"));
    assert_true(str_is(found.rows[0].mode, "state"));
    assert_int_equal(found.rows[0].as_of.n, day_ymd(2026, 11, 2).n);
    struct jobs_wanted all = wanted;
    all.scope = (struct creditor_scope){0};
    found = page(s, &all);
    assert_int_equal(found.count, PAGE);
    assert_int_equal(found.rows[0].number, OTHERS - 1);
}

static void open_ones_are_not_at_their_end(struct store *s)
{
    struct err err = {0};
    struct jobs_wanted wanted = {.most = PAGE};
    bool changed = false;
    add(s, 1, 1);
    add(s, 1, 2);
    must(job_cancel(s->db, 1, 5, &changed, &err), &err);
    assert_true(changed);
    assert_int_equal(page(s, &wanted).count, 2);
    wanted.open = true;
    struct jobs found = page(s, &wanted);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.rows[0].number, 2);
    wanted.before = 2;
    assert_int_equal(page(s, &wanted).count, 0);
}

int main(void)
{
    static const struct store_case cases[] = {
        ON_BOTH(others_take_no_place),
        ON_BOTH(open_ones_are_not_at_their_end),
    };
    return store_main(cases, COUNT_OF(cases));
}
