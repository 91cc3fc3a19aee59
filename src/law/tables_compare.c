#include "tables_compare.h"

#include "coverage.h"
#include "tables_write.h"

enum { KEY_BYTES_MAX = 2 * LAW_TEXT_BYTES_MAX };

static const struct {
    const char *const columns[5]; /* ended by NULL */
} keys[LAW_TABLE_COUNT] = {
    [LAW_TABLE_ECB] = {{"from"}},
    [LAW_TABLE_LEGAL] = {{"from"}},
    [LAW_TABLE_RULES] = {{"code", "from"}},
    [LAW_TABLE_LIMITATION] = {{"code"}},
    [LAW_TABLE_TERMS] = {{"rule", "from"}},
    [LAW_TABLE_HOLIDAYS] = {{"name", "region", "from"}},
    [LAW_TABLE_HOURS] = {{"preset", "weekdays", "start", "from"}},
};

/* Where a rate or rule was read and by whom, not what it is. */
static const char *const notes[] = {
    "article", "source", "checked_on", "confidence", "private_confidence", "who", "what"};

/* All rows of a table as texts. */
struct side {
    struct law_fields *rows;
    struct str *keys;
    bool *met; /* has a partner on the other side */
    size_t count;
};

struct comparing {
    const char *const *columns;
    struct arena *arena;
    struct law_changes *out;
    size_t room;
};

static struct str key_of(enum law_table table, const struct law_fields *row, struct arena *arena)
{
    const char *const *columns = law_table_columns(table);
    struct buf key;
    buf_init(&key, arena, KEY_BYTES_MAX);
    for (size_t i = 0; keys[table].columns[i] != NULL; i++) {
        for (size_t k = 0; k < row->count; k++) {
            if (strcmp(columns[k], keys[table].columns[i]) != 0 || row->field[k].n == 0)
                continue;
            buf_add_c(&key, key.n > 0 ? " " : "");
            buf_add(&key, row->field[k]);
        }
    }
    return buf_str(&key);
}

static struct side side_of(enum law_table table, const struct law_tables *t, struct arena *arena)
{
    struct side s = {.count = law_table_coverage(t, table).rows};
    s.rows = ARENA_ARRAY(arena, s.count, struct law_fields);
    s.keys = ARENA_ARRAY(arena, s.count, struct str);
    s.met = ARENA_ARRAY(arena, s.count, bool);
    for (size_t i = 0; i < s.count; i++) {
        law_table_fields(t, table, i, arena, &s.rows[i]);
        s.keys[i] = key_of(table, &s.rows[i], arena);
    }
    return s;
}

static struct law_change *add(struct comparing *c, enum law_change_kind kind, struct str row)
{
    if (c->out->count == c->room) {
        size_t bigger = c->room == 0 ? 16 : c->room * 2;
        c->out->list =
            arena_grow(c->arena, c->out->list, c->room, bigger, sizeof(struct law_change));
        c->room = bigger;
    }
    struct law_change *change = &c->out->list[c->out->count++];
    *change = (struct law_change){.kind = kind, .row = row};
    return change;
}

/* ISO days compare as texts. An end where there was none is how a row comes to its end. */
static bool is_figure(const char *column, struct str before, struct str after)
{
    if (strcmp(column, "to") == 0)
        return before.n > 0 && after.n > 0 && str_cmp(after, before) < 0;
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        if (strcmp(column, notes[i]) == 0)
            return false;
    }
    return true;
}

static void compare_rows(struct comparing *c, struct str key, const struct law_fields *before,
                         const struct law_fields *after)
{
    size_t first = c->out->count;
    for (size_t k = 0; k < after->count; k++) {
        if (str_eq(before->field[k], after->field[k]))
            continue;
        struct law_change *change = add(c, LAW_ROW_CHANGED, key);
        change->column = str_of(c->columns[k]);
        change->before = before->field[k];
        change->after = after->field[k];
        change->figure = is_figure(c->columns[k], change->before, change->after);
        c->out->figures += change->figure ? 1 : 0;
    }
    c->out->changed += c->out->count > first ? 1 : 0;
}

static bool find(struct side *s, struct str key, size_t *out)
{
    for (size_t i = 0; i < s->count; i++) {
        if (!s->met[i] && str_eq(s->keys[i], key)) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* The words and numbers of a row in one line, without key, article and source. */
static struct str value_of(enum law_table table, const struct law_tables *t, size_t i,
                           struct arena *arena)
{
    struct buf value;
    buf_init(&value, arena, KEY_BYTES_MAX);
    (void)law_table_row(t, table, i, &value);
    return buf_str(&value);
}

void law_tables_compare(enum law_table table, const struct law_tables *before,
                        const struct law_tables *after, struct arena *arena,
                        struct law_changes *out)
{
    ASSERT(table < LAW_TABLE_COUNT);
    struct comparing c = {law_table_columns(table), arena, out, 0};
    struct side old = side_of(table, before, arena);
    struct side new = side_of(table, after, arena);
    *out = (struct law_changes){0};
    for (size_t i = 0; i < new.count; i++) {
        size_t partner;
        if (find(&old, new.keys[i], &partner)) {
            old.met[partner] = true;
            compare_rows(&c, new.keys[i], &old.rows[partner], &new.rows[i]);
        } else {
            add(&c, LAW_ROW_ADDED, new.keys[i])->after = value_of(table, after, i, arena);
            out->added++;
        }
    }
    for (size_t i = 0; i < old.count; i++) {
        if (!old.met[i]) {
            add(&c, LAW_ROW_REMOVED, old.keys[i])->before = value_of(table, before, i, arena);
            out->removed++;
        }
    }
}
