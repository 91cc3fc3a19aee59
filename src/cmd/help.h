/* Help, manual page and version, all written from the command table. */
#ifndef RELANCE_CMD_HELP_H
#define RELANCE_CMD_HELP_H

#include "cmd.h"

int help_overview(struct cmd *c);                               /* every command, one line each */
int help_command(struct cmd *c, const struct command *command); /* one command, whole */
int help_version(struct cmd *c);

#endif
