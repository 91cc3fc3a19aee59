/* Stands in for postgres.c in a build without PostgreSQL. */
#include "driver.h"

bool postgres_open(struct str url, struct db **out, struct err *err)
{
    (void)url;
    *out = NULL;
    return err_set(err, ERR_DB_NO_DRIVER, "built without PostgreSQL");
}
