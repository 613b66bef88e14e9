/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text as HTML, escaped for the place where it lands. All of these append to
 * out and cannot fail. Control characters that HTML forbids are dropped.
 */
#ifndef SAMPLAN_RENDER_HTML_H
#define SAMPLAN_RENDER_HTML_H

#include "base/sb.h"

/* Between tags: & < > " are escaped. */
void html_text(struct sb *out, struct str s);
/* Inside an attribute with either kind of quotes. */
void html_attr(struct sb *out, struct str s);
/*
 * The value of href or src: spaces, quotes, controls and < > \ ^ ` { | } are
 * percent-encoded, then escaped as an attribute. A url that is not
 * url_harmless becomes "#".
 */
void url_attr(struct sb *out, struct str url);
/*
 * Relative, or http, https, mailto or tel. White space and controls, which
 * browsers ignore before and inside a scheme, do not hide another scheme.
 */
bool url_harmless(struct str url);

#endif
