/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan as one FHIR R4 Bundle of type collection, for systems that the plan
 * is carried into: Patient (plan id and name to be called by, nothing else),
 * CarePlan, Goal, CareTeam, Consent, Organization, Practitioner and
 * PractitionerRole or RelatedPerson, and the code systems of our words. It is
 * made under the gates of the plan on paper, which are asked before this is.
 * The same plan gives the same bytes.
 */
#ifndef SAMPLAN_COMPOSE_FHIR_H
#define SAMPLAN_COMPOSE_FHIR_H

#include "base/sb.h"
#include "model/plan.h"

struct fhir_context {
	struct str site; /* address of the site; empty: an example address */
	date_t today;
};

void fhir_bundle(
    struct sb *out, const struct plan *p, const struct fhir_context *ctx);

#endif
