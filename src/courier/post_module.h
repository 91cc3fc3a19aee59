/* libcurl and what it stands on take longer to load than most commands to run: what post.h promises
 * is a module, relance-post.so, opened when something is sent for the first time. */
#ifndef RELANCE_COURIER_POST_MODULE_H
#define RELANCE_COURIER_POST_MODULE_H

#include "post.h"

/* Each as its namesake in post.h. */
struct post_module {
    const char *version; /* RELANCE_VERSION */
    bool (*send)(struct arena *a, const struct post_server *server,
                 const struct post_message *message, struct post_result *out, struct err *err);
    bool (*ask_token)(struct arena *a, const struct post_token_request *request,
                      struct post_token_answer *out, struct err *err);
};

/* The one symbol the module exports. */
#define POST_MODULE_SYMBOL "relance_post_module"
extern const struct post_module relance_post_module;

#endif
