/* A power cut, for the preloaded fault library: what a program has written to a file and not yet
 * brought to the disk with fsync or fdatasync may be lost. Writes go through at once, so that the
 * program reads back what it wrote; the old and the new bytes are remembered until the file is
 * synced, and the cut takes the writes back.
 *
 * Not covered: names in directories (a new file stays, empty) and memory maps. */
#ifndef RELANCE_TESTS_FAULT_POWER_H
#define RELANCE_TESTS_FAULT_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum power_loss {
    POWER_LOSE_ALL,  /* nothing unsynced reaches the disk */
    POWER_LOSE_SOME, /* each unsynced write reaches it, or not, or up to a sector, drawn from seed
                      */
};

/* Before n bytes are written at `at`, and before the file is cut to `size`. */
void power_note_write(int fd, const void *bytes, size_t n, int64_t at);
void power_note_cut(int fd, int64_t size);
/* After the file has been synced. */
void power_note_sync(int fd);
/* Takes back what the disk has not got. The files are then as after the next start. */
void power_fail(enum power_loss loss, uint64_t seed);

#endif
