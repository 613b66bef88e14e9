/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan seal REVISION`: keeps the hashes of a decided revision in
 * content/arkiv.yaml, so that a later change of the archive is a finding. A
 * seal that is there is changed only with a reason; a revision whose folder is
 * gone is noted as removed on purpose, with a reason too. The file is written
 * whole or stays as it was.
 */
#ifndef SAMPLAN_BUILD_SEAL_PART_H
#define SAMPLAN_BUILD_SEAL_PART_H

#include "build/options.h"
#include "diag/diag.h"

/* reason may be NULL. What was done is appended to out. */
void build_seal(const struct build_options *o, struct str revision,
    const char *reason, struct diags *ds, struct sb *out);

#endif
