/* --out F.xlsx|F.csv of the lists. */
#ifndef RELANCE_CMD_TABLE_OUT_H
#define RELANCE_CMD_TABLE_OUT_H

#include "app/lists/save_table.h"
#include "cmd.h"

/* Writes the tables; with --json says where and how many rows the first one has. The exit code. */
int table_out(struct cmd *c, const struct table_view *tables, size_t count, struct str path);

#endif
