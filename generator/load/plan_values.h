/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The values of a plan from YAML nodes, by the table of the format. Inside of
 * load/ only: plan.c does the rest (ids, references, conditions).
 */
#ifndef SAMPLAN_LOAD_PLAN_VALUES_H
#define SAMPLAN_LOAD_PLAN_VALUES_H

#include "base/arena.h"
#include "base/suggest.h"
#include "diag/diag.h"
#include "load/yaml.h"
#include "model/plan_schema.h"

/* After so many unknown words nobody is helped by one more suggestion. */
enum { PLAN_GUESSES = 100 };

enum plan_ref_kind {
	REF_PERSON,
	REF_SELF,
	REF_SERVICE,
	REF_GOAL,
	REF_MEASURE,
	REF_GIVER
};

/* A reference, followed when all lists are there. */
struct plan_ref {
	enum plan_ref_kind kind;
	struct field *f;
};

struct plan_refs {
	struct plan_ref *items;
	size_t count;
	size_t cap;
};

struct plan_loader {
	struct arena *a;
	struct diags *ds;
	struct plan *plan;
	uint32_t source;
	struct plan_refs refs;
	size_t guesses;
	struct finding *last; /* of SLIP; valid until the next one */
};

/* Adds a finding about the form of the file, and counts it. */
#define SLIP(l, ...) \
	((l)->plan->format_errors++, (l)->last = diag_add((l)->ds, __VA_ARGS__))

/* Prepares a zeroed struct of the map: rows, surroundings, no dates. */
void plan_values_begin(
    const struct plan_map *map, void *base, const struct field *self);
/* Fills it from the pairs of a map. */
void plan_values_load(struct plan_loader *l, const struct plan_map *map,
    void *base, const struct yaml_node *node);
/* F07 at its place; the value is unknown from now on. */
void plan_value_missing(struct plan_loader *l, struct field *f);

#endif
