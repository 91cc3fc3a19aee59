#include "story.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "facts.h"
#include "ledgers.h"
#include "shape.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { KILLS_A_DAY_MAX = 3, COMMAND_ROOM = 300, WORDS = 20, CUSTOMERS = 9 };
enum { EFFECTS_BEYOND = 3, ALARM_US_FIRST = 100000, REFUSED = 1 };

static const struct fault_plan undisturbed = {0};

static const char *const sqlite_ways[] = {"kill-before", "kill-after", "torn",
                                          "power-some",  "power-all",  "alarm"};
/* A crash of the server costs seconds: drawn seldom. */
static const char *const postgres_ways[] = {
    "kill-before", "kill-after", "torn",       "cut-before", "cut-after", "alarm",
    "kill-before", "cut-after",  "cut-before", "alarm",      "stop-after"};

/* The rows that hold, by account: what a run decided, whatever its number. */
static const char decided[] =
    "SELECT CAST(a.number AS TEXT) || ' ' || w.action || ' ' || w.level || ' ' || "
    "COALESCE(w.block, -1) || ' ' || w.blocks || ' ' || w.place_tier || ' ' || w.place_currency || "
    "' ' || w.place_value || ' ' || w.place_amount || ' ' || w.items || ' ' || w.marks || ' ' || "
    "COALESCE(w.oldest_day, -1) || ' ' || "
    "COALESCE(w.next_change_day, -1) FROM work w JOIN account a ON a.debtor_id = w.debtor_id AND "
    "a.account_id = w.account_id, (SELECT MAX(number) AS number FROM run WHERE state = "
    "'published') p WHERE w.from_run <= p.number AND w.until_run > p.number ORDER BY a.number";
static const char counted[] =
    "SELECT CAST(day AS TEXT) || ' ' || accounts || ' ' || items || ' ' || actions || ' ' || queue "
    "|| ' ' || blocked FROM run WHERE state = 'published' ORDER BY number DESC LIMIT 1";
static const char digest_sqlite[] =
    "SELECT hex(digest) FROM run WHERE state = 'published' ORDER BY number DESC LIMIT 1";
static const char digest_postgres[] = "SELECT encode(digest, 'hex') FROM run WHERE state = "
                                      "'published' ORDER BY number DESC LIMIT 1";
static const char published[] =
    "SELECT CAST(COALESCE(MAX(number), 0) AS TEXT) FROM run WHERE state = 'published'";
/* What a killed run leaves must be gone once another has ended. */
static const char left_over[] =
    "SELECT CAST(COUNT(*) AS TEXT) FROM run r LEFT JOIN work w ON w.from_run = r.number WHERE "
    "r.state = 'running' OR (r.state = 'abandoned' AND w.from_run IS NOT NULL)";

__attribute__((format(printf, 2, 3))) static bool fail(struct story *s, const char *format, ...)
{
    char text[STORY_WHY_ROOM - STORY_LOG_ROOM - 100];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (s->why[0] == '\0')
        snprintf(s->why, sizeof s->why, "%s, after %d kills: %s (that day: %s)", s->today, s->kills,
                 text, s->log);
    return false;
}

__attribute__((format(printf, 2, 3))) static void note(struct story *s, const char *format, ...)
{
    size_t n = strlen(s->log);
    va_list list;
    va_start(list, format);
    vsnprintf(s->log + n, sizeof s->log - n, format, list);
    va_end(list);
}

static bool chance(struct story *s, int percent)
{
    return random_between(&s->random, 1, 100) <= percent;
}

static void day_text(int day, char out[STORY_DAY_ROOM])
{
    struct tm tm = {.tm_year = 126, .tm_mon = 3, .tm_mday = 15 + day};
    (void)timegm(&tm);
    if (strftime(out, STORY_DAY_ROOM, "%Y-%m-%d", &tm) == 0)
        broken("day", "strftime");
}

/* ---- commands ---- */

/* Words parted by blanks. */
static struct outcome command(struct story *s, const struct place *p, const char *text,
                              const struct fault_plan *plan)
{
    const char *words[WORDS + 1] = {NULL};
    char copy[COMMAND_ROOM + PATH_ROOM];
    char *rest = copy;
    int count = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *word = strsep(&rest, " "); word != NULL && count < WORDS; word = strsep(&rest, " "))
        words[count++] = word;
    s->stage.today = s->today;
    return stage_run(&s->stage, p, words, plan);
}

static bool must(struct story *s, const struct place *p, const char *text)
{
    struct outcome o = command(s, p, text, &undisturbed);
    bool ok = outcome_done(&o) ||
              fail(s, "%s: exit %d: %.200s %.200s", text, o.ending.code, o.out, o.err);
    outcome_free(&o);
    return ok;
}

/* The list of a day; NULL: it failed. To be freed. */
static char *list_of(struct story *s, const struct place *p, const char *day)
{
    const char *words[] = {"queue", NULL};
    s->stage.today = day;
    struct outcome o = stage_run(&s->stage, p, words, &undisturbed);
    char *list = outcome_done(&o) ? strdup(o.out) : NULL;
    if (list == NULL)
        fail(s, "queue: exit %d: %.200s %.200s", o.ending.code, o.out, o.err);
    outcome_free(&o);
    return list;
}

static long number_of(const struct place *p, const char *sql)
{
    char *text = shape_column(p, sql);
    long n = strtol(text, NULL, 10);
    free(text);
    return n;
}

static bool same(struct story *s, const char *what, const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return fail(s, "%s: nothing", what);
    const char *difference = strcmp(a, b) == 0 ? "" : facts_difference(a, b);
    return *difference == '\0' || fail(s, "%s: %s", what, difference);
}

/* ---- what happens in a house ---- */

/* ?c a customer, ?i an invoice of his, ?t today, ?u a day soon, ?n a fresh number, ?a an amount.
 * Some are refused where they make no sense: then they must be refused in both houses. */
static const char *const entries[] = {
    "pin ?c --until ?u",
    "postpone ?c --until ?u --why absent",
    "release ?c",
    "hold ?c --until ?u --reason document_awaited",
    "promise ?c --on ?u --amount ?a --means transfer --items ?i --person Tiers",
    "promise cancel ?c 1 --why erreur",
    "dispute ?c --items ?i --reason quantity --amount ?a",
    "plan ?c --items ?i --first ?u --means transfer --count 2 --every week --person Tiers",
    "add payment ?c --number V-?n --amount ?a --date ?t",
    "add invoice ?c --number H-?n --amount ?a --date ?t --due ?u",
    "add outcome ?c --code no_answer --at ?tT10:30",
};
enum { ENTRIES = COUNT(entries) };

static void expand(struct story *s, const char *form, char out[COMMAND_ROOM])
{
    char until[STORY_DAY_ROOM];
    int customer = (int)random_between(&s->random, 0, CUSTOMERS - 1);
    int piece = (int)random_between(&s->random, 1, 2);
    size_t n = 0;
    s->entries++;
    day_text(s->day + (int)random_between(&s->random, 1, 9), until);
    for (const char *p = form; *p != '\0' && n + 1 < COMMAND_ROOM; p++) {
        char *to = out + n;
        size_t room = COMMAND_ROOM - n;
        if (*p != '?') {
            out[n++] = *p;
            continue;
        }
        switch (*++p) {
        case 'c':
            n += (size_t)snprintf(to, room, "CL%02d", customer);
            break;
        case 'i':
            n += (size_t)snprintf(to, room, "F2025-%02d%d", customer, piece);
            break;
        case 't':
            n += (size_t)snprintf(to, room, "%s", s->today);
            break;
        case 'u':
            n += (size_t)snprintf(to, room, "%s", until);
            break;
        default:
            n += (size_t)snprintf(to, room, "%d", s->entries);
            break;
        }
    }
    out[n] = '\0';
}

/* How an entry ended: done, or refused by the domain. -1: badly. */
static int enter(struct story *s, const struct place *p, const char *text)
{
    struct outcome o = command(s, p, text, &undisturbed);
    int code = o.ending.code;
    if (p == &s->own)
        note(s, "%s: %d; ", text, code);
    if (code != 0 && code != REFUSED) {
        fail(s, "%s: exit %d, signal %d: %.200s %.200s", text, code, o.ending.signal, o.out, o.err);
        code = -1;
    }
    outcome_free(&o);
    return code;
}

/* The same in both houses. */
static bool enter_both(struct story *s)
{
    char text[COMMAND_ROOM];
    expand(s, entries[random_between(&s->random, 0, ENTRIES - 1)], text);
    int own = enter(s, &s->own, text);
    int twin = enter(s, &s->twin, text);
    s->untouched = false;
    if (own >= 0 && twin >= 0 && own != twin)
        return fail(s, "%s: exit %d after a kill, %d else", text, own, twin);
    return own >= 0 && twin >= 0;
}

/* A list of one or two customers, of which some come back with another balance. */
static bool import_list(struct story *s)
{
    char path[PATH_ROOM];
    char text[COMMAND_ROOM + PATH_ROOM];
    snprintf(path, sizeof path, "%.400s/new.csv", s->stage.folder);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        broken("write", path);
    fputs("compte;nom;type;piece;date;echeance;solde;devise\n", file);
    for (int i = (int)random_between(&s->random, 0, 1); i < 2; i++) {
        int n = (int)random_between(&s->random, 0, 12);
        fprintf(file, "N%d;Client fictif %d;Facture;N-%d;05/01/2026;04/02/2026;%d,00;EUR\n", n, n,
                n, (int)random_between(&s->random, 10, 400));
    }
    if (fclose(file) != 0)
        broken("write", path);
    snprintf(text, sizeof text, "import %s --creditor OWN --as-of %s", path, s->today);
    struct outcome o = command(s, &s->own, text, &undisturbed);
    const char *id = strstr(o.out, "\"id\":\"");
    bool ok = outcome_done(&o) && id != NULL;
    note(s, "import of a list; ");
    if (ok)
        snprintf(s->last_import, sizeof s->last_import, "%.10s", id + 6);
    else
        fail(s, "import: exit %d: %.200s %.200s", o.ending.code, o.out, o.err);
    outcome_free(&o);
    return ok;
}

static bool undo_import(struct story *s)
{
    char text[COMMAND_ROOM];
    snprintf(text, sizeof text, "import --undo %s", s->last_import);
    note(s, "%s; ", text);
    s->last_import[0] = '\0';
    return must(s, &s->own, text);
}

/* Until the twin is made only one house is there: accounts may be new. */
static bool morning(struct story *s)
{
    char text[COMMAND_ROOM];
    if (s->last_import[0] != '\0' && chance(s, 40) && !undo_import(s))
        return false;
    if (s->customers == 0 && chance(s, 35) && !import_list(s))
        return false;
    for (int64_t n = random_between(&s->random, 0, 2); n > 0; n--) {
        expand(s, entries[random_between(&s->random, 0, ENTRIES - 1)], text);
        if (enter(s, &s->own, text) < 0)
            return false;
    }
    place_drop(&s->stage, &s->twin);
    place_copy(&s->stage, &s->own, &s->twin);
    s->untouched = true;
    return true;
}

/* ---- the run ---- */

static struct fault_plan draw_plan(struct story *s)
{
    struct fault_plan plan = {.seed = (unsigned long)random_next(&s->random)};
    bool sqlite = s->engine == SQLITE;
    size_t ways = sqlite ? COUNT(sqlite_ways) : COUNT(postgres_ways);
    size_t way = (size_t)random_between(&s->random, 0, (int64_t)ways - 1);
    plan.mode = sqlite ? sqlite_ways[way] : postgres_ways[way];
    plan.at = (long)random_between(&s->random, 1, s->effects + EFFECTS_BEYOND);
    if (strcmp(plan.mode, "alarm") == 0) {
        plan.mode = NULL;
        plan.alarm_us = (long)random_between(&s->random, 1, s->run_us * 2);
    }
    return plan;
}

/* What must be the same before and after a kill. */
struct lists {
    char *today, *yesterday;
};

static void lists_free(struct lists *l)
{
    free(l->today);
    free(l->yesterday);
    *l = (struct lists){0};
}

static struct lists lists_of(struct story *s)
{
    return (struct lists){list_of(s, &s->own, s->today), list_of(s, &s->own, s->yesterday)};
}

static bool same_lists(struct story *s, const struct lists *before, bool is_published)
{
    struct lists now = lists_of(s);
    bool ok = same(s, "the list of today after a kill", before->today, now.today) &&
              (is_published ||
               same(s, "the list of yesterday after a kill", before->yesterday, now.yesterday));
    lists_free(&now);
    return ok;
}

static bool kill_run(struct story *s, const struct lists *before, bool *is_published)
{
    char why[300];
    struct fault_plan plan = draw_plan(s);
    long last = number_of(&s->own, published);
    struct outcome o = command(s, &s->own, "run", &plan);
    bool done = o.ending.code == 0;
    bool ok = outcome_ended_well(&o, why, sizeof why) || fail(s, "%s", why);
    ok = ok && (place_settled(&s->stage, &s->own) || fail(s, "the connection stays open"));
    note(s, "run, %s at %ld: %d; ", plan.mode == NULL ? "alarm" : plan.mode,
         plan.mode == NULL ? plan.alarm_us : plan.at, o.ending.code);
    s->kills += !done;
    s->resumed += done && strstr(o.out, "\"resumed\":true") != NULL;
    outcome_free(&o);
    /* the program looks first: it has to bring back what a cut left */
    char *list = ok ? list_of(s, &s->own, s->today) : NULL;
    free(list);
    if (!ok || list == NULL)
        return false;
    bool now = number_of(&s->own, published) > last;
    if (done && !now)
        return fail(s, "it said done, but nothing is published");
    *is_published = *is_published || now;
    return same_lists(s, before, *is_published);
}

static bool same_column(struct story *s, const char *what, const char *sql)
{
    char *own = shape_column(&s->own, sql);
    char *twin = shape_column(&s->twin, sql);
    bool ok = same(s, what, own, twin);
    free(own);
    free(twin);
    return ok;
}

static long now_us(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        broken("clock", "monotonic");
    return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Runs both to their end. */
static bool run_both(struct story *s)
{
    struct fault_plan count = {.count = true};
    struct outcome o = command(s, &s->own, "run", &undisturbed);
    bool ok =
        outcome_done(&o) || fail(s, "run: exit %d: %.200s %.200s", o.ending.code, o.out, o.err);
    s->resumed += strstr(o.out, "\"resumed\":true") != NULL;
    outcome_free(&o);
    long began = now_us();
    o = command(s, &s->twin, "run", &count);
    s->run_us = now_us() - began;
    ok = ok && (outcome_done(&o) || fail(s, "twin: exit %d: %.300s", o.ending.code, o.out));
    s->effects = o.effects;
    outcome_free(&o);
    return ok;
}

static bool evening(struct story *s, const struct lists *before, bool was_published)
{
    bool sqlite = s->engine == SQLITE;
    if (!run_both(s))
        return false;
    char *own = list_of(s, &s->own, s->today);
    char *twin = list_of(s, &s->twin, s->today);
    bool ok = same(s, "the list that was kept", before->today, own) &&
              same(s, "the list of the twin", twin, own);
    free(own);
    free(twin);
    /* a run after one that was published writes nothing: it has the digest of that */
    bool digest = s->untouched && !was_published;
    return ok && same_column(s, "what was decided", decided) &&
           /* what was entered behind a killed run is in its rows, not in what it had counted */
           (!s->untouched || same_column(s, "what was counted", counted)) &&
           (!digest || same_column(s, "the digest", sqlite ? digest_sqlite : digest_postgres)) &&
           (number_of(&s->own, left_over) == 0 || fail(s, "a killed run left something")) &&
           must(s, &s->own, "verify");
}

static bool one_day(struct story *s)
{
    bool is_published = false;
    snprintf(s->yesterday, sizeof s->yesterday, "%s", s->today);
    s->day += (int)random_between(&s->random, 1, 3);
    s->days++;
    s->log[0] = '\0';
    day_text(s->day, s->today);
    if (!morning(s))
        return false;
    struct lists before = lists_of(s);
    bool ok = before.today != NULL && before.yesterday != NULL;
    for (int64_t n = random_between(&s->random, 1, KILLS_A_DAY_MAX); ok && n > 0; n--) {
        ok = kill_run(s, &before, &is_published);
        if (!ok || !chance(s, 33))
            continue;
        ok = enter_both(s);
        lists_free(&before);
        before = lists_of(s);
    }
    ok = ok && evening(s, &before, is_published);
    lists_free(&before);
    return ok;
}

/* ---- the house ---- */

/* Customers whom no ledger knows, an invoice each. */
static void write_long_list(const struct story *s, const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        broken("write", path);
    fputs("compte;nom;type;piece;date;echeance;solde;devise\n", file);
    for (int i = 0; i < s->customers; i++)
        fprintf(file, "L%05d;Client fictif %d;Facture;L-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i, i,
                i, 20 + i % 900);
    if (fclose(file) != 0)
        broken("write", path);
}

static bool import_one(struct story *s, const char *path)
{
    char text[COMMAND_ROOM + PATH_ROOM];
    snprintf(text, sizeof text, "import %s --creditor OWN", path);
    return must(s, &s->own, text);
}

static bool begin(struct story *s)
{
    char path[PATH_ROOM];
    s->own = place_of(&s->stage, s->engine, s->stage.folder, "own");
    s->twin = place_of(&s->stage, s->engine, s->stage.folder, "twin");
    day_text(0, s->today);
    place_make(&s->stage, &s->own);
    bool ok = must(s, &s->own, "init");
    for (int i = 0; ok && i < LEDGERS; i += LEDGERS - 1) { /* a ledger, and who its customers are */
        char name[20];
        snprintf(name, sizeof name, "ledger%d", i);
        input_path(s->stage.folder, name, path, sizeof path);
        ok = import_one(s, path);
    }
    if (ok && s->customers > 0) {
        input_path(s->stage.folder, "list9", path, sizeof path);
        write_long_list(s, path);
        ok = import_one(s, path);
    }
    if (!ok)
        return false;
    place_copy(&s->stage, &s->own, &s->twin);
    s->run_us = ALARM_US_FIRST;
    return run_both(s);
}

bool story_tell(struct story *s)
{
    bool ok = begin(s);
    while (ok && s->kills < s->wanted)
        ok = one_day(s);
    if (!ok && getenv("RELANCE_FAULT_KEEP") != NULL)
        return false;
    place_drop(&s->stage, &s->own);
    place_drop(&s->stage, &s->twin);
    return ok;
}
