/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the user asked for, decided once by cli/ and const from then on. Every
 * input that is not a file enters here: the date, the folders, the limits.
 */
#ifndef SAMPLAN_BUILD_OPTIONS_H
#define SAMPLAN_BUILD_OPTIONS_H

#include <stdbool.h>

#include "base/date.h"
#include "fs/fs.h"

struct inputs;
struct leak_link;
struct protect_wish;
struct plan_before;
struct resident_link;
struct worker_self;

/* How far a part of the run is. */
struct build_state {
	const char *name; /* "plans" */
	size_t done;
	size_t total; /* 0: not known yet */
	bool over;
};

/* Somebody who looks on while workers run, and may end the run. */
struct build_progress {
	/* A few times a second, and once when all of them have ended. */
	void (*show)(void *arg, const struct build_state *parts, size_t count);
	void *arg;
	int signals; /* a signalfd; readable: end the run. -1: none */
	/* More important work; one of them readable: end the run. */
	const int *others;
	size_t other_count; /* 2 at most */
	/* NULL, or what goes on beside the run whenever guest is readable. */
	void (*serve)(void *arg);
	int guest;
};

enum { SHARDS_MOST = 4096, SHARDS_ALL = -1 };

struct build_options {
	struct fs *fs;
	const char *root;  /* holds content/ themes/ plans/ */
	const char *plans; /* folder of plan files */
	bool plans_given;  /* and not the one of the root */
	const char *output;
	const char *data; /* installed themes lie in DATA/themes */
	date_t today;
	int64_t now; /* seconds since 1970, for the journal only */
	bool site;
	bool plan_documents;
	bool write; /* false: check only */
	/*
	 * Somebody waits for the page: the policy book and the report for
	 * editors stay as they are, and nothing waits for the disk. A whole
	 * build comes after it.
	 */
	bool sketch;
	/* explain FILE: said of this file only, and nothing is made. */
	struct str explain;
	const struct str *explain_changed; /* inputs that changed, as shown */
	size_t explain_changed_count;
	bool remember; /* a run for itself: nothing changed is soon said */
	bool fhir;
	const struct protect_wish *protect; /* copies; NULL: none */
	/*
	 * check FILE…: only these, as findings name them (relative to the
	 * root) or, outside the root, as they were given. NULL: everything.
	 */
	const struct str *only;
	size_t only_count;
	date_t closed_before; /* a plan closed before it is told; DATE_NONE */
	bool verbose;
	int jobs;
	int shard;  /* 1..shards */
	int shards; /* 1: all */
	int merge;  /* shards to put together; SHARDS_ALL; 0: none */
	const struct leak_link *leak; /* guard of the site; NULL: none */
	const struct resident_link *resident; /* it stays; NULL: it ends */
	/* Plan files and what is known of them, seen before workers started. */
	const struct plan_before *before; /* NULL: not looked at */
	/* What the last run read, with what the disk says of it now. */
	const struct inputs *seen; /* NULL: not looked at */
	struct worker_self *self;  /* in a worker; NULL: in the program */
	const struct build_progress *progress; /* NULL: nobody looks on */
	bool patient; /* nobody waits for it: other processes go first */
};

/* Whether the run is about this file. */
bool build_wants(const struct build_options *o, struct str file);

struct build_summary {
	size_t pages;
	size_t plans;
	size_t documents;
	size_t removed;
	size_t protected_copies;
	bool site_changed;
	bool only_styles; /* nothing of the site but style sheets */
	bool plans_changed;
	int interrupted; /* the signal that ended the run; 0: none did */
};

#endif
