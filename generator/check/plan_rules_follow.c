/* SPDX-License-Identifier: EUPL-1.2 */
/* After the meeting: talks, follow-up with the person, reports, the end. */
#include "check/plan_rules.h"
#include "diag/msg.h"

static bool
measures_run(const struct plan *p)
{
	for (size_t i = 0; i < p->measures.count; i++)
		if (p->measures.items[i].status.w == STATUS_UNDER_WAY ||
		    p->measures.items[i].status.w == STATUS_DONE)
			return true;
	return false;
}

void
rule_r23(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_talk *silent;
	enum severity how = r->stage == STAGE_FOLLOW_UP ? SEV_ERROR
			    : measures_run(p)           ? SEV_WARNING
							: SEV_INFO;

	if (r->stage < STAGE_PLAN && how == SEV_INFO)
		return;
	if (plan_talked(p, &silent) != ANSWER_NO)
		return;
	if (silent)
		FOUND(r, R23, how, silent->f.at,
		    N_("this talk holds neither synpunkter nor önskemål"));
	else
		FOUND(r, R23, how, plan_lack(p, &p->talks.f),
		    N_("no talk with the person after the meeting stands "
		       "here"));
}

/* From uppföljning: the call, and that it is the next meeting. */
static void
check_next_call(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_next_meeting *m = &p->follow_up.meeting;
	const struct plan_participant *main = p->responsibility.main.to;
	const struct plan_report *latest = plan_latest_report(p);

	ruling_want(r, DIAG_R24, SEV_WARNING, &m->called.f);
	if (ruling_want(r, DIAG_R24, SEV_WARNING, &m->by.f) && m->by.to &&
	    main && m->by.to != main)
		FOUND(r, R24, SEV_WARNING, m->by.f.at,
		    N_("the main responsible, %.*s, sends the call"),
		    STR_ARG(main->name.s));
	if (latest && plan_meeting_held(p) && field_given(&latest->next.f) &&
	    latest->next.d > m->date.d)
		FOUND(r, R24, SEV_WARNING, latest->next.f.at,
		    N_("uppföljning.möte still holds the meeting of %s, not "
		       "this next one"),
		    DAY(m->date.d));
}

void
rule_r24(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_next_meeting *m = &p->follow_up.meeting;

	ruling_want(r, DIAG_R24, SEV_ERROR, &m->date.f);
	ruling_want(r, DIAG_R24, SEV_ERROR, &m->time.f);
	ruling_want(r, DIAG_R24, SEV_ERROR, &m->place.f);
	if (field_given(&m->date.f) && field_given(&p->meeting.date.f) &&
	    m->date.d <= p->meeting.date.d)
		FOUND(r, R24, SEV_ERROR, m->date.f.at,
		    N_("lies not after the planning meeting of %s"),
		    DAY(p->meeting.date.d));
	if (r->stage >= STAGE_FOLLOW_UP)
		check_next_call(r);
}

/* A report has a date that a finding speaks of: held or not, who knows. */
static bool
reports_unsure(const struct plan *p)
{
	if (field_unknown(&p->follow_up.reports.f))
		return true;
	for (size_t i = 0; i < p->follow_up.reports.count; i++)
		if (!field_given(&p->follow_up.reports.items[i].date.f))
			return true;
	return false;
}

void
rule_r25(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_date *met = &p->follow_up.meeting.date;

	if (plan_followed_up(p) != ANSWER_NO)
		return;
	if (plan_meeting_held(p))
		FOUND(r, R25, SEV_WARNING, met->f.at,
		    N_("nobody followed up with the person before the "
		       "meeting"));
	else if (r->today > met->d)
		FOUND(r, R25, SEV_ERROR, met->f.at,
		    N_("the day has passed, and nobody has followed up with "
		       "the person"));
	else if (met->d - r->today < DAYS_BEFORE_FOLLOW_UP)
		FOUND(r, R25, SEV_WARNING, met->f.at,
		    N_("the meeting is near, and nobody has followed up with "
		       "the person"));
	else
		FOUND(r, R25, SEV_INFO, met->f.at,
		    N_("follow up with the person before this meeting"));
}

/* The check list of one report; the first key that is missing, or NULL. */
static const char *
report_lacks(const struct plan *p, const struct plan_report *rep)
{
	const struct field *parts[] = { &rep->read_aloud.f, &rep->since.f,
		&rep->how_worked.f, &rep->not_done_why.f,
		&rep->consequences.f };
	size_t count = plan_has_broken_measure(p) ? 5 : 3;

	for (size_t i = 0; i < count; i++)
		if (field_absent(parts[i]))
			return parts[i]->def->key;
	if (!field_key_stands(&rep->new_decisions.f) &&
	    field_absent(&rep->new_decisions.f))
		return rep->new_decisions.f.def->key;
	return NULL;
}

static void
check_report(struct ruling *r, const struct plan_report *rep, date_t talk)
{
	const char *lacks = report_lacks(r->p, rep);

	if (lacks)
		FOUND(r, R26, SEV_ERROR, rep->f.at, N_("the report lacks %s"),
		    lacks);
	if (field_given(&rep->read_aloud.f) && !rep->read_aloud.yes)
		FOUND(r, R26, SEV_WARNING, rep->read_aloud.f.at,
		    N_("the earlier notes were not read aloud"));
	if (field_given(&rep->date.f) && talk < rep->date.d)
		FOUND(r, R26, SEV_WARNING, rep->date.f.at,
		    N_("nobody has talked with the person since this meeting"));
}

/* The latest talk, or a day after all when one of them has no known day. */
static date_t
latest_talk(const struct plan *p)
{
	date_t latest = DATE_NONE;

	if (field_unknown(&p->talks.f))
		return INT32_MAX;
	for (size_t i = 0; i < p->talks.count; i++) {
		const struct plan_date *d = &p->talks.items[i].date;

		if (!field_given(&d->f))
			return INT32_MAX;
		if (d->d > latest)
			latest = d->d;
	}
	return latest;
}

void
rule_r26(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_date *met = &p->follow_up.meeting.date;
	date_t talk = latest_talk(p);

	if (field_given(&met->f) && !plan_meeting_held(p) &&
	    !reports_unsure(p) && r->today > met->d + DAYS_WEEK)
		FOUND(r, R26, SEV_ERROR, met->f.at,
		    N_("the meeting was more than a week ago, and there is no "
		       "report"));
	for (size_t i = 0; i < p->follow_up.reports.count; i++)
		check_report(r, &p->follow_up.reports.items[i], talk);
}

static void
check_end(struct ruling *r, const struct plan_report *rep)
{
	if (field_absent(&rep->next.f) && field_absent(&rep->ending.f))
		FOUND(r, R27, SEV_ERROR, rep->f.at,
		    N_("the report has neither nästa nor avslut"));
	else if (field_there(&rep->next.f) && field_there(&rep->ending.f))
		FOUND(r, R27, SEV_ERROR, ruling_place(r, &rep->ending.f),
		    N_("the report has both nästa and avslut"));
	if (field_given(&rep->next.f) && field_given(&rep->date.f) &&
	    rep->next.d <= rep->date.d)
		FOUND(r, R27, SEV_ERROR, rep->next.f.at,
		    N_("lies not after this meeting of %s"), DAY(rep->date.d));
}

void
rule_r27(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_report *latest = plan_latest_report(p);
	bool ended = field_there(&p->consent.withdrawn.f) ||
		     field_unknown(&p->follow_up.reports.f);

	for (size_t i = 0; i < p->follow_up.reports.count; i++) {
		const struct plan_report *rep = &p->follow_up.reports.items[i];

		check_end(r, rep);
		ended = ended || field_there(&rep->ending.f);
	}
	if (r->stage == STAGE_CLOSED) {
		if (!ended)
			FOUND(r, R27, SEV_ERROR, p->stage.f.at,
			    N_("the plan is closed, but no report has avslut "
			       "and the yes is not taken back"));
	} else if (latest && field_given(&latest->ending.f)) {
		FOUND(r, R27, SEV_WARNING, latest->ending.f.at,
		    N_("the coordination has ended, but steg is not avslutad"));
	}
}

/* What is wrong with the two adjusters, or NULL. */
static const char *
adjusters_wrong(const struct plan_adjusters *list)
{
	const struct plan_participant *x, *y;

	if (field_unknown(&list->f))
		return NULL;
	if (list->count != 2)
		return N_("two adjusters are wanted for the report");
	x = list->items[0].who.to;
	y = list->items[1].who.to;
	if (!x || !y)
		return NULL;
	if (x == y)
		return N_("the same person is named twice as adjuster");
	if (participant_principal_unknown(x) ||
	    participant_principal_unknown(y))
		return NULL;
	if (!plan_is_principal(participant_principal(x)) ||
	    !plan_is_principal(participant_principal(y)) ||
	    participant_principal(x) == participant_principal(y))
		return N_(
		    "one adjuster from kommun and one from region are wanted");
	return NULL;
}

static void
check_report_sent(struct ruling *r, const struct plan_report *rep)
{
	date_t due = rep->date.d + DAYS_WEEK;

	if (!field_given(&rep->date.f) || field_unknown(&rep->sent.f))
		return;
	if (field_given(&rep->sent.f)) {
		if (rep->sent.d > due)
			FOUND(r, R28, SEV_WARNING, rep->sent.f.at,
			    N_("sent later than one week after the meeting, "
			       "%s"),
			    DAY(due));
	} else if (r->today > due) {
		FOUND(r, R28, SEV_WARNING, rep->date.f.at,
		    N_("the notes were due on %s and are not sent"), DAY(due));
	} else {
		FOUND(r, R28, SEV_INFO, rep->date.f.at,
		    N_("the notes have to be sent by %s"), DAY(due));
	}
}

static void
check_report_plan(struct ruling *r, const struct plan_report *rep)
{
	const struct plan_adjusters *list = &rep->adjusters;

	if (field_absent(&rep->became_plan.f))
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct plan_date *answer = &list->items[i].answered;

		if (field_absent(&answer->f) ||
		    days_wrong(answer, &rep->became_plan)) {
			FOUND(r, R28, SEV_ERROR,
			    ruling_place(r, &rep->became_plan.f),
			    N_("the notes cannot become the plan before both "
			       "adjusters have answered"));
			return;
		}
	}
}

void
rule_r28(struct ruling *r)
{
	const struct plan *p = r->p;

	for (size_t i = 0; i < p->follow_up.reports.count; i++) {
		const struct plan_report *rep = &p->follow_up.reports.items[i];
		const char *wrong;

		if (field_unknown(&rep->f))
			continue;
		wrong = adjusters_wrong(&rep->adjusters);
		if (wrong)
			FOUND(r, R28, SEV_ERROR,
			    plan_lack(p, &rep->adjusters.f), "%s", msg(wrong));
		check_report_sent(r, rep);
		check_report_plan(r, rep);
	}
}

void
rule_r29(struct ruling *r)
{
	const struct plan_date *met = &r->p->follow_up.meeting.date;

	if (field_given(&met->f) && !plan_meeting_held(r->p) &&
	    !reports_unsure(r->p) && r->today > met->d)
		FOUND(r, R29, SEV_WARNING, met->f.at,
		    N_("the follow-up meeting was on this day, and there is no "
		       "report"));
}
