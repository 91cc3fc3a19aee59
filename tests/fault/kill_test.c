/* Imports, entries by hand, write-offs, matches, agreements, undos and backups are killed, torn,
 * refused by the disk, cut from their server and deprived of their power at points drawn from a
 * seed; afterwards the database holds the state before or the state after, and the same command
 * again brings the state after.
 *
 *   kill_test RELANCE SHIM [--long] [--only TEXT] [--at N]
 *
 * --long: every point. --only: the rows whose name holds TEXT, may be repeated. --at: that one
 * point, in every way, for a failure seen before. Prints TAP: one test point per row and block of
 * ten places. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledgers.h"
#include "scene.h"
#include "support/random.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    WORKERS = 2,
    BLOCK = 10,
    ENDS_FROM = 6,
    WHY_ROOM = 700,
    TRIES_MAX = 400000,
    ONLY_MAX = 20,
    ROWS_MAX = 1000,
    TEXTS_BYTES = 64 * 1024 * 1024
};

struct row {
    enum engine engine;
    enum scene_kind scene;
    const char *mode;
    int count; /* in the normal tier */
};

/* Long commands: imports of ledgers, a list of customers, undo, backup, restore and init. */
static const struct row long_rows[] = {
    {SQLITE, SCENE_NEXT_YEAR, "kill-before", 10},
    {SQLITE, SCENE_NEXT_YEAR, "kill-after", 10},
    {SQLITE, SCENE_NEXT_YEAR, "torn", 10},
    {SQLITE, SCENE_NEXT_YEAR, "eio", 6},
    {SQLITE, SCENE_NEXT_YEAR, "eio-once", 6},
    {SQLITE, SCENE_NEXT_YEAR, "enospc", 6},
    {SQLITE, SCENE_NEXT_YEAR, "enospc-once", 6},
    {SQLITE, SCENE_CLOSED, "kill-before", 6},
    {SQLITE, SCENE_CLOSED, "torn", 6},
    {SQLITE, SCENE_FIRST, "kill-after", 6},
    {SQLITE, SCENE_NEXT_YEAR, "power-all", 10},
    {SQLITE, SCENE_NEXT_YEAR, "power-some", 10},
    {SQLITE, SCENE_CLOSED, "power-some", 10},
    {SQLITE, SCENE_UNDO, "kill-before", 6},
    {SQLITE, SCENE_UNDO, "power-some", 6},
    {SQLITE, SCENE_BACKUP, "kill-before", 6},
    {SQLITE, SCENE_BACKUP, "power-some", 6},
    {SQLITE, SCENE_BACKUP, "enospc", 6},
    {SQLITE, SCENE_CUSTOMERS, "kill-before", 6},
    {SQLITE, SCENE_RESTORE, "kill-before", 6},
    {SQLITE, SCENE_RESTORE, "power-some", 6},
    {SQLITE, SCENE_RESTORE, "eio-once", 6},
    {SQLITE, SCENE_INIT, "kill-after", 6},
    {SQLITE, SCENE_INIT, "power-some", 6},
    {SQLITE, SCENE_INIT, "enospc", 6},
    {POSTGRES, SCENE_NEXT_YEAR, "kill-before", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "kill-after", 6},
    {POSTGRES, SCENE_NEXT_YEAR, "torn", 6},
    {POSTGRES, SCENE_NEXT_YEAR, "cut-before", 6},
    {POSTGRES, SCENE_NEXT_YEAR, "cut-after", 6},
    {POSTGRES, SCENE_CLOSED, "kill-before", 6},
    {POSTGRES, SCENE_CLOSED, "cut-after", 6},
    {POSTGRES, SCENE_FIRST, "kill-after", 6},
    {POSTGRES, SCENE_NEXT_YEAR, "stop-after", 6},
    {POSTGRES, SCENE_UNDO, "kill-before", 6},
    {POSTGRES, SCENE_BACKUP, "kill-before", 6},
    {POSTGRES, SCENE_BACKUP, "enospc", 6},
    {POSTGRES, SCENE_CUSTOMERS, "kill-before", 6},
    {POSTGRES, SCENE_RESTORE, "kill-after", 6},
    {POSTGRES, SCENE_INIT, "cut-after", 6},
};

/* Every short command (SCENE_LIST and later) is disturbed in every way; a normal run takes places
 * in three ways each, another three for the next command. A crash of the server costs seconds. */
static const char *const sqlite_modes[] = {"kill-before", "torn",     "power-some",
                                           "kill-after",  "eio-once", "enospc",
                                           "power-all",   "eio",      "enospc-once"};
static const char *const postgres_modes[] = {"kill-before", "cut-after", "torn", "cut-before",
                                             "kill-after"};
static const enum scene_kind stopped_scenes[] = {SCENE_LIST_STATE, SCENE_PAYMENT, SCENE_PROMISE};
enum { WAYS = 3, PLACES_SQLITE = 2, PLACES_POSTGRES = 1, PLACES_STOPPED = 2 };

struct
try {
    int row;
    long at;
    unsigned long seed;
    bool done;
    char why[WHY_ROOM]; /* "" when all is well */
};

/* Shared by the workers. */
struct board {
    atomic_int next;
    struct scene prepared[ENGINES * SCENES];
    atomic_size_t texts_used;
    char texts[TEXTS_BYTES]; /* what prepared scenes point to */
    struct try tries[];
};

struct options {
    const char *relance, *shim, *only[ONLY_MAX];
    int only_count;
    bool all;
    long at;
};

static struct options options;
static struct row rows[ROWS_MAX];
static int row_count;
static struct board *board;
static int try_count;
static char folder[PATH_ROOM];
static pid_t owner; /* of the folder: the workers leave it alone */

static const char *engine_name(enum engine engine)
{
    return engine == SQLITE ? "sqlite" : "postgresql";
}

static const char *row_name(const struct row *row)
{
    static char name[100];
    snprintf(name, sizeof name, "%s, %s, %s", engine_name(row->engine), acts[row->scene].name,
             row->mode);
    return name;
}

static struct scene *prepared(enum engine engine, enum scene_kind kind)
{
    return &board->prepared[engine * SCENES + kind];
}

static bool chosen(const struct row *row)
{
    if (row->engine == POSTGRES && getenv("RELANCE_TEST_PG") == NULL)
        return false;
    bool wanted = options.only_count == 0;
    for (int i = 0; i < options.only_count; i++)
        wanted = wanted || strstr(row_name(row), options.only[i]) != NULL;
    return wanted;
}

/* A crash of the server hits everybody: those rows run alone. */
static bool alone(const struct row *row) { return strcmp(row->mode, "stop-after") == 0; }

/* ---- what is disturbed ---- */

static void add_row(struct row row)
{
    if (row_count == ROWS_MAX)
        broken("too many rows", acts[row.scene].name);
    if (chosen(&row) && (options.all || row.count > 0))
        rows[row_count++] = row;
}

static void add_ways(enum engine engine, enum scene_kind scene, int places)
{
    const char *const *modes = engine == SQLITE ? sqlite_modes : postgres_modes;
    size_t count = engine == SQLITE ? COUNT(sqlite_modes) : COUNT(postgres_modes);
    for (size_t i = 0; i < count; i++) {
        size_t turn = (i + count - (size_t)scene * WAYS % count) % count;
        bool now = turn < WAYS || options.at > 0;
        add_row((struct row){engine, scene, modes[i], now ? places : 0});
    }
}

static void make_rows(void)
{
    for (size_t i = 0; i < COUNT(long_rows); i++)
        add_row(long_rows[i]);
    for (enum scene_kind scene = SCENE_LIST; scene < SCENES; scene++) {
        add_ways(SQLITE, scene, PLACES_SQLITE);
        add_ways(POSTGRES, scene, PLACES_POSTGRES);
    }
    for (size_t i = 0; i < COUNT(stopped_scenes); i++)
        add_row((struct row){POSTGRES, stopped_scenes[i], "stop-after", PLACES_STOPPED});
}

/* ---- drawing the points ---- */

static void add_try(int row, long at, struct random *random)
{
    if (try_count == TRIES_MAX)
        broken("too many points", row_name(&rows[row]));
    board->tries[try_count++] =
        (struct try){.row = row, .at = at, .seed = (unsigned long)random_next(random)};
}

/* One place in each of equal stretches; of many, the last two always: there a server hears COMMIT.
 */
static void draw_points(int row, struct random *random)
{
    const struct scene *scene = prepared(rows[row].engine, rows[row].scene);
    bool power = strncmp(rows[row].mode, "power", 5) == 0;
    long places = scene->effects + power; /* one more: at the end of the program */
    long count = options.all || rows[row].count > places ? places : rows[row].count;
    if (options.at > 0) {
        add_try(row, options.at, random);
        return;
    }
    for (long i = 0; i < count; i++) {
        long from = i * places / count + 1;
        long to = (i + 1) * places / count;
        long at = random_between(random, from, to);
        bool end = count >= ENDS_FROM && i >= count - 2;
        add_try(row, end ? places - (count - 1 - i) : at, random);
    }
}

/* ---- working ---- */

/* Texts that the other processes read, too. */
static char *shared(char *text)
{
    if (text == NULL)
        return NULL;
    size_t n = strlen(text) + 1;
    size_t at = atomic_fetch_add(&board->texts_used, n);
    if (at + n > TEXTS_BYTES)
        broken("too much text", "prepared scenes");
    memcpy(board->texts + at, text, n);
    free(text);
    return board->texts + at;
}

static void prepare_scene(struct stage *stage, int n)
{
    enum engine engine = n / SCENES == SQLITE ? SQLITE : POSTGRES;
    enum scene_kind kind = (enum scene_kind)(n % SCENES);
    struct scene scene;
    bool wanted = false;
    for (int i = 0; i < row_count; i++)
        wanted = wanted || (rows[i].engine == engine && rows[i].scene == kind);
    if (!wanted)
        return;
    scene_prepare(stage, engine, kind, folder, &scene);
    scene.before = shared(scene.before);
    scene.after = shared(scene.after);
    scene.facts_before = shared(scene.facts_before);
    scene.facts_after = shared(scene.facts_after);
    scene.after_but_imports = shared(scene.after_but_imports);
    board->prepared[n] = scene;
}

static void do_try(struct stage *stage, int n)
{
    struct try *t = &board->tries[n];
    const struct row *row = &rows[t->row];
    struct fault_plan plan = {.mode = row->mode, .at = t->at, .seed = t->seed};
    const char *why = scene_try(stage, prepared(row->engine, row->scene), &plan);
    snprintf(t->why, sizeof t->why, "%s", why);
    t->done = true;
}

struct round {
    int from, to, workers;
    void (*work)(struct stage *stage, int n);
};

static void work(int worker, const struct round *round)
{
    struct stage stage = {.relance = options.relance, .shim = options.shim};
    char mine[PATH_ROOM];
    snprintf(mine, sizeof mine, "%.400s/w%d", folder, worker);
    stage_open(&stage, mine);
    for (;;) {
        int i = atomic_fetch_add(&board->next, 1);
        if (i >= round->to)
            break;
        round->work(&stage, i);
    }
    stage_close(&stage);
}

/* False: a worker broke down. */
static bool run_round(const struct round *round)
{
    pid_t pids[WORKERS];
    bool ok = true;
    atomic_store(&board->next, round->from);
    (void)fflush(stdout);
    for (int i = 0; i < round->workers; i++) {
        pids[i] = fork();
        if (pids[i] < 0)
            broken("fork", "worker");
        if (pids[i] == 0) {
            work(i, round);
            _exit(0);
        }
    }
    for (int i = 0; i < round->workers; i++) {
        int status = 0;
        if (waitpid(pids[i], &status, 0) < 0 || status != 0) {
            printf("# a worker ended with %d\n", status);
            ok = false;
        }
    }
    return ok;
}

/* ---- telling ---- */

/* Prints the failures of a block; how many there are. */
static int tell_failures(int from, int to)
{
    int bad = 0;
    for (int i = from; i < to; i++) {
        const struct try *t = &board->tries[i];
        if (t->done && t->why[0] == '\0')
            continue;
        bad++;
        printf("# --only '%s' --at %ld (seed %lu): %s\n", row_name(&rows[t->row]), t->at, t->seed,
               t->done ? t->why : "not run");
    }
    return bad;
}

static int tell(int *number)
{
    int failed = 0;
    for (int i = 0; i < try_count;) {
        int end = i;
        while (end < try_count && end - i < BLOCK && board->tries[end].row == board->tries[i].row)
            end++;
        int bad = tell_failures(i, end);
        printf("%s %d - %s, %d places from %ld to %ld\n", bad == 0 ? "ok" : "not ok", ++*number,
               row_name(&rows[board->tries[i].row]), end - i, board->tries[i].at,
               board->tries[end - 1].at);
        failed += bad > 0;
        i = end;
    }
    return failed;
}

/* The test of the test: with a disk that lies, an import that has said done must be found lost. */
static bool tell_control(struct stage *stage, int *number)
{
    const struct scene *scene = prepared(SQLITE, SCENE_NEXT_YEAR);
    if (scene->effects == 0) /* left out by --only */
        return true;
    struct fault_plan plan = {.mode = "power-all", .at = scene->effects + 1, .lies = true};
    const char *why = scene_try(stage, scene, &plan);
    bool found = strstr(why, "the work is lost") != NULL;
    printf("%s %d - a disk that lies is found out\n", found ? "ok" : "not ok", ++*number);
    if (!found)
        printf("# %s\n", why);
    return found;
}

static void read_options(int argc, char **argv)
{
    if (argc < 3)
        broken("usage", "kill_test RELANCE SHIM [--long] [--only TEXT] [--at N]");
    options.relance = argv[1];
    options.shim = argv[2];
    for (int i = 3; i < argc; i++) {
        bool more = i + 1 < argc;
        if (strcmp(argv[i], "--long") == 0)
            options.all = true;
        else if (strcmp(argv[i], "--only") == 0 && more && options.only_count < ONLY_MAX)
            options.only[options.only_count++] = argv[++i];
        else if (strcmp(argv[i], "--at") == 0 && more)
            options.at = strtol(argv[++i], NULL, 10);
        else
            broken("option", argv[i]);
    }
}

static void remove_folder(void)
{
    if (getpid() == owner)
        folder_remove(folder);
}

static void prepare(void)
{
    struct round round = {.to = ENGINES * SCENES, .workers = WORKERS, .work = prepare_scene};
    inputs_write(folder);
    if (!run_round(&round))
        broken("prepare", "see above");
    for (int i = 0; i < ENGINES * SCENES; i++) {
        if (board->prepared[i].effects > 0)
            printf("# %s, %s: %ld effects\n", engine_name(i / SCENES), acts[i % SCENES].name,
                   board->prepared[i].effects);
    }
}

/* False: a worker broke down. */
static bool disturb(struct random *random)
{
    bool ok = true;
    for (int turn = 0; turn < 2; turn++) {
        struct round round = {.from = try_count, .workers = turn == 0 ? WORKERS : 1};
        round.work = do_try;
        for (int i = 0; i < row_count; i++) {
            if (alone(&rows[i]) == (turn == 1))
                draw_points(i, random);
        }
        round.to = try_count;
        ok = run_round(&round) && ok;
    }
    return ok;
}

int main(int argc, char **argv)
{
    int number = 0;
    read_options(argc, argv);
    environment_settle();
    struct random random = random_start("kill_test");
    board = mmap(NULL, sizeof *board + TRIES_MAX * sizeof(struct try), PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (board == MAP_FAILED)
        broken("memory", "board");
    folder_make(folder);
    owner = getpid();
    if (atexit(remove_folder) != 0)
        broken("atexit", folder);
    make_rows();
    prepare();
    int failed = !disturb(&random);
    failed += tell(&number);
    struct stage stage = {.relance = options.relance, .shim = options.shim};
    stage_open(&stage, folder);
    failed += !tell_control(&stage, &number);
    if (getenv("RELANCE_TEST_PG") == NULL)
        printf("ok %d - postgresql # SKIP no PostgreSQL server here\n", ++number);
    if (try_count == 0) {
        printf("not ok %d - nothing was disturbed\n", ++number);
        failed++;
    }
    printf("1..%d\n", number);
    printf("# %d places disturbed\n", try_count);
    for (int i = 0; i < ENGINES * SCENES; i++) {
        if (board->prepared[i].effects > 0)
            place_drop(&stage, &board->prepared[i].base);
    }
    stage_close(&stage);
    munmap(board, sizeof *board + TRIES_MAX * sizeof(struct try));
    return failed == 0 ? 0 : 1;
}
