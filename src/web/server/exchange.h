/* One request on its way through the server: received, answered, sent. */
#ifndef RELANCE_WEB_EXCHANGE_H
#define RELANCE_WEB_EXCHANGE_H

#include <microhttpd.h>

#include "http.h"

struct pool;
struct upload;

struct exchange {
    struct arena arena; /* request and answer live here until the answer has left */
    struct MHD_Connection *connection;
    struct str uri; /* as received, path and query */
    struct buf form;
    struct upload *upload; /* the form brings files; else NULL */
    bool head, begun, queued, refused;
    bool admitting;   /* a worker looks whether the body may come */
    int early_status; /* refused while it was received: the status, else 0 */
    int64_t started_ms;
    struct request request;
    struct response response;
    const char *route;     /* name for the log */
    struct exchange *next; /* in the queue */
};

/* Reads path, query and headers into ex->request; false: they cannot be read. */
bool exchange_read_head(struct exchange *ex);
/* The form, or the JSON, that came as a whole. */
bool exchange_read_form(struct exchange *ex);
/* The answer as libmicrohttpd wants it, with the headers every answer carries. */
enum MHD_Result exchange_send(struct exchange *ex);
/* A file under /assets/, or a 404. */
enum MHD_Result exchange_send_asset(struct exchange *ex, struct str path);
/* One line on stderr: ids and numbers only; counted for /metrics. */
void exchange_log(const struct exchange *ex);

#endif
