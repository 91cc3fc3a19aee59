/* relance letterhead. */
#include "app/letters/letter_text.h"
#include "app/letters/letterhead.h"
#include "app/open_app.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct letterhead *head)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text_or_null(&j, "creditor", head->owner);
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        if (head->values[f].n > 0)
            json_text(&j, sender_field_code((enum sender_field)f), head->values[f]);
        else
            json_null(&j, sender_field_code((enum sender_field)f));
    }
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct letterhead *head)
{
    if (head->owner.n > 0)
        buf_add(&c->out, head->owner);
    else
        buf_add_c(&c->out, cmd_tr(c, N_("La maison")));
    buf_add_c(&c->out, "\n\n");
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        buf_add_c(&c->out, sender_field_words((enum sender_field)f, c->lang));
        buf_add_c(&c->out, cmd_tr(c, N_(" : ")));
        buf_add(&c->out, head->values[f].n > 0 ? head->values[f] : STR("—"));
        buf_add_char(&c->out, '\n');
    }
}

static int run_letterhead(struct cmd *c)
{
    struct letterhead_request request = {.house = cmd_has(c, "house")};
    struct letterhead head;
    struct app *app = NULL;
    if (c->argument_count > 0 && request.house) {
        err_set_field(&c->err, ERR_OPTION_CONFLICT, "house", c->arguments[0]);
        return cmd_fail(c);
    }
    request.creditor = c->argument_count > 0 ? c->arguments[0] : STR("");
    for (int f = 0; f < SENDER_FIELD_COUNT; f++) {
        if (cmd_has(c, sender_field_code((enum sender_field)f)))
            request.values[f] = cmd_value(c, sender_field_code((enum sender_field)f));
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = letterhead_say(app, &c->arena, &request, &head, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &head);
    else
        print_text(c, &head);
    return EXIT_DONE;
}

static const struct cmd_option letterhead_options[] = {
    {"house", NULL, 0, N_("la maison, qui écrit pour le compte d’autrui ou comme factor")},
    {"name", "TEXTE", 0, N_("le nom en tête des lettres")},
    {"activity", "TEXTE", 0, N_("ce que fait l’expéditeur (R124-4, 1° pour un mandataire)")},
    {"address", "TEXTE", 0, N_("son adresse, sur une ligne")},
    {"legal", "TEXTE", 0, N_("forme, capital, registre, numéro de TVA")},
    {"notice", "TEXTE", 0, N_("une phrase de pied de page (assurance, R124-2)")},
    {"privacy", "TEXTE", 0, N_("à qui écrire pour ses données personnelles")},
    {"contact", "TEXTE", 0, N_("qui signe et répond (sinon la personne qui écrit la lettre)")},
    {"title", "TEXTE", 0, N_("sa fonction")},
    {"phone", "TEXTE", 0, N_("son téléphone")},
    {"hours", "TEXTE", 0, N_("ses heures : « de 9 h à 17 h 30 »")},
    {"email", "TEXTE", 0, N_("son adresse e-mail")},
    {"place", "TEXTE", 0, N_("la ville qui date les lettres (sinon celle de l’adresse)")},
    {"cheque", "yes|no", 0, N_("les chèques sont acceptés, à l’ordre du titulaire du compte")},
    {"mediator", "TEXTE", 0, N_("le médiateur de la consommation, nom et adresse")},
    {"basis", "TEXTE", 0, N_("d’un créancier : ce dont il demande le prix (R124-4, 3°)")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letterhead = {
    .name = "letterhead",
    .arguments = "[CODE]",
    .arguments_max = 1,
    .options = letterhead_options,
    .summary = N_("qui écrit : l’en-tête et le pied des lettres d’un créancier ou de la maison"),
    .help = N_("En son nom, un créancier écrit sous le sien ; sous mandat ou comme factor, la "
               "maison écrit.\nUne valeur vide retire ce qui avait été dit.\n"
               "Exemple : relance letterhead CLIENT --address \"3, rue du Port, 56100 Lorient\""),
    .run = run_letterhead,
};
