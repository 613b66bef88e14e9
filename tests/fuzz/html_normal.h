/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * HTML in a form in which what our renderer and cmark-gfm's write of the same
 * document is the same bytes. What ours does otherwise on purpose is taken out
 * here, each thing in its own line of the tables, and nothing else is.
 */
#ifndef SAMPLAN_TESTS_HTML_NORMAL_H
#define SAMPLAN_TESTS_HTML_NORMAL_H

#include "base/sb.h"
#include "base/str.h"

/* A tag that is in no table aborts. */
void html_normal(struct str html, struct sb *out);

#endif
