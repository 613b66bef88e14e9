/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All that one plan file gives to the rest of the run: findings, its row of the
 * overview, which folder it has, which documents were made, and what has to be
 * said when they go. As bytes it comes from the process that made it, and is
 * kept for the next run (plan_store.h).
 */
#ifndef SAMPLAN_BUILD_PLAN_RECORD_H
#define SAMPLAN_BUILD_PLAN_RECORD_H

#include "build/pack.h"
#include "compose/status.h"
#include "load/plan.h"
#include "write/shelf.h"

/* Why documents of a plan go, if they do: its consent. */
struct plan_ended {
	bool consent;   /* the consent gate is closed, and no other before it */
	bool withdrawn; /* else it ended, or is not whole */
	date_t day;     /* taken back on, or the last day; or DATE_NONE */
	struct str services; /* names, as a row of words; may be empty */
	struct place place;
};

struct plan_record {
	struct hash128 content; /* of the file */
	int lost; /* errno value: the file could not be read; else 0 */
	int err;  /* of the disk, while documents were written */
	bool readable;
	/* Made as a plan whose folder an earlier file has: without documents. */
	bool taken;
	/* Another process has the folder: nothing else of this record counts. */
	bool contested;
	uint64_t owner; /* hash of the folded plan id; 0: none */
	struct plan_folder folder;
	struct str revision; /* of the policy, for the journal */
	struct plan_ended ended;
	struct status_row row;
	struct shelf_document *documents;
	size_t count;
	size_t dropped; /* findings above the limits */
	size_t found;
	size_t found_swedish;
	struct str findings; /* packed */
	struct str swedish;  /* the same in Swedish, for the overview */
};

/* Findings are taken from ds and swedish instead of the record. */
void plan_record_pack(struct sb *out, const struct plan_record *r,
    const struct diags *ds, const struct diags *swedish);
/* One that was unpacked, with what is in it now. */
void plan_record_pack_again(struct sb *out, const struct plan_record *r);
/* Texts are borrowed from the bytes; false when they are no record. */
bool
plan_record_unpack(struct str bytes, struct arena *a, struct plan_record *r);

/* The one that all plan ids share that mean the same folder; never 0. */
uint64_t plan_owner(struct str plan_id);
/* Why documents would go; the source of the plan must still be there. */
struct plan_ended plan_ended_of(
    struct arena *a, struct diags *ds, const struct plan *p, date_t today);

#endif
