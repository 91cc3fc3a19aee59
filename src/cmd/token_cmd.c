/* relance token add, token list, token revoke: what other programs sign in with. */
#include "app/open_app.h"
#include "app/people/people.h"
#include "app/people/tokens.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static bool open_database(struct cmd *c, struct app **app)
{
    return app_open(&c->arena, c->db_url, c->today, app, &c->err);
}

/* ---- add ---- */

static const struct cmd_option add_options[] = {
    {"user", "LOGIN", OPT_REQUIRED, N_("la personne au nom de laquelle le programme agit")},
    {"name", "N", OPT_REQUIRED, N_("à quoi sert le jeton")},
    {"scopes", "S,…", OPT_REQUIRED,
     N_("entre virgules : read:files, read:queue, write:objects, write:outcomes, import "
        "ou read:metrics")},
    {"until", "D", OPT_REQUIRED, N_("dernier jour où il vaut, dans les 400 jours")},
    {NULL, NULL, 0, NULL},
};

static void add_report(struct cmd *c, const struct app *app, const struct token_made *made)
{
    struct json j;
    if (!c->json) {
        buf_add_c(&c->out, cmd_tr(c, N_("Voici le jeton ; il ne sera plus montré :")));
        buf_add_c(&c->out, "\n  ");
        buf_add(&c->out, made->text);
        buf_add_char(&c->out, '\n');
        return;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "token", made->text);
    token_json(&j, app, &made->token, made->user.login);
    json_object_end(&j);
    json_end(&j);
}

static int run_add(struct cmd *c)
{
    struct token_wanted wanted = {.login = cmd_value(c, "user"), .name = cmd_value(c, "name")};
    struct token_made made;
    struct app *app = NULL;
    bool ok = token_read_scopes(cmd_value(c, "scopes"), &wanted.scopes, &c->err) &&
              cmd_day(c, "until", &wanted.until) && open_database(c, &app) &&
              token_make(app, &c->arena, &wanted, &made, &c->err);
    if (ok)
        add_report(c, app, &made);
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

const struct command cmd_token_add = {
    .name = "token add",
    .arguments = "",
    .options = add_options,
    .summary = N_("Crée un jeton avec lequel un autre programme emploie /api/v1."),
    .help = N_("Le jeton agit au nom de la personne : il donne ce que disent ses portées, jamais "
               "plus que les droits et les créanciers qu’elle a au moment de la demande. Il est "
               "montré une fois ; seule son empreinte est gardée. Fermer l’accès de la personne "
               "révoque ses jetons.\n"
               "\n"
               "Exemple : relance token add --user claire --name \"ERP\" --scopes "
               "read:files,import --until 2027-06-30"),
    .run = run_add,
};

/* ---- list ---- */

static const struct cmd_option list_options[] = {
    {"user", "LOGIN", 0, N_("ceux de cette personne seulement")},
    {NULL, NULL, 0, NULL},
};

static struct str login_of(const struct user *users, size_t count, int64_t user_id)
{
    for (size_t i = 0; i < count; i++) {
        if (users[i].id == user_id)
            return users[i].login;
    }
    return STR("");
}

struct listing {
    struct stored_tokens tokens;
    struct user *users;
    size_t user_count;
};

static void list_json(struct cmd *c, const struct app *app, const struct listing *l)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "tokens");
    for (size_t i = 0; i < l->tokens.count; i++) {
        const struct stored_token *token = &l->tokens.rows[i];
        json_object(&j, NULL);
        token_json(&j, app, token, login_of(l->users, l->user_count, token->user_id));
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static const char *state_text(struct cmd *c, enum token_state state)
{
    static const char *const texts[] = {[TOKEN_VALID] = N_("en cours"),
                                        [TOKEN_RUN_OUT] = N_("périmé"),
                                        [TOKEN_REVOKED] = N_("révoqué")};
    return cmd_tr(c, texts[state]);
}

static void list_text(struct cmd *c, const struct app *app, const struct listing *l)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llllll");
    for (size_t i = 0; i < l->tokens.count; i++) {
        const struct stored_token *token = &l->tokens.rows[i];
        buf_add_int(&t.cell, token->id);
        columns_next(&t);
        buf_add(&t.cell, login_of(l->users, l->user_count, token->user_id));
        columns_next(&t);
        buf_add(&t.cell, str_cut_utf8(token->name, 40));
        columns_next(&t);
        for (int scope = 0; scope < TOKEN_SCOPE_COUNT; scope++) {
            if (!token_scopes_have(token->scopes, (enum token_scope)scope))
                continue;
            buf_add_c(&t.cell, t.cell.n > 0 ? "," : "");
            buf_add_c(&t.cell, token_scope_code((enum token_scope)scope));
        }
        columns_next(&t);
        buf_add_day_fr(&t.cell, token->until);
        columns_next(&t);
        columns_text(&t, state_text(c, token_state(app, token)));
    }
    columns_end(&t, 0, &c->out);
}

static bool load(struct cmd *c, struct app *app, struct listing *l)
{
    struct user user = {0};
    if (cmd_has(c, "user") && !people_get(app, &c->arena, cmd_value(c, "user"), &user, &c->err))
        return false;
    return tokens_of(app, &c->arena, user.id, &l->tokens, &c->err) &&
           people_list(app, &c->arena, &l->users, &l->user_count, &c->err);
}

static int run_list(struct cmd *c)
{
    struct listing l = {0};
    struct app *app = NULL;
    bool ok = open_database(c, &app) && load(c, app, &l);
    if (ok && c->json)
        list_json(c, app, &l);
    else if (ok)
        list_text(c, app, &l);
    app_close(app);
    return ok ? EXIT_DONE : cmd_fail(c);
}

const struct command cmd_token_list = {
    .name = "token list",
    .arguments = "",
    .options = list_options,
    .summary = N_("Liste les jetons : à qui, pour quoi, jusqu’à quand."),
    .run = run_list,
};

/* ---- revoke ---- */

static int run_revoke(struct cmd *c)
{
    struct token_to_end which = {.id = c->arguments[0]};
    struct json j;
    struct app *app = NULL;
    bool ok = open_database(c, &app) && token_end(app, &c->arena, &which, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (!c->json) {
        buf_add_c(&c->out, cmd_tr(c, N_("Le jeton est révoqué.")));
        buf_add_char(&c->out, '\n');
        return EXIT_DONE;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "id", which.id);
    json_bool(&j, "revoked", true);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

const struct command cmd_token_revoke = {
    .name = "token revoke",
    .arguments = "ID",
    .arguments_min = 1,
    .arguments_max = 1,
    .summary = N_("Révoque un jeton : il ne vaut plus dès la demande suivante."),
    .help = N_("Exemple : relance token revoke 4611686018427387904"),
    .run = run_revoke,
};
