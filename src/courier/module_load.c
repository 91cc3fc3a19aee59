#include "module_load.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

/* From the folder of the program. */
static const char *const places[] = {"courier/", RELANCE_MODULE_PLACE "/"};

static void say_why_not(struct module_wanted *wanted, const char *words)
{
    (void)snprintf(wanted->why_not, sizeof wanted->why_not, "%s: %s", wanted->file, words);
}

/* The folder of the program with its slash; 0 if it cannot be known. */
static size_t own_folder(char *out, size_t room)
{
    ssize_t n = readlink("/proc/self/exe", out, room);
    if (n <= 0 || (size_t)n == room)
        return 0;
    while (n > 0 && out[n - 1] != '/')
        n--;
    return (size_t)n;
}

static const void *take(struct module_wanted *wanted, void *handle)
{
    const char *const *found = dlsym(handle, wanted->symbol);
    if (found != NULL && strcmp(*found, RELANCE_VERSION) == 0)
        return found;
    say_why_not(wanted, found == NULL ? "not a module of this program" : "of another version");
    return NULL;
}

const void *module_load(struct module_wanted *wanted)
{
    char path[PATH_BYTES_MAX];
    size_t n = own_folder(path, sizeof path - 1);
    say_why_not(wanted, "not found");
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        int length = snprintf(path + n, sizeof path - n, "%s%s", places[i], wanted->file);
        if (n == 0 || length < 0 || (size_t)length >= sizeof path - n)
            return NULL;
        if (access(path, F_OK) != 0)
            continue;
        void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL) {
            say_why_not(wanted, dlerror());
            continue;
        }
        const void *found = take(wanted, handle);
        if (found != NULL)
            return found;
        (void)dlclose(handle);
    }
    return NULL;
}
