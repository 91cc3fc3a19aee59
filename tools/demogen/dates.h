/* Civil days as numbers since 1970-01-01, for the generator alone. */
#ifndef RELANCE_DEMOGEN_DATES_H
#define RELANCE_DEMOGEN_DATES_H

int date_day(int year, int month, int day);
void date_civil(int n, int *year, int *month, int *day);
int date_month_end(int n);
/* n, or the Monday after it when it is a Saturday or a Sunday. */
int date_workday(int n);

#endif
