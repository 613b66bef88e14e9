/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A document tree as text, one node a line, for golden tests: kind, place
 * (line:column-line:column, in characters), its text and what belongs to it.
 * "=" after the place of a text says that the source has exactly that text.
 */
#ifndef SAMPLAN_TESTS_AID_DOC_H
#define SAMPLAN_TESTS_AID_DOC_H

#include "diag/diag.h"
#include "model/doc.h"

void doc_dump(struct sb *out, struct diags *ds, const struct node *doc);
/* Findings as "line:column-end CODE message", and what may be meant. */
void findings_dump(struct sb *out, const struct diags *ds);

#endif
