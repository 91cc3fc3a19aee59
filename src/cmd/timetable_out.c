#include "timetable_out.h"

#include "base/moment.h"

bool timetable_hour(struct cmd *c, int64_t *out)
{
    *out = HOUR_AS_IT_IS;
    if (!str_is(cmd_value(c, "hour"), HOUR_NONE))
        return cmd_int(c, "hour", out);
    *out = TIMETABLE_NO_HOUR;
    return true;
}

struct str timetable_moment(struct cmd *c, int64_t at_ms)
{
    struct buf text;
    if (at_ms == 0)
        return (struct str){0};
    buf_init(&text, &c->arena, 32);
    moment_add(&text, zone_paris(at_ms));
    return buf_str(&text);
}

void timetable_failed_json(struct cmd *c, struct json *j, const struct timetable *t)
{
    json_text_or_null(j, "failed", timetable_moment(c, t->failed_ms));
    json_text_or_null(j, "error", err_code_stored(t->failed));
}

void timetable_say(struct cmd *c, const char *french, struct str what)
{
    buf_add_c(&c->out, cmd_tr(c, french));
    buf_add_char(&c->out, ' ');
    buf_add(&c->out, what.n > 0 ? what : STR("—"));
    buf_add_char(&c->out, '\n');
}

void timetable_failed_say(struct cmd *c, const struct timetable *t)
{
    if (t->failed_ms != 0)
        timetable_say(c, N_("Dernier échec :"), timetable_moment(c, t->failed_ms));
}
