/* Taking rights away from the process that parses somebody's file: limits on memory, time and
 * files; a list of the few system calls it may still make (seccomp); no way to the file system or
 * the network (landlock). Each layer is used when the kernel has it; what is missing is told. */
#ifndef RELANCE_INTAKE_SANDBOX_H
#define RELANCE_INTAKE_SANDBOX_H

#include "base/buf.h"
#include "base/check.h"

/* The descriptors a child is born with. Once locked it may read the file and write its way out; the
 * request is read before. */
enum { SANDBOX_FILE_FD = 3, SANDBOX_OUT_FD = 4, SANDBOX_REQUEST_FD = 5 };

struct sandbox_layers {
    bool limits;
    bool seccomp;
    bool landlock;
    bool instrumented; /* built with a sanitizer: no memory limit, a few more system calls */
};

/* Locks the calling process, for good. A forbidden system call kills it (SIGSYS). */
void sandbox_enter(struct sandbox_layers *out);
/* Locks the calling process before it becomes another program (execve), which is not ours: limits
 * on memory, time and files; no file but system libraries, its own folder and what is open already
 * can be opened, none for writing; no network, no other process. What it does beyond that is not
 * known, so its system calls are forbidden by a list of what is dangerous, with an error, not by
 * death. */
void sandbox_enter_program(const char *folder);
/* Which layers this kernel and this build offer; locks nothing. */
void sandbox_probe(struct sandbox_layers *out);
/* "limits seccomp landlock", the missing ones as "no-seccomp": for `verify --system`. */
void sandbox_describe(const struct sandbox_layers *layers, struct buf *out);

#endif
