#include "account_tokens.h"

#include "app/people/tokens.h"
#include "app/words/code_text.h"
#include "base/limits.h"
#include "base/zone.h"
#include "web/parts/format.h"

enum { DAYS_PROPOSED = 90 };

static struct day real_today(const struct request *r) { return zone_paris(r->app->now_ms).day; }

static bool ticked(const struct request *r, const char *code)
{
    for (size_t i = 0; i < r->form.count; i++) {
        if (str_is(r->form.fields[i].name, "scope") && str_is(r->form.fields[i].value, code))
            return true;
    }
    return false;
}

/* Only what the person may do himself is offered. */
static void fill_scopes(struct request *r, struct v_account_tokens *out)
{
    struct v_account_tokens_scopes *rows =
        ARENA_ARRAY(r->arena, TOKEN_SCOPE_COUNT, struct v_account_tokens_scopes);
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        enum token_scope scope = (enum token_scope)i;
        if (!right_given(r->user.roles, token_scope_right(scope)))
            continue;
        rows[out->scopes_count++] = (struct v_account_tokens_scopes){
            .code = str_of(token_scope_code(scope)),
            .text = str_of(token_scope_text(scope, r->lang)),
            .on = ticked(r, token_scope_code(scope)),
        };
    }
    out->scopes = rows;
}

static struct str scopes_text(struct request *r, struct token_scopes scopes)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        if (!token_scopes_have(scopes, (enum token_scope)i))
            continue;
        buf_add_c(&text, text.n > 0 ? ", " : "");
        buf_add_c(&text, token_scope_code((enum token_scope)i));
    }
    return buf_str(&text);
}

static struct str id_text(struct request *r, int64_t id)
{
    struct buf text;
    buf_init(&text, r->arena, 32);
    buf_add_int(&text, id);
    return buf_str(&text);
}

static struct v_account_tokens_rows row_of(struct request *r, const struct stored_token *token)
{
    static const struct {
        const char *text, *tone;
    } states[] = {[TOKEN_VALID] = {N_("en cours"), "grn"},
                  [TOKEN_RUN_OUT] = {N_("périmé"), ""},
                  [TOKEN_REVOKED] = {N_("révoqué"), ""}};
    enum token_state state = token_state(r->app, token);
    return (struct v_account_tokens_rows){
        .id = id_text(r, token->id),
        .name = token->name,
        .scopes = scopes_text(r, token->scopes),
        .until = format_day(r->arena, token->until, r->lang),
        .used = format_day(r->arena, token->used, r->lang),
        .state = str_of(tr(r->lang, states[state].text)),
        .tone = str_of(states[state].tone),
        .valid = state == TOKEN_VALID,
    };
}

bool account_tokens_fill(struct request *r, bool made, struct v_account_tokens *out,
                         struct err *err)
{
    struct stored_tokens tokens;
    struct day today = real_today(r);
    if (!tokens_of(r->app, r->arena, r->user.id, &tokens, err))
        return false;
    struct v_account_tokens_rows *rows =
        ARENA_ARRAY(r->arena, tokens.count, struct v_account_tokens_rows);
    for (size_t i = 0; i < tokens.count; i++)
        rows[tokens.count - 1 - i] = row_of(r, &tokens.rows[i]);
    out->rows = rows;
    out->rows_count = tokens.count;
    out->none = tokens.count == 0;
    out->login = r->user.login;
    out->name = made ? STR("") : http_field(&r->form, "name");
    out->until = format_iso_day(r->arena, day_add(today, DAYS_PROPOSED));
    out->least = format_iso_day(r->arena, today);
    out->most = format_iso_day(r->arena, day_add(today, TOKEN_DAYS_MAX));
    fill_scopes(r, out);
    return true;
}

bool account_token_make(struct request *r, struct str *made, struct err *failure)
{
    struct token_made token;
    struct token_wanted wanted = {.login = r->user.login, .name = http_field(&r->form, "name")};
    for (int i = 0; i < TOKEN_SCOPE_COUNT; i++) {
        if (ticked(r, token_scope_code((enum token_scope)i)))
            wanted.scopes = token_scopes_with(wanted.scopes, (enum token_scope)i);
    }
    if (!day_parse_iso(http_field(&r->form, "until"), &wanted.until, failure) ||
        !token_make(r->app, r->arena, &wanted, &token, failure))
        return false;
    *made = token.text;
    return true;
}

bool account_token_revoke(struct request *r, struct err *failure)
{
    struct token_to_end which = {http_field(&r->form, "token"), r->user.id};
    return token_end(r->app, r->arena, &which, failure);
}
