/* The hour at which a server does something by itself (plan_backups.h, app/daily/plan_run.h): as
 * people say it, and when it is tried again. */
#ifndef RELANCE_APP_SET_HOUR_H
#define RELANCE_APP_SET_HOUR_H

#include "app/context.h"
#include "base/arena.h"
#include "store/timetable.h"

struct json;

#define HOUR_NONE "none" /* TIMETABLE_NO_HOUR, as it is typed */
enum { HOUR_AS_IT_IS = -2 };

/* *t with that hour, from now on and because of app->actor_id; with HOUR_AS_IT_IS, or the hour that
 * it has, *t as it is. Whoever calls stores and notes it. Errors: ERR_BAD_OPTION_VALUE (hour). */
MUST_CHECK bool set_hour(struct app *app, struct arena *a, int64_t hour, struct timetable *t,
                         struct err *err);
/* The key "hour"; of none: null. */
void hour_json(struct json *j, const struct timetable *t);
/* It failed just now: it is tried again after a while. */
void hour_failed(struct timetable *t, enum err_code why, int64_t now_ms);

#endif
