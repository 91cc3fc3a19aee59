/* relance assign, assign list. */
#include "app/acts/change_object.h"
#include "app/books/assign_items.h"
#include "commands.h"
#include "object_out.h"

static const struct cmd_option assign_options[] = {
    {"items", "N,N…", 0, N_("les pièces cédées, par numéro")},
    {"all", NULL, 0, N_("toutes les pièces du dossier, celles à venir comprises")},
    {"since", "D", 0, N_("avec --all : seulement les pièces émises depuis ce jour")},
    {"payee", "CODE", 0, N_("le bénéficiaire à qui elles appartiennent désormais")},
    {"on", "D", 0, N_("jour de la cession ; aujourd’hui d’office")},
    {"notified", "D", 0, N_("jour où le débiteur en a été informé ; avec --proof")},
    {"proof", "TEXTE", 0, N_("la preuve de la notification : mention sur la facture, recommandé…")},
    {"confidential", NULL, 0, N_("cession confidentielle : le débiteur paie comme avant")},
    {"capacity", "own|mandate|factor", 0, N_("en quelle qualité ces pièces sont réclamées")},
    {"note", "TEXTE", 0, N_("remarque")},
    {"undo", "N", 0, N_("annule la cession de ce numéro ; avec --why")},
    {"why", "TEXTE", 0, N_("la raison, gardée dans l’historique")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

static bool read_wanted(struct cmd *c, struct assignment_wanted *wanted)
{
    *wanted = (struct assignment_wanted){.items = cmd_value(c, "items"),
                                         .all = cmd_has(c, "all"),
                                         .since = DAY_NONE,
                                         .payee = cmd_value(c, "payee"),
                                         .on = DAY_NONE,
                                         .notified = DAY_NONE,
                                         .proof = cmd_value(c, "proof"),
                                         .confidential = cmd_has(c, "confidential"),
                                         .has_capacity = cmd_has(c, "capacity"),
                                         .note = cmd_value(c, "note")};
    if (wanted->payee.n == 0)
        return err_set_field(&c->err, ERR_OPTION_MISSING, "payee", STR("payee"));
    if (wanted->has_capacity && !OBJECT_CODE(c, "capacity", capacity_parse, &wanted->capacity))
        return false;
    return cmd_day(c, "since", &wanted->since) && cmd_day(c, "on", &wanted->on) &&
           cmd_day(c, "notified", &wanted->notified);
}

static int run_undo(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct object_wanted change = {VERB_ASSIGNMENT_REVERSE, cmd_value(c, "undo"),
                                   cmd_value(c, "why")};
    bool ok = object_open(c, &request) && change_object(&request, &change, &made, &c->err);
    return object_report(c, &request, OBJECT_ASSIGNMENT, ok, &made);
}

static int run_assign(struct cmd *c)
{
    struct object_request request = {0};
    struct object_made made = {0};
    struct assignment_wanted wanted;
    if (cmd_has(c, "undo"))
        return run_undo(c);
    bool ok = read_wanted(c, &wanted) && object_open(c, &request) &&
              assign_items(&request, &wanted, &made, &c->err);
    return object_report(c, &request, OBJECT_ASSIGNMENT, ok, &made);
}

const struct command cmd_assign = {
    .name = "assign",
    .arguments = "REF",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = assign_options,
    .summary = N_("note que des pièces sont cédées : à un factor, à une banque (Dailly)"),
    .help = N_("Tant que le débiteur n’en est pas informé, il se libère en payant le créancier et "
               "rien ne lui est demandé pour ces pièces ; ensuite, seul le nouveau bénéficiaire "
               "est payé (C. civ. 1324, 1346-5 ; CMF L313-28). Une nouvelle cession de la même "
               "pièce remplace la précédente.\n"
               "\n"
               "Exemple : relance assign C-000042-X --items F2026-118 --payee FACTO --on "
               "2026-11-02 --notified 2026-11-02 --proof \"mention sur la facture\""),
    .run = run_assign,
};

static int run_list(struct cmd *c) { return object_list(c, OBJECT_ASSIGNMENT); }

const struct command cmd_assign_list = {
    .name = "assign list",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = object_list_options,
    .summary = N_("les cessions et ce qui reste à notifier"),
    .help = N_("Exemple : relance assign list --status to_notify"),
    .run = run_list,
};
