#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/daily/list_kept.h"
#include "app/imports/import_files.h"
#include "app/overview/overview_kept.h"
#include "base/limits.h"
#include "exchange.h"
#include "keep.h"
#include "metrics.h"
#include "multipart.h"
#include "pool.h"
#include "rate.h"
#include "session.h"
#include "upload.h"
#include "web/api/api.h"
#include "web/parts/error_page.h"
#include "web/routes.h"

enum {
    PARSER_THREADS = 2,
    CONNECTIONS_MAX = 1000,
    CONNECTIONS_PER_ADDRESS_MAX = 200,
    CONNECTION_BYTES = 32 * 1024, /* request line and headers of one connection */
    IDLE_SECONDS = 60,
    PEM_BYTES_MAX = 256 * 1024,
    ARENA_BYTES_MAX = 512 << 20,
    BURST_SECONDS = 5,
    ADDRESS_SHARE = 10, /* sessions that may come from one address before it is too much */
};

struct server {
    const struct server_settings *settings;
    struct arena arena;
    struct pool *pool;
    struct upload_room *room;
    struct keep *keep;
    struct keep_figures figures;
    struct rate *session_rate, *address_rate; /* NULL: any number */
    struct MHD_Daemon *daemon;
    struct sockaddr_storage address;
    socklen_t address_n;
    const char *cert, *key; /* PEM text, or NULL */
    bool loopback;
};

/* ---- one request ---- */

/* The first thing known of a request is its line: the exchange begins here. */
static void *on_uri(void *with, const char *uri, struct MHD_Connection *connection)
{
    struct server *server = with;
    struct exchange *ex = calloc(1, sizeof *ex);
    if (ex == NULL)
        BUG("out of memory");
    struct str text = str_of(uri);
    arena_init(&ex->arena, ARENA_BYTES_MAX);
    ex->connection = connection;
    ex->started_ms = clock_now_ms();
    ex->request.tls = server->cert != NULL;
    ex->request.arena = &ex->arena;
    response_init(&ex->response, &ex->arena);
    buf_init(&ex->form, &ex->arena, LIMIT_HTTP_FORM_BYTES);
    if (text.n > LIMIT_HTTP_URL_BYTES)
        ex->early_status = 414;
    ex->uri = arena_str(
        &ex->arena,
        str_slice(text, 0, text.n > LIMIT_HTTP_URL_BYTES ? LIMIT_HTTP_URL_BYTES : text.n));
    return ex;
}

static void on_completed(void *with, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode how)
{
    struct exchange *ex = *state;
    (void)with;
    (void)connection;
    (void)how;
    if (ex == NULL)
        return;
    exchange_log(ex);
    if (ex->response.fd >= 0) /* nobody waited for it */
        (void)close(ex->response.fd);
    upload_close(ex->upload);
    arena_release(&ex->arena);
    free(ex);
    *state = NULL;
}

/* "text/csv; charset=utf-8" is text/csv. */
static bool is_type(struct str type, const char *must)
{
    struct str m = str_of(must);
    return str_is_nocase(str_slice(type, 0, m.n), must) &&
           (type.n == m.n || strchr("; ", type.p[m.n]) != NULL);
}

/* The row that takes files, or NULL. */
static bool takes_files(struct exchange *ex)
{
    const char *allow;
    const struct route *row = route_find(&ex->request, &allow);
    return row != NULL && row->csrf == CSRF_UPLOAD;
}

/* A form with files must say how much comes: room is kept for it. */
static int begin_upload(struct server *server, struct exchange *ex, struct str length)
{
    char *end;
    long long bytes = length.n == 0 ? -1 : strtoll(length.p, &end, 10);
    if (!takes_files(ex))
        return 415;
    if (bytes < 0 || *end != '\0')
        return 411;
    if (bytes > UPLOAD_BYTES_MAX)
        return 413;
    return upload_begin(&ex->request, server->room, bytes, &ex->upload, NULL) ? 0 : 400;
}

static bool too_long(struct str length, int64_t most)
{
    return length.n > 9 || (length.n > 0 && strtol(length.p, NULL, 10) > most);
}

/* A file is sent as it is: its name stands in the address. */
static int begin_file(struct server *server, struct exchange *ex, struct str length)
{
    char *end;
    long long bytes = length.n == 0 ? -1 : strtoll(length.p, &end, 10);
    bool known = false;
    for (size_t i = 0; i < api_file_type_count; i++)
        known = known || is_type(ex->request.headers.content_type, api_file_types[i]);
    if (!known)
        return 415;
    if (bytes < 0 || *end != '\0')
        return 411;
    if (bytes > LIMIT_FILE_BYTES)
        return 413;
    upload_begin_file(&ex->request, server->room, bytes, &ex->upload);
    return 0;
}

static int refuse_api_early(struct server *server, struct exchange *ex, struct str length)
{
    const char *allow;
    const struct route *row = route_find(&ex->request, &allow);
    if (row == NULL)
        return allow == NULL ? 404 : 405;
    if (ex->request.method == HTTP_GET)
        return 0;
    if (api_op_of(row)->file)
        return begin_file(server, ex, length);
    if (!is_type(ex->request.headers.content_type, "application/json"))
        return 415;
    return too_long(length, LIMIT_API_BODY_BYTES) ? 413 : 0;
}

/* What can be refused before the body has come. */
static int refuse_early(struct server *server, struct exchange *ex, const char *method)
{
    struct str length =
        str_of(MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, "Content-Length"));
    struct str type =
        str_of(MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, "Content-Type"));
    ex->head = strcmp(method, "HEAD") == 0;
    ex->request.method = strcmp(method, "POST") == 0 ? HTTP_POST : HTTP_GET;
    if (ex->early_status != 0)
        return ex->early_status;
    if (!exchange_read_head(ex))
        return 400;
    if (!ex->head && ex->request.method == HTTP_GET && strcmp(method, "GET") != 0)
        return 405;
    if (api_path(ex->request.path))
        return refuse_api_early(server, ex, length);
    if (ex->request.method == HTTP_POST && multipart_type(type))
        return begin_upload(server, ex, length);
    if (ex->request.method == HTTP_POST && !is_type(type, "application/x-www-form-urlencoded"))
        return 415;
    return too_long(length, LIMIT_HTTP_FORM_BYTES) ? 413 : 0;
}

static void refusal(struct exchange *ex, int status)
{
    ex->refused = true;
    ex->response.status = status;
    if (ex->request.path.n == 0)
        ex->request.path = api_path(ex->uri) ? STR("/api/") : STR("/");
    error_page(&ex->request, &ex->response, status);
}

static enum MHD_Result refuse(struct exchange *ex, int status)
{
    refusal(ex, status);
    if (status == 405) {
        const char *methods = route_methods(ex->request.path);
        ex->response.allow = methods != NULL ? methods : "GET, HEAD, POST";
    }
    return exchange_send(ex);
}

static enum MHD_Result refuse_for_now(struct exchange *ex, int wait_s)
{
    refusal(ex, 429);
    ex->response.retry_after_s = wait_s;
    return exchange_send(ex);
}

/* To a worker. Suspended before it is queued: a fast one may be done before this returns. */
static bool hand_over(struct server *server, struct exchange *ex)
{
    ex->request.keep = server->keep;
    MHD_suspend_connection(ex->connection);
    if (pool_put(server->pool, ex))
        return true;
    MHD_resume_connection(ex->connection);
    return false;
}

static enum MHD_Result received(struct server *server, struct exchange *ex)
{
    struct err err = {0};
    ex->queued = true;
    if (ex->form.full || (api_path(ex->request.path) && ex->form.n > LIMIT_API_BODY_BYTES))
        return refuse(ex, 413);
    if (ex->upload == NULL && !exchange_read_form(ex))
        return refuse(ex, 400);
    if (ex->upload != NULL && !upload_end(ex->upload, &err))
        ex->early_status = error_status(&err);
    if (str_starts(ex->request.path, STR("/assets/")) && ex->request.method == HTTP_GET)
        return exchange_send_asset(ex, ex->request.path);
    if (!hand_over(server, ex))
        error_page(&ex->request, &ex->response, 503);
    return MHD_YES;
}

static struct str address_of(struct exchange *ex)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(ex->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == NULL || info->client_addr == NULL)
        return (struct str){0};
    if (info->client_addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)info->client_addr;
        /* a household or a firm has the first half of it */
        return arena_str(&ex->arena, (struct str){(const char *)&v6->sin6_addr, 8});
    }
    const struct sockaddr_in *v4 = (const void *)info->client_addr;
    return arena_str(&ex->arena, (struct str){(const char *)&v4->sin_addr, sizeof v4->sin_addr});
}

/* Before any work is done for it: a session or token that asks too often, then an address. The same
 * address is everybody's behind a proxy: it holds many sessions, and one's own machine holds any
 * number. */
static int too_often(struct server *server, struct exchange *ex)
{
    struct str session = api_path(ex->request.path) ? ex->request.headers.authorization
                                                    : session_named(&ex->request);
    if (server->session_rate == NULL || str_starts(ex->request.path, STR("/assets/")))
        return 0;
    int wait_s = session.n == 0 ? 0 : rate_ask(server->session_rate, session, ex->started_ms);
    if (wait_s == 0 && !server->loopback)
        wait_s = rate_ask(server->address_rate, address_of(ex), ex->started_ms);
    return wait_s;
}

static enum MHD_Result begin(struct server *server, struct exchange *ex, const char *method)
{
    int status = refuse_early(server, ex, method);
    ex->begun = true;
    if (status != 0)
        return refuse(ex, status);
    int wait_s = too_often(server, ex);
    if (wait_s > 0)
        return refuse_for_now(ex, wait_s);
    ex->admitting = ex->upload != NULL;
    if (ex->admitting && !hand_over(server, ex)) {
        ex->admitting = false;
        ex->early_status = 503;
    }
    return MHD_YES;
}

static void take_body(struct exchange *ex, struct str bytes)
{
    struct err err = {0};
    if (ex->upload == NULL)
        buf_add(&ex->form, bytes);
    else if (!upload_feed(ex->upload, bytes, &err))
        ex->early_status = error_status(&err);
}

static enum MHD_Result on_request(void *with, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *data_n, void **state)
{
    struct exchange *ex = *state;
    (void)connection;
    (void)url;
    (void)version;
    ASSERT(ex != NULL);
    if (!ex->begun)
        return begin(with, ex, method);
    if (*data_n > 0) {
        take_body(ex, (struct str){data, *data_n});
        *data_n = 0;
        return MHD_YES;
    }
    /* Called anew when a worker has looked at it; the body comes now. */
    if (ex->upload != NULL && upload_missing(ex->upload))
        return MHD_YES;
    return ex->queued ? exchange_send(ex) : received(with, ex);
}

static void on_answered(struct exchange *ex) { MHD_resume_connection(ex->connection); }

/* ---- settings ---- */

static bool bad_listen(const struct server *s, struct err *err)
{
    return err_set_field(err, ERR_BAD_OPTION_VALUE, "listen", s->settings->listen);
}

static bool read_port(struct str text, in_port_t *port)
{
    long value = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || text.n > 5)
            return false;
        value = value * 10 + (text.p[i] - '0');
    }
    *port = htons((uint16_t)value);
    return text.n > 0 && value <= 65535;
}

/* "ADDRESS:PORT", an IPv6 address in brackets. */
static bool read_listen(struct server *s, struct err *err)
{
    struct str text = s->settings->listen;
    size_t colon = text.n;
    while (colon > 0 && text.p[colon - 1] != ':')
        colon--;
    in_port_t port = 0;
    if (colon < 2 || !read_port(str_slice(text, colon, text.n), &port))
        return bad_listen(s, err);
    struct str host = str_slice(text, 0, colon - 1);
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = port};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = port};
    if (str_is(host, "localhost"))
        host = STR("127.0.0.1");
    if (host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']') {
        host = str_slice(host, 1, host.n - 1);
        if (inet_pton(AF_INET6, arena_cstr(&s->arena, host), &v6.sin6_addr) != 1)
            return bad_listen(s, err);
        memcpy(&s->address, &v6, sizeof v6);
        s->address_n = sizeof v6;
        s->loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
        return true;
    }
    if (inet_pton(AF_INET, arena_cstr(&s->arena, host), &v4.sin_addr) != 1)
        return bad_listen(s, err);
    memcpy(&s->address, &v4, sizeof v4);
    s->address_n = sizeof v4;
    s->loopback = (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
    return true;
}

static bool read_pem(struct server *s, struct str name, const char **out, struct err *err)
{
    char *text = arena_alloc(&s->arena, PEM_BYTES_MAX);
    size_t n = 0;
    int fd = open(arena_cstr(&s->arena, name), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set_field(err, ERR_FILE_NOT_FOUND, "file", name);
    for (;;) {
        ssize_t got = read(fd, text + n, PEM_BYTES_MAX - 1 - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    (void)close(fd);
    *out = text;
    return (n > 0 && n < PEM_BYTES_MAX - 1) || err_set(err, ERR_BAD_TLS, "PEM file");
}

static bool read_tls(struct server *s, struct err *err)
{
    const struct server_settings *t = s->settings;
    if ((t->tls_cert.n > 0) != (t->tls_key.n > 0))
        return err_set(err, ERR_BAD_TLS, "one of the two files is missing");
    return t->tls_cert.n == 0 ||
           (read_pem(s, t->tls_cert, &s->cert, err) && read_pem(s, t->tls_key, &s->key, err));
}

static int open_socket(struct server *s, struct err *err)
{
    int on = 1;
    int fd = socket(s->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        (void)err_set_field(err, ERR_LISTEN, "listen", s->settings->listen);
        return -1;
    }
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (const struct sockaddr *)&s->address, s->address_n) != 0 || listen(fd, 511) != 0) {
        (void)err_set_field(err, ERR_LISTEN, "listen", s->settings->listen);
        (void)close(fd);
        return -1;
    }
    s->address_n = sizeof s->address;
    (void)getsockname(fd, (struct sockaddr *)&s->address, &s->address_n);
    return fd;
}

static bool start_daemon(struct server *s, int fd, struct err *err)
{
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, NULL},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, NULL},
                                   {MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    union {
        const char *in;
        void *out;
    } cert = {.in = s->cert}, key = {.in = s->key};
    if (s->cert != NULL) {
        flags |= MHD_USE_TLS;
        tls[0].ptr_value = cert.out;
        tls[1].ptr_value = key.out;
    } else {
        tls[0].option = MHD_OPTION_END;
    }
    s->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_URI_LOG_CALLBACK, on_uri, s, MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)PARSER_THREADS, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MAX, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_PER_ADDRESS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (s->daemon != NULL)
        return true;
    (void)close(fd);
    return err_set(err, s->cert != NULL ? ERR_BAD_TLS : ERR_SYSTEM, "MHD_start_daemon");
}

static void tell_ready(struct server *s)
{
    char host[INET6_ADDRSTRLEN] = "";
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct buf text;
    bool six = s->address.ss_family == AF_INET6;
    memcpy(&v4, &s->address, sizeof v4);
    memcpy(&v6, &s->address, sizeof v6);
    (void)inet_ntop(s->address.ss_family, six ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr, host,
                    sizeof host);
    buf_init(&text, &s->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&text, six ? "[" : "");
    buf_add_c(&text, host);
    buf_add_c(&text, six ? "]:" : ":");
    buf_add_int(&text, ntohs(six ? v6.sin6_port : v4.sin_port));
    if (s->settings->ready != NULL)
        s->settings->ready(buf_str(&text), s->cert != NULL);
}

/* New connections are no longer taken; the workers answer and resume every request they have, so
 * that no connection is suspended when the daemon stops. */
static void stop(struct server *s)
{
    if (s->daemon != NULL) {
        MHD_socket fd = MHD_quiesce_daemon(s->daemon);
        if (fd != MHD_INVALID_SOCKET)
            (void)close(fd);
    }
    keep_end(s->keep);
    if (s->pool != NULL)
        pool_stop(s->pool); /* pages may ask how chores stand */
    keep_stop(s->keep);
    if (s->daemon != NULL)
        MHD_stop_daemon(s->daemon);
}

static void set_rates(struct server *s)
{
    const int64_t per_second = s->settings->rate;
    const struct rate_settings session = {per_second, per_second * BURST_SECONDS};
    const struct rate_settings address = {per_second * ADDRESS_SHARE,
                                          per_second * ADDRESS_SHARE * BURST_SECONDS};
    if (per_second == 0)
        return;
    s->session_rate = rate_new(&s->arena, session);
    s->address_rate = rate_new(&s->arena, address);
}

static bool run(struct server *s, const sigset_t *ends, struct err *err)
{
    struct pool_settings settings = {.server = s->settings, .done = on_answered};
    int signal = 0;
    if (!read_listen(s, err) || !read_tls(s, err))
        return false;
    if (!overview_kept_open(&s->arena, &s->figures.overview, err) ||
        !list_kept_open(&s->arena, &s->figures.lists, err))
        return false;
    settings.overview = s->figures.overview;
    settings.lists = s->figures.lists;
    settings.loopback = s->loopback;
    s->room = upload_room_new(&s->arena, s->settings->db_url);
    set_rates(s);
    metrics_start(clock_now_ms());
    if (!pool_start(&s->arena, &settings, &s->pool, err) ||
        !keep_start(&s->arena, s->settings, &s->figures, &s->keep, err))
        return false;
    int fd = open_socket(s, err);
    if (fd < 0 || !start_daemon(s, fd, err))
        return false;
    tell_ready(s);
    while (sigwait(ends, &signal) != 0) {
    }
    return true;
}

bool server_run(const struct server_settings *settings, struct err *err)
{
    struct server s = {.settings = settings};
    sigset_t ends;
    sigset_t before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    /* What reads files is forked before there are threads and connections. */
    if (!import_prepare(err))
        return false;
    /* Blocked before the threads start, so that only sigwait sees them. */
    if (pthread_sigmask(SIG_BLOCK, &ends, &before) != 0)
        return err_set(err, ERR_SYSTEM, "sigmask");
    arena_init(&s.arena, 0);
    bool ok = run(&s, &ends, err);
    stop(&s);
    overview_kept_close(s.figures.overview);
    list_kept_close(s.figures.lists);
    arena_release(&s.arena);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}
