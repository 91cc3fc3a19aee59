/* Réglages: every page on which something is set, with a sentence each; those the person may open.
 */
#include "app/legal/load_law.h"
#include "gen/views.h"
#include "law/coverage.h"
#include "web/pages.h"
#include "web/parts/format.h"
#include "web/parts/shell.h"

#define LAW_ENTRY "/settings/law"

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
    {LAW_ENTRY, RIGHT_SEE_SETTINGS, N_("Tables de droit"),
     N_("Taux, délais et jours fériés : leur source, et le dernier jour qu’ils couvrent.")},
    {"/settings/teams", RIGHT_SEE_SETTINGS, N_("Équipes et absences"),
     N_("Qui travaille avec qui, qui est absent, et qui prend ses dossiers.")},
    {"/people", RIGHT_MANAGE_USERS, N_("Personnes"),
     N_("Qui se connecte, avec quels rôles, et pour quels créanciers.")},
    {"/settings/mail", RIGHT_MANAGE_USERS, N_("Messagerie"),
     N_("Le serveur à qui les e-mails sont remis, et au nom de qui.")},
    {"/settings/run", RIGHT_SET_HOUSE, N_("Passage du jour"),
     N_("L’heure à laquelle le serveur décide de la journée, et comment s’est passé le dernier.")},
    {"/settings/backups", RIGHT_SET_HOUSE, N_("Sauvegardes"),
     N_("Faire une sauvegarde, relire et emporter celles qui sont là.")},
    {"/settings/jobs", RIGHT_SET_HOUSE, N_("Travaux"),
     N_("Ce que le serveur fait de lui-même, et les fichiers en chemin.")},
    {"/imports/mapping", RIGHT_IMPORT, N_("Correspondances"),
     N_("Ce que sont les colonnes des listes que Relance ne reconnaît pas de lui-même.")},
};

/* How many tables end soon, in words: whoever sets them is told here. */
static bool law_warning(struct request *r, struct str *out, struct err *err)
{
    struct law_in_force *law = ARENA_NEW(r->arena, struct law_in_force);
    struct str who[LAW_TABLE_COUNT];
    int64_t ending = 0;
    if (!load_law_told(r->app, r->arena, law, who, err))
        return false;
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        struct law_coverage v = law_table_coverage(&law->tables, (enum law_table)i);
        ending += law_coverage_ends(&v, r->app->today);
    }
    struct str n = format_count(r->arena, ending, r->lang);
    if (ending > 0)
        *out = format_text(r->arena,
                           format_plural(r->lang, ending, N_("%1 table finit dans les 30 jours"),
                                         N_("%1 tables finissent dans les 30 jours")),
                           &n, 1);
    return true;
}

bool settings_page(struct request *r, struct response *out, struct err *err)
{
    struct v_settings view = {0};
    struct v_settings_entries *rows =
        ARENA_ARRAY(r->arena, COUNT_OF(entries), struct v_settings_entries);
    for (size_t i = 0; i < COUNT_OF(entries); i++) {
        struct v_settings_entries *row = &rows[view.entries_count];
        if (!right_given(r->user.roles, entries[i].right))
            continue;
        *row = (struct v_settings_entries){.href = str_of(entries[i].href),
                                           .title = str_of(tr(r->lang, entries[i].title)),
                                           .about = str_of(tr(r->lang, entries[i].about))};
        if (str_is(row->href, LAW_ENTRY) && !law_warning(r, &row->warning, err))
            return false;
        view.entries_count++;
    }
    view.entries = rows;
    shell_fill(r, out, SHELL_SETTINGS, str_of(tr(r->lang, N_("Réglages"))), &view.page);
    view_settings(&out->body, &view, r->lang);
    return true;
}
