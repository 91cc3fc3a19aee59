/* A typed table for the terminal: under its title, as wide as its cells. */
#ifndef RELANCE_CMD_TABLE_TEXT_H
#define RELANCE_CMD_TABLE_TEXT_H

#include "app/lists/save_table.h"
#include "base/buf.h"

/* Nothing at all for a table without rows. Days and amounts in French form, as all commands write
 * them; amounts with their currency when `money`. */
void table_text_print(struct buf *out, const struct table_view *v, bool money);

#endif
