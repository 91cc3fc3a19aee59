/* The daily run, killed: day after day, between entries, promises and imports, at places and
 * moments drawn from a seed. After every kill yesterday's list is whole and today's is what it was;
 * gone on with, the run decides what a run decides that nobody killed.
 *
 *   run_kill_test RELANCE SHIM [--long] [--only TEXT]
 *
 * --long: ten times as often. --only: the stories whose name holds TEXT. RELANCE_FAULT_KEEP=1
 * leaves the databases of a story that failed. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledgers.h"
#include "story.h"

enum { AT_ONCE = 2, LONGER = 10 };

/* The stories of a pair are told at the same time; a crash of the server comes in one of them. */
static const struct telling {
    const char *name;
    enum engine engine;
    int kills;
    int customers; /* of a long list beside the small ledger: more than one batch of the run */
} tellings[] = {
    {"sqlite, one house", SQLITE, 100, 0},
    {"sqlite, another house", SQLITE, 100, 0},
    {"postgresql", POSTGRES, 40, 0},
    {"sqlite, several batches", SQLITE, 10, 40100},
};
enum { TELLINGS = sizeof tellings / sizeof tellings[0] };

struct board {
    struct told {
        bool done;
        int kills, days, resumed;
        char why[STORY_WHY_ROOM];
    } told[TELLINGS];
};

static const char *relance, *shim, *only;
static bool longer;
static char folder[PATH_ROOM];
static struct board *board;
static pid_t owner;

static bool chosen(const struct telling *t)
{
    if (t->engine == POSTGRES && getenv("RELANCE_TEST_PG") == NULL)
        return false;
    return only == NULL || strstr(t->name, only) != NULL;
}

static void tell(int n)
{
    const struct telling *t = &tellings[n];
    struct told *told = &board->told[n];
    struct story story = {.stage = {.relance = relance, .shim = shim},
                          .engine = t->engine,
                          .customers = t->customers,
                          .wanted = longer ? t->kills * LONGER : t->kills};
    char name[20];
    char mine[PATH_ROOM];
    snprintf(name, sizeof name, "story%d", n);
    snprintf(mine, sizeof mine, "%.400s/%s", folder, name);
    story.random = random_start(name);
    story.random.state += (uint64_t)n;
    stage_open(&story.stage, mine);
    inputs_write(mine);
    told->done = story_tell(&story);
    told->kills = story.kills;
    told->days = story.days;
    told->resumed = story.resumed;
    snprintf(told->why, sizeof told->why, "%s", story.why);
    stage_close(&story.stage);
}

static void tell_pair(int from)
{
    pid_t pids[AT_ONCE] = {0};
    (void)fflush(stdout);
    for (int i = 0; i < AT_ONCE && from + i < TELLINGS; i++) {
        if (!chosen(&tellings[from + i]))
            continue;
        pids[i] = fork();
        if (pids[i] < 0)
            broken("fork", "story");
        if (pids[i] == 0) {
            tell(from + i);
            _exit(0);
        }
    }
    for (int i = 0; i < AT_ONCE; i++) {
        if (pids[i] > 0 && waitpid(pids[i], NULL, 0) < 0)
            broken("wait", "story");
    }
}

static void read_options(int argc, char **argv)
{
    if (argc < 3)
        broken("usage", "run_kill_test RELANCE SHIM [--long] [--only TEXT]");
    relance = argv[1];
    shim = argv[2];
    for (int i = 3; i < argc; i++) {
        if (strcmp(argv[i], "--long") == 0)
            longer = true;
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = argv[++i];
        else
            broken("option", argv[i]);
    }
}

static void remove_folder(void)
{
    if (getpid() == owner && getenv("RELANCE_FAULT_KEEP") == NULL)
        folder_remove(folder);
}

int main(int argc, char **argv)
{
    int failed = 0;
    int number = 0;
    read_options(argc, argv);
    environment_settle();
    board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED)
        broken("memory", "board");
    folder_make(folder);
    owner = getpid();
    if (atexit(remove_folder) != 0)
        broken("atexit", folder);
    for (int i = 0; i < TELLINGS; i += AT_ONCE)
        tell_pair(i);
    for (int i = 0; i < TELLINGS; i++) {
        const struct told *t = &board->told[i];
        if (!chosen(&tellings[i]))
            continue;
        printf("%s %d - %s: %d kills on %d days, %d runs gone on with\n", t->done ? "ok" : "not ok",
               ++number, tellings[i].name, t->kills, t->days, t->resumed);
        if (!t->done)
            printf("# %s\n", t->why[0] == '\0' ? "the story ended before its end" : t->why);
        failed += !t->done;
    }
    if (getenv("RELANCE_TEST_PG") == NULL)
        printf("ok %d - postgresql # SKIP no PostgreSQL server here\n", ++number);
    if (number == 0)
        failed++;
    printf("1..%d\n", number);
    munmap(board, sizeof *board);
    return failed == 0 ? 0 : 1;
}
