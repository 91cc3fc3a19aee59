/* Why a letter is not written, for letter and mail: what it misses, what forbids it. */
#ifndef RELANCE_CMD_LETTER_OUT_H
#define RELANCE_CMD_LETTER_OUT_H

#include "app/letters/write_letter.h"
#include "base/json.h"
#include "cmd.h"

/* Members missing[] and blocks[] of the object at hand. */
void letter_gaps_json(struct json *j, const struct written_letter *letter);
void letter_blocks_json(struct json *j, const struct gate_answer *gate);
/* One line each on the command's output. */
void letter_print_gaps(struct cmd *c, const struct written_letter *letter);
void letter_print_blocks(struct cmd *c, const struct gate_answer *gate);

#endif
