/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A process that was forked ends with the one that forked it: else it would go
 * on alone, without the lock, beside the next run.
 */
#ifndef SAMPLAN_BUILD_BOUND_H
#define SAMPLAN_BUILD_BOUND_H

#include <stdbool.h>
#include <sys/types.h>

/* First thing after fork. false: the parent has ended already; end, too. */
bool bound_to(pid_t parent);

#endif
