/* The frame around every page: navigation, search, who is signed in, the keys that work here. */
#ifndef RELANCE_WEB_SHELL_H
#define RELANCE_WEB_SHELL_H

#include "gen/views.h"
#include "http.h"

enum shell_place {
    SHELL_NOWHERE,
    SHELL_DAY,
    SHELL_FILES,
    SHELL_LISTS,
    SHELL_SEARCH,
    SHELL_DOCUMENTS,
    SHELL_LETTERS,
    SHELL_CALCULATOR,
    SHELL_MAPPINGS,
    SHELL_PEOPLE,
    SHELL_JOURNAL,
    SHELL_ACCOUNT
};

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
