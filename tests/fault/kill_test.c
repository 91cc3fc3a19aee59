/* Imports, undos and backups are killed, torn, refused by the disk, cut from their server and
 * deprived of their power at points drawn from a seed; afterwards the database holds the state
 * before or the state after, and the same command again brings the state after.
 *
 *   kill_test RELANCE SHIM [--long] [--only TEXT] [--at N]
 *
 * --long: every point. --only: the rows whose name holds TEXT. --at: that one point, for a failure
 * seen before. Prints TAP: one test point per row and block of ten places. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scene.h"
#include "support/random.h"

enum { WORKERS = 2, BLOCK = 10, WHY_ROOM = 700, TRIES_MAX = 400000 };

struct row {
    enum engine engine;
    enum scene_kind scene;
    const char *mode;
    int count; /* in the normal tier */
};

/* 130 + 60 on SQLite and 100 on PostgreSQL disturb an import; then come undo, a list of
 * customers, backup, restore and init. */
static const struct row rows[] = {
    {SQLITE, SCENE_NEXT_YEAR, "kill-before", 20},
    {SQLITE, SCENE_NEXT_YEAR, "kill-after", 20},
    {SQLITE, SCENE_NEXT_YEAR, "torn", 20},
    {SQLITE, SCENE_NEXT_YEAR, "eio", 10},
    {SQLITE, SCENE_NEXT_YEAR, "eio-once", 10},
    {SQLITE, SCENE_NEXT_YEAR, "enospc", 10},
    {SQLITE, SCENE_NEXT_YEAR, "enospc-once", 10},
    {SQLITE, SCENE_CLOSED, "kill-before", 10},
    {SQLITE, SCENE_CLOSED, "torn", 10},
    {SQLITE, SCENE_FIRST, "kill-after", 10},
    {SQLITE, SCENE_NEXT_YEAR, "power-all", 20},
    {SQLITE, SCENE_NEXT_YEAR, "power-some", 20},
    {SQLITE, SCENE_CLOSED, "power-some", 20},
    {SQLITE, SCENE_UNDO, "kill-before", 10},
    {SQLITE, SCENE_UNDO, "power-some", 10},
    {SQLITE, SCENE_BACKUP, "kill-before", 10},
    {SQLITE, SCENE_BACKUP, "power-some", 10},
    {SQLITE, SCENE_BACKUP, "enospc", 10},
    {SQLITE, SCENE_CUSTOMERS, "kill-before", 10},
    {SQLITE, SCENE_RESTORE, "kill-before", 10},
    {SQLITE, SCENE_RESTORE, "power-some", 10},
    {SQLITE, SCENE_RESTORE, "eio-once", 10},
    {SQLITE, SCENE_INIT, "kill-after", 10},
    {SQLITE, SCENE_INIT, "power-some", 10},
    {SQLITE, SCENE_INIT, "enospc", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "kill-before", 20},
    {POSTGRES, SCENE_NEXT_YEAR, "kill-after", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "torn", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "cut-before", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "cut-after", 10},
    {POSTGRES, SCENE_CLOSED, "kill-before", 10},
    {POSTGRES, SCENE_CLOSED, "cut-after", 10},
    {POSTGRES, SCENE_FIRST, "kill-after", 10},
    {POSTGRES, SCENE_NEXT_YEAR, "stop-after", 10},
    {POSTGRES, SCENE_UNDO, "kill-before", 10},
    {POSTGRES, SCENE_BACKUP, "kill-before", 10},
    {POSTGRES, SCENE_BACKUP, "enospc", 10},
    {POSTGRES, SCENE_CUSTOMERS, "kill-before", 10},
    {POSTGRES, SCENE_RESTORE, "kill-after", 10},
    {POSTGRES, SCENE_INIT, "cut-after", 10},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

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
    int from, to; /* of the tries of this round */
    struct try tries[];
};

struct options {
    const char *relance, *shim, *only;
    bool all;
    long at;
};

static struct options options;
static struct scene prepared[ENGINES][SCENES];
static struct board *board;
static int try_count;
static char folder[PATH_ROOM];
static pid_t owner; /* of the folder: the workers leave it alone */

static const char *row_name(const struct row *row)
{
    static char name[100];
    snprintf(name, sizeof name, "%s, %s, %s", row->engine == SQLITE ? "sqlite" : "postgresql",
             scene_name(row->scene), row->mode);
    return name;
}

static bool chosen(const struct row *row)
{
    if (row->engine == POSTGRES && getenv("RELANCE_TEST_PG") == NULL)
        return false;
    return options.only == NULL || strstr(row_name(row), options.only) != NULL;
}

/* A crash of the server hits everybody: those rows run alone. */
static bool alone(const struct row *row) { return strcmp(row->mode, "stop-after") == 0; }

/* ---- drawing the points ---- */

static void add_try(int row, long at, struct random *random)
{
    if (try_count == TRIES_MAX)
        broken("too many points", row_name(&rows[row]));
    board->tries[try_count++] =
        (struct try){.row = row, .at = at, .seed = (unsigned long)random_next(random)};
}

/* One place in each of equal stretches, and the last two always: there a server hears COMMIT. */
static void draw_points(int row, struct random *random)
{
    const struct scene *scene = &prepared[rows[row].engine][rows[row].scene];
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
        add_try(row, i >= count - 2 ? places - (count - 1 - i) : at, random);
    }
}

/* ---- working ---- */

static void work(int worker)
{
    struct stage stage = {.relance = options.relance, .shim = options.shim};
    char mine[PATH_ROOM];
    snprintf(mine, sizeof mine, "%.400s/w%d", folder, worker);
    stage_open(&stage, mine);
    for (;;) {
        int i = atomic_fetch_add(&board->next, 1);
        if (i >= board->to)
            break;
        struct try *t = &board->tries[i];
        const struct row *row = &rows[t->row];
        struct fault_plan plan = {.mode = row->mode, .at = t->at, .seed = t->seed};
        const char *why = scene_try(&stage, &prepared[row->engine][row->scene], &plan);
        snprintf(t->why, sizeof t->why, "%s", why);
        t->done = true;
    }
    stage_close(&stage);
}

static void run_round(int from, int workers)
{
    pid_t pids[WORKERS];
    board->from = from;
    board->to = try_count;
    atomic_store(&board->next, from);
    (void)fflush(stdout);
    for (int i = 0; i < workers; i++) {
        pids[i] = fork();
        if (pids[i] < 0)
            broken("fork", "worker");
        if (pids[i] == 0) {
            work(i);
            _exit(0);
        }
    }
    for (int i = 0; i < workers; i++) {
        int status = 0;
        if (waitpid(pids[i], &status, 0) < 0 || status != 0)
            printf("# a worker ended with %d\n", status);
    }
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
    const struct scene *scene = &prepared[SQLITE][SCENE_NEXT_YEAR];
    if (scene->effects == 0)
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
        else if (strcmp(argv[i], "--only") == 0 && more)
            options.only = argv[++i];
        else if (strcmp(argv[i], "--at") == 0 && more)
            options.at = strtol(argv[++i], NULL, 10);
        else
            broken("option", argv[i]);
    }
}

/* The library comes before the sanitizer's, which objects unless told. */
static void settle_environment(void)
{
    const char *given = getenv("ASAN_OPTIONS");
    char text[300];
    snprintf(text, sizeof text, "%s%sverify_asan_link_order=0", given == NULL ? "" : given,
             given == NULL ? "" : ":");
    if (setenv("ASAN_OPTIONS", text, 1) != 0 || unsetenv("RELANCE_DB") != 0)
        broken("environment", text);
}

static void remove_folder(void)
{
    const char *words[] = {"/bin/rm", "-rf", folder, NULL};
    struct run run = {.arguments = words, .out = "/dev/null", .err = "/dev/null"};
    if (getpid() == owner)
        (void)process_run(&run);
}

/* In memory if there is room: the disk's own speed is not the matter here. Gone at the end, also
 * when this program finds itself broken. */
static void make_folder(void)
{
    const char *given = getenv("TMPDIR");
    const char *where = given != NULL ? given : access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder, sizeof folder, "%.300s/relance-fault.XXXXXX", where);
    if (mkdtemp(folder) == NULL)
        broken("folder", folder);
    owner = getpid();
    if (atexit(remove_folder) != 0)
        broken("atexit", folder);
}

static void prepare(struct stage *stage)
{
    for (int i = 0; i < ROWS; i++) {
        struct scene *scene = &prepared[rows[i].engine][rows[i].scene];
        if (!chosen(&rows[i]) || scene->effects > 0)
            continue;
        scene_prepare(stage, rows[i].engine, rows[i].scene, folder, scene);
        printf("# %s, %s: %ld effects\n", rows[i].engine == SQLITE ? "sqlite" : "postgresql",
               scene_name(rows[i].scene), scene->effects);
    }
}

int main(int argc, char **argv)
{
    int number = 0;
    read_options(argc, argv);
    settle_environment();
    struct random random = random_start("kill_test");
    board = mmap(NULL, sizeof *board + TRIES_MAX * sizeof(struct try), PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (board == MAP_FAILED)
        broken("memory", "board");
    make_folder();
    struct stage stage = {.relance = options.relance, .shim = options.shim};
    stage_open(&stage, folder);
    prepare(&stage);
    stage_close(&stage);
    for (int round = 0; round < 2; round++) {
        int from = try_count;
        for (int i = 0; i < ROWS; i++) {
            if (chosen(&rows[i]) && alone(&rows[i]) == (round == 1))
                draw_points(i, &random);
        }
        run_round(from, round == 0 ? WORKERS : 1);
    }
    int failed = tell(&number);
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
        struct scene *scene = &prepared[i / SCENES][i % SCENES];
        if (scene->effects > 0)
            scene_release(&stage, scene);
    }
    stage_close(&stage);
    munmap(board, sizeof *board + TRIES_MAX * sizeof(struct try));
    return failed == 0 ? 0 : 1;
}
