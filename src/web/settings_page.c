/* Réglages: every page on which something is set, with a sentence each; those the person may open.
 */
#include "gen/views.h"
#include "pages.h"
#include "shell.h"

static const struct entry {
    const char *href;
    enum right right;
    const char *title, *about;
} entries[] = {
    {"/settings/creditors", RIGHT_SEE_SETTINGS, N_("Créanciers"),
     N_("Pour qui l’on relance : qualité, en-tête des lettres, et ce qui leur manque encore.")},
    {"/settings/letterhead", RIGHT_SEE_SETTINGS, N_("En-tête de la maison"),
     N_("Qui écrit sous mandat ou comme factor, et qui répond.")},
    {"/settings/rules", RIGHT_SEE_SETTINGS, N_("Règles en vigueur"),
     N_("Ce que la maison fait d’office, par versions : lire, comparer, essayer, charger.")},
    {"/people", RIGHT_MANAGE_USERS, N_("Personnes"),
     N_("Qui se connecte, avec quels rôles, et pour quels créanciers.")},
    {"/settings/mail", RIGHT_MANAGE_USERS, N_("Messagerie"),
     N_("Le serveur à qui les e-mails sont remis, et au nom de qui.")},
    {"/settings/backups", RIGHT_SET_HOUSE, N_("Sauvegardes"),
     N_("Faire une sauvegarde, relire et emporter celles qui sont là.")},
    {"/settings/jobs", RIGHT_SET_HOUSE, N_("Travaux"),
     N_("Ce que le serveur fait de lui-même, et les fichiers en chemin.")},
    {"/imports/mapping", RIGHT_IMPORT, N_("Correspondances"),
     N_("Ce que sont les colonnes des listes que Relance ne reconnaît pas de lui-même.")},
};

bool settings_page(struct request *r, struct response *out, struct err *err)
{
    struct v_settings view = {0};
    struct v_settings_entries *rows =
        ARENA_ARRAY(r->arena, COUNT_OF(entries), struct v_settings_entries);
    (void)err;
    for (size_t i = 0; i < COUNT_OF(entries); i++) {
        if (right_given(r->user.roles, entries[i].right))
            rows[view.entries_count++] =
                (struct v_settings_entries){.href = str_of(entries[i].href),
                                            .title = str_of(tr(r->lang, entries[i].title)),
                                            .about = str_of(tr(r->lang, entries[i].about))};
    }
    view.entries = rows;
    shell_fill(r, out, SHELL_SETTINGS, str_of(tr(r->lang, N_("Réglages"))), &view.page);
    view_settings(&out->body, &view, r->lang);
    return true;
}
