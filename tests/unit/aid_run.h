/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a test is run. Under valgrind (tests/valgrind sets the variable) a program
 * takes fifty times as long: tests of size are made smaller, limits of time
 * mean nothing, and what asks the kernel to refuse calls cannot be run, because
 * valgrind's own calls are refused too.
 */
#ifndef SAMPLAN_TESTS_AID_RUN_H
#define SAMPLAN_TESTS_AID_RUN_H

#include <stdbool.h>
#include <stdlib.h>

static inline bool
aid_valgrind(void)
{
	return getenv("SAMPLAN_VALGRIND") != NULL;
}

#endif
