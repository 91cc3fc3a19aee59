/* The house: its teams, and who is away. */
#ifndef RELANCE_APP_HOUSE_H
#define RELANCE_APP_HOUSE_H

#include "app/context.h"
#include "base/arena.h"
#include "store/office_store.h"
#include "store/user_store.h"
#include "strategy/assign.h"

/* Everything of one moment, in the arena. */
struct house {
    struct user *users; /* by login */
    size_t user_count;
    struct teams teams;
    struct absences absences;
};
MUST_CHECK bool house_read(struct app *app, struct arena *a, struct house *out, struct err *err);
/* Inside the caller's transaction. */
MUST_CHECK bool house_read_within(struct app *app, struct arena *a, struct house *out,
                                  struct err *err);
/* Who works on files on a day, each with the same day's length, as assign.h wants them. Those who
 * have the role of an agent take files of nobody. */
struct house_agents {
    struct assign_agent *rows;
    size_t count;
};
struct house_agents house_agents(const struct house *house, struct arena *a, struct day day);
/* The first day after this one on which an absence begins or has ended; DAY_NONE: none does. */
struct day house_next_change(const struct house *house, struct day day);
/* NULL: there is none of that id. */
const struct user *house_user(const struct house *house, int64_t user_id);
const struct team *house_team(const struct house *house, int64_t team_id);
/* One of its people is in sight (people_in_sight). */
bool house_team_in_sight(const struct house *house, const struct team *team, const int64_t *scope,
                         size_t scope_count);
/* By code; errors: ERR_UNKNOWN_TEAM, naming the option. */
MUST_CHECK bool house_find_team(const struct teams *teams, struct str code, const char *option,
                                const struct team **out, struct err *err);

/* Of whom and of which teams may be spoken: of those in sight (people_in_sight); others are not
 * known. */
struct house_sight {
    const int64_t *scope; /* creditor ids; NULL: of everybody */
    size_t count;
};

/* Each is one transaction and one entry in the journal of the system, which holds ids only. */

struct new_team {
    struct str code, name; /* name empty: the code */
    struct str lead;       /* login; empty: nobody */
};
/* Errors: ERR_UNKNOWN_USER, ERR_TEAM_TAKEN, ERR_IMPOSSIBLE_VALUE (code), ERR_TOO_LONG. */
MUST_CHECK bool house_add_team(struct app *app, struct arena *a, const struct new_team *team,
                               struct err *err);

struct team_change {
    struct str code;
    const struct str *add, *remove; /* logins */
    size_t add_count, remove_count;
    struct house_sight sight;
};
/* Errors: ERR_UNKNOWN_TEAM, ERR_UNKNOWN_USER, ERR_NOTHING_NEW (nobody named). */
MUST_CHECK bool house_change_team(struct app *app, struct arena *a,
                                  const struct team_change *change, struct err *err);

struct new_absence {
    struct str login;
    struct day from, to; /* both included */
    struct str cover;    /* login; empty: nobody in particular */
    struct str cancel;   /* instead: the absence of this number, from 1 in the person's list */
    struct house_sight sight;
};
/* Errors: ERR_UNKNOWN_USER, ERR_OPTION_MISSING (from, to), ERR_BAD_OPTION_VALUE (ends before it
 * begins, covers himself), ERR_UNKNOWN_OBJECT (cancel). */
MUST_CHECK bool house_set_absence(struct app *app, struct arena *a,
                                  const struct new_absence *absence, struct err *err);

#endif
