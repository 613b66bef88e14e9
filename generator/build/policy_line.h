/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One line for whoever watches the log: which revision of the policy counts
 * and how its yearly review stands. Fields never change their names and are
 * not translated:
 *
 *	policy=2026-11 in_force=2026-11-16 next_review=2027-11-30 review=ok
 *
 * review is ok, due (from 1 October of its year), overdue, decided (the next
 * revision is, and comes into force later) or none (no revision is in force).
 */
#ifndef SAMPLAN_BUILD_POLICY_LINE_H
#define SAMPLAN_BUILD_POLICY_LINE_H

#include "build/options.h"

void policy_line(const struct build_options *o, struct sb *out);

#endif
