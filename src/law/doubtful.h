/* The accounts of a claim that is doubtful or lost: how much of it is net and how much VAT, what is
 * written down, and the VAT that may be recovered. */
#ifndef RELANCE_LAW_DOUBTFUL_H
#define RELANCE_LAW_DOUBTFUL_H

#include "base/check.h"
#include "base/day.h"
#include "base/rate.h"
#include "tables.h"

/* Minor units of one currency. net + vat = unpaid, always. */
struct law_unpaid {
    int64_t gross, net, vat;
};

/* Splits what is unpaid of an invoice: net = gross / (1 + VAT rate), rounded half up; VAT is the
 * rest. gross >= 0, 0 <= rate <= 100 %. */
struct law_unpaid law_unpaid_split(int64_t gross_minor, struct rate vat_rate);
/* Depreciation: a percentage of the net amount, rounded half up. Source: PCG. */
int64_t law_depreciation(const struct law_unpaid *unpaid, struct rate percent);

struct law_posting {
    const char *ledger_account; /* of the French chart of accounts */
    int64_t debit_minor, credit_minor;
};
enum { LAW_POSTINGS_MAX = 3 };

/* The balanced entries; each returns the number of lines. */
size_t law_post_doubtful(const struct law_unpaid *u, struct law_posting out[LAW_POSTINGS_MAX]);
size_t law_post_depreciation(int64_t minor, struct law_posting out[LAW_POSTINGS_MAX]);
size_t law_post_reversal(int64_t minor, struct law_posting out[LAW_POSTINGS_MAX]);
size_t law_post_loss(const struct law_unpaid *u, struct law_posting out[LAW_POSTINGS_MAX]);

/* Last day to recover the VAT of a claim lost on a day: 31 December of the second year after.
 * DAY_NONE when no row covers the day. Source: CGI 272, 1. */
struct day law_vat_recovery_last_day(const struct law_tables *t, struct day lost_on);

#endif
