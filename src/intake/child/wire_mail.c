#include "wire_mail.h"

void wire_mail(const struct mail_event *event, struct wire_record *out)
{
    wire_begin(out, WIRE_MAIL);
    wire_number(out, event->line);
    wire_number(out, event->on.n);
    wire_number(out, event->on_its_way);
    wire_number(out, (int64_t)event->to);
    wire_number(out, (int64_t)event->why);
    wire_text(out, event->tracking);
}

static bool tracking_fits(struct str t)
{
    for (size_t i = 0; i < t.n; i++) {
        bool digit = t.p[i] >= '0' && t.p[i] <= '9';
        if (!digit && (t.p[i] < 'A' || t.p[i] > 'Z'))
            return false;
    }
    return t.n >= MAIL_TRACKING_MIN && t.n <= MAIL_TRACKING_MAX;
}

bool wire_to_mail(const struct wire_record *r, struct mail_event *out, struct err *err)
{
    ASSERT(r->kind == WIRE_MAIL);
    const int64_t *n = r->numbers;
    bool returned = n[3] == MAILING_IS_RETURNED;
    bool fits = n[0] >= 1 && n[0] <= LIMIT_FILE_LINES && n[1] >= day_ymd(DAY_YEAR_MIN, 1, 1).n &&
                n[1] <= day_ymd(DAY_YEAR_MAX, 12, 31).n && (n[2] == 0 || n[2] == 1) &&
                n[3] >= MAILING_IS_SENT && n[3] <= MAILING_IS_RETURNED && n[4] >= 0 &&
                n[4] <= MAILING_RETURN_COUNT && returned == (n[4] < MAILING_RETURN_COUNT) &&
                tracking_fits(r->texts[0]);
    if (!fits)
        return err_set(err, ERR_CHILD_LIED, "mail event");
    *out = (struct mail_event){.line = n[0],
                               .tracking = r->texts[0],
                               .on = {(int32_t)n[1]},
                               .on_its_way = n[2] != 0,
                               .to = (enum mailing_state)n[3],
                               .why = (enum mailing_return)n[4]};
    return true;
}
