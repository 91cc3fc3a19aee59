/* relance run --dry-run: what a day would look like under other rules. */
#ifndef RELANCE_CMD_RUN_DRY_H
#define RELANCE_CMD_RUN_DRY_H

#include "cmd.h"

int run_dry(struct cmd *c);

#endif
