/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What FHIR resources are written with: JSON of our own making, references
 * within one bundle, codings of our own code systems. Between compose/fhir*
 * only. What is absent is left out: FHIR has no empty values.
 */
#ifndef SAMPLAN_COMPOSE_FHIR_JSON_H
#define SAMPLAN_COMPOSE_FHIR_JSON_H

#include "base/sb.h"
#include "model/plan.h"
#include "model/plan_schema.h"

struct fhir {
	struct sb *out;
	const struct plan *plan;
	struct str site; /* address that our code systems begin with */
	date_t today;
};

/* Begins an object or list, as a member when key is not NULL. */
void fhir_open(struct fhir *f, const char *key, char bracket);
void fhir_close(struct fhir *f, char bracket);
void fhir_string(struct fhir *f, const char *key, struct str value);
void fhir_word(struct fhir *f, const char *key, const char *value);
void fhir_true(struct fhir *f, const char *key);
void fhir_date(struct fhir *f, const char *key, const struct plan_date *date);
/* {"text": value} */
void fhir_text(struct fhir *f, const char *key, struct str value);

/* The bundle entry of a resource; kind and id name it within the plan. */
void fhir_begin(struct fhir *f, const char *kind, struct str id);
void fhir_end(struct fhir *f);
/* {"reference": …} to such an entry. */
void fhir_reference(
    struct fhir *f, const char *key, const char *kind, struct str id);
/* A list of one reference. */
void fhir_one(struct fhir *f, const char *key, const char *kind, struct str id);
/* [{"system": ours, "value": value}] */
void fhir_identifier(struct fhir *f, const char *system, struct str value);

/* An address of ours: "https://…/fhir/roll". */
void fhir_system(struct fhir *f, const char *key, const char *name);
/* CodeableConcept of one of our words. */
void fhir_code(
    struct fhir *f, const char *key, const char *system, const char *word);
/* CodeableConcept of a word that FHIR's own terminology has. */
void fhir_coded(
    struct fhir *f, const char *key, const char *system, const char *code);

/* "Practitioner" or "RelatedPerson". */
const char *fhir_person_kind(const struct plan_participant *who);
void fhir_person(
    struct fhir *f, const char *key, const struct plan_participant *who);

/* The resources of fhir_people.c and fhir_plan.c. */
void fhir_people(struct fhir *f);
void fhir_care_team(struct fhir *f);
void fhir_consent(struct fhir *f);
void fhir_goals(struct fhir *f);
void fhir_care_plan(struct fhir *f);

#endif
