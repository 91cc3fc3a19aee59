#include "api.h"

#include "api_page.h"
#include "app/imports/file_digest.h"
#include "app/people/answer_once.h"
#include "app/people/people.h"
#include "app/words/err_text.h"
#include "base/json.h"
#include "base/limits.h"
#include "web/parts/error_page.h"

bool api_path(struct str path) { return str_starts(path, STR("/api/")); }

const struct api_op *api_op_of(const struct route *row)
{
    for (size_t i = 0; i < api_op_count; i++) {
        if (strcmp(api_ops[i].name, row->name) == 0)
            return &api_ops[i];
    }
    return NULL;
}

/* ---- errors ---- */

/* What this interface says of its own, and the words of a command that it says otherwise. */
static const struct {
    enum err_code code;
    int status;
    enum err_code said; /* instead; ERR_NONE: as it is */
} refusals[] = {
    {ERR_TOKEN_REFUSED, 401, ERR_NONE},           {ERR_SCOPE_MISSING, 403, ERR_NONE},
    {ERR_UNKNOWN_ADDRESS, 404, ERR_NONE},         {ERR_BAD_ADDRESS, 400, ERR_NONE},
    {ERR_METHOD_REFUSED, 405, ERR_NONE},          {ERR_LENGTH_MISSING, 411, ERR_NONE},
    {ERR_BODY_TOO_LARGE, 413, ERR_NONE},          {ERR_TYPE_REFUSED, 415, ERR_NONE},
    {ERR_TOO_MANY_REQUESTS, 429, ERR_NONE},       {ERR_NO_ROOM, 507, ERR_NONE},
    {ERR_BODY_UNREADABLE, 400, ERR_NONE},         {ERR_KEY_REUSED, 409, ERR_NONE},
    {ERR_CHANGED_MEANWHILE, 409, ERR_NONE},       {ERR_OPTION_MISSING, 422, ERR_FIELD_MISSING},
    {ERR_BAD_OPTION_VALUE, 422, ERR_FIELD_VALUE}, {ERR_TOO_LONG, 422, ERR_NONE},
    {ERR_UNKNOWN_CREDITOR, 404, ERR_NONE},
};

static int status_of(const struct err *failure)
{
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        if (refusals[i].code == failure->code)
            return refusals[i].status;
    }
    int status = error_status(failure);
    return status == 500 && form_refused(failure) ? 422 : status;
}

static struct err said(const struct err *failure)
{
    struct err out = *failure;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        if (refusals[i].code == failure->code && refusals[i].said != ERR_NONE)
            out.code = refusals[i].said;
    }
    /* An option's name is a key's; a header keeps its own. */
    for (char *p = out.field; *p != '\0' && out.field[0] >= 'a'; p++)
        *p = *p == '-' ? '_' : *p;
    return out;
}

void api_fail(struct request *r, struct response *out, const struct err *failure)
{
    struct err err = said(failure);
    struct buf text;
    struct json j;
    struct response before = *out;
    response_init(out, r->arena);
    out->allow = before.allow;
    out->retry_after_s = before.retry_after_s;
    out->status = status_of(failure);
    out->type = "application/json";
    if (out->status == 401)
        out->authenticate = "Bearer realm=\"relance\"";
    buf_init(&text, r->arena, LIMIT_RECORD_BYTES);
    json_begin(&j, &out->body);
    json_object(&j, NULL);
    json_object(&j, "error");
    json_cstr(&j, "code", err_code_text(err.code));
    err_sentence(&err, (struct str){0}, r->lang, &text);
    json_text(&j, "message", buf_str(&text));
    buf_clear(&text);
    err_advice(&err, r->lang, &text);
    json_text(&j, "advice", buf_str(&text));
    if (err.field[0] != '\0')
        json_cstr(&j, "field", err.field);
    json_object_end(&j);
    json_object_end(&j);
    json_end(&j);
}

void api_refuse(struct request *r, struct response *out, int status)
{
    static const struct {
        int status;
        enum err_code code;
    } codes[] = {
        {400, ERR_BAD_ADDRESS},    {401, ERR_TOKEN_REFUSED},  {404, ERR_UNKNOWN_ADDRESS},
        {405, ERR_METHOD_REFUSED}, {411, ERR_LENGTH_MISSING}, {413, ERR_BODY_TOO_LARGE},
        {414, ERR_BAD_ADDRESS},    {415, ERR_TYPE_REFUSED},   {429, ERR_TOO_MANY_REQUESTS},
        {503, ERR_DB_LOCKED},      {507, ERR_NO_ROOM},
    };
    struct err failure = {0};
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (codes[i].status != status)
            continue;
        err_set_field(&failure, codes[i].code, "",
                      status == 415 ? r->headers.content_type : STR(""));
    }
    if (!err_is(&failure))
        err_set(&failure, ERR_SYSTEM, "refused");
    api_fail(r, out, &failure);
    out->status = status;
}

/* ---- who asks ---- */

static struct str bearer(struct str authorization)
{
    struct str scheme = STR("Bearer ");
    if (authorization.n <= scheme.n ||
        !str_is_nocase(str_slice(authorization, 0, scheme.n), scheme.p))
        return STR("");
    return str_trim(str_slice(authorization, scheme.n, authorization.n));
}

bool api_sign_in(struct request *r, enum token_scope scope, struct err *err)
{
    struct token_bearer who;
    r->lang = http_language(r->headers.accept_language);
    if (!token_whoami(r->app, r->arena, bearer(r->headers.authorization), &who, err))
        return false;
    if (who.token.id == 0)
        return err_set(err, ERR_TOKEN_REFUSED, "bearer");
    r->user = who.user;
    r->token = who.token;
    r->app->actor_id = who.user.id;
    return token_may(&who, scope) ||
           err_set_field(err, ERR_SCOPE_MISSING, "scope", str_of(token_scope_code(scope)));
}

bool api_admits(struct request *r, const struct route *row, struct err *err)
{
    return api_sign_in(r, api_op_of(row)->token, err);
}

/* ---- what is asked ---- */

static const struct api_key *key_named(const struct api_keys *keys, struct str name)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (str_is(name, keys->rows[i].name))
            return &keys->rows[i];
    }
    return NULL;
}

static bool whole_number(struct str value)
{
    bool digits = value.n > 0 && value.n <= 9;
    for (size_t i = 0; i < value.n; i++)
        digits = digits && value.p[i] >= '0' && value.p[i] <= '9';
    return digits;
}

/* Nothing beside a closed list is taken, whatever a use case would make of it. */
static bool check_codes(const struct http_fields *fields, const struct api_keys *keys,
                        struct err *err)
{
    for (size_t i = 0; i < keys->count; i++) {
        const struct api_codes *codes = keys->rows[i].codes;
        struct str value = http_field(fields, keys->rows[i].name);
        int at = 0;
        while (codes != NULL && at < codes->count && !str_is(value, codes->code(at)))
            at++;
        if (value.n > 0 && codes != NULL && at == codes->count)
            return err_set_field(err, ERR_FIELD_VALUE, keys->rows[i].name, value);
    }
    return true;
}

static bool check_query(struct request *r, const struct api_keys *keys, struct err *err)
{
    for (size_t i = 0; i < r->query.count; i++) {
        const struct http_field *f = &r->query.fields[i];
        const struct api_key *key = key_named(keys, f->name);
        struct day day;
        if (key == NULL)
            return err_set_field(err, ERR_FIELD_UNKNOWN, "query", f->name);
        bool good = key->type == API_INT    ? whole_number(f->value)
                    : key->type == API_BOOL ? str_is(f->value, "true") || str_is(f->value, "false")
                                            : true;
        if (key->type == API_DAY && f->value.n > 0 && !day_parse_iso(f->value, &day, NULL))
            good = false;
        if (!good)
            return err_set_field(err, ERR_FIELD_VALUE, key->name, f->value);
    }
    for (size_t i = 0; i < keys->count; i++) {
        if ((keys->rows[i].flags & API_MUST) != 0 &&
            http_field(&r->query, keys->rows[i].name).n == 0)
            return err_set_field(err, ERR_FIELD_MISSING, keys->rows[i].name, STR(""));
    }
    return true;
}

/* One out of sight is one that is not there, whatever an address would make of his code. */
static bool check_creditor(struct request *r, struct err *err)
{
    struct creditors all;
    struct str code = http_field(&r->query, "creditor");
    struct creditor_scope scope = api_scope(r);
    if (code.n == 0)
        return true;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        if (str_eq(all.rows[i].code, code) && scope_has(&scope, all.rows[i].id))
            return true;
    }
    return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

static bool read_input(struct request *r, const struct api_op *op, struct err *err)
{
    if (!check_query(r, &op->query, err) || !check_codes(&r->query, &op->query, err) ||
        !check_creditor(r, err))
        return false;
    return op->body.count == 0 || (api_body_read(r->arena, r->body, &op->body, &r->form, err) &&
                                   check_codes(&r->form, &op->body, err));
}

/* ---- once ---- */

/* All that the request says; of a file its digest stands for its bytes. */
static bool request_text(struct request *r, struct str *out, struct err *err)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_API_BODY_BYTES + 2 * LIMIT_HTTP_URL_BYTES);
    buf_add_c(&text, "POST ");
    buf_add(&text, r->target);
    buf_add_char(&text, '\n');
    buf_add(&text, r->body);
    for (size_t i = 0; i < r->files.count; i++) {
        uint8_t digest[FILE_DIGEST_BYTES];
        if (!file_digest_of_fd(r->files.files[i].fd, digest, err))
            return false;
        buf_add(&text, (struct str){(const char *)digest, sizeof digest});
    }
    ASSERT(!text.full);
    *out = buf_str(&text);
    return true;
}

static bool key_allowed(struct str key)
{
    bool plain = key.n <= LIMIT_API_KEY_BYTES;
    for (size_t i = 0; i < key.n; i++)
        plain = plain && key.p[i] > ' ' && key.p[i] <= '~';
    return plain;
}

static void repeat(struct response *out, const struct once_answer *earlier)
{
    buf_clear(&out->body);
    buf_add(&out->body, earlier->body);
    out->status = earlier->status;
    out->replayed = true;
    if (earlier->location.n > 0)
        out->location = earlier->location;
}

static bool run_once(struct request *r, struct response *out, const struct route *row,
                     struct err *err)
{
    struct once_asked asked = {.user_id = r->user.id, .key = r->headers.idempotency_key};
    struct once_answer earlier;
    if (!key_allowed(asked.key))
        return err_set_field(err, ERR_FIELD_VALUE, "Idempotency-Key",
                             str_cut_utf8(asked.key, LIMIT_API_KEY_BYTES));
    if (!request_text(r, &asked.request, err) ||
        !once_begin(r->app, r->arena, &asked, &earlier, err))
        return false;
    if (earlier.status != 0) {
        once_drop(r->app);
        repeat(out, &earlier);
        return true;
    }
    if (!row->page(r, out, err) || out->body.full) {
        once_drop(r->app);
        return out->body.full ? err_set(err, ERR_OVERFLOW, "answer") : false;
    }
    struct once_answer answer = {out->status, out->location.n > 0 ? out->location : STR(""),
                                 buf_str(&out->body)};
    return once_keep(r->app, &asked, &answer, err);
}

void api_run(struct request *r, struct response *out, const struct route *row, struct err *err)
{
    const struct api_op *op = api_op_of(row);
    ASSERT(op != NULL);
    out->type = "application/json";
    out->status = op->status;
    bool once = r->method == HTTP_POST && r->headers.idempotency_key.n > 0;
    bool ok = api_sign_in(r, op->token, err) && read_input(r, op, err) &&
              (once ? run_once(r, out, row, err) : row->page(r, out, err));
    if (ok && out->body.full)
        ok = err_set(err, ERR_OVERFLOW, "answer");
    if (!ok)
        api_fail(r, out, err);
}
