/* What pages of settings share: their place in the frame. */
#ifndef RELANCE_WEB_SETTINGS_H
#define RELANCE_WEB_SETTINGS_H

#include "web/parts/shell.h"

/* Réglages, then this page. title: French, for tr(). */
void settings_shell(struct request *r, struct response *out, const char *title,
                    struct v_shell *shell);
/* One page behind another. */
struct settings_place {
    const char *parent; /* French, for tr() */
    struct str parent_href;
    struct str title; /* of the page, in the right language already */
};
void settings_shell_within(struct request *r, struct response *out,
                           const struct settings_place *place, struct v_shell *shell);

/* He may change what holds for every creditor: he has the right, and sees them all. */
bool settings_house_may_set(const struct request *r);

#endif
