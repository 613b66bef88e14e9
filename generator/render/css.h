/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The theme's tokens as CSS custom properties (assets/tokens.css). Group
 * "colour" is the light set, "colour-dark" and "colour-high" the others; they
 * follow the reader's system unless <html data-theme="light|dark|high"> says
 * otherwise. Every other group becomes --GROUP-NAME on :root.
 */
#ifndef SAMPLAN_RENDER_CSS_H
#define SAMPLAN_RENDER_CSS_H

#include "base/sb.h"
#include "diag/diag.h"
#include "model/theme.h"

/* A value that could leave its declaration is left out, with a finding. */
void css_tokens(const struct theme *theme, struct diags *ds, struct sb *out);

#endif
