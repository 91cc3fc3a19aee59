/* In fuzz programs a broken assertion aborts instead of leaving with exit code 70 (the linker puts
 * this in the place of bug_at), so that libFuzzer keeps the input. */
#include <stdio.h>
#include <stdlib.h>

#include "base/check.h"

NORETURN void __wrap_bug_at(const char *file, int line, const char *what);

NORETURN void __wrap_bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "bug at %s:%d: %s\n", file, line, what);
    abort();
}
