/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The journal OUTPUT/.journal: what was made and removed when, from which plan
 * and revision. One line an event, no names of people. Each line ends with the
 * SHA-256 of the line and of the end of the line before it, so that a line
 * that is changed, taken out or put in breaks the chain from there on. (Who can
 * write the file can also write the whole chain anew; keep copies elsewhere.)
 *
 *	NUMBER TIME EVENT PLAN REVISION DOCUMENTS CHAIN
 */
#ifndef SAMPLAN_WRITE_JOURNAL_H
#define SAMPLAN_WRITE_JOURNAL_H

#include "base/arena.h"
#include "fs/fs.h"

#define JOURNAL_NAME ".journal"
/*
 * A folder beside it, where there is one: number and chain of the line that was
 * written last, so that lines that are cut off are missed.
 */
#define JOURNAL_END_FOLDER ".cache/journal"

struct journal_event {
	const char *what; /* "made", "removed": one word */
	struct str plan_id;
	struct str revision; /* of the policy; empty: unknown */
	size_t documents;
};

struct journal_check {
	size_t lines;     /* that are in order */
	size_t broken_at; /* number of the first bad line, from 1; 0: none */
	bool torn;        /* the last line was cut off; the next run mends it */
	size_t
	    written; /* number of the last line that was written; 0: unknown */
	bool replaced; /* lines are missing at the end, or others stand there */
};

/*
 * Adds the events at this time (seconds since 1970, UTC). A torn last line,
 * left by a crash, is cut off first. 0 or an errno value.
 */
int journal_append(struct fs *fs, const char *output, int64_t now,
    const struct journal_event *events, size_t count);
/* The number of its last line. */
int journal_count(struct fs *fs, const char *output, size_t *lines);
/*
 * Adds those of the events that do not stand, at this time, in a line after so
 * many first ones: somebody may have been stopped while adding them.
 */
int journal_append_missing(struct fs *fs, const char *output, int64_t now,
    const struct journal_event *events, size_t count, size_t lines);
/* Makes an empty one where there is none, and cuts off a torn line. */
int journal_prepare(struct fs *fs, const char *output);
/* ENOENT: there is none. */
int
journal_verify(struct fs *fs, const char *output, struct journal_check *out);

#endif
