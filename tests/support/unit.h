/* cmocka with the headers it wants to find before it. */
#ifndef RELANCE_TESTS_UNIT_H
#define RELANCE_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
