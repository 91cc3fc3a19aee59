/* The roles and creditors of a person as boxes to tick, on two pages. */
#ifndef RELANCE_WEB_PERSON_RIGHTS_H
#define RELANCE_WEB_PERSON_RIGHTS_H

#include "app/people/people.h"
#include "gen/views.h"
#include "web/server/http.h"

/* The boxes, ticked as the person is; user NULL: as the form was sent. Errors: those of db.h. */
MUST_CHECK bool person_rights_fill(struct request *r, const struct user *user,
                                   struct v_person_rights *out, struct err *err);
struct ticked_rights {
    struct role_set roles;
    struct creditor_codes creditors; /* none: all of them */
};
/* What the form asks for. Errors: ERR_OPTION_MISSING (no role, or neither a creditor nor all). */
MUST_CHECK bool person_rights_read(struct request *r, struct ticked_rights *out, struct err *err);
/* Whether and how the person gets in: a colour class and a word. */
struct person_state {
    struct str tone, text;
};
struct person_state person_state(struct request *r, const struct user *user);
/* The whole address behind a one-time link, as this browser reaches us. */
struct str person_link(struct request *r, struct str link);
/* "Recouvrement, Responsable". */
struct str person_roles_text(struct request *r, struct role_set roles);

#endif
