#include "letter_text.h"

#include "app/words/code_text.h"
#include "app/words/err_text.h"
#include "base/limits.h"

static const char *const fields[LETTER_FIELD_COUNT] = {
    [LETTER_FIELD_NONE] = "",
    [LETTER_FIELD_sender_name] = N_("nom de l’expéditeur"),
    [LETTER_FIELD_sender_activity] = N_("activité de l’expéditeur"),
    [LETTER_FIELD_sender_address] = N_("adresse de l’expéditeur"),
    [LETTER_FIELD_sender_legal] = N_("mentions légales de l’expéditeur"),
    [LETTER_FIELD_sender_notice] = N_("mention de pied de page"),
    [LETTER_FIELD_privacy_contact] = N_("contact pour les données personnelles"),
    [LETTER_FIELD_contact_name] = N_("nom de l’interlocuteur"),
    [LETTER_FIELD_contact_title] = N_("fonction de l’interlocuteur"),
    [LETTER_FIELD_contact_phone] = N_("téléphone de l’interlocuteur"),
    [LETTER_FIELD_contact_hours] = N_("heures de réponse"),
    [LETTER_FIELD_contact_email] = N_("adresse e-mail de l’interlocuteur"),
    [LETTER_FIELD_creditor_name] = N_("nom du créancier"),
    [LETTER_FIELD_creditor_address] = N_("adresse du créancier"),
    [LETTER_FIELD_mandate_date] = N_("date de la convention écrite"),
    [LETTER_FIELD_assignment_date] = N_("date de la notification au débiteur"),
    [LETTER_FIELD_reference] = N_("référence du dossier"),
    [LETTER_FIELD_customer_number] = N_("numéro de client"),
    [LETTER_FIELD_delivery] = N_("mode d’envoi"),
    [LETTER_FIELD_place_date] = N_("lieu et date"),
    [LETTER_FIELD_salutation] = N_("formule d’appel"),
    [LETTER_FIELD_first_letter_reference] = N_("référence de la première lettre"),
    [LETTER_FIELD_first_letter_date] = N_("date de la première lettre"),
    [LETTER_FIELD_reminder_date] = N_("date de la première relance"),
    [LETTER_FIELD_formal_notice_date] = N_("date de la mise en demeure"),
    [LETTER_FIELD_consequence] = N_("suite décidée"),
    [LETTER_FIELD_basis] = N_("fondement de la créance"),
    [LETTER_FIELD_as_of] = N_("date des montants"),
    [LETTER_FIELD_original_total] = N_("total facturé"),
    [LETTER_FIELD_paid_total] = N_("total réglé"),
    [LETTER_FIELD_principal] = N_("principal"),
    [LETTER_FIELD_law_principal] = N_("principal selon la loi"),
    [LETTER_FIELD_credit_total] = N_("total des avoirs et règlements non rattachés"),
    [LETTER_FIELD_balance] = N_("solde du grand livre"),
    [LETTER_FIELD_interest] = N_("intérêts de retard"),
    [LETTER_FIELD_interest_terms] = N_("taux et départ des intérêts"),
    [LETTER_FIELD_indemnity] = N_("indemnité forfaitaire"),
    [LETTER_FIELD_total] = N_("total avec intérêts et indemnité"),
    [LETTER_FIELD_asked] = N_("montant demandé"),
    [LETTER_FIELD_disputed] = N_("montant contesté"),
    [LETTER_FIELD_deadline] = N_("date limite de paiement"),
    [LETTER_FIELD_payee_name] = N_("bénéficiaire du paiement"),
    [LETTER_FIELD_payee_iban] = N_("IBAN du bénéficiaire"),
    [LETTER_FIELD_payment_reference] = N_("référence de paiement"),
    [LETTER_FIELD_payment_online] = N_("adresse de paiement en ligne"),
    [LETTER_FIELD_payment_payload] = N_("contenu du code QR"),
    [LETTER_FIELD_iban_before] = N_("IBAN remplacé"),
    [LETTER_FIELD_cheque_payee] = N_("ordre des chèques"),
    [LETTER_FIELD_mediator] = N_("médiateur de la consommation"),
    [LETTER_FIELD_address] = N_("adresse du destinataire"),
    [LETTER_FIELD_items] = N_("factures ouvertes"),
    [LETTER_FIELD_capacity] = N_("qualité de l’expéditeur"),
};

static const char *const kinds[LETTER_KIND_COUNT] = {
    [LETTER_STATEMENT] = N_("Relevé de compte"),
    [LETTER_REMINDER_1] = N_("Première relance"),
    [LETTER_REMINDER_2] = N_("Deuxième relance"),
    [LETTER_FORMAL_NOTICE] = N_("Mise en demeure"),
    [LETTER_FIRST] = N_("Première lettre d’un mandataire"),
};

const char *letter_field_words(enum letter_field field, enum lang lang)
{
    ASSERT(field < LETTER_FIELD_COUNT);
    return field == LETTER_FIELD_NONE ? "" : tr(lang, fields[field]);
}

const char *letter_kind_words(enum letter_kind kind, enum lang lang)
{
    ASSERT(kind < LETTER_KIND_COUNT);
    return tr(lang, kinds[kind]);
}

static const char *const senders[SENDER_FIELD_COUNT] = {
    [SENDER_NAME] = N_("nom"),
    [SENDER_ACTIVITY] = N_("activité"),
    [SENDER_ADDRESS] = N_("adresse"),
    [SENDER_LEGAL] = N_("mentions légales"),
    [SENDER_NOTICE] = N_("pied de page"),
    [SENDER_PRIVACY] = N_("données personnelles"),
    [SENDER_CONTACT] = N_("interlocuteur"),
    [SENDER_TITLE] = N_("fonction"),
    [SENDER_PHONE] = N_("téléphone"),
    [SENDER_HOURS] = N_("heures"),
    [SENDER_EMAIL] = N_("adresse e-mail"),
    [SENDER_PLACE] = N_("lieu"),
    [SENDER_CHEQUE] = N_("chèques"),
    [SENDER_MEDIATOR] = N_("médiateur"),
    [SENDER_BASIS] = N_("fondement des créances"),
};

const char *sender_field_words(enum sender_field field, enum lang lang)
{
    ASSERT(field < SENDER_FIELD_COUNT);
    return tr(lang, senders[field]);
}

static const char *const states[MAILING_STATE_COUNT] = {
    [MAILING_IS_TO_PRINT] = N_("à imprimer"), [MAILING_IS_PRINTED] = N_("imprimée"),
    [MAILING_IS_SENT] = N_("envoyée"),        [MAILING_IS_PRESENTED] = N_("présentée"),
    [MAILING_IS_RECEIVED] = N_("reçue"),      [MAILING_IS_RETURNED] = N_("revenue"),
    [MAILING_IS_CANCELLED] = N_("retirée"),
};

const char *mailing_state_words(enum mailing_state state, enum lang lang)
{
    ASSERT(state < MAILING_STATE_COUNT);
    return tr(lang, states[state]);
}

static const char *const returns[MAILING_RETURN_COUNT] = {
    [MAILING_RETURN_UNCLAIMED] = N_("avisée et non réclamée"),
    [MAILING_RETURN_REFUSED] = N_("refusée par le destinataire"),
    [MAILING_RETURN_UNKNOWN] = N_("destinataire inconnu à l’adresse"),
    [MAILING_RETURN_BAD_ADDRESS] = N_("défaut d’accès ou d’adressage"),
};

const char *mailing_return_words(enum mailing_return why, enum lang lang)
{
    ASSERT(why < MAILING_RETURN_COUNT);
    return tr(lang, returns[why]);
}

/* ---- why not ---- */

struct str letter_block(struct arena *a, enum block block, enum lang lang)
{
    struct buf b;
    const char *article = block_article(block);
    buf_init(&b, a, LIMIT_FIELD_BYTES);
    buf_add_c(&b, block_text(block, lang));
    if (article[0] != '\0') {
        buf_add_c(&b, " (");
        buf_add_c(&b, article);
        buf_add_char(&b, ')');
    }
    return buf_str(&b);
}

static struct str missing_field(struct arena *a, struct str code, enum lang lang)
{
    struct buf b;
    buf_init(&b, a, LIMIT_FIELD_BYTES);
    buf_add_c(&b, tr(lang, N_("Il manque : ")));
    for (int f = LETTER_FIELD_NONE + 1; f < LETTER_FIELD_COUNT; f++) {
        if (str_is(code, letter_field_code((enum letter_field)f)))
            buf_add_c(&b, letter_field_words((enum letter_field)f, lang));
    }
    return buf_str(&b);
}

struct str letter_refusal(struct arena *a, enum err_code code, struct str arg, enum lang lang)
{
    struct err err = {.code = code};
    struct buf b;
    for (int k = 0; code == ERR_CONTACT_BLOCKED && k < BLOCK_COUNT; k++) {
        if (str_is(arg, block_code((enum block)k)))
            return letter_block(a, (enum block)k, lang);
    }
    if (code == ERR_LETTER_INCOMPLETE)
        return missing_field(a, arg, lang);
    if (code == ERR_LETTER_OUTDATED)
        return str_of(tr(lang, N_("Ce qui est dû a changé depuis : écrivez-la de nouveau.")));
    if (code == ERR_LETTER_STATE)
        return str_of(tr(lang, N_("Elle n’attend plus.")));
    buf_init(&b, a, LIMIT_FIELD_BYTES);
    err_sentence(&err, STR(""), lang, &b);
    return buf_str(&b);
}
