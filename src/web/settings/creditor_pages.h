/* The pages on which a creditor is set: what they share, from who may see him to what somebody else
 * changed meanwhile. */
#ifndef RELANCE_WEB_CREDITOR_PAGES_H
#define RELANCE_WEB_CREDITOR_PAGES_H

#include "app/settings/creditor_settings.h"
#include "gen/views.h"
#include "setting_form.h"
#include "web/routes.h"

#define CREDITORS_PATH "/settings/creditors"

struct creditor_screen {
    struct request *r;
    struct response *out;
    struct creditor_settings_list list; /* of the one */
    const struct creditor_settings *c;
    const struct err *failure; /* of what was asked, or NULL */
    bool beside;               /* and found its field */
};

enum { CREDITOR_ACTS_MAX = 4 };
struct creditor_part {
    const char *path; /* and the creditor's code */
    const char *title;
    enum right right; /* to change something */
    /* Something of it is to be completed; NULL: never. */
    bool (*lacks)(const struct creditor_settings *c);
    /* Writes the page. */
    bool (*show)(struct creditor_screen *s, struct err *err);
    struct {
        const char *act;
        bool (*run)(struct creditor_screen *s, struct err *failure);
        const char *done; /* said afterwards */
    } acts[CREDITOR_ACTS_MAX];
};
extern const struct creditor_part creditor_overview_part, creditor_letterhead_part,
    creditor_payees_part, creditor_mandate_part, creditor_penalties_part, creditor_delays_part;

/* A page of a part, and what is asked of it: done, or shown again with what was typed. */
MUST_CHECK bool creditor_part_page(struct request *r, struct response *out,
                                   const struct creditor_part *part, struct err *err);
MUST_CHECK bool creditor_part_submit(struct request *r, struct response *out,
                                     const struct creditor_part *part, struct err *err);

/* The frame and the head of a part's page; after the fields, which take what was refused. */
MUST_CHECK bool creditor_head(struct creditor_screen *s, const struct creditor_part *part,
                              struct v_shell *page, struct v_creditor_head *head, struct err *err);
/* What was changed meanwhile, for a head whose mark is said: whose settings, what the form saw. */
MUST_CHECK bool setting_conflict(struct request *r, const struct setting_of *of,
                                 struct v_setting_notes *notes, struct err *err);
/* What its letters still lack; letterhead_page.c. */
struct v_letter_lacks creditor_lacks(struct request *r, const struct creditor_settings *c);
struct setting_form creditor_form(const struct creditor_screen *s, const char *act);
/* "/settings/creditors/CODE" */
struct str creditor_href(struct request *r, const char *path, struct str code);
/* "sous mandat, pour son compte" for "mandate" and so on. */
const char *creditor_capacity_text(struct str capacity, enum lang lang);

#endif
