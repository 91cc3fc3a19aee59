/* The HTTP server: libmicrohttpd parses, worker threads answer.
 *
 * The threads that parse never touch the database: a complete request is suspended, put into a
 * queue and answered by one of the workers, each with a connection of its own. Files under
 * /assets/ are answered at once. SIGTERM and SIGINT let the requests under way end, then stop. */
#ifndef RELANCE_WEB_SERVER_H
#define RELANCE_WEB_SERVER_H

#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

struct server_settings {
    struct str db_url;
    struct day today;  /* the pinned business day, or DAY_NONE: the civil day in France */
    struct str listen; /* "127.0.0.1:8730", "[::1]:8730"; numeric, port 0: any free one */
    struct str tls_cert, tls_key; /* file names; both or none */
    int64_t rate;                 /* requests a second of one session, see rate.h; 0: any number */
    int64_t mail_every_s; /* between two looks at the outbox; 0: e-mails wait for a command */
    void (*ready)(struct str address, bool tls); /* called once it listens; may be NULL */
};

/* Serves until a signal ends it. Errors: ERR_BAD_OPTION_VALUE (listen), ERR_LISTEN, ERR_BAD_TLS,
 * those of db_open. */
MUST_CHECK bool server_run(const struct server_settings *settings, struct err *err);

#endif
