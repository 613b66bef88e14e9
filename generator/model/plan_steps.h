/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What has been done in a plan, as the rules and the status list both ask it.
 * An answer is unsure when a value it needs is unknown.
 */
#ifndef SAMPLAN_MODEL_PLAN_STEPS_H
#define SAMPLAN_MODEL_PLAN_STEPS_H

#include "base/arena.h"
#include "model/plan.h"

/* A revision of the policy that the content holds. */
struct plan_revision {
	struct str name; /* "2026-11" */
	date_t in_force; /* DATE_NONE: not decided */
};

enum plan_answer { ANSWER_NO, ANSWER_YES, ANSWER_UNSURE };

/* Which people or services of the plan a list names; from the arena. */
struct plan_set {
	bool *has;   /* by number */
	bool unsure; /* the list holds something unknown */
};

struct plan_set plan_people_set(
    struct arena *a, const struct plan *p, const struct plan_people *list);
struct plan_set plan_services_set(
    struct arena *a, const struct plan *p, const struct plan_services *list);
/* Those services of kommun and region where somebody present works. */
struct plan_set plan_services_present(struct arena *a, const struct plan *p);
bool plan_is_principal(enum plan_principal principal);

/* R14: sent, and to everyone present but relatives. *lacks: the first not. */
enum plan_answer plan_sent_to_all(struct arena *a, const struct plan *p,
    const struct plan_participant **lacks);
/* R15: entered by each service present. *lacks: the first that has not. */
enum plan_answer plan_registered_by_all(
    struct arena *a, const struct plan *p, const struct plan_service **lacks);
/*
 * R23: a talk on or after the meeting with views or wishes. *silent: the
 * latest such talk without them, or NULL.
 */
enum plan_answer
plan_talked(const struct plan *p, const struct plan_talk **silent);
/* Some talk on or after the day. */
bool plan_talk_since(const struct plan *p, date_t day);
/* R25: followed up with the person since the plan or the latest report. */
enum plan_answer plan_followed_up(const struct plan *p);
/* Due for the yearly review (K07), or DATE_NONE. */
date_t plan_lss_due(const struct plan *p);
/* Both adjusters have answered; *last is the latest answer. */
bool plan_answered(const struct plan_adjusters *list, date_t *last);
/* Some measure is changed, stopped or not done. */
bool plan_has_broken_measure(const struct plan *p);

/*
 * Revisions in force on the day with a later name than the plan's; *newest is
 * the last of those in force, or NULL.
 */
size_t plan_revisions_behind(const struct plan *p,
    const struct plan_revision *revisions, size_t count, date_t today,
    const struct plan_revision **newest);

#endif
