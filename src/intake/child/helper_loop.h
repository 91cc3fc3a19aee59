/* Private to the helper: what it does from its birth to its end. */
#ifndef RELANCE_INTAKE_HELPER_LOOP_H
#define RELANCE_INTAKE_HELPER_LOOP_H

#include "helper.h"

enum {
    HELPER_FDS = 4, /* with a request come: the file, the way out, the lifeline, what is asked */
    HELPER_CHILDREN_MAX = 16,
};

/* What a child is wanted for: the byte of the request. */
enum helper_task { HELPER_READ = 'r', HELPER_TEXT = 't' };

/* Serves requests until the other end of request_fd is closed, then kills what still runs. */
NORETURN void helper_loop(int request_fd, helper_child *run);

#endif
