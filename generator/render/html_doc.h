/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A document tree as HTML, in the classes that the head of the theme's
 * style.css lists. Text is escaped; there is no way for raw HTML to pass.
 * Cannot fail: what has no meaning (a link to nothing, an unknown pictogram,
 * nesting over HTML_DOC_DEPTH) is shown as its text.
 *
 * Words for readers come from the theme's strings, keys "doc.…" (listed at
 * the top of html_doc.c with what stands in when a theme has none).
 */
#ifndef SAMPLAN_RENDER_HTML_DOC_H
#define SAMPLAN_RENDER_HTML_DOC_H

#include "base/sb.h"
#include "model/value.h"

enum { HTML_DOC_DEPTH = 64 };

/* The blocks of doc, then its footnotes. */
void
html_doc(const struct node *doc, const struct doc_context *cx, struct sb *out);

/*
 * <svg class="picto">: with a label it is an image of that name, without one
 * it is hidden from assistive technology. Nothing when there is no picture.
 */
void
html_pictogram(const struct pictogram *p, struct str label, struct sb *out);

#endif
