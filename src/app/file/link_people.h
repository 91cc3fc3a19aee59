/* One person known twice: under two creditors, by two numbers. A person says so, or one SIREN does
 * when asked to; nothing is re-keyed, and nobody sees more files than before. For the gate they are
 * one: how often he was contacted, and what protects him (strategy/gate.h,
 * app/daily/work_person.h).
 */
#ifndef RELANCE_APP_LINK_PEOPLE_H
#define RELANCE_APP_LINK_PEOPLE_H

#include "app/context.h"
#include "base/arena.h"
#include "find_account.h"

struct same_debtor {
    int64_t debtor_id, number; /* D-... */
    struct str name;
};
struct same_people {
    struct same_debtor *rows; /* by number of the debtor's id */
    size_t count;
    bool linked;      /* false: only proposed */
    struct str siren; /* of a proposal; empty: none */
};
struct same_list {
    struct same_people *groups; /* linked ones first */
    size_t count;
    size_t links; /* debtors that were linked now */
};

struct same_request {
    struct file_query people[2]; /* D-..., or any of his accounts; the second only when linking */
    struct str why;
};
/* Each is one transaction; out: his group as it is now. Errors: those of account_find;
 * ERR_NOTHING_NEW (they are one already; he is nobody else). */
MUST_CHECK bool link_people(struct app *app, struct arena *a, const struct same_request *request,
                            struct same_people *out, struct err *err);
MUST_CHECK bool part_people(struct app *app, struct arena *a, const struct same_request *request,
                            struct same_people *out, struct err *err);
/* Who is known twice: linked, or of one SIREN and not linked yet. */
MUST_CHECK bool list_same(struct app *app, struct arena *a, struct same_list *out, struct err *err);
/* Links all that list_same proposes. */
MUST_CHECK bool link_by_siren(struct app *app, struct arena *a, struct str why,
                              struct same_list *out, struct err *err);

#endif
