#include "law/interest.h"
#include "table.h"

/* "key value key value": every further input of a case. */
static void read_more(const struct table_row *row, struct law_case *c)
{
    struct law_payment *payments = ARENA_ARRAY(row->arena, 40, struct law_payment);
    struct str rest = row_text(row, "also");
    struct str key;
    struct str value;
    c->payments = payments;
    while (rest.n > 0 && str_split(&rest, ' ', &key) && str_split(&rest, ' ', &value)) {
        if (str_is(key, "formal-notice")) {
            c->formal_notice = parse_day(row, value);
        } else if (str_is(key, "received")) {
            c->received = parse_day(row, value);
        } else if (str_is(key, "judgment-served")) {
            c->judgment_served = parse_day(row, value);
        } else if (str_is(key, "insolvency")) {
            c->insolvency = parse_day(row, value);
        } else if (str_is(key, "day-count") && str_is(value, "actual")) {
            c->day_count = LAW_DAYS_ACTUAL;
        } else if (str_is(key, "contract-rate")) {
            c->has_contract_rate = true;
            if (!rate_parse(value, &c->contract_rate, NULL)) {
                table_broken(row, "not a rate");
            }
        } else if (str_is(key, "public-body")) {
            static const char *const bodies[] = {"", "state", "local", "health", "undertaking"};
            for (int i = 1; i < LAW_BODY_COUNT; i++) {
                c->body = str_is(value, bodies[i]) ? (enum law_public_body)i : c->body;
            }
        } else if (str_is(key, "payment")) {
            payments[c->payment_count++] =
                (struct law_payment){parse_day(row, str_slice(value, 0, 10)),
                                     parse_amount(row, str_slice(value, 11, value.n))};
        } else {
            table_broken(row, "unknown input");
        }
    }
}

/* "45 d 12.15 % of 12000.00 = 179.753425, ..." */
static struct str segments_text(struct table_row *row, const struct law_interest *r)
{
    struct buf text;
    buf_init(&text, row->arena, 4000);
    for (size_t i = 0; i < r->segment_count; i++) {
        const struct law_segment *s = &r->segments[i];
        buf_add_c(&text, i == 0 ? "" : ", ");
        buf_add_int(&text, s->days);
        buf_add_c(&text, " d ");
        buf_add_rate(&text, s->rate);
        buf_add_c(&text, " % of ");
        buf_add_amount(&text, eur(s->base_minor));
        buf_add_c(&text, " = ");
        buf_add_int(&text, s->interest_micro / 1000000);
        buf_add_c(&text, ".");
        buf_add_int_padded(&text, s->interest_micro % 1000000, 6);
    }
    return buf_str(&text);
}

static struct str warnings_text(struct table_row *row, const struct law_interest *r)
{
    struct buf text;
    buf_init(&text, row->arena, 4000);
    for (size_t i = 0; i < r->warning_count; i++) {
        buf_add_c(&text, i == 0 ? "" : " ");
        buf_add_c(&text, law_warning_code(r->warnings[i].kind));
        if (r->warnings[i].semester.year != 0) {
            buf_add_c(&text, ":");
            buf_add_semester(&text, r->warnings[i].semester);
        }
    }
    return r->warning_count == 0 ? STR("none") : buf_str(&text);
}

static void expect_article(struct table_row *row, const struct law_interest *r)
{
    struct str wanted = row_text(row, "article");
    for (size_t i = 0; i < r->rule_count; i++) {
        if (str_is(wanted, r->rules[i]->note.article)) {
            return;
        }
    }
    row_expect(row, "article", STR("not among the rules used"));
}

static void expect_outcome(struct table_row *row, const struct law_interest *r)
{
    row_expect(row, "refused",
               r->excess_minor > 0      ? STR("overpaid")
               : day_is(r->missing_day) ? STR("rate_missing")
                                        : STR("no"));
    row_expect_int(row, "days", r->days);
    row_expect_amount(row, "principal left", r->owed.principal);
    row_expect_amount(row, "interest", r->owed.interest);
    row_expect_amount(row, "indemnity", r->owed.indemnity);
    row_expect_amount(row, "total", law_owed_total(&r->owed));
    row_expect(row, "segments", segments_text(row, r));
    row_expect(row, "warnings", warnings_text(row, r));
    expect_article(row, r);
}

void check_interest(struct table_row *row)
{
    struct law_case c = law_case_empty();
    struct law_interest r;
    struct err err = {0};
    struct str debtor = row_text(row, "debtor");
    c.debtor = str_is(debtor, "business") ? LAW_DEBTOR_BUSINESS
               : str_is(debtor, "public") ? LAW_DEBTOR_PUBLIC
                                          : LAW_DEBTOR_CONSUMER;
    c.creditor = str_is(row_text(row, "creditor"), "private") ? LAW_CREDITOR_PRIVATE
                                                              : LAW_CREDITOR_PROFESSIONAL;
    c.principal = eur(row_amount(row, "principal"));
    c.due = row_day(row, "due");
    c.until = row_day(row, "until");
    read_more(row, &c);
    if (!law_interest_compute(law_tables_compiled(), &c, row->arena, &r, &err)) {
        row_expect(row, "refused", str_of(err_code_text(err.code)));
        if (!row_has(row, "refused")) {
            buf_add_c(&row->wrong, "refused: ");
            buf_add_c(&row->wrong, err_code_text(err.code));
        }
        return;
    }
    expect_outcome(row, &r);
}

static void expect_rate(struct table_row *row, const char *column, bool have, struct rate rate)
{
    struct buf text;
    buf_init(&text, row->arena, 40);
    if (have) {
        buf_add_rate(&text, rate);
    } else {
        buf_add_c(&text, "missing");
    }
    row_expect(row, column, buf_str(&text));
}

void check_rates(struct table_row *row)
{
    const struct law_tables *t = law_tables_compiled();
    struct day day = row_day(row, "day");
    struct rate rate = {0};
    bool have = law_business_rate(t, day, &rate);
    expect_rate(row, "default", have, rate);
    have = law_minimum_rate(t, day, &rate);
    expect_rate(row, "minimum", have, rate);
    const struct law_legal_row *legal = law_legal_on(t, day);
    expect_rate(row, "legal private", legal != NULL,
                legal == NULL ? (struct rate){0} : legal->private_rate);
}
