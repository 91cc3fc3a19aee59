/* Reads one row of the scenario tables (README.md here) and puts it to scenario_decide. */
#include "../../law/table.h"

#include "base/money.h"
#include "law/holiday.h"
#include "strategy/scenario.h"

enum { DAY_ZERO = 20000, MANY = 12, NEVER = 9999 };

struct row_scene {
    struct table_row *row;
    struct scenario rules;
    struct scenario_level levels[MANY];
    struct gate_debtor debtor;
    enum gate_number_state number;
    struct gate_account account;
    struct gate_item items[MANY];
    struct scenario_past past[MANY];
    struct gate_suspension suspensions[MANY];
    size_t suspension_count;
    struct gate_contact contacts[MANY];
    struct scenario_event events[MANY];
    struct gate_facts gate;
    struct scenario_facts facts;
};

/* ---- small words: name, number, "=value", "@day" ---- */

struct word {
    struct str name;
    int64_t number; /* right behind the name; 0: none */
    struct str value;
    struct day day; /* DAY_NONE: none */
};

static int64_t whole(const struct table_row *row, struct str s)
{
    int64_t n = 0;
    size_t from = s.n > 0 && s.p[0] == '-' ? 1 : 0;
    if (s.n == from)
        table_broken(row, "a number is missing");
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            table_broken(row, "not a number");
        n = n * 10 + (s.p[i] - '0');
    }
    return from == 1 ? -n : n;
}

static struct day day_at(const struct table_row *row, struct str s)
{
    return (struct day){DAY_ZERO + (int32_t)whole(row, s)};
}

static struct word split_word(const struct table_row *row, struct str text)
{
    struct word w = {.day = DAY_NONE};
    ptrdiff_t at = str_find(text, '@');
    if (at >= 0) {
        w.day = day_at(row, str_slice(text, (size_t)at + 1, text.n));
        text = str_slice(text, 0, (size_t)at);
    }
    ptrdiff_t equals = str_find(text, '=');
    if (equals >= 0) {
        w.value = str_slice(text, (size_t)equals + 1, text.n);
        text = str_slice(text, 0, (size_t)equals);
    }
    size_t end = text.n;
    while (end > 0 && text.p[end - 1] >= '0' && text.p[end - 1] <= '9')
        end--;
    if (end < text.n && end > 0)
        w.number = whole(row, str_slice(text, end, text.n));
    w.name = end > 0 ? str_slice(text, 0, end) : text;
    return w;
}

static bool next_word(struct str *rest, struct str *word)
{
    while (str_split(rest, ' ', word)) {
        if (word->n > 0)
            return true;
    }
    return false;
}

/* ---- levels, items ---- */

static enum action action_of(const struct table_row *row, struct str code)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (str_is(code, action_code((enum action)i)))
            return (enum action)i;
    }
    table_broken(row, "unknown action");
}

static void read_level(struct row_scene *s, struct str text)
{
    struct scenario_level *level = &s->levels[s->rules.level_count++];
    struct str part;
    *level = (struct scenario_level){.action = ACTION_CALL, .retry_days = 1};
    for (bool first = true; str_split(&text, '/', &part); first = false) {
        struct word w = split_word(s->row, part);
        if (first) {
            ptrdiff_t colon = str_find(part, ':');
            size_t end = colon >= 0 ? (size_t)colon : part.n;
            level->days = (int32_t)whole(s->row, str_slice(part, 0, end));
            if (colon >= 0)
                level->action = action_of(s->row, str_slice(part, end + 1, part.n));
        } else if (str_is(w.name, "gap")) {
            level->gap_days = (int32_t)w.number;
        } else if (str_is(w.name, "again")) {
            level->again_days = (int32_t)w.number;
        } else if (str_is(w.name, "retry")) {
            level->retry_days = (int32_t)w.number;
        } else if (str_is(w.name, "after")) {
            level->after_contact = true;
        } else if (str_is(w.name, "tries")) {
            level->attempts = (int32_t)w.number;
        } else if (str_is(w.name, "else")) {
            level->otherwise = action_of(s->row, w.value);
        } else {
            table_broken(s->row, "unknown word in a level");
        }
    }
}

/* 100@0, -50@3, 100?@0 (assumed date), 100b@0 (bill) */
static void read_item(struct row_scene *s, struct str text)
{
    struct gate_item *item = &s->items[s->gate.item_count++];
    ptrdiff_t at = str_find(text, '@');
    if (at < 1)
        table_broken(s->row, "an item is written AMOUNT@DUE");
    struct str amount = str_slice(text, 0, (size_t)at);
    struct due due = {day_at(s->row, str_slice(text, (size_t)at + 1, text.n)), DUE_STATED};
    char mark = amount.p[amount.n - 1];
    if (mark == '?' || mark == 'b')
        amount = str_slice(amount, 0, amount.n - 1);
    if (mark == '?')
        due.source = DUE_ASSUMED;
    *item = gate_item_plain(mark == 'b' ? LEDGER_BILL : LEDGER_CUSTOMER, due,
                            parse_amount(s->row, amount));
    item->arose = day_add(due.day, -30);
}

/* ---- facts ---- */

static void suspend(struct row_scene *s, enum gate_suspender kind, const struct word *w)
{
    struct gate_suspension *row = &s->suspensions[s->suspension_count++];
    *row = (struct gate_suspension){.kind = kind, .from = DAY_NONE, .until = w->day};
    row->item = w->number > 0 ? (int32_t)w->number - 1 : GATE_ALL_ITEMS;
    row->scope = w->number > 0 ? GATE_SCOPE_ITEM : GATE_SCOPE_ACCOUNT;
    if (w->value.n > 0) {
        row->scope = GATE_SCOPE_PART;
        row->part_minor = parse_amount(s->row, w->value);
    }
}

static bool read_suspension(struct row_scene *s, const struct word *w)
{
    static const char *const names[] = {"hold", "dispute", "plan", "promise", "grace"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (str_is(w->name, names[i])) {
            suspend(s, (enum gate_suspender)i, w);
            return true;
        }
    }
    return false;
}

/* Contacts are written newest first, as the gate wants them. */
static bool read_contact(struct row_scene *s, const struct word *w)
{
    static const char *const names[] = {"spoken", "reached", "voicemail", "noanswer",
                                        "sent",   "failed",  "draft",     "incoming"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (str_is(w->name, names[i])) {
            s->contacts[s->debtor.contact_count++] =
                (struct gate_contact){w->day, GATE_CHANNEL_PHONE, (enum gate_result)i};
            return true;
        }
    }
    return false;
}

static bool read_event(struct row_scene *s, const struct word *w)
{
    static const char *const names[] = {"broken",   "missed",     "returned",
                                        "callback", "incomplete", "answered"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (str_is(w->name, names[i])) {
            s->events[s->facts.event_count++] =
                (struct scenario_event){(enum scenario_event_kind)i, w->day};
            return true;
        }
    }
    return false;
}

static bool read_rule(struct row_scene *s, const struct word *w)
{
    struct gate_policy *policy = &s->rules.policy;
    if (str_is(w->name, "min")) {
        policy->minimum_minor = parse_amount(s->row, w->value);
    } else if (str_is(w->name, "pressure")) {
        policy->pressure_maximum = (int32_t)w->number;
        policy->pressure_window_days = 7;
    } else if (str_is(w->name, "large")) {
        s->rules.pre_due.large_minor = parse_amount(s->row, w->value);
    } else if (str_is(w->name, "before")) {
        s->rules.pre_due.days_before = (int32_t)w->number;
    } else if (str_is(w->name, "idle")) {
        s->rules.no_action_days = (int32_t)w->number;
    } else if (str_is(w->name, "watch")) {
        s->rules.limitation_days = (int32_t)w->number;
    } else if (str_is(w->name, "mandate")) {
        s->account.capacity = GATE_MANDATE;
        s->account.mandate_from = (struct day){DAY_ZERO - 1000};
        s->account.first_letter_on = w->day;
        s->rules.start = SCENARIO_FROM_FIRST_LETTER;
    } else {
        return false;
    }
    return true;
}

static bool read_debtor(struct row_scene *s, const struct word *w)
{
    if (str_is(w->name, "nophone"))
        s->debtor.number_count = 0;
    else if (str_is(w->name, "wrong"))
        s->number = GATE_NUMBER_WRONG;
    else if (str_is(w->name, "opposed"))
        s->debtor.opposed_channels = 1U << GATE_CHANNEL_PHONE;
    else if (str_is(w->name, "noemail"))
        s->debtor.email = GATE_ADDRESS_MISSING;
    else if (str_is(w->name, "bounced"))
        s->debtor.email = GATE_ADDRESS_FAILED;
    else if (str_is(w->name, "returned-mail"))
        s->debtor.address = GATE_ADDRESS_FAILED;
    else if (str_is(w->name, "strategic"))
        s->account.strategic = true;
    else
        return false;
    return true;
}

static bool read_past(struct row_scene *s, const struct word *w)
{
    struct scenario_past *past = w->number > 0 ? &s->past[w->number - 1] : NULL;
    if (str_is(w->name, "done") && past != NULL) {
        past->level = (int32_t)whole(s->row, w->value);
        past->on = w->day;
    } else if (str_is(w->name, "courtesy") && past != NULL) {
        past->pre_due = true;
    } else if (str_is(w->name, "lastday") && past != NULL) {
        s->items[w->number - 1].last_day = w->day;
    } else if (str_is(w->name, "attempts")) {
        s->facts.attempts = (int32_t)w->number;
        s->facts.last_attempt_on = w->day;
    } else if (str_is(w->name, "acted")) {
        s->facts.last_action_on = w->day;
    } else if (str_is(w->name, "postponed")) {
        s->facts.postponed_until = w->day;
    } else if (str_is(w->name, "told")) {
        s->facts.alerted_on = w->day;
    } else if (str_is(w->name, "new")) {
        s->facts.new_customer = true;
        s->rules.pre_due.new_customer = true;
    } else {
        return false;
    }
    return true;
}

static void read_facts(struct row_scene *s)
{
    struct str rest = row_text(s->row, "facts");
    struct str text;
    while (next_word(&rest, &text)) {
        struct word w = split_word(s->row, text);
        if (!read_suspension(s, &w) && !read_contact(s, &w) && !read_event(s, &w) &&
            !read_rule(s, &w) && !read_debtor(s, &w) && !read_past(s, &w))
            table_broken(s->row, "unknown fact");
    }
}

static void begin(struct row_scene *s, struct table_row *row)
{
    struct str rest = row_text(row, "levels");
    struct str text;
    *s = (struct row_scene){.row = row, .account = gate_account_plain()};
    s->rules.policy.match_first_percent = 30;
    s->rules.levels = s->levels;
    while (next_word(&rest, &text))
        read_level(s, text);
    rest = row_text(row, "items");
    while (next_word(&rest, &text))
        read_item(s, text);
    for (size_t i = 0; i < MANY; i++)
        s->past[i].on = DAY_NONE;
    s->debtor.numbers = &s->number;
    s->debtor.number_count = 1;
    s->debtor.contacts = s->contacts;
    s->facts.last_attempt_on = s->facts.last_action_on = s->facts.alerted_on = DAY_NONE;
    s->facts.postponed_until = DAY_NONE;
    read_facts(s);
    s->gate.policy = &s->rules.policy;
    s->gate.law = law_tables_compiled();
    s->gate.debtor = &s->debtor;
    s->gate.account = &s->account;
    s->gate.items = s->items;
    s->gate.suspensions = s->suspensions;
    s->gate.suspension_count = s->suspension_count;
    s->facts.gate = &s->gate;
    s->facts.past = s->past;
    s->facts.events = s->events;
}

/* ---- what came out, in the words of the table ---- */

static void say_day(struct buf *out, struct day day)
{
    if (day_is(day))
        buf_add_int(out, day.n - DAY_ZERO);
    else
        buf_add_c(out, "never");
}

static void say_items(struct buf *out, const struct row_scene *s, const struct scenario_decision *d)
{
    for (size_t i = 0; i < s->gate.item_count; i++) {
        if (i > 0)
            buf_add_char(out, ',');
        if (!d->items[i].ready && !d->items[i].attached)
            buf_add_char(out, '-');
        else
            buf_add_int(out, d->items[i].level);
        if (d->items[i].attached)
            buf_add_char(out, 'a');
    }
}

/* Only what the expectation speaks of is said. */
static void say(struct row_scene *s, const struct scenario_decision *d, const struct gate_answer *g,
                struct buf *out)
{
    struct str rest = row_text(s->row, "expect");
    struct str text;
    const char *between = "";
    while (next_word(&rest, &text)) {
        ptrdiff_t equals = str_find(text, '=');
        struct str name = equals < 0 ? text : str_slice(text, 0, (size_t)equals);
        buf_add_c(out, between);
        between = " ";
        if (equals < 0) {
            buf_add_c(out, action_code(d->action));
            continue;
        }
        buf_add(out, name);
        buf_add_char(out, '=');
        if (str_is(name, "level"))
            buf_add_int(out, d->level);
        else if (str_is(name, "why"))
            buf_add_c(out, d->why_not.code == BLOCK_COUNT ? "-" : block_code(d->why_not.code));
        else if (str_is(name, "next"))
            say_day(out, d->next_change);
        else if (str_is(name, "items"))
            say_items(out, s, d);
        else if (str_is(name, "amount"))
            buf_add_amount(out, eur(g->raisable_minor));
        else if (str_is(name, "days"))
            buf_add_int(out, g->oldest_days);
        else
            table_broken(s->row, "unknown word in the expectation");
    }
}

static void check_scenario(struct table_row *row)
{
    struct row_scene s;
    struct gate_answer gate;
    struct scenario_decision decision;
    struct buf found;
    begin(&s, row);
    s.facts.today = (struct day){DAY_ZERO + (int32_t)whole(row, row_text(row, "day"))};
    scenario_decide(row->arena, &s.rules, &s.facts, &gate, &decision);
    buf_init(&found, row->arena, 400);
    say(&s, &decision, &gate, &found);
    row_expect(row, "expect", buf_str(&found));
}

const struct table_kind table_kinds[] = {{"scenario", check_scenario}, {NULL, NULL}};
