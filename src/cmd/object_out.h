/* What the commands of promises, plans, disputes, holds, cover, alerts and outcomes share: opening
 * the database for an account, telling what was made, listing. */
#ifndef RELANCE_CMD_OBJECT_OUT_H
#define RELANCE_CMD_OBJECT_OUT_H

#include "app/acts/object_edit.h"
#include "app/acts/object_text.h"
#include "cmd.h"
#include "columns.h"

/* --creditor, of every command that takes REF. */
#define OBJECT_OPTION_CREDITOR                                                                     \
    {                                                                                              \
        "creditor", "CODE", 0, N_("pour un numéro de compte client connu de plusieurs créanciers") \
    }

/* Opens the database; the account is the command's first argument, if there is one. False:
 * c->err. */
MUST_CHECK bool object_open(struct cmd *c, struct object_request *request);
/* Prints the object that was made or changed when ok, closes the database; the exit code. */
int object_report(struct cmd *c, struct object_request *request, enum object_kind kind, bool ok,
                  const struct object_made *made);
/* Runs `KIND list [REF]`: options --status and --creditor. */
int object_list(struct cmd *c, enum object_kind kind);
extern const struct cmd_option object_list_options[];

/* Four cells: day, amount, what, status. */
void object_cells(struct columns *t, const struct objects_view *view,
                  const struct object_summary *summary);

/* Runs `KIND VERB REF ID`, with --why. */
int object_change_run(struct cmd *c, int verb); /* enum object_verb */
extern const struct cmd_option object_change_options[];

/* A code of a closed list; false sets c->err (exit 2). parse: the list's own. */
#define OBJECT_CODE(c, option, parse, out)                                                         \
    (parse(cmd_value((c), (option)), (out)) ||                                                     \
     err_set_field(&(c)->err, ERR_BAD_OPTION_VALUE, (option), cmd_value((c), (option))))

#endif
