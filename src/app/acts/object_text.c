#include "object_text.h"

static const char *const promise_status_words[PROMISE_STATUS_COUNT] = {
    [PROMISE_IS_INCOMPLETE] = N_("Engagement incomplet"),
    [PROMISE_IS_OPEN] = N_("Ouverte"),
    [PROMISE_IS_KEPT] = N_("Tenue"),
    [PROMISE_IS_PART_KEPT] = N_("Tenue en partie"),
    [PROMISE_IS_LATE] = N_("Tenue en retard"),
    [PROMISE_IS_BROKEN] = N_("Non tenue"),
    [PROMISE_IS_TO_VERIFY] = N_("À vérifier : les écritures connues ne vont pas assez loin"),
    [PROMISE_IS_TO_CONFIRM] = N_("À confirmer par le créancier"),
    [PROMISE_IS_CANCELLED] = N_("Annulée"),
    [PROMISE_IS_SUPERSEDED] = N_("Remplacée : compte comme non tenue"),
};

const char *promise_status_text(enum promise_status status, enum lang lang)
{
    ASSERT(status < PROMISE_STATUS_COUNT);
    return tr(lang, promise_status_words[status]);
}

const char *promise_part_text(int i, enum lang lang)
{
    static const char *const words[PROMISE_PARTS] = {
        N_("la date"), N_("le montant"), N_("le moyen"), N_("les factures"), N_("qui l’a promis")};
    ASSERT(i >= 0 && i < PROMISE_PARTS);
    return tr(lang, words[i]);
}

static const char *const instalments_status_words[INSTALMENTS_STATUS_COUNT] = {
    [INSTALMENTS_IS_DRAFT] = N_("Projet"),
    [INSTALMENTS_IS_PROPOSED] = N_("Proposé"),
    [INSTALMENTS_IS_AGREED] = N_("Convenu"),
    [INSTALMENTS_IS_RUNNING] = N_("En cours"),
    [INSTALMENTS_IS_KEPT] = N_("Tenu"),
    [INSTALMENTS_IS_BROKEN] = N_("Non tenu"),
    [INSTALMENTS_IS_ENDED] = N_("Terminé par décision"),
};

const char *instalments_status_text(enum instalments_status status, enum lang lang)
{
    ASSERT(status < INSTALMENTS_STATUS_COUNT);
    return tr(lang, instalments_status_words[status]);
}

static const char *const dispute_status_words[DISPUTE_STATUS_COUNT] = {
    [DISPUTE_IS_OPEN] = N_("Ouvert"),
    [DISPUTE_IS_ANSWERED] = N_("Réponse reçue, à conclure"),
    [DISPUTE_IS_FOUNDED] = N_("Fondé : un avoir est dû"),
    [DISPUTE_IS_UNFOUNDED] = N_("Non fondé"),
    [DISPUTE_IS_PARTLY] = N_("Fondé en partie"),
    [DISPUTE_IS_WITHDRAWN] = N_("Retiré par le client"),
};

const char *dispute_status_text(enum dispute_status status, enum lang lang)
{
    ASSERT(status < DISPUTE_STATUS_COUNT);
    return tr(lang, dispute_status_words[status]);
}

static const char *const dispute_reason_words[DISPUTE_REASON_COUNT] = {
    [DISPUTE_GOODS] = N_("Marchandise"),
    [DISPUTE_SERVICE] = N_("Prestation"),
    [DISPUTE_PRICE] = N_("Prix"),
    [DISPUTE_QUANTITY] = N_("Quantité"),
    [DISPUTE_CREDIT_NOTE_AWAITED] = N_("Avoir attendu"),
    [DISPUTE_INVOICE_ERROR] = N_("Facture erronée"),
    [DISPUTE_ORDER_NUMBER] = N_("Numéro de commande ou mention manquante"),
    [DISPUTE_PLATFORM_REJECTED] = N_("Rejetée par la plateforme"),
    [DISPUTE_NOT_RECEIVED] = N_("Facture non reçue"),
    [DISPUTE_NOT_ORDERED] = N_("Non commandé"),
    [DISPUTE_NO_AUTHORITY] = N_("Commande passée sans pouvoir"),
    [DISPUTE_ALREADY_PAID] = N_("Déjà payée"),
    [DISPUTE_PAID_ELSEWHERE] = N_("Payée à un autre"),
    [DISPUTE_TERMS] = N_("Autre délai de paiement revendiqué"),
    [DISPUTE_DELAY_GRANTED] = N_("Délai accordé par un commercial"),
    [DISPUTE_SET_OFF] = N_("Compensation"),
    [DISPUTE_RETENTION] = N_("Retenue de garantie, réserves à lever"),
    [DISPUTE_PENALTY_DEDUCTED] = N_("Pénalités logistiques déduites"),
    [DISPUTE_REBATE_DEDUCTED] = N_("Remise de fin d’année déduite"),
    [DISPUTE_DISCOUNT_DEDUCTED] = N_("Escompte déduit"),
    [DISPUTE_CONTRACT_ENDED] = N_("Contrat résilié"),
    [DISPUTE_THIRD_PAYER] = N_("Tiers payeur"),
    [DISPUTE_BUSINESS_SOLD] = N_("Fonds vendu, fusion"),
    [DISPUTE_TIME_BARRED] = N_("Prescription invoquée"),
    [DISPUTE_UNSPECIFIED] = N_("Motif à préciser par écrit"),
};

const char *dispute_reason_text(enum dispute_reason reason, enum lang lang)
{
    ASSERT(reason < DISPUTE_REASON_COUNT);
    return tr(lang, dispute_reason_words[reason]);
}

static const char *const hold_status_words[HOLD_STATUS_COUNT] = {
    [HOLD_IS_PLANNED] = N_("À venir"),
    [HOLD_IS_ACTIVE] = N_("En vigueur"),
    [HOLD_IS_OVER] = N_("Échue"),
    [HOLD_IS_LIFTED] = N_("Levée"),
};

const char *hold_status_text(enum hold_status status, enum lang lang)
{
    ASSERT(status < HOLD_STATUS_COUNT);
    return tr(lang, hold_status_words[status]);
}

static const char *const hold_scope_words[HOLD_SCOPE_COUNT] = {
    [HOLD_OF_DEBTOR] = N_("Toute la personne"),
    [HOLD_OF_ACCOUNT] = N_("Le dossier"),
    [HOLD_OF_ITEM] = N_("Une pièce"),
    [HOLD_OF_PART] = N_("Une partie d’une pièce"),
};

const char *hold_scope_text(enum hold_scope scope, enum lang lang)
{
    ASSERT(scope < HOLD_SCOPE_COUNT);
    return tr(lang, hold_scope_words[scope]);
}

static const char *const hold_reason_words[HOLD_REASON_COUNT] = {
    [HOLD_DOCUMENT_AWAITED] = N_("Document que nous devons"),
    [HOLD_CREDIT_NOTE_AWAITED] = N_("Avoir à établir"),
    [HOLD_PAYMENT_BEING_TRACED] = N_("Règlement recherché"),
    [HOLD_COMMERCIAL] = N_("Demande commerciale"),
    [HOLD_BANK_DETAILS] = N_("Coordonnées bancaires à valider"),
    [HOLD_IDENTITY_CHECK] = N_("Identité à vérifier"),
    [HOLD_FRAUD_CHECK] = N_("Soupçon de fraude"),
    [HOLD_SOLVENCY_REVIEW] = N_("Étude de solvabilité"),
    [HOLD_LEGAL_REVIEW] = N_("Avis juridique attendu"),
    [HOLD_COMPLAINT] = N_("Réclamation"),
    [HOLD_MEDIATION] = N_("Médiation"),
    [HOLD_VULNERABILITY] = N_("Situation de fragilité"),
    [HOLD_SUCCESSION] = N_("Succession, tutelle"),
    [HOLD_MANAGER_DECISION] = N_("Décision du responsable attendue"),
    [HOLD_HANDED_OVER] = N_("Dossier confié"),
    [HOLD_INSURER] = N_("Entre les mains de l’assureur ou du factor"),
    [HOLD_PINNED] = N_("Reporté par l’agent"),
};

const char *hold_reason_text(enum hold_reason reason, enum lang lang)
{
    ASSERT(reason < HOLD_REASON_COUNT);
    return tr(lang, hold_reason_words[reason]);
}

static const char *const cover_kind_words[COVER_KIND_COUNT] = {
    [COVER_INSURER] = N_("Assurance-crédit"),
    [COVER_FACTOR] = N_("Agrément du factor"),
};

const char *cover_kind_text(enum cover_kind kind, enum lang lang)
{
    ASSERT(kind < COVER_KIND_COUNT);
    return tr(lang, cover_kind_words[kind]);
}

static const char *const cover_status_words[COVER_STATUS_COUNT] = {
    [COVER_IS_PLANNED] = N_("À venir"),
    [COVER_IS_ACTIVE] = N_("En vigueur"),
    [COVER_IS_OVER] = N_("Échue"),
    [COVER_IS_ENDED] = N_("Retirée"),
};

const char *cover_status_text(enum cover_status status, enum lang lang)
{
    ASSERT(status < COVER_STATUS_COUNT);
    return tr(lang, cover_status_words[status]);
}

static const char *const cover_alarm_words[COVER_ALARM_COUNT] = {
    [COVER_ALARM_NONE] = N_("Rien à déclarer pour l’instant"),
    [COVER_ALARM_SOON] = N_("À déclarer sous 15 jours"),
    [COVER_ALARM_URGENT] = N_("À déclarer sous 5 jours"),
    [COVER_ALARM_MISSED] = N_("Délai de déclaration passé"),
};

const char *cover_alarm_text(enum cover_alarm alarm, enum lang lang)
{
    ASSERT(alarm < COVER_ALARM_COUNT);
    return tr(lang, cover_alarm_words[alarm]);
}

static const char *const alert_kind_words[ALERT_KIND_COUNT] = {
    [ALERT_INSOLVENCY_RISK] = N_("Risque d’insolvabilité"),
    [ALERT_LARGE_DISPUTE] = N_("Litige important"),
    [ALERT_BROKEN_PROMISES] = N_("Promesses non tenues"),
    [ALERT_BEYOND_MANDATE] = N_("Demande au-delà du mandat"),
    [ALERT_BLOCK_ORDERS] = N_("Commandes à bloquer"),
    [ALERT_FRAUD] = N_("Soupçon de fraude"),
    [ALERT_COMPLAINT] = N_("Réclamation"),
    [ALERT_VULNERABLE] = N_("Situation de fragilité"),
    [ALERT_LIMITATION] = N_("Prescription proche"),
    [ALERT_INSURER] = N_("Assureur ou factor à prévenir"),
    [ALERT_HAND_OVER] = N_("Prêt pour le contentieux"),
    [ALERT_BILLING_FAULT] = N_("Défaut de facturation"),
    [ALERT_UNREACHABLE] = N_("Injoignable"),
    [ALERT_INFORMATION] = N_("Information"),
};

const char *alert_kind_text(enum alert_kind kind, enum lang lang)
{
    ASSERT(kind < ALERT_KIND_COUNT);
    return tr(lang, alert_kind_words[kind]);
}

static const char *const alert_status_words[ALERT_STATUS_COUNT] = {
    [ALERT_IS_OPEN] = N_("Ouverte"),
    [ALERT_IS_OVERDUE] = N_("Sans réponse à temps"),
    [ALERT_IS_ANSWERED] = N_("Répondue"),
    [ALERT_IS_CLOSED] = N_("Close"),
};

const char *alert_status_text(enum alert_status status, enum lang lang)
{
    ASSERT(status < ALERT_STATUS_COUNT);
    return tr(lang, alert_status_words[status]);
}

static const char *const department_words[DEPARTMENT_COUNT] = {
    [DEPARTMENT_MANAGER] = N_("Responsable"),
    [DEPARTMENT_BILLING] = N_("Facturation"),
    [DEPARTMENT_SALES] = N_("Commercial"),
    [DEPARTMENT_SALES_ADMIN] = N_("Administration des ventes"),
    [DEPARTMENT_LOGISTICS] = N_("Logistique"),
    [DEPARTMENT_SERVICE] = N_("Service qui a réalisé"),
    [DEPARTMENT_CASH] = N_("Encaissements"),
    [DEPARTMENT_CREDIT] = N_("Crédit"),
    [DEPARTMENT_ACCOUNTING] = N_("Comptabilité"),
    [DEPARTMENT_LEGAL] = N_("Juridique"),
    [DEPARTMENT_INSURANCE] = N_("Assurance-crédit, affacturage"),
    [DEPARTMENT_CREDITOR] = N_("Créancier mandant"),
};

const char *department_text(enum department department, enum lang lang)
{
    ASSERT(department < DEPARTMENT_COUNT);
    return tr(lang, department_words[department]);
}

static const char *const means_words[MEANS_COUNT] = {
    [MEANS_INSTANT_TRANSFER] = N_("Virement instantané"),
    [MEANS_CARD] = N_("Carte"),
    [MEANS_TRANSFER] = N_("Virement"),
    [MEANS_DIRECT_DEBIT] = N_("Prélèvement SEPA"),
    [MEANS_CHEQUE_POST] = N_("Chèque par courrier"),
    [MEANS_CHEQUE_DESK] = N_("Chèque remis sur place"),
    [MEANS_BILL] = N_("Effet (LCR, BOR)"),
    [MEANS_PUBLIC_ACCOUNTANT] = N_("Comptable public"),
};

const char *means_text(enum means means, enum lang lang)
{
    ASSERT(means < MEANS_COUNT);
    return tr(lang, means_words[means]);
}

static const char *const outcome_words[OUTCOME_COUNT] = {
    [OUTCOME_NO_ANSWER] = N_("Pas de réponse"),
    [OUTCOME_BUSY] = N_("Occupé"),
    [OUTCOME_VOICEMAIL] = N_("Message laissé"),
    [OUTCOME_WRONG_NUMBER] = N_("Faux numéro"),
    [OUTCOME_RECEPTION_ONLY] = N_("Accueil seulement"),
    [OUTCOME_THIRD_PARTY] = N_("Un tiers"),
    [OUTCOME_PROMISE] = N_("Promesse"),
    [OUTCOME_PLAN] = N_("Échéancier"),
    [OUTCOME_PAID_CLAIMED] = N_("Dit avoir payé"),
    [OUTCOME_DISPUTE] = N_("Litige"),
    [OUTCOME_CALLBACK] = N_("Rappel convenu"),
    [OUTCOME_REFUSAL] = N_("Refus"),
    [OUTCOME_INSOLVENCY] = N_("Insolvabilité annoncée"),
    [OUTCOME_VULNERABLE] = N_("Situation de fragilité"),
    [OUTCOME_COMPLAINT] = N_("Réclamation"),
    [OUTCOME_HUNG_UP] = N_("A raccroché"),
    [OUTCOME_MOVED_AWAY] = N_("N’habite plus à l’adresse"),
    [OUTCOME_DECEASED] = N_("Décédé"),
    [OUTCOME_PROTECTED_ADULT] = N_("Majeur protégé"),
    [OUTCOME_STRUCK_OFF] = N_("Société radiée"),
    [OUTCOME_NUMBER_REFUSED] = N_("Numéro refusé par l’intéressé"),
    [OUTCOME_PAID_TO_CREDITOR] = N_("Payé au créancier"),
    [OUTCOME_PAID_TO_FACTOR] = N_("Payé au factor"),
    [OUTCOME_PAID_TO_AFFILIATE] = N_("Payé à la société sœur"),
};

const char *outcome_text(enum outcome outcome, enum lang lang)
{
    ASSERT(outcome < OUTCOME_COUNT);
    return tr(lang, outcome_words[outcome]);
}

static const char *const payee_kind_words[PAYEE_KIND_COUNT] = {
    [PAYEE_CREDITOR] = N_("Le créancier lui-même"),
    [PAYEE_FACTOR] = N_("Le factor"),
    [PAYEE_AGENCY] = N_("L’agence de recouvrement"),
};

const char *payee_kind_text(enum payee_kind kind, enum lang lang)
{
    ASSERT(kind < PAYEE_KIND_COUNT);
    return tr(lang, payee_kind_words[kind]);
}

static const char *const assignment_status_words[ASSIGNMENT_STATUS_COUNT] = {
    [ASSIGNMENT_IS_PLANNED] = N_("À venir"),
    [ASSIGNMENT_IS_CONFIDENTIAL] = N_("Confidentielle : le débiteur paie comme avant"),
    [ASSIGNMENT_IS_TO_NOTIFY] = N_("À notifier au débiteur"),
    [ASSIGNMENT_IS_NOTIFIED] = N_("Notifiée au débiteur"),
    [ASSIGNMENT_IS_REVERSED] = N_("Annulée"),
};

const char *assignment_status_text(enum assignment_status status, enum lang lang)
{
    ASSERT(status < ASSIGNMENT_STATUS_COUNT);
    return tr(lang, assignment_status_words[status]);
}

static struct object_summary promise_summary(const struct file_objects *objects, size_t i,
                                             enum lang lang)
{
    const struct promise *p = &objects->stored.promises[i].terms;
    enum promise_status status = objects->promises[i].status;
    return (struct object_summary){
        .kind = tr(lang, N_("Promesse")),
        .what = p->means == MEANS_NONE ? "" : means_text(p->means, lang),
        .status = promise_status_text(status, lang),
        .day = p->on,
        .minor = p->c.wanted_minor,
        .settled = status == PROMISE_IS_KEPT || status == PROMISE_IS_LATE ||
                   status == PROMISE_IS_CANCELLED || status == PROMISE_IS_SUPERSEDED,
        .alarming = status == PROMISE_IS_BROKEN || status == PROMISE_IS_PART_KEPT,
    };
}

static struct object_summary plan_summary(const struct file_objects *objects, size_t i,
                                          enum lang lang)
{
    const struct instalments *plan = &objects->stored.plans[i].terms;
    enum instalments_status status = objects->plans[i].status;
    size_t next = 0; /* the first line not paid, else the last one */
    while (next + 1 < plan->line_count &&
           objects->plans[i].lines[next].paid_minor >= objects->plans[i].lines[next].wanted_minor)
        next++;
    return (struct object_summary){
        .kind = tr(lang, N_("Échéancier")),
        .what = means_text(plan->means, lang),
        .status = instalments_status_text(status, lang),
        .day = plan->lines[next].due,
        .minor = plan->c.wanted_minor,
        .settled = status == INSTALMENTS_IS_KEPT || status == INSTALMENTS_IS_ENDED,
        .alarming = status == INSTALMENTS_IS_BROKEN,
    };
}

static struct object_summary dispute_summary(const struct file_objects *objects, size_t i,
                                             enum lang lang)
{
    const struct stored_dispute *d = &objects->stored.disputes[i];
    return (struct object_summary){
        .kind = tr(lang, N_("Litige")),
        .what = dispute_reason_text(d->reason, lang),
        .status = dispute_status_text(d->terms.status, lang),
        .day = d->terms.deadline,
        .minor = dispute_minor(&d->terms),
        .settled = !dispute_pending(d->terms.status) && objects->withheld_minor[i] == 0,
        .alarming = objects->with_agent[i],
    };
}

static struct object_summary hold_summary(const struct file_objects *objects, size_t i,
                                          enum lang lang)
{
    const struct hold *h = &objects->stored.holds[i].terms;
    enum hold_status status = objects->holds[i];
    return (struct object_summary){
        .kind = tr(lang, N_("Mise en attente")),
        .what = hold_reason_text(h->reason, lang),
        .status = hold_status_text(status, lang),
        .day = h->through,
        .minor = h->minor,
        .settled = status == HOLD_IS_OVER || status == HOLD_IS_LIFTED,
    };
}

static struct object_summary cover_summary(const struct file_objects *objects, size_t i,
                                           enum lang lang)
{
    const struct cover *c = &objects->stored.covers[i].terms;
    enum cover_alarm worst = COVER_ALARM_NONE;
    struct day day = c->to;
    for (size_t k = 0; k < objects->clock_count; k++) {
        const struct file_cover_clock *clock = &objects->clocks[k];
        if (clock->cover == i && clock->clock.alarm > worst) {
            worst = clock->clock.alarm;
            day = clock->clock.declare_by;
        }
    }
    return (struct object_summary){
        .kind = tr(lang, N_("Couverture")),
        .what = cover_kind_text(c->kind, lang),
        .status = worst == COVER_ALARM_NONE ? cover_status_text(objects->covers[i], lang)
                                            : cover_alarm_text(worst, lang),
        .day = day,
        .minor = c->limit_minor,
        .settled = objects->covers[i] == COVER_IS_OVER || objects->covers[i] == COVER_IS_ENDED,
        .alarming = worst >= COVER_ALARM_URGENT,
    };
}

static struct object_summary alert_summary(const struct file_objects *objects, size_t i,
                                           enum lang lang)
{
    const struct stored_alert *a = &objects->stored.alerts[i];
    enum alert_status status = objects->alerts[i];
    return (struct object_summary){
        .kind = tr(lang, N_("Alerte")),
        .what = alert_kind_text(a->kind, lang),
        .status = alert_status_text(status, lang),
        .day = a->answer_by,
        .minor = a->amount_minor,
        .settled = status == ALERT_IS_CLOSED,
        .alarming = status == ALERT_IS_OVERDUE,
    };
}

static struct object_summary outcome_summary(const struct file_objects *objects, size_t i,
                                             enum lang lang)
{
    const struct stored_outcome *o = &objects->stored.outcomes[i];
    return (struct object_summary){
        .kind = tr(lang, N_("Contact")),
        .what = "",
        .status = outcome_text(o->code, lang),
        .day = o->head.made,
        .settled = true,
    };
}

static struct object_summary assignment_summary(const struct file_objects *objects, size_t i,
                                                enum lang lang)
{
    const struct stored_assignment *a = &objects->stored.assignments[i];
    const struct payee *payee = payee_by_id(&objects->payees, a->terms.payee_id);
    enum assignment_status status = objects->assignments[i];
    return (struct object_summary){
        .kind = tr(lang, N_("Cession")),
        .what = payee != NULL ? payee_kind_text(payee->kind, lang) : "",
        .status = assignment_status_text(status, lang),
        .day = a->terms.assigned,
        .minor = covered_minor(a->items),
        .settled = status == ASSIGNMENT_IS_REVERSED,
        .alarming = status == ASSIGNMENT_IS_TO_NOTIFY,
    };
}

struct object_summary object_summary(const struct file_objects *objects, enum object_kind kind,
                                     size_t i, enum lang lang)
{
    static struct object_summary (*const of_kind[OBJECT_KIND_COUNT])(const struct file_objects *,
                                                                     size_t, enum lang) = {
        [OBJECT_PROMISE] = promise_summary, [OBJECT_PLAN] = plan_summary,
        [OBJECT_DISPUTE] = dispute_summary, [OBJECT_HOLD] = hold_summary,
        [OBJECT_COVER] = cover_summary,     [OBJECT_ALERT] = alert_summary,
        [OBJECT_OUTCOME] = outcome_summary, [OBJECT_ASSIGNMENT] = assignment_summary,
    };
    ASSERT(kind < OBJECT_KIND_COUNT);
    return of_kind[kind](objects, i, lang);
}
