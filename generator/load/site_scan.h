/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which pages there are: a sorted walk through a folder of content/, names to
 * sections, orders, addresses and reading levels. No file is opened.
 */
#ifndef SAMPLAN_LOAD_SITE_SCAN_H
#define SAMPLAN_LOAD_SITE_SCAN_H

#include "diag/diag.h"
#include "fs/fs.h"
#include "model/site.h"

enum {
	SCAN_DEPTH = 12, /* sections inside each other */
	SCAN_PAGES = 50000,
	ORDER_LAST = 1000000 /* of names without a number */
};

struct scan {
	struct arena *a;
	struct diags *ds;
	struct fs *fs;
	const char *root;
	struct page_list pages; /* found so far, with file, key and so on */
	size_t dropped;         /* above SCAN_PAGES */
};

/*
 * Walks content/KEY (key "sidor", "policy/2026-11"). NULL when the folder is
 * not there. Pages are not yet part of their sections: see site_arrange.
 */
struct section *
scan_folder(struct scan *s, struct str key, struct revision *revision);
/* Shown name of a path: control characters and broken bytes as "?". */
struct str scan_shown(struct arena *a, struct str path);

#endif
