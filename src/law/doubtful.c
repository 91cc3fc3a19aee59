#include "doubtful.h"

#include "base/money.h"

#define PERCENT_MICRO (INT64_C(100) * RATE_MICRO)

struct law_unpaid law_unpaid_split(int64_t gross_minor, struct rate vat_rate)
{
    ASSERT(gross_minor >= 0);
    ASSERT(vat_rate.micro >= 0);
    ASSERT(vat_rate.micro <= PERCENT_MICRO);
    int64_t net =
        scale_round(gross_minor, PERCENT_MICRO, PERCENT_MICRO + vat_rate.micro, ROUND_HALF_UP);
    return (struct law_unpaid){gross_minor, net, gross_minor - net};
}

int64_t law_depreciation(const struct law_unpaid *unpaid, struct rate percent)
{
    ASSERT(percent.micro >= 0);
    ASSERT(percent.micro <= PERCENT_MICRO);
    return scale_round(unpaid->net, percent.micro, PERCENT_MICRO, ROUND_HALF_UP);
}

size_t law_post_doubtful(const struct law_unpaid *u, struct law_posting out[LAW_POSTINGS_MAX])
{
    out[0] = (struct law_posting){"416", u->gross, 0};
    out[1] = (struct law_posting){"411", 0, u->gross};
    return 2;
}

size_t law_post_depreciation(int64_t minor, struct law_posting out[LAW_POSTINGS_MAX])
{
    out[0] = (struct law_posting){"68174", minor, 0};
    out[1] = (struct law_posting){"491", 0, minor};
    return 2;
}

size_t law_post_reversal(int64_t minor, struct law_posting out[LAW_POSTINGS_MAX])
{
    out[0] = (struct law_posting){"491", minor, 0};
    out[1] = (struct law_posting){"78174", 0, minor};
    return 2;
}

size_t law_post_loss(const struct law_unpaid *u, struct law_posting out[LAW_POSTINGS_MAX])
{
    ASSERT(u->net + u->vat == u->gross);
    out[0] = (struct law_posting){"654", u->net, 0};
    out[1] = (struct law_posting){"44571", u->vat, 0};
    out[2] = (struct law_posting){"416", 0, u->gross};
    return 3;
}

struct day law_vat_recovery_last_day(const struct law_tables *t, struct day lost_on)
{
    const struct law_rule_row *years = law_rule_on(t, LAW_RULE_VAT_LOST_YEARS, lost_on);
    if (years == NULL) {
        return DAY_NONE;
    }
    return day_ymd(day_to(lost_on).year + (int32_t)years->value, 12, 31);
}
