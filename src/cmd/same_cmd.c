/* relance same, same list, same siren, same part. */
#include "app/file/link_people.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"

static void people_json(struct json *j, struct cmd *c, const struct same_people *group)
{
    json_bool(j, "linked", group->linked);
    json_text_or_null(j, "siren", group->siren);
    json_array(j, "people");
    for (size_t i = 0; i < group->count; i++) {
        struct buf ref;
        buf_init(&ref, &c->arena, 64);
        buf_add_ref(&ref, REF_DEBTOR, group->rows[i].number);
        json_object(j, NULL);
        json_text(j, "debtor", buf_str(&ref));
        json_text(j, "name", group->rows[i].name);
        json_object_end(j);
    }
    json_array_end(j);
}

static void people_line(struct cmd *c, const struct same_people *group)
{
    buf_add_c(&c->out, group->linked ? cmd_tr(c, N_("une personne"))
                                     : cmd_tr(c, N_("peut-être une personne")));
    for (size_t i = 0; i < group->count; i++) {
        buf_add_c(&c->out, i == 0 ? "  " : ", ");
        buf_add_ref(&c->out, REF_DEBTOR, group->rows[i].number);
        buf_add_char(&c->out, ' ');
        buf_add(&c->out, group->rows[i].name);
    }
    if (group->siren.n > 0) {
        buf_add_c(&c->out, "  SIREN ");
        buf_add(&c->out, group->siren);
    }
    buf_add_char(&c->out, '\n');
}

static int print_people(struct cmd *c, const struct same_people *group)
{
    if (!c->json) {
        people_line(c, group);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    people_json(&j, c, group);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static int print_list(struct cmd *c, const struct same_list *list)
{
    if (!c->json) {
        for (size_t i = 0; i < list->count; i++)
            people_line(c, &list->groups[i]);
        return EXIT_DONE;
    }
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "links", (int64_t)list->links);
    json_array(&j, "groups");
    for (size_t i = 0; i < list->count; i++) {
        json_object(&j, NULL);
        people_json(&j, c, &list->groups[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static int run_people(struct cmd *c, bool part)
{
    struct same_request r = {.why = cmd_value(c, "why")};
    struct same_people group;
    struct app *app = NULL;
    for (size_t i = 0; i < (part ? 1 : 2); i++)
        r.people[i] =
            (struct file_query){.ref = c->arguments[i], .creditor = cmd_value(c, "creditor")};
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = part ? part_people(app, &c->arena, &r, &group, &c->err)
                   : link_people(app, &c->arena, &r, &group, &c->err);
    app_close(app);
    return ok ? print_people(c, &group) : cmd_fail(c);
}

static int run_list(struct cmd *c, bool link)
{
    struct same_list list;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = link ? link_by_siren(app, &c->arena, cmd_value(c, "why"), &list, &c->err)
                   : list_same(app, &c->arena, &list, &c->err);
    app_close(app);
    return ok ? print_list(c, &list) : cmd_fail(c);
}

static int run_same(struct cmd *c) { return run_people(c, false); }
static int run_part(struct cmd *c) { return run_people(c, true); }
static int run_same_list(struct cmd *c) { return run_list(c, false); }
static int run_same_siren(struct cmd *c) { return run_list(c, true); }

static const struct cmd_option people_options[] = {
    {"why", "TEXTE", 0, N_("pourquoi")},
    {"creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers")},
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option siren_options[] = {
    {"why", "TEXTE", 0, N_("pourquoi")},
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option no_options[] = {{NULL, NULL, 0, NULL}};

const struct command cmd_same = {
    .name = "same",
    .arguments = "REF REF",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = people_options,
    .summary = N_("dit que deux débiteurs sont une seule personne"),
    .help =
        N_("Connue de deux créanciers, une personne reste une personne : le nombre de contacts, "
           "une opposition, une tutelle, une procédure valent pour elle partout. Les dossiers "
           "restent séparés, et chacun ne voit que les siens.\n"
           "Exemple : relance same D-000017-R D-000042-K --why \"même SIREN\""),
    .run = run_same,
};

const struct command cmd_same_list = {
    .name = "same list",
    .arguments = "",
    .options = no_options,
    .summary = N_("qui est connu deux fois : reconnu, ou proposé par un même SIREN"),
    .run = run_same_list,
};

const struct command cmd_same_siren = {
    .name = "same siren",
    .arguments = "",
    .options = siren_options,
    .summary = N_("reconnaît d’un coup tous ceux qui ont le même SIREN"),
    .run = run_same_siren,
};

const struct command cmd_same_part = {
    .name = "same part",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = people_options,
    .summary = N_("dit qu’un débiteur n’est finalement personne d’autre"),
    .help = N_("Exemple : relance same part D-000042-K --why \"homonyme\""),
    .run = run_part,
};
