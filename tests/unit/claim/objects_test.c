/* Disputes, holds and cover; closed lists that read what they write. */
#include "support/unit.h"

#include "claim/cover.h"
#include "claim/dispute.h"
#include "claim/hold.h"
#include "claim/means.h"
#include "claim/outcome.h"

static struct disputed_item contested[] = {{11, 30000, 0}, {12, 20000, 5000}};

static struct dispute dispute(enum dispute_status status)
{
    return (struct dispute){
        .status = status, .deadline = day_ymd(2026, 11, 25), .items = contested, .item_count = 2};
}

static void an_unanswered_dispute_returns_the_day_after(void **state)
{
    (void)state;
    struct dispute d = dispute(DISPUTE_IS_OPEN);
    assert_false(dispute_with_agent(&d, day_ymd(2026, 11, 25)));
    assert_true(dispute_with_agent(&d, day_ymd(2026, 11, 26)));
    d.status = DISPUTE_IS_ANSWERED;
    assert_true(dispute_with_agent(&d, day_ymd(2026, 11, 24)));
    d.status = DISPUTE_IS_UNFOUNDED;
    assert_false(dispute_with_agent(&d, day_ymd(2026, 12, 24)));
}

/* Trap: one flag that suppresses everything. Only the disputed part is withheld. */
static void only_what_is_contested_is_withheld(void **state)
{
    (void)state;
    const struct {
        enum dispute_status status;
        int64_t accepted, credited, first, second;
    } rows[] = {
        {DISPUTE_IS_OPEN, 0, 0, 30000, 20000},
        {DISPUTE_IS_ANSWERED, 0, 0, 30000, 20000},
        {DISPUTE_IS_UNFOUNDED, 0, 0, 0, 0},
        {DISPUTE_IS_WITHDRAWN, 0, 0, 0, 0},
        {DISPUTE_IS_FOUNDED, 50000, 0, 30000, 20000},
        {DISPUTE_IS_FOUNDED, 50000, 25000, 5000, 0}, /* credit notes came: 5000 was before */
        {DISPUTE_IS_PARTLY, 40000, 0, 30000, 10000},
        {DISPUTE_IS_PARTLY, 10000, 0, 10000, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct dispute d = dispute(rows[i].status);
        d.accepted_minor = rows[i].accepted;
        assert_int_equal(dispute_withheld(&d, 0, rows[i].credited), rows[i].first);
        assert_int_equal(dispute_withheld(&d, 1, rows[i].credited), rows[i].second);
    }
}

static void a_dispute_ends_once(void **state)
{
    (void)state;
    assert_true(dispute_may_become(DISPUTE_IS_OPEN, DISPUTE_IS_ANSWERED));
    assert_true(dispute_may_become(DISPUTE_IS_OPEN, DISPUTE_IS_WITHDRAWN));
    assert_true(dispute_may_become(DISPUTE_IS_ANSWERED, DISPUTE_IS_PARTLY));
    assert_false(dispute_may_become(DISPUTE_IS_ANSWERED, DISPUTE_IS_ANSWERED));
    assert_false(dispute_may_become(DISPUTE_IS_FOUNDED, DISPUTE_IS_UNFOUNDED));
    assert_false(dispute_may_become(DISPUTE_IS_ANSWERED, DISPUTE_IS_OPEN));
}

/* Trap: days after a pause counted wrongly. Both ends are inclusive, the return is the next day. */
static void a_hold_binds_through_its_end(void **state)
{
    (void)state;
    struct hold h = {.from = day_ymd(2026, 11, 23), .through = day_ymd(2026, 11, 30)};
    assert_int_equal(hold_status(&h, day_ymd(2026, 11, 22)), HOLD_IS_PLANNED);
    assert_int_equal(hold_status(&h, day_ymd(2026, 11, 23)), HOLD_IS_ACTIVE);
    assert_int_equal(hold_status(&h, day_ymd(2026, 11, 30)), HOLD_IS_ACTIVE);
    assert_int_equal(hold_status(&h, day_ymd(2026, 12, 1)), HOLD_IS_OVER);
    assert_int_equal(hold_returns(&h).n, day_ymd(2026, 12, 1).n);
    h.lifted = true;
    assert_int_equal(hold_status(&h, day_ymd(2026, 11, 24)), HOLD_IS_LIFTED);
}

static void cover_is_a_clock(void **state)
{
    (void)state;
    struct cover c = {.limit_minor = 1000000,
                      .share = 9000,
                      .from = day_ymd(2026, 1, 1),
                      .to = day_ymd(2026, 12, 31),
                      .credit_days = 60,
                      .extension_days = 30,
                      .declare_days = 60};
    struct day due = day_ymd(2026, 10, 1); /* to declare by 30 November */
    const struct {
        struct day today;
        enum cover_alarm alarm;
    } rows[] = {
        {day_ymd(2026, 11, 14), COVER_ALARM_NONE},   {day_ymd(2026, 11, 15), COVER_ALARM_SOON},
        {day_ymd(2026, 11, 24), COVER_ALARM_SOON},   {day_ymd(2026, 11, 25), COVER_ALARM_URGENT},
        {day_ymd(2026, 11, 30), COVER_ALARM_URGENT}, {day_ymd(2026, 12, 1), COVER_ALARM_MISSED}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct cover_clock clock = cover_clock(&c, due, rows[i].today);
        assert_int_equal(clock.declare_by.n, day_ymd(2026, 11, 30).n);
        assert_int_equal(clock.alarm, rows[i].alarm);
    }
    assert_int_equal(cover_insured(&c, 100001), 90000);
    assert_int_equal(cover_insured(&c, 2000000), 900000);
    assert_int_equal(cover_insured(&c, -5), 0);
    struct day issued = day_ymd(2026, 8, 2); /* 60 days: 1 October */
    assert_true(cover_allows(&c, issued, due, day_ymd(2026, 10, 31)));
    assert_false(cover_allows(&c, issued, due, day_ymd(2026, 11, 1)));
    assert_int_equal(cover_status(&c, day_ymd(2025, 12, 31)), COVER_IS_PLANNED);
    assert_int_equal(cover_status(&c, day_ymd(2026, 12, 31)), COVER_IS_ACTIVE);
    assert_int_equal(cover_status(&c, day_ymd(2027, 1, 1)), COVER_IS_OVER);
    c.to = DAY_NONE;
    assert_int_equal(cover_status(&c, day_ymd(2047, 1, 1)), COVER_IS_ACTIVE);
    c.declare_days = 0;
    assert_int_equal(cover_clock(&c, due, day_ymd(2047, 1, 1)).alarm, COVER_ALARM_NONE);
}

#define READS(count, code, parse, type)                                                            \
    for (int i = 0; i < (count); i++) {                                                            \
        type back;                                                                                 \
        assert_true(parse(str_of(code((type)i)), &back));                                          \
        assert_int_equal(back, i);                                                                 \
    }

static void lists_read_what_they_write(void **state)
{
    (void)state;
    READS(MEANS_COUNT, means_code, means_parse, enum means)
    READS(DISPUTE_REASON_COUNT, dispute_reason_code, dispute_reason_parse, enum dispute_reason)
    READS(DISPUTE_STATUS_COUNT, dispute_status_code, dispute_status_parse, enum dispute_status)
    READS(HOLD_REASON_COUNT, hold_reason_code, hold_reason_parse, enum hold_reason)
    READS(HOLD_SCOPE_COUNT, hold_scope_code, hold_scope_parse, enum hold_scope)
    READS(COVER_KIND_COUNT, cover_kind_code, cover_kind_parse, enum cover_kind)
    READS(OUTCOME_COUNT, outcome_code, outcome_parse, enum outcome)
    enum means means;
    assert_true(means_parse(STR("LCR"), &means));
    assert_int_equal(means, MEANS_BILL);
    assert_false(means_parse(STR("post_dated_cheque"), &means));
    assert_int_equal(means, MEANS_NONE);
}

/* Trap: a voicemail that silences the debtor for days. */
static void a_voicemail_reached_nobody(void **state)
{
    (void)state;
    assert_int_equal(outcome_reached(OUTCOME_VOICEMAIL), OUTCOME_REACHED_NOBODY);
    assert_int_equal(outcome_reached(OUTCOME_RECEPTION_ONLY), OUTCOME_REACHED_OTHER);
    assert_int_equal(outcome_reached(OUTCOME_PROMISE), OUTCOME_REACHED_PARTY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unanswered_dispute_returns_the_day_after),
        cmocka_unit_test(only_what_is_contested_is_withheld),
        cmocka_unit_test(a_dispute_ends_once),
        cmocka_unit_test(a_hold_binds_through_its_end),
        cmocka_unit_test(cover_is_a_clock),
        cmocka_unit_test(lists_read_what_they_write),
        cmocka_unit_test(a_voicemail_reached_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
