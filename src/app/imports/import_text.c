#include "import_text.h"

#include <string.h>

#include "base/check.h"
#include "gen/messages.h"

static const struct {
    const char *code, *text;
} warning_texts[] = {
    {"opening_difference",
     N_("comptes dont les à-nouveaux diffèrent du solde connu ; un écart daté a été créé")},
    {"letter_unbalanced", N_("groupes de lettrage non équilibrés ; leur reste demeure ouvert")},
    {"vanished", N_("lignes connues de la période absentes de ce fichier")},
    {"outdated", N_("lignes dont un fichier plus récent donne un autre lettrage ; il est gardé")},
    {"unbalanced", N_("écritures non équilibrées, acceptées comme demandé")},
    {"creditor_created", N_("créancier créé avec ce fichier")},
    {"told_superseded", N_("postes que le grand livre, plus récent, ne connaît pas ; il fait foi")},
    {"mapping_used", N_("correspondance retrouvée à l’en-tête de la liste")},
    {"no_pdftotext",
     N_("documents dont seul le nom a été regardé : pdftotext (poppler-utils) n’est pas installé")},
    {"text_failed", N_("documents dont le texte n’a pas pu être lu")},
    {"copies_later",
     N_("les copies en attente n’ont pas pu être revues ; elles le seront au prochain import")},
    {"contradicted", N_("contradictions avec ce que des personnes ont décidé ou convenu")},
    {"hand_closed", N_("saisies à la main que la liste solde")},
    {"reopened", N_("postes que la liste montre plus ouverts qu’on ne le pensait : à vérifier")},
};

const char *import_warning_text(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(warning_texts); i++) {
        if (strcmp(code, warning_texts[i].code) == 0)
            return warning_texts[i].text;
    }
    return NULL;
}
