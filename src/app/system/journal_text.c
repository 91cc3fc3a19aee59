#include "journal_text.h"

static const struct {
    const char *kind, *words;
} told[] = {
    {"work_pin", N_("Mis en tête de la liste")},
    {"work_postpone", N_("Reporté")},
    {"work_release", N_("Rendu à la place que les règles lui donnent")},
    {"work_match_override", N_("Relancé sans attendre le pointage")},
    {"work_sales_told", N_("Commerciaux prévenus")},
    {"file_given", N_("Changé de mains")},
    {"file_note", N_("Note")},
    {"facts_told", N_("Renseigné à la main")},
    {"promise_make", N_("Promesse prise")},
    {"promise_supersede", N_("Promesse remplacée")},
    {"promise_cancel", N_("Promesse annulée")},
    {"promise_confirm", N_("Promesse : réponse du créancier")},
    {"plan_draw", N_("Échéancier préparé")},
    {"plan_propose", N_("Échéancier proposé")},
    {"plan_agree", N_("Échéancier convenu")},
    {"plan_end", N_("Échéancier terminé")},
    {"dispute_open", N_("Litige ouvert")},
    {"dispute_answer", N_("Litige : réponse du service")},
    {"dispute_conclude", N_("Litige conclu")},
    {"hold_place", N_("Mis en attente")},
    {"hold_lift", N_("Attente levée")},
    {"cover_grant", N_("Garantie notée")},
    {"cover_end", N_("Garantie terminée")},
    {"alert_raise", N_("Alerte au responsable")},
    {"alert_answer", N_("Alerte : réponse du responsable")},
    {"alert_close", N_("Alerte close")},
    {"outcome_record", N_("Suite d’un appel ou d’un envoi")},
    {"assignment_make", N_("Créances cédées")},
    {"assignment_reverse", N_("Cession reprise")},
    {"letter_written", N_("Lettre écrite")},
    {"letter_printed", N_("Lettre imprimée")},
    {"letter_sent", N_("Lettre envoyée")},
    {"letter_presented", N_("Lettre présentée")},
    {"letter_received", N_("Lettre reçue")},
    {"letter_returned", N_("Lettre revenue")},
    {"letter_cancelled", N_("Lettre retirée")},
    {"mail_queued", N_("E-mail mis dans la file")},
    {"mail_claimed", N_("E-mail en cours d’envoi")},
    {"mail_accepted", N_("E-mail remis au serveur")},
    {"mail_refused", N_("E-mail refusé ou revenu")},
    {"mail_uncertain", N_("E-mail : envoi incertain")},
    {"mail_stopped", N_("E-mail arrêté")},
    {"statement_sent", N_("Relevé de compte gardé")},
    {"policy", N_("Pénalités : politique changée")},
    {"stage", N_("Étape du dossier changée")},
    {"objective_set", N_("Objectif du mois dit")},
    {"letterhead", N_("En-tête changé")},
    {"mandate", N_("Mandat noté")},
    {"payee_said", N_("Bénéficiaire : compte dit")},
    {"payee_confirmed", N_("Bénéficiaire confirmé")},
    {"grace_set", N_("Délai d’encaissement changé")},
    {"chart_changed", N_("Plan de comptes changé")},
    {"team_add", N_("Équipe ajoutée")},
    {"team_join", N_("Équipe : une personne y entre")},
    {"team_leave", N_("Équipe : une personne en sort")},
    {"absence_add", N_("Absence notée")},
    {"absence_cancel", N_("Absence annulée")},
    {"rules_load", N_("Règles mises en vigueur")},
    {"law_update", N_("Table de droit mise à jour")},
};

struct str journal_text(struct str kind, enum lang lang)
{
    for (size_t i = 0; i < COUNT_OF(told); i++) {
        if (str_is(kind, told[i].kind))
            return str_of(tr(lang, told[i].words));
    }
    return kind;
}
