/* The compiler attributes and the assertions every file may use.
 *
 * ASSERT stays on in release builds: a broken invariant must never reach COMMIT. BUG() prints
 * file and line (no data) and leaves the process with exit code 70.
 * Functions of libc that are banned here (strcpy, sprintf, atoi...) are listed in script/check;
 * each has a safer counterpart in this room. */
#ifndef RELANCE_BASE_CHECK_H
#define RELANCE_BASE_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN __attribute__((noreturn))

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3, EXIT_BUG = 70 };

/* Stops the process with exit code 70 after one line on stderr. */
NORETURN void bug_at(const char *file, int line, const char *what);
#define BUG(what) bug_at(__FILE__, __LINE__, (what))
#define ASSERT(condition) ((condition) ? (void)0 : bug_at(__FILE__, __LINE__, #condition))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
