/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A stable part of the plans, for job arrays: `--shard K/N` makes what is new of
 * its plans into OUTPUT/.plans.shard-K-of-N, beside what readers see and beside
 * the other shards, of which several may run at once. `--merge-shards` takes
 * the records and documents of all of them over as if its own processes had
 * made them; then the folders of the shards are gone.
 *
 * A shard has no overview and no journal, and does not see plans of the same
 * id in other shards: all that is the merge's.
 */
#ifndef SAMPLAN_BUILD_PLAN_SHARD_H
#define SAMPLAN_BUILD_PLAN_SHARD_H

#include "build/options.h"
#include "diag/diag.h"

struct plan_run;

/* Whether the run makes one of several shards. */
bool plan_sharded(const struct build_options *o);
/* Whether a plan file belongs to the shard of the run. */
bool plan_shard_wants(const struct build_options *o, struct str file);
/* The folder that the shard is made in. */
const char *plan_shard_folder(struct arena *a, const struct build_options *o);

/* That of a shard that is finished. */
const char *plan_shard_made(
    struct arena *a, const struct build_options *o, int shard, int shards);

/* For who starts the worker: the lock, the folder; 0 or an errno value. */
int plan_shard_begin(const struct build_options *o, int *lock);
/* The shard that the worker finished takes the place of an earlier one. */
int plan_shard_end(const struct build_options *o);
/* After the merge: the shards go. */
int plan_shards_remove(const struct build_options *o);
/* How many; 0 with a finding when one is missing or still being made. */
int plan_shards_there(const struct build_options *o, struct diags *ds);

/* In the worker: the records of the run, as the last file of the shard. */
void plan_shard_write(struct plan_run *r);
/* In the worker of the merge: what the shards say of the items. */
void plan_shards_read(struct plan_run *r);
/* After folders are settled: documents of the shards come into the tree. */
void plan_shards_take(struct plan_run *r);

#endif
