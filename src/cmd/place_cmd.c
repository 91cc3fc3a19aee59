/* relance pin, postpone, release, match override. */
#include "app/file/place_file.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"
#include "object_out.h"

static void print_json(struct cmd *c, const struct place_wanted *wanted, struct str ref)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "ref", ref);
    json_cstr(&j, "place", file_place_code(wanted->place));
    if (day_is(wanted->through))
        json_day(&j, "until", wanted->through);
    else
        json_null(&j, "until");
    json_object_end(&j);
    json_end(&j);
}

static void print_line(struct cmd *c, const struct place_wanted *wanted, struct str ref)
{
    static const char *const said[PLACE_COUNT] = {
        [PLACE_PINNED] = N_(" est en tête de la liste"),
        [PLACE_POSTPONED] = N_(" est reporté"),
        [PLACE_RELEASED] = N_(" reprend la place que les règles lui donnent"),
        [PLACE_CREDITS_OVERRIDDEN] = N_(" est relancé sans attendre le pointage"),
    };
    buf_add(&c->out, ref);
    buf_add_c(&c->out, cmd_tr(c, said[wanted->place]));
    if (day_is(wanted->through)) {
        buf_add_c(&c->out, cmd_tr(c, N_(" jusqu’au ")));
        buf_add_day(&c->out, wanted->through);
    }
    buf_add_c(&c->out, "\n");
}

static int run_place(struct cmd *c, enum file_place place)
{
    struct place_wanted wanted = {.place = place, .through = DAY_NONE, .why = cmd_value(c, "why")};
    struct object_request request = {0};
    int64_t account = 0;
    struct buf ref;
    if ((cmd_has(c, "until") && !cmd_day(c, "until", &wanted.through)) || !object_open(c, &request))
        return cmd_fail(c);
    bool ok = place_file(&request, &wanted, &account, &c->err);
    app_close(request.app);
    if (!ok)
        return cmd_fail(c);
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, account);
    if (c->json)
        print_json(c, &wanted, buf_str(&ref));
    else
        print_line(c, &wanted, buf_str(&ref));
    return EXIT_DONE;
}

static int run_pin(struct cmd *c) { return run_place(c, PLACE_PINNED); }
static int run_postpone(struct cmd *c) { return run_place(c, PLACE_POSTPONED); }
static int run_release(struct cmd *c) { return run_place(c, PLACE_RELEASED); }
static int run_override(struct cmd *c) { return run_place(c, PLACE_CREDITS_OVERRIDDEN); }

static const struct cmd_option pin_options[] = {
    {"until", "D", 0, N_("dernier jour, inclus ; sinon jusqu’à « relance release »")},
    {"why", "TEXTE", 0, N_("pourquoi")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option postpone_options[] = {
    {"until", "D", OPT_REQUIRED, N_("le jour jusqu’auquel le dossier attend, inclus")},
    {"why", "TEXTE", OPT_REQUIRED, N_("pourquoi")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option override_options[] = {
    {"why", "TEXTE", OPT_REQUIRED, N_("pourquoi")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option release_options[] = {
    {"why", "TEXTE", 0, N_("pourquoi")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_pin = {
    .name = "pin",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = pin_options,
    .summary = N_("met un dossier en tête de la liste"),
    .help =
        N_("Ce qui interdit de relancer l’emporte : un dossier épinglé et bloqué reste bloqué.\n"
           "Exemple : relance pin C-000042-X --until 2026-12-04 --why \"le directeur l’attend\""),
    .run = run_pin,
};

const struct command cmd_postpone = {
    .name = "postpone",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = postpone_options,
    .summary = N_("remet un dossier à plus tard"),
    .help = N_("La fin et la raison sont exigées : un dossier n’est pas oublié.\n"
               "Exemple : relance postpone C-000042-X --until 2026-12-04 --why \"en congé\""),
    .run = run_postpone,
};

const struct command cmd_release = {
    .name = "release",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = release_options,
    .summary = N_("rend à un dossier la place que les règles lui donnent"),
    .help = N_("Annule « relance pin », « relance postpone » et « relance match override ».\n"
               "Exemple : relance release C-000042-X"),
    .run = run_release,
};

const struct command cmd_match_override = {
    .name = "match override",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = override_options,
    .summary = N_("relance un dossier sans attendre que ses crédits soient pointés"),
    .help = N_("Des crédits non affectés qui couvriraient une part de ce qui est échu se pointent "
               "avant d’appeler ; la raison de passer outre est exigée. « relance release » "
               "l’annule.\n"
               "Exemple : relance match override C-000042-X --why \"acompte d’une autre "
               "commande\""),
    .run = run_override,
};
