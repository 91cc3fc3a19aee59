/* The form of an act, wherever it stands: in the panel of the day, on a file, on a page of its own.
 */
#ifndef RELANCE_WEB_ACT_FORM_H
#define RELANCE_WEB_ACT_FORM_H

#include "acts.h"

#define ACT_PATH "/acts/" /* and the reference of the file */

/* Where one comes from and what was refused. */
struct act_wish {
    enum act_code code;
    struct str back;           /* address of this site to go to afterwards */
    bool typed;                /* show what r->form says */
    const struct err *failure; /* said beside its field; NULL: none */
    bool full;                 /* the one thing to do on the page */
    struct str csrf;           /* the session's */
    /* set */
    bool beside; /* the failure found its field */
};
/* Pins the file, or takes that back when it is why it stands on the list. */
enum act_code act_place(const struct work_reason *reasons, size_t count);

MUST_CHECK bool act_form(const struct act_ground *ground, struct act_wish *wish,
                         struct v_act_form *out, struct err *err);

/* What was just done, as the address of the page says (done, on; missing: parts of a promise that
 * were not said), and the way to take it back. back: the page to come back to. Nothing is shown
 * when the address says nothing. */
void act_done(struct request *r, struct str csrf, struct str back, struct v_act_done *out);

#endif
