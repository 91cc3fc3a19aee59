/* What a subcommand is: a row of data (name, arguments, options, help) and one function.
 * Help, manual page, shell tests and the parser are made from these rows; main.c holds the table.
 *
 * Texts for people are written in French and looked up in the catalogue (gen/messages.h) for
 * English. With --json a command writes exactly one JSON document, not touched by --lang. */
#ifndef RELANCE_CMD_CMD_H
#define RELANCE_CMD_CMD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"
#include "gen/messages.h"

enum cmd_option_flag {
    OPT_REQUIRED = 1, /* exit 2 without it */
    OPT_REPEAT = 2,   /* may be given several times */
};

struct cmd_option {
    const char *name;  /* "until": written --until */
    const char *value; /* what the value is called in help, e.g. "D"; NULL: a flag */
    unsigned flags;
    const char *help; /* French, marked N_() */
};

struct cmd_given {
    const struct cmd_option *option;
    struct str value;
};

struct cmd {
    /* set by the global options */
    struct str db_url; /* --db, RELANCE_DB, or "sqlite:relance.db" */
    bool db_given;     /* --db or RELANCE_DB was given */
    struct day today;  /* --today, else the civil day in Europe/Paris */
    bool today_given;
    enum lang lang;
    bool json;
    /* this command's */
    const struct command *command;
    const char *nearest; /* after an unknown command: the name that was probably meant, or NULL */
    const struct str *arguments;
    size_t argument_count;
    struct cmd_given given[LIMIT_OPTION_COUNT];
    size_t given_count;
    struct arena arena;  /* lives as long as the command */
    struct buf out;      /* what goes to stdout at the end, text or JSON */
    struct err err;      /* what made the command return other than 0 */
    struct str err_file; /* the file the error is about, or empty */
    bool help, version;  /* --help, --version */
};

/* Returns the exit code. On failure: set c->err and return cmd_fail(c). */
typedef int cmd_fn(struct cmd *c);

struct command {
    const char *name;                 /* "law interest" */
    const char *arguments;            /* "REF", "FILE...", "" */
    int arguments_min, arguments_max; /* max -1: no limit */
    const struct cmd_option *options; /* ended by a NULL name; may be NULL */
    const char *summary;              /* one French line, N_() */
    const char *help; /* French paragraphs, N_(), or NULL. The first "relance NAME ..." in it
                         is the example that usage errors show */
    cmd_fn *run;
};

/* Parses the command line, runs the command, prints c->out or the error; the exit code.
 * `commands` ends with NULL. Global options may stand anywhere. */
int cmd_main(const struct command *const *commands, int argc, char **argv);
/* The table given to cmd_main. */
const struct command *const *cmd_table(void);

/* For use inside commands. */
bool cmd_has(const struct cmd *c, const char *option);
struct str cmd_value(const struct cmd *c, const char *option); /* p NULL when absent */
/* The i-th value of a repeated option; false when there is none. */
bool cmd_value_at(const struct cmd *c, const char *option, size_t i, struct str *out);
/* Typed values; absent option leaves *out alone and is true. Errors set c->err (exit 2). */
MUST_CHECK bool cmd_day(struct cmd *c, const char *option, struct day *out);
MUST_CHECK bool cmd_int(struct cmd *c, const char *option, int64_t *out); /* counts: 15 digits */
MUST_CHECK bool cmd_id(struct cmd *c, const char *option, int64_t *out);  /* as JSON gives ids */
/* Exit code of c->err. */
int cmd_fail(struct cmd *c);
/* A value that was refused: sets c->err (exit 2) and returns the exit code. */
int cmd_bad_value(struct cmd *c, const char *option, struct str value);
struct json;
/* The keys of CONTRACT's error object, into an open object. */
void cmd_error_fields(struct cmd *c, struct json *j, const struct err *err, struct str file);
/* Sentence, advice and detail on stderr; for commands that go on with the next file. */
void cmd_say_error(struct cmd *c, const struct err *err, struct str file);
/* The translation of a French text into the command's language. */
const char *cmd_tr(const struct cmd *c, const char *french) __attribute__((format_arg(2)));

#endif
