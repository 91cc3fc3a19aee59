#include "set_hour.h"

#include "app/settings/setting_changes.h"
#include "base/json.h"

enum { LAST_HOUR = 23, AGAIN_MS = 10 * 60 * 1000 };

bool set_hour(struct app *app, struct arena *a, int64_t hour, struct timetable *t, struct err *err)
{
    const struct setting_number number = {"hour", hour, TIMETABLE_NO_HOUR, LAST_HOUR};
    if (hour == HOUR_AS_IT_IS || hour == t->hour)
        return true;
    if (!setting_in_range(a, &number, err))
        return false;
    t->hour = (int)hour;
    t->actor_id = app->actor_id;
    t->since_ms = app->now_ms;
    return true;
}

void hour_json(struct json *j, const struct timetable *t)
{
    if (t->hour == TIMETABLE_NO_HOUR)
        json_null(j, "hour");
    else
        json_int(j, "hour", t->hour);
}

void hour_failed(struct timetable *t, enum err_code why, int64_t now_ms)
{
    t->failed_ms = now_ms;
    t->failed = why;
    t->again_ms = now_ms + AGAIN_MS;
}
