/* What this machine gives Relance: the layers that lock in the reader of untrusted files. */
#ifndef RELANCE_APP_DESCRIBE_SYSTEM_H
#define RELANCE_APP_DESCRIBE_SYSTEM_H

#include "base/check.h"

struct system_layer {
    const char *name; /* limits, seccomp, landlock, memory_limit */
    bool active;      /* false: files are still read, with less protection */
};

enum { SYSTEM_LAYERS = 4 };

void describe_system(struct system_layer layers[SYSTEM_LAYERS]);

#endif
