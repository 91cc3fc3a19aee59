#include "statement_tables.h"

#include "app/books/limit_text.h"
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "app/words/code_text.h"
#include "base/limits.h"

enum { NOTES_MAX = 12, PAYEE_NOTES_MAX = 5, PAYEE_PIECES_MAX = 20, LIMIT_NOTES_MAX = 20 };

struct making {
    struct arena *arena;
    const struct account_statement *s;
    const struct statement_wish *wish;
    struct statement_tables *out;
    struct str *notes;
};

static const char *text_of(const struct making *m, const char *french)
{
    return tr(m->wish->reader.lang, french);
}

static struct table_cell cell_of(const struct making *m, const char *french)
{
    return table_text(str_of(text_of(m, french)));
}

static struct table_cell amount_of(const struct making *m, int64_t minor)
{
    return table_amount((struct money){minor, m->s->file.account.currency});
}

static struct str piece_of(const struct making *m, size_t at)
{
    const struct walked_item *item = &m->s->file.account.items[at];
    return item->piece.n > 0 ? item->piece : item->label;
}

static void begin(const struct making *m, struct table_view *v,
                  const struct table_heading *headings, size_t count)
{
    table_begin(v, m->arena, &m->wish->reader, headings, count);
}

static void name_table(const struct making *m, struct table_view *v, const char *name)
{
    v->name = str_of(text_of(m, name));
    v->title = v->name;
}

/* ---- items ---- */

enum item_column {
    COLUMN_PIECE,
    COLUMN_NATURE,
    COLUMN_ON,
    COLUMN_DUE,
    COLUMN_AMOUNT,
    COLUMN_OPEN,
    COLUMN_CLAIMED,
    COLUMN_DAYS,
    COLUMN_INTEREST,
    COLUMN_INDEMNITY,
    COLUMN_REMARK,
    COLUMN_COUNT
};

static const struct table_heading item_headings[COLUMN_COUNT] = {
    [COLUMN_PIECE] = {N_("Pièce"), TABLE_REF, 0},
    [COLUMN_NATURE] = {N_("Nature"), TABLE_TEXT, 18},
    [COLUMN_ON] = {N_("Date"), TABLE_DAY, 0},
    [COLUMN_DUE] = {N_("Échéance"), TABLE_DAY, 0},
    [COLUMN_AMOUNT] = {N_("Montant"), TABLE_AMOUNT, 0},
    [COLUMN_OPEN] = {N_("Reste dû"), TABLE_AMOUNT, 0},
    [COLUMN_CLAIMED] = {N_("Principal imputé"), TABLE_AMOUNT, 0},
    [COLUMN_DAYS] = {N_("Jours"), TABLE_INT, 0},
    [COLUMN_INTEREST] = {N_("Intérêts"), TABLE_AMOUNT, 0},
    [COLUMN_INDEMNITY] = {N_("Indemnité"), TABLE_AMOUNT, 0},
    [COLUMN_REMARK] = {N_("Remarque"), TABLE_TEXT, 32},
};

/* Which of the columns are shown. */
static bool item_column_shown(const struct making *m, enum item_column column)
{
    if (column == COLUMN_ON)
        return m->wish->everything;
    if (column == COLUMN_CLAIMED)
        return m->out->claim && m->s->policy.imputation != IMPUTATION_LEDGER;
    if (column == COLUMN_DAYS || column == COLUMN_INTEREST || column == COLUMN_INDEMNITY)
        return m->out->claim;
    return column != COLUMN_REMARK || !m->wish->to_debtor;
}

static struct table_cell item_cell(const struct making *m, size_t at, enum item_column column)
{
    const struct walked_item *item = &m->s->file.account.items[at];
    const struct statement_line *line = &m->s->views.lines[at];
    enum lang lang = m->wish->reader.lang;
    switch (column) {
    case COLUMN_PIECE:
        return table_ref(piece_of(m, at));
    case COLUMN_NATURE:
        return table_text(str_of(item_kind_text(item->kind, lang)));
    case COLUMN_ON:
        return table_day(item->issued);
    case COLUMN_DUE:
        return table_day(item->amount_minor > 0 ? item->due.day : DAY_NONE);
    case COLUMN_AMOUNT:
        return amount_of(m, item->amount_minor);
    case COLUMN_OPEN:
        return amount_of(m, line->ledger_minor);
    case COLUMN_CLAIMED:
        return amount_of(m, line->principal_minor);
    case COLUMN_DAYS:
        return line->late_days > 0 ? table_int(line->late_days) : table_text(STR(""));
    case COLUMN_INTEREST:
        return line->interest_minor > 0 ? amount_of(m, line->interest_minor) : table_text(STR(""));
    case COLUMN_INDEMNITY:
        return line->indemnity_minor > 0 ? amount_of(m, line->indemnity_minor)
                                         : table_text(STR(""));
    case COLUMN_REMARK:
    case COLUMN_COUNT:
        break;
    }
    struct str payee = shown_payee_text(m->arena, &m->s->file.payees.rows[at], lang);
    return table_text(payee.n > 0 ? payee : str_of(statement_gap_text(line->gap, lang)));
}

static bool item_shown(const struct making *m, size_t at)
{
    const struct statement_line *line = &m->s->views.lines[at];
    bool left = line->ledger_minor != 0 || line->principal_minor != 0;
    bool beside = m->out->claim && line->interest_minor + line->indemnity_minor > 0;
    return m->wish->everything || left || beside;
}

static void make_items(const struct making *m)
{
    struct table_heading headings[COLUMN_COUNT];
    enum item_column columns[COLUMN_COUNT];
    size_t count = 0;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (!item_column_shown(m, (enum item_column)i))
            continue;
        headings[count] = item_headings[i];
        columns[count++] = (enum item_column)i;
    }
    begin(m, &m->out->items, headings, count);
    m->out->items.name = str_of(text_of(m, N_("Relevé")));
    m->out->items.title = table_title(m->arena, &m->wish->reader, N_("Relevé de compte au %1"));
    for (size_t i = 0; i < m->s->file.account.item_count; i++) {
        if (!item_shown(m, i))
            continue;
        struct table_cell *cells = table_view_add(&m->out->items);
        for (size_t k = 0; k < count; k++)
            cells[k] = item_cell(m, i, columns[k]);
    }
}

/* ---- sums ---- */

static bool is_indemnity(enum law_rule rule)
{
    return rule == LAW_RULE_INDEMNITY || rule == LAW_RULE_INDEMNITY_INSOLVENCY ||
           rule == LAW_RULE_PUBLIC_INDEMNITY;
}

/* The rules of all lines that bear it; each article is named once. */
struct str statement_articles(struct arena *a, const struct account_statement *s,
                              enum statement_part part)
{
    const struct law_rule_row *rules[LAW_RULE_COUNT];
    size_t count = 0;
    struct buf out;
    for (size_t i = 0; i < s->file.account.item_count; i++) {
        const struct statement_line *line = &s->views.lines[i];
        bool counts = line->law != NULL && (line->interest_minor + line->indemnity_minor > 0 ||
                                            law_owed_total(&line->waived) > 0);
        for (size_t k = 0; counts && k < line->law->rule_count; k++) {
            const struct law_rule_row *rule = line->law->rules[k];
            size_t at = 0;
            while (at < count && rules[at]->rule != rule->rule)
                at++;
            if (at == count && is_indemnity(rule->rule) == (part == STATEMENT_PART_INDEMNITY))
                rules[count++] = rule;
        }
    }
    buf_init(&out, a, LIMIT_FIELD_BYTES);
    law_articles(rules, count, &out);
    return buf_str(&out);
}

static void add_sum(const struct making *m, const char *label, int64_t minor, struct str article)
{
    struct table_cell *cells = table_view_add(&m->out->sums);
    cells[0] = cell_of(m, label);
    cells[1] = amount_of(m, minor);
    cells[2] = table_text(article);
}

int64_t statement_costs(const struct account_statement *s, enum cost_kind kind)
{
    int64_t minor = 0;
    for (size_t i = 0; i < s->costs.count; i++)
        minor += s->costs.rows[i].kind == kind ? s->costs.rows[i].amount_minor : 0;
    return minor;
}

static void make_sums(const struct making *m)
{
    static const struct table_heading headings[] = {{N_("Somme"), TABLE_TEXT, 40},
                                                    {N_("Montant"), TABLE_AMOUNT, 0},
                                                    {N_("Article"), TABLE_TEXT, 40}};
    const struct statement *v = &m->s->views;
    struct str none = STR("");
    begin(m, &m->out->sums, headings, COUNT_OF(headings));
    name_table(m, &m->out->sums, N_("Sommes"));
    if (v->ledger_unallocated_minor != 0) {
        add_sum(m, N_("Factures ouvertes"), v->ledger_minor + v->ledger_unallocated_minor, none);
        add_sum(m, N_("Crédits non affectés"), -v->ledger_unallocated_minor, none);
    }
    add_sum(m, N_("Solde au grand livre"), v->ledger_minor, none);
    if (!m->out->claim)
        return;
    if (v->principal_minor != v->ledger_minor)
        add_sum(m, N_("Principal, paiements imputés"), v->principal_minor, none);
    add_sum(m, N_("Intérêts de retard"), v->interest_minor,
            statement_articles(m->arena, m->s, STATEMENT_PART_INTEREST));
    add_sum(m, N_("Indemnité forfaitaire"), v->indemnity_minor,
            statement_articles(m->arena, m->s, STATEMENT_PART_INDEMNITY));
    if (v->indemnity_euro_minor > 0) {
        struct table_cell *cells = table_view_add(&m->out->sums);
        cells[0] = cell_of(m, N_("Indemnité forfaitaire, en euros"));
        cells[1] = table_amount(eur(v->indemnity_euro_minor));
        cells[2] = table_text(statement_articles(m->arena, m->s, STATEMENT_PART_INDEMNITY));
    }
    for (int kind = 0; kind < COST_KIND_COUNT; kind++) {
        int64_t minor = statement_costs(m->s, (enum cost_kind)kind);
        if (minor > 0)
            add_sum(m, cost_kind_words((enum cost_kind)kind), minor,
                    str_of(cost_kind_article((enum cost_kind)kind)));
    }
    add_sum(m, N_("Total selon la loi"), statement_total(v), none);
    if (m->s->asked_minor != statement_total(v))
        add_sum(m, N_("Montant demandé"), m->s->asked_minor, none);
}

static void make_differences(const struct making *m)
{
    static const struct table_heading headings[] = {
        {N_("Écart avec le grand livre"), TABLE_TEXT, 50}, {N_("Montant"), TABLE_AMOUNT, 0}};
    begin(m, &m->out->differences, headings, COUNT_OF(headings));
    name_table(m, &m->out->differences, N_("Écarts"));
    for (int i = 0; m->out->claim && i < DIFFERENCE_COUNT; i++) {
        if (m->s->views.differences[i] == 0)
            continue;
        struct table_cell *cells = table_view_add(&m->out->differences);
        cells[0] = table_text(
            str_of(statement_difference_text((enum statement_difference)i, m->wish->reader.lang)));
        cells[1] = amount_of(m, m->s->views.differences[i]);
    }
}

/* ---- what each figure is made of ---- */

static void make_payments(const struct making *m)
{
    static const struct table_heading headings[] = {
        {N_("Date"), TABLE_DAY, 0},        {N_("Crédit"), TABLE_REF, 0},
        {N_("Pièce payée"), TABLE_REF, 0}, {N_("Principal"), TABLE_AMOUNT, 0},
        {N_("Intérêts"), TABLE_AMOUNT, 0}, {N_("Indemnité"), TABLE_AMOUNT, 0}};
    begin(m, &m->out->payments, headings, COUNT_OF(headings));
    name_table(m, &m->out->payments, N_("Paiements imputés"));
    size_t *items = ARENA_ARRAY(m->arena, m->s->views.movement_count, size_t);
    m->out->payment_items = items;
    for (size_t i = 0; m->out->claim && i < m->s->views.movement_count; i++) {
        const struct statement_movement *move = &m->s->views.movements[i];
        items[i] = move->debit;
        struct table_cell *cells = table_view_add(&m->out->payments);
        cells[0] = table_day(move->on);
        cells[1] = table_ref(piece_of(m, move->credit));
        cells[2] = table_ref(piece_of(m, move->debit));
        cells[3] = amount_of(m, move->paid.principal);
        cells[4] = amount_of(m, move->paid.interest);
        cells[5] = amount_of(m, move->paid.indemnity);
    }
}

struct str statement_exact(struct arena *a, int64_t micro)
{
    struct buf out;
    buf_init(&out, a, 64);
    buf_add_int(&out, micro / 1000000);
    buf_add_char(&out, ',');
    buf_add_int_padded(&out, micro % 1000000, 6);
    return buf_str(&out);
}

static struct str rate_text(struct arena *a, struct rate rate)
{
    struct buf out;
    buf_init(&out, a, 64);
    buf_add_rate_fr(&out, rate);
    buf_add_c(&out, "\xc2\xa0%");
    return buf_str(&out);
}

static size_t segment_count(const struct making *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->s->file.account.item_count; i++) {
        const struct law_interest *law = m->s->views.lines[i].law;
        count += law != NULL ? law->segment_count : 0;
    }
    return count;
}

static void make_interest(const struct making *m)
{
    static const struct table_heading headings[] = {{N_("Pièce"), TABLE_REF, 0},
                                                    {N_("Du"), TABLE_DAY, 0},
                                                    {N_("Au"), TABLE_DAY, 0},
                                                    {N_("Jours"), TABLE_INT, 0},
                                                    {N_("Taux"), TABLE_TEXT, 10},
                                                    {N_("Base"), TABLE_AMOUNT, 0},
                                                    {N_("Intérêts, non arrondis"), TABLE_TEXT, 18}};
    begin(m, &m->out->interest, headings, COUNT_OF(headings));
    name_table(m, &m->out->interest, N_("Calcul des intérêts"));
    size_t *items = ARENA_ARRAY(m->arena, segment_count(m), size_t);
    m->out->interest_items = items;
    for (size_t i = 0; m->out->claim && i < m->s->file.account.item_count; i++) {
        const struct law_interest *law = m->s->views.lines[i].law;
        for (size_t k = 0; law != NULL && k < law->segment_count; k++) {
            const struct law_segment *segment = &law->segments[k];
            items[m->out->interest.row_count] = i;
            struct table_cell *cells = table_view_add(&m->out->interest);
            cells[0] = table_ref(piece_of(m, i));
            cells[1] = table_day(segment->from);
            cells[2] = table_day(segment->to);
            cells[3] = table_int(segment->days);
            cells[4] = table_text(rate_text(m->arena, segment->rate));
            cells[5] = amount_of(m, segment->base_minor);
            cells[6] = table_text(statement_exact(m->arena, segment->interest_micro));
        }
    }
}

/* ---- notes ---- */

static void note(struct making *m, const char *sentence)
{
    ASSERT(m->out->note_count < NOTES_MAX + PAYEE_NOTES_MAX + LIMIT_NOTES_MAX);
    m->notes[m->out->note_count++] = str_of(sentence);
}

const char *statement_policy_sentence(const struct account_statement *s, enum lang lang)
{
    if (s->asks)
        return tr(lang, N_("Intérêts et indemnité sont réclamés."));
    if (s->policy.penalty == PENALTY_REMINDED)
        return tr(lang, N_("Intérêts et indemnité sont rappelés, non réclamés."));
    if (s->policy.penalty == PENALTY_INVOICED)
        return tr(lang, N_("Intérêts et indemnité sont facturés à part."));
    if (s->policy.penalty == PENALTY_CLAIMED)
        return tr(lang, N_("Intérêts et indemnité ne sont réclamés qu’à partir de la mise en "
                           "demeure."));
    return tr(lang, N_("Intérêts et indemnité sont calculés, non réclamés."));
}

/* The first item of each payee who is not paid normally; to which the debtor was told to pay. */
static bool pays_another(const struct making *m, size_t at)
{
    const struct shown_payee *shown = &m->s->file.payees.rows[at];
    return shown->differs && !shown->by.not_told && shown->account != NULL && item_shown(m, at) &&
           m->s->file.account.items[at].open_minor > 0;
}

static void add_sum_to_pay(const struct making *m, struct buf *text, int64_t minor)
{
    buf_add_c(text, " (");
    buf_add_money_lang(text, (struct money){minor, m->s->file.account.currency},
                       m->wish->reader.lang);
    buf_add_char(text, ')');
}

/* What is not paid to another: to whoever is paid normally, less the credits nobody has used. What
 * was sold and not told yet is asked for by nobody. */
static void note_usual(struct making *m)
{
    const struct file_payees *payees = &m->s->file.payees;
    const struct walked_account *account = &m->s->file.account;
    int64_t rest = -m->s->views.ledger_unallocated_minor;
    struct buf text;
    for (size_t i = 0; i < account->item_count; i++) {
        const struct walked_item *item = &account->items[i];
        const struct shown_payee *row = &payees->rows[i];
        if (item->open_minor > 0 && plan_role_counts(item->role) && !row->differs &&
            !row->by.not_told)
            rest += item->open_minor;
    }
    if (payees->account == NULL || rest <= 0)
        return;
    buf_init(&text, m->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, text_of(m, N_("Pour le reste, à payer à")));
    buf_add_char(&text, ' ');
    buf_add(&text, payees->account->name);
    buf_add_c(&text, ", IBAN ");
    buf_add(&text, payees->account->iban);
    add_sum_to_pay(m, &text, rest);
    buf_add_char(&text, '.');
    m->notes[m->out->note_count++] = buf_str(&text);
}

static void note_payee(struct making *m, size_t first)
{
    const struct shown_payee *rows = m->s->file.payees.rows;
    const struct payee_word *account = rows[first].account;
    size_t count = 0;
    struct buf text;
    buf_init(&text, m->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, text_of(m, N_("À payer à")));
    buf_add_char(&text, ' ');
    buf_add(&text, account->name);
    buf_add_c(&text, ", IBAN ");
    buf_add(&text, account->iban);
    buf_add_c(&text, text_of(m, N_(", et à personne d’autre :")));
    for (size_t i = first; i < m->s->file.account.item_count && count < PAYEE_PIECES_MAX; i++) {
        if (!pays_another(m, i) || rows[i].account != account)
            continue;
        buf_add_c(&text, count++ == 0 ? " " : ", ");
        buf_add(&text, piece_of(m, i));
        add_sum_to_pay(m, &text, m->s->file.account.items[i].open_minor);
    }
    buf_add_char(&text, '.');
    m->notes[m->out->note_count++] = buf_str(&text);
}

/* One demand never mixes two payees: whoever is told of items of another one is told whom to pay.
 */
static void note_payees(struct making *m)
{
    const struct shown_payee *rows = m->s->file.payees.rows;
    size_t noted = 0;
    for (size_t i = 0; i < m->s->file.account.item_count && noted < PAYEE_NOTES_MAX - 1; i++) {
        bool known = !pays_another(m, i);
        for (size_t k = 0; k < i && !known; k++)
            known = pays_another(m, k) && rows[k].account == rows[i].account;
        if (known)
            continue;
        note_payee(m, i);
        noted++;
    }
    if (noted > 0)
        note_usual(m);
}

/* Of the house, not of the debtor. */
static void note_limits(struct making *m)
{
    const struct file_view *file = &m->s->file;
    size_t noted = 0;
    for (size_t i = 0; i < file->account.item_count && noted < LIMIT_NOTES_MAX; i++) {
        const struct item_limit *limit = item_limit_of(&file->limits, file->account.items[i].id);
        struct buf text;
        if (limit == NULL || !limit_is_told(limit, m->s->on) || !item_shown(m, i))
            continue;
        buf_init(&text, m->arena, LIMIT_FIELD_BYTES);
        buf_add(&text, piece_of(m, i));
        buf_add_c(&text, "\xc2\xa0: ");
        limit_text(limit, m->wish->reader.lang, &text);
        buf_add_char(&text, '.');
        m->notes[m->out->note_count++] = buf_str(&text);
        noted++;
    }
}

static void make_notes(struct making *m)
{
    const struct statement *v = &m->s->views;
    bool beside = v->interest_minor + v->indemnity_minor + v->indemnity_euro_minor > 0;
    m->notes = ARENA_ARRAY(m->arena, NOTES_MAX + PAYEE_NOTES_MAX + LIMIT_NOTES_MAX, struct str);
    note_payees(m);
    if (m->out->claim && beside)
        note(m, statement_policy_sentence(m->s, m->wish->reader.lang));
    if (m->out->claim && !v->complete)
        note(m, text_of(m, N_("Les chiffres sont incomplets : voir les remarques des lignes.")));
    if (m->out->interest.row_count > 0)
        note(m, text_of(m, N_("Jours comptés du lendemain de l’échéance au jour du paiement, sur "
                              "365 jours ; un seul arrondi par décompte.")));
    if (m->out->claim && m->s->policy.imputation != IMPUTATION_LEDGER)
        note(m, text_of(m, m->s->policy.imputation == IMPUTATION_LEGAL
                               ? N_("Paiements imputés selon la loi (C. civ. 1342-10 et 1343-1).")
                               : N_("Paiements imputés selon le contrat.")));
    if (m->out->claim && v->costs_minor > 0)
        note(m, text_of(m, N_("Les frais sont demandés à part, avec leurs justificatifs ; aucun "
                              "paiement ne leur est imputé.")));
    if (m->s->closed && m->s->file.account.item_count > 0)
        note(m, text_of(m, N_("Le dossier est clos : rien de ce qui est demandé ne reste dû.")));
    if (!m->wish->to_debtor)
        note_limits(m);
    m->out->notes = m->notes;
}

/* Beside the principal nothing is told to the debtor that the policy keeps to itself, nor a figure
 * that is not whole. */
static bool tells_claim(const struct account_statement *s, const struct statement_wish *wish)
{
    if (!wish->to_debtor)
        return true;
    return s->views.complete && (s->asks || s->policy.penalty == PENALTY_REMINDED);
}

void statement_tables_make(struct statement_tables *out, struct arena *a,
                           const struct account_statement *s, const struct statement_wish *wish)
{
    struct making m = {a, s, wish, out, NULL};
    *out = (struct statement_tables){.claim = tells_claim(s, wish)};
    make_items(&m);
    make_sums(&m);
    make_differences(&m);
    make_payments(&m);
    make_interest(&m);
    make_notes(&m);
}

size_t statement_sheets(const struct statement_tables *t, struct table_view sheets[5])
{
    const struct table_view *const all[5] = {&t->items, &t->sums, &t->differences, &t->interest,
                                             &t->payments};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        if (i == 0 || all[i]->row_count > 0)
            sheets[count++] = *all[i];
    }
    return count;
}
