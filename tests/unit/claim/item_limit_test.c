/* Until when an item may be sued for, by its dates, what was told and what was paid; and who bears
 * costs of recovery. */
#include "support/unit.h"

#include "claim/cost.h"
#include "claim/item_limit.h"

enum { TOLD_MAX = 3, PAID_MAX = 2 };

/* One case as a lawyer would write it: days as 20240520, 0: none. */
struct row {
    enum statement_debtor debtor;
    int32_t due, judged;
    struct {
        int32_t on;
        enum law_event_kind kind;
    } told[TOLD_MAX];
    struct {
        int32_t on;
        bool alone;
    } paid[PAID_MAX];
    int32_t last; /* 0: none */
    enum law_limitation_status status;
    int32_t doubtful;
};

static struct day day_of(int32_t text)
{
    return text == 0 ? DAY_NONE : day_ymd(text / 10000, text / 100 % 100, text % 100);
}

static const struct row rows[] = {
    /* C. com. L110-4; C. conso L218-2 */
    {STATEMENT_BUSINESS, .due = 20220310, .last = 20270310},
    {STATEMENT_BUSINESS, .due = 20210310, .last = 20260310, .status = LAW_LIMITATION_EXPIRED},
    {STATEMENT_CONSUMER, .due = 20250115, .last = 20270115},
    /* a part paid with nothing else, C. civ. 2240 and 2231 */
    {STATEMENT_BUSINESS, .due = 20210310, .paid = {{20240520, true}}, .last = 20290520},
    {STATEMENT_BUSINESS, .due = 20210310, .paid = {{20240520, true}, {20250601, false}},
     .last = 20290520, .doubtful = 20250601},
    {STATEMENT_BUSINESS, .due = 20210310, .paid = {{20240520, false}}, .last = 20260310,
     .status = LAW_LIMITATION_EXPIRED, .doubtful = 20240520},
    /* too late */
    {STATEMENT_CONSUMER, .due = 20230110, .told = {{20250301, LAW_EVENT_RECOGNITION}},
     .last = 20250110, .status = LAW_LIMITATION_EXPIRED},
    /* in court, C. civ. 2241 and 2242; enforcement, 2244 */
    {STATEMENT_BUSINESS, .due = 20210310, .told = {{20260202, LAW_EVENT_SUMMONS}},
     .status = LAW_LIMITATION_INTERRUPTED},
    {STATEMENT_BUSINESS, .due = 20210310,
     .told = {{20260202, LAW_EVENT_SUMMONS}, {20260504, LAW_EVENT_PROCEEDINGS_END}},
     .last = 20310504},
    {STATEMENT_CONSUMER, .due = 20230110,
     .told = {{20260530, LAW_EVENT_ENFORCEMENT}, {20240601, LAW_EVENT_ENFORCEMENT}},
     .last = 20280530},
    /* a title, C. proc. civ. exéc. L111-4: what led to it is over */
    {STATEMENT_BUSINESS, .due = 20190110, .judged = 20200602,
     .told = {{20190901, LAW_EVENT_SUMMONS}}, .last = 20300602},
};

static void each_row_has_its_last_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *r = &rows[i];
        struct arena arena;
        struct law_event told[TOLD_MAX];
        struct limit_payment paid[PAID_MAX];
        struct item_limit_case c = {.tables = law_tables_compiled(),
                                    .debtor = r->debtor,
                                    .kind = ITEM_INVOICE,
                                    .due = {day_of(r->due), DUE_STATED},
                                    .judgment_served = day_of(r->judged),
                                    .told = told,
                                    .payments = paid,
                                    .on = day_ymd(2026, 11, 23)};
        struct item_limit limit;
        struct err err = {0};
        for (; c.told_count < TOLD_MAX && r->told[c.told_count].on != 0; c.told_count++)
            told[c.told_count] =
                (struct law_event){day_of(r->told[c.told_count].on), r->told[c.told_count].kind};
        for (; c.payment_count < PAID_MAX && r->paid[c.payment_count].on != 0; c.payment_count++)
            paid[c.payment_count] = (struct limit_payment){day_of(r->paid[c.payment_count].on),
                                                           r->paid[c.payment_count].alone};
        arena_init(&arena, 0);
        assert_true(item_limit_compute(&arena, &c, &limit, &err));
        assert_int_equal(limit.last_day.n, day_of(r->last).n);
        assert_int_equal(limit.status, r->status);
        assert_int_equal(limit.doubtful.n, day_of(r->doubtful).n);
        arena_release(&arena);
    }
}

static void no_day_is_claimed_where_none_was_read(void **state)
{
    (void)state;
    struct item_limit_case c = {.tables = law_tables_compiled(),
                                .debtor = STATEMENT_BUSINESS,
                                .kind = ITEM_INVOICE,
                                .due = {day_ymd(2021, 3, 10), DUE_STATED},
                                .judgment_served = DAY_NONE,
                                .on = day_ymd(2026, 11, 23)};
    assert_non_null(item_limit_claim(&c));
    c.debtor = STATEMENT_PUBLIC;
    assert_null(item_limit_claim(&c));
    c.debtor = STATEMENT_UNKNOWN;
    assert_null(item_limit_claim(&c));
    c.debtor = STATEMENT_CONSUMER;
    c.due.source = DUE_ASSUMED;
    assert_null(item_limit_claim(&c));
    c.due.source = DUE_STATED;
    c.kind = ITEM_OPENING;
    assert_null(item_limit_claim(&c));
}

static void costs_stay_with_the_creditor_but_where_the_law_says(void **state)
{
    (void)state;
    struct cost_case c = {.kind = COST_COMPLEMENT,
                          .on = day_ymd(2026, 3, 20),
                          .debtor = STATEMENT_BUSINESS,
                          .judgment_served = DAY_NONE,
                          .insolvency = DAY_NONE,
                          .due = {day_ymd(2026, 2, 9), DUE_STATED}};
    assert_int_equal(cost_ask(&c), COST_MAY);
    c.insolvency = day_ymd(2026, 2, 10);
    assert_int_equal(cost_ask(&c), COST_MAY);
    c.insolvency = day_ymd(2026, 2, 9);
    assert_int_equal(cost_ask(&c), COST_NOT_LATE);
    c.insolvency = DAY_NONE;
    c.due.source = DUE_ASSUMED;
    assert_int_equal(cost_ask(&c), COST_NOT_LATE);
    c.debtor = STATEMENT_CONSUMER;
    assert_int_equal(cost_ask(&c), COST_FORBIDDEN);
    c.kind = COST_LEGAL_ACT;
    assert_int_equal(cost_ask(&c), COST_MAY);
    c.kind = COST_ENFORCEMENT;
    assert_int_equal(cost_ask(&c), COST_FORBIDDEN);
    c.judgment_served = day_ymd(2026, 3, 21);
    assert_int_equal(cost_ask(&c), COST_FORBIDDEN);
    c.judgment_served = c.on;
    assert_int_equal(cost_ask(&c), COST_MAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_has_its_last_day),
        cmocka_unit_test(no_day_is_claimed_where_none_was_read),
        cmocka_unit_test(costs_stay_with_the_creditor_but_where_the_law_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
