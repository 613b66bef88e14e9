/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_gate.h"

bool
plan_yes(const struct plan *p)
{
	return p->consent.given.yes;
}

bool
plan_exception(const struct plan *p)
{
	return field_there(&p->consent.exception.ground.f);
}

bool
plan_yes_whole(const struct plan *p)
{
	const struct plan_consent *c = &p->consent;

	return plan_yes(p) && field_there(&c->date.f) &&
	       field_there(&c->form.f) && field_there(&c->given_by.f) &&
	       field_there(&c->services.f) && field_there(&c->information.f);
}

bool
plan_exception_sound(const struct plan *p)
{
	const struct plan_exception *e = &p->consent.exception;

	if (!plan_exception(p) || field_absent(&e->decided_by.f) ||
	    field_absent(&e->approved_by.f) || field_absent(&e->date.f) ||
	    field_absent(&e->motive.f))
		return false;
	if (e->decided_by.to && e->decided_by.to == e->approved_by.to)
		return false;
	return !plan_yes(p) && !plan_has_kind(p, KIND_COORDINATED);
}

bool
plan_open_by_yes(const struct plan *p, date_t today)
{
	const struct plan_consent *c = &p->consent;

	if (plan_stage(p) < STAGE_CONSENT || !plan_yes_whole(p) ||
	    field_there(&c->withdrawn.f))
		return false;
	return !field_given(&c->valid_until.f) || today <= c->valid_until.d;
}

bool
plan_consent_open(const struct plan *p, date_t today)
{
	return plan_open_by_yes(p, today) ||
	       (plan_stage(p) >= STAGE_CONSENT && plan_exception_sound(p));
}

static const struct plan_paper_info papers[PAPER_COUNT] = {
	[PAPER_CONSENT] = { .name = "samtycke",
	    .title = "Säger du ja?",
	    .reader = READER_PERSON,
	    .first = STAGE_NOTICED,
	    .last = STAGE_FOLLOW_UP,
	    .easy = true,
	    .free = true },
	[PAPER_BEFORE_MEETING] = { .name = "infor-motet",
	    .title = "Inför mötet",
	    .reader = READER_PERSON,
	    .first = STAGE_NOTICED,
	    .last = STAGE_FOLLOW_UP,
	    .easy = true,
	    .free = true },
	[PAPER_CALL] = { .name = "kallelse",
	    .title = "Kallelse till planeringsmöte",
	    .reader = READER_CALLED,
	    .first = STAGE_CONSENT,
	    .last = STAGE_CALLED,
	    .need = PAPER_NEEDS_MEETING },
	[PAPER_CALL_ICS] = { .name = "mote",
	    .title = "Planeringsmöte",
	    .reader = READER_CALENDAR,
	    .first = STAGE_CONSENT,
	    .last = STAGE_CALLED,
	    .need = PAPER_NEEDS_MEETING,
	    .calendar = true },
	[PAPER_PREPARATION] = { .name = "forberedelse",
	    .title = "Förberedelse inför planeringsmötet",
	    .reader = READER_CALLED,
	    .first = STAGE_CONSENT,
	    .last = STAGE_CALLED,
	    .need = PAPER_NEEDS_MEETING },
	[PAPER_AGENDA] = { .name = "dagordning",
	    .title = "Dagordning för planeringsmötet",
	    .reader = READER_CHAIR,
	    .first = STAGE_CALLED,
	    .last = STAGE_CALLED },
	[PAPER_PARTICIPANTS] = { .name = "deltagarlista",
	    .title = "Deltagarlista",
	    .reader = READER_PARTICIPANTS,
	    .first = STAGE_CALLED,
	    .last = STAGE_MEETING },
	[PAPER_NOTES] = { .name = "arbetsanteckningar",
	    .title = "Arbetsanteckningar",
	    .reader = READER_NOTE_TAKER,
	    .first = STAGE_CALLED,
	    .last = STAGE_CALLED },
	[PAPER_ADJUST] = { .name = "till-justerare",
	    .title = "Anteckningar till justerarna",
	    .reader = READER_ADJUSTERS,
	    .first = STAGE_MEETING,
	    .last = STAGE_NOTES,
	    .draft = true },
	[PAPER_PLAN] = { .name = "plan",
	    .title = "Samordnad plan",
	    .reader = READER_PARTICIPANTS,
	    .first = STAGE_ADJUSTED,
	    .last = STAGE_FOLLOW_UP,
	    .draft = true },
	[PAPER_MY_PLAN] = { .name = "min-plan",
	    .title = "Min plan",
	    .reader = READER_PERSON,
	    .first = STAGE_ADJUSTED,
	    .last = STAGE_FOLLOW_UP,
	    .easy = true,
	    .draft = true },
	[PAPER_FOLLOW_UP_CALL] = { .name = "uppfoljning-kallelse",
	    .title = "Kallelse till uppföljningsmöte",
	    .reader = READER_PARTICIPANTS,
	    .first = STAGE_PLAN,
	    .last = STAGE_FOLLOW_UP,
	    .need = PAPER_NEEDS_FOLLOW_UP },
	[PAPER_FOLLOW_UP_ICS] = { .name = "uppfoljning",
	    .title = "Uppföljningsmöte",
	    .reader = READER_CALENDAR,
	    .first = STAGE_PLAN,
	    .last = STAGE_FOLLOW_UP,
	    .need = PAPER_NEEDS_FOLLOW_UP,
	    .calendar = true },
	[PAPER_MY_FOLLOW_UP] = { .name = "min-uppfoljning",
	    .title = "Hur går det?",
	    .reader = READER_PERSON,
	    .first = STAGE_PLAN,
	    .last = STAGE_FOLLOW_UP,
	    .easy = true },
	[PAPER_FOLLOW_UP_AGENDA] = { .name = "uppfoljning-dagordning",
	    .title = "Dagordning för uppföljningsmötet",
	    .reader = READER_CHAIR,
	    .first = STAGE_PLAN,
	    .last = STAGE_FOLLOW_UP,
	    .need = PAPER_NEEDS_FOLLOW_UP },
	[PAPER_REPORT] = { .name = "uppfoljningsrapport",
	    .title = "Uppföljningsrapport",
	    .reader = READER_PARTICIPANTS,
	    .first = STAGE_FOLLOW_UP,
	    .last = STAGE_CLOSED,
	    .need = PAPER_NEEDS_REPORT },
};

const struct plan_paper_info *
plan_paper_info(enum plan_paper paper)
{
	return &papers[paper];
}

static bool
needs_met(const struct plan *p, enum plan_paper_need need)
{
	const struct plan_meeting *m = &p->meeting;

	switch (need) {
	case PAPER_NEEDS_NOTHING:
		return true;
	case PAPER_NEEDS_MEETING:
		return field_there(&m->purpose.f) && field_there(&m->date.f) &&
		       field_there(&m->time.f) && field_there(&m->place.f) &&
		       field_there(&m->called.to.f);
	case PAPER_NEEDS_FOLLOW_UP:
		return field_there(&p->follow_up.meeting.date.f) &&
		       !plan_meeting_held(p);
	case PAPER_NEEDS_REPORT:
		/* One without a day cannot be told from the others. */
		return plan_latest_report(p) != NULL;
	}
	return false;
}

enum plan_gate
plan_paper_gate(const struct plan *p, const struct plan_verdict *v,
    date_t today, enum plan_paper paper)
{
	const struct plan_paper_info *info = &papers[paper];
	enum plan_stage stage = plan_stage(p);

	if (!p->readable || p->format_errors)
		return GATE_FORMAT;
	if (!info->free && !plan_consent_open(p, today))
		return GATE_CONSENT;
	if (!info->free && v->errors)
		return GATE_RULES;
	if (stage < info->first || stage > info->last ||
	    !needs_met(p, info->need))
		return GATE_STAGE;
	return GATE_OPEN;
}

bool
plan_paper_draft(const struct plan *p, enum plan_paper paper)
{
	return papers[paper].draft && plan_stage(p) < STAGE_PLAN;
}

const char *
plan_gate_id(enum plan_gate gate)
{
	static const char *const ids[] = { "", "G0", "G1", "G2", "G3" };

	return ids[gate];
}
