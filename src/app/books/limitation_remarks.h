/* What one should know beside the dates of a limitation period. */
#ifndef RELANCE_APP_LIMITATION_REMARKS_H
#define RELANCE_APP_LIMITATION_REMARKS_H

#include "law/limitation.h"

/* A stable code and a French sentence for tr(). */
struct law_remark {
    const char *code, *text;
};

enum { LAW_REMARKS_MAX = 8 };

/* Returns how many were written to out. */
size_t law_limitation_remarks(const struct law_limitation_case *request,
                              const struct law_limitation *r,
                              struct law_remark out[LAW_REMARKS_MAX]);

#endif
