/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is kept of all plans for the next run, in OUTPUT/.cache/plans: an index
 * with what decides whether a plan has to be made again, and the records
 * (plan_record.h) in parts, the same parts as those of the tree (shelf.h). A
 * part is opened when something in it changed or is to be said again.
 *
 * It tells about people, so only its owner may read it. Every file ends with a
 * hash, and the index has the hash of each part: what is lost, torn, damaged
 * or of another program counts as not there, and costs time only.
 */
#ifndef SAMPLAN_BUILD_PLAN_STORE_H
#define SAMPLAN_BUILD_PLAN_STORE_H

#include "build/drawer.h"
#include "build/inputs.h"
#include "build/options.h"
#include "build/plan_record.h"

/* A folder as it was left: another time or inode, and somebody was there. */
struct plan_sight {
	int64_t mtime;
	int64_t ctime;
	uint64_t inode;
	bool sure; /* what came later would have another time */
};

struct plan_known {
	struct str file;
	struct fs_stat st;
	bool sure; /* of the stat, in the same sense */
	bool lost; /* it could not be read or made; its documents stayed */
	struct hash128 content;
	uint64_t owner; /* as in the record */
	struct str plan_id;
	struct str revision;
	bool readable;
	bool taken;
	/* Of its row: enough to put it in order and to count it. */
	bool closed;
	size_t errors;
	enum status_step step;
	date_t due;
	size_t documents;
	size_t dropped;  /* findings above the limits */
	struct str said; /* packed findings, in the language of the run */
	struct plan_sight live;
	struct plan_sight spare;
};

/* One more part: records of those that the first page shows, again. */
enum { PLAN_PART_FIRST = SHELF_PARTS, PLAN_PARTS };

struct plan_store {
	struct arena arena;
	struct drawer drawer;
	struct sb index;  /* texts of the items lie in it */
	bool whole;       /* it could be read */
	struct str asked; /* program, day, options: plan_asked_pack */
	int64_t made;
	struct inputs inputs; /* theme, policy, faces */
	struct hash128 live;  /* the trees that the sights are of */
	struct hash128 spare;
	size_t pages;    /* of the overview; 0: one */
	struct str said; /* packed findings of the theme */
	struct drawer_part parts[PLAN_PARTS];
	struct plan_known *items; /* by file name */
	size_t count;
	size_t cap;
};

/* Besides files, all that records depend on. */
struct plan_asked {
	struct hash128 program;
	struct hash128 places; /* root, themes, plans */
	struct str language;
	date_t today;
	date_t closed_before;
	bool fhir;
};

void plan_asked_pack(struct sb *out, const struct build_options *o);
/* Of the last run; false when nothing is kept. Texts are borrowed. */
bool plan_asked_before(const struct plan_store *s, struct plan_asked *asked);
struct plan_asked plan_asked_now(const struct build_options *o);

/* The part that a plan file belongs to. */
unsigned plan_store_part(struct str file);
/* Reads the index; s->whole says whether there is one. Never fails. */
void plan_store_open(struct plan_store *s, struct fs *fs, const char *output);
void plan_store_close(struct plan_store *s);
const struct plan_known *
plan_store_find(const struct plan_store *s, struct str file);

/* The index from what s holds now. */
int plan_store_write(struct plan_store *s);
/* A time of this disk that is later than all that was done before. */
int plan_store_clock(struct plan_store *s, int64_t *now);
/* Counts the runs, to look at another part of the output each time. */
uint64_t plan_store_turn(struct plan_store *s, bool write);
/* It is not to be believed any more. */
void plan_store_forget(struct plan_store *s);

#endif
