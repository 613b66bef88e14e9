/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The documents of a plan as sheets: for each reader exactly the fields that
 * he or she may see, and no other. Which of them are made on a day is decided
 * by the gates (model/plan_gate.h) before this is called. The texts are
 * Swedish: the papers are handed to people in Stockholm.
 *
 * Sheets borrow the texts of the plan and live in the arena.
 */
#ifndef SAMPLAN_COMPOSE_DOCUMENT_H
#define SAMPLAN_COMPOSE_DOCUMENT_H

#include "model/plan.h"
#include "model/plan_gate.h"
#include "model/sheet.h"
#include "model/theme.h"

struct document_context {
	const struct theme *theme; /* pictograms; NULL: without pictures */
	struct str site; /* address of the site for the QR code, or empty */
	date_t today;
};

/* A paper that is not a calendar. */
struct sheet *document_sheet(struct arena *a, const struct plan *p,
    const struct document_context *ctx, enum plan_paper paper);

#endif
