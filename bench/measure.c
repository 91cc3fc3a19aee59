/* Figures for script/bench.
 *   measure run N COMMAND...   N times; prints "median_ms rss_kib cpu_ms" of the command: the most
 *                              memory of one of its processes, the median processor time of all.
 *                              What the shell command in MEASURE_BEFORE does before each is not
 *                              measured
 *   measure beside MS LONG SHORT
 *                              beside one shell command, another one each MS milliseconds; prints
 *                              "longest_ms median_ms runs failed ms_of_the_long_one" of the short
 *   measure memcpy             prints the speed of copying memory, MiB/s, median of 5
 *   measure fsync FOLDER       prints milliseconds of one write + fsync, median of 25
 * The machine's own figures stand beside every result, because disks and neighbours differ. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 99, BESIDE_MAX = 100000, COPY_BYTES = 64 << 20 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_size);
    return values[count / 2];
}

struct run {
    double ms, cpu_ms;
    long rss_kib;
};

static double ms_of(struct timeval t) { return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3; }

/* The process; its output goes to /dev/null. */
static pid_t start(char **command)
{
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    return child;
}

/* False when a command fails. */
static int run_once(char **command, struct run *out)
{
    char *before[] = {"sh", "-c", getenv("MEASURE_BEFORE"), NULL};
    int status = 0;
    struct rusage use;
    if (before[2] != NULL && (wait4(start(before), &status, 0, &use) < 0 || status != 0))
        return 0;
    double began = now_ms();
    pid_t child = start(command);
    if (child < 0 || wait4(child, &status, 0, &use) != child || status != 0)
        return 0;
    *out = (struct run){now_ms() - began, ms_of(use.ru_utime) + ms_of(use.ru_stime), use.ru_maxrss};
    return 1;
}

static int measure_run(int runs, char **command)
{
    double ms[RUNS_MAX], cpu_ms[RUNS_MAX];
    long rss_kib = 0;
    for (int i = 0; i < runs; i++) {
        struct run run;
        if (!run_once(command, &run)) {
            fprintf(stderr, "measure: %s failed\n", command[0]);
            return 1;
        }
        ms[i] = run.ms;
        cpu_ms[i] = run.cpu_ms;
        rss_kib = run.rss_kib > rss_kib ? run.rss_kib : rss_kib;
    }
    printf("%.1f %ld %.0f\n", median(ms, runs), rss_kib, median(cpu_ms, runs));
    return 0;
}

/* The child, with its output thrown away; stays ahead of nothing. */
static pid_t start_shell(const char *command)
{
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    return child;
}

static int measure_beside(long every_ms, const char *long_one, const char *short_one)
{
    double *ms = malloc(BESIDE_MAX * sizeof *ms);
    double start = now_ms();
    pid_t job = start_shell(long_one);
    int status = 0, count = 0, failed = 0;
    double longest = 0;
    if (ms == NULL || job < 0)
        return 3;
    while (count < BESIDE_MAX && waitpid(job, &status, WNOHANG) == 0) {
        double from = now_ms();
        pid_t save = start_shell(short_one);
        int code = 0;
        if (save < 0 || waitpid(save, &code, 0) != save)
            return 3;
        ms[count] = now_ms() - from;
        failed += code != 0;
        longest = ms[count] > longest ? ms[count] : longest;
        long rest = every_ms - (long)ms[count++];
        if (rest > 0)
            usleep((useconds_t)rest * 1000);
    }
    if (count == 0 || count == BESIDE_MAX || status != 0) {
        fprintf(stderr, "measure: %s failed\n", long_one);
        return 1;
    }
    printf("%.0f %.0f %d %d %.0f\n", longest, median(ms, count), count, failed, now_ms() - start);
    free(ms);
    return 0;
}

static int measure_memcpy(void)
{
    char *from = malloc(COPY_BYTES), *to = malloc(COPY_BYTES);
    double speed[5];
    if (!from || !to)
        return 3;
    memset(from, 1, COPY_BYTES);
    memset(to, 2, COPY_BYTES);
    for (int i = 0; i < 5; i++) {
        double start = now_ms();
        memcpy(to, from, COPY_BYTES);
        speed[i] = 64e3 / (now_ms() - start);
        from[i] = to[COPY_BYTES - 1 - i]; /* so that the copy is needed */
    }
    printf("%.0f\n", median(speed, 5));
    free(from);
    free(to);
    return 0;
}

static int measure_fsync(const char *folder)
{
    char path[4096];
    double ms[25];
    snprintf(path, sizeof path, "%s/fsync.probe", folder);
    int fd = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
    for (int i = 0; i < 25; i++) {
        double start = now_ms();
        if (fd < 0 || write(fd, path, 4096) != 4096 || fsync(fd) != 0) {
            fprintf(stderr, "measure: %s: %s\n", path, strerror(errno));
            return 3;
        }
        ms[i] = now_ms() - start;
    }
    close(fd);
    unlink(path);
    printf("%.2f\n", median(ms, 25));
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && strcmp(argv[1], "run") == 0) {
        long runs = strtol(argv[2], NULL, 10);
        if (runs >= 1 && runs <= RUNS_MAX)
            return measure_run((int)runs, argv + 3);
    }
    if (argc == 5 && strcmp(argv[1], "beside") == 0)
        return measure_beside(strtol(argv[2], NULL, 10), argv[3], argv[4]);
    if (argc == 2 && strcmp(argv[1], "memcpy") == 0)
        return measure_memcpy();
    if (argc == 3 && strcmp(argv[1], "fsync") == 0)
        return measure_fsync(argv[2]);
    fputs("usage: measure run N COMMAND... | beside MS LONG SHORT | memcpy | fsync FOLDER\n",
          stderr);
    return 2;
}
