#include "ageing.h"

static int64_t *bucket_of(struct ageing *row, struct day due, struct day today)
{
    int32_t late_days = today.n - due.n;
    if (late_days <= 0)
        return &row->not_due;
    if (late_days <= 30)
        return &row->d1_30;
    if (late_days <= 60)
        return &row->d31_60;
    return late_days <= 90 ? &row->d61_90 : &row->over_90;
}

void ageing_add(struct ageing *row, int64_t open_minor, struct due due, struct day today,
                bool strict)
{
    if (open_minor <= 0) {
        row->unallocated -= open_minor;
        return;
    }
    if (strict && due.source != DUE_STATED) {
        row->no_due_date += open_minor;
        return;
    }
    *bucket_of(row, due.day, today) += open_minor;
    if (due.source == DUE_ASSUMED)
        row->assumed += open_minor;
}

void ageing_sum(struct ageing *total, const struct ageing *row)
{
    total->not_due += row->not_due;
    total->d1_30 += row->d1_30;
    total->d31_60 += row->d31_60;
    total->d61_90 += row->d61_90;
    total->over_90 += row->over_90;
    total->no_due_date += row->no_due_date;
    total->assumed += row->assumed;
    total->unallocated += row->unallocated;
}

int64_t ageing_total(const struct ageing *row)
{
    return row->not_due + row->d1_30 + row->d31_60 + row->d61_90 + row->over_90 + row->no_due_date -
           row->unallocated;
}
