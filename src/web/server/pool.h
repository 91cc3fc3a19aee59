/* The workers: threads that answer requests, each with a database connection of its own. */
#ifndef RELANCE_WEB_POOL_H
#define RELANCE_WEB_POOL_H

#include "exchange.h"
#include "server.h"

enum { POOL_WORKERS = 8, POOL_QUEUE_MAX = 1000 };

struct pool;
struct overview_kept;
struct list_kept;

/* Opens the connections and starts the threads. done: called by a worker when an exchange is
 * answered. The pool lives in the arena, the settings must outlive it. */
struct pool_settings {
    const struct server_settings *server;
    struct overview_kept *overview; /* app/context.h */
    struct list_kept *lists;
    bool loopback;
    void (*done)(struct exchange *ex);
};
MUST_CHECK bool pool_start(struct arena *a, const struct pool_settings *settings, struct pool **out,
                           struct err *err);
/* Puts an exchange into the queue; false: the queue is full or the pool is stopping. */
bool pool_put(struct pool *pool, struct exchange *ex);
/* Answers what is in the queue, then ends the threads and closes the connections. */
void pool_stop(struct pool *pool);

#endif
