/* The closed codes of documents, in words too. */
#ifndef RELANCE_APP_DOCUMENT_TEXT_H
#define RELANCE_APP_DOCUMENT_TEXT_H

#include "claim/document.h"
#include "gen/messages.h"
#include "list_documents.h"

const char *document_kind_text(enum document_kind kind, enum lang lang); /* "Copie de facture" */
const char *document_link_text(enum document_link state, enum lang lang);
const char *document_waiting_code(enum document_waiting state);                 /* "proposed" */
const char *document_waiting_text(enum document_waiting state, enum lang lang); /* "à confirmer" */
const char *document_how_text(enum document_how how, enum lang lang);

#endif
