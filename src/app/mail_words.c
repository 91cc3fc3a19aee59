#include "mail_words.h"

#include "base/limits.h"
#include "code_text.h"
#include "err_text.h"

static const char *const kinds[DISPATCH_KIND_COUNT] = {
    [DISPATCH_STATEMENT] = N_("Relevé de compte"),
    [DISPATCH_REMINDER_1] = N_("Relance 1"),
    [DISPATCH_REMINDER_2] = N_("Relance 2"),
    [DISPATCH_COPY] = N_("Copie de facture"),
};

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
    ASSERT(kind < DISPATCH_KIND_COUNT);
    return tr(lang, kinds[kind]);
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
            return str_of(block_text((enum block)k, lang));
    }
    if (str_is(reply, err_code_text(ERR_LETTER_OUTDATED))) {
        struct err err = {.code = ERR_LETTER_OUTDATED};
        struct buf b;
        buf_init(&b, a, LIMIT_FIELD_BYTES);
        err_sentence(&err, STR(""), lang, &b);
        return buf_str(&b);
    }
    return reply;
}
