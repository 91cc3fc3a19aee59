#include "code_text.h"

#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "base/check.h"

static const char *const actions[ACTION_COUNT] = {
    [ACTION_NONE] = N_("Rien aujourd’hui"),
    [ACTION_CALL] = N_("Appeler"),
    [ACTION_FIND_NUMBER] = N_("Trouver un numéro"),
    [ACTION_CONFIRM_TERMS] = N_("Confirmer les conditions"),
    [ACTION_MATCH_CREDITS] = N_("Pointer avant d’appeler"),
    [ACTION_FIND_ADDRESS] = N_("Trouver une adresse"),
    [ACTION_TELL_SALES] = N_("Prévenir le commercial"),
    [ACTION_FIRST_LETTER] = N_("Envoyer la première lettre"),
    [ACTION_DECLARE_CLAIM] = N_("Déclarer la créance"),
    [ACTION_NOTIFY_ASSIGNMENT] = N_("Notifier la cession"),
    [ACTION_EMAIL] = N_("Envoyer un e-mail"),
    [ACTION_SMS] = N_("Envoyer un SMS"),
    [ACTION_REMINDER_1] = N_("Envoyer la première relance"),
    [ACTION_REMINDER_2] = N_("Envoyer la seconde relance"),
    [ACTION_FORMAL_NOTICE] = N_("Préparer la mise en demeure"),
    [ACTION_PRE_DUE_CALL] = N_("Appeler avant l’échéance"),
    [ACTION_ALERT_MANAGER] = N_("Alerter le responsable"),
};

static const char *const blocks[BLOCK_COUNT] = {
    [BLOCK_NOTHING_OWED] = N_("Rien n’est dû"),
    [BLOCK_NOTHING_OVERDUE] = N_("Rien n’est échu"),
    [BLOCK_COVERED_BY_CREDITS] = N_("Des avoirs ou règlements non pointés couvrent tout l’échu"),
    [BLOCK_NOT_DUE] = N_("Pas encore échue"),
    [BLOCK_ASSUMED_DUE_DATE] =
        N_("Échéance supposée : les conditions de paiement ne sont pas connues"),
    [BLOCK_BILL] = N_("Effet de commerce en cours"),
    [BLOCK_RETENTION] = N_("Retenue de garantie"),
    [BLOCK_ACCRUED] = N_("À établir ou à recevoir, non exigible"),
    [BLOCK_SETTLED] = N_("Soldée"),
    [BLOCK_CREDIT] = N_("En faveur du client"),
    [BLOCK_INSOLVENCY] = N_("Procédure collective : créance antérieure au jugement d’ouverture"),
    [BLOCK_OVER_INDEBTEDNESS] =
        N_("Surendettement recevable : le débiteur n’a pas le droit de payer cette dette"),
    [BLOCK_IMPOSED_PLAN] = N_("Mesures de surendettement en cours"),
    [BLOCK_DEBTS_WIPED] = N_("Dette effacée par le rétablissement personnel"),
    [BLOCK_TIME_BARRED] = N_("Prescrite : ne peut plus être réclamée"),
    [BLOCK_NO_ASSIGNMENT_NOTICE] = N_("Cession non notifiée au débiteur"),
    [BLOCK_COURT_GRACE] = N_("Délai de grâce accordé par le juge"),
    [BLOCK_HOLD] = N_("Mise en attente"),
    [BLOCK_DISPUTE] = N_("Litige en cours"),
    [BLOCK_PLAN] = N_("Échéancier en cours"),
    [BLOCK_PROMISE] = N_("Promesse en cours"),
    [BLOCK_DECEASED] = N_("Débiteur décédé : s’adresser à la succession"),
    [BLOCK_PROTECTED_PERSON] = N_("Majeur protégé : s’adresser au tuteur ou au curateur"),
    [BLOCK_REPRESENTED] = N_("Débiteur représenté : s’adresser à son conseil"),
    [BLOCK_VULNERABLE_PERSON] = N_("Personne vulnérable : à décider par le responsable"),
    [BLOCK_HANDED_OVER] = N_("Dossier sorti de l’amiable"),
    [BLOCK_AGENCY_NOT_DECLARED] =
        N_("Assurance, compte dédié ou déclaration au procureur : à justifier d’abord"),
    [BLOCK_NO_MANDATE] = N_("Pas de mandat écrit en cours"),
    [BLOCK_NO_FIRST_LETTER] = N_("La première lettre n’est pas partie"),
    [BLOCK_OPPOSITION] = N_("Le débiteur refuse ce moyen de contact"),
    [BLOCK_WRONG_NUMBER] = N_("Numéro erroné"),
    [BLOCK_ADDRESS_MISSING] = N_("Aucune adresse connue pour cet envoi"),
    [BLOCK_ADDRESS_FAILED] = N_("Adresse qui n’aboutit plus (retour ou rejet)"),
    [BLOCK_MIXED_PAYEES] = N_("Plusieurs bénéficiaires : une demande par bénéficiaire"),
    [BLOCK_SALES_FIRST] = N_("Compte stratégique : prévenir d’abord le commercial"),
    [BLOCK_CREDITS_TO_MATCH] = N_("À pointer avant appel"),
    [BLOCK_BELOW_MINIMUM] = N_("Reste dû inférieur au minimum"),
    [BLOCK_PRESSURE] = N_("Assez de contacts ces derniers jours"),
    [BLOCK_HOLIDAY] = N_("Jour férié chez le débiteur"),
    [BLOCK_OUTSIDE_HOURS] = N_("Hors des heures d’appel, heure du débiteur"),
    [BLOCK_NO_SCENARIO] = N_("Aucun scénario pour ce dossier"),
    [BLOCK_TOO_EARLY] = N_("Trop tôt : premier niveau pas encore atteint"),
    [BLOCK_LEVEL_DONE] = N_("Niveau déjà fait, le suivant n’est pas atteint"),
    [BLOCK_GAP] = N_("Dernier contact trop récent pour le niveau suivant"),
    [BLOCK_POSTPONED] = N_("Reporté par l’agent"),
    [BLOCK_RETRY_LATER] = N_("Appelé sans réponse, à rappeler plus tard"),
};

static const char *const item_kinds[ITEM_KIND_COUNT] = {
    [ITEM_INVOICE] = N_("Facture"),
    [ITEM_CREDIT_NOTE] = N_("Avoir"),
    [ITEM_PAYMENT] = N_("Règlement"),
    [ITEM_OPENING] = N_("À-nouveau"),
    [ITEM_OPENING_DIFFERENCE] = N_("Écart d’à-nouveau"),
    [ITEM_BILL] = N_("Effet"),
    [ITEM_DEPOSIT] = N_("Acompte"),
    [ITEM_RETENTION] = N_("Retenue de garantie"),
    [ITEM_ADJUSTMENT] = N_("Opération diverse"),
    [ITEM_SETTLEMENT] = N_("Soldé selon la liste, moyen inconnu"),
    [ITEM_TO_DETAIL] = N_("Solde à détailler"),
    [ITEM_WRITE_OFF] = N_("Passage en perte"),
    [ITEM_ASSIGNMENT] = N_("Cession au factor ou reprise"),
    [ITEM_PAYMENT_RETURNED] = N_("Paiement revenu impayé"),
};

static const char *const allocation_sources[ALLOCATION_SOURCE_COUNT] = {
    [ALLOCATION_LETTERING] = N_("lettrage du grand livre"),
    [ALLOCATION_LIST] = N_("d’une liste à la suivante"),
    [ALLOCATION_PERSON] = N_("choix d’une personne"),
    [ALLOCATION_PROPOSAL] = N_("proposition acceptée"),
    [ALLOCATION_RETURNED] = N_("paiement repris par la banque"),
};

static const char *const due_sources[DUE_SOURCE_COUNT] = {
    [DUE_STATED] = N_("indiquée"),
    [DUE_COMPUTED] = N_("calculée"),
    [DUE_ASSUMED] = N_("supposée"),
};

static const char *const statement_gaps[GAP_COUNT] = {
    [GAP_NONE] = "",
    [GAP_DEBTOR_KIND] = N_("qualité du débiteur à préciser"),
    [GAP_DUE_DATE] = N_("échéance supposée"),
    [GAP_OPENING] = N_("à-nouveau sans détail"),
    [GAP_RECEIPT_DATE] = N_("date de réception de la demande à préciser (CCP R2192-12)"),
    [GAP_RATE_MISSING] = N_("taux manquant : intérêts arrêtés au dernier jour connu"),
    [GAP_PUBLIC_BODY] = N_("catégorie d’acheteur public à préciser (CCP R2192-10, R2192-11)"),
    [GAP_RATE_BELOW_MINIMUM] = N_("taux convenu sous le minimum légal (C. com. L441-10 II)"),
};

static const char *const differences[DIFFERENCE_COUNT] = {
    [DIFFERENCE_INTEREST] = N_("Intérêts de retard"),
    [DIFFERENCE_INDEMNITY] = N_("Indemnité forfaitaire"),
    [DIFFERENCE_IMPUTATION] = N_("Principal : paiements imputés autrement qu’au grand livre"),
    [DIFFERENCE_UNALLOCATED] = N_("Crédits non affectés au grand livre, imputés ici"),
    [DIFFERENCE_WAIVED] = N_("Intérêts et indemnité abandonnés"),
    [DIFFERENCE_COSTS] = N_("Frais de recouvrement à la charge du débiteur"),
};

static const char *const costs[COST_KIND_COUNT] = {
    [COST_COMPLEMENT] = N_("Frais : complément justifié de l’indemnité"),
    [COST_LEGAL_ACT] = N_("Frais : acte prescrit par la loi"),
    [COST_ENFORCEMENT] = N_("Frais d’exécution forcée"),
};

static const char *const penalties[PENALTY_COUNT] = {
    [PENALTY_COMPUTED] = N_("Calculées, non mentionnées"),
    [PENALTY_REMINDED] = N_("Rappelées dans les lettres, non réclamées"),
    [PENALTY_CLAIMED] = N_("Réclamées à partir de la mise en demeure"),
    [PENALTY_INVOICED] = N_("Facturées à part"),
};
static const char *const imputations[IMPUTATION_COUNT] = {
    [IMPUTATION_LEDGER] = N_("Comme au grand livre"),
    [IMPUTATION_LEGAL] = N_("Selon la loi (C. civ. 1342-10 et 1343-1)"),
    [IMPUTATION_CONTRACT] = N_("Selon le contrat"),
};
static const char *const orders[ORDER_COUNT] = {
    [ORDER_INTEREST_FIRST] = N_("Intérêts, puis principal, puis indemnités"),
    [ORDER_PRINCIPAL_FIRST] = N_("Principal, puis intérêts, puis indemnités"),
};

static const char *const stages[STAGE_COUNT] = {
    [STAGE_NOT_DUE] = N_("À échoir"),
    [STAGE_REMINDER] = N_("Relance"),
    [STAGE_DISPUTE] = N_("Litige"),
    [STAGE_PLAN] = N_("Plan"),
    [STAGE_PRE_LITIGATION] = N_("Précontentieux"),
    [STAGE_LITIGATION] = N_("Contentieux"),
    [STAGE_INSOLVENCY] = N_("Procédure collective"),
    [STAGE_IRRECOVERABLE] = N_("Irrécouvrable"),
    [STAGE_CLOSED] = N_("Clos"),
};

static const char *const rule_faults[RULE_FAULT_COUNT] = {
    [RULE_FAULT_NOBODY] = N_("pour aucune capacité ou aucune sorte de personne"),
    [RULE_FAULT_OVERLAP] = N_("deux scénarios pour la même capacité et la même personne"),
    [RULE_FAULT_UNCOVERED] = N_("une capacité et une personne restent sans scénario"),
    [RULE_FAULT_NO_LEVELS] = N_("sans niveau, rien n’est jamais fait"),
    [RULE_FAULT_TOO_MANY_LEVELS] = N_("plus de 20 niveaux"),
    [RULE_FAULT_PRESSURE] = N_("la pression est un maximum de 1 à 100 contacts en 1 à 366 jours"),
    [RULE_FAULT_MINIMUM] = N_("le montant minimum est négatif ou trop grand"),
    [RULE_FAULT_MATCH_FIRST] = N_("match_first est un pourcentage de 1 à 100"),
    [RULE_FAULT_HOURS] = N_("heures d’appel inconnues : voir « relance law tables »"),
    [RULE_FAULT_START] = N_("first_letter est pour les mandats, et un mandat part de là"),
    [RULE_FAULT_WATCH] = N_("no_action et limitation vont de 0 à 3650 jours"),
    [RULE_FAULT_PRE_DUE] =
        N_("days va de 1 à 90, pour les grandes factures ou les nouveaux clients"),
    [RULE_FAULT_DAYS] = N_("days va de 0 à 3650 et croît d’un niveau à l’autre"),
    [RULE_FAULT_GAP] = N_("gap, again et retry vont de 0 à 3650 jours, retry vaut au moins 1"),
    [RULE_FAULT_ACTION] = N_("un niveau ne peut pas faire cette action"),
    [RULE_FAULT_OTHERWISE] = N_("otherwise prend un autre moyen que l’action"),
    [RULE_FAULT_ATTEMPTS] =
        N_("attempts va de 0 à 20, pour un appel seulement, et demande otherwise"),
    [RULE_FAULT_APPROVAL] = N_("une mise en demeure ne part que sur décision du responsable"),
    [RULE_FAULT_HORIZON] = N_("l’horizon va de 1 à 365 jours"),
    [RULE_FAULT_CALL_TIME] = N_("un appel dure de 1 à 7200 secondes"),
    [RULE_FAULT_COST] = N_("les coûts ne sont pas négatifs"),
    [RULE_FAULT_SHARE] = N_("part impossible : de 0 à 100 %, draw 20 % au plus, untouched et "
                            "effect ensemble 100 % au plus"),
    [RULE_FAULT_OUTCOMES] = N_("rien ne s’apprend de moins de 300 résultats"),
    [RULE_FAULT_BANDS] = N_("de 1 à 20 tranches, qui commencent au jour 1 et croissent"),
};

struct word {
    const char *code, *text;
};

static const struct word debtor_kinds[] = {
    {"unknown", N_("Qualité à préciser")},     {"company", N_("Société")},
    {"trader", N_("Entrepreneur individuel")}, {"public", N_("Organisme public")},
    {"consumer", N_("Particulier")},           {NULL, NULL},
};

static const struct word fact_kinds[] = {
    {"name", N_("Nom")},
    {"ledger_name", N_("Nom au grand livre")},
    {"type", N_("Qualité")},
    {"siren", N_("SIREN")},
    {"siret", N_("SIRET")},
    {"vat", N_("TVA intracommunautaire")},
    {"street", N_("Adresse")},
    {"postcode", N_("Code postal")},
    {"city", N_("Ville")},
    {"country", N_("Pays")},
    {"phone", N_("Téléphone")},
    {"mobile", N_("Portable")},
    {"email", N_("E-mail")},
    {"person", N_("Interlocuteur")},
    {"person_role", N_("Fonction")},
    {"body", N_("Catégorie d’acheteur public")},
    {"formal_notice", N_("Mise en demeure")},
    {"judgment_served", N_("Signification du jugement")},
    {"recognition", N_("Reconnaissance de dette")},
    {"summons", N_("Demande en justice")},
    {"proceedings_end", N_("Fin de l’instance")},
    {"enforcement", N_("Mesure conservatoire ou d’exécution")},
    {"insolvency", N_("Jugement d’ouverture ou recevabilité")},
    {"terms_text", N_("Conditions écrites")},
    {"terms", N_("Conditions de paiement")},
    {"file_terms", N_("Conditions données avec le fichier")},
    {NULL, NULL},
};

static const char *find_word(const struct word *words, const char *code, enum lang lang)
{
    for (size_t i = 0; words[i].code != NULL; i++) {
        if (strcmp(words[i].code, code) == 0)
            return tr(lang, words[i].text);
    }
    return code;
}

const char *action_text(enum action action, enum lang lang)
{
    ASSERT(action < ACTION_COUNT);
    return tr(lang, actions[action]);
}

const char *block_text(enum block block, enum lang lang)
{
    ASSERT(block < BLOCK_COUNT);
    return tr(lang, blocks[block]);
}

const char *rule_fault_text(enum rule_fault_kind kind, enum lang lang)
{
    ASSERT(kind < RULE_FAULT_COUNT);
    return tr(lang, rule_faults[kind]);
}

const char *item_kind_text(enum item_kind kind, enum lang lang)
{
    ASSERT(kind < ITEM_KIND_COUNT);
    return tr(lang, item_kinds[kind]);
}

const char *allocation_source_text(enum allocation_source source, enum lang lang)
{
    ASSERT(source < ALLOCATION_SOURCE_COUNT);
    return tr(lang, allocation_sources[source]);
}

const char *due_source_text(enum due_source source, enum lang lang)
{
    ASSERT(source < DUE_SOURCE_COUNT);
    return tr(lang, due_sources[source]);
}

const char *statement_gap_text(enum statement_gap gap, enum lang lang)
{
    ASSERT(gap < GAP_COUNT);
    return gap == GAP_NONE ? "" : tr(lang, statement_gaps[gap]);
}

const char *cost_kind_words(enum cost_kind kind)
{
    ASSERT(kind < COST_KIND_COUNT);
    return costs[kind];
}

const char *statement_difference_text(enum statement_difference difference, enum lang lang)
{
    ASSERT(difference < DIFFERENCE_COUNT);
    return tr(lang, differences[difference]);
}

const char *penalty_policy_text(enum penalty_policy policy, enum lang lang)
{
    ASSERT(policy < PENALTY_COUNT);
    return tr(lang, penalties[policy]);
}

const char *imputation_mode_text(enum imputation_mode mode, enum lang lang)
{
    ASSERT(mode < IMPUTATION_COUNT);
    return tr(lang, imputations[mode]);
}

const char *payment_order_text(enum payment_order order, enum lang lang)
{
    ASSERT(order < ORDER_COUNT);
    return tr(lang, orders[order]);
}

const char *policy_act_text(const struct policy_word *word, enum lang lang)
{
    if (word->claim_rest)
        return tr(lang, N_("intérêts et indemnité réclamés"));
    if (word->waive_interest && word->waive_indemnity)
        return tr(lang, N_("intérêts et indemnité abandonnés"));
    return tr(lang, word->waive_interest ? N_("intérêts abandonnés") : N_("indemnité abandonnée"));
}

const char *account_stage_text(enum account_stage stage, enum lang lang)
{
    ASSERT(stage < STAGE_COUNT);
    return tr(lang, stages[stage]);
}

/* What is stored as a code is shown in words. */
const char *fact_value_text(const char *kind, const char *value, enum lang lang)
{
    return strcmp(kind, "type") == 0 ? debtor_kind_text(value, lang) : value;
}

const char *debtor_kind_text(const char *kind, enum lang lang)
{
    return find_word(debtor_kinds, kind, lang);
}

const char *fact_kind_text(const char *kind, enum lang lang)
{
    return find_word(fact_kinds, kind, lang);
}

/* %v stands for the figure. */
static const char *const reasons[REASON_COUNT] = {
    [REASON_OVERDUE_AMOUNT] = N_("%v échus, avoirs et règlements déduits"),
    [REASON_OLDEST_DAYS] = N_("plus ancienne échéance dépassée de %v jours"),
    [REASON_RESERVED_PLACE] = N_("place réservée aux dossiers anciens sans action"),
    [REASON_NO_PHONE] = N_("aucun numéro de téléphone connu"),
    [REASON_NO_TERMS] = N_("échéances supposées, conditions à confirmer"),
    [REASON_CREDITS_TO_MATCH] = N_("%v d’avoirs ou de règlements à pointer d’abord"),
    [REASON_LEVEL] = N_("niveau %v du scénario"),
    [REASON_NEVER_CONTACTED] = N_("jamais joint"),
    [REASON_LAST_CONTACT] = N_("dernier contact le %v"),
    [REASON_ATTEMPTS] = N_("appels sans réponse : %v"),
    [REASON_ATTACHED_ITEMS] = N_("autres pièces échues à évoquer : %v"),
    [REASON_BROKEN_PROMISE] = N_("promesse rompue le %v"),
    [REASON_MISSED_INSTALMENT] = N_("versement d’échéancier manqué le %v"),
    [REASON_PAYMENT_RETURNED] = N_("paiement revenu impayé le %v"),
    [REASON_CALLBACK] = N_("rappel convenu pour le %v"),
    [REASON_INCOMPLETE_COMMITMENT] = N_("engagement incomplet du %v, à compléter"),
    [REASON_DISPUTE_ANSWERED] = N_("litige tranché le %v"),
    [REASON_DUE_SOON] = N_("échéance le %v : reçue, bonne à payer ?"),
    [REASON_LARGE_INVOICE] = N_("facture importante : %v"),
    [REASON_NEW_CUSTOMER] = N_("nouveau client"),
    [REASON_ACT_BEFORE] = N_("prescription : agir avant le %v"),
    [REASON_NO_ACTION] = N_("aucune action depuis %v jours"),
    [REASON_STRATEGIC] = N_("compte stratégique"),
    [REASON_PINNED] = N_("épinglé par l’agent"),
    [REASON_VALUE_PER_MINUTE] = N_("%v attendus par minute"),
    [REASON_DRAWN_BY_LOT] = N_("rang tiré au sort, pour mesurer l’effet des appels"),
    [REASON_EXPECTED_CASH] = N_("gain attendu d’un appel : %v"),
    [REASON_PRIOR_ESTIMATE] = N_("estimation d’après l’âge seul, faute d’assez d’appels notés"),
    [REASON_PRIOR_EFFECT] =
        N_("effet d’un appel abouti : a priori de la tranche, pas encore mesuré"),
    [REASON_LEARNT_EFFECT] = N_("effet d’un appel mesuré sur %v tirages au sort"),
    [REASON_PART_KEPT_PROMISE] = N_("promesse tenue en partie seulement le %v"),
    [REASON_PROMISE_TO_VERIFY] =
        N_("promesse échue le %v à vérifier : les livres n’en décident pas encore"),
    [REASON_PROMISE_TO_CONFIRM] = N_("promesse échue le %v à confirmer par le créancier"),
    [REASON_LEARNT_FROM] = N_("estimation sur %v appels notés"),
};

void reason_text(const struct work_reason *reason, struct currency currency, enum lang lang,
                 struct buf *out)
{
    ASSERT(reason->code < REASON_COUNT);
    for (const char *p = tr(lang, reasons[reason->code]); *p != '\0'; p++) {
        if (p[0] != '%' || p[1] != 'v') {
            buf_add_char(out, *p);
            continue;
        }
        p++;
        switch (reason_figure(reason->code)) {
        case FIGURE_MONEY:
            buf_add_money_lang(out, (struct money){reason->value, currency}, lang);
            break;
        case FIGURE_DATE:
            buf_add_day_lang(out, (struct day){(int32_t)reason->value}, lang);
            break;
        case FIGURE_NONE:
        case FIGURE_DAYS:
        case FIGURE_COUNT:
            buf_add_count_lang(out, reason->value, lang);
        }
    }
}

const char *token_scope_text(enum token_scope scope, enum lang lang)
{
    static const char *const texts[] = {
        [TOKEN_READ_FILES] = N_("lire les dossiers, les relevés et la recherche"),
        [TOKEN_READ_QUEUE] = N_("lire la liste du jour"),
        [TOKEN_WRITE_OBJECTS] = N_("noter promesses, litiges et mises en attente"),
        [TOKEN_WRITE_OUTCOMES] = N_("noter les suites d’appels et d’envois"),
        [TOKEN_IMPORT] = N_("envoyer des fichiers à importer"),
        [TOKEN_READ_METRICS] = N_("lire les mesures du serveur"),
    };
    ASSERT(scope < TOKEN_SCOPE_COUNT);
    return tr(lang, texts[scope]);
}

static const char *const ledger_roles[LEDGER_ROLE_COUNT] = {
    [LEDGER_NONE] = N_("hors des comptes clients"),
    [LEDGER_CUSTOMER] = N_("créances des clients"),
    [LEDGER_BILL] = N_("effets à recevoir"),
    [LEDGER_BILL_REMITTED] = N_("effets remis à la banque, hors du solde"),
    [LEDGER_RETENTION] = N_("retenues de garantie, jamais relancées"),
    [LEDGER_DEPOSIT] = N_("acomptes reçus"),
    [LEDGER_ACCRUED] = N_("à établir, hors du solde"),
    [LEDGER_FACTOR] = N_("le factor : ce qui lui est imputé est une cession"),
};

const char *ledger_role_text(enum ledger_role role, enum lang lang)
{
    ASSERT(role < LEDGER_ROLE_COUNT);
    return tr(lang, ledger_roles[role]);
}
