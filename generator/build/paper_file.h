/* SPDX-License-Identifier: EUPL-1.2 */
/* One sheet to a PDF file that somebody asked for, whole or not at all. */
#ifndef SAMPLAN_BUILD_PAPER_FILE_H
#define SAMPLAN_BUILD_PAPER_FILE_H

#include "build/options.h"
#include "diag/diag.h"
#include "model/sheet.h"

/* theme: its name, or empty. false with a finding. */
bool paper_file(const struct build_options *o, struct arena *a,
    struct diags *ds, struct str theme, const struct sheet *sheet,
    const char *path, uint32_t mode);

#endif
