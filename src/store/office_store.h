/* Teams of the house and who is away, as stored. Writing runs inside the caller's transaction. */
#ifndef RELANCE_STORE_OFFICE_STORE_H
#define RELANCE_STORE_OFFICE_STORE_H

#include "base/arena.h"
#include "db.h"
#include "office/absence.h"

struct team {
    int64_t id;
    struct str code, name;
    int64_t lead_id; /* 0: none */
    int64_t *member_ids;
    size_t member_count;
};
struct teams {
    struct team *rows; /* by code */
    size_t count;
};
/* In the arena. */
MUST_CHECK bool team_list(struct db *db, struct arena *a, struct teams *out, struct err *err);
/* *created: false when the code is taken, nothing is changed. */
MUST_CHECK bool team_create(struct db *db, const struct team *team, bool *created, struct err *err);
MUST_CHECK bool team_member_set(struct db *db, int64_t team_id, int64_t user_id, bool member,
                                struct err *err);

struct absences {
    struct absence *rows; /* by person, in the order they were entered */
    size_t count;
};
MUST_CHECK bool absence_list(struct db *db, struct arena *a, struct absences *out, struct err *err);
MUST_CHECK bool absence_add(struct db *db, const struct absence *absence, struct err *err);
MUST_CHECK bool absence_cancel(struct db *db, const struct absence *absence, struct err *err);

#endif
