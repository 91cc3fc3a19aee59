/* The outbox: e-mails that are queued are handed to the house's mail server, one after another.
 * Each is put before the gate once more in the transaction that claims it; that is durable before
 * its first byte leaves; what the server answered is marked in a second one. Whatever is killed
 * when, an e-mail that was claimed and not marked is uncertain once its time is over, and nobody
 * sends it again by himself. */
#ifndef RELANCE_APP_OUTBOX_H
#define RELANCE_APP_OUTBOX_H

#include "mail_way.h"

enum { OUTBOX_AT_ONCE = 1000 };

struct outbox_request {
    int64_t limit_s; /* for one e-mail; a claim is under way for twice as long at most */
    size_t most;
    bool now;                        /* also those that wait for their next try */
    bool (*go_on)(const void *with); /* asked before each e-mail; NULL: to the end */
    const void *with;
};
struct outbox_report {
    size_t accepted, refused, uncertain;
    size_t later;       /* not taken now: queued again */
    size_t stopped;     /* the gate, or the account, says no by now */
    struct err trouble; /* why it went no further: the login, the identity server; ERR_NONE */
};
/* Outside of transactions. Errors: those of the store; what a server does is in the report. */
MUST_CHECK bool outbox_send(struct app *app, struct arena *a, const struct outbox_request *request,
                            struct outbox_report *out, struct err *err);
/* The states in which an e-mail wants somebody, in the order in which it does; or waits. */
enum { MAILS_TO_DO = 4 };
extern const enum dispatch_state mails_to_do[MAILS_TO_DO];
bool mail_is_to_do(enum dispatch_state state);
/* Those in a state; claims whose time is over are uncertain by then. */
MUST_CHECK bool list_mails(struct app *app, struct arena *a, const struct mails_wanted *wanted,
                           struct listed_mails *out, struct err *err);
/* Claims whose time is over become uncertain; how many. */
MUST_CHECK bool outbox_sweep(struct app *app, struct arena *a, size_t *count, struct err *err);

#endif
