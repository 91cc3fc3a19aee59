#include "work_person.h"

#include "claim/outcome.h"
#include "party/place.h"

enum { PHONE_DIGITS = 9 };

/* What a debtor is said to be; the day of the word decides against the outcome of a call. */
enum flag { DECEASED, VULNERABLE, PROTECTED, COUNSEL, FLAG_COUNT };
static const char *const flag_kinds[FLAG_COUNT] = {"deceased", "vulnerable", "protected",
                                                   "counsel"};

struct number {
    struct str value;
    struct day on;
};

struct reading {
    struct arena *arena;
    const struct run_account *from;
    struct work_person *out;
    struct number *numbers;
    enum gate_number_state *states;
    bool flags[FLAG_COUNT];
    struct day flags_on[FLAG_COUNT], street_on;
    struct str country, postcode;
};

static bool same_account(const struct reading *r, int64_t account_id)
{
    return account_id == 0 || account_id == r->from->account.key.account_id;
}

static struct day day_of_text(struct str text)
{
    struct day day = DAY_NONE;
    return day_parse_iso(text, &day, NULL) ? day : DAY_NONE;
}

static bool says_yes(struct str value) { return !str_is(value, "no"); }

/* Of another debtor who is the same person counts what protects the person, nothing about how he is
 * reached and nothing of the other's accounts. */
static bool is_shared(const struct run_fact *f)
{
    static const char *const kinds[] = {
        "deceased",   "vulnerable",        "protected",    "counsel",     "opposition",
        "insolvency", "over_indebtedness", "imposed_plan", "debts_wiped",
    };
    return f->account_id == 0 && str_index(f->kind, kinds, COUNT_OF(kinds)) < COUNT_OF(kinds);
}

/* ---- facts ---- */

static unsigned channel_bits(struct str list)
{
    unsigned bits = 0;
    struct str code;
    while (str_split(&list, ',', &code)) {
        for (int c = 0; c < GATE_CHANNEL_COUNT; c++) {
            if (str_is(code, gate_channel_code((enum gate_channel)c)) || str_is(code, "all"))
                bits |= 1U << c;
        }
    }
    return bits;
}

static void add_procedure(struct reading *r, enum gate_procedure procedure, struct str value)
{
    struct gate_debtor *debtor = &r->out->debtor;
    struct day from = day_of_text(value);
    if (!day_is(from)) /* taken back */
        return;
    struct gate_insolvency *rows =
        arena_grow(r->arena, (void *)(uintptr_t)debtor->insolvencies, debtor->insolvency_count,
                   debtor->insolvency_count + 1, sizeof *rows);
    rows[debtor->insolvency_count++] = (struct gate_insolvency){procedure, from, DAY_NONE};
    debtor->insolvencies = rows;
}

static bool take_procedure(struct reading *r, const struct run_fact *f)
{
    static const char *const kinds[GATE_PROCEDURE_COUNT] = {
        [GATE_COLLECTIVE] = "insolvency",
        [GATE_OVER_INDEBTEDNESS] = "over_indebtedness",
        [GATE_IMPOSED_PLAN] = "imposed_plan",
        [GATE_DEBTS_WIPED] = "debts_wiped",
    };
    for (int p = 0; p < GATE_PROCEDURE_COUNT; p++) {
        if (!str_is(f->kind, kinds[p]))
            continue;
        add_procedure(r, (enum gate_procedure)p, f->value);
        return true;
    }
    return false;
}

static bool take_flag(struct reading *r, const struct run_fact *f)
{
    for (int k = 0; k < FLAG_COUNT; k++) {
        if (!str_is(f->kind, flag_kinds[k]))
            continue;
        r->flags[k] = r->flags[k] || says_yes(f->value);
        r->flags_on[k] = day_max(r->flags_on[k], f->on);
        return true;
    }
    return false;
}

static bool take_reach(struct reading *r, const struct run_fact *f)
{
    struct gate_debtor *debtor = &r->out->debtor;
    if (str_is(f->kind, "phone") || str_is(f->kind, "mobile")) {
        r->numbers[debtor->number_count] = (struct number){f->value, f->on};
        r->states[debtor->number_count++] = GATE_NUMBER_GOOD;
    } else if (str_is(f->kind, "email")) {
        debtor->email = GATE_ADDRESS_GOOD;
    } else if (str_is(f->kind, "street")) {
        debtor->address = GATE_ADDRESS_GOOD;
        r->street_on = f->on;
    } else if (str_is(f->kind, "postcode")) {
        r->postcode = f->value;
    } else if (str_is(f->kind, "country")) {
        r->country = f->value;
    } else {
        return false;
    }
    return true;
}

static void take_other(struct reading *r, const struct run_fact *f)
{
    struct work_person *out = r->out;
    if (str_is(f->kind, "opposition"))
        out->debtor.opposed_channels |= channel_bits(f->value);
    else if (str_is(f->kind, "court_grace"))
        out->court_grace_until = day_of_text(f->value);
    else if (str_is(f->kind, "strategic"))
        out->strategic = says_yes(f->value);
    else if (str_is(f->kind, "handed_over"))
        out->handed_over = says_yes(f->value);
    else if (str_is(f->kind, "first_letter"))
        out->first_letter_on = day_of_text(f->value);
}

static void read_facts(struct reading *r)
{
    for (size_t i = 0; i < r->from->fact_count; i++) {
        const struct run_fact *f = &r->from->facts[i];
        if (f->of_the_same ? !is_shared(f) : !same_account(r, f->account_id))
            continue;
        if (!take_reach(r, f) && !take_flag(r, f) && !take_procedure(r, f))
            take_other(r, f);
    }
}

/* ---- attempts ---- */

enum gate_result work_result(struct str code, enum gate_channel channel)
{
    enum outcome outcome;
    bool written = channel == GATE_CHANNEL_LETTER || channel == GATE_CHANNEL_EMAIL;
    if (!outcome_parse(code, &outcome))
        return GATE_RESULT_NO_ANSWER;
    if (outcome == OUTCOME_VOICEMAIL)
        return GATE_RESULT_VOICEMAIL;
    if (outcome == OUTCOME_MOVED_AWAY && written) /* it came back */
        return GATE_RESULT_FAILED;
    switch (outcome_reached(outcome)) {
    case OUTCOME_REACHED_PARTY:
        return GATE_RESULT_SPOKEN;
    case OUTCOME_REACHED_OTHER:
        return GATE_RESULT_REACHED;
    case OUTCOME_REACHED_NOBODY:
        break;
    }
    return GATE_RESULT_NO_ANSWER;
}

static enum gate_channel channel_of(struct str code)
{
    for (int c = 0; c < GATE_CHANNEL_COUNT; c++) {
        if (str_is(code, gate_channel_code((enum gate_channel)c)))
            return (enum gate_channel)c;
    }
    return GATE_CHANNEL_PHONE;
}

/* The last nine digits: 01 99 00 12 34 and +33 1 99 00 12 34 are one. */
static bool same_number(struct str a, struct str b)
{
    size_t i = a.n;
    size_t k = b.n;
    for (int n = 0; n < PHONE_DIGITS; n++) {
        while (i > 0 && (a.p[i - 1] < '0' || a.p[i - 1] > '9'))
            i--;
        while (k > 0 && (b.p[k - 1] < '0' || b.p[k - 1] > '9'))
            k--;
        if (i == 0 || k == 0 || a.p[--i] != b.p[--k])
            return false;
    }
    return true;
}

/* A call does not say which number it dialled: it was the first good one of its day. */
static void spoil_number(struct reading *r, struct day on, enum gate_number_state state)
{
    for (size_t i = 0; i < r->out->debtor.number_count; i++) {
        if (r->states[i] != GATE_NUMBER_GOOD || day_before(on, r->numbers[i].on))
            continue;
        r->states[i] = state;
        return;
    }
}

static void take_outcome(struct reading *r, const struct gate_contact *contact,
                         const struct run_contact *row)
{
    static const enum outcome of_flag[FLAG_COUNT] = {
        [DECEASED] = OUTCOME_DECEASED,
        [VULNERABLE] = OUTCOME_VULNERABLE,
        [PROTECTED] = OUTCOME_PROTECTED_ADULT,
        [COUNSEL] = OUTCOME_COUNT,
    };
    enum outcome outcome;
    if (!outcome_parse(row->code, &outcome))
        return;
    for (int k = 0; k < FLAG_COUNT; k++) {
        bool later = !day_is(r->flags_on[k]) || day_before(r->flags_on[k], contact->on);
        if (outcome == of_flag[k] && later)
            r->flags[k] = true;
    }
    if (row->of_the_same)
        return;
    if (outcome == OUTCOME_WRONG_NUMBER)
        spoil_number(r, contact->on, GATE_NUMBER_WRONG);
    else if (outcome == OUTCOME_NUMBER_REFUSED)
        spoil_number(r, contact->on, GATE_NUMBER_REFUSED);
    else if (contact->result == GATE_RESULT_FAILED && r->out->debtor.address == GATE_ADDRESS_GOOD &&
             !day_before(contact->on, r->street_on))
        r->out->debtor.address = GATE_ADDRESS_FAILED;
}

/* Newest first, as the gate wants them. */
static void read_contacts(struct reading *r)
{
    size_t n = r->from->contact_count;
    struct gate_contact *contacts = ARENA_ARRAY(r->arena, n, struct gate_contact);
    const struct run_contact **rows = ARENA_ARRAY(r->arena, n, const struct run_contact *);
    for (size_t i = 0; i < n; i++) {
        const struct run_contact *c = &r->from->contacts[i];
        enum gate_channel channel = channel_of(c->channel);
        size_t at = i;
        for (; at > 0 && contacts[at - 1].on.n < c->on.n; at--) {
            contacts[at] = contacts[at - 1];
            rows[at] = rows[at - 1];
        }
        contacts[at] = (struct gate_contact){c->on, channel, work_result(c->code, channel)};
        rows[at] = c;
    }
    for (size_t i = n; i > 0; i--)
        take_outcome(r, &contacts[i - 1], rows[i - 1]);
    r->out->debtor.contacts = contacts;
    r->out->debtor.contact_count = n;
}

/* Attempts about this account; those for others weigh on the debtor, not on the file. */
static void count_attempts(struct reading *r)
{
    struct work_person *out = r->out;
    struct day last_real = DAY_NONE;
    for (size_t i = 0; i < r->from->contact_count; i++) {
        const struct run_contact *c = &r->from->contacts[i];
        if (c->of_the_same || !same_account(r, c->account_id))
            continue;
        out->last_action_on = day_max(out->last_action_on, c->on);
        if (work_result(c->code, channel_of(c->channel)) == GATE_RESULT_SPOKEN)
            last_real = day_max(last_real, c->on);
    }
    for (size_t i = 0; i < r->from->contact_count; i++) {
        const struct run_contact *c = &r->from->contacts[i];
        if (c->of_the_same || !same_account(r, c->account_id) || c->on.n < last_real.n ||
            work_result(c->code, channel_of(c->channel)) == GATE_RESULT_SPOKEN)
            continue;
        out->attempts++;
        out->last_attempt_on = day_max(out->last_attempt_on, c->on);
    }
}

/* A number somebody named as wrong stays wrong until it is said again. */
static void read_named_wrong(struct reading *r)
{
    for (size_t i = 0; i < r->from->fact_count; i++) {
        const struct run_fact *f = &r->from->facts[i];
        if (f->of_the_same || !str_is(f->kind, "wrong_number") || !same_account(r, f->account_id))
            continue;
        for (size_t k = 0; k < r->out->debtor.number_count; k++) {
            if (same_number(r->numbers[k].value, f->value) && !day_before(f->on, r->numbers[k].on))
                r->states[k] = GATE_NUMBER_WRONG;
        }
    }
}

void work_person_read(struct arena *a, const struct run_account *from, struct work_person *out)
{
    struct reading r = {.arena = a, .from = from, .out = out, .street_on = DAY_NONE};
    *out = (struct work_person){.court_grace_until = DAY_NONE,
                                .first_letter_on = DAY_NONE,
                                .last_attempt_on = DAY_NONE,
                                .last_action_on = DAY_NONE};
    out->debtor.email = GATE_ADDRESS_MISSING;
    out->debtor.address = GATE_ADDRESS_MISSING;
    r.numbers = ARENA_ARRAY(a, from->fact_count, struct number);
    r.states = ARENA_ARRAY(a, from->fact_count, enum gate_number_state);
    for (int k = 0; k < FLAG_COUNT; k++)
        r.flags_on[k] = DAY_NONE;
    read_facts(&r);
    read_named_wrong(&r);
    read_contacts(&r);
    count_attempts(&r);
    struct str *told = ARENA_ARRAY(a, out->debtor.number_count, struct str);
    for (size_t i = 0; i < out->debtor.number_count; i++)
        told[i] = r.numbers[i].value;
    out->numbers = told;
    out->debtor.numbers = r.states;
    out->debtor.deceased = r.flags[DECEASED];
    out->debtor.vulnerable = r.flags[VULNERABLE];
    out->debtor.protected_person = r.flags[PROTECTED];
    out->debtor.represented = r.flags[COUNSEL];
    struct place place = place_of(r.country, r.postcode);
    out->debtor.region = place.region;
    out->zone = place.zone;
}
