/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a worker process tells the one that started it: findings, counts, and
 * that it came to its end. Messages are length-prefixed; the reader takes them
 * as they come and never trusts a length beyond what is there.
 */
#ifndef SAMPLAN_BUILD_WIRE_H
#define SAMPLAN_BUILD_WIRE_H

#include "build/options.h"
#include "diag/diag.h"

/* Findings, what was read (inputs_pack), and the summary of a finished part. */
void wire_pack(struct sb *out, const struct diags *ds, struct str inputs,
    const struct build_summary *summary);
/*
 * false when the bytes are not a whole message; no finding is added then.
 * Inputs are borrowed and not looked into: who reads them back checks them.
 */
bool wire_unpack(struct str bytes, struct diags *ds, struct str *inputs,
    struct build_summary *summary);

#endif
