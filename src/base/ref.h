/* Short references people read and type: "C-000042-X". A letter (C account, D debtor, I import,
 * P document), the number, and a check character by ISO/IEC 7064 MOD 37,36 over letter and digits.
 */
#ifndef RELANCE_BASE_REF_H
#define RELANCE_BASE_REF_H

#include "buf.h"
#include "check.h"
#include "err.h"
#include "str.h"

enum ref_kind { REF_ACCOUNT = 'C', REF_DEBTOR = 'D', REF_IMPORT = 'I', REF_DOCUMENT = 'P' };

/* ISO 7064 MOD 37,36 check character over 0-9 A-Z (others are skipped). */
char ref_check_character(struct str s);
/* number >= 1; at least six digits. */
void buf_add_ref(struct buf *b, enum ref_kind kind, int64_t number);
struct str ref_str(struct arena *a, enum ref_kind kind, int64_t number); /* the same by itself */
/* "C-000042-X", case and missing hyphens accepted ("c000042x"). Errors: ERR_BAD_REF (arg = text)
 * for a wrong form or a wrong check character. */
MUST_CHECK bool ref_parse(struct str s, enum ref_kind *kind, int64_t *number, struct err *err);

#endif
