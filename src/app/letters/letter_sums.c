#include "letter_sums.h"

#include "app/words/code_text.h"
#include "base/buf.h"
#include "base/limits.h"
#include "letter_words.h"

enum { RATES_MAX = 8, TERMS_BYTES_MAX = 400, REMARKS_MAX = 20 };

struct summing {
    const struct letter_source *from;
    const struct walked_account *account;
    const struct statement *views;
    struct letter_view *out;
    struct letter_figures *figures;
    struct letter_row *rows;
    struct letter_row *credits;
    int64_t original, paid, principal, law_principal, interest, indemnity, disputed, credit;
    struct rate rates[RATES_MAX]; /* of the interest asked for, in the order of days */
    size_t rate_count;
    bool statement;
};

int64_t letter_payee(const struct file_objects *objects, size_t item)
{
    return objects->item_payees != NULL ? objects->item_payees[item].payee_id : 0;
}

/* What the debtor has in his favour with the same payee. */
static int64_t credit_of(const struct walked_account *account, const struct file_objects *objects,
                         size_t i, int64_t payee_id)
{
    const struct walked_item *item = &account->items[i];
    bool counts = item->open_minor < 0 && plan_role_counts(item->role);
    return counts && letter_payee(objects, i) == payee_id ? -item->open_minor : 0;
}

int64_t letter_claim(const struct walked_account *account, const struct gate_answer *gate,
                     const bool *asked, const struct file_objects *objects, int64_t payee_id)
{
    int64_t sum = 0;
    for (size_t i = 0; i < account->item_count; i++) {
        if (asked[i] && gate->items[i].raisable)
            sum += gate->items[i].raisable_minor;
        sum -= credit_of(account, objects, i, payee_id);
    }
    return sum > 0 ? sum : 0;
}

static struct str money_of(const struct summing *s, int64_t minor)
{
    return letter_money(s->from->arena, (struct money){minor, s->account->currency});
}

static struct str money_or_nothing(const struct summing *s, int64_t minor)
{
    return minor != 0 ? money_of(s, minor) : STR("");
}

/* ---- what is asked beside the principal ---- */

/* The letter that puts on notice claims what the policy claims from the notice on. */
static bool policy_claims(const struct letter_source *from)
{
    const struct account_statement *s = from->statement;
    struct day notice = s->terms.formal_notice;
    if (from->wish->kind == MAILING_FORMAL_NOTICE && !day_is(notice))
        notice = from->app->today;
    return str_eq(s->file.account.debtor_kind, STR("unknown"))
               ? false
               : policy_asks(&s->policy, notice, from->app->today);
}

/* Every item asked for has whole figures, and the indemnity the account's currency. */
static bool figures_whole(const struct summing *s)
{
    for (size_t i = 0; i < s->account->item_count; i++) {
        const struct statement_line *line = &s->views->lines[i];
        if (s->figures->item_minor[i] > 0 &&
            (line->gap != GAP_NONE || line->indemnity_euro_minor > 0))
            return false;
    }
    return true;
}

/* On a part in dispute nothing is computed: only what is not disputed is asked for. */
static bool bears(const struct summing *s, size_t i)
{
    return s->figures->item_minor[i] == s->account->items[i].open_minor;
}

static void add_rate(struct summing *s, struct rate rate)
{
    for (size_t i = 0; i < s->rate_count; i++) {
        if (s->rates[i].micro == rate.micro)
            return;
    }
    if (s->rate_count < RATES_MAX)
        s->rates[s->rate_count++] = rate;
}

static void add_rates(struct summing *s, const struct law_interest *law)
{
    for (size_t k = 0; law != NULL && k < law->segment_count; k++)
        add_rate(s, law->segments[k].rate);
}

/* "aux taux de 12,15 % puis 12,40 % l’an, depuis le lendemain de chaque échéance" */
static struct str interest_terms(const struct summing *s)
{
    static const char *const since[LETTER_DEBTOR_COUNT] = {
        [LETTER_BUSINESS] = ", depuis le lendemain de chaque échéance",
        [LETTER_PUBLIC] = ", depuis le lendemain de l’expiration du délai de paiement",
        [LETTER_CONSUMER] = "",
    };
    struct buf b;
    buf_init(&b, s->from->arena, TERMS_BYTES_MAX);
    const char *legal = s->out->debtor == LETTER_CONSUMER ? " légal" : "";
    buf_add_c(&b, s->rate_count > 1 ? "aux taux" : "au taux");
    buf_add_c(&b, legal);
    buf_add_c(&b, s->rate_count > 1 && legal[0] != '\0' ? "s successifs de " : " de ");
    for (size_t i = 0; i < s->rate_count; i++) {
        if (i > 0)
            buf_add_c(&b, i + 1 == s->rate_count ? " puis " : ", ");
        buf_add_rate_fr(&b, s->rates[i]);
        buf_add_c(&b, "\u00a0%");
    }
    buf_add_c(&b, " l’an");
    buf_add_c(&b, since[s->out->debtor]);
    return buf_str(&b);
}

/* ---- rows ---- */

static bool has_block(const struct item_answer *answer, enum block code)
{
    for (uint32_t i = 0; i < answer->block_count; i++) {
        if (answer->blocks[i].code == code)
            return true;
    }
    return false;
}

static void note_dispute(struct summing *s, size_t i)
{
    const struct item_answer *answer = &s->from->gate->items[i];
    const struct walked_item *item = &s->account->items[i];
    if (!has_block(answer, BLOCK_DISPUTE) || item->open_minor <= 0)
        return;
    s->disputed += answer->raisable ? item->open_minor - answer->raisable_minor : item->open_minor;
}

static struct str remark_of(const struct summing *s, size_t i)
{
    const struct item_answer *answer = &s->from->gate->items[i];
    if (has_block(answer, BLOCK_DISPUTE))
        return STR("contestée");
    if (s->account->items[i].due.source == DUE_ASSUMED)
        return STR("échéance estimée");
    return day_before(s->account->items[i].due.day, s->from->app->today) ? STR("")
                                                                         : STR("à échoir");
}

static struct str number_of(const struct summing *s, size_t i)
{
    const struct walked_item *item = &s->account->items[i];
    if (item->piece.n > 0)
        return item->piece;
    return item->label.n > 0 ? item->label : str_of(item_kind_text(item->kind, LANG_FR));
}

static void add_row(struct summing *s, size_t i)
{
    const struct walked_item *item = &s->account->items[i];
    const struct statement_line *line = &s->views->lines[i];
    int64_t open = s->statement ? item->open_minor : s->figures->item_minor[i];
    struct letter_row *row = &s->rows[s->out->item_count++];
    *row = (struct letter_row){
        .number = number_of(s, i),
        .issued = letter_short_day(s->from->arena, item->issued),
        .due = letter_short_day(s->from->arena, item->due.day),
        .original = money_of(s, item->amount_minor),
        .paid = money_of(s, item->amount_minor - item->open_minor),
        .principal = money_of(s, open),
        .remark = remark_of(s, i),
    };
    s->original += item->amount_minor;
    s->paid += item->amount_minor - item->open_minor;
    s->principal += open;
    s->law_principal += line->principal_minor;
}

/* What the law adds to a row; nothing to add leaves the cells empty but for the total. */
static void add_law(struct summing *s, struct letter_row *row, size_t i)
{
    const struct statement_line *line = &s->views->lines[i];
    bool whole = s->statement || bears(s, i);
    int64_t principal = whole ? line->principal_minor : s->figures->item_minor[i];
    int64_t interest = whole ? line->interest_minor : 0;
    int64_t indemnity = whole ? line->indemnity_minor : 0;
    row->law_principal = money_of(s, principal);
    if (!s->statement)
        row->principal = row->law_principal;
    row->days = letter_days(s->from->arena, whole ? line->late_days : 0);
    row->interest = money_of(s, interest);
    row->indemnity = money_of(s, indemnity);
    row->total = money_of(s, principal + interest + indemnity);
    s->interest += interest;
    s->indemnity += indemnity;
    if (interest > 0)
        add_rates(s, line->law);
}

static void add_credit(struct summing *s, size_t i, int64_t credit)
{
    const struct walked_item *item = &s->account->items[i];
    s->credits[s->out->credit_count++] =
        (struct letter_row){.number = number_of(s, i),
                            .issued = letter_short_day(s->from->arena, item->issued),
                            .principal = money_of(s, credit)};
    s->credit += credit;
}

/* A statement shows everything open; a demand what it asks for. */
static bool listed(const struct summing *s, size_t i)
{
    const struct walked_item *item = &s->account->items[i];
    if (!s->statement)
        return s->figures->item_minor[i] > 0;
    return item->open_minor > 0 && plan_role_counts(item->role) &&
           letter_payee(&s->from->statement->file.objects, i) == s->from->payee_id;
}

static void take_items(struct summing *s)
{
    const struct letter_source *from = s->from;
    const struct file_objects *objects = &from->statement->file.objects;
    for (size_t i = 0; i < s->account->item_count; i++) {
        int64_t credit = credit_of(s->account, objects, i, from->payee_id);
        if (from->asked[i] && from->gate->items[i].raisable)
            s->figures->item_minor[i] = from->gate->items[i].raisable_minor;
        if (letter_payee(objects, i) == from->payee_id)
            note_dispute(s, i);
        if (listed(s, i))
            add_row(s, i);
        if (credit > 0)
            add_credit(s, i, credit);
    }
}

static void take_law(struct summing *s)
{
    size_t k = 0;
    int64_t principal = 0;
    for (size_t i = 0; i < s->account->item_count; i++) {
        if (!listed(s, i))
            continue;
        add_law(s, &s->rows[k++], i);
        principal += s->statement || bears(s, i) ? s->views->lines[i].principal_minor
                                                 : s->figures->item_minor[i];
    }
    s->law_principal = principal;
}

/* ---- sums ---- */

static void fill_law(struct summing *s)
{
    struct letter_view *v = s->out;
    int64_t total = s->law_principal + s->interest + s->indemnity;
    v->interest = money_or_nothing(s, s->interest);
    v->interest_terms = s->interest > 0 ? interest_terms(s) : STR("");
    v->indemnity = money_or_nothing(s, s->indemnity);
    v->law_principal = money_of(s, s->law_principal);
    v->total = money_of(s, total);
    if (!s->statement)
        v->principal = v->law_principal;
}

static void fill_sums(struct summing *s)
{
    struct letter_view *v = s->out;
    v->items = s->rows;
    v->credits = s->credits;
    v->original_total = money_of(s, s->original);
    v->paid_total = s->statement || s->paid != 0 ? money_of(s, s->paid) : STR("");
    v->principal = money_of(s, s->principal);
    v->credit_total = money_or_nothing(s, s->credit);
    v->balance = money_of(s, s->principal - s->credit);
    v->disputed = money_or_nothing(s, s->disputed);
}

/* In a statement: what is not known, said once for each piece. */
static void fill_remarks(struct summing *s)
{
    struct str *remarks = ARENA_ARRAY(s->from->arena, REMARKS_MAX, struct str);
    for (size_t i = 0; i < s->account->item_count; i++) {
        const struct statement_line *line = &s->views->lines[i];
        struct buf b;
        if (!listed(s, i) || line->gap == GAP_NONE || s->out->remark_count == REMARKS_MAX)
            continue;
        buf_init(&b, s->from->arena, LIMIT_FIELD_BYTES);
        buf_add_c(&b, "Facture ");
        buf_add(&b, number_of(s, i));
        buf_add_c(&b, "\u00a0: ");
        buf_add_c(&b, statement_gap_text(line->gap, LANG_FR));
        buf_add_c(&b, ".");
        remarks[s->out->remark_count++] = buf_str(&b);
    }
    s->out->remarks = remarks;
}

/* What is due today, less credits; what runs or is promised is shown and not asked for. */
static int64_t due_now(const struct summing *s)
{
    int64_t sum = -s->credit;
    for (size_t i = 0; i < s->account->item_count; i++) {
        const struct walked_item *item = &s->account->items[i];
        if (day_before(item->due.day, s->from->app->today))
            sum += s->figures->item_minor[i];
    }
    return sum > 0 ? sum : 0;
}

static void sum_statement(struct summing *s)
{
    const struct account_statement *st = s->from->statement;
    enum penalty_policy penalty = st->policy.penalty;
    bool shown = penalty == PENALTY_REMINDED || penalty == PENALTY_CLAIMED || st->asks;
    s->figures->asked_minor = due_now(s);
    if (!shown || str_is(s->account->debtor_kind, "unknown"))
        return;
    take_law(s);
    if (s->interest + s->indemnity == 0)
        return;
    fill_law(s);
    fill_remarks(s);
    s->out->claimed = st->asks && figures_whole(s);
    if (s->out->claimed)
        s->figures->asked_minor += s->interest + s->indemnity;
}

static void sum_demand(struct summing *s)
{
    const struct account_statement *st = s->from->statement;
    bool claims = policy_claims(s->from);
    enum penalty_policy penalty = st->policy.penalty;
    s->out->reminded = !claims && s->out->debtor != LETTER_CONSUMER &&
                       !str_is(s->account->debtor_kind, "unknown") &&
                       (penalty == PENALTY_REMINDED || penalty == PENALTY_CLAIMED);
    s->figures->asked_minor = s->figures->claim_minor;
    if (!claims || !figures_whole(s))
        return;
    take_law(s);
    if (s->interest + s->indemnity == 0)
        return;
    s->out->claimed = true;
    fill_law(s);
    int64_t asked = s->law_principal + s->interest + s->indemnity - s->credit;
    s->figures->asked_minor = asked > 0 ? asked : 0;
}

void letter_sums(const struct letter_source *from, struct letter_view *out,
                 struct letter_figures *figures)
{
    const struct walked_account *account = &from->statement->file.account;
    size_t n = account->item_count;
    struct summing s = {.from = from,
                        .account = account,
                        .views = &from->statement->views,
                        .out = out,
                        .figures = figures,
                        .rows = ARENA_ARRAY(from->arena, n, struct letter_row),
                        .credits = ARENA_ARRAY(from->arena, n, struct letter_row),
                        .statement = from->wish->kind == MAILING_STATEMENT};
    figures->item_minor = ARENA_ARRAY(from->arena, n, int64_t);
    figures->claim_minor = letter_claim(account, from->gate, from->asked,
                                        &from->statement->file.objects, from->payee_id);
    take_items(&s);
    fill_sums(&s);
    if (s.statement)
        sum_statement(&s);
    else
        sum_demand(&s);
    out->asked = money_of(&s, figures->asked_minor);
    if (out->kind != LETTER_STATEMENT && figures->asked_minor == 0)
        out->asked = STR("");
}
