#include "session.h"

#include "app/people/secret.h"
#include "saved.h"

static const char session_cookie[] = "relance_session";
static const char login_cookie[] = "relance_login";
static const char half_cookie[] = "relance_half";
static const char csrf_purpose[] = "csrf";

struct str session_named(const struct request *r)
{
    return http_cookie(r->headers.cookie, session_cookie);
}

bool session_open(struct request *r, struct err *err)
{
    struct str token = session_named(r);
    r->lang = http_language(r->headers.accept_language);
    if (!log_in_whoami(r->app, r->arena, token, &r->user, err))
        return false;
    if (r->user.id == 0)
        return true;
    r->session = token;
    r->app->actor_id = r->user.id;
    if (r->user.lang.n > 0)
        r->lang = str_is(r->user.lang, "en") ? LANG_EN : LANG_FR;
    return saved_at_hand(r, err);
}

struct str session_csrf(struct request *r, struct response *out, enum csrf kind)
{
    if (kind == CSRF_SESSION || kind == CSRF_UPLOAD)
        return secret_derived(r->arena, r->session, csrf_purpose);
    struct str token = http_cookie(r->headers.cookie, login_cookie);
    if (token.n != TOKEN_TEXT_BYTES) {
        token = secret_token(r->arena);
        struct cookie c = {login_cookie, token, 3600};
        response_cookie(out, r, &c);
    }
    return secret_derived(r->arena, token, csrf_purpose);
}

/* Browsers that send Sec-Fetch-Site say plainly whether another site is behind the request. */
bool session_from_here(const struct request *r)
{
    struct str site = r->headers.fetch_site;
    return site.n == 0 || str_is(site, "same-origin") || str_is(site, "none");
}

bool session_csrf_ok(const struct request *r, enum csrf kind)
{
    ASSERT(kind != CSRF_BEARER);
    if (kind == CSRF_NO)
        return true;
    struct str token =
        kind != CSRF_LOGIN ? r->session : http_cookie(r->headers.cookie, login_cookie);
    if (!session_from_here(r) || token.n != TOKEN_TEXT_BYTES)
        return false;
    struct str must = secret_derived(r->arena, token, csrf_purpose);
    return secret_equal(must, http_field(&r->form, "csrf"));
}

void session_begin(struct request *r, struct response *out, struct str token)
{
    struct cookie session = {session_cookie, token, SESSION_MS / 1000};
    struct cookie login = {login_cookie, {0}, 0};
    struct cookie half = {half_cookie, {0}, 0};
    response_cookie(out, r, &session);
    response_cookie(out, r, &login);
    response_cookie(out, r, &half);
}

void session_half_begin(struct request *r, struct response *out, struct str token)
{
    struct cookie half = {half_cookie, token, HALF_SESSION_MS / 1000};
    response_cookie(out, r, &half);
}

struct str session_half(const struct request *r)
{
    return http_cookie(r->headers.cookie, half_cookie);
}

void session_end(struct request *r, struct response *out)
{
    struct cookie session = {session_cookie, {0}, 0};
    response_cookie(out, r, &session);
}
