/* Running a program and looking at how it ended, and the few things tests do with files. */
#ifndef RELANCE_TESTS_FAULT_PROCESS_H
#define RELANCE_TESTS_FAULT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PATH_ROOM = 512 };

struct run {
    const char *const *arguments; /* the first is the program; ended by NULL */
    const char *const *settings;  /* pairs of name and value added to the environment, or NULL */
    const char *out, *err;        /* files for the two outputs */
    /* Called when the program stops itself; afterwards it is let go on. NULL: not expected. */
    void (*stopped)(void *with);
    void *with;
    long alarm_us; /* killed by SIGALRM after so long; 0: after two minutes */
};

struct ending {
    int code;    /* exit code, or -1 */
    int signal;  /* what killed it, or 0 */
    bool orphan; /* a child of the program outlived it by seconds (and has been killed now) */
};

/* Runs it in a process group of its own. */
struct ending process_run(const struct run *run);

/* Whole content, ended by a zero byte, to be freed; never NULL. An absent file is "". */
char *file_read(const char *path, size_t *n);
void file_copy(const char *from, const char *to);
bool file_there(const char *path);
/* A folder of one's own, in memory if there is room: the disk's own speed is not the matter here.
 */
void folder_make(char out[PATH_ROOM]);
void folder_remove(const char *folder);
/* For programs with the preloaded library: it comes before the sanitizer's, which objects unless
 * told. No database is named by the environment. */
void environment_settle(void);
/* Prints what went wrong here, not in the program under test, and ends with 3. */
_Noreturn void broken(const char *what, const char *which);

#endif
