/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What PDF/UA forbids, found in a sheet before anything is laid out: skipped
 * heading levels, pictures without words, tables without headings, links that
 * lead nowhere, languages that are none.
 */
#ifndef SAMPLAN_RENDER_SHEET_CHECK_H
#define SAMPLAN_RENDER_SHEET_CHECK_H

#include "diag/diag.h"
#include "model/sheet.h"

/* False: a finding forbids the document. */
bool sheet_check(struct arena *a, const struct sheet *s, struct diags *ds);

#endif
