/* What `relance debtor --find` prints. */
#ifndef RELANCE_CMD_FIND_OUT_H
#define RELANCE_CMD_FIND_OUT_H

#include "app/context.h"
#include "cmd.h"

/* Looks the text of --find up; the exit code. */
int find_out(struct cmd *c, struct app *app);

#endif
