#include "ledger_store.h"

#include "gen/ledger_sql.h"

static struct day day_of(struct opt_int v) { return v.has ? (struct day){(int32_t)v.v} : DAY_NONE; }

static struct opt_int day_value(struct day d)
{
    return day_is(d) ? (struct opt_int){true, d.n} : (struct opt_int){false, 0};
}

/* ---- lines ---- */

static bool line_from_row(struct arena *a, const struct q_line_by_account_row *row,
                          struct known_line *out, struct err *err)
{
    *out = (struct known_line){0};
    struct ledger_line *l = &out->line;
    l->id = row->line_id;
    if (!plan_role_parse(row->role, &l->role) || row->fingerprint.n != FINGERPRINT_BYTES)
        return err_set(err, ERR_DB_DAMAGED, "ledger_line");
    l->ledger_account = arena_str(a, row->ledger_account);
    l->journal = arena_str(a, row->journal);
    l->piece = arena_str(a, row->piece);
    l->label = arena_str(a, row->label);
    l->entry_day = (struct day){(int32_t)row->entry_day};
    l->piece_day = day_of(row->piece_day);
    l->debit_minor = row->debit_minor;
    l->credit_minor = row->credit_minor;
    memcpy(out->fingerprint, row->fingerprint.p, FINGERPRINT_BYTES);
    return true;
}

static bool load_lines(struct db *db, struct arena *a, struct account_key key,
                       struct known_lines *out, struct err *err)
{
    struct q_line_by_account_in in = {key.debtor_id, key.account_id};
    struct db_rows rows;
    if (!q_line_by_account_open(db, &in, &rows, err))
        return false;
    size_t room = 0;
    bool ok = true;
    *out = (struct known_lines){0};
    struct q_line_by_account_row row;
    while (q_line_by_account_more(&rows, &row, &ok, err)) {
        if (out->count == room) {
            size_t bigger = room == 0 ? 16 : room * 2;
            out->rows = arena_grow(a, out->rows, room, bigger, sizeof *out->rows);
            room = bigger;
        }
        ok = line_from_row(a, &row, &out->rows[out->count], err);
        if (!ok)
            break;
        out->count++;
    }
    db_done(&rows);
    return ok;
}

static struct line_sighting sighting_from_row(struct arena *a,
                                              const struct q_sighting_by_account_row *row)
{
    return (struct line_sighting){
        .import_seq = row->import_seq,
        .known_day = day_of(row->known_day),
        .vanished = row->vanished != 0,
        .undone = str_is(row->state, "undone"),
        .letter = arena_str(a, row->letter),
        .letter_day = day_of(row->letter_day),
        .valid_day = day_of(row->valid_day),
        .opening_day = day_of(row->opening_day),
        .entry_number = arena_str(a, row->entry_number),
        .position = row->position,
        .use = (enum journal_use)row->journal_use,
    };
}

static void add_sighting(struct arena *a, struct known_line *line, struct line_sighting said)
{
    size_t n = line->sighting_count;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        line->sightings =
            arena_grow(a, line->sightings, n, n == 0 ? 1 : n * 2, sizeof *line->sightings);
    line->sightings[n] = said;
    line->sighting_count = n + 1;
}

/* Lines and sightings come in the order of their line ids: one walk joins them. */
static bool load_sightings(struct db *db, struct arena *a, const struct lines_wanted *wanted,
                           struct known_lines *known, struct err *err)
{
    struct q_sighting_by_account_in in = {wanted->key.debtor_id, wanted->key.account_id};
    struct db_rows rows;
    if (!q_sighting_by_account_open(db, &in, &rows, err))
        return false;
    size_t at = 0;
    bool ok = true;
    struct q_sighting_by_account_row row;
    while (q_sighting_by_account_more(&rows, &row, &ok, err)) {
        while (at < known->count && known->rows[at].line.id < row.line_id)
            at++;
        if (at == known->count || known->rows[at].line.id != row.line_id) {
            ok = err_set(err, ERR_DB_DAMAGED, "line_sighting without a line");
            break;
        }
        struct line_sighting said = sighting_from_row(a, &row);
        said.undone = said.undone && said.import_seq != wanted->counted_seq;
        add_sighting(a, &known->rows[at], said);
    }
    db_done(&rows);
    return ok;
}

struct ledger_line *ledger_copy(struct arena *a, const struct known_lines *known)
{
    struct ledger_line *lines = ARENA_ARRAY(a, known->count, struct ledger_line);
    for (size_t i = 0; i < known->count; i++)
        lines[i] = known->rows[i].line;
    return lines;
}

bool ledger_load(struct db *db, struct arena *a, struct account_key key, struct known_lines *out,
                 struct err *err)
{
    const struct lines_wanted wanted = {key, 0};
    return ledger_load_counting(db, a, &wanted, out, err);
}

bool ledger_load_counting(struct db *db, struct arena *a, const struct lines_wanted *wanted,
                          struct known_lines *out, struct err *err)
{
    if (!load_lines(db, a, wanted->key, out, err) || !load_sightings(db, a, wanted, out, err))
        return false;
    for (size_t i = 0; i < out->count; i++) {
        struct known_line *l = &out->rows[i];
        if (l->sighting_count == 0)
            return err_set(err, ERR_DB_DAMAGED, "ledger_line without a sighting");
        ledger_standing(&l->line, l->sightings, l->sighting_count);
    }
    return true;
}

bool ledger_add_lines(struct db *db, const struct new_line *lines, size_t count, struct err *err)
{
    struct db_bulk bulk;
    if (!q_line_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct ledger_line *l = &lines[i].line;
        char currency[4];
        currency_text(lines[i].currency, currency);
        struct q_line_insert_in in = {
            .debtor_id = lines[i].key.debtor_id,
            .account_id = lines[i].key.account_id,
            .line_id = l->id,
            .role = str_of(plan_role_code(l->role)),
            .ledger_account = l->ledger_account,
            .journal = l->journal,
            .entry_day = l->entry_day.n,
            .piece = l->piece,
            .piece_day = day_value(l->piece_day),
            .label = l->label,
            .debit_minor = l->debit_minor,
            .credit_minor = l->credit_minor,
            .currency = str_of(currency),
            .fingerprint = {(const char *)lines[i].fingerprint, FINGERPRINT_BYTES},
        };
        if (!q_line_insert_row(&bulk, &in, err))
            return false;
    }
    return q_line_insert_end(&bulk, err);
}

bool ledger_add_sightings(struct db *db, const struct new_sighting *sightings, size_t count,
                          struct err *err)
{
    struct db_bulk bulk;
    if (!q_sighting_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct new_sighting *s = &sightings[i];
        struct q_sighting_insert_in in = {
            .debtor_id = s->key.debtor_id,
            .account_id = s->key.account_id,
            .line_id = s->line_id,
            .import_id = s->import_id,
            .vanished = s->said.vanished,
            .letter = s->said.letter,
            .letter_day = day_value(s->said.letter_day),
            .valid_day = day_value(s->said.valid_day),
            .opening_day = day_value(s->said.opening_day),
            .entry_number = s->said.entry_number,
            .position = s->said.position,
            .journal_use = s->said.use,
        };
        if (!q_sighting_insert_row(&bulk, &in, err))
            return false;
    }
    return q_sighting_insert_end(&bulk, err);
}
