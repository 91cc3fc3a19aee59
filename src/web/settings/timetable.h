/* The timetable of what a server does by itself (backups, the daily run): the hour as a choice of a
 * form, how the last try failed, and a form that was refused. */
#ifndef RELANCE_WEB_TIMETABLE_H
#define RELANCE_WEB_TIMETABLE_H

#include "app/settings/setting_changes.h"
#include "app/system/set_hour.h"
#include "setting_form.h"

/* The field "hour". label and never (what is said of no hour): French, for tr(). */
struct timetable_hour {
    const char *label, *never;
    int hour; /* 0..23, TIMETABLE_NO_HOUR */
};
struct v_form_field timetable_field(struct setting_form *form, const struct timetable_hour *hour);
/* As it was typed; what is no hour at all is refused beside its field: ERR_BAD_OPTION_VALUE. */
MUST_CHECK bool timetable_hour_read(const struct request *r, int64_t *out, struct err *err);

/* failed_at and failed of the view; nothing when the last try did not fail. */
void timetable_failed(struct request *r, const struct timetable *t, struct v_timetable *view);
/* What is said above the page, after the fields were made: that it is kept, or that it was refused
 * and why, with the status of the answer. */
MUST_CHECK bool timetable_notes(const struct setting_form *form, const struct setting_of *of,
                                struct response *out, struct v_setting_notes *notes,
                                struct err *err);
/* "42" */
struct str timetable_digits(struct request *r, int64_t number);

#endif
