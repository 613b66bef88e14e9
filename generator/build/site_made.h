/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One output of the site: made in one process, taken by another one.
 *
 * Where everything is made, the process that makes an output writes it into
 * the spare itself (apart), and its bytes only go on when the guard has to
 * see them. Where little is made, the bytes go on and are written by the one
 * who takes them, which leaves a spare alone that is right already.
 */
#ifndef SAMPLAN_BUILD_SITE_MADE_H
#define SAMPLAN_BUILD_SITE_MADE_H

#include "build/pack.h"
#include "build/site_job.h"

/* What a process that makes outputs uses again for each of them. */
struct maker {
	struct site_job *job;
	bool apart;
	struct arena arena;
	struct sb html;
	struct sb told;       /* what the guard still has to hear of */
	struct arena settled; /* templates with a frame written out */
	struct map frames;    /* frame → struct frame */
};

void maker_release(struct maker *m);
/* Before the processes are started that make some. */
void maker_ready(struct maker *m);
/* Appends what came of an output, with what was found meanwhile. */
void maker_make(struct maker *m, size_t entry, struct sb *out);
void maker_take(struct maker *m, size_t entry, struct unpack *u);
/* After some of them: the guard hears of all in one go. */
void maker_taken(struct maker *m);
/* Writes bytes that no page is made of, and shows them to the guard. */
void site_job_put(struct site_job *j, struct str path, struct str bytes);

#endif
