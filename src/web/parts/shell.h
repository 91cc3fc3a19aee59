/* The frame around every page: navigation, search, who is signed in, the keys that work here. */
#ifndef RELANCE_WEB_SHELL_H
#define RELANCE_WEB_SHELL_H

#include "gen/views.h"
#include "office/right.h"
#include "web/server/http.h"

enum shell_place {
    SHELL_NOWHERE,
    SHELL_DAY,
    SHELL_FILES,
    SHELL_LISTS,
    SHELL_SEARCH,
    SHELL_MANAGER,
    SHELL_DOCUMENTS,
    SHELL_LETTERS,
    SHELL_MAILS,
    SHELL_SETTINGS,
    SHELL_CALCULATOR,
    SHELL_IMPORTS,
    SHELL_JOURNAL,
    SHELL_ACCOUNT,
    SHELL_HELP
};

/* A key, or two pressed one after the other, and what it does. */
struct shell_key {
    const char *key, *more, *text; /* text in French, for tr(); more may be NULL */
    enum right right;              /* of whom the key serves; RIGHT_NONE: everybody */
};
/* The keys of a kind of page, as its foot shows them. acts: with those of what can be noted on a
 * file (acts.h). */
struct shell_map {
    const char *id, *title;
    const struct shell_key *keys; /* until the one without a key */
    enum right right;             /* of whom the page is */
    bool acts;
};
extern const struct shell_map shell_maps[];
extern const size_t shell_map_count;

/* The keys that serve this person, in the arena; *count. */
const struct shell_key *shell_keys(const struct request *r, const struct shell_key *keys,
                                   size_t *count);

/* The address that opens a list kept under a name; in the arena. */
struct str shell_saved_href(struct arena *a, const struct saved_list *saved);

/* All but the crumbs and the text of the search. title: in the right language already. */
void shell_fill(struct request *r, struct response *out, enum shell_place place, struct str title,
                struct v_shell *shell);
/* The frame of pages without navigation. */
void plain_fill(const struct request *r, struct str title, struct v_plain *plain);
/* A role in words. */
const char *shell_role_name(enum role role, enum lang lang);
/* The roles a person holds, the first of them in words. */
const char *shell_role_text(struct role_set roles, enum lang lang);

#endif
