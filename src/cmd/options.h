/* Reading the command line into a struct cmd, by the rows of the command table. */
#ifndef RELANCE_CMD_OPTIONS_H
#define RELANCE_CMD_OPTIONS_H

#include "cmd.h"

/* Options every command takes. Ends with a NULL name. */
extern const struct cmd_option options_global[];

/* Fills c; c->command stays NULL when no command was named. On failure c->err is set: unknown
 * command (the nearest one is in c->nearest), unknown option, missing value, missing or surplus
 * arguments. */
MUST_CHECK bool options_parse(struct cmd *c, const struct command *const *commands, int argc,
                              char **argv);
/* True when some command's name begins with this word and has a second one ("law"). */
bool options_is_group(const struct command *const *commands, struct str word);
/* Sets ERR_UNKNOWN_COMMAND and c->nearest; always false. */
bool options_unknown_command(struct cmd *c, const struct command *const *commands, struct str first,
                             struct str second);
/* "law interest" from one or two words; NULL if there is none. */
const struct command *options_find(const struct command *const *commands, struct str first,
                                   struct str second, int *words);

#endif
