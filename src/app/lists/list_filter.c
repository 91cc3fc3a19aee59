#include "list_filter.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "lines_table.h"
#include "strategy/scenario_check.h"

enum { PARAMS_MAX = 32, NUMBER_DIGITS = 3 };

static const char *const of_codes[] = {"items", "accounts", "payments", "actions"};
static const char *const age_codes[] = {"not_due", "d1_30", "d31_60", "d61_90", "over_90"};
static const char *const side_codes[] = {"debit", "credit", "all"};
static const char *const whose_codes[] = {"own", "nobody", "undecided"};
static const char *const promise_codes[] = {"broken"};
static const char *const dispute_codes[] = {"yes", "no"};
static const char *const order_codes[] = {"name", "work"};

const char *list_of_code(enum list_of of) { return of_codes[of]; }
const char *list_age_code(enum list_age age) { return age_codes[age]; }
const char *list_side_code(enum list_side side) { return side_codes[side]; }
const char *list_dispute_code(enum list_dispute dispute) { return dispute_codes[dispute]; }
const char *list_whose_code(enum list_whose whose) { return whose_codes[whose]; }
const char *list_promise_code(enum list_promise promise) { return promise_codes[promise]; }
const char *list_order_code(enum listing_order order) { return order_codes[order]; }

static const char *kind_code(int i) { return item_kind_code((enum item_kind)i); }
static const char *action_of(int i) { return action_code((enum action)i); }
static const char *block_of(int i) { return block_code((enum block)i); }
static const char *deed_of(int i) { return deed_code((enum deed)i); }
static const char *stage_of(int i) { return account_stage_code((enum account_stage)i); }
static const char *age_of(int i) { return age_codes[i]; }
static const char *side_of(int i) { return side_codes[i]; }
static const char *whose_of(int i) { return whose_codes[i]; }
static const char *promise_of(int i) { return promise_codes[i]; }
static const char *dispute_of(int i) { return dispute_codes[i]; }
static const char *order_of(int i) { return order_codes[i]; }

/* Members that are one of a closed list. */
static const struct closed {
    const char *name;
    size_t offset;
    const char *(*code)(int);
    int count, usual;
} closed[] = {
    {"age", offsetof(struct list_filter, age), age_of, LIST_AGE_COUNT, LIST_AGE_COUNT},
    {"side", offsetof(struct list_filter, side), side_of, LIST_SIDE_COUNT, LIST_DEBITS},
    {"kind", offsetof(struct list_filter, kind), kind_code, ITEM_KIND_COUNT, ITEM_KIND_COUNT},
    {"action", offsetof(struct list_filter, action), action_of, ACTION_COUNT, ACTION_COUNT},
    {"block", offsetof(struct list_filter, block), block_of, BLOCK_COUNT, BLOCK_COUNT},
    {"stage", offsetof(struct list_filter, stage), stage_of, STAGE_COUNT, STAGE_COUNT},
    {"whose", offsetof(struct list_filter, whose), whose_of, LIST_WHOSE_COUNT, LIST_WHOSE_COUNT},
    {"promise", offsetof(struct list_filter, promise), promise_of, LIST_PROMISE_COUNT,
     LIST_PROMISE_COUNT},
    {"dispute", offsetof(struct list_filter, dispute), dispute_of, LIST_DISPUTE_COUNT,
     LIST_DISPUTE_COUNT},
    {"did", offsetof(struct list_filter, deed), deed_of, DEED_COUNT, DEED_COUNT},
    {"order", offsetof(struct list_filter, order), order_of, LISTING_ORDER_COUNT, LISTING_BY_NAME},
};

/* Members that are texts. */
static const struct {
    const char *name;
    size_t offset;
    size_t bytes_max;
} texts[] = {
    {"creditor", offsetof(struct list_filter, creditor), LIMIT_REF_BYTES},
    {"agent", offsetof(struct list_filter, agent), LIMIT_REF_BYTES},
    {"team", offsetof(struct list_filter, team), LIMIT_REF_BYTES},
    {"currency", offsetof(struct list_filter, currency), LIMIT_REF_BYTES},
    {"text", offsetof(struct list_filter, text), LIMIT_REF_BYTES},
    {"least", offsetof(struct list_filter, least), LIMIT_REF_BYTES},
    {"most", offsetof(struct list_filter, most), LIMIT_REF_BYTES},
    {"by", offsetof(struct list_filter, by), LIMIT_REF_BYTES},
    {"file", offsetof(struct list_filter, file), LIMIT_REF_BYTES},
};

/* Members that are days. */
static const struct {
    const char *name;
    size_t offset;
} days[] = {
    {"from", offsetof(struct list_filter, due_from)},
    {"to", offsetof(struct list_filter, due_to)},
    {"disputed_from", offsetof(struct list_filter, dispute_from)},
    {"disputed_to", offsetof(struct list_filter, dispute_to)},
    {"promised_from", offsetof(struct list_filter, promise_from)},
    {"promised_to", offsetof(struct list_filter, promise_to)},
    {"plan_from", offsetof(struct list_filter, plan_from)},
    {"plan_to", offsetof(struct list_filter, plan_to)},
};

static struct day *day_member(struct list_filter *f, size_t i)
{
    return (struct day *)(void *)((char *)f + days[i].offset);
}

static void closed_set(struct list_filter *f, const struct closed *c, int value)
{
    memcpy((char *)f + c->offset, &value, sizeof value);
}

static int closed_value(const struct list_filter *f, const struct closed *c)
{
    int value;
    memcpy(&value, (const char *)f + c->offset, sizeof value);
    return value;
}

static struct str text_value(const struct list_filter *f, size_t i)
{
    struct str value;
    memcpy(&value, (const char *)f + texts[i].offset, sizeof value);
    return value;
}

static bool bad(const struct list_param *p, struct err *err)
{
    char name[32];
    snprintf(name, sizeof name, "%.*s", STR_ARG(str_slice(p->name, 0, sizeof name - 1)));
    return err_set_field(err, ERR_BAD_OPTION_VALUE, name, p->value);
}

static bool read_closed(const struct list_param *p, struct list_filter *out, bool *mine)
{
    for (size_t i = 0; i < COUNT_OF(closed); i++) {
        if (!str_is(p->name, closed[i].name))
            continue;
        *mine = true;
        for (int v = 0; v < closed[i].count; v++) {
            if (str_is(p->value, closed[i].code(v))) {
                closed_set(out, &closed[i], v);
                return true;
            }
        }
        return false;
    }
    return true;
}

static bool read_text(const struct list_param *p, struct list_filter *out, bool *mine)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (!str_is(p->name, texts[i].name))
            continue;
        *mine = true;
        if (p->value.n > texts[i].bytes_max)
            return false;
        memcpy((char *)out + texts[i].offset, &p->value, sizeof p->value);
    }
    return true;
}

static bool read_amount(struct str text, int64_t *out)
{
    struct amount_style style = {.thousands = true};
    return amount_parse(text, style, LIST_FINE_DIGITS, out, NULL);
}

static bool read_day(struct str text, struct day *out)
{
    struct day day;
    if (!day_parse_iso(text, &day, NULL) || day.n < day_ymd(1950, 1, 1).n ||
        day.n > day_ymd(2150, 1, 1).n)
        return false;
    *out = day;
    return true;
}

static bool read_column(struct list_filter *out, struct str code)
{
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        if (str_is(code, lines_column_code((enum lines_column)i))) {
            out->columns |= UINT64_C(1) << i;
            return true;
        }
    }
    return false;
}

/* A number of at most so many digits, from 0 to most. */
static bool read_number(struct str text, int64_t most, int64_t *out)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (i == NUMBER_DIGITS || text.p[i] < '0' || text.p[i] > '9')
            return false;
        number = number * 10 + (text.p[i] - '0');
    }
    *out = number;
    return number <= most;
}

/* Values that are neither codes nor plain texts. */
static bool read_other(const struct list_param *p, struct list_filter *out)
{
    struct currency currency;
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        if (str_is(p->name, days[i].name))
            return read_day(p->value, day_member(out, i));
    }
    if (str_is(p->name, "currency"))
        return currency_parse(p->value, &currency, NULL);
    if (str_is(p->name, "least"))
        return read_amount(p->value, &out->least_fine);
    if (str_is(p->name, "most"))
        return read_amount(p->value, &out->most_fine);
    if (str_is(p->name, "level"))
        return read_number(p->value, SCENARIO_LEVELS_MAX, &out->level);
    if (str_is(p->name, "idle"))
        return read_number(p->value, LIST_IDLE_MAX, &out->idle);
    return !str_is(p->name, "col") || read_column(out, p->value);
}

struct list_filter list_filter_none(enum list_of of)
{
    struct list_filter f = {.of = of, .level = -1};
    for (size_t i = 0; i < COUNT_OF(closed); i++)
        closed_set(&f, &closed[i], closed[i].usual);
    for (size_t i = 0; i < COUNT_OF(days); i++)
        *day_member(&f, i) = DAY_NONE;
    return f;
}

/* What is said of other rows than those of the list: a criterion that does nothing is not kept. */
static void drop_foreign(struct list_filter *f)
{
    struct list_filter none = list_filter_none(f->of);
    if (f->of != LIST_OF_ITEMS) {
        f->side = none.side;
        f->kind = none.kind;
    }
    if (f->of == LIST_OF_PAYMENTS) {
        f->age = none.age;
        f->idle = none.idle;
        f->order = none.order;
    }
    if (f->of != LIST_OF_ACTIONS) {
        f->deed = none.deed;
        f->by = none.by;
        f->file = none.file;
        return;
    }
    none.creditor = f->creditor;
    none.text = f->text;
    none.due_from = f->due_from;
    none.due_to = f->due_to;
    none.deed = f->deed;
    none.by = f->by;
    none.file = f->file;
    none.columns = f->columns;
    *f = none;
}

bool list_filter_read(const struct list_params *params, enum list_of of, struct list_filter *out,
                      struct err *err)
{
    bool good = true;
    *out = list_filter_none(of);
    for (size_t i = 0; i < params->count; i++) {
        struct list_param p = {params->rows[i].name, str_trim(params->rows[i].value)};
        bool mine = false;
        if (p.value.n == 0)
            continue;
        bool known =
            read_closed(&p, out, &mine) && read_text(&p, out, &mine) && read_other(&p, out);
        if (!known && good)
            good = bad(&p, err);
    }
    drop_foreign(out);
    struct list_filter usual = *out;
    usual.columns = 0;
    if (out->columns == lines_columns(&usual))
        out->columns = 0;
    return good;
}

/* ---- saying it again ---- */

struct writing {
    struct arena *arena;
    struct list_param *rows;
    size_t count;
};

static void add(struct writing *w, const char *name, struct str value)
{
    if (value.n > 0)
        w->rows[w->count++] = (struct list_param){str_of(name), value};
}

static struct str day_text(struct arena *a, struct day day)
{
    struct buf out;
    buf_init(&out, a, 32);
    buf_add_day(&out, day);
    return buf_str(&out);
}

static struct str number_text(struct arena *a, int64_t number)
{
    struct buf out;
    buf_init(&out, a, 32);
    buf_add_int(&out, number);
    return buf_str(&out);
}

struct list_params list_filter_write(struct arena *a, const struct list_filter *f)
{
    struct writing w = {a, ARENA_ARRAY(a, PARAMS_MAX + LINES_COLUMN_COUNT, struct list_param), 0};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        add(&w, texts[i].name, text_value(f, i));
    for (size_t i = 0; i < COUNT_OF(closed); i++) {
        int value = closed_value(f, &closed[i]);
        if (value != closed[i].usual)
            add(&w, closed[i].name, str_of(closed[i].code(value)));
    }
    struct list_filter said = *f;
    for (size_t i = 0; i < COUNT_OF(days); i++)
        add(&w, days[i].name, day_text(a, *day_member(&said, i)));
    if (f->level >= 0)
        add(&w, "level", number_text(a, f->level));
    if (f->idle > 0)
        add(&w, "idle", number_text(a, f->idle));
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        if ((f->columns >> i & 1) != 0)
            add(&w, "col", str_of(lines_column_code((enum lines_column)i)));
    }
    return (struct list_params){w.rows, w.count};
}

struct list_days list_age_days(enum list_age age, struct day today)
{
    static const struct {
        int32_t from, to; /* days late; 0: without end */
    } bands[] = {[LIST_AGE_1_30] = {1, 30},
                 [LIST_AGE_31_60] = {31, 60},
                 [LIST_AGE_61_90] = {61, 90},
                 [LIST_AGE_OVER_90] = {91, 0}};
    struct list_days out = {DAY_NONE, DAY_NONE};
    if (age == LIST_AGE_NOT_DUE)
        out.from = today;
    if (age == LIST_AGE_NOT_DUE || age == LIST_AGE_COUNT)
        return out;
    out.to = (struct day){today.n - bands[age].from};
    if (bands[age].to > 0)
        out.from = (struct day){today.n - bands[age].to};
    return out;
}
