/* What went wrong, as a code, a place and at most one value. The rooms speak codes; the sentence
 * in French or English is made at the edge (app/words/err_text.h). The first error wins: an err
 * that is already set is not changed. On success an err is untouched.
 *
 * The codes are a closed list (err_codes.def, listed in docs/codes.md) and never renamed. */
#ifndef RELANCE_BASE_ERR_H
#define RELANCE_BASE_ERR_H

#include "check.h"
#include "str.h"

enum err_code {
    ERR_NONE = 0,
#define ERR_CODE(id, text, exit_code) ERR_##id,
#include "err_codes.def"
#undef ERR_CODE
    ERR_CODE_COUNT
};

struct err {
    enum err_code code;
    int64_t line;     /* line of a file, from 1; 0 = none */
    int32_t column;   /* position of the field, from 1; 0 = none */
    char field[48];   /* name of the column, option or key; "" = none */
    char arg[120];    /* the one value the sentence needs, cut, printable UTF-8; never logged */
    char detail[200]; /* for developers and administrators: system texts, ids */
};

/* Sets code and detail (may be NULL) if e is still clear. Always returns false, so that
 * `return err_set(err, ERR_X, "...")` reads as it should. e may be NULL. */
bool err_set(struct err *e, enum err_code code, const char *detail);
/* The same with the name of the field or option and the value at fault. */
bool err_set_field(struct err *e, enum err_code code, const char *field, struct str value);
/* Adds the place to an error that has none yet. */
void err_at(struct err *e, int64_t line, int32_t column, const char *field);
bool err_is(const struct err *e); /* an error is set */
void err_clear(struct err *e);

const char *err_code_text(enum err_code code); /* the stable code, e.g. "bad_date" */
int err_exit_code(enum err_code code);         /* 1, 2, 3 or 70 */
/* As a column keeps it: the stable code, "" for ERR_NONE. */
struct str err_code_stored(enum err_code code);
/* And back; ERR_SYSTEM: this program does not know it. */
enum err_code err_code_read(struct str stored);

#endif
