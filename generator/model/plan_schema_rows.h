/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How the rows of plan_schema are written; only for the files of that table.
 */
#ifndef SAMPLAN_MODEL_PLAN_SCHEMA_ROWS_H
#define SAMPLAN_MODEL_PLAN_SCHEMA_ROWS_H

#include <stddef.h>

#include "model/plan_words.h"

/* A row; type and need are written with the words below. */
#define KEY(member, name, type_, need_, where, what)                    \
	{                                                               \
		.key = name, type_, need_,                              \
		.offset = offsetof(struct IN, member), .source = where, \
		.text = what                                            \
	}
#define MAP_OF(id, rows)                                                    \
	{                                                                   \
		id, rows, sizeof(rows) / sizeof(*(rows)), sizeof(struct IN) \
	}

#define T(kind) .type = PLAN_##kind
#define NUMBER(from_, to_) .type = PLAN_INT, .low = from_, .high = to_
#define WORD(list) .type = PLAN_WORD, .words = &words_##list
#define LIST_OF(list) .type = PLAN_WORDS, .words = &words_##list
#define KINDS .type = PLAN_KINDS, .words = &words_kind
#define MAP(name) .type = PLAN_MAP, .map = &name
#define ITEMS(name) .type = PLAN_ITEMS, .map = &name

#define MAY .need = NEED_NOT
#define ALWAYS .need = NEED_ALWAYS
#define ITEM .need = NEED_ITEM
#define FROM(stage, id) .need = NEED_RULE, .from = STAGE_##stage, .rule = id

/* Blocks of single kinds of plan (plan_schema_kinds.c). */
extern const struct plan_map plan_map_lss;
extern const struct plan_map plan_map_discharge;
extern const struct plan_map plan_map_forced_care;
extern const struct plan_map plan_map_habilitation;
extern const struct plan_map plan_map_hvb;

#endif
