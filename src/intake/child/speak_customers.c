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

static bool open_list(void *list, const struct sheet_file *file, struct arena *a, struct err *err)
{
    return customers_open(list, file, a, err);
}

static void close_list(void *list) { customers_close(list); }

bool speak_customers(struct speaker *s, struct err *err)
{
    static const struct speaker_table table = {sizeof(struct customers), customers_survey,
                                               open_list, next_row, close_list};
    return speaker_say_table(s, &table, err);
}
