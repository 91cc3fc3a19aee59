/* A disk that fails on purpose, under SQLite: it becomes the default VFS of the process. Writes go
 * to the real files, but what was not yet synced is remembered, so that a power cut can be played:
 * of the unsynced writes some are there, some are lost, some are torn at a sector. */
#ifndef RELANCE_TESTS_FAULTY_DISK_H
#define RELANCE_TESTS_FAULTY_DISK_H

#include <stdbool.h>
#include <stdint.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_POWER, /* at the n-th operation the power goes: every later one fails */
    FAULT_ERROR, /* the n-th operation fails with an I/O error, the next succeed */
    FAULT_FULL,  /* the n-th operation and 20 behind it find the disk full */
};

void faulty_disk_install(void);
/* From now on counts writes, truncations and syncs from 1; `at` is the one that fails. */
void faulty_disk_arm(enum fault_kind kind, int at);
/* The armed fault has happened. */
bool faulty_disk_struck(void);
/* After a power cut, all connections closed: leaves on the real files what a disk could hold. */
void faulty_disk_settle(uint32_t seed);
/* A healthy disk again, nothing remembered. */
void faulty_disk_heal(void);

#endif
