/* What a journal entry holds, for people: {"user":"42","from":"2026-11-23"} as "personne : Alix
 * Aubernard · depuis : 23/11/2026". What has no words stands as it is: whoever audits must see
 * all of it. */
#ifndef RELANCE_WEB_JOURNAL_BODY_H
#define RELANCE_WEB_JOURNAL_BODY_H

#include "app/people/people.h"
#include "web/server/http.h"

struct journal_people {
    const struct user *rows; /* those whose ids may stand in it */
    size_t count;
};
/* In the arena. body: JSON as json.h writes it. */
struct str journal_body(const struct request *r, struct str body,
                        const struct journal_people *people);

#endif
