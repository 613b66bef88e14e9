/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The private overview of all plans, output/plans/index.html: what is next,
 * what is late, which documents there are, which are not made and why, and the
 * findings with their lines. In Swedish, whoever builds. No name of a person
 * who has a plan stands in it.
 */
#ifndef SAMPLAN_COMPOSE_OVERVIEW_H
#define SAMPLAN_COMPOSE_OVERVIEW_H

#include "compose/status.h"
#include "diag/diag.h"
#include "model/value.h"

/*
 * Values for the template "overview". The rows are sorted, the findings are
 * those in Swedish; both are borrowed.
 */
struct value *overview_values(struct arena *a, const struct status_row *rows,
    size_t count, const struct status_context *ctx, const struct diags *ds);

#endif
