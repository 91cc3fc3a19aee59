#include "claim/ledger.h"
#include "fact_lines.h"
#include "gen/ledger_sql.h"
#include "gen/told_sql.h"
#include "store/books_store.h"
#include "store/item_dates.h"

static void json_opt_id(struct json *j, const char *key, struct opt_int id)
{
    if (id.has)
        json_id(j, key, id.v);
    else
        json_null(j, key);
}

/* ---- the ledger ---- */

static bool export_line(struct fact_lines *e, const struct ledger_line *l, struct err *err)
{
    struct json *j = fact_begin(e, "line");
    json_text(j, "account", e->ref);
    json_id(j, "id", l->id);
    json_text(j, "ledger_account", l->ledger_account);
    json_cstr(j, "role", plan_role_code(l->role));
    json_text(j, "journal", l->journal);
    json_text(j, "entry_number", l->entry_number);
    json_day(j, "entry_date", l->entry_day);
    json_text(j, "piece", l->piece);
    json_day(j, "piece_date", l->piece_day);
    json_text(j, "label", l->label);
    json_amount(j, "debit", (struct money){l->debit_minor, e->currency});
    json_amount(j, "credit", (struct money){l->credit_minor, e->currency});
    json_currency(j, "currency", e->currency);
    json_text(j, "letter", l->letter);
    json_day(j, "letter_date", l->letter_day);
    json_day(j, "opening_day", l->opening_day);
    json_int(j, "position", l->position == INT64_MAX ? 0 : l->position);
    json_cstr(j, "use", journal_use_code(l->use));
    json_bool(j, "in_force", l->in_force);
    json_bool(j, "superseded", l->superseded);
    return fact_end(e, err);
}

static bool export_lines(struct fact_lines *e, const struct known_books *known, struct err *err)
{
    struct ledger_line *lines = ledger_copy(&e->scratch, &known->ledger);
    struct ledger_fold fold;
    ledger_fold(&e->scratch, lines, known->ledger.count, &fold); /* says which are superseded */
    for (size_t i = 0; i < known->ledger.count; i++) {
        if (!export_line(e, &lines[i], err))
            return false;
    }
    return true;
}

/* ---- what lists and people told ---- */

static bool export_word(struct fact_lines *e, const struct told_item *t, const struct told_word *w,
                        struct err *err)
{
    struct json *j = fact_begin(e, "word");
    json_text(j, "account", e->ref);
    json_id(j, "entry", t->id);
    json_text(j, "import", fact_import(e, w->import_id));
    json_bool(j, "gone", w->gone);
    json_amount(j, "open", (struct money){w->open_minor, e->currency});
    if (w->has_original)
        json_amount(j, "original", (struct money){w->original_minor, e->currency});
    else
        json_null(j, "original");
    json_day(j, "issued", w->issued);
    json_day(j, "due", w->due);
    json_int(j, "position", w->position);
    return fact_end(e, err);
}

/* Each word is a fact of its own: an item may have one of every morning. */
static bool export_entry(struct fact_lines *e, const struct told_item *t, struct err *err)
{
    struct json *j = fact_begin(e, "entry");
    json_text(j, "account", e->ref);
    json_id(j, "id", t->id);
    json_cstr(j, "origin", told_origin_code(t->origin));
    json_cstr(j, "kind", item_kind_code(t->kind));
    json_cstr(j, "role", plan_role_code(t->role));
    json_text(j, "piece", t->piece);
    json_text(j, "label", t->label);
    json_day(j, "issued", t->issued);
    if (t->has_band)
        json_int(j, "band_from", t->band_from);
    else
        json_null(j, "band_from");
    bool ok = fact_end(e, err);
    for (size_t i = 0; ok && i < t->word_count; i++)
        ok = export_word(e, t, &t->words[i], err);
    return ok;
}

static bool export_entries(struct fact_lines *e, const struct known_books *known, struct err *err)
{
    for (size_t i = 0; i < known->told_count; i++) {
        if (!export_entry(e, &known->told[i], err))
            return false;
    }
    return true;
}

static bool export_pairing(struct fact_lines *e, const struct q_pairing_by_account_row *row,
                           struct err *err)
{
    struct json *j = fact_begin(e, "pairing");
    json_text(j, "account", e->ref);
    json_id(j, "id", row->pairing_id);
    json_id(j, "batch", row->batch_id);
    json_id(j, "credit_item", row->credit_item);
    json_id(j, "debit_item", row->debit_item);
    json_amount(j, "amount", (struct money){row->amount_minor, e->currency});
    json_opt_id(j, "reverses", row->reverses);
    json_day(j, "on", (struct day){(int32_t)row->on_day});
    json_day(j, "entered", (struct day){(int32_t)row->entered_day});
    json_text(j, "source", row->source);
    return fact_end(e, err);
}

static bool export_pairings(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct q_pairing_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_pairing_by_account_open(e->app->db, &in, &rows, err))
        return false;
    struct q_pairing_by_account_row row;
    while (q_pairing_by_account_more(&rows, &row, &ok, err)) {
        ok = export_pairing(e, &row, err);
    }
    db_done(&rows);
    return ok;
}

/* ---- what follows ---- */

/* Its dates until a later list said otherwise. */
static bool item_before(struct json *j, struct str text, struct err *err)
{
    struct item_dates_row rows[ITEM_DATES_MAX];
    size_t count = 0;
    if (!item_dates_read(text, rows, &count, err))
        return false;
    json_array(j, "before");
    for (size_t i = 0; i < count; i++) {
        json_object(j, NULL);
        json_day(j, "until", rows[i].until);
        json_day(j, "issued", rows[i].issued);
        json_day(j, "due", rows[i].due.day);
        json_cstr(j, "due_source", due_source_code(rows[i].due.source));
        json_object_end(j);
    }
    json_array_end(j);
    return true;
}

static bool export_item(struct fact_lines *e, const struct q_item_by_account_row *row,
                        struct err *err)
{
    struct json *j = fact_begin(e, "item");
    json_text(j, "account", e->ref);
    json_id(j, "id", row->item_id);
    json_opt_id(j, "line", row->line_id);
    json_text(j, "kind", row->kind);
    json_text(j, "role", row->role);
    json_day(j, "on", (struct day){(int32_t)row->on_day});
    json_day(j, "issued", (struct day){(int32_t)row->issued_day});
    json_day(j, "due", (struct day){(int32_t)row->due_day});
    json_text(j, "due_source", row->due_source);
    json_amount(j, "amount", (struct money){row->amount_minor, e->currency});
    json_text(j, "currency", row->currency);
    json_text(j, "piece", row->piece);
    return item_before(j, row->dates_before, err) && fact_end(e, err);
}

static bool export_items(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct q_item_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_item_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_item_by_account_row row;
    while (q_item_by_account_more(&rows, &row, &ok, err)) {
        ok = row.standing == 0 || export_item(e, &row, err);
    }
    db_done(&rows);
    return ok;
}

static bool export_allocations(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct q_allocation_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_allocation_by_account_open(e->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_allocation_by_account_row row;
    while (q_allocation_by_account_more(&rows, &row, &ok, err)) {
        struct json *j = fact_begin(e, "allocation");
        json_text(j, "account", e->ref);
        json_id(j, "id", row.allocation_id);
        json_id(j, "credit_item", row.credit_item);
        json_id(j, "debit_item", row.debit_item);
        json_amount(j, "amount", (struct money){row.amount_minor, e->currency});
        json_opt_id(j, "reverses", row.reverses);
        json_day(j, "on", (struct day){(int32_t)row.on_day});
        json_text(j, "source", row.source);
        json_text(j, "letter", row.letter);
        ok = fact_end(e, err);
    }
    db_done(&rows);
    return ok;
}

bool export_account_books(struct fact_lines *e, struct account_key key, struct err *err)
{
    struct known_books known;
    const struct books_wanted wanted = {.key = key};
    return books_load_account(e->app->db, &e->scratch, &wanted, &known, err) &&
           export_lines(e, &known, err) && export_entries(e, &known, err) &&
           export_pairings(e, key, err) && export_items(e, key, err) &&
           export_allocations(e, key, err);
}
