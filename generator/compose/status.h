/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is next in each plan, who does it, and until when; for `samplan status`,
 * the private overview, and counts for managers. Rows own their texts in the
 * arena they were made in, so the plan may go. Never a name of the person.
 */
#ifndef SAMPLAN_COMPOSE_STATUS_H
#define SAMPLAN_COMPOSE_STATUS_H

#include "base/sb.h"
#include "diag/diag.h"
#include "model/plan_gate.h"
#include "model/plan_steps.h"

/* In the order that decides when two are due on the same day. */
enum status_step {
	STEP_ASK_CONSENT,
	STEP_ASK_AGAIN,
	STEP_CALL,
	STEP_MEET,
	STEP_SEND_NOTES,
	STEP_ANSWER,
	STEP_FINISH,
	STEP_SEND_PLAN,
	STEP_ENTER_PLAN,
	STEP_TALK,
	STEP_GIVE_COPY,
	STEP_FOLLOW_UP,
	STEP_REPORT,
	STEP_NEXT_MEETING,
	STEP_RENEW_CONSENT,
	STEP_NEW_REVISION,
	STEP_REVIEW_LSS,
	STEP_MEND, /* the file cannot be read */
	STEP_NONE, /* nothing is open */
	STEP_COUNT
};

/* A person with a role, or a service (role empty). */
struct status_actor {
	struct str name;
	const char *role; /* Swedish, as in the file */
	enum plan_principal principal;
};

struct status_actors {
	struct status_actor *items;
	size_t count;
	size_t cap;
};

/* The first error in a paper whose gates are open: it was not made. */
struct status_fault {
	bool there;
	enum diag_code code;
	uint32_t line; /* of the plan; 0: no place */
};

struct status_row {
	struct str plan_id; /* the file's name while the id is unknown */
	struct str file;
	enum plan_stage stage; /* STAGE_NONE: unknown */
	enum status_step step;
	date_t due; /* DATE_NONE: no day */
	struct status_actors who;
	size_t late_measures;
	size_t errors; /* F, R and K; whoever makes papers adds theirs */
	size_t behind; /* later revisions of the policy in force */
	bool closed;   /* only counted */
	enum plan_gate papers[PAPER_COUNT];
	bool drafts[PAPER_COUNT];
	struct status_fault faults[PAPER_COUNT]; /* by who makes papers */
};

struct status_context {
	date_t today;
	const struct plan_revision *revisions;
	size_t revision_count;
	/* The policy line; name empty: no revision is in force. */
	struct str revision;
	date_t in_force;
	date_t next_review;
	size_t width; /* columns of the table; 0: 80 */
};

struct status_row status_of(struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict, const struct status_context *ctx);
/* What decides how soon somebody has to look at a plan. */
struct urgency {
	bool closed;
	date_t due; /* DATE_NONE: none */
	struct str plan_id;
	struct str file;
};
struct urgency status_urgency(const struct status_row *row);
/* The most urgent first; what is closed comes last. */
int urgency_order(const struct urgency *x, const struct urgency *y);
void status_sort(struct status_row *rows, size_t count);

/* The step in the reader's language, and as it stands in the model. */
const char *status_step_text(enum status_step step);
const char *status_step_id(enum status_step step);
/* "12 days left", "today", "3 days late"; empty for DATE_NONE. */
void status_days(struct sb *out, date_t due, date_t today);
/* "Hedda Kajlöf, stödperson". */
void status_who(struct sb *out, const struct status_row *row);

/* Sorted rows as a table for people; lines fit ctx->width. */
void status_table(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx);
/* Plans per step and per principal, without names. */
void status_counts(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx);
/* The revision in force, and when it is reviewed. */
void status_policy(struct sb *out, const struct status_context *ctx);
/* All of it as one JSON object and a newline. */
void status_json(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx);

#endif
