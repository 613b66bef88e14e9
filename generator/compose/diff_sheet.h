/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The difference of two revisions as a paper for the meeting of the parties:
 * laws, dates and figures first, then page by page. What was put in and taken
 * out is said in words, so that a copy in black and white loses nothing.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_SHEET_H
#define SAMPLAN_COMPOSE_DIFF_SHEET_H

#include "model/diff.h"
#include "model/sheet.h"

struct sheet *diff_sheet(struct arena *a, const struct diff *d);

#endif
