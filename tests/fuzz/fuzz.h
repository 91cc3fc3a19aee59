/* The one function of a fuzz target: called by libFuzzer, or by replay.c for stored inputs. */
#ifndef RELANCE_TESTS_FUZZ_H
#define RELANCE_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
