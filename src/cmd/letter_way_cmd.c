/* relance letter sent, presented, received, returned, cancel. */
#include "app/letters/letter_text.h"
#include "app/letters/letter_way.h"
#include "app/letters/letters_json.h"
#include "app/letters/print_letters.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct letter_told *told, size_t count)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "letters");
    for (size_t i = 0; i < count; i++) {
        json_object(&j, NULL);
        told_letter_json(&j, &c->arena, &told[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct letter_told *told, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_ref(&c->out, REF_DOCUMENT, told[i].letter.document_number);
        buf_add_c(&c->out, "  ");
        buf_add_c(&c->out, mailing_state_words(told[i].letter.mail.state, c->lang));
        buf_add_c(&c->out, told[i].changed ? "\n" : cmd_tr(c, N_(" (c’était su)\n")));
    }
}

/* The letters of a batch instead of references. */
static bool name_batch(struct cmd *c, struct app *app, struct str **refs, size_t *count)
{
    struct letters_wanted wanted = {0};
    struct listed_letters letters;
    if (!cmd_int(c, "batch", &wanted.batch) ||
        !list_letters(app, &c->arena, &wanted, &letters, &c->err))
        return false;
    if (letters.count == 0 || wanted.batch == 0)
        return err_set_field(&c->err, ERR_UNKNOWN_LETTER, "batch", cmd_value(c, "batch"));
    *refs = ARENA_ARRAY(&c->arena, letters.count, struct str);
    for (size_t i = 0; i < letters.count; i++) {
        const struct stored_letter *l = &letters.rows[i].letter;
        if (l->mail.state == MAILING_IS_PRINTED)
            (*refs)[(*count)++] = ref_str(&c->arena, REF_DOCUMENT, l->document_number);
    }
    return true;
}

/* Each letter is a transaction of its own: what was said of the first stands when the second is
 * refused, and the error names which. */
static bool say_all(struct cmd *c, struct app *app, const struct mailing_step *step,
                    struct letter_told **told, size_t *count)
{
    struct str *refs = NULL;
    size_t n = 0;
    if (cmd_has(c, "batch") && !name_batch(c, app, &refs, &n))
        return false;
    size_t most = c->argument_count + n;
    *told = ARENA_ARRAY(&c->arena, most, struct letter_told);
    for (size_t i = 0; i < most; i++) {
        struct letter_said said = {.letter = i < c->argument_count ? c->arguments[i]
                                                                   : refs[i - c->argument_count],
                                   .step = *step,
                                   .tracking = cmd_value(c, "registered"),
                                   .why = cmd_value(c, "why")};
        if (!letter_say(app, &c->arena, &said, &(*told)[i], &c->err))
            return false;
        *count = i + 1;
    }
    return true;
}

static int run_step(struct cmd *c, enum mailing_state to)
{
    struct mailing_step step = {to, c->today, MAILING_RETURN_COUNT};
    struct letter_told *told = NULL;
    struct app *app = NULL;
    size_t count = 0;
    bool batch = cmd_has(c, "batch");
    if (!batch && c->argument_count == 0) {
        err_set_field(&c->err, ERR_OPTION_MISSING, "LETTRE", STR(""));
        return cmd_fail(c);
    }
    if (cmd_has(c, "registered") && (batch || c->argument_count != 1)) {
        err_set_field(&c->err, ERR_OPTION_CONFLICT, "registered", STR(""));
        return cmd_fail(c);
    }
    if (to == MAILING_IS_RETURNED && !mailing_return_parse(cmd_value(c, "reason"), &step.why))
        return cmd_bad_value(c, "reason", cmd_value(c, "reason"));
    if (!cmd_day(c, "on", &step.on) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = say_all(c, app, &step, &told, &count);
    app_close(app);
    if (ok && c->json)
        print_json(c, told, count);
    else if (!c->json)
        print_text(c, told, count);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static int run_sent(struct cmd *c) { return run_step(c, MAILING_IS_SENT); }
static int run_presented(struct cmd *c) { return run_step(c, MAILING_IS_PRESENTED); }
static int run_received(struct cmd *c) { return run_step(c, MAILING_IS_RECEIVED); }
static int run_returned(struct cmd *c) { return run_step(c, MAILING_IS_RETURNED); }
static int run_cancel(struct cmd *c) { return run_step(c, MAILING_IS_CANCELLED); }

#define OPTION_ON                                                                                  \
    {                                                                                              \
        "on", "AAAA-MM-JJ", 0, N_("le jour (sinon --today)")                                       \
    }

static const struct cmd_option sent_options[] = {
    OPTION_ON,
    {"batch", "N", 0, N_("toutes les lettres imprimées de ce lot")},
    {"registered", "NUMÉRO", 0, N_("le numéro du recommandé, d’une seule lettre")},
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option on_options[] = {
    OPTION_ON,
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option returned_options[] = {
    OPTION_ON,
    {"reason", "MOTIF", OPT_REQUIRED, N_("unclaimed, refused, unknown ou bad_address")},
    {NULL, NULL, 0, NULL},
};
static const struct cmd_option cancel_options[] = {
    {"why", "TEXTE", OPT_REQUIRED, N_("la raison, gardée avec la lettre")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter_sent = {
    .name = "letter sent",
    .arguments = "[LETTRE]",
    .arguments_max = -1,
    .options = sent_options,
    .summary = N_("note que des lettres sont parties, et le numéro du recommandé"),
    .help = N_("LETTRE : P-… ou le numéro du recommandé. Une lettre partie est un contact ; la "
               "première lettre d’un mandat ouvre les appels.\n"
               "Exemple : relance letter sent P-000012-X --registered 1A12345678901"),
    .run = run_sent,
};
const struct command cmd_letter_presented = {
    .name = "letter presented",
    .arguments = "LETTRE…",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = on_options,
    .summary = N_("note la première présentation : une mise en demeure prend effet ce jour"),
    .help = N_("Exemple : relance letter presented 1A12345678901 --on 2026-11-25"),
    .run = run_presented,
};
const struct command cmd_letter_received = {
    .name = "letter received",
    .arguments = "LETTRE…",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = on_options,
    .summary = N_("note le jour de l’avis de réception"),
    .help = N_("Exemple : relance letter received 1A12345678901 --on 2026-11-26"),
    .run = run_received,
};
const struct command cmd_letter_returned = {
    .name = "letter returned",
    .arguments = "LETTRE…",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = returned_options,
    .summary = N_("note qu’une lettre est revenue, et pourquoi"),
    .help = N_("Non réclamée ou refusée, elle vaut ; revenue d’une mauvaise adresse, elle n’a "
               "touché personne et ce qu’elle avait ouvert se referme.\n"
               "Exemple : relance letter returned 1A12345678901 --reason unknown"),
    .run = run_returned,
};
const struct command cmd_letter_cancel = {
    .name = "letter cancel",
    .arguments = "LETTRE…",
    .arguments_min = 1,
    .arguments_max = -1,
    .options = cancel_options,
    .summary = N_("retire de la file une lettre qui n’est pas partie"),
    .help = N_("Exemple : relance letter cancel P-000012-X --why \"le client a payé\""),
    .run = run_cancel,
};
