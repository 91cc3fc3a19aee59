/* What is said of an archive and of each file in it. */
#ifndef RELANCE_INTAKE_MEMBER_H
#define RELANCE_INTAKE_MEMBER_H

#include "base/err.h"
#include "base/str.h"

struct zip_summary {
    int64_t entries; /* folders included */
    int64_t bytes;   /* unpacked, as the archive says */
};

struct member {
    struct str name;    /* harmless, relative, "/" between folders */
    int64_t bytes;      /* unpacked, as the archive says; 0 when it is skipped or refused */
    bool skipped;       /* nothing to read: a link, or what an operating system leaves behind */
    struct err refused; /* set: why it cannot be taken */
};

#endif
