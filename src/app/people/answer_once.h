/* A request that writes, asked under a key of its own, is carried out once: what it wrote and its
 * answer are one transaction; the same request under the same key gets that answer again for a day,
 * also when both come at the same moment. */
#ifndef RELANCE_APP_ANSWER_ONCE_H
#define RELANCE_APP_ANSWER_ONCE_H

#include "app/context.h"
#include "base/arena.h"

enum { ANSWER_KEPT_MS = 24 * 3600 * 1000 };

struct once_asked {
    int64_t user_id;
    struct str key;     /* of the request, chosen by whoever asks */
    struct str request; /* all that it says, in any form */
};
struct once_answer {
    int status;          /* 0: this request has not been carried out */
    struct str location; /* may be empty */
    struct str body;
};

/* Begins the transaction that everything until once_keep or once_drop is part of (db_frame_begin).
 * out->status: of the answer given before. On failure nothing is open. Errors: ERR_KEY_REUSED. */
MUST_CHECK bool once_begin(struct app *app, struct arena *a, const struct once_asked *asked,
                           struct once_answer *out, struct err *err);
/* What was written and the answer stand. On failure neither does. */
MUST_CHECK bool once_keep(struct app *app, const struct once_asked *asked,
                          const struct once_answer *answer, struct err *err);
/* Nothing stands, the key is free. */
void once_drop(struct app *app);

#endif
