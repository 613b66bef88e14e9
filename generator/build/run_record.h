/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shortest build: nothing changed. OUTPUT/.cache/run keeps what the last
 * whole run was asked, what it read, what it found and which output it left.
 * When all of that is as it was, its findings are given again and no worker
 * is started.
 *
 * It holds findings about plans, so only its owner may read it. A record that
 * is lost, torn, old or of another program costs a build and nothing else.
 */
#ifndef SAMPLAN_BUILD_RUN_RECORD_H
#define SAMPLAN_BUILD_RUN_RECORD_H

#include "build/inputs.h"
#include "build/options.h"

#define CACHE_FOLDER ".cache"

/* The program itself: another one says and makes other things. */
struct hash128 program_hash(const struct build_options *o);
/* The program itself, its language, its folders and the day. */
struct hash128 program_key(const struct build_options *o);

/*
 * Gives the findings and counts again; false: it has to be built. What the last
 * run read, and what the disk says of it now, is added to seen.
 */
bool run_record_replay(const struct build_options *o, struct diags *ds,
    struct build_summary *summary, struct inputs *seen);
/* Of a run whose parts all came to their end: what each read, packed. */
void run_record_write(const struct build_options *o, const struct str *inputs,
    size_t parts, const struct diags *ds, const struct build_summary *summary);
/*
 * What the last whole run looked at that is not as it was, up to most of them,
 * in the arena. false: nothing is known of a run like this one.
 */
bool run_record_changes(const struct build_options *o, struct arena *a,
    size_t most, struct str **changed, size_t *count);
void run_record_forget(const struct build_options *o);

#endif
