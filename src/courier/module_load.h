/* Parts of the program that stand on large libraries are modules of their own, opened when they are
 * needed for the first time and found from the program's folder: where the build makes them, where
 * they are installed. One of another version is refused. */
#ifndef RELANCE_COURIER_MODULE_LOAD_H
#define RELANCE_COURIER_MODULE_LOAD_H

#include "base/check.h"

enum { MODULE_WHY_BYTES_MAX = 200 };

struct module_wanted {
    const char *file;   /* "relance-press.so" */
    const char *symbol; /* the one it exports; it begins with the version, const char * */
    char why_not[MODULE_WHY_BYTES_MAX];
};
/* What stands at the symbol; NULL: it cannot be loaded, wanted->why_not says why. Never unloaded:
 * the libraries keep what they need until the program ends. */
const void *module_load(struct module_wanted *wanted);

#endif
