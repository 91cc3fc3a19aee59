#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static void say(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return; /* nowhere left to say it */
}

void bug_at(const char *file, int line, const char *what)
{
    char digits[12];
    size_t n = sizeof digits;
    digits[--n] = '\0';
    do {
        digits[--n] = (char)('0' + line % 10);
        line /= 10;
    } while (line > 0 && n > 0);
    say("relance: bug at ");
    say(file);
    say(":");
    say(digits + n);
    say(": ");
    say(what);
    say("\n");
    _exit(EXIT_BUG);
}
