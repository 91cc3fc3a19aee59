/* Loaded before a program (LD_PRELOAD), this library sets the clock it sees ahead by as many
 * milliseconds as the file named by CLOCK_AHEAD says at that moment; without a file by none. What
 * measures how long something takes (the monotonic clock) goes on as ever. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long ahead_ms(void)
{
    char text[32];
    const char *name = getenv("CLOCK_AHEAD");
    int fd = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        (void)close(fd);
    text[n < 0 ? 0 : n] = '\0';
    return strtoll(text, NULL, 10);
}

int clock_gettime(clockid_t which, struct timespec *out)
{
    int done = (int)syscall(SYS_clock_gettime, which, out);
    if (done != 0 || which != CLOCK_REALTIME)
        return done;
    long long ms = ahead_ms() + out->tv_nsec / 1000000;
    out->tv_sec += ms / 1000;
    out->tv_nsec = ms % 1000 * 1000000 + out->tv_nsec % 1000000;
    return 0;
}
