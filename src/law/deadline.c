#include "deadline.h"

static bool rule_add(const struct law_tables *t, enum law_rule rule, struct day from,
                     struct day *out, struct err *err)
{
    const struct law_rule_row *row = law_rule_on(t, rule, from);
    if (row == NULL) {
        return err_set_field(err, ERR_RATE_MISSING, "rules", str_of(law_rule_code(rule)));
    }
    if (row->unit == LAW_UNIT_MONTHS) {
        *out = day_add_months(from, (int32_t)row->value);
    } else {
        ASSERT(row->unit == LAW_UNIT_DAYS);
        *out = day_add(from, (int32_t)row->value);
    }
    return true;
}

bool law_claim_deadlines(const struct law_tables *t, struct day bodacc,
                         struct law_claim_deadlines *out, struct err *err)
{
    return rule_add(t, LAW_RULE_DECLARATION_MONTHS, bodacc, &out->mainland, err) &&
           rule_add(t, LAW_RULE_DECLARATION_OUTSIDE_MONTHS, bodacc, &out->outside, err) &&
           rule_add(t, LAW_RULE_RELIEF_MONTHS, bodacc, &out->relief, err) &&
           rule_add(t, LAW_RULE_RETENTION_MONTHS, bodacc, &out->retention, err);
}

bool law_opposition_deadline(const struct law_tables *t, struct day publication, struct day *out,
                             struct err *err)
{
    return rule_add(t, LAW_RULE_SALE_OPPOSITION_DAYS, publication, out, err);
}
