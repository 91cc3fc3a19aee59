#include "lines_table.h"

#include "app/acts/deed_text.h"
#include "app/words/code_text.h"
#include "base/ref.h"

/* What a cell is made with. */
struct cells {
    struct arena *arena;
    const struct list_lines *lines;
    const struct table_reader *reader;
    const struct listed_row *line;
    const struct listed_account *account; /* of the line */
    const struct listed_item *item;       /* of the line; NULL: it is of another kind */
    const struct listed_deed *deed;       /* the same */
};

static struct table_cell code_cell(const char *text) { return table_text(str_of(text)); }

static struct table_cell money_cell(const struct cells *c, int64_t minor)
{
    return table_amount((struct money){minor, c->account->currency});
}

static struct table_cell debtor_cell(const struct cells *c) { return table_text(c->account->name); }

static struct table_cell ref_cell(const struct cells *c)
{
    struct buf ref;
    buf_init(&ref, c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, c->account->number);
    return table_ref(buf_str(&ref));
}

static struct table_cell creditor_cell(const struct cells *c)
{
    const struct creditor *creditor = creditor_by_id(&c->lines->creditors, c->account->creditor_id);
    return creditor == NULL ? (struct table_cell){0} : table_text(creditor->name);
}

static struct table_cell piece_cell(const struct cells *c) { return table_ref(c->item->piece); }

static struct table_cell kind_cell(const struct cells *c)
{
    return code_cell(item_kind_text(c->item->kind, c->reader->lang));
}

static struct table_cell label_cell(const struct cells *c) { return table_text(c->item->label); }

static struct table_cell issued_cell(const struct cells *c) { return table_day(c->item->issued); }

static struct day due_of_line(const struct cells *c)
{
    return c->item != NULL ? c->item->due.day : c->line->sums.oldest;
}

static struct table_cell due_cell(const struct cells *c) { return table_day(due_of_line(c)); }

static struct table_cell source_cell(const struct cells *c)
{
    return code_cell(due_source_text(c->item->due.source, c->reader->lang));
}

static struct table_cell late_cell(const struct cells *c)
{
    struct day due = due_of_line(c);
    int64_t late = day_is(due) ? (int64_t)c->reader->today.n - due.n : 0;
    return late > 0 ? table_int(late) : (struct table_cell){0};
}

static struct table_cell amount_cell(const struct cells *c)
{
    return money_cell(c, c->item->amount_minor);
}

static struct table_cell open_cell(const struct cells *c)
{
    return money_cell(c, c->item->open_minor);
}

static struct table_cell balance_cell(const struct cells *c)
{
    return money_cell(c, c->line->sums.balance_minor);
}

static struct table_cell overdue_cell(const struct cells *c)
{
    return money_cell(c, c->line->sums.overdue_minor);
}

static struct table_cell credit_cell(const struct cells *c)
{
    return money_cell(c, c->line->sums.credit_minor);
}

static struct table_cell items_cell(const struct cells *c)
{
    return table_int(c->line->sums.items);
}

static struct table_cell agent_cell(const struct cells *c)
{
    const struct user *user =
        c->account->decided ? house_user(&c->lines->house, c->account->agent_id) : NULL;
    return user == NULL ? (struct table_cell){0} : table_text(user->name);
}

static struct table_cell action_cell(const struct cells *c)
{
    return c->account->decided ? code_cell(action_text(c->account->action, c->reader->lang))
                               : (struct table_cell){0};
}

static struct table_cell level_cell(const struct cells *c)
{
    return c->account->decided ? table_int(c->account->level) : (struct table_cell){0};
}

static struct table_cell blocks_cell(const struct cells *c)
{
    struct buf out;
    buf_init(&out, c->arena, LIMIT_FIELD_BYTES);
    for (int i = 0; i < BLOCK_COUNT; i++) {
        if ((c->account->blocks >> i & 1) == 0)
            continue;
        buf_add_c(&out, out.n > 0 ? ", " : "");
        buf_add_c(&out, block_text((enum block)i, c->reader->lang));
    }
    return table_text(buf_str(&out));
}

static struct table_cell stage_cell(const struct cells *c)
{
    return c->account->staged ? code_cell(account_stage_text(c->account->stage, c->reader->lang))
                              : (struct table_cell){0};
}

static struct table_cell disputes_cell(const struct cells *c)
{
    return c->account->dispute_count > 0 ? table_int(c->account->dispute_count)
                                         : (struct table_cell){0};
}

static struct table_cell received_on_cell(const struct cells *c) { return table_day(c->item->on); }

static struct table_cell received_cell(const struct cells *c)
{
    return money_cell(c, -c->item->amount_minor);
}

static struct table_cell loose_cell(const struct cells *c)
{
    return c->item->open_minor != 0 ? money_cell(c, -c->item->open_minor) : (struct table_cell){0};
}

static struct table_cell disputed_cell(const struct cells *c)
{
    return c->account->dispute_count > 0 ? money_cell(c, c->account->disputed_minor)
                                         : (struct table_cell){0};
}

static struct table_cell promised_cell(const struct cells *c)
{
    return c->account->promised ? money_cell(c, c->account->promised_minor)
                                : (struct table_cell){0};
}

static struct table_cell planned_cell(const struct cells *c)
{
    return c->account->planned ? money_cell(c, c->account->planned_minor) : (struct table_cell){0};
}

static struct table_cell acted_cell(const struct cells *c) { return table_day(c->account->acted); }

static struct table_cell again_cell(const struct cells *c)
{
    return table_day(c->account->next_change);
}

static struct table_cell did_on_cell(const struct cells *c) { return table_day(c->deed->on); }

static struct table_cell did_cell(const struct cells *c)
{
    return table_text(deed_done_text(c->arena, c->deed, c->reader->lang));
}

static struct table_cell result_cell(const struct cells *c)
{
    return code_cell(deed_result_text(c->deed, c->reader->lang));
}

/* The history of a file says so, too. */
static struct table_cell did_by_cell(const struct cells *c)
{
    const struct user *user = house_user(&c->lines->house, c->deed->actor_id);
    return user != NULL ? table_text(user->name) : code_cell(tr(c->reader->lang, N_("programme")));
}

static struct table_cell did_amount_cell(const struct cells *c)
{
    return c->deed->minor != 0 ? money_cell(c, c->deed->minor) : (struct table_cell){0};
}

static struct table_cell for_day_cell(const struct cells *c) { return table_day(c->deed->for_day); }

static struct table_cell note_cell(const struct cells *c) { return table_text(c->deed->note); }

static struct table_cell currency_cell(const struct cells *c)
{
    return table_text(currency_str(c->arena, c->account->currency));
}

enum {
    ITEMS = 1 << LIST_OF_ITEMS,
    ACCOUNTS = 1 << LIST_OF_ACCOUNTS,
    PAYMENTS = 1 << LIST_OF_PAYMENTS,
    ACTIONS = 1 << LIST_OF_ACTIONS,
    BOTH = ITEMS | ACCOUNTS,
    FILES = BOTH | PAYMENTS,
    ALL = FILES | ACTIONS
};

static const struct {
    const char *code, *title;
    enum table_kind kind;
    int width_chars;
    int can, usual; /* lists that can show it, and that do when nothing is said */
    struct table_cell (*cell)(const struct cells *);
} columns[LINES_COLUMN_COUNT] = {
    [LINES_DEBTOR] = {"debtor", N_("Débiteur"), TABLE_TEXT, 0, ALL, ALL, debtor_cell},
    [LINES_REF] = {"ref", N_("Dossier"), TABLE_REF, 0, ALL, ALL, ref_cell},
    [LINES_CREDITOR] = {"creditor", N_("Créancier"), TABLE_TEXT, 24, ALL, ALL, creditor_cell},
    [LINES_PIECE] = {"piece", N_("Pièce"), TABLE_REF, 0, ITEMS | PAYMENTS, ITEMS | PAYMENTS,
                     piece_cell},
    [LINES_KIND] = {"kind", N_("Nature"), TABLE_TEXT, 14, ITEMS, ITEMS, kind_cell},
    [LINES_LABEL] = {"label", N_("Libellé"), TABLE_TEXT, 0, ITEMS | PAYMENTS, PAYMENTS, label_cell},
    [LINES_ISSUED] = {"issued", N_("Émise le"), TABLE_DAY, 0, ITEMS, 0, issued_cell},
    [LINES_DUE] = {"due", N_("Échéance"), TABLE_DAY, 0, BOTH, BOTH, due_cell},
    [LINES_DUE_SOURCE] = {"due_source", N_("Source de l’échéance"), TABLE_TEXT, 14, ITEMS, 0,
                          source_cell},
    [LINES_LATE] = {"late", N_("Jours de retard"), TABLE_INT, 0, BOTH, BOTH, late_cell},
    [LINES_AMOUNT] = {"amount", N_("Montant d’origine"), TABLE_AMOUNT, 0, ITEMS, 0, amount_cell},
    [LINES_OPEN] = {"open", N_("Reste ouvert"), TABLE_AMOUNT, 0, ITEMS, ITEMS, open_cell},
    [LINES_BALANCE] = {"balance", N_("Solde"), TABLE_AMOUNT, 0, ACCOUNTS, ACCOUNTS, balance_cell},
    [LINES_OVERDUE] = {"overdue", N_("Échu, avant avoirs"), TABLE_AMOUNT, 0, ACCOUNTS, ACCOUNTS,
                       overdue_cell},
    [LINES_CREDIT] = {"credit", N_("Non affecté"), TABLE_AMOUNT, 0, ACCOUNTS, 0, credit_cell},
    [LINES_ITEMS] = {"items", N_("Pièces"), TABLE_INT, 0, ACCOUNTS, 0, items_cell},
    [LINES_AGENT] = {"agent", N_("Agent"), TABLE_TEXT, 18, FILES, 0, agent_cell},
    [LINES_ACTION] = {"action", N_("Action"), TABLE_TEXT, 20, FILES, ACCOUNTS, action_cell},
    [LINES_LEVEL] = {"level", N_("Niveau"), TABLE_INT, 0, BOTH, ACCOUNTS, level_cell},
    [LINES_BLOCK] = {"block", N_("Blocages"), TABLE_TEXT, 0, BOTH, 0, blocks_cell},
    [LINES_STAGE] = {"stage", N_("Étape décidée"), TABLE_TEXT, 18, BOTH, 0, stage_cell},
    [LINES_DISPUTES] = {"disputes", N_("Litiges ouverts"), TABLE_INT, 0, BOTH, 0, disputes_cell},
    [LINES_AGAIN] = {"again", N_("À revoir le"), TABLE_DAY, 0, BOTH, 0, again_cell},
    [LINES_RECEIVED_ON] = {"received_on", N_("Reçu le"), TABLE_DAY, 0, PAYMENTS, PAYMENTS,
                           received_on_cell},
    [LINES_RECEIVED] = {"received", N_("Reçu"), TABLE_AMOUNT, 0, PAYMENTS, PAYMENTS, received_cell},
    [LINES_LOOSE] = {"loose", N_("Reste à affecter"), TABLE_AMOUNT, 0, PAYMENTS, PAYMENTS,
                     loose_cell},
    [LINES_DISPUTED] = {"disputed", N_("Contesté"), TABLE_AMOUNT, 0, BOTH, 0, disputed_cell},
    [LINES_PROMISED] = {"promised", N_("Promis"), TABLE_AMOUNT, 0, BOTH, 0, promised_cell},
    [LINES_PLANNED] = {"planned", N_("Au plan"), TABLE_AMOUNT, 0, BOTH, 0, planned_cell},
    [LINES_ACTED] = {"acted", N_("Dernière action"), TABLE_DAY, 0, BOTH, 0, acted_cell},
    [LINES_DID_ON] = {"did_on", N_("Fait le"), TABLE_DAY, 0, ACTIONS, ACTIONS, did_on_cell},
    [LINES_DID] = {"did", N_("Ce qui a été fait"), TABLE_TEXT, 28, ACTIONS, ACTIONS, did_cell},
    [LINES_RESULT] = {"result", N_("Issue ou motif"), TABLE_TEXT, 28, ACTIONS, ACTIONS,
                      result_cell},
    [LINES_DID_BY] = {"did_by", N_("Par"), TABLE_TEXT, 18, ACTIONS, ACTIONS, did_by_cell},
    [LINES_DID_AMOUNT] = {"did_amount", N_("Montant"), TABLE_AMOUNT, 0, ACTIONS, ACTIONS,
                          did_amount_cell},
    [LINES_FOR_DAY] = {"for_day", N_("Promis pour le"), TABLE_DAY, 0, ACTIONS, ACTIONS,
                       for_day_cell},
    [LINES_NOTE] = {"note", N_("Note"), TABLE_TEXT, 0, ACTIONS, ACTIONS, note_cell},
    [LINES_CURRENCY] = {"currency", N_("Devise"), TABLE_TEXT, 8, ALL, 0, currency_cell},
};

const char *lines_column_code(enum lines_column column) { return columns[column].code; }

const char *lines_column_text(enum lines_column column, enum lang lang)
{
    return tr(lang, columns[column].title);
}

bool lines_column_of(enum lines_column column, enum list_of of)
{
    return (columns[column].can & 1 << of) != 0;
}

static uint64_t spoken_of(const struct list_filter *f)
{
    bool disputes = f->dispute == LIST_DISPUTED || day_is(f->dispute_from) || day_is(f->dispute_to);
    const struct {
        bool on;
        enum lines_column column;
    } company[] = {
        {disputes, LINES_DISPUTES},
        {disputes, LINES_DISPUTED},
        {day_is(f->promise_from) || day_is(f->promise_to), LINES_PROMISED},
        {day_is(f->plan_from) || day_is(f->plan_to), LINES_PLANNED},
        {f->idle > 0, LINES_ACTED},
        {f->block != BLOCK_COUNT, LINES_BLOCK},
    };
    uint64_t bits = 0;
    for (size_t i = 0; i < COUNT_OF(company); i++) {
        if (company[i].on && lines_column_of(company[i].column, f->of))
            bits |= UINT64_C(1) << company[i].column;
    }
    return bits;
}

uint64_t lines_columns(const struct list_filter *filter)
{
    uint64_t asked = 0;
    uint64_t usual = spoken_of(filter);
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        if (!lines_column_of((enum lines_column)i, filter->of))
            continue;
        asked |= filter->columns & UINT64_C(1) << i;
        if ((columns[i].usual & 1 << filter->of) != 0)
            usual |= UINT64_C(1) << i;
    }
    return asked != 0 ? asked : usual;
}

const char *lines_name(enum list_of of, enum lang lang)
{
    static const char *const names[LIST_OF_COUNT] = {[LIST_OF_ITEMS] = N_("Pièces"),
                                                     [LIST_OF_ACCOUNTS] = N_("Dossiers"),
                                                     [LIST_OF_PAYMENTS] = N_("Encaissements"),
                                                     [LIST_OF_ACTIONS] = N_("Actions")};
    return tr(lang, names[of]);
}

static bool has_amounts(uint64_t asked)
{
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        if ((asked >> i & 1) != 0 && columns[i].kind == TABLE_AMOUNT)
            return true;
    }
    return false;
}

void lines_table(struct table_view *out, struct arena *a, const struct lines_shown *what,
                 const struct table_reader *reader)
{
    const struct list_filter *filter = what->filter;
    const struct list_lines *lines = what->lines;
    bool file = what->file;
    static const char *const titles[LIST_OF_COUNT] = {
        [LIST_OF_ITEMS] = N_("Pièces ouvertes au %1"),
        [LIST_OF_ACCOUNTS] = N_("Dossiers ouverts au %1"),
        [LIST_OF_PAYMENTS] = N_("Encaissements au %1"),
        [LIST_OF_ACTIONS] = N_("Actions au %1")};
    enum lines_column shown[LINES_COLUMN_COUNT];
    struct table_column *heads = ARENA_ARRAY(a, LINES_COLUMN_COUNT, struct table_column);
    uint64_t asked = lines_columns(filter);
    size_t count = 0;
    if (file && has_amounts(asked))
        asked |= UINT64_C(1) << LINES_CURRENCY;
    for (int i = 0; i < LINES_COLUMN_COUNT; i++) {
        if ((asked >> i & 1) == 0)
            continue;
        shown[count] = (enum lines_column)i;
        heads[count++] =
            (struct table_column){str_of(lines_column_text((enum lines_column)i, reader->lang)),
                                  columns[i].kind, columns[i].width_chars};
    }
    table_view_init(out, a, heads, count);
    out->name = str_of(lines_name(filter->of, reader->lang));
    out->title = table_title(a, reader, titles[filter->of]);
    for (size_t i = 0; i < lines->count; i++) {
        struct table_cell *cells = table_view_add(out);
        const struct listed_row *line = &lines->rows[i];
        struct cells c = {a, lines, reader, line, line->account, line->item, line->deed};
        for (size_t n = 0; n < count; n++)
            cells[n] = columns[shown[n]].cell(&c);
    }
}
