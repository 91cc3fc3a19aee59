#include "mail_words.h"

#include "app/documents/document_text.h"
#include "app/letters/letter_text.h"
#include "claim/mailing.h"

static const char *const states[DISPATCH_STATE_COUNT] = {
    [DISPATCH_IS_QUEUED] = N_("À envoyer"),    [DISPATCH_IS_CLAIMED] = N_("En cours d’envoi"),
    [DISPATCH_IS_ACCEPTED] = N_("Envoyé"),     [DISPATCH_IS_REFUSED] = N_("Refusé"),
    [DISPATCH_IS_UNCERTAIN] = N_("Incertain"), [DISPATCH_IS_STOPPED] = N_("Arrêté"),
};

static const char *const fields[MAIL_FIELD_COUNT] = {
    [MAIL_HOST] = N_("Serveur"),
    [MAIL_PORT] = N_("Port"),
    [MAIL_SECURITY] = N_("Sécurité"),
    [MAIL_LOGIN] = N_("Accès"),
    [MAIL_USER] = N_("Compte"),
    [MAIL_FROM] = N_("Adresse d’expédition"),
    [MAIL_FROM_NAME] = N_("Nom de l’expéditeur"),
    [MAIL_CA] = N_("Certificats admis (fichier)"),
    [MAIL_TOKEN_URL] = N_("Adresse des jetons"),
    [MAIL_CLIENT_ID] = N_("Identifiant de l’application"),
    [MAIL_SCOPE] = N_("Portée demandée"),
};

const char *dispatch_kind_words(enum dispatch_kind kind, enum lang lang)
{
    enum mailing_kind letter;
    if (!mailing_kind_parse(str_of(dispatch_kind_code(kind)), &letter))
        return document_kind_text(DOCUMENT_INVOICE_COPY, lang);
    return letter_kind_words((enum letter_kind)letter, lang);
}

const char *dispatch_state_words(enum dispatch_state state, enum lang lang)
{
    ASSERT(state < DISPATCH_STATE_COUNT);
    return tr(lang, states[state]);
}

const char *mail_field_words(enum mail_field field, enum lang lang)
{
    ASSERT(field < MAIL_FIELD_COUNT);
    return tr(lang, fields[field]);
}

struct str mail_reply_words(struct arena *a, struct str reply, enum lang lang)
{
    for (int k = 0; k < BLOCK_COUNT; k++) {
        if (str_is(reply, block_code((enum block)k)))
            return letter_block(a, (enum block)k, lang);
    }
    for (int code = ERR_NONE + 1; code < ERR_CODE_COUNT; code++) {
        if (str_is(reply, err_code_text((enum err_code)code)))
            return letter_refusal(a, (enum err_code)code, STR(""), lang);
    }
    return reply;
}
