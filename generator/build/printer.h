/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sheets to files: the faces, the colours and the paper that a run needs,
 * opened once.
 */
#ifndef SAMPLAN_BUILD_PRINTER_H
#define SAMPLAN_BUILD_PRINTER_H

#include "build/options.h"
#include "diag/diag.h"
#include "model/sheet.h"
#include "model/theme.h"

struct printer;

/* NULL with a finding when a face is missing. Lives in the arena. */
struct printer *printer_open(struct arena *a, const struct build_options *o,
    const struct theme *theme, struct diags *ds);
/*
 * Twins in HTML have the colours of the theme from here on. What is wrong with
 * them is said here, once, with its place in the theme.
 */
void printer_style(struct printer *p, struct arena *a,
    const struct theme *theme, struct diags *ds);
void printer_close(struct printer *p);
/* Both append; false when findings forbid the document. */
bool printer_pdf(
    struct printer *p, const struct sheet *s, struct diags *ds, struct sb *out);
bool printer_html(
    struct printer *p, const struct sheet *s, struct diags *ds, struct sb *out);
/* What both would say, and nothing made; false as they are. */
bool printer_check(struct printer *p, const struct sheet *s, struct diags *ds);

#endif
