/* The day an open-items list says in its titles that it was drawn up for. */
#include "open_items.h"

#include "base/text.h"

enum { DATE_WORDS = 3, DATES_MAX = 16 };

/* Words before a date, folded, that make it the day of the list; "au" also ends a period. */
static const char *const day_words[] = {"AU",    "ARRETE", "ARRETE LE", "D ARRETE", "SITUATION LE",
                                        "AS OF", "AS AT",  "DATE TO",   "THROUGH",  "UNTIL"};

struct days {
    struct day rows[DATES_MAX];
    int count; /* different ones */
};

static void add_day(struct days *days, struct day day)
{
    for (int i = 0; i < days->count; i++) {
        if (days->rows[i].n == day.n)
            return;
    }
    if (days->count < DATES_MAX)
        days->rows[days->count++] = day;
}

static bool is_mark(struct arena *scratch, struct str before)
{
    struct str folded = text_fold(scratch, before);
    for (size_t i = 0; i < COUNT_OF(day_words); i++) {
        struct str word = str_of(day_words[i]);
        if (str_ends(folded, word) &&
            (folded.n == word.n || folded.p[folded.n - word.n - 1] == ' '))
            return true;
    }
    return false;
}

/* A serial number or a date written without marks is no date in a sentence. */
static bool has_mark(struct str text)
{
    bool mark = false;
    for (size_t i = 0; i < text.n; i++)
        mark |= text.p[i] < '0' || text.p[i] > '9';
    return mark;
}

static bool read_date(const struct item_plan *plan, struct str text, struct day *out)
{
    const struct cell cell = {.type = CELL_TEXT, .text = text};
    struct value_habits habits = plan->habits;
    struct value_habits own = {0};
    struct err ignored = {0};
    if (!has_mark(text))
        return false;
    habits_see_date(&own, cell, 1, 1);
    if (own.either_line > 0 && !plan->header.french && habits.day_first + habits.month_first == 0)
        return false;
    if (own.either_line == 0)
        habits = own; /* it reads in one way only */
    return value_date(&habits, cell, out, &ignored) && day_is(*out);
}

/* The first word of *rest, and with it up to `words` - 1 more. */
static struct str first_words(struct str rest, int words)
{
    size_t n = 0;
    while (n < rest.n && words > 0) {
        n++;
        words -= n < rest.n && rest.p[n] == ' ' && rest.p[n - 1] != ' ';
    }
    return str_slice(rest, 0, n);
}

/* A date at the beginning of `rest`: "30 octobre 2026", "Oct 30, 2026", "30/10/2026". */
static bool date_here(const struct item_plan *plan, struct str rest, struct day *out)
{
    for (int words = DATE_WORDS; words > 0; words -= 2) {
        struct str text = first_words(rest, words);
        while (text.n > 0 && (text.p[text.n - 1] == ',' || text.p[text.n - 1] == ';' ||
                              text.p[text.n - 1] == ')' || text.p[text.n - 1] == '.'))
            text.n--;
        if (read_date(plan, text, out))
            return true;
    }
    return false;
}

struct titles {
    const struct item_plan *plan;
    struct days marked, others;
};

static void see_text(struct titles *t, struct arena *scratch, struct str text, struct str before)
{
    for (size_t i = 0; i < text.n; i++) {
        struct day day;
        bool begins =
            i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '(' || text.p[i - 1] == ':';
        if (!begins || !date_here(t->plan, str_slice(text, i, text.n), &day))
            continue;
        struct str said = str_trim(str_slice(text, 0, i));
        add_day(is_mark(scratch, said.n > 0 ? said : before) ? &t->marked : &t->others, day);
    }
}

static void see_row(struct titles *t, const struct sheet *s)
{
    struct str before = {"", 0};
    for (int i = 0; i < s->count; i++) {
        const struct cell *cell = &s->cells[i];
        if (cell->type == CELL_DATE)
            add_day(is_mark(s->scratch, before) ? &t->marked : &t->others, cell->day);
        else if (cell->type == CELL_TEXT)
            see_text(t, s->scratch, cell->text, before);
        if (cell->text.n > 0)
            before = cell->text;
    }
}

struct day open_items_stated_day(const struct sheet_file *file, const struct item_plan *plan,
                                 struct arena *a)
{
    struct sheet *s = ARENA_NEW(a, struct sheet);
    struct titles t = {.plan = plan};
    struct err ignored = {0}; /* the reader of the whole list says it */
    bool have = false;
    if (sheet_open(s, file, plan->header.separator, a, &ignored)) {
        while (sheet_next(s, &have, &ignored) && have && s->line < plan->header.line)
            see_row(&t, s);
    }
    sheet_close(s);
    const struct days *days = t.marked.count > 0 ? &t.marked : &t.others;
    return days->count == 1 ? days->rows[0] : DAY_NONE;
}
