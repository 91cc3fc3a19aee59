/* Who is away, and who covers for him. */
#ifndef RELANCE_OFFICE_ABSENCE_H
#define RELANCE_OFFICE_ABSENCE_H

#include "base/check.h"
#include "base/day.h"

struct absence {
    int64_t id, user_id;
    struct day from, to; /* both included */
    int64_t cover_id;    /* 0: nobody in particular */
    bool cancelled;
};

/* The absence of a person on a day, the one that was entered last; NULL: he is there. */
const struct absence *absence_on(const struct absence *absences, size_t count, int64_t user_id,
                                 struct day day);

#endif
