/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent, goals and the plan itself as FHIR. What may not be told, the motive
 * of an exception and what was lifted to a manager stand here as little as in
 * the plan on paper.
 */
#include "compose/fhir_json.h"

#include "compose/date_words.h"
#include "model/plan_gate.h"

/* --- Consent -------------------------------------------------------------- */

static void
provision(struct fhir *f, bool yes)
{
	const struct plan_consent *c = &f->plan->consent;

	fhir_open(f, "provision", '{');
	fhir_word(f, "type", "permit");
	if (yes) {
		fhir_open(f, "period", '{');
		fhir_date(f, "start", &c->date);
		fhir_date(f, "end", &c->valid_until);
		fhir_close(f, '}');
	}
	if (c->services.count)
		fhir_open(f, "actor", '[');
	for (size_t i = 0; i < c->services.count; i++) {
		fhir_open(f, NULL, '{');
		fhir_coded(f, "role",
		    "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
		    "IRCP");
		fhir_reference(
		    f, "reference", "Organization", c->services.items[i].id);
		fhir_close(f, '}');
	}
	if (c->services.count)
		fhir_close(f, ']');
	if (c->information.count)
		fhir_open(f, "code", '[');
	for (size_t i = 0; i < c->information.count; i++)
		fhir_text(f, NULL, c->information.items[i].s);
	if (c->information.count)
		fhir_close(f, ']');
	fhir_close(f, '}');
}

/* A representative of the form has no resource: a name and a role. */
static void
representative(struct fhir *f, const struct plan_representative *r)
{
	struct sb text = { 0 };

	sb_fmt(&text, "%.*s%s%s", STR_ARG(r->name.s), r->name.s.n ? ", " : "",
	    plan_word_of(&r->role));
	fhir_open(f, "performer", '[');
	fhir_open(f, NULL, '{');
	fhir_string(f, "display", sb_view(&text));
	fhir_close(f, '}');
	fhir_close(f, ']');
	sb_release(&text);
}

static void
performer(struct fhir *f, const struct plan_giver *by)
{
	if (by->self)
		fhir_one(f, "performer", "Patient", STR_NONE);
	else if (by->participant)
		fhir_one(f, "performer", fhir_person_kind(by->participant),
		    by->participant->id.s);
	else if (by->representative)
		representative(f, by->representative);
}

void
fhir_consent(struct fhir *f)
{
	const struct plan_consent *c = &f->plan->consent;
	bool yes = plan_open_by_yes(f->plan, f->today);

	fhir_begin(f, "Consent", STR_NONE);
	fhir_word(f, "status", "active");
	fhir_coded(f, "scope",
	    "http://terminology.hl7.org/CodeSystem/consentscope",
	    "patient-privacy");
	fhir_open(f, "category", '[');
	if (yes)
		fhir_coded(f, NULL, "http://loinc.org", "59284-0");
	else
		fhir_code(
		    f, NULL, "undantag", plan_word_of(&c->exception.ground));
	fhir_close(f, ']');
	fhir_reference(f, "patient", "Patient", STR_NONE);
	fhir_date(f, "dateTime", yes ? &c->date : &c->exception.date);
	if (yes)
		performer(f, &c->given_by);
	fhir_text(f, "policyRule",
	    yes ? STR("Samtycke till att verksamheterna delar uppgifter")
		: STR("Undantag från samtycke enligt lag"));
	provision(f, yes);
	fhir_end(f);
}

/* --- Goal ----------------------------------------------------------------- */

static const char *
goal_status(const struct plan_goal *g)
{
	static const char *const words[] = {
		[GOAL_NONE] = "accepted",
		[GOAL_NOT_BEGUN] = "planned",
		[GOAL_UNDER_WAY] = "active",
		[GOAL_REACHED] = "completed",
		[GOAL_CHANGED] = "active",
	};

	return words[g->state.w];
}

void
fhir_goals(struct fhir *f)
{
	const struct plan *p = f->plan;

	for (size_t i = 0; i < p->goals.count; i++) {
		const struct plan_goal *g = &p->goals.items[i];

		fhir_begin(f, "Goal", g->id.s);
		fhir_identifier(f, "mal", g->id.s);
		fhir_word(f, "lifecycleStatus", goal_status(g));
		fhir_text(f, "description", g->plain.s);
		fhir_reference(f, "subject", "Patient", STR_NONE);
		if (g->own_words.s.n || g->why.s.n || g->how_known.s.n) {
			fhir_open(f, "note", '[');
			fhir_text(f, NULL, g->own_words.s);
			fhir_text(f, NULL, g->why.s);
			fhir_text(f, NULL, g->how_known.s);
			fhir_close(f, ']');
		}
		fhir_end(f);
	}
}

/* --- CarePlan ------------------------------------------------------------- */

static const char *
measure_status(const struct plan_measure *m)
{
	static const char *const words[] = {
		[STATUS_NONE] = "unknown",
		[STATUS_PLANNED] = "not-started",
		[STATUS_UNDER_WAY] = "in-progress",
		[STATUS_DONE] = "completed",
		[STATUS_CHANGED] = "in-progress",
		[STATUS_STOPPED] = "stopped",
		[STATUS_NOT_DONE] = "cancelled",
	};

	return words[m->status.w];
}

static void
performers(struct fhir *f, const struct plan_measure *m)
{
	if (!m->responsible.to && !m->responsible.self && !m->service.to)
		return;
	fhir_open(f, "performer", '[');
	if (m->responsible.self)
		fhir_reference(f, NULL, "Patient", STR_NONE);
	else if (m->responsible.to)
		fhir_person(f, NULL, m->responsible.to);
	if (m->service.to)
		fhir_reference(f, NULL, "Organization", m->service.to->id.s);
	fhir_close(f, ']');
}

/* FHIR has no day of review: it is a note on how the measure goes. */
static void
progress(struct fhir *f, const struct plan_measure *m)
{
	bool review = m->ongoing.yes && field_given(&m->review.f);
	struct sb text = { 0 };

	if (!review && m->consequences.s.n == 0)
		return;
	fhir_open(f, "progress", '[');
	if (review) {
		sb_cstr(&text, "Ses över ");
		date_words(&text, m->review.d, STR("sv"), false);
		fhir_text(f, NULL, sb_view(&text));
	}
	fhir_text(f, NULL, m->consequences.s);
	fhir_close(f, ']');
	sb_release(&text);
}

static void
measure(struct fhir *f, const struct plan_measure *m)
{
	fhir_open(f, NULL, '{');
	fhir_open(f, "detail", '{');
	fhir_code(f, "code", "huvudman", plan_word_of(&m->principal));
	if (m->goal.to)
		fhir_one(f, "goal", "Goal", m->goal.to->id.s);
	fhir_word(f, "status", measure_status(m));
	fhir_text(f, "statusReason", m->reason.s);
	if (field_given(&m->start.f) || field_given(&m->due.f)) {
		fhir_open(f, "scheduledPeriod", '{');
		fhir_date(f, "start", &m->start);
		fhir_date(f, "end", &m->due);
		fhir_close(f, '}');
	}
	performers(f, m);
	fhir_string(f, "description", m->what.s);
	fhir_close(f, '}');
	progress(f, m);
	fhir_close(f, '}');
}

static void
goals_and_activities(struct fhir *f)
{
	const struct plan *p = f->plan;

	if (p->goals.count) {
		fhir_open(f, "goal", '[');
		for (size_t i = 0; i < p->goals.count; i++)
			fhir_reference(f, NULL, "Goal", p->goals.items[i].id.s);
		fhir_close(f, ']');
	}
	if (p->measures.count == 0)
		return;
	fhir_open(f, "activity", '[');
	for (size_t i = 0; i < p->measures.count; i++)
		measure(f, &p->measures.items[i]);
	fhir_close(f, ']');
}

static void
notes(struct fhir *f)
{
	const struct plan *p = f->plan;

	if (p->decisions.count == 0 && p->situation.own_words.s.n == 0)
		return;
	fhir_open(f, "note", '[');
	fhir_text(f, NULL, p->situation.own_words.s);
	for (size_t i = 0; i < p->decisions.count; i++)
		fhir_text(f, NULL, p->decisions.items[i].s);
	fhir_close(f, ']');
}

void
fhir_care_plan(struct fhir *f)
{
	const struct plan *p = f->plan;

	fhir_begin(f, "CarePlan", STR_NONE);
	fhir_identifier(f, "plan", p->plan_id.s);
	fhir_word(
	    f, "status", plan_paper_draft(p, PAPER_PLAN) ? "draft" : "active");
	fhir_word(f, "intent", "plan");
	fhir_open(f, "category", '[');
	for (size_t i = 0; i < p->kinds.count; i++)
		fhir_code(f, NULL, "slag", plan_word_of(&p->kinds.items[i]));
	fhir_close(f, ']');
	fhir_word(f, "title", "Samordnad plan");
	fhir_string(f, "description", p->meeting.purpose.s);
	fhir_reference(f, "subject", "Patient", STR_NONE);
	if (field_given(&p->notes.became_plan.f)) {
		fhir_open(f, "period", '{');
		fhir_date(f, "start", &p->notes.became_plan);
		fhir_close(f, '}');
	}
	fhir_date(f, "created", &p->updated);
	if (p->responsibility.main.to)
		fhir_person(f, "author", p->responsibility.main.to);
	fhir_one(f, "careTeam", "CareTeam", STR_NONE);
	fhir_one(f, "supportingInfo", "Consent", STR_NONE);
	goals_and_activities(f);
	notes(f);
	fhir_end(f);
}
