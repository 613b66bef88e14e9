/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/policy_line.h"

#include "build/policy_part.h"

/* Decided by all, in force later: in_force is set of decided ones only. */
static bool
next_is_decided(const struct policy_part *p, date_t today)
{
	for (size_t i = 0; i < p->revision_count; i++)
		if (p->revisions[i].in_force != DATE_NONE &&
		    p->revisions[i].in_force > today)
			return true;
	return false;
}

static const char *
review_word(const struct policy_part *p, date_t today)
{
	date_t review = p->status.next_review;

	if (p->status.revision.n == 0)
		return "none";
	if (next_is_decided(p, today))
		return "decided";
	if (review == DATE_NONE)
		return "ok";
	if (today > review)
		return "overdue";
	return today >= date_from(date_ymd(review).year, 10, 1) ? "due" : "ok";
}

static void
add_day(struct sb *out, const char *key, date_t d)
{
	char day[11];

	date_iso(d, day);
	sb_fmt(out, " %s=%s", key, day[0] ? day : "-");
}

void
policy_line(const struct build_options *o, struct sb *out)
{
	struct arena a = { 0 };
	struct policy_part p;

	policy_part_load(&p, &a, o);
	sb_fmt(out, "policy=%.*s",
	    STR_ARG(p.status.revision.n ? p.status.revision : STR("-")));
	add_day(out, "in_force",
	    p.status.revision.n ? p.status.in_force : DATE_NONE);
	add_day(out, "next_review",
	    p.status.revision.n ? p.status.next_review : DATE_NONE);
	sb_fmt(out, " review=%s", review_word(&p, o->today));
	arena_release(&a);
}
