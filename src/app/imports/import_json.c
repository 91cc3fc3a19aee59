#include "import_json.h"

void import_counts_json(struct json *j, const struct import_report *r)
{
    json_int(j, "read", r->read);
    json_int(j, "accepted", r->accepted);
    json_int(j, "rejected", r->rejected);
    json_int(j, "duplicates", r->duplicates);
    json_int(j, "updated", r->updated);
    json_int(j, "ignored", r->ignored);
    json_int(j, "vanished", r->vanished);
    json_int(j, "debtors", r->debtors);
    json_int(j, "items", r->items);
    json_int(j, "payments", r->payments);
    json_int(j, "credits", r->credits);
    json_int(j, "facts", r->facts);
}
