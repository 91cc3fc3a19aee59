#include "document_text.h"

static const char *const kinds[DOCUMENT_KIND_COUNT] = {
    [DOCUMENT_LETTER] = N_("Lettre"),
    [DOCUMENT_STATEMENT] = N_("Relevé de compte"),
    [DOCUMENT_INVOICE_COPY] = N_("Copie de facture"),
    [DOCUMENT_DELIVERY_NOTE] = N_("Bon de livraison"),
    [DOCUMENT_ORDER] = N_("Bon de commande"),
    [DOCUMENT_EXHIBIT] = N_("Pièce justificative"),
};

static const char *const links[DOCUMENT_LINK_COUNT] = {
    [LINK_PROPOSED] = N_("proposé, à confirmer"),
    [LINK_CONFIRMED] = N_("confirmé"),
    [LINK_REFUSED] = N_("refusé"),
};

static const char *const hows[DOCUMENT_HOW_COUNT] = {
    [HOW_FILE_NAME] = N_("numéro dans le nom du fichier"),
    [HOW_TEXT] = N_("numéro dans le texte du document"),
    [HOW_PERSON] = N_("choix d’une personne"),
};

static const struct {
    const char *code, *text;
} waiting[DOCUMENT_WAITING_COUNT] = {
    [WAITING_PROPOSED] = {"proposed", N_("à confirmer")},
    [WAITING_DOUBTFUL] = {"doubtful", N_("dans le doute")},
    [WAITING_UNMATCHED] = {"unmatched", N_("sans facture connue")},
};

const char *document_waiting_code(enum document_waiting state)
{
    ASSERT(state < DOCUMENT_WAITING_COUNT);
    return waiting[state].code;
}

const char *document_waiting_text(enum document_waiting state, enum lang lang)
{
    ASSERT(state < DOCUMENT_WAITING_COUNT);
    return tr(lang, waiting[state].text);
}

const char *document_kind_text(enum document_kind kind, enum lang lang)
{
    ASSERT(kind < DOCUMENT_KIND_COUNT);
    return tr(lang, kinds[kind]);
}

const char *document_link_text(enum document_link state, enum lang lang)
{
    ASSERT(state < DOCUMENT_LINK_COUNT);
    return tr(lang, links[state]);
}

const char *document_how_text(enum document_how how, enum lang lang)
{
    ASSERT(how < DOCUMENT_HOW_COUNT);
    return tr(lang, hows[how]);
}
