/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The format of a plan for those who fill it in: the template of a new plan
 * and the JSON Schema for editors, both made from the table plan_schema.
 * Swedish texts.
 */
#ifndef SAMPLAN_COMPOSE_PLAN_FORM_H
#define SAMPLAN_COMPOSE_PLAN_FORM_H

#include "base/date.h"
#include "base/sb.h"

struct new_plan {
	struct str plan_id;
	struct str revision; /* that is in force, "2026-11" */
	date_t today;
	struct str schema; /* path or address of the JSON Schema, or empty */
};

/* Right plan ids: A to Z, a to z, digits and hyphens, at most 40. */
bool new_plan_name(struct str id);
/*
 * An empty plan with comments. It has no format errors; its findings say what
 * has to be filled in first.
 */
void new_plan_text(struct sb *out, const struct new_plan *plan);
/* JSON Schema 2020-12 and a newline. */
void plan_json_schema(struct sb *out);

#endif
