#include "intake/notices/mail_events.h"
#include "speak.h"
#include "wire_customer.h"
#include "wire_mail.h"

static bool next_row(struct speaker *s, void *list, struct err *refused, bool *have,
                     struct err *err)
{
    struct mail_event event;
    if (!mail_events_next(list, &event, refused, have, err))
        return false;
    if (*have && !err_is(refused))
        wire_mail(&event, &s->record);
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
    bool ok =
        mail_events_open(list, &file, &s->arena, &second_pass) &&
        speaker_say_rows(s, &(struct speaker_rows){list, next_row, summary.rows}, &second_pass);
    mail_events_close(list);
    return ok || speaker_changed(&second_pass, err);
}
