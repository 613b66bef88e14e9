/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which plans were made under an earlier revision of the policy, and what in a
 * new one touches them: the pages about their kind, the rules whose paragraphs
 * stand on pages that changed, and those pages. Never a name of the person.
 *
 * A touch is made once for each pair of revisions; rows own their texts in the
 * arena they were made in, so the plan may go.
 */
#ifndef SAMPLAN_COMPOSE_REVISION_PLANS_H
#define SAMPLAN_COMPOSE_REVISION_PLANS_H

#include "base/sb.h"
#include "model/diff.h"
#include "model/plan.h"
#include "model/sheet.h"

struct touched_rule {
	const char *id;     /* "R11" */
	const char *policy; /* msgid */
	unsigned kinds;     /* bits of enum plan_kind; 0: every plan */
};

/* What differs between an older revision and the new one. */
struct touch {
	const struct diff *diff; /* NULL: the older one is not known */
	struct str before;
	struct touched_rule *rules;
	size_t rule_count;
};

struct plan_touch {
	struct str plan_id;
	struct str revision; /* the plan follows */
	struct str who;      /* main responsible, as staff; may be empty */
	const struct touch *touch;
	unsigned kinds; /* bits of enum plan_kind */
};

struct plan_touches {
	struct plan_touch *items;
	size_t count;
	size_t cap;
	const struct revision *revision;
	date_t due; /* the day by which plans are looked over */
	date_t today;
};

enum { REVISION_REVIEW_DAYS = 90 }; /* our choice, as rule R36 */

/* diff may be NULL. */
struct touch *
touch_make(struct arena *a, struct str before, const struct diff *diff);
/* Whether the plan follows an earlier revision than name, and is not closed. */
bool plan_is_behind(const struct plan *p, struct str name);
struct plan_touch
plan_touch_of(struct arena *a, const struct plan *p, const struct touch *touch);

void plan_touches_text(const struct plan_touches *t, struct sb *out);
/* One object; words are English and never translated. */
void plan_touches_json(const struct plan_touches *t, struct sb *out);
/* For the manager: what to look over, by when, and who does it. */
struct sheet *plan_touches_sheet(struct arena *a, const struct plan_touches *t);

#endif
