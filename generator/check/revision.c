/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"
#include "check/site.h"
#include "diag/msg.h"

static struct span
start_of(const struct revision *r)
{
	return (struct span){ r->source, 0, 0 };
}

static void
check_dates(const struct revision *r, struct diags *ds)
{
	int year;

	if (r->in_force == DATE_NONE) {
		diag_add(ds, DIAG_V04, start_of(r),
		    N_("the date when it comes into force is missing"));
		return;
	}
	if (r->next_review == DATE_NONE) {
		diag_add(ds, DIAG_V12, start_of(r),
		    N_("the date of the next review is missing"));
		return;
	}
	if (r->next_review <= r->in_force)
		diag_add(ds, DIAG_V03, r->next_review_at,
		    N_("the review comes before the revision is in force"));
	year = date_ymd(r->in_force).year;
	if (r->next_review > date_from(year + 1, 11, 30))
		diag_add(ds, DIAG_V12, r->next_review_at,
		    N_("the review is later than November %d"), year + 1);
}

static void
check_name(const struct site *site, const struct party *p, struct diags *ds)
{
	struct suggest s = suggest_for(p->name.s);
	struct finding *f;

	if (site->config.party_count == 0 || p->name.s.n == 0)
		return;
	for (size_t i = 0; i < site->config.party_count; i++)
		if (str_eq(site->config.parties[i].name.s, p->name.s))
			return;
	f = diag_add(ds, DIAG_V11, p->name.at,
	    N_("\"%.*s\" is not a party in site.yaml"), STR_ARG(p->name.s));
	for (size_t i = 0; i < site->config.party_count; i++)
		suggest_offer(&s, site->config.parties[i].name.s);
	if (s.best.n)
		diag_help(ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s.best));
}

static void
check_parties(const struct site *site, const struct revision *r, date_t today,
    struct diags *ds)
{
	const struct revisions *all = &site->revisions;
	bool due = r->in_force != DATE_NONE && r->in_force <= today;

	if (r->party_count < 2)
		diag_add(ds, DIAG_V05, start_of(r),
		    N_("two parties have to decide; %d stand here"),
		    (int)r->party_count);
	for (size_t i = 0; i < r->party_count; i++) {
		const struct party *p = &r->parties[i];
		char day[11];

		/* In earlier revisions a party may have had another name. */
		if (r == all->items[all->count - 1])
			check_name(site, p, ds);
		if (due &&
		    (p->decided_on == DATE_NONE || p->decided_on > today)) {
			diag_add(ds, DIAG_V05, p->name.at,
			    N_("%.*s has not decided, so the revision is not "
			       "in force"),
			    STR_ARG(p->name.s));
		} else if (p->decided_on != DATE_NONE &&
			   r->in_force != DATE_NONE &&
			   p->decided_on > r->in_force) {
			date_iso(p->decided_on, day);
			diag_add(ds, DIAG_V06, p->name.at,
			    N_("%.*s decides on %s, after the revision came "
			       "into force"),
			    STR_ARG(p->name.s), day);
		}
	}
}

static void
check_texts(const struct site *site, const struct revision *r,
    const struct revision *before, struct diags *ds)
{
	if (r->summary[VARIANT_PLAIN].s.n == 0 ||
	    r->summary[VARIANT_EASY].s.n == 0)
		diag_add(ds, DIAG_V10, start_of(r),
		    N_("the summary is missing at one level or both"));
	for (size_t i = 0; i < r->change_count; i++) {
		struct text name = r->changes[i].page;
		struct suggest s = suggest_for(name.s);
		struct finding *f;

		/* A page that was taken away is in the revision before. */
		if (name.s.n == 0 ||
		    site_page(site, r, name.s, VARIANT_PLAIN) ||
		    site_page(site, before, name.s, VARIANT_PLAIN))
			continue;
		f = diag_add(ds, DIAG_V09, name.at,
		    N_("there is no page \"%.*s\""), STR_ARG(name.s));
		for (size_t j = 0; j < r->ids.count; j++)
			suggest_offer(&s, r->ids.items[j].key);
		if (s.best.n)
			diag_help(ds, f, N_("did you mean \"%.*s\"?"),
			    STR_ARG(s.best));
	}
}

static void
check_same_day(
    const struct revision *r, const struct revision *before, struct diags *ds)
{
	if (before && r->in_force != DATE_NONE &&
	    r->in_force == before->in_force)
		diag_add(ds, DIAG_V08, r->in_force_at,
		    N_("%.*s comes into force on the same day"),
		    STR_ARG(before->name));
}

/* A revision after r that both parties have decided, in force yet or not. */
static bool
next_is_decided(const struct site *site, const struct revision *r, date_t today)
{
	for (size_t i = 0; i < site->revisions.count; i++) {
		const struct revision *next = site->revisions.items[i];

		if (next->in_force != DATE_NONE &&
		    next->in_force > r->in_force &&
		    revision_decided(next, today))
			return true;
	}
	return false;
}

/* A text that only one party lets stand is not confirmed. */
static void
check_confirmations(const struct revision *r, date_t today, struct diags *ds)
{
	for (size_t i = 0; i < r->confirmation_count; i++) {
		const struct confirmation *c = &r->confirmations[i];
		bool party = false;

		for (size_t k = 0; k < r->party_count; k++)
			if (str_eq(r->parties[k].name.s, c->name.s))
				party = true;
		if (!party)
			diag_add(ds, DIAG_V21, c->name.at,
			    N_("\"%.*s\" is not a party of this revision"),
			    STR_ARG(c->name.s));
		else if (c->next_review == DATE_NONE)
			diag_add(ds, DIAG_V21, c->name.at,
			    N_("the confirmation has no next_review"));
		else if (revision_review(r, today) < c->next_review)
			diag_add(ds, DIAG_V21, c->next_review_at,
			    N_("not all parties have confirmed the text until "
			       "this day, so the review is still due"));
	}
}

/* The yearly review of what is in force: a warning, never an error. */
static void
check_review(const struct site *site, date_t today, struct diags *ds)
{
	const struct revision *r = site_revision(site, today);
	date_t review = r ? revision_review(r, today) : DATE_NONE;
	char day[11];

	if (review == DATE_NONE || next_is_decided(site, r, today))
		return;
	date_iso(review, day);
	if (today > review)
		diag_add(ds, DIAG_V02, r->next_review_at,
		    N_("the review of the policy is overdue since %s"), day);
	else if (today >= date_from(date_ymd(review).year, 10, 1))
		diag_add(ds, DIAG_V01, r->next_review_at,
		    N_("the policy is to be reviewed by %s"), day);
}

void
check_revisions(const struct site *site, date_t today, struct diags *ds)
{
	for (size_t i = 0; i < site->revisions.count; i++) {
		const struct revision *r = site->revisions.items[i];
		const struct revision *before =
		    i ? site->revisions.items[i - 1] : NULL;

		if (r->source == 0)
			continue;
		check_dates(r, ds);
		check_parties(site, r, today, ds);
		check_confirmations(r, today, ds);
		check_texts(site, r, before, ds);
		check_same_day(r, before, ds);
	}
	check_review(site, today, ds);
}
