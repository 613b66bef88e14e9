/* SPDX-License-Identifier: EUPL-1.2 */
/* The call and the planning meeting: who, when, where, and what is noted. */
#include "check/plan_rules.h"
#include "diag/msg.h"

/* Which of the two principals are there; unsure: it cannot be said. */
struct principals {
	bool kommun;
	bool region;
	bool unsure;
};

static void
note_principal(struct principals *both, enum plan_principal principal)
{
	both->kommun = both->kommun || principal == PRINCIPAL_KOMMUN;
	both->region = both->region || principal == PRINCIPAL_REGION;
}

static struct principals
principals_of(const struct plan_people *list)
{
	struct principals both = { .unsure = field_unknown(&list->f) };

	for (size_t i = 0; i < list->count; i++) {
		const struct plan_participant *who = list->items[i].to;

		if (participant_principal_unknown(who))
			both.unsure = true;
		else
			note_principal(&both, participant_principal(who));
	}
	return both;
}

static struct principals
principals_of_services(const struct plan *p)
{
	struct principals both = { .unsure = field_unknown(&p->services.f) };

	for (size_t i = 0; i < p->services.count; i++) {
		const struct plan_word *w = &p->services.items[i].principal;

		if (field_given(&w->f))
			note_principal(&both, (enum plan_principal)w->w);
		else
			both.unsure = true;
	}
	return both;
}

/* True when a finding was made. */
static bool
lacks_principal(
    struct ruling *r, struct principals both, const struct field *list)
{
	if (both.unsure || (both.kommun && both.region))
		return false;
	FOUND(r, R07, SEV_ERROR, plan_lack(r->p, list),
	    both.kommun   ? N_("nobody from region is in %s")
	    : both.region ? N_("nobody from kommun is in %s")
			  : N_("neither kommun nor region is in %s"),
	    list->def->key);
	return true;
}

void
rule_r07(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_people *to = &p->meeting.called.to;
	const struct plan_people *present = &p->meeting.present;

	if (lacks_principal(r, principals_of_services(p), &p->services.f))
		return;
	if (!ruling_want(r, DIAG_R07, SEV_ERROR, &p->people.f))
		return;
	/* R08 says that a list is missing. */
	if (r->stage >= STAGE_CALLED && field_there(&to->f) &&
	    lacks_principal(r, principals_of(to), &to->f))
		return;
	if (r->stage >= STAGE_MEETING && field_there(&present->f))
		lacks_principal(r, principals_of(present), &present->f);
}

void
rule_r08(struct ruling *r)
{
	const struct plan_meeting *m = &r->p->meeting;
	const struct field *parts[] = { &m->purpose.f, &m->date.f, &m->time.f,
		&m->place.f, &m->called.date.f, &m->called.by.f,
		&m->called.to.f, &m->chair.f, &m->note_taker.f, &m->present.f };
	size_t count = sizeof(parts) / sizeof(*parts);

	if (!ruling_want(r, DIAG_R08, SEV_ERROR, &m->f))
		return;
	if (r->stage < STAGE_MEETING)
		count -= 3;
	for (size_t i = 0; i < count; i++)
		ruling_want(r, DIAG_R08, SEV_ERROR, parts[i]);
}

static bool
neither_principal(const struct plan_participant *who)
{
	return !plan_is_principal(participant_principal(who));
}

/* One of kommun and one of region; the place of the one that is wrong. */
static void
check_pair(struct ruling *r, const struct plan_adjuster *a,
    const struct plan_adjuster *b)
{
	const struct plan_participant *x = a->who.to, *y = b->who.to;

	if (!x || !y)
		return;
	if (x == y) {
		FOUND(r, R09, SEV_ERROR, b->who.f.at,
		    N_("%.*s is named twice as adjuster"), STR_ARG(y->name.s));
		return;
	}
	if (participant_principal_unknown(x) ||
	    participant_principal_unknown(y))
		return;
	if (neither_principal(x) || neither_principal(y)) {
		const struct plan_adjuster *odd = neither_principal(x) ? a : b;

		FOUND(r, R09, SEV_ERROR, odd->who.f.at,
		    N_("%.*s works neither for kommun nor for region"),
		    STR_ARG(odd->who.to->name.s));
	} else if (participant_principal(x) == participant_principal(y)) {
		FOUND(r, R09, SEV_ERROR, b->who.f.at,
		    participant_principal(x) == PRINCIPAL_KOMMUN
			? N_("the adjusters are both from kommun")
			: N_("the adjusters are both from region"));
	}
}

void
rule_r09(struct ruling *r)
{
	const struct plan_adjusters *list = &r->p->notes.adjusters;
	bool know_present =
	    field_given(&r->p->meeting.present.f) && !r->present.unsure;

	if (field_unknown(&list->f))
		return;
	if (list->count != 2)
		FOUND(r, R09, SEV_ERROR, plan_lack(r->p, &list->f),
		    N_("two adjusters are wanted, and %zu stand here"),
		    list->count);
	else
		check_pair(r, &list->items[0], &list->items[1]);
	for (size_t i = 0; know_present && i < list->count; i++) {
		const struct plan_person_ref *who = &list->items[i].who;

		if (who->to && !r->present.has[who->to->number])
			FOUND(r, R09, SEV_ERROR, who->f.at,
			    N_("%.*s was not at the meeting"),
			    STR_ARG(who->to->name.s));
	}
}

void
rule_r10(struct ruling *r)
{
	const struct plan_adjusters *list = &r->p->notes.adjusters;
	const struct plan_participant *writer = r->p->meeting.note_taker.to;

	for (size_t i = 0; writer && i < list->count; i++)
		if (list->items[i].who.to == writer)
			FOUND(r, R10, SEV_WARNING, list->items[i].who.f.at,
			    N_("%.*s wrote the notes and is adjuster as well"),
			    STR_ARG(writer->name.s));
}

void
rule_r30(struct ruling *r)
{
	for (size_t i = 0; i < r->p->people.count; i++) {
		const struct plan_participant *who = &r->p->people.items[i];

		if (!plan_is_principal(participant_principal(who)))
			continue;
		if (ruling_want(r, DIAG_R30, SEV_WARNING, &who->substitute.f) &&
		    who->substitute.to == who)
			FOUND(r, R30, SEV_WARNING, who->substitute.f.at,
			    N_("nobody is the own substitute"));
	}
}

void
rule_r32(struct ruling *r)
{
	const struct plan *p = r->p;

	if (field_absent(&p->needs.f) && field_absent(&p->needs_none_reason.f))
		FOUND(r, R32, SEV_WARNING, plan_lack(p, &p->needs.f),
		    N_("no need stands here, nor the reason why there is "
		       "none"));
}

static void
want_contact(
    struct ruling *r, const struct plan_participant *who, enum severity how)
{
	if (who && field_absent(&who->phone.f) && field_absent(&who->email.f))
		FOUND(r, R41, how, who->f.at,
		    N_("%.*s has neither telefon nor epost"),
		    STR_ARG(who->name.s));
}

void
rule_r41(struct ruling *r)
{
	const struct plan *p = r->p;
	bool *key = arena_array(&r->scratch, bool, p->people.count);
	const struct plan_person_ref *own[] = { &p->responsibility.main,
		&p->responsibility.talks_with_person };

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (own[i]->to)
			key[own[i]->to->number] = true;
	for (size_t i = 0; i < p->notes.adjusters.count; i++)
		if (p->notes.adjusters.items[i].who.to)
			key[p->notes.adjusters.items[i].who.to->number] = true;
	for (size_t i = 0; i < p->people.count; i++) {
		if (key[i])
			want_contact(r, &p->people.items[i], SEV_ERROR);
		else if (r->present.has[i])
			want_contact(r, &p->people.items[i], SEV_WARNING);
	}
}

static bool
may_decide(const struct plan_participant *who)
{
	return who->mandate.yes || field_unknown(&who->mandate.f);
}

void
rule_r44(struct ruling *r)
{
	const struct plan_people *present = &r->p->meeting.present;
	struct principals come = principals_of(present);
	struct principals able = { 0 };

	if (come.unsure)
		return;
	for (size_t i = 0; i < present->count; i++)
		if (may_decide(present->items[i].to))
			note_principal(
			    &able, participant_principal(present->items[i].to));
	if (come.kommun && !able.kommun)
		FOUND(r, R44, SEV_WARNING, plan_lack(r->p, &present->f),
		    N_("nobody present may decide for kommun"));
	if (come.region && !able.region)
		FOUND(r, R44, SEV_WARNING, plan_lack(r->p, &present->f),
		    N_("nobody present may decide for region"));
}

void
rule_k03(struct ruling *r)
{
	const struct plan_took_part *part = &r->p->meeting.person_took_part;

	if (ruling_want(r, DIAG_K03, SEV_WARNING, &part->answer.f) &&
	    part->answer.w == PART_NO)
		ruling_want(r, DIAG_K03, SEV_WARNING, &part->how.f);
}

/* R45 speaks of many steps: each finding names its own. */
static void
name_step(struct ruling *r, size_t before, const char *step)
{
	size_t found = r->verdict.warnings - before;

	if (found && r->last != &r->ds->spill)
		r->last->policy = arena_str(&r->ds->arena, str_from(msg(step)));
}

static void
recommend(struct ruling *r, const struct field *f, const char *step)
{
	size_t before = r->verdict.warnings;

	ruling_want(r, DIAG_R45, SEV_WARNING, f);
	name_step(r, before, step);
}

/* Of a pair, the finding stands at the first. */
static void
recommend_one_of(struct ruling *r, const struct field *a, const struct field *b,
    const char *step)
{
	size_t before = r->verdict.warnings;

	if (field_absent(a) && field_absent(b))
		FOUND(r, R45, SEV_WARNING, plan_lack(r->p, a),
		    N_("neither %s nor %s stands here"), a->def->key,
		    b->def->key);
	name_step(r, before, step);
}

static void
recommend_copies(struct ruling *r)
{
	const struct plan_bool *copied = &r->p->meeting.list_copied;
	size_t before = r->verdict.warnings;

	if (ruling_want(r, DIAG_R45, SEV_WARNING, &copied->f) &&
	    field_given(&copied->f) && !copied->yes)
		FOUND(r, R45, SEV_WARNING, copied->f.at,
		    N_("the list of participants was not copied to everyone"));
	name_step(
	    r, before, N_("At the meeting – everyone gets a copy of the list"));
}

/* Services of kommun and region present that have prepared; false: unsure. */
static bool
prepared(struct ruling *r, bool *ready)
{
	const struct plan *p = r->p;

	if (field_unknown(&p->meeting.preparation.f))
		return false;
	for (size_t i = 0; i < p->meeting.preparation.count; i++) {
		const struct plan_service_ref *s =
		    &p->meeting.preparation.items[i].service;

		if (!s->to)
			return false;
		ready[s->to->number] = true;
	}
	return true;
}

static void
recommend_preparation(struct ruling *r)
{
	const struct plan *p = r->p;
	struct plan_set present = plan_services_present(&r->scratch, p);
	bool *ready = arena_array(&r->scratch, bool, p->services.count);
	size_t before = r->verdict.warnings;

	if (!prepared(r, ready))
		return;
	for (size_t i = 0; i < p->services.count; i++) {
		if (!present.has[i] || ready[i])
			continue;
		FOUND(r, R45, SEV_WARNING,
		    plan_lack(p, &p->meeting.preparation.f),
		    N_("%.*s has no row in förberedelse"),
		    STR_ARG(p->services.items[i].name.s));
		break;
	}
	name_step(r, before, N_("Before the meeting – each service prepares"));
}

static void
recommend_offer(struct ruling *r)
{
	const struct plan_consent *c = &r->p->consent;

	recommend(r,
	    field_absent(&c->offered.date.f) ? &c->offered.date.f
					     : &c->offered.by.f,
	    N_("Before the call – the person is told early that support can be "
	       "coordinated"));
	recommend(r, &c->informed_by.f,
	    N_("Before the call – the person understands what the yes means"));
}

void
rule_r45(struct ruling *r)
{
	const struct plan *p = r->p;

	if (plan_yes(p))
		recommend_offer(r);
	recommend_one_of(r, &p->situation.focus.f, &p->situation.groups.f,
	    N_("Before the call – the special situation or group"));
	recommend_one_of(r, &p->situation.helping.f, &p->situation.hindering.f,
	    N_("Before the call – what helps and what hinders around the "
	       "person"));
	if (r->stage < STAGE_MEETING)
		return;
	recommend_copies(r);
	recommend_preparation(r);
	recommend(
	    r, &p->decisions.f, N_("At the meeting – make decisions clear"));
	recommend(r, &p->responsibility.initiator.f,
	    N_("At the start – who noticed the need"));
}
