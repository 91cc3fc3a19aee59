/* Options that the law commands share. */
#ifndef RELANCE_CMD_LAW_OPTIONS_H
#define RELANCE_CMD_LAW_OPTIONS_H

#include "app/legal/load_law.h"
#include "base/json.h"
#include "cmd.h"
#include "law/tables.h"

/* The law that figures are made from: the compiled tables or, where --db or RELANCE_DB names a
 * database, those in force there. Errors: those of app_open and load_law, in c->err. */
MUST_CHECK bool law_options_law(struct cmd *c, struct law_in_force *out);
/* The tables alone, in c->arena. */
MUST_CHECK bool law_options_tables(struct cmd *c, const struct law_tables **out);
/* A table by its name, case ignored; `option` is what the name was given to. */
MUST_CHECK bool law_options_table(struct cmd *c, const char *option, struct str name,
                                  enum law_table *out);

/* Absent option: *out is left alone and the answer is true. Errors set c->err (exit 2). */

/* A day between 1950 and 2150. */
MUST_CHECK bool law_options_day(struct cmd *c, const char *option, struct day *out);
MUST_CHECK bool law_options_day_text(struct cmd *c, const char *option, struct str text,
                                     struct day *out);
/* Euro cents, >= least. */
MUST_CHECK bool law_options_amount(struct cmd *c, const char *option, struct str text,
                                   int64_t least, int64_t *out);
/* Index of the value in a list of `count` words. */
MUST_CHECK bool law_options_word(struct cmd *c, const char *option, const char *const *words,
                                 size_t count, int *out);
/* "2025-03-15=REST" of a repeated option: the day, and what stands behind the sign. */
MUST_CHECK bool law_options_dated(struct cmd *c, const char *option, struct str text,
                                  struct day *day, struct str *rest);

/* A number with exactly six decimals as a JSON string. */
void law_json_micro(struct json *j, const char *key, int64_t micro);
/* {code, text} */
void law_json_warning(struct json *j, const char *code, struct str text);
/* " (non vérifié)" when it is so. */
void law_add_unverified(struct cmd *c, const struct law_note *note);
/* A heading over warnings, then one line each behind a dash. */
void law_print_warning(struct cmd *c, bool *first, struct str text);

#endif
