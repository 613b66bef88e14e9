/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a run does to documents, until it is written down and said: the
 * journal's lines, and which services have to be told of removed documents.
 *
 * Readers see the new tree from one moment on, and a run may be stopped right
 * after it. So what will have happened lies in OUTPUT/.cache/plans/pending before
 * the trees change places, and what has to be said in .../told until the
 * process that prints it has it. A later run adds and says what is left: of a
 * pending file only if the tree is there that it tells of. Plan ids, dates and
 * services stand in them, no names of people.
 */
#ifndef SAMPLAN_BUILD_PLAN_PENDING_H
#define SAMPLAN_BUILD_PLAN_PENDING_H

#include "build/options.h"

struct plan_run;

/* What runs before this one had no time for; and says it. Sets r->err. */
void plan_pending_settle(struct plan_run *r);
/* Of a shelf that is ready: before the trees change places. Sets r->err. */
void plan_pending_write(struct plan_run *r);
/* After that: into the journal and into the findings. 0 or an errno value. */
int plan_pending_done(struct plan_run *r);
/* Without a run: whether something is left to be written or said. */
bool plan_pending_there(const struct build_options *o);
/* What was to be said is with the process that prints it. */
void plan_pending_said(const struct build_options *o);

#endif
