#include "exchange.h"

#include <arpa/inet.h>
#include <stdio.h>

#include "app/clock.h"
#include "base/html.h"
#include "base/limits.h"
#include "gen/assets.h"
#include "metrics.h"
#include "web/api/api.h"

/* What every answer carries. Pages are never kept by caches; nothing is run or shown that is not
 * ours; other sites cannot frame us, learn addresses from us or post our forms. */
static const struct {
    const char *name, *value;
} page_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
     "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

static struct str header(const struct exchange *ex, const char *name)
{
    return str_of(MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, name));
}

static struct str peer(struct exchange *ex)
{
    char *text = arena_alloc(&ex->arena, INET6_ADDRSTRLEN);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(ex->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == NULL || info->client_addr == NULL)
        return STR("?");
    const struct sockaddr *address = info->client_addr;
    const void *bytes = NULL;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    if (address->sa_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        bytes = &v4.sin_addr;
    } else if (address->sa_family == AF_INET6) {
        memcpy(&v6, address, sizeof v6);
        bytes = &v6.sin6_addr;
    }
    if (bytes == NULL || inet_ntop(address->sa_family, bytes, text, INET6_ADDRSTRLEN) == NULL)
        return STR("?");
    return str_of(text);
}

bool exchange_read_head(struct exchange *ex)
{
    struct request *r = &ex->request;
    ptrdiff_t question = str_find(ex->uri, '?');
    size_t at = question < 0 ? ex->uri.n : (size_t)question;
    struct str query = str_slice(ex->uri, at + (question >= 0), ex->uri.n);
    r->arena = &ex->arena;
    r->target = ex->uri;
    r->address = peer(ex);
    r->headers =
        (struct http_headers){.cookie = header(ex, "Cookie"),
                              .origin = header(ex, "Origin"),
                              .fetch_site = header(ex, "Sec-Fetch-Site"),
                              .accept_language = header(ex, "Accept-Language"),
                              .accept_encoding = header(ex, "Accept-Encoding"),
                              .content_type = header(ex, "Content-Type"),
                              .host = header(ex, "Host"),
                              .authorization = header(ex, "Authorization"),
                              .idempotency_key = header(ex, "Idempotency-Key"),
                              .proxied = header(ex, "X-Forwarded-For").n > 0 ||
                                         header(ex, "Forwarded").n > 0 || header(ex, "Via").n > 0,
                              .htmx = header(ex, "HX-Request").n > 0};
    r->lang = http_language(r->headers.accept_language);
    return http_read_path(&ex->arena, str_slice(ex->uri, 0, at), &r->path, NULL) &&
           http_read_fields(&ex->arena, query, &r->query, NULL);
}

bool exchange_read_form(struct exchange *ex)
{
    if (api_path(ex->request.path)) {
        ex->request.body = ex->form.n > 0 ? buf_str(&ex->form) : STR("");
        return true;
    }
    return http_read_fields(&ex->arena, buf_str(&ex->form), &ex->request.form, NULL);
}

static enum MHD_Result send_and_drop(struct exchange *ex, int status, struct MHD_Response *out)
{
    enum MHD_Result result = MHD_queue_response(ex->connection, (unsigned)status, out);
    MHD_destroy_response(out);
    return result;
}

static void add(struct MHD_Response *out, const char *name, const char *value)
{
    if (MHD_add_response_header(out, name, value) != MHD_YES)
        BUG("response header");
}

static void add_common(const struct exchange *ex, struct MHD_Response *out)
{
    for (size_t i = 0; i < COUNT_OF(page_headers); i++)
        add(out, page_headers[i].name, page_headers[i].value);
    if (ex->request.tls)
        add(out, "Strict-Transport-Security", "max-age=31536000");
}

/* A name as old clients take it, without what could end the quotes, and whole for the others
 * (RFC 6266, RFC 8187). */
static void add_disposition(struct exchange *ex, struct MHD_Response *out)
{
    struct str name = ex->response.file_name;
    struct buf value;
    buf_init(&value, &ex->arena, LIMIT_FIELD_BYTES);
    buf_add_c(&value, ex->response.shown ? "inline" : "attachment");
    buf_add_c(&value, "; filename=\"");
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool plain = c >= ' ' && c <= '~' && strchr("\"\\/%;", c) == NULL;
        buf_add_char(&value, plain ? c : '_');
    }
    buf_add_c(&value, "\"; filename*=UTF-8''");
    buf_add_url_part(&value, name);
    add(out, "Content-Disposition", buf_cstr(&value));
}

/* A file is read as it is sent, by libmicrohttpd, which closes it; the bytes of a page stay in the
 * exchange's arena until it has reported the end. */
static struct MHD_Response *body_of(struct response *r)
{
    struct str body = buf_str(&r->body);
    if (r->fd < 0)
        return MHD_create_response_from_buffer(body.n, body.n == 0 ? r->cookies : (void *)r->body.p,
                                               MHD_RESPMEM_PERSISTENT);
    struct MHD_Response *out = MHD_create_response_from_fd64((uint64_t)r->fd_bytes, r->fd);
    if (out != NULL)
        r->fd = -1;
    return out;
}

enum MHD_Result exchange_send(struct exchange *ex)
{
    struct response *r = &ex->response;
    struct MHD_Response *out = body_of(r);
    if (out == NULL)
        return MHD_NO;
    add_common(ex, out);
    add(out, "Cache-Control", "no-store");
    add(out, "Content-Type", r->type);
    add(out, "Content-Language", ex->request.lang == LANG_EN ? "en" : "fr");
    if (r->location.p != NULL)
        add(out, "Location", arena_cstr(&ex->arena, r->location));
    if (r->file_name.p != NULL)
        add_disposition(ex, out);
    if (r->allow != NULL)
        add(out, "Allow", r->allow);
    if (r->retry_after_s > 0) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", r->retry_after_s);
        add(out, "Retry-After", seconds);
    }
    if (r->authenticate != NULL)
        add(out, "WWW-Authenticate", r->authenticate);
    if (r->replayed)
        add(out, "Idempotency-Replayed", "true");
    for (size_t i = 0; i < r->cookie_count; i++)
        add(out, "Set-Cookie", arena_cstr(&ex->arena, r->cookies[i]));
    return send_and_drop(ex, r->status, out);
}

/* "gzip" without a weight of nought. */
static bool takes_gzip(struct str accept)
{
    return str_contains(accept, STR("gzip")) && !str_contains(accept, STR("gzip;q=0,")) &&
           !str_ends(accept, STR("gzip;q=0"));
}

enum MHD_Result exchange_send_asset(struct exchange *ex, struct str path)
{
    static char none[] = "404\n";
    struct str name = str_slice(path, sizeof "/assets/" - 1, path.n);
    const struct asset *asset = NULL;
    for (size_t i = 0; i < asset_count; i++) {
        if (str_is(name, assets[i].name))
            asset = &assets[i];
    }
    bool gzip = asset != NULL && asset->gzip_n > 0 && takes_gzip(header(ex, "Accept-Encoding"));
    const unsigned char *bytes = asset == NULL ? NULL : gzip ? asset->gzip : asset->bytes;
    size_t n = asset == NULL ? 0 : gzip ? asset->gzip_n : asset->n;
    union {
        const void *in;
        void *out;
    } data = {.in = asset == NULL ? (const void *)none : bytes};
    struct MHD_Response *out = MHD_create_response_from_buffer(asset == NULL ? sizeof none - 1 : n,
                                                               data.out, MHD_RESPMEM_PERSISTENT);
    if (out == NULL)
        return MHD_NO;
    add_common(ex, out);
    add(out, "Content-Type", asset == NULL ? "text/plain; charset=utf-8" : asset->type);
    add(out, "Cache-Control", asset == NULL ? "no-store" : "public, max-age=31536000, immutable");
    if (asset != NULL && asset->gzip_n > 0)
        add(out, "Vary", "Accept-Encoding");
    if (gzip)
        add(out, "Content-Encoding", "gzip");
    ex->route = "asset";
    ex->response.status = asset == NULL ? 404 : 200;
    return send_and_drop(ex, ex->response.status, out);
}

void exchange_log(const struct exchange *ex)
{
    const struct request *r = &ex->request;
    int64_t now = clock_now_ms();
    metrics_count(ex->queued || ex->refused ? ex->response.status : 0, now - ex->started_ms);
    fprintf(stderr, "at=%lld ev=request method=%s route=%s status=%d ms=%lld user=%lld",
            (long long)now,
            ex->head                 ? "HEAD"
            : r->method == HTTP_POST ? "POST"
                                     : "GET",
            ex->route == NULL ? "none" : ex->route, ex->response.status,
            (long long)(now - ex->started_ms), (long long)r->user.id);
    if (r->token.id != 0)
        fprintf(stderr, " token=%lld", (long long)r->token.id);
    fputc('\n', stderr);
}
