/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plans as they might look on paper at their worst, made from a number: long
 * words and long names, 1 to 40 measures, every setting of the easy documents,
 * every letter of Latin-1 and Latin Extended-A. They are right in form.
 */
#ifndef AID_PLAN_PAPER_H
#define AID_PLAN_PAPER_H

#include "base/sb.h"

/* What no face draws: one sentence of it in somebody's own words. */
enum aid_odd { ODD_NONE, ODD_EMOJI, ODD_ARABIC, ODD_HEBREW, ODD_SNOW };

void aid_plan_paper(struct sb *out, unsigned seed, enum aid_odd odd);

#endif
