/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How far a run is, for whoever waits: on a terminal one line that is drawn
 * over again, once the work takes longer than a second; with --verbose where
 * there is no terminal, a plain line now and then; with --quiet nothing. And
 * SIGINT and SIGTERM, which end a run while the earlier output stays.
 */
#ifndef SAMPLAN_CLI_PROGRESS_H
#define SAMPLAN_CLI_PROGRESS_H

#include "cli/options.h"

enum progress_form { PROGRESS_NONE, PROGRESS_BAR, PROGRESS_LINES };

struct progress {
	enum progress_form form;
	struct build_progress build; /* what the run is given */
	double begin;
	double next; /* plain line */
	size_t columns;
	bool drawn;
};

/* Sets cli->build.progress; call end when the run is over. */
void progress_begin(struct progress *p, struct cli *cli);
/* The exit status: that of an interrupted run, else the one given. */
int progress_end(struct progress *p, const struct build_summary *s, int status);

#endif
