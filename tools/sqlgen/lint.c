#include "lint.h"

#include "text.h"

#include <string.h>

enum { REFS_MAX = 32, DEPTH_MAX = 32, PINNED = REFS_MAX };

/* A table named in a statement, and the group of tables its key is joined with. */
struct ref {
    const struct table *table;
    const char *alias;
    size_t at; /* token of the table's name */
    bool inserted;
};

struct lint {
    const struct statement *st;
    const struct schema *schema;
    const struct token *t;
    size_t count;
    struct ref refs[REFS_MAX];
    size_t ref_count;
    size_t group[REFS_MAX + 1]; /* union-find; the last element stands for "a parameter" */
};

static const struct {
    const char *word, *instead;
} banned[] = {
    {"::", "CAST(x AS BIGINT)"},
    {"ILIKE", "a folded column"},
    {"RECURSIVE", "a loop in the program"},
    {"TRIGGER", "the program"},
    {"SEQUENCE", "ids made by the program"},
    {"NEXTVAL", "ids made by the program"},
    {"AUTOINCREMENT", "ids made by the program"},
    {"NOW", "an instant given as a parameter"},
    {"CURRENT_TIMESTAMP", "an instant given as a parameter"},
    {"CURRENT_DATE", "a day given as a parameter"},
    {"CURRENT_TIME", "an instant given as a parameter"},
    {"RANDOM", "a parameter"},
    {"CLOCK_TIMESTAMP", "a parameter"},
    {"DATE", "days as {int}, computed in C"},
    {"STRFTIME", "C"},
    {"EXTRACT", "C"},
    {"AGE", "C"},
    {"CONCAT", "||"},
    {"STRING_AGG", "C"},
    {"GROUP_CONCAT", "C"},
    {"GREATEST", "CASE"},
    {"LEAST", "CASE"},
    {"AVG", "sums and counts, divided in C"},
    {"LOWER", "a column folded in C"},
    {"UPPER", "a column folded in C"},
    {"IIF", "CASE"},
    {"IFNULL", "COALESCE"},
    {"GLOB", "a folded column"},
    {"REGEXP", "C"},
    {"OFFSET", "paging by key"},
    {"ROLLUP", "several statements"},
    {"SKIP", "leases (job table)"},
    {"GENERATE_SERIES", "C"},
    {"REPLACE", "ON CONFLICT DO UPDATE"},
    {"ROWID", "the primary key"},
    {"REAL", "integers"},
    {"FLOAT", "integers"},
    {"NUMERIC", "integers"},
    {"DOUBLE", "integers"},
    {"BOOLEAN", "0 and 1"},
};

static bool is(const struct lint *l, size_t i, const char *word)
{
    return i < l->count && token_is(&l->t[i], word);
}

static bool is_word(const struct lint *l, size_t i)
{
    return i < l->count && l->t[i].kind == TOKEN_WORD;
}

static int line(const struct lint *l, size_t i)
{
    return i < l->count ? l->t[i].line : l->st->line;
}

static void check_words(const struct lint *l)
{
    for (size_t i = 0; i < l->count; i++) {
        for (size_t k = 0; k < sizeof banned / sizeof banned[0]; k++) {
            if (is(l, i, banned[k].word)) {
                refuse(l->st->path, line(l, i), "%s: %s is not shared by all engines; use %s",
                       l->st->name, l->t[i].text, banned[k].instead);
            }
        }
        if (is(l, i, "LIKE") && !l->st->like) {
            refuse(l->st->path, line(l, i),
                   "%s: LIKE folds case on SQLite only; say why it is "
                   "right with -- like:",
                   l->st->name);
        }
        if (is(l, i, "DISTINCT") && is(l, i + 1, "ON")) {
            refuse(l->st->path, line(l, i), "%s: DISTINCT ON is PostgreSQL's alone", l->st->name);
        }
        if (is(l, i, "FOR") && is(l, i + 1, "UPDATE")) {
            refuse(l->st->path, line(l, i),
                   "%s: FOR UPDATE is not known to SQLite; update the "
                   "row to lock it",
                   l->st->name);
        }
    }
}

/* sum(bigint) is numeric on PostgreSQL: some parenthesis around it must be CAST(... AS BIGINT). */
static void check_sums(const struct lint *l)
{
    bool cast[DEPTH_MAX] = {false};
    size_t depth = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (is(l, i, "(")) {
            if (depth + 1 >= DEPTH_MAX) {
                refuse(l->st->path, line(l, i), "%s: too many parentheses", l->st->name);
            }
            bool is_cast = i > 0 && is(l, i - 1, "CAST");
            cast[depth + 1] = is_cast || cast[depth];
            depth++;
        } else if (is(l, i, ")") && depth > 0) {
            depth--;
        } else if (is(l, i, "SUM") && is(l, i + 1, "(") && !cast[depth]) {
            refuse(l->st->path, line(l, i), "%s: sum() must be inside CAST(... AS BIGINT)",
                   l->st->name);
        }
    }
}

static bool ends_table_name(const struct lint *l, size_t i)
{
    static const char *const words[] = {
        "WHERE",  "JOIN",   "LEFT",  "RIGHT",  "FULL",  "INNER",   "CROSS",     "ON",
        "SET",    "ORDER",  "GROUP", "LIMIT",  "UNION", "VALUES",  "SELECT",    "USING",
        "HAVING", "EXCEPT", "FROM",  "WINDOW", "DO",    "DEFAULT", "RETURNING", "INTERSECT"};
    if (!is_word(l, i)) {
        return true;
    }
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        if (is(l, i, words[k])) {
            return true;
        }
    }
    return false;
}

static bool is_common_table(const struct lint *l, const char *name)
{
    for (size_t i = 0; i + 2 < l->count; i++) {
        if (is(l, i, name) && is(l, i + 1, "AS") && is(l, i + 2, "(")) {
            return true;
        }
    }
    return false;
}

static void find_ref(struct lint *l, size_t i)
{
    const struct table *table = schema_table(l->schema, l->t[i].text);
    if (table == NULL) {
        if (!is_common_table(l, l->t[i].text)) {
            refuse(l->st->path, line(l, i), "%s: no table %s", l->st->name, l->t[i].text);
        }
        return;
    }
    size_t next = i + 1 + (size_t)is(l, i + 1, "AS");
    const char *alias = ends_table_name(l, next) ? table->name : l->t[next].text;
    size_t behind = ends_table_name(l, next) ? next : next + 1;
    bool inserted = is(l, i - 1, "INTO");
    if (!inserted && is(l, behind, ",") && !is(l, i - 1, "UPDATE")) {
        refuse(l->st->path, line(l, i), "%s: write JOIN, not a comma, between tables", l->st->name);
    }
    if (l->ref_count == REFS_MAX) {
        refuse(l->st->path, l->st->line, "%s: too many tables", l->st->name);
    }
    l->refs[l->ref_count++] =
        (struct ref){.table = table, .alias = alias, .at = i, .inserted = inserted};
}

static void find_refs(struct lint *l)
{
    for (size_t i = 0; i + 1 < l->count; i++) {
        bool distinct_from = i > 0 && is(l, i - 1, "DISTINCT");
        bool names_table = (is(l, i, "FROM") && !distinct_from) || is(l, i, "JOIN") ||
                           is(l, i, "INTO") || (is(l, i, "UPDATE") && !is(l, i + 1, "SET"));
        if (names_table && is_word(l, i + 1)) {
            find_ref(l, i + 1);
        }
    }
}

static size_t root(const struct lint *l, size_t i)
{
    while (l->group[i] != i) {
        i = l->group[i];
    }
    return i;
}

static void unite(struct lint *l, size_t a, size_t b)
{
    size_t root_a = root(l, a);
    size_t root_b = root(l, b);
    /* PINNED stays a root, so that it is found whatever is united with it. */
    if (root_a == PINNED) {
        l->group[root_b] = root_a;
    } else {
        l->group[root_a] = root_b;
    }
}

/* The table the column at token i belongs to when that column is its distribution column. */
static bool ref_of_column(const struct lint *l, size_t i, size_t *ref)
{
    bool qualified = i >= 2 && is(l, i - 1, ".");
    bool found = false;
    for (size_t k = 0; k < l->ref_count; k++) {
        const struct ref *r = &l->refs[k];
        if (r->table->distribution == NULL || !is(l, i, r->table->distribution)) {
            continue;
        }
        if (qualified ? is(l, i - 2, r->alias) : r->at < i || !found) {
            *ref = k;
            found = true;
        }
    }
    return found;
}

static void join_keys(struct lint *l)
{
    for (size_t i = 0; i < l->count; i++) {
        size_t ref = 0;
        if (!is_word(l, i) || is(l, i + 1, ".") || !ref_of_column(l, i, &ref)) {
            continue;
        }
        if (is(l, i + 1, "=") && i + 2 < l->count && l->t[i + 2].kind == TOKEN_PARAMETER) {
            unite(l, ref, PINNED);
        }
        size_t other = is(l, i + 3, ".") ? i + 4 : i + 2;
        size_t other_ref = 0;
        if (is(l, i + 1, "=") && is_word(l, other) && ref_of_column(l, other, &other_ref)) {
            unite(l, ref, other_ref);
        }
        if (i >= 2 && is(l, i - 2, "USING") && ref > 0) {
            unite(l, ref, ref - 1);
        }
    }
}

/* INSERT INTO t (key, ...) VALUES ...: the row carries its key. INSERT ... SELECT: the rows stay
 * with the table they are read from. */
static void join_insert(struct lint *l)
{
    const struct ref *into = &l->refs[0];
    if (l->ref_count == 0 || !into->inserted || into->table->distribution == NULL) {
        return;
    }
    size_t i = into->at + 1;
    if (!is(l, i, "(") || !is(l, i + 1, into->table->distribution)) {
        refuse(l->st->path, l->st->line, "%s: the first column inserted must be %s", l->st->name,
               into->table->distribution);
    }
    while (i < l->count && !is(l, i, ")")) {
        i++;
    }
    if (is(l, i + 1, "VALUES")) {
        unite(l, 0, PINNED);
    } else if (l->ref_count > 1) {
        unite(l, 0, 1);
    }
}

static void check_key_not_set(const struct lint *l)
{
    bool setting = false;
    for (size_t i = 0; i < l->count; i++) {
        if (is(l, i, "SET")) {
            setting = true;
        } else if (is(l, i, "WHERE") || is(l, i, "FROM") || is(l, i, "RETURNING")) {
            setting = false;
        }
        size_t ref = 0;
        bool target = setting && i > 0 && (is(l, i - 1, "SET") || is(l, i - 1, ","));
        if (target && is(l, i + 1, "=") && ref_of_column(l, i, &ref)) {
            refuse(l->st->path, line(l, i), "%s: the distribution column never changes",
                   l->st->name);
        }
    }
}

static void check_conflict_target(const struct lint *l)
{
    for (size_t i = 0; i + 2 < l->count; i++) {
        if (!is(l, i, "CONFLICT") || l->refs[0].table->distribution == NULL) {
            continue;
        }
        if (!is(l, i + 1, "(") || !is(l, i + 2, l->refs[0].table->distribution)) {
            refuse(l->st->path, line(l, i), "%s: ON CONFLICT must name a key that begins with %s",
                   l->st->name, l->refs[0].table->distribution);
        }
    }
}

static void check_shards(struct lint *l)
{
    for (size_t i = 0; i <= REFS_MAX; i++) {
        l->group[i] = i;
    }
    join_insert(l);
    join_keys(l);
    if (l->ref_count > 0 && l->refs[0].inserted) {
        check_conflict_target(l);
    }
    check_key_not_set(l);
    if (l->st->crossshard) {
        return;
    }
    for (size_t i = 0; i < l->ref_count; i++) {
        if (l->refs[i].table->distribution != NULL && root(l, i) != PINNED) {
            refuse(l->st->path, line(l, l->refs[i].at),
                   "%s: %s.%s is neither given nor joined; give it, or say why with -- crossshard:",
                   l->st->name, l->refs[i].alias, l->refs[i].table->distribution);
        }
    }
}

/* Rows of such a table are facts: corrected by other rows, never changed. */
static void check_append_only(const struct lint *l)
{
    for (size_t k = 0; k < l->ref_count; k++) {
        const struct ref *r = &l->refs[k];
        bool changed = is(l, r->at - 1, "UPDATE");
        bool deleted = r->at >= 2 && is(l, r->at - 1, "FROM") && is(l, r->at - 2, "DELETE");
        bool merged = false;
        for (size_t i = r->at; r->inserted && i + 1 < l->count; i++) {
            merged = merged || (is(l, i, "DO") && is(l, i + 1, "UPDATE"));
        }
        if (r->table->append_only && (changed || deleted || merged)) {
            refuse(l->st->path, line(l, r->at), "%s: %s is append-only", l->st->name,
                   r->table->name);
        }
    }
}

static bool column_nullable(const struct lint *l, const char *alias, const char *column)
{
    for (size_t k = 0; k < l->ref_count; k++) {
        const struct field *f = table_column(l->refs[k].table, column);
        if (f != NULL && f->nullable && (alias == NULL || words_equal(alias, l->refs[k].alias))) {
            return true;
        }
    }
    return false;
}

/* NULLs come first on SQLite and last on PostgreSQL. */
static void check_null_order(const struct lint *l)
{
    bool ordering = false;
    int depth = 0;
    for (size_t i = 0; i < l->count; i++) {
        depth += is(l, i, "(") ? 1 : is(l, i, ")") ? -1 : 0;
        if (is(l, i, "ORDER") && is(l, i + 1, "BY")) {
            ordering = true;
            depth = 0;
        } else if (depth < 0 || is(l, i, "LIMIT") || is(l, i, "ROWS") || is(l, i, "RANGE")) {
            ordering = false;
        }
        bool begins = ordering && depth == 0 && i > 0 && (is(l, i - 1, "BY") || is(l, i - 1, ","));
        if (!begins || !is_word(l, i)) {
            continue;
        }
        const char *alias = is(l, i + 1, ".") ? l->t[i].text : NULL;
        size_t column = alias == NULL ? i : i + 2;
        size_t behind = column + 1;
        behind += (size_t)(is(l, behind, "DESC") || is(l, behind, "ASC"));
        if (is_word(l, column) && !is(l, column + 1, "(") &&
            column_nullable(l, alias, l->t[column].text) && !is(l, behind, "NULLS")) {
            refuse(l->st->path, line(l, i), "%s: ORDER BY %s needs NULLS FIRST or NULLS LAST",
                   l->st->name, l->t[column].text);
        }
    }
}

void lint_statements(const struct statements *all, const struct schema *s)
{
    for (size_t i = 0; i < all->count; i++) {
        struct lint l = {.st = &all->all[i],
                         .schema = s,
                         .t = all->all[i].body,
                         .count = all->all[i].body_count};
        check_words(&l);
        check_sums(&l);
        find_refs(&l);
        check_shards(&l);
        check_append_only(&l);
        check_null_order(&l);
    }
}

static void lint_key(const struct table *t, const struct names *key, const char *what)
{
    if (!words_equal(key->all[0], t->distribution)) {
        refuse(t->path, t->line, "%s of %s must begin with %s", what, t->name, t->distribution);
    }
}

static void lint_reference(const struct schema *s, const struct table *t,
                           const struct foreign_key *f)
{
    const struct table *to = schema_table(s, f->table);
    if (to == NULL) {
        refuse(t->path, f->line, "%s refers to the unknown table %s", t->name, f->table);
    }
    bool same_shard = t->placement == PLACE_DISTRIBUTED && to->placement == PLACE_DISTRIBUTED &&
                      words_equal(f->columns.all[0], t->distribution) &&
                      words_equal(f->target.all[0], to->distribution);
    bool same_place = t->placement == to->placement && t->placement != PLACE_DISTRIBUTED;
    if (!same_shard && !same_place && to->placement != PLACE_REFERENCE) {
        refuse(t->path, f->line, "%s cannot refer to %s: not on one shard", t->name, to->name);
    }
}

void lint_schema(const struct schema *s)
{
    for (size_t i = 0; i < s->table_count; i++) {
        const struct table *t = &s->tables[i];
        if (t->placement == PLACE_DISTRIBUTED) {
            if (table_column(t, t->distribution) == NULL) {
                refuse(t->path, t->line, "%s has no column %s", t->name, t->distribution);
            }
            lint_key(t, &t->primary_key, "the primary key");
            for (size_t k = 0; k < t->unique_count; k++) {
                lint_key(t, &t->uniques[k], "every unique key");
            }
        }
        for (size_t k = 0; k < t->reference_count; k++) {
            lint_reference(s, t, &t->references[k]);
        }
    }
}
