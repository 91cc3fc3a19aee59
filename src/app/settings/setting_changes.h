/* What was said of settings since somebody looked at them: as file_changes.h does for a file. A
 * form carries the mark of the settings it shows; a use case that was given one refuses to write on
 * others, and the person sees who changed what meanwhile. */
#ifndef RELANCE_APP_SETTING_CHANGES_H
#define RELANCE_APP_SETTING_CHANGES_H

#include "app/context.h"
#include "app/file/file_changes.h"

enum setting_group {
    SETTINGS_CREDITOR, /* letterhead, payees, mandate, penalties, delays, accounts, objectives */
    SETTINGS_HOUSE,    /* the house's letterhead */
    SETTINGS_BACKUPS,  /* when they are made, how many stay */
    SETTINGS_RUN,      /* when the daily run is made */
    SETTINGS_GROUP_COUNT
};
struct setting_of {
    enum setting_group group;
    int64_t creditor_id; /* of SETTINGS_CREDITOR */
};

/* The mark of the settings as they are now: hexadecimal, "0" before anything was said. Inside the
 * caller's transaction, in the arena. */
MUST_CHECK bool setting_mark(struct app *app, struct arena *a, const struct setting_of *of,
                             struct str *out, struct err *err);
/* The same in a read transaction of its own. */
MUST_CHECK bool setting_mark_read(struct app *app, struct arena *a, const struct setting_of *of,
                                  struct str *out, struct err *err);
/* seen empty, or the mark; else ERR_CHANGED_MEANWHILE. Inside the caller's transaction. */
MUST_CHECK bool setting_unchanged(struct app *app, struct arena *a, const struct setting_of *of,
                                  struct str seen, struct err *err);
/* What was said since out->seen, which the caller sets, and by whom; in a transaction of its own,
 * in the arena. */
MUST_CHECK bool setting_changes(struct app *app, struct arena *a, const struct setting_of *of,
                                struct file_changes *out, struct err *err);

/* A number that is set, and from where to where it may be. */
struct setting_number {
    const char *name; /* of the option or field */
    int64_t value, least, most;
};
/* Errors: ERR_BAD_OPTION_VALUE with name and value. */
MUST_CHECK bool setting_in_range(struct arena *a, const struct setting_number *number,
                                 struct err *err);

#endif
