/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The private overview of all plans, output/plans/index.html: what is next,
 * what is late, which documents there are, which are not made and why, and the
 * findings with their lines. In Swedish, whoever builds. No name of a person
 * who has a plan stands in it.
 */
#ifndef SAMPLAN_COMPOSE_OVERVIEW_H
#define SAMPLAN_COMPOSE_OVERVIEW_H

#include "compose/status.h"
#include "diag/diag.h"
#include "model/value.h"

/* A plan and its findings in Swedish, in order; all borrowed. */
struct overview_plan {
	const struct status_row *row;
	const struct finding *findings;
	size_t count;
	/* What was made of each paper; a calendar counts as paper. */
	bool paper[PAPER_COUNT];
	bool screen[PAPER_COUNT];
};

/* What is said of all plans together. */
struct overview_sums {
	size_t open;
	size_t late;
	size_t closed;
	size_t by_step[STEP_COUNT];
};

/* Whether a plan stands in the overview; the others are only counted. */
bool overview_shows(bool closed, size_t errors);
void overview_sum(struct overview_sums *s, bool closed, size_t errors,
    enum status_step step, date_t due, date_t today);

/*
 * Values for the template "overview": the plans in order, and what is said of
 * all. Lines, made by overview_line, is a list of all plans where they are too
 * many for one page; empty where each stands in plans.
 */
struct value *
overview_values(struct arena *a, const struct overview_plan *plans,
    size_t count, const struct overview_sums *sums,
    const struct status_context *ctx, struct str lines);
/* For the template "overview-part": one of several pages of plans. */
struct value *overview_part_values(struct arena *a,
    const struct overview_plan *plans, size_t count, size_t number,
    size_t parts, const struct status_context *ctx);

/* A plan in the list of all: its row, and the page that has the rest. */
struct overview_entry {
	struct str plan_id;
	enum status_step step;
	date_t due;
	size_t errors;
	size_t page; /* from 1 */
};
void
overview_line(struct sb *out, const struct overview_entry *e, date_t today);

#endif
