/* What a person does on a file from a page: one row each. A row declares its fields; the form is
 * made from them (act_form.h) and read back by them, so that a refused form shows again what was
 * typed. Nothing is decided here: a row ends in a use case. */
#ifndef RELANCE_WEB_ACTS_H
#define RELANCE_WEB_ACTS_H

#include "app/acts/object_edit.h"
#include "app/file/show_file.h"
#include "gen/views.h"
#include "web/server/http.h"

enum act_code {
    ACT_PIN,
    ACT_POSTPONE,
    ACT_RELEASE,
    ACT_GIVE,
    ACT_GIVE_BACK,
    ACT_PROMISE,
    ACT_DISPUTE,
    ACT_HOLD,
    ACT_CONTACT,
    ACT_NOTE,
    ACT_OUTCOME,
    ACT_COUNT
};

enum act_field_kind { ACT_TEXT, ACT_DAY, ACT_AMOUNT, ACT_CHOICE };

/* What a form is about. */
struct act_ground {
    struct request *r;
    const struct file_view *file;
};
struct act_choices {
    struct v_form_field_options *rows;
    size_t count;
};

struct act_field {
    const char *name;         /* of the use case's errors, too */
    const char *label, *help; /* French, for tr(); help may be NULL */
    enum act_field_kind kind;
    bool required, wide;
    int32_t days_ahead; /* a day offered, so many days from today; 0: none */
    bool (*choices)(const struct act_ground *ground, struct act_choices *out, struct err *err);
};

enum { ACT_FIELDS_MAX = 8, ACT_REF_MAX = 500 };

/* An act under way: everything was read, nothing checked. */
struct acting {
    struct request *r;
    struct object_request request;
    struct str items; /* ids of the items chosen, with commas between */
    /* set */
    unsigned missing; /* parts of a promise that were not said (enum promise_part) */
};

struct act {
    const char *code;
    const char *title, *submit; /* what it is; what the button says */
    const char *done;           /* said when it is done; %1: the file */
    const char *key;            /* opens it, or does it when there is nothing to fill in; NULL */
    const char *items;          /* the items of the file are to be chosen: the label; NULL */
    const char *note;           /* said above the button; NULL */
    struct act_field fields[ACT_FIELDS_MAX]; /* until the one without a name */
    bool (*perform)(struct acting *a, struct err *err);
    enum act_code undo; /* what takes it back at once; ACT_COUNT: nothing */
};

extern const struct act acts[ACT_COUNT];
/* False: there is no act of that code. */
bool act_find(struct str code, enum act_code *out);

#endif
