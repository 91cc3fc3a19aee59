/* What a refused form says: the sentences of err_text.h that speak of options, in words of a form;
 * and what is said of an error that is no form's. */
#ifndef RELANCE_WEB_FORM_WORDS_H
#define RELANCE_WEB_FORM_WORDS_H

#include "web/server/http.h"

/* arg: the value to name; advice may be left empty. In the request's arena. */
void form_words(const struct request *r, const struct err *failure, struct str arg,
                struct str *sentence, struct str *advice);
/* Sentence and advice of err_text.h in one, of what failed without a form. In the arena. */
struct str failure_words(const struct request *r, const struct err *failure);

#endif
