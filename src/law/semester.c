#include "semester.h"

struct law_semester law_semester_of(struct day day)
{
    struct ymd v = day_to(day);
    return (struct law_semester){v.year, v.month <= 6 ? 1 : 2};
}

struct day law_semester_first(struct law_semester s)
{
    return day_ymd(s.year, s.half == 1 ? 1 : 7, 1);
}

struct day law_semester_last(struct law_semester s)
{
    return s.half == 1 ? day_ymd(s.year, 6, 30) : day_ymd(s.year, 12, 31);
}

struct law_semester law_semester_next(struct law_semester s)
{
    return s.half == 1 ? (struct law_semester){s.year, 2} : (struct law_semester){s.year + 1, 1};
}

void buf_add_semester(struct buf *b, struct law_semester s)
{
    buf_add_int_padded(b, s.year, 4);
    buf_add_c(b, "-S");
    buf_add_int(b, s.half);
}
