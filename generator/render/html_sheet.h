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

/*
 * Appends the file; false when findings forbid it, and out is as it was.
 * tokens: what css_tokens made of the theme; empty: our own colours.
 */
bool sheet_render_html(
    const struct sheet *s, struct str tokens, struct diags *ds, struct sb *out);

#endif
