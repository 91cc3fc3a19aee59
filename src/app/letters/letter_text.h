/* The closed codes of letters in words. */
#ifndef RELANCE_APP_LETTER_TEXT_H
#define RELANCE_APP_LETTER_TEXT_H

#include "courier/letter.h"
#include "gen/messages.h"
#include "letterhead.h"
#include "strategy/codes.h"

const char *letter_field_words(enum letter_field field,
                               enum lang lang);                       /* "adresse du créancier" */
const char *letter_kind_words(enum letter_kind kind, enum lang lang); /* "Mise en demeure" */

const char *sender_field_words(enum sender_field field, enum lang lang);
const char *mailing_state_words(enum mailing_state state, enum lang lang); /* "à imprimer" */
const char *mailing_return_words(enum mailing_return why, enum lang lang); /* "non réclamée" */

/* Why a letter or an e-mail is not written, or did not leave. arg: as the error names it, the code
 * of a block or of a field. "S’oppose à ce canal (RGPD art. 21)" */
struct str letter_refusal(struct arena *a, enum err_code code, struct str arg, enum lang lang);
/* A block with its article. */
struct str letter_block(struct arena *a, enum block block, enum lang lang);

#endif
