/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_steps.h"

struct plan_set
plan_people_set(
    struct arena *a, const struct plan *p, const struct plan_people *list)
{
	struct plan_set set = { arena_array(a, bool, p->people.count),
		field_unknown(&list->f) };

	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].to)
			set.has[list->items[i].to->number] = true;
		else
			set.unsure = true;
	}
	return set;
}

struct plan_set
plan_services_set(
    struct arena *a, const struct plan *p, const struct plan_services *list)
{
	struct plan_set set = { arena_array(a, bool, p->services.count),
		field_unknown(&list->f) };

	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].to)
			set.has[list->items[i].to->number] = true;
		else
			set.unsure = true;
	}
	return set;
}

bool
plan_is_principal(enum plan_principal principal)
{
	return principal == PRINCIPAL_KOMMUN || principal == PRINCIPAL_REGION;
}

struct plan_set
plan_services_present(struct arena *a, const struct plan *p)
{
	const struct plan_people *present = &p->meeting.present;
	struct plan_set set = { arena_array(a, bool, p->services.count),
		field_unknown(&present->f) };

	for (size_t i = 0; i < present->count; i++) {
		const struct plan_participant *who = present->items[i].to;

		if (participant_principal_unknown(who))
			set.unsure = true;
		else if (plan_is_principal(participant_principal(who)))
			set.has[who->service.to->number] = true;
	}
	return set;
}

enum plan_answer
plan_sent_to_all(struct arena *a, const struct plan *p,
    const struct plan_participant **lacks)
{
	const struct plan_sent_to *sent = &p->notes.sent_to;
	const struct plan_people *present = &p->meeting.present;
	struct plan_set got = plan_people_set(a, p, &sent->who);

	*lacks = NULL;
	if (field_absent(&sent->date.f))
		return ANSWER_NO;
	for (size_t i = 0; i < present->count && !*lacks; i++) {
		const struct plan_participant *who = present->items[i].to;

		if (who && field_given(&who->role.f) &&
		    who->role.w != ROLE_RELATIVE && !got.has[who->number])
			*lacks = who;
	}
	if (!*lacks)
		return ANSWER_YES;
	return got.unsure ? ANSWER_UNSURE : ANSWER_NO;
}

enum plan_answer
plan_registered_by_all(
    struct arena *a, const struct plan *p, const struct plan_service **lacks)
{
	struct plan_set present = plan_services_present(a, p);
	bool *entered = arena_array(a, bool, p->services.count);
	bool unsure = field_unknown(&p->notes.registered.f);

	*lacks = NULL;
	for (size_t i = 0; i < p->notes.registered.count; i++) {
		const struct plan_service *s =
		    p->notes.registered.items[i].service.to;

		if (s)
			entered[s->number] = true;
		else
			unsure = true;
	}
	for (size_t i = 0; i < p->services.count && !*lacks; i++)
		if (present.has[i] && !entered[i])
			*lacks = &p->services.items[i];
	if (!*lacks)
		return ANSWER_YES;
	return unsure ? ANSWER_UNSURE : ANSWER_NO;
}

enum plan_answer
plan_talked(const struct plan *p, const struct plan_talk **silent)
{
	const struct plan_date *met = &p->meeting.date;
	bool unsure = field_unknown(&p->talks.f);

	*silent = NULL;
	if (!field_given(&met->f))
		return ANSWER_UNSURE;
	for (size_t i = 0; i < p->talks.count; i++) {
		const struct plan_talk *t = &p->talks.items[i];
		bool says =
		    field_there(&t->views.f) || field_there(&t->wishes.f);

		if (!field_given(&t->date.f)) {
			unsure = true;
		} else if (t->date.d >= met->d) {
			if (says)
				return ANSWER_YES;
			if (!*silent || t->date.d >= (*silent)->date.d)
				*silent = t;
		}
	}
	return unsure ? ANSWER_UNSURE : ANSWER_NO;
}

bool
plan_talk_since(const struct plan *p, date_t day)
{
	for (size_t i = 0; i < p->talks.count; i++)
		if (field_given(&p->talks.items[i].date.f) &&
		    p->talks.items[i].date.d >= day)
			return true;
	return false;
}

/* The day after which a follow-up with the person counts; false: unsure. */
static bool
follow_up_base(const struct plan *p, date_t *base)
{
	const struct plan_date *met = &p->follow_up.meeting.date;

	*base = DATE_NONE;
	if (field_unknown(&p->notes.became_plan.f) ||
	    field_unknown(&p->follow_up.reports.f) || !field_given(&met->f))
		return false;
	if (field_given(&p->notes.became_plan.f))
		*base = p->notes.became_plan.d;
	for (size_t i = 0; i < p->follow_up.reports.count; i++) {
		const struct plan_report *r = &p->follow_up.reports.items[i];

		if (!field_given(&r->date.f))
			return false;
		if (r->date.d < met->d && r->date.d > *base)
			*base = r->date.d;
	}
	return true;
}

enum plan_answer
plan_followed_up(const struct plan *p)
{
	date_t base;
	bool unsure = field_unknown(&p->follow_up.with_person.f);

	if (!follow_up_base(p, &base))
		return ANSWER_UNSURE;
	for (size_t i = 0; i < p->follow_up.with_person.count; i++) {
		const struct plan_with_person *w =
		    &p->follow_up.with_person.items[i];

		if (!field_given(&w->date.f))
			unsure = true;
		else if (w->date.d > base &&
			 w->date.d < p->follow_up.meeting.date.d)
			return ANSWER_YES;
	}
	return unsure ? ANSWER_UNSURE : ANSWER_NO;
}

date_t
plan_lss_due(const struct plan *p)
{
	if (field_given(&p->lss.last_review.f))
		return date_add_years(p->lss.last_review.d, 1);
	if (field_absent(&p->lss.last_review.f) &&
	    field_given(&p->notes.became_plan.f))
		return date_add_years(p->notes.became_plan.d, 1);
	return DATE_NONE;
}

bool
plan_answered(const struct plan_adjusters *list, date_t *last)
{
	*last = DATE_NONE;
	if (list->count == 0)
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct plan_date *answer = &list->items[i].answered;

		if (!field_given(&answer->f))
			return false;
		if (answer->d > *last)
			*last = answer->d;
	}
	return true;
}

bool
plan_has_broken_measure(const struct plan *p)
{
	for (size_t i = 0; i < p->measures.count; i++) {
		int status = p->measures.items[i].status.w;

		if (status == STATUS_CHANGED || status == STATUS_STOPPED ||
		    status == STATUS_NOT_DONE)
			return true;
	}
	return false;
}

size_t
plan_revisions_behind(const struct plan *p,
    const struct plan_revision *revisions, size_t count, date_t today,
    const struct plan_revision **newest)
{
	size_t behind = 0;

	*newest = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct plan_revision *rev = &revisions[i];

		if (rev->in_force == DATE_NONE || rev->in_force > today)
			continue;
		if (!*newest || str_cmp(rev->name, (*newest)->name) > 0)
			*newest = rev;
		behind += field_given(&p->policy_revision.f) &&
			  str_cmp(rev->name, p->policy_revision.s) > 0;
	}
	return behind;
}
