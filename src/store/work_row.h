/* A row of the run as statements give it, for work_store and run_walk alone. */
#ifndef RELANCE_STORE_WORK_ROW_H
#define RELANCE_STORE_WORK_ROW_H

#include "gen/work_sql.h"
#include "work_store.h"

/* Errors: ERR_DB_DAMAGED: it names a decision that does not exist. */
MUST_CHECK bool stored_work_of(const struct q_run_work_row *row, struct stored_work *out,
                               struct err *err);

#endif
