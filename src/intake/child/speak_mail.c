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

static bool open_list(void *list, const struct sheet_file *file, struct arena *a, struct err *err)
{
    return mail_events_open(list, file, a, err);
}

static void close_list(void *list) { mail_events_close(list); }

bool speak_mail(struct speaker *s, struct err *err)
{
    static const struct speaker_table table = {sizeof(struct mail_events), mail_events_survey,
                                               open_list, next_row, close_list};
    return speaker_say_table(s, &table, err);
}
