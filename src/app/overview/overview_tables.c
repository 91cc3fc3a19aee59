#include "overview_tables.h"

#include "app/words/code_text.h"
#include "overview_making.h"

/* ---- figures of the day ---- */

static void late_figure(struct making *m, const char *label, int32_t days, int64_t minor)
{
    struct overview_cell *cells = making_row(m, making_said_of(m, label, making_number(m, days)));
    struct list_filter f = making_base(m, LIST_OF_ITEMS);
    f.due_to = day_add(m->o->today, -days - 1);
    making_money(m, &cells[2], minor, &f);
}

static struct total files_total(const struct making *m, bool broken, bool late)
{
    struct total total = {0, 0};
    for (size_t i = 0; i < m->o->files.count; i++) {
        const struct overview_files *row = &m->o->files.rows[i];
        if (!currency_eq(row->currency, m->currency) || (broken && !row->broken) ||
            (late && !row->late))
            continue;
        total.count += row->files;
        total.minor += aged_balance(row->minor);
    }
    return total;
}

static struct total idle_total(const struct making *m)
{
    struct total total = files_total(m, false, true);
    struct total acted = making_sum(m, &m->o->acted, 0);
    return (struct total){total.count - acted.count, total.minor - acted.minor};
}

static struct list_filter payments(const struct making *m)
{
    struct list_filter f = making_base(m, LIST_OF_PAYMENTS);
    f.due_from = m->o->month_from;
    f.due_to = m->o->today;
    return f;
}

static void figures(struct making *m)
{
    const struct overview *o = m->o;
    struct aged all = aged_all(m);
    struct list_filter cash = payments(m);
    struct list_filter idle = making_base(m, LIST_OF_ACCOUNTS);
    struct list_filter broken = making_base(m, LIST_OF_ACCOUNTS);
    struct total received = making_sum(m, &o->cash, 0);
    if (all.files == 0 && received.count == 0)
        return;
    int64_t over_60 = all.minor[OVERVIEW_61_90] + all.minor[OVERVIEW_OVER_90];
    late_figure(m, N_("Échu"), 0, over_60 + all.minor[OVERVIEW_1_30] + all.minor[OVERVIEW_31_60]);
    late_figure(m, N_("Échu depuis plus de %1 jours"), 60, over_60);
    late_figure(m, N_("Échu depuis plus de %1 jours"), 90, all.minor[OVERVIEW_OVER_90]);
    making_both(m, making_row(m, making_said(m, N_("Encaissé ce mois"))), received, &cash);
    idle.idle = o->query->idle_days;
    making_both(m,
                making_row(m, making_said_of(m, N_("Retards sans action depuis %1 jours, solde"),
                                             making_number(m, idle.idle))),
                idle_total(m), &idle);
    broken.promise = LIST_BROKEN;
    making_both(m, making_row(m, making_said(m, N_("Promesses rompues, solde"))),
                files_total(m, true, false), &broken);
}

/* ---- the month ---- */

static void month_row(struct making *m, struct str label, struct total received, int64_t objective,
                      const struct list_filter *to)
{
    struct overview_cell *cells = making_row(m, label);
    making_money(m, &cells[1], received.minor, to);
    if (objective <= 0)
        return;
    making_money(m, &cells[2], objective, NULL);
    making_money(m, &cells[3], objective - received.minor, NULL);
    cells[4].shown = table_int(received.minor / (objective / 100 > 0 ? objective / 100 : 1));
}

static void month(struct making *m)
{
    const struct overview *o = m->o;
    struct list_filter f = payments(m);
    struct total all = making_sum(m, &o->cash, 0);
    int64_t objectives = 0;
    size_t rows = 0;
    for (size_t c = 0; c < o->creditors.count; c++) {
        const struct creditor *creditor = &o->creditors.rows[c];
        const struct objective *word = overview_objective(o, creditor->id);
        bool here = word != NULL && currency_eq(word->amount.currency, m->currency);
        int64_t objective = here ? word->amount.minor : 0;
        struct total received = making_sum(m, &o->cash, creditor->id);
        if (received.count == 0 && objective == 0)
            continue;
        f.creditor = creditor->code;
        month_row(m, creditor->name, received, objective, &f);
        objectives += objective;
        rows++;
    }
    f.creditor = o->query->creditor;
    if (rows == 0)
        return;
    month_row(m, making_said(m, N_("Total")), all, objectives, &f);
    making_last_is_total(m);
}

/* ---- promises, the next weeks ---- */

static void promises(struct making *m)
{
    const struct overview *o = m->o;
    struct overview_days week = overview_this_week(o->today);
    struct list_filter f = making_base(m, LIST_OF_ACCOUNTS);
    struct total today = making_sum(m, &o->promised_today, 0);
    struct total later = making_sum(m, &o->promised_week, 0);
    struct total broken = files_total(m, true, false);
    if (today.count + later.count + broken.count == 0)
        return;
    f.promise_from = f.promise_to = o->today;
    making_both(m, making_row(m, making_said(m, N_("Pour aujourd’hui"))), today, &f);
    f.promise_to = week.to;
    making_both(m,
                making_row(m, making_said_of(m, N_("D’ici dimanche %1"), making_day(m, week.to))),
                later, &f);
    f = making_base(m, LIST_OF_ACCOUNTS);
    f.promise = LIST_BROKEN;
    making_both(m, making_row(m, making_said(m, N_("Rompues : solde des dossiers"))), broken, &f);
}

static void forecast(struct making *m)
{
    const struct overview *o = m->o;
    struct aged all = aged_all(m);
    if (all.files == 0)
        return;
    for (int i = 0; i < OVERVIEW_WEEKS; i++) {
        struct overview_days days = overview_week(o->today, i);
        struct list_filter due = making_base(m, LIST_OF_ITEMS);
        struct list_filter promised = making_base(m, LIST_OF_ACCOUNTS);
        struct list_filter planned = making_base(m, LIST_OF_ACCOUNTS);
        struct total promises = making_sum(m, &o->promised[i], 0);
        struct total plans = making_sum(m, &o->planned[i], 0);
        int64_t falls_due = all.minor[OVERVIEW_WEEK_1 + i];
        struct overview_cell *cells =
            making_row(m, making_said_of(m, N_("Sept jours du %1"), making_day(m, days.from)));
        due.due_from = promised.promise_from = planned.plan_from = days.from;
        due.due_to = promised.promise_to = planned.plan_to = days.to;
        making_money(m, &cells[1], falls_due, &due);
        making_money(m, &cells[2], promises.minor, &promised);
        making_money(m, &cells[3], plans.minor, &planned);
        making_money(m, &cells[4], falls_due + promises.minor + plans.minor, NULL);
    }
}

/* ---- what stands in the way ---- */

static void disputes(struct making *m)
{
    static const char *const labels[OVERVIEW_DISPUTE_BANDS] = {
        N_("Depuis 7 jours au plus"), N_("Depuis 8 à 15 jours"), N_("Depuis 16 à 30 jours"),
        N_("Depuis plus de 30 jours")};
    const struct overview *o = m->o;
    struct list_filter f = making_base(m, LIST_OF_ACCOUNTS);
    struct total all = making_sum(m, &o->disputed, 0);
    if (all.count == 0)
        return;
    for (int i = 0; i < OVERVIEW_DISPUTE_BANDS; i++) {
        struct overview_days days = overview_dispute_days(o->today, i);
        f.dispute_from = days.from;
        f.dispute_to = days.to;
        making_both(m, making_row(m, making_said(m, labels[i])),
                    making_sum(m, &o->disputed_by_age[i], 0), &f);
    }
    f.dispute_from = DAY_NONE;
    f.dispute_to = o->today;
    making_both(m, making_row(m, making_said(m, N_("Total"))), all, &f);
    making_last_is_total(m);
}

static void blocks(struct making *m)
{
    for (int b = 0; b < BLOCK_COUNT; b++) {
        struct list_filter f = making_base(m, LIST_OF_ACCOUNTS);
        struct total total = {0, 0};
        for (size_t i = 0; i < m->o->files.count; i++) {
            const struct overview_files *row = &m->o->files.rows[i];
            if (!currency_eq(row->currency, m->currency) || (row->blocks >> b & 1) == 0)
                continue;
            total.count += row->files;
            total.minor += aged_balance(row->minor);
        }
        f.block = (enum block)b;
        if (total.count > 0)
            making_both(m, making_row(m, str_of(block_text(f.block, m->reader->lang))), total, &f);
    }
}

/* ---- the tables ---- */

static void figure_columns(struct making *m)
{
    making_column(m, N_("Chiffre"), TABLE_TEXT);
    making_column(m, N_("Nombre"), TABLE_INT);
    making_column(m, N_("Montant"), TABLE_AMOUNT);
}
static void creditor_columns(struct making *m) { aged_columns(m, N_("Créancier")); }
static void agent_columns(struct making *m) { aged_columns(m, N_("Liste")); }
static void month_columns(struct making *m)
{
    making_column(m, N_("Créancier"), TABLE_TEXT);
    making_column(m, N_("Encaissé"), TABLE_AMOUNT);
    making_column(m, N_("Objectif"), TABLE_AMOUNT);
    making_column(m, N_("Reste à encaisser"), TABLE_AMOUNT);
    making_column(m, N_("Atteint, en %"), TABLE_INT);
}
static void promise_columns(struct making *m)
{
    making_column(m, N_("Promesses"), TABLE_TEXT);
    making_column(m, N_("Dossiers"), TABLE_INT);
    making_column(m, N_("Montant"), TABLE_AMOUNT);
}
static void forecast_columns(struct making *m)
{
    making_column(m, N_("Semaine"), TABLE_TEXT);
    making_column(m, N_("Tombe à échéance"), TABLE_AMOUNT);
    making_column(m, N_("Promis"), TABLE_AMOUNT);
    making_column(m, N_("Au plan"), TABLE_AMOUNT);
    making_column(m, N_("Somme"), TABLE_AMOUNT);
}
static void dispute_columns(struct making *m)
{
    making_column(m, N_("Ouverts"), TABLE_TEXT);
    making_column(m, N_("Dossiers"), TABLE_INT);
    making_column(m, N_("Contesté"), TABLE_AMOUNT);
}
static void block_columns(struct making *m)
{
    making_column(m, N_("Blocage"), TABLE_TEXT);
    making_column(m, N_("Dossiers"), TABLE_INT);
    making_column(m, N_("Solde"), TABLE_AMOUNT);
}
static void provision_columns(struct making *m)
{
    making_column(m, N_("Échu depuis"), TABLE_TEXT);
    making_column(m, N_("Échu"), TABLE_AMOUNT);
    making_column(m, N_("Dont dossiers en litige"), TABLE_AMOUNT);
}

static const struct {
    const char *name, *title, *about;
    void (*columns)(struct making *);
    void (*rows)(struct making *); /* of one currency */
} tables[OVERVIEW_TABLE_COUNT] = {
    [OVERVIEW_FIGURES] = {"figures", N_("Chiffres du jour"), "", figure_columns, figures},
    [OVERVIEW_BY_CREDITOR] = {"creditors", N_("Balance âgée par créancier"), "", creditor_columns,
                              aged_by_creditor},
    [OVERVIEW_BY_AGENT] = {"agents", N_("Balance âgée par liste"),
                           N_("Un dossier est sur la liste de son agent, ou de qui le remplace : "
                              "c’est ce qui est à faire, non la mesure d’une personne."),
                           agent_columns, aged_by_agent},
    [OVERVIEW_MONTH] = {"month", N_("Encaissé ce mois, et l’objectif"),
                        N_("Règlements datés du mois, jusqu’à aujourd’hui."), month_columns, month},
    [OVERVIEW_PROMISES] = {"promises", N_("Promesses attendues et rompues"),
                           N_("Promesses en cours, par jour promis ; rompues selon le passage."),
                           promise_columns, promises},
    [OVERVIEW_FORECAST] = {"forecast", N_("Quatre semaines à venir : addition simple"),
                           N_("Échéances, promesses et lignes de plan comme elles sont dites, sans "
                              "probabilité ; une facture promise qui tombe à échéance compte deux "
                              "fois."),
                           forecast_columns, forecast},
    [OVERVIEW_DISPUTES] = {"disputes", N_("Litiges ouverts, par âge"),
                           N_("Un dossier compte à chaque âge où il a un litige, une fois au "
                              "total."),
                           dispute_columns, disputes},
    [OVERVIEW_BLOCKS] = {"blocks", N_("Dossiers bloqués, par motif"),
                         N_("Un dossier compte sous chacun de ses motifs."), block_columns, blocks},
    [OVERVIEW_PROVISION] = {"provision", N_("Base de dépréciation"),
                            N_("Échu et ouvert, TVA comprise, avant avoirs. Une provision se "
                               "décide créance par créance, sur une perte nettement précisée et "
                               "probable (CGI art. 39, 1, 5°)."),
                            provision_columns, aged_provision},
};

const char *overview_table_name(enum overview_table_code code) { return tables[code].name; }

bool overview_table_find(struct str name, enum overview_table_code *out)
{
    for (int i = 0; i < OVERVIEW_TABLE_COUNT; i++) {
        *out = (enum overview_table_code)i;
        if (str_is(name, tables[i].name))
            return true;
    }
    return false;
}

struct overview_table *overview_tables(struct arena *a, const struct overview *o,
                                       const struct table_reader *reader)
{
    struct overview_table *out = ARENA_ARRAY(a, OVERVIEW_TABLE_COUNT, struct overview_table);
    for (int i = 0; i < OVERVIEW_TABLE_COUNT; i++) {
        struct making m = {.arena = a, .o = o, .reader = reader, .table = &out[i]};
        out[i] = (struct overview_table){
            .columns = ARENA_ARRAY(a, OVERVIEW_COLUMNS_MAX, struct table_column)};
        out[i].title = making_said(&m, tables[i].title);
        out[i].about = tables[i].about[0] == '\0' ? STR("") : making_said(&m, tables[i].about);
        tables[i].columns(&m);
        for (size_t c = 0; c < o->currency_count; c++) {
            m.currency = o->currencies[c];
            m.currency_name = currency_str(a, m.currency);
            tables[i].rows(&m);
        }
    }
    return out;
}

void overview_view(struct arena *a, const struct overview_table *table,
                   const struct table_reader *reader, struct table_view *out)
{
    size_t count = table->column_count;
    struct table_column *columns = ARENA_ARRAY(a, count + 1, struct table_column);
    memcpy(columns, table->columns, count * sizeof *columns);
    columns[count] = table_column(reader, N_("Devise"), TABLE_TEXT, 8);
    table_view_init(out, a, columns, count + 1);
    out->name = table->title;
    out->title = table->title;
    for (size_t i = 0; i < table->row_count; i++) {
        struct table_cell *cells = table_view_add(out);
        for (size_t c = 0; c < count; c++)
            cells[c] = table->rows[i].cells[c].shown;
        cells[count] = table_text(currency_str(a, table->rows[i].currency));
    }
}
