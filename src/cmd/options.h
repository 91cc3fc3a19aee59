/* Reading the command line into a struct cmd, by the rows of the command table. */
#ifndef RELANCE_CMD_OPTIONS_H
#define RELANCE_CMD_OPTIONS_H

#include "cmd.h"

/* Options every command takes. Ends with a NULL name. */
extern const struct cmd_option options_global[];

/* Fills c; c->command stays NULL when no command was named. On failure c->err is set: unknown
 * command (arg: the nearest one is in detail), unknown option, missing value, missing or surplus
 * arguments. */
MUST_CHECK bool options_parse(struct cmd *c, const struct command *const *commands, int argc,
                              char **argv);
/* "law interest" from one or two words; NULL if there is none. */
const struct command *options_find(const struct command *const *commands, struct str first,
                                   struct str second, int *words);

#endif
