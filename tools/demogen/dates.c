#include "dates.h"

/* Algorithms of Howard Hinnant, "chrono-compatible low-level date algorithms". */
int date_day(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void date_civil(int n, int *year, int *month, int *day)
{
    int z = n + 719468;
    int era = z / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

int date_month_end(int n)
{
    int year, month, day;
    date_civil(n, &year, &month, &day);
    return (month == 12 ? date_day(year + 1, 1, 1) : date_day(year, month + 1, 1)) - 1;
}

int date_workday(int n)
{
    int weekday = (n + 3) % 7; /* 1970-01-01 was a Thursday; 0 = Monday */
    return weekday < 5 ? n : n + 7 - weekday;
}
