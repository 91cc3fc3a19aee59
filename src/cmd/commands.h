/* Every subcommand, one row each; main.c puts them into one table. */
#ifndef RELANCE_CMD_COMMANDS_H
#define RELANCE_CMD_COMMANDS_H

#include "cmd.h"

extern const struct command cmd_help;
extern const struct command cmd_version;

#endif
