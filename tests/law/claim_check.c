#include "base/money.h"
#include "base/rate.h"
#include "law/deadline.h"
#include "law/doubtful.h"
#include "law/holiday.h"
#include "law/imputation.h"
#include "law/limitation.h"
#include "table.h"

void check_term(struct table_row *row)
{
    enum law_term rule;
    struct day date = row_day(row, "date");
    if (!law_term_parse(row_text(row, "rule"), &rule)) {
        table_broken(row, "unknown rule");
    }
    const struct law_term_row *lawful = law_term_on(law_tables_compiled(), rule, date);
    row_expect_day(row, "last day", law_term_last_day(rule, date));
    row_expect(row, "allowed", lawful != NULL && lawful->allowed ? STR("yes") : STR("no"));
    row_expect(row, "article", lawful == NULL ? STR("missing") : str_of(lawful->note.article));
}

/* "2024-05-20 recognition 2025-01-10 formal-notice" */
static size_t read_events(const struct table_row *row, struct law_event out[20])
{
    struct str rest = row_text(row, "events");
    struct str day;
    struct str kind;
    size_t n = 0;
    while (rest.n > 0 && str_split(&rest, ' ', &day) && str_split(&rest, ' ', &kind)) {
        out[n].on = parse_day(row, day);
        if (!law_event_parse(kind, &out[n++].kind)) {
            table_broken(row, "unknown event");
        }
    }
    return n;
}

static struct str effects_text(struct table_row *row, const struct law_limitation *r)
{
    struct buf text;
    buf_init(&text, row->arena, 2000);
    for (size_t i = 0; i < r->step_count; i++) {
        if (law_effect_is_none(r->steps[i].effect)) {
            buf_add_c(&text, text.n == 0 ? "" : " ");
            buf_add_c(&text, law_effect_code(r->steps[i].effect));
        }
    }
    return text.n == 0 ? STR("none") : buf_str(&text);
}

void check_limitation(struct table_row *row)
{
    struct law_event events[20];
    struct law_limitation r;
    struct err err = {0};
    struct law_limitation_case c = {
        .claim = law_limitation_find(law_tables_compiled(), row_text(row, "claim")),
        .start = row_day(row, "start"),
        .events = events,
        .event_count = read_events(row, events),
        .on = row_day(row, "on"),
    };
    if (c.claim == NULL) {
        row_expect(row, "last day", STR("unknown claim"));
        return;
    }
    if (!law_limitation_compute(law_tables_compiled(), &c, row->arena, &r, &err)) {
        row_expect(row, "last day", str_of(err_code_text(err.code)));
        return;
    }
    row_expect_day(row, "last day", r.last_day);
    row_expect_day(row, "act before", r.act_before);
    row_expect(row, "status", str_of(law_limitation_status_code(r.status)));
    row_expect(row, "article", str_of(c.claim->note.article));
    row_expect(row, "warnings", effects_text(row, &r));
}

void check_deadline(struct table_row *row)
{
    struct law_claim_deadlines r;
    struct day opposition;
    struct day published = row_day(row, "published");
    if (!law_claim_deadlines(law_tables_compiled(), published, &r, NULL) ||
        !law_opposition_deadline(law_tables_compiled(), published, &opposition, NULL)) {
        buf_add_c(&row->wrong, "missing");
        return;
    }
    row_expect_day(row, "mainland", r.mainland);
    row_expect_day(row, "outside", r.outside);
    row_expect_day(row, "relief", r.relief);
    row_expect_day(row, "retention", r.retention);
    row_expect_day(row, "opposition", opposition);
}

void check_holidays(struct table_row *row)
{
    struct law_holiday list[LAW_HOLIDAYS_MAX];
    enum law_region region;
    struct buf text;
    int32_t year = (int32_t)(row_amount(row, "year") / 100);
    if (!law_region_parse(row_text(row, "region"), &region)) {
        table_broken(row, "unknown region");
    }
    size_t n = law_holidays(law_tables_compiled(), year, region, list);
    buf_init(&text, row->arena, 1000);
    for (size_t i = 0; i < n; i++) {
        struct ymd v = day_to(list[i].day);
        buf_add_c(&text, i == 0 ? "" : " ");
        buf_add_int_padded(&text, v.month, 2);
        buf_add_c(&text, "-");
        buf_add_int_padded(&text, v.day, 2);
        if (law_holiday_on(law_tables_compiled(), list[i].day, region) == NULL) {
            buf_add_c(&row->wrong, "law_holiday_on disagrees;");
        }
    }
    row_expect(row, "days", buf_str(&text));
    row_expect_day(row, "easter", law_easter(year));
}

void check_hours(struct table_row *row)
{
    struct str time = row_text(row, "time");
    struct law_moment at = {row_day(row, "day"), 0, LAW_REGION_MAINLAND};
    struct law_moment next;
    struct buf text;
    int hour = (time.p[0] - '0') * 10 + (time.p[1] - '0');
    at.minute = hour * 60 + (time.p[3] - '0') * 10 + (time.p[4] - '0');
    if (!law_region_parse(row_text(row, "region"), &at.region)) {
        table_broken(row, "unknown region");
    }
    struct str preset = row_text(row, "preset");
    bool allowed = law_hours_allow(law_tables_compiled(), preset, at);
    row_expect(row, "allowed", allowed ? STR("yes") : STR("no"));
    buf_init(&text, row->arena, 40);
    if (law_hours_next(law_tables_compiled(), preset, at, &next)) {
        buf_add_day(&text, next.day);
        buf_add_c(&text, " ");
        buf_add_int_padded(&text, next.minute / 60, 2);
        buf_add_c(&text, ":");
        buf_add_int_padded(&text, next.minute % 60, 2);
    } else {
        buf_add_c(&text, "never");
    }
    row_expect(row, "next", buf_str(&text));
}

/* debts: "A 3000.00 2025-12-31 B 2000.00 2025-09-30"; a '!' behind the name: the debtor named it;
 * a number behind the name: interest in paying. */
void check_imputation(struct table_row *row)
{
    struct law_debt debts[20] = {0};
    struct str names[20];
    struct str rest = row_text(row, "debts");
    struct str part;
    size_t n = 0;
    int32_t chosen = 0;
    while (rest.n > 0 && str_split(&rest, ' ', &part)) {
        names[n] = str_slice(part, 0, 1);
        char mark = part.n > 1 ? part.p[1] : ' ';
        debts[n].chosen = mark == '!' ? ++chosen : 0;
        debts[n].interest_in_paying = mark >= '0' && mark <= '9' ? mark - '0' : 0;
        bool whole = str_split(&rest, ' ', &part);
        debts[n].owed_minor = parse_amount(row, part);
        whole = whole && str_split(&rest, ' ', &part);
        debts[n++].due = parse_day(row, part);
        if (!whole) {
            table_broken(row, "a debt is a name, an amount and a day");
        }
    }
    int64_t left = law_impute(row->arena, row_amount(row, "payment"), row_day(row, "on"), debts, n);
    struct buf text;
    buf_init(&text, row->arena, 1000);
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&text, i == 0 ? "" : " ");
        buf_add(&text, names[i]);
        buf_add_c(&text, " ");
        buf_add_amount(&text, eur(debts[i].owed_minor - debts[i].share_minor));
    }
    row_expect(row, "remaining", buf_str(&text));
    row_expect_amount(row, "payment left", left);
}

static void expect_balanced(struct table_row *row, const struct law_posting *lines, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += lines[i].debit_minor - lines[i].credit_minor;
    }
    if (sum != 0) {
        buf_add_c(&row->wrong, " entries do not balance;");
    }
}

void check_doubtful(struct table_row *row)
{
    struct rate vat;
    struct rate percent;
    struct law_posting lines[LAW_POSTINGS_MAX];
    if (!rate_parse(row_text(row, "vat rate"), &vat, NULL) ||
        !rate_parse(row_text(row, "depreciation rate"), &percent, NULL)) {
        table_broken(row, "not a rate");
    }
    struct law_unpaid u = law_unpaid_split(row_amount(row, "unpaid"), vat);
    int64_t depreciation = law_depreciation(&u, percent);
    row_expect_amount(row, "net", u.net);
    row_expect_amount(row, "vat", u.vat);
    row_expect_amount(row, "depreciation", depreciation);
    row_expect_day(row, "vat until",
                   law_vat_recovery_last_day(law_tables_compiled(), row_day(row, "lost on")));
    expect_balanced(row, lines, law_post_doubtful(&u, lines));
    expect_balanced(row, lines, law_post_depreciation(depreciation, lines));
    expect_balanced(row, lines, law_post_reversal(depreciation, lines));
    expect_balanced(row, lines, law_post_loss(&u, lines));
}
