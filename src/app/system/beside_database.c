#include "beside_database.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"

struct str beside_database(struct arena *a, struct str url, const struct beside *what)
{
    const char *named = getenv(what->variable);
    struct str scheme = STR("sqlite:");
    struct buf name;
    if (named != NULL && named[0] != '\0')
        return arena_str(a, str_of(named));
    if (!str_starts(url, scheme))
        return (struct str){0};
    buf_init(&name, a, LIMIT_FIELD_BYTES);
    buf_add(&name, str_slice(url, scheme.n, url.n));
    buf_add_c(&name, what->ending);
    return name.full ? (struct str){0} : buf_str(&name);
}
