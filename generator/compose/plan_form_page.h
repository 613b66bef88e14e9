/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The form for staff who do not edit text files, output/plans/formular.html:
 * one page that works without a network, made from the table plan_schema. It
 * holds nothing of any plan.
 */
#ifndef SAMPLAN_COMPOSE_PLAN_FORM_PAGE_H
#define SAMPLAN_COMPOSE_PLAN_FORM_PAGE_H

#include "model/value.h"

/*
 * Values for the template "formular": the format as JSON, and the revision of
 * the policy in force, for new plans.
 */
struct value *plan_form_page_values(struct arena *a, struct str revision);

#endif
