/* The fields of a form of settings: what was typed stands above what is set, and what was refused
 * stands beside the field it is about. */
#ifndef RELANCE_WEB_SETTING_FORM_H
#define RELANCE_WEB_SETTING_FORM_H

#include "gen/views.h"
#include "web/server/http.h"

struct setting_choice {
    struct str value, text;
};
struct setting_field {
    const char *name;
    const char *label, *help; /* French, for tr(); help may be NULL */
    struct str value;         /* what is set */
    const struct setting_choice *choices;
    size_t choice_count;
    bool required, day, amount, wide;
};
struct setting_form {
    struct request *r;
    const char *act;           /* of this form; ids begin with it */
    const struct err *failure; /* of what was asked, or NULL */
    /* set */
    bool beside; /* the failure found its field */
};

/* This form was sent: its fields show what was typed. */
bool setting_form_sent(const struct setting_form *form);
struct v_form_field setting_field(struct setting_form *form, const struct setting_field *field);
/* A ticked box. */
bool setting_ticked(const struct request *r, const char *name);
/* A whole number typed, of at most six digits. */
bool setting_number(struct str text, int64_t *out);
/* A day typed; empty: DAY_NONE. Errors: ERR_BAD_DATE. */
MUST_CHECK bool setting_day(const struct request *r, const char *name, struct day *out,
                            struct err *err);

#endif
