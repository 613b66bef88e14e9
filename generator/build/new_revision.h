/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan new revision 2027-11`: copies the revision in force to a folder of
 * its own, with a revision.yaml that nobody has decided, and says what is to
 * be done in it. The folder comes into being whole: it is filled under a name
 * that no build looks at, brought to the disk and renamed.
 */
#ifndef SAMPLAN_BUILD_NEW_REVISION_H
#define SAMPLAN_BUILD_NEW_REVISION_H

#include "build/options.h"
#include "diag/diag.h"

void build_new_revision(const struct build_options *o, struct str name,
    struct diags *ds, struct sb *out);

#endif
