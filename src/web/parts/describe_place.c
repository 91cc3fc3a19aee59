#include "describe_place.h"

#include "app/words/code_text.h"
#include "base/limits.h"
#include "format.h"

/* Why now, in a word: the first of these that a row has. What fell through before what was agreed,
 * both before where the place came from. */
static const struct leading {
    enum reason code;
    const char *tone, *text;
} leadings[] = {
    {REASON_BROKEN_PROMISE, "red", N_("Promesse rompue")},
    {REASON_PART_KEPT_PROMISE, "red", N_("Promesse tenue en partie")},
    {REASON_PAYMENT_RETURNED, "red", N_("Paiement revenu impayé")},
    {REASON_MISSED_INSTALMENT, "amb", N_("Échéance manquée")},
    {REASON_CALLBACK, "acc", N_("Rappel convenu")},
    {REASON_PROMISE_TO_VERIFY, "amb", N_("Promesse à vérifier")},
    {REASON_PROMISE_TO_CONFIRM, "amb", N_("Promesse à confirmer")},
    {REASON_INCOMPLETE_COMMITMENT, "amb", N_("Engagement à compléter")},
    {REASON_DISPUTE_ANSWERED, "acc", N_("Litige tranché")},
    {REASON_PINNED, "acc", N_("Épinglé")},
    {REASON_RESERVED_PLACE, "", N_("Oublié")},
    {REASON_DRAWN_BY_LOT, "", N_("Tiré au sort")},
    {REASON_NEVER_CONTACTED, "", N_("Jamais joint")},
};

/* What a column says already, or what only explains the estimate. */
static const enum reason untold[] = {
    REASON_OVERDUE_AMOUNT, REASON_VALUE_PER_MINUTE, REASON_EXPECTED_CASH, REASON_PRIOR_ESTIMATE,
    REASON_LEARNT_FROM,    REASON_PRIOR_EFFECT,     REASON_LEARNT_EFFECT,
};

static const struct work_reason *reason_of(const struct work_row *row, enum reason code)
{
    for (size_t i = 0; i < row->reason_count; i++) {
        if (row->reasons[i].code == code)
            return &row->reasons[i];
    }
    return NULL;
}

/* NULL: what is to be done says more than why. */
static const struct leading *leading_of(const struct work_row *row)
{
    if (!describe_calls(row->action) && !row->broken)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(leadings); i++) {
        if (reason_of(row, leadings[i].code) != NULL)
            return &leadings[i];
    }
    return NULL;
}

struct tag describe_place_tag(const struct work_row *row, enum lang lang)
{
    const struct leading *lead = leading_of(row);
    if (lead == NULL)
        return describe_action(row->action, row->oldest_days, lang);
    return (struct tag){str_of(lead->tone), str_of(tr(lang, lead->text))};
}

static bool is_told(enum reason code)
{
    for (size_t i = 0; i < COUNT_OF(untold); i++) {
        if (untold[i] == code)
            return false;
    }
    return true;
}

/* Of the reason that is the tag, what the tag does not say: its day. */
static void add_tagged(struct request *r, const struct work_reason *reason, struct buf *out)
{
    if (reason_figure(reason->code) != FIGURE_DATE)
        return;
    struct str day = format_day(r->arena, (struct day){(int32_t)reason->value}, r->lang);
    buf_add(out, format_text(r->arena, tr(r->lang, N_("le %1")), &day, 1));
}

static void add_reason(struct request *r, const struct work_row *row,
                       const struct work_reason *reason, struct buf *out)
{
    if (out->n > 0)
        buf_add_c(out, ", ");
    if (reason->code == REASON_OLDEST_DAYS) {
        struct str days = format_count(r->arena, reason->value, r->lang);
        buf_add(out, format_text(r->arena,
                                 format_plural(r->lang, reason->value, N_("%1 jour de retard"),
                                               N_("%1 jours de retard")),
                                 &days, 1));
        return;
    }
    reason_text(reason, row->net_overdue.currency, r->lang, out);
}

/* When the reasons say nothing: what the debtor is, and his number. */
static void add_kind(struct request *r, const struct work_row *row, struct buf *out)
{
    buf_add_c(out, debtor_kind_text(arena_cstr(r->arena, row->debtor_kind), r->lang));
    if (row->phone.p == NULL)
        return;
    buf_add_c(out, ", ");
    buf_add(out, format_phone(r->arena, row->phone));
}

/* First what the tag is about, then how late it is. */
static struct str why_of(struct request *r, const struct work_row *row)
{
    struct buf out;
    const struct leading *lead = leading_of(row);
    const struct work_reason *first = lead != NULL ? reason_of(row, lead->code) : NULL;
    const struct work_reason *late = reason_of(row, REASON_OLDEST_DAYS);
    buf_init(&out, r->arena, LIMIT_FIELD_BYTES);
    if (first != NULL)
        add_tagged(r, first, &out);
    if (late != NULL)
        add_reason(r, row, late, &out);
    for (size_t i = 0; i < row->reason_count; i++) {
        const struct work_reason *reason = &row->reasons[i];
        if (reason != first && reason != late && is_told(reason->code))
            add_reason(r, row, reason, &out);
    }
    if (out.n == 0)
        add_kind(r, row, &out);
    return buf_str(&out);
}

struct place_words describe_place(struct request *r, const struct work_row *row)
{
    const struct work_reason *value = reason_of(row, REASON_VALUE_PER_MINUTE);
    struct place_words words = {.tag = describe_place_tag(row, r->lang), .why = why_of(r, row)};
    if (value != NULL)
        words.value = format_money(
            r->arena, (struct money){value->value, row->net_overdue.currency}, r->lang);
    return words;
}
