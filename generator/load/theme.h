/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A theme from disk: theme.yaml, templates, assets and pictograms of the
 * theme and of all that it extends, merged so that the nearest one counts.
 * A theme NAME is looked for in ROOT/themes/NAME, then in SYSTEM/NAME.
 */
#ifndef SAMPLAN_LOAD_THEME_H
#define SAMPLAN_LOAD_THEME_H

#include "diag/diag.h"
#include "fs/fs.h"
#include "model/theme.h"

/*
 * False when the theme cannot be used at all; the rest is findings and a
 * partial theme. system_dir may be NULL. Texts live in the arena, so sources
 * may stay registered as long as it does.
 */
bool theme_load(struct theme *t, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root, struct str name, const char *system_dir);

#endif
