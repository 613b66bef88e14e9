/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The faces of the site: subsets of Andika as woff2, made by woff2_compress
 * (package woff2) as a child process. That takes half a second, so the result
 * is kept in OUTPUT/.cache under the hash of what it was made from.
 */
#ifndef SAMPLAN_BUILD_WEB_FONT_H
#define SAMPLAN_BUILD_WEB_FONT_H

#include "build/options.h"
#include "diag/diag.h"
#include "model/font.h"

/*
 * The woff2 bytes of a face, in the arena. Empty with a finding (B04) when the
 * tool is missing or fails. Without a place to write (check), nothing is made.
 */
struct str web_font(const struct build_options *o, struct arena *a,
    struct diags *ds, const char *path, const char *family);

#endif
