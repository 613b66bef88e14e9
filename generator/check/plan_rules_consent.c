/* SPDX-License-Identifier: EUPL-1.2 */
/* The person: consent, age, own words, representatives, relatives, children. */
#include "base/utf8.h"
#include "check/plan_rules.h"
#include "diag/msg.h"

enum { ADULT = 18, NAME_INSIDE = 4 };

void
rule_r01(struct ruling *r)
{
	const struct plan_consent *c = &r->p->consent;

	if (plan_exception(r->p) ||
	    !ruling_want(r, DIAG_R01, SEV_ERROR, &c->given.f) ||
	    field_unknown(&c->given.f))
		return;
	if (!c->given.yes) {
		FOUND(r, R01, SEV_ERROR, c->given.f.at,
		    N_("the person has not said yes"));
		return;
	}
	ruling_want(r, DIAG_R01, SEV_ERROR, &c->date.f);
	ruling_want(r, DIAG_R01, SEV_ERROR, &c->form.f);
	ruling_want(r, DIAG_R01, SEV_ERROR, &c->given_by.f);
	ruling_want(r, DIAG_R01, SEV_ERROR, &c->services.f);
	ruling_want(r, DIAG_R01, SEV_ERROR, &c->information.f);
}

void
rule_r02(struct ruling *r)
{
	const struct plan_word *form = &r->p->consent.form;

	if (plan_yes(r->p) && form->w == FORM_SPOKEN)
		FOUND(r, R02,
		    plan_has_kind(r->p, KIND_COORDINATED) ? SEV_ERROR
							  : SEV_WARNING,
		    form->f.at, N_("the consent is not in writing"));
}

static void
check_consented(struct ruling *r, const struct plan_service *s, struct span at)
{
	if (s && !r->consented.has[s->number])
		FOUND(r, R03, SEV_ERROR, at,
		    N_("the consent does not name %.*s"), STR_ARG(s->name.s));
}

static void
check_people_consented(struct ruling *r, const struct plan_people *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].to)
			check_consented(r, list->items[i].to->service.to,
			    list->items[i].f.at);
}

void
rule_r03(struct ruling *r)
{
	const struct plan *p = r->p;

	if (!plan_yes(p) || field_absent(&p->consent.services.f) ||
	    r->consented.unsure)
		return;
	check_people_consented(r, &p->meeting.called.to);
	check_people_consented(r, &p->meeting.present);
	for (size_t i = 0; i < p->measures.count; i++)
		check_consented(r, p->measures.items[i].service.to,
		    p->measures.items[i].service.f.at);
}

void
rule_r04(struct ruling *r)
{
	const struct plan_consent *c = &r->p->consent;

	if (!plan_yes(r->p) || field_unknown(&c->withdrawn.f))
		return;
	if (field_given(&c->withdrawn.f)) {
		FOUND(r, R04, SEV_ERROR, c->withdrawn.f.at,
		    N_("the person took the yes back on %s"),
		    DAY(c->withdrawn.d));
	} else if (field_given(&c->valid_until.f)) {
		if (r->today > c->valid_until.d)
			FOUND(r, R04, SEV_ERROR, c->valid_until.f.at,
			    N_("the consent held until %s"),
			    DAY(c->valid_until.d));
	} else {
		ruling_want(r, DIAG_R04, SEV_WARNING, &c->valid_until.f);
	}
}

void
rule_r05(struct ruling *r)
{
	const struct plan_consent *c = &r->p->consent;
	const struct plan_date *steps[] = { &c->offered.date, &c->date,
		&r->p->meeting.called.date, &r->p->meeting.date };
	const struct plan_date *before = NULL;
	const struct plan_date *newest =
	    field_there(&c->renewed.f) ? &c->renewed : &c->date;

	if (!plan_yes(r->p))
		return;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (!field_given(&steps[i]->f))
			continue;
		if (before && before->d > steps[i]->d)
			FOUND(r, R05, SEV_ERROR, steps[i]->f.at,
			    N_("%s lies before the step ahead of it, %s"),
			    DAY(steps[i]->d), DAY(before->d));
		before = steps[i];
	}
	if (days_wrong(&c->date, &c->renewed))
		FOUND(r, R05, SEV_ERROR, c->renewed.f.at,
		    N_("renewed before the first yes, %s"), DAY(c->date.d));
	if (days_wrong(newest, &c->valid_until))
		FOUND(r, R05, SEV_ERROR, c->valid_until.f.at,
		    N_("ends before the yes was given, %s"), DAY(newest->d));
}

void
rule_r06(struct ruling *r)
{
	const struct plan_person *who = &r->p->person;
	const struct plan_date *yes = &r->p->consent.date;
	int age;

	if (!field_given(&who->birth_year.f) || field_unknown(&yes->f))
		return;
	age = date_ymd(field_given(&yes->f) ? yes->d : r->today).year -
	      who->birth_year.n;
	if (age < ADULT ||
	    (age == ADULT && field_given(&who->adult.f) && !who->adult.yes))
		FOUND(r, R06, SEV_ERROR, who->birth_year.f.at,
		    N_("the person is not yet 18 years old"));
	else if (age == ADULT && field_absent(&who->adult.f))
		FOUND(r, R06, SEV_WARNING, who->birth_year.f.at,
		    N_("the person turns 18 this year, and vuxen does not say "
		       "whether the day has come"));
}

void
rule_r31(struct ruling *r)
{
	const struct plan *p = r->p;

	ruling_want(r, DIAG_R31, SEV_ERROR, &p->situation.own_words.f);
	if (r->stage < STAGE_MEETING || !field_given(&p->goals.f))
		return;
	for (size_t i = 0; i < p->goals.count; i++)
		if (field_there(&p->goals.items[i].own_words.f))
			return;
	FOUND(r, R31, SEV_WARNING, plan_lack(p, &p->goals.f),
	    N_("no goal stands in the person's own words"));
}

void
rule_r33(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_giver *by = &p->consent.given_by;

	for (size_t i = 0; i < p->person.representatives.count; i++) {
		const struct plan_representative *rep =
		    &p->person.representatives.items[i];

		if (rep->role.w == LEGAL_GOD_MAN ||
		    rep->role.w == LEGAL_FORVALTARE)
			ruling_want(r, DIAG_R33, SEV_WARNING, &rep->scope.f);
		ruling_want(r, DIAG_R33, SEV_WARNING, &rep->invited.f);
	}
	if (r->stage >= STAGE_CONSENT && plan_yes(p) && field_given(&by->f) &&
	    !by->self)
		FOUND(r, R33, SEV_WARNING, by->f.at,
		    N_("a representative gave the yes; has the person been "
		       "asked?"));
}

/* NO: nobody of this name may take part; UNSURE: somebody unknown might. */
static enum plan_answer
agreed_relative(const struct plan *p, struct str name)
{
	enum plan_answer answer =
	    field_unknown(&p->person.relatives.f) ? ANSWER_UNSURE : ANSWER_NO;

	for (size_t i = 0; i < p->person.relatives.count; i++) {
		const struct plan_relative *rel = &p->person.relatives.items[i];

		if (field_unknown(&rel->name.f) ||
		    (str_eq(rel->name.s, name) &&
			field_unknown(&rel->agreed.f)))
			answer = ANSWER_UNSURE;
		else if (str_eq(rel->name.s, name) && rel->agreed.yes)
			return ANSWER_YES;
	}
	return answer;
}

void
rule_r34(struct ruling *r)
{
	const struct plan *p = r->p;
	enum severity how =
	    plan_has_kind(p, KIND_SIP) ? SEV_ERROR : SEV_WARNING;

	for (size_t i = 0; i < p->person.relatives.count; i++) {
		const struct plan_relative *rel = &p->person.relatives.items[i];

		if (ruling_want(r, DIAG_R34, how, &rel->agreed.f) &&
		    field_given(&rel->agreed.f) && !rel->agreed.yes)
			FOUND(r, R34, how, rel->agreed.f.at,
			    N_("the person has not said yes to this relative"));
	}
	for (size_t i = 0; i < p->people.count; i++) {
		const struct plan_participant *who = &p->people.items[i];

		if (who->role.w == ROLE_RELATIVE && field_given(&who->name.f) &&
		    agreed_relative(p, who->name.s) == ANSWER_NO)
			FOUND(r, R34, how, who->name.f.at,
			    N_("no relative of this name has the person's yes "
			       "in person.närstående"));
	}
}

static bool
asks_about_children(const struct plan *p)
{
	if (plan_has_kind(p, KIND_SIP) || p->situation.groups.count)
		return true;
	for (size_t i = 0; i < p->situation.focus.count; i++)
		if (p->situation.focus.items[i].w == FOCUS_PARENTHOOD)
			return true;
	return false;
}

void
rule_r35(struct ruling *r)
{
	const struct plan_children *c = &r->p->person.children;

	if (!asks_about_children(r->p) ||
	    !ruling_want(r, DIAG_R35, SEV_WARNING, &c->exist.f) ||
	    !c->exist.yes ||
	    !ruling_want(r, DIAG_R35, SEV_WARNING, &c->need_support.f) ||
	    !c->need_support.yes)
		return;
	ruling_want(r, DIAG_R35, SEV_WARNING, &c->action.f);
}

/* Takes the next run of letters and digits off the folded text. */
static bool
next_word(struct str text, size_t *off, struct str *word)
{
	size_t start;

	while (*off < text.n && !ascii_alpha(text.p[*off]) &&
	       !ascii_digit(text.p[*off]) && (unsigned char)text.p[*off] < 0x80)
		(*off)++;
	start = *off;
	while (*off < text.n &&
	       (ascii_alpha(text.p[*off]) || ascii_digit(text.p[*off]) ||
		   (unsigned char)text.p[*off] >= 0x80))
		(*off)++;
	*word = str_sub(text, start, *off - start);
	return word->n > 0;
}

static bool
name_in_part(struct str part, struct str name)
{
	struct str word;
	size_t off = 0;

	while (next_word(name, &off, &word))
		if (str_eq(part, word) ||
		    (utf8_count(word) >= NAME_INSIDE &&
			str_find(part, word) != STR_NOT_FOUND))
			return true;
	return false;
}

void
rule_r38(struct ruling *r)
{
	const struct plan_text *id = &r->p->plan_id;
	const struct plan_text *called = &r->p->person.called;
	struct sb name = { 0 }, folded = { 0 };
	struct str rest, part;
	bool found = false;

	if (!field_given(&id->f) || !field_given(&called->f))
		return;
	utf8_fold_ascii(&name, called->s);
	utf8_fold_ascii(&folded, id->s);
	rest = sb_view(&folded);
	while (!found && str_next_part(&rest, '-', &part))
		found = name_in_part(part, sb_view(&name));
	if (found)
		FOUND(r, R38, SEV_ERROR, id->f.at,
		    N_("the plan id holds the person's name"));
	sb_release(&name);
	sb_release(&folded);
}

void
rule_r39(struct ruling *r)
{
	const struct plan_exception *e = &r->p->consent.exception;

	if (!field_filled(&e->f))
		return;
	ruling_want(r, DIAG_R39, SEV_ERROR, &e->ground.f);
	ruling_want(r, DIAG_R39, SEV_ERROR, &e->decided_by.f);
	ruling_want(r, DIAG_R39, SEV_ERROR, &e->approved_by.f);
	ruling_want(r, DIAG_R39, SEV_ERROR, &e->date.f);
	ruling_want(r, DIAG_R39, SEV_ERROR, &e->motive.f);
	if (e->decided_by.to && e->decided_by.to == e->approved_by.to)
		FOUND(r, R39, SEV_ERROR, e->approved_by.f.at,
		    N_("the same person decided and approved"));
	if (!field_given(&e->ground.f))
		return;
	if (plan_has_kind(r->p, KIND_COORDINATED))
		FOUND(r, R39, SEV_ERROR, e->ground.f.at,
		    N_("the policy has no exception from consent, so slag may "
		       "not hold samordnad insatsplan"));
	if (plan_yes(r->p))
		FOUND(r, R39, SEV_ERROR, e->ground.f.at,
		    N_("the person has said yes, so there is no exception"));
}
