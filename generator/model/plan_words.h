/* SPDX-License-Identifier: EUPL-1.2 */
/* The words that the enums of plan_values.h have in a file. */
#ifndef SAMPLAN_MODEL_PLAN_WORDS_H
#define SAMPLAN_MODEL_PLAN_WORDS_H

#include "model/plan_schema.h"

extern const struct plan_vocabulary words_kind;
extern const struct plan_vocabulary words_stage;
extern const struct plan_vocabulary words_reads;
extern const struct plan_vocabulary words_pictures;
extern const struct plan_vocabulary words_place;
extern const struct plan_vocabulary words_legal;
extern const struct plan_vocabulary words_scope;
extern const struct plan_vocabulary words_focus;
extern const struct plan_vocabulary words_group;
extern const struct plan_vocabulary words_form;
extern const struct plan_vocabulary words_ground;
extern const struct plan_vocabulary words_principal;
extern const struct plan_vocabulary words_two_principals;
extern const struct plan_vocabulary words_operation;
extern const struct plan_vocabulary words_role;
extern const struct plan_vocabulary words_part;
extern const struct plan_vocabulary words_goal_state;
extern const struct plan_vocabulary words_status;
extern const struct plan_vocabulary words_channel;
extern const struct plan_vocabulary words_law;

#endif
