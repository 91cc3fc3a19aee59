/* The kinds of tables of the law tests. */
#include "table.h"

const struct table_kind table_kinds[] = {
    {"interest", check_interest},
    {"rates", check_rates},
    {"term", check_term},
    {"limitation", check_limitation},
    {"deadline", check_deadline},
    {"holidays", check_holidays},
    {"identifier", check_identifier},
    {"imputation", check_imputation},
    {"doubtful", check_doubtful},
    {"hours", check_hours},
    {"statement", check_statement},
    {NULL, NULL},
};
