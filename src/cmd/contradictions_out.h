/* What an import says against decisions and agreements, as JSON and in words. */
#ifndef RELANCE_CMD_CONTRADICTIONS_OUT_H
#define RELANCE_CMD_CONTRADICTIONS_OUT_H

#include "app/imports/import_files.h"
#include "base/json.h"
#include "cmd.h"

void contradictions_json(struct json *j, const struct import_report *r); /* the array */
/* The first of them, a line each. */
void contradictions_text(struct cmd *c, const struct import_report *r);

#endif
