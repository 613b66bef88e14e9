/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan explain R09`: what a rule means, why it exists, where it comes from
 * and what to do. The pages of the policy are found by whoever has the site,
 * with explain_carries.
 */
#ifndef SAMPLAN_COMPOSE_EXPLAIN_H
#define SAMPLAN_COMPOSE_EXPLAIN_H

#include "base/sb.h"
#include "diag/diag.h"

struct explain_page {
	struct str title;
	struct str address;
};

/* pages: where the policy says it; may be none. */
void explain_code(struct sb *out, enum diag_code code,
    const struct explain_page *pages, size_t count);
/*
 * A page that carries this paragraph (B4, or finer B4.4) is about the source
 * of a rule ("B4.4 C11.2").
 */
bool explain_carries(const char *source, struct str paragraph);

#endif
