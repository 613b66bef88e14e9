/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sheet as one HTML file that needs nothing beside it: the twin of a PDF, for
 * screen readers, large magnification and small screens. The same blocks in the
 * same order; every text is escaped; nothing is loaded, no script runs.
 */
#ifndef SAMPLAN_RENDER_HTML_SHEET_H
#define SAMPLAN_RENDER_HTML_SHEET_H

#include "diag/diag.h"
#include "model/sheet.h"
#include "model/theme.h"

/*
 * Appends the file; false when findings forbid it, and out is as it was. The
 * theme gives the colours; NULL: our own.
 */
bool sheet_render_html(const struct sheet *s, const struct theme *theme,
    struct diags *ds, struct sb *out);

#endif
