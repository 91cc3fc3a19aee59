#include "press_module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <threads.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096, WHY_BYTES_MAX = 200 };

/* From the folder of the program: where the build makes the module, where it is installed. */
static const char *const places[] = {"courier/relance-press.so",
                                     RELANCE_PRESS_PLACE "/relance-press.so"};

static once_flag once = ONCE_FLAG_INIT;
static const struct press_module *module; /* NULL: it cannot be loaded, why_not says why */
static char why_not[WHY_BYTES_MAX];

static void say_why_not(const char *words)
{
    (void)snprintf(why_not, sizeof why_not, "relance-press.so: %s", words);
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

static bool module_take(void *handle)
{
    const struct press_module *found = dlsym(handle, PRESS_MODULE_SYMBOL);
    if (found != NULL && strcmp(found->version, RELANCE_VERSION) == 0) {
        module = found;
        return true;
    }
    say_why_not(found == NULL ? "not a module of this program" : "of another version");
    return false;
}

/* Never unloaded: the libraries keep what they need until the program ends. */
static void module_load(void)
{
    char path[PATH_BYTES_MAX];
    size_t n = own_folder(path, sizeof path - 1);
    say_why_not("not found");
    for (size_t i = 0; i < COUNT_OF(places) && module == NULL; i++) {
        size_t length = strlen(places[i]);
        if (n == 0 || n + length >= sizeof path)
            return;
        memcpy(path + n, places[i], length + 1);
        if (access(path, F_OK) != 0)
            continue;
        void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL) {
            say_why_not(dlerror());
        } else if (!module_take(handle)) {
            (void)dlclose(handle);
        }
    }
}

static bool loaded(struct err *err)
{
    call_once(&once, module_load);
    return module != NULL || err_set(err, ERR_SYSTEM, why_not);
}

bool page_press_open(struct page_press **out, struct err *err)
{
    *out = NULL;
    return loaded(err) && module->press_open(out, err);
}

void page_press_close(struct page_press *press)
{
    if (press != NULL)
        module->press_close(press);
}

bool page_book_open(struct page_press *press, struct page_book **out, struct err *err)
{
    return module->book_open(press, out, err);
}

bool page_book_add(struct page_book *book, const struct page_document *document, int32_t *pages,
                   struct err *err)
{
    return module->book_add(book, document, pages, err);
}

bool page_book_finish(struct page_book *book, const struct page_book_options *options,
                      struct buf *out, struct err *err)
{
    return module->book_finish(book, options, out, err);
}

void page_book_close(struct page_book *book)
{
    if (book != NULL)
        module->book_close(book);
}

bool page_print(struct page_press *press, const struct page_document *document,
                const struct page_book_options *options, struct buf *out, struct err *err)
{
    return module->print(press, document, options, out, err);
}

bool page_merge(const struct page_parts *parts, const struct page_book_options *options,
                struct buf *out, struct err *err)
{
    return loaded(err) && module->merge(parts, options, out, err);
}
