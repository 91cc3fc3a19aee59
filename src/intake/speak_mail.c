#include "mail_events.h"
#include "speak.h"
#include "wire_customer.h"
#include "wire_mail.h"

static bool speak_rows(struct speaker *s, struct mail_events *list, int64_t rows, struct err *err)
{
    struct mail_event event;
    struct err refused = {0};
    int64_t count = 0;
    while (!s->deaf) {
        bool have;
        if (!mail_events_next(list, &event, &refused, &have, err))
            return false;
        if (!have)
            break;
        if (++count > rows)
            return err_set(err, ERR_FILE_CHANGED, NULL);
        if (err_is(&refused)) {
            speaker_error(s, WIRE_ROW_REFUSED, &refused);
            continue;
        }
        wire_mail(&event, &s->record);
        speaker_put(s);
    }
    if (!s->deaf && count != rows)
        return err_set(err, ERR_FILE_CHANGED, NULL);
    speaker_end(s, count);
    return true;
}

bool speak_mail(struct speaker *s, struct err *err)
{
    const struct sniff_progress progress = {speaker_progress, s};
    const struct sheet_file file = speaker_list(s, &progress);
    struct table_summary summary;
    struct err first_refused = {0};
    if (!mail_events_survey(&file, &s->arena, &summary, &first_refused, err))
        return false;
    wire_table_summary(&summary, &s->record);
    speaker_put(s);
    if (summary.refused > 0)
        speaker_error(s, WIRE_ROW_REFUSED, &first_refused);
    speaker_flush(s);
    struct mail_events *list = ARENA_NEW(&s->arena, struct mail_events);
    struct err second_pass = {0};
    bool ok = mail_events_open(list, &file, &s->arena, &second_pass) &&
              speak_rows(s, list, summary.rows, &second_pass);
    mail_events_close(list);
    return ok || speaker_changed(&second_pass, err);
}
