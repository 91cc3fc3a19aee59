/* What a refused form says: the sentences of err_text.h that speak of options, in words of a form.
 */
#ifndef RELANCE_WEB_FORM_WORDS_H
#define RELANCE_WEB_FORM_WORDS_H

#include "web/server/http.h"

/* arg: the value to name; advice may be left empty. In the request's arena. */
void form_words(const struct request *r, const struct err *failure, struct str arg,
                struct str *sentence, struct str *advice);

#endif
