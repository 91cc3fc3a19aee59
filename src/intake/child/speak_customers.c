#include "intake/lists/customers.h"
#include "speak.h"
#include "wire_customer.h"

static bool next_row(struct speaker *s, void *list, struct err *refused, bool *have,
                     struct err *err)
{
    struct customer_record customer;
    if (!customers_next(list, &customer, refused, have, err))
        return false;
    if (*have && err_is(refused))
        speaker_whose(refused, customer.account, customer.name);
    else if (*have)
        wire_customer(&customer, &s->record);
    return true;
}

bool speak_customers(struct speaker *s, struct err *err)
{
    const struct sniff_progress progress = {speaker_progress, s};
    const struct sheet_file file = speaker_list(s, &progress);
    struct table_summary summary;
    struct err first_refused = {0};
    if (!customers_survey(&file, &s->arena, &summary, &first_refused, err))
        return false;
    wire_table_summary(&summary, &s->record);
    speaker_put(s);
    if (summary.refused > 0)
        speaker_error(s, WIRE_ROW_REFUSED, &first_refused);
    speaker_flush(s);
    struct customers *list = ARENA_NEW(&s->arena, struct customers);
    struct err second_pass = {0};
    bool ok =
        customers_open(list, &file, &s->arena, &second_pass) &&
        speaker_say_rows(s, &(struct speaker_rows){list, next_row, summary.rows}, &second_pass);
    customers_close(list);
    return ok || speaker_changed(&second_pass, err);
}
