#include "absence.h"

const struct absence *absence_on(const struct absence *absences, size_t count, int64_t user_id,
                                 struct day day)
{
    const struct absence *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct absence *a = &absences[i];
        bool there = a->cancelled || a->user_id != user_id || day_before(day, a->from) ||
                     day_before(a->to, day);
        if (!there && (last == NULL || a->id > last->id))
            last = a;
    }
    return last;
}
