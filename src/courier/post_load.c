#include <threads.h>

#include "module_load.h"
#include "post_module.h"

static once_flag once = ONCE_FLAG_INIT;
static struct module_wanted wanted = {.file = "relance-post.so", .symbol = POST_MODULE_SYMBOL};
static const struct post_module *module; /* NULL: it cannot be loaded */

static void load(void) { module = module_load(&wanted); }

static bool loaded(struct err *err)
{
    call_once(&once, load);
    return module != NULL || err_set(err, ERR_SYSTEM, wanted.why_not);
}

bool post_send(struct arena *a, const struct post_server *server,
               const struct post_message *message, struct post_result *out, struct err *err)
{
    *out = (struct post_result){.end = POST_LATER};
    return loaded(err) && module->send(a, server, message, out, err);
}

bool post_ask_token(struct arena *a, const struct post_token_request *request,
                    struct post_token_answer *out, struct err *err)
{
    *out = (struct post_token_answer){0};
    return loaded(err) && module->ask_token(a, request, out, err);
}
