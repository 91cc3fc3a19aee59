/* The table of commands, nothing else. */
#include "cmd/commands.h"

static const struct command *const commands[] = {
    &cmd_help,
    &cmd_version,
    NULL,
};

int main(int argc, char **argv) { return cmd_main(commands, argc, argv); }
