/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is around a plan, as FHIR: the person (by the plan id and the name to
 * call him or her by, and nothing else), services, people, and the team that
 * they are.
 */
#include "compose/fhir_json.h"

const char *
fhir_person_kind(const struct plan_participant *who)
{
	switch ((enum plan_role)who->role.w) {
	case ROLE_GOD_MAN:
	case ROLE_FORVALTARE:
	case ROLE_RELATIVE:
	case ROLE_OMBUD:
		return "RelatedPerson";
	case ROLE_NONE:
	case ROLE_OFFICER:
	case ROLE_MANAGER:
	case ROLE_SUPPORT:
	case ROLE_TEAM:
	case ROLE_HABILITATION:
	case ROLE_VUB:
	case ROLE_HEALTH_CENTRE:
	case ROLE_PSYCHIATRY:
	case ROLE_REHAB:
	case ROLE_INSURANCE:
	case ROLE_EMPLOYMENT:
	case ROLE_PRISON:
	case ROLE_SCHOOL:
	case ROLE_USERS:
	case ROLE_OTHER:
		break;
	}
	return "Practitioner";
}

void
fhir_person(struct fhir *f, const char *key, const struct plan_participant *who)
{
	fhir_reference(f, key, fhir_person_kind(who), who->id.s);
}

static void
patient(struct fhir *f)
{
	const struct plan *p = f->plan;

	fhir_begin(f, "Patient", STR_NONE);
	fhir_identifier(f, "plan", p->plan_id.s);
	fhir_open(f, "name", '[');
	fhir_open(f, NULL, '{');
	fhir_word(f, "use", "usual");
	fhir_string(f, "text", p->person.called.s);
	fhir_close(f, '}');
	fhir_close(f, ']');
	fhir_end(f);
}

static void
organization(struct fhir *f, const struct plan_service *s)
{
	fhir_begin(f, "Organization", s->id.s);
	fhir_identifier(f, "verksamhet", s->id.s);
	fhir_open(f, "type", '[');
	fhir_code(f, NULL, "huvudman", plan_word_of(&s->principal));
	fhir_close(f, ']');
	fhir_string(f, "name", s->name.s);
	fhir_end(f);
}

static void
telecom(struct fhir *f, const char *system, const struct plan_text *value)
{
	if (!field_given(&value->f) || value->s.n == 0)
		return;
	fhir_open(f, NULL, '{');
	fhir_word(f, "system", system);
	fhir_string(f, "value", value->s);
	fhir_close(f, '}');
}

static void
name_and_telecom(struct fhir *f, const struct plan_participant *who)
{
	fhir_open(f, "name", '[');
	fhir_text(f, NULL, who->name.s);
	fhir_close(f, ']');
	if (who->phone.s.n == 0 && who->email.s.n == 0)
		return;
	fhir_open(f, "telecom", '[');
	telecom(f, "phone", &who->phone);
	telecom(f, "email", &who->email);
	fhir_close(f, ']');
}

static void
role_of(struct fhir *f, const struct plan_participant *who)
{
	fhir_begin(f, "PractitionerRole", who->id.s);
	fhir_person(f, "practitioner", who);
	if (who->service.to)
		fhir_reference(
		    f, "organization", "Organization", who->service.to->id.s);
	fhir_open(f, "code", '[');
	fhir_code(f, NULL, "roll", plan_word_of(&who->role));
	fhir_text(f, NULL, who->title.s);
	fhir_close(f, ']');
	fhir_end(f);
}

static void
participant(struct fhir *f, const struct plan_participant *who)
{
	const char *kind = fhir_person_kind(who);
	bool related = str_is(str_from(kind), "RelatedPerson");

	fhir_begin(f, kind, who->id.s);
	fhir_identifier(f, "deltagare", who->id.s);
	if (related) {
		fhir_reference(f, "patient", "Patient", STR_NONE);
		fhir_open(f, "relationship", '[');
		fhir_code(f, NULL, "roll", plan_word_of(&who->role));
		fhir_close(f, ']');
	}
	name_and_telecom(f, who);
	fhir_end(f);
	if (!related)
		role_of(f, who);
}

void
fhir_people(struct fhir *f)
{
	const struct plan *p = f->plan;

	patient(f);
	for (size_t i = 0; i < p->services.count; i++)
		organization(f, &p->services.items[i]);
	for (size_t i = 0; i < p->people.count; i++)
		participant(f, &p->people.items[i]);
}

void
fhir_care_team(struct fhir *f)
{
	const struct plan *p = f->plan;

	fhir_begin(f, "CareTeam", STR_NONE);
	fhir_word(f, "status", "active");
	fhir_reference(f, "subject", "Patient", STR_NONE);
	if (p->people.count)
		fhir_open(f, "participant", '[');
	for (size_t i = 0; i < p->people.count; i++) {
		const struct plan_participant *who = &p->people.items[i];

		fhir_open(f, NULL, '{');
		fhir_open(f, "role", '[');
		fhir_code(f, NULL, "roll", plan_word_of(&who->role));
		if (p->responsibility.main.to == who)
			fhir_code(f, NULL, "uppdrag", "huvudansvarig");
		if (p->responsibility.talks_with_person.to == who)
			fhir_code(f, NULL, "uppdrag", "pratar med personen");
		fhir_close(f, ']');
		fhir_person(f, "member", who);
		/* FHIR: only a practitioner acts for an organization. */
		if (who->service.to &&
		    str_is(str_from(fhir_person_kind(who)), "Practitioner"))
			fhir_reference(f, "onBehalfOf", "Organization",
			    who->service.to->id.s);
		fhir_close(f, '}');
	}
	if (p->people.count)
		fhir_close(f, ']');
	fhir_end(f);
}
