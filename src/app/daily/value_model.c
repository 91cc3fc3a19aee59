#include "value_model.h"
#include "app/system/system_journal.h"

#include "base/buf.h"
#include "base/json.h"
#include "store/object_store.h"
#include "store/value_store.h"

enum { DAYS_KEPT = 7, CALLS_MOST = 50000, DRAWS_MOST = 20000, BODY_BYTES_MAX = 4096 };

static const double billion = 1e9;

/* ---- as text ---- */

static void put(struct buf *b, const char *name, const double *values, size_t count)
{
    buf_add_c(b, name);
    for (size_t i = 0; i < count; i++) {
        double v = values[i] * billion;
        buf_add_char(b, ' ');
        buf_add_int(b, (int64_t)(v < 0 ? v - 0.5 : v + 0.5));
    }
    buf_add_char(b, '\n');
}

static struct str body_of(struct arena *a, const struct uplift_model *m)
{
    struct buf b;
    const double learnt[] = {m->learnt, m->reach_learnt};
    buf_init(&b, a, BODY_BYTES_MAX);
    put(&b, "learnt", learnt, COUNT_OF(learnt));
    put(&b, "base", m->base, COUNT_OF(m->base));
    put(&b, "effect", m->effect, COUNT_OF(m->effect));
    put(&b, "reached", m->reached, COUNT_OF(m->reached));
    ASSERT(!b.full);
    return buf_str(&b);
}

static bool get_int(struct str *line, double *out)
{
    struct str part;
    int64_t value = 0;
    if (!str_split(line, ' ', &part) || part.n == 0 || part.n > 19)
        return false;
    bool minus = part.p[0] == '-';
    for (size_t i = minus; i < part.n; i++) {
        if (part.p[i] < '0' || part.p[i] > '9')
            return false;
        value = value * 10 + (part.p[i] - '0');
    }
    *out = (double)(minus ? -value : value) / billion;
    return part.n > (size_t)minus;
}

static bool get(struct str *rest, const char *name, double *values, size_t count)
{
    struct str line;
    struct str word;
    if (!str_split(rest, '\n', &line) || !str_split(&line, ' ', &word) || !str_is(word, name))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!get_int(&line, &values[i]))
            return false;
    }
    return true;
}

static bool read_body(struct str body, struct uplift_model *m)
{
    double learnt[2];
    if (!get(&body, "learnt", learnt, COUNT_OF(learnt)) ||
        !get(&body, "base", m->base, COUNT_OF(m->base)) ||
        !get(&body, "effect", m->effect, COUNT_OF(m->effect)) ||
        !get(&body, "reached", m->reached, COUNT_OF(m->reached)))
        return false;
    m->learnt = learnt[0] > 0;
    m->reach_learnt = learnt[1] > 0;
    return true;
}

/* ---- loading ---- */

static int64_t rules_version(const struct rules_in_force *rules)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (rules->rows[i].rules.kind == RULES_PRIORITY)
            return rules->rows[i].version;
    }
    return 0;
}

bool value_model_load(struct app *app, struct arena *a, const struct rules_in_force *rules,
                      struct value_model *out, struct err *err)
{
    struct stored_model last;
    *out = (struct value_model){0};
    if (!stored_model_last(app->db, a, &last, err))
        return false;
    if (last.number == 0 || last.rules_version != rules_version(rules))
        return true;
    if (!read_body(last.body, &out->learnt))
        return err_set(err, ERR_DB_DAMAGED, "value_model");
    out->number = last.number;
    out->on = last.on;
    out->learnt.call_count = (size_t)last.outcomes;
    out->learnt.outcome_count = (size_t)last.draws;
    return true;
}

/* ---- learning ---- */

static bool learn_reach(struct app *app, struct arena *a, const struct priority_rules *rules,
                        struct uplift_model *out, struct err *err)
{
    struct outcome_contexts noted;
    if (!outcome_contexts_last(app->db, a, CALLS_MOST, &noted, err))
        return false;
    struct uplift_call *calls = ARENA_ARRAY(a, noted.count, struct uplift_call);
    for (size_t i = 0; i < noted.count; i++)
        calls[i] = (struct uplift_call){noted.rows[i].days_late, noted.rows[i].reached};
    uplift_reach(rules, calls, noted.count, out);
    return true;
}

static struct uplift_outcome outcome_of(const struct stored_draw *d)
{
    struct uplift_outcome out = {
        .file = {.amount_minor = d->net_minor,
                 .days_late = d->days_late,
                 .consumer = gate_person_of(d->person) == GATE_PERSON_CONSUMER,
                 .public_body = gate_person_of(d->person) == GATE_PERSON_PUBLIC,
                 .broken = d->broken,
                 .kept = d->kept,
                 .attempts = d->attempts},
        .contacted = d->contacted,
        .propensity = d->propensity_ppm / 1e6,
    };
    if (d->net_minor > 0 && d->came_minor > 0)
        out.paid = d->came_minor >= d->net_minor ? 1 : (double)d->came_minor / (double)d->net_minor;
    return out;
}

/* Payments up to the end of the horizon are known: who has not paid by books that do not reach so
 * far teaches nothing. */
static bool is_known(const struct creditor_means_list *means, const struct stored_draw *d)
{
    const struct creditor_means *m = creditor_means_find(means, d->creditor_id);
    return m != NULL && day_is(m->through) && !day_before(m->through, d->until);
}

static bool learn_effect(struct app *app, struct arena *a, const struct priority_rules *rules,
                         struct uplift_model *out, struct err *err)
{
    struct past_wanted wanted = {app->today, DRAWS_MOST};
    struct stored_draws past;
    struct uplift_model learnt;
    struct creditor_means_list means;
    if (!file_draws_past(app->db, a, &wanted, &past, err) ||
        !creditor_means_load(app->db, a, &means, err))
        return false;
    struct uplift_outcome *rows = ARENA_ARRAY(a, past.count, struct uplift_outcome);
    size_t count = 0;
    for (size_t i = 0; i < past.count; i++) {
        if (is_known(&means, &past.rows[i]))
            rows[count++] = outcome_of(&past.rows[i]);
    }
    uplift_learn(a, rules, rows, count, &learnt);
    memcpy(out->base, learnt.base, sizeof out->base);
    memcpy(out->effect, learnt.effect, sizeof out->effect);
    out->outcome_count = learnt.outcome_count;
    out->learnt = learnt.learnt;
    return true;
}

static bool note(struct app *app, struct arena *a, const struct stored_model *model,
                 struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, a, LIMIT_FIELD_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_int(&j, "model", model->number);
    json_int(&j, "outcomes", model->outcomes);
    json_int(&j, "draws", model->draws);
    json_object_end(&j);
    return system_journal_say(app, "value_model", buf_str(&body), err);
}

bool value_model_renew(struct app *app, struct arena *a, const struct rules_in_force *rules,
                       struct err *err)
{
    struct stored_model last;
    struct uplift_model learnt = {0};
    int64_t calls = 0;
    if (!stored_model_last(app->db, a, &last, err))
        return false;
    bool fresh = last.number != 0 && last.rules_version == rules_version(rules) &&
                 app->today.n >= last.on.n && app->today.n < last.on.n + DAYS_KEPT;
    if (fresh || !outcome_context_count(app->db, &calls, err))
        return fresh;
    if (calls < rules->priority.outcomes_min)
        return true;
    if (!learn_reach(app, a, &rules->priority, &learnt, err) ||
        !learn_effect(app, a, &rules->priority, &learnt, err))
        return false;
    struct stored_model model = {.number = last.number + 1,
                                 .on = app->today,
                                 .rules_version = rules_version(rules),
                                 .outcomes = (int64_t)learnt.call_count,
                                 .draws = (int64_t)learnt.outcome_count,
                                 .body = body_of(a, &learnt)};
    return stored_model_add(app->db, &model, app->now_ms, err) && note(app, a, &model, err);
}

/* ---- what it says of a file ---- */

size_t value_reasons(const struct value_ground *ground, const struct stored_work *row,
                     int32_t oldest_days, struct work_reason out[VALUE_REASONS_MAX])
{
    const struct uplift_model *learnt = ground->learnt;
    struct uplift_file file = {.amount_minor = stored_work_amount(row), .days_late = oldest_days};
    size_t count = 0;
    if (row->place_tier == WORK_TIER_NONE || row->place_value >= 0)
        return 0;
    double minutes =
        priority_minutes(ground->rules, uplift_chance(ground->rules, learnt, &file).reached);
    double expected = (double)-row->place_value * minutes;
    out[count++] = (struct work_reason){REASON_VALUE_PER_MINUTE, -row->place_value};
    out[count++] = (struct work_reason){REASON_EXPECTED_CASH, (int64_t)(expected + 0.5)};
    if (!learnt->reach_learnt) {
        out[count++] = (struct work_reason){REASON_PRIOR_ESTIMATE, 0};
        return count;
    }
    out[count++] = (struct work_reason){REASON_LEARNT_FROM, (int64_t)learnt->call_count};
    out[count++] = learnt->learnt
                       ? (struct work_reason){REASON_LEARNT_EFFECT, (int64_t)learnt->outcome_count}
                       : (struct work_reason){REASON_PRIOR_EFFECT, 0};
    return count;
}
