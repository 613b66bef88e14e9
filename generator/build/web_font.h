/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The faces of the site: subsets of Andika as woff2, made by woff2_compress
 * (package woff2) as a child process. That takes some tenths of a second, so it
 * goes on beside everything else, and the result is kept in the cache under
 * the hash of what it was made from.
 */
#ifndef SAMPLAN_BUILD_WEB_FONT_H
#define SAMPLAN_BUILD_WEB_FONT_H

#include "build/options.h"
#include "build/tool.h"
#include "diag/diag.h"
#include "model/font.h"

/* In CACHE_FOLDER. The site's worker writes there when it is confined, too. */
#define WEB_FONT_FOLDER "fonts"

struct web_font {
	struct str bytes; /* woff2, in the arena; empty: not yet, or failed */
	const char *kept; /* its file */
	/* While it is made: the tool, what it reads and what it writes. */
	struct tool tool;
	const char *ttf;
	const char *woff2;
};

/*
 * Takes the face that is kept, or begins to make it: before the worker is
 * confined, for another program does it. A finding (B04) when that is missing.
 * Without a place to write (check), nothing is made.
 */
void web_font_start(struct web_font *w, const struct build_options *o,
    struct arena *a, struct diags *ds, const char *path, const char *family);
/*
 * Waits for what was begun, if anything was, a minute at most. The bytes stay
 * empty, with a finding (B04), when the tool fails.
 */
void web_font_end(struct web_font *w, const struct build_options *o,
    struct arena *a, struct diags *ds);

#endif
