/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A difference as text for people and as JSON for programs. The text says in
 * words what was added, removed, moved and changed; it has no colour.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_PRINT_H
#define SAMPLAN_COMPOSE_DIFF_PRINT_H

#include "base/sb.h"
#include "model/diff.h"

void diff_print_text(const struct diff *d, struct sb *out);
/* One object; keys and words are English and never translated. */
void diff_print_json(const struct diff *d, struct sb *out);

/* Word for machines, never translated: "paragraph", "item". */
const char *diff_form_id(enum diff_form form);
/* "same", "changed", "split", "merged", "added", "removed", "gone". */
const char *diff_kind_id(enum diff_kind kind);
const char *diff_fact_id(enum diff_fact_kind kind);
/* The unit a part is about: the first new one, or the old one. */
const struct diff_unit *
diff_part_unit(const struct diff_level *l, const struct diff_part *p);
/* The heading above the part, or NULL. */
const struct diff_unit *
diff_part_heading(const struct diff_level *l, const struct diff_part *p);
/* "16 november 2026"; empty for DATE_NONE. In Swedish, as the site is. */
void diff_date_text(date_t d, struct sb *out);

#endif
