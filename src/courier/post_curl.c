#include <curl/curl.h>
#include <threads.h>

#include "base/buf.h"
#include "post.h"

enum { URL_BYTES_MAX = 400, CONNECT_SECONDS = 20, REPLY_LINE_MAX = 4096 };

static once_flag once = ONCE_FLAG_INIT;
static bool ready;

static void start(void) { ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

static CURL *open_handle(struct err *err)
{
    call_once(&once, start);
    CURL *curl = ready ? curl_easy_init() : NULL;
    if (curl == NULL)
        (void)err_set(err, ERR_SYSTEM, "libcurl");
    return curl;
}

/* ---- one message ---- */

struct sending {
    const struct post_message *message;
    size_t handed;    /* bytes of the body */
    bool to_mailbox;  /* RCPT was the last command */
    bool asked_entry; /* AUTH was said, MAIL not yet */
    bool leaving;     /* QUIT was said: what comes now is about nothing */
    int64_t code;     /* of the last whole reply */
    int64_t end_code; /* the same, after the body was handed over; 0: none */
    struct buf reply;
};

static bool handed_over(const struct sending *s) { return s->handed == s->message->body.n; }

static size_t give_body(char *to, size_t size, size_t count, void *user)
{
    struct sending *s = user;
    size_t room = size * count;
    size_t left = s->message->body.n - s->handed;
    size_t n = left < room ? left : room;
    memcpy(to, s->message->body.p + s->handed, n);
    s->handed += n;
    return n;
}

static bool begins(const char *text, size_t n, const char *word)
{
    return n >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

static int64_t code_of(const char *line, size_t n)
{
    int64_t code = 0;
    for (size_t i = 0; i < 3; i++) {
        if (n <= i || line[i] < '0' || line[i] > '9')
            return 0;
        code = code * 10 + (line[i] - '0');
    }
    return n > 3 && line[3] == '-' ? 0 : code; /* more lines follow */
}

static void keep_reply(struct sending *s, const char *line, size_t n)
{
    int64_t code = code_of(line, n);
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        n--;
    buf_clear(&s->reply);
    for (size_t i = 0; i < n && i < POST_REPLY_BYTES_MAX; i++)
        buf_add_char(&s->reply, line[i] >= 0x20 && line[i] < 0x7F ? line[i] : '?');
    s->code = code != 0 ? code : s->code;
    if (code != 0 && handed_over(s))
        s->end_code = code;
}

/* What is said on the line, told apart by the library. Secrets are not looked at. */
static int overhear(CURL *curl, curl_infotype type, char *text, size_t n, void *user)
{
    struct sending *s = user;
    (void)curl;
    if (type == CURLINFO_HEADER_IN && n <= REPLY_LINE_MAX && !s->leaving)
        keep_reply(s, text, n);
    if (type != CURLINFO_HEADER_OUT)
        return 0;
    if (begins(text, n, "QUIT")) {
        s->leaving = true;
        return 0;
    }
    if (begins(text, n, "AUTH "))
        s->asked_entry = true;
    if (begins(text, n, "MAIL "))
        s->asked_entry = false;
    s->to_mailbox = begins(text, n, "RCPT ");
    return 0;
}

static bool no_such_mailbox(const struct sending *s)
{
    struct str said = buf_str(&s->reply);
    if (s->code < 500 || s->code > 599)
        return false;
    bool enhanced = said.n > 6 && said.p[3] == ' ' && said.p[4] == '5' && said.p[5] == '.';
    if (enhanced)
        return said.p[6] == '1' || str_starts(str_slice(said, 4, said.n), STR("5.2.1"));
    return s->code == 550 || s->code == 551 || s->code == 553;
}

static enum post_end before_the_end(const struct sending *s, CURLcode code)
{
    if (code == CURLE_LOGIN_DENIED || code == CURLE_PEER_FAILED_VERIFICATION ||
        code == CURLE_SSL_CACERT_BADFILE || code == CURLE_USE_SSL_FAILED || s->asked_entry)
        return POST_NO_ENTRY;
    if (s->to_mailbox && no_such_mailbox(s))
        return POST_NO_MAILBOX;
    return s->code >= 500 && s->code <= 599 ? POST_REFUSED : POST_LATER;
}

static enum post_end end_of(const struct sending *s, CURLcode code)
{
    if (code == CURLE_OK)
        return POST_ACCEPTED;
    if (!handed_over(s))
        return before_the_end(s, code);
    if (s->end_code >= 400 && s->end_code <= 499)
        return POST_LATER;
    return s->end_code >= 500 && s->end_code <= 599 ? POST_REFUSED : POST_UNKNOWN;
}

static const char *url_of(struct arena *a, const struct post_server *server)
{
    struct buf url;
    bool six = str_find(server->host, ':') >= 0;
    buf_init(&url, a, URL_BYTES_MAX);
    buf_add_c(&url, server->security == POST_TLS ? "smtps://" : "smtp://");
    buf_add_c(&url, six ? "[" : "");
    buf_add(&url, server->host);
    buf_add_c(&url, six ? "]:" : ":");
    buf_add_int(&url, server->port);
    return buf_cstr(&url);
}

static bool set_common(CURL *curl, struct arena *a, struct str ca_file, int64_t limit_s)
{
    long limit = (long)limit_s;
    long connect = limit < CONNECT_SECONDS ? limit : CONNECT_SECONDS;
    bool ok = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_TIMEOUT, limit) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect) == CURLE_OK &&
              curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK;
    return ok && (ca_file.n == 0 ||
                  curl_easy_setopt(curl, CURLOPT_CAINFO, arena_cstr(a, ca_file)) == CURLE_OK);
}

static bool set_entry(CURL *curl, struct arena *a, const struct post_server *server)
{
    if (server->login == POST_NO_LOGIN)
        return true;
    if (curl_easy_setopt(curl, CURLOPT_USERNAME, arena_cstr(a, server->user)) != CURLE_OK)
        return false;
    if (server->login == POST_PASSWORD)
        return curl_easy_setopt(curl, CURLOPT_PASSWORD, arena_cstr(a, server->secret)) == CURLE_OK;
    return curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, arena_cstr(a, server->secret)) ==
               CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2") == CURLE_OK;
}

static const char *bracketed(struct arena *a, struct str address)
{
    struct buf b;
    buf_init(&b, a, URL_BYTES_MAX);
    buf_add_char(&b, '<');
    buf_add(&b, address);
    buf_add_char(&b, '>');
    return buf_cstr(&b);
}

static bool set_message(CURL *curl, struct arena *a, struct sending *s)
{
    const struct post_message *m = s->message;
    return curl_easy_setopt(curl, CURLOPT_MAIL_FROM, bracketed(a, m->from)) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)m->body.n) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READDATA, s) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, overhear) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_DEBUGDATA, s) == CURLE_OK;
}

static bool set_server(CURL *curl, struct arena *a, const struct post_server *server)
{
    long tls = server->security == POST_STARTTLS ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_NONE;
    return curl_easy_setopt(curl, CURLOPT_URL, url_of(a, server)) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_USE_SSL, tls) == CURLE_OK &&
           set_common(curl, a, server->ca_file, server->limit_s) && set_entry(curl, a, server);
}

static void tell(struct arena *a, struct sending *s, CURLcode code, struct post_result *out)
{
    bool said = s->reply.n > 0 && (s->code >= 400 || code == CURLE_OK);
    out->end = end_of(s, code);
    out->reply = said ? buf_str(&s->reply) : arena_str(a, str_of(curl_easy_strerror(code)));
}

bool post_send(struct arena *a, const struct post_server *server,
               const struct post_message *message, struct post_result *out, struct err *err)
{
    struct sending s = {.message = message};
    *out = (struct post_result){.end = POST_LATER, .reply = STR("")};
    if (server->security == POST_PLAIN && !post_host_is_here(server->host))
        return err_set(err, ERR_SYSTEM, "without TLS only to this machine");
    CURL *curl = open_handle(err);
    if (curl == NULL)
        return false;
    buf_init(&s.reply, a, POST_REPLY_BYTES_MAX);
    struct curl_slist *to = curl_slist_append(NULL, bracketed(a, message->to));
    bool ok = to != NULL && set_server(curl, a, server) && set_message(curl, a, &s) &&
              curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK;
    if (ok)
        tell(a, &s, curl_easy_perform(curl), out);
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    return ok || err_set(err, ERR_SYSTEM, "libcurl");
}

/* ---- a token ---- */

static size_t take_answer(char *from, size_t size, size_t count, void *user)
{
    struct buf *body = user;
    buf_add(body, (struct str){from, size * count});
    return body->full ? 0 : size * count;
}

bool post_ask_token(struct arena *a, const struct post_token_request *request,
                    struct post_token_answer *out, struct err *err)
{
    struct buf body;
    long status = 0;
    CURL *curl = open_handle(err);
    *out = (struct post_token_answer){.why = STR("")};
    if (curl == NULL)
        return false;
    buf_init(&body, a, POST_ANSWER_BYTES_MAX);
    bool ok =
        curl_easy_setopt(curl, CURLOPT_URL, arena_cstr(a, request->url)) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http") == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->form.n) ==
            CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, arena_cstr(a, request->form)) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_answer) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body) == CURLE_OK &&
        set_common(curl, a, request->ca_file, request->limit_s);
    if (ok) {
        CURLcode code = curl_easy_perform(curl);
        if (code == CURLE_OK)
            (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        else
            out->why = arena_str(a, str_of(curl_easy_strerror(code)));
    }
    curl_easy_cleanup(curl);
    out->status = status;
    out->body = buf_str(&body);
    return ok || err_set(err, ERR_SYSTEM, "libcurl");
}
