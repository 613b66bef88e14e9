/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A tree of output (tree.h) that one process keeps open and changes again and
 * again, a few files at a time. What the two folders hold is known here, so a
 * change costs what it changes and not what there is: what the spare lacks
 * since the last change is linked, what is new is written, and the two change
 * places.
 *
 * Meanwhile the manifests on the disk say only that the tree is held: whoever
 * builds after a kill takes both folders for unknown and makes all of it.
 * held_settle writes them. Somebody else who changed the tree is noticed.
 *
 * Calls give 0 or an errno value; ESTALE: the tree is not as it was left.
 */
#ifndef SAMPLAN_WRITE_HELD_H
#define SAMPLAN_WRITE_HELD_H

#include "write/tree.h"

struct held;

/* Reads what the last build left; ESTALE when that is not known. */
int held_open(struct held **out, struct arena *a, struct fs *fs,
    const struct tree_options *options);
/* Names and bytes of what readers see, as tree_after. Goes through all. */
struct hash128 held_identity(struct held *h);
bool held_has(const struct held *h, struct str path);

/*
 * One change: begin, any of put and remove, then commit or abandon. When a
 * build was published after the manifests were written, begin reads them anew
 * (*anew), and held_kept says whether readers see a file as before that.
 */
int held_begin(struct held *h, bool *anew);
bool held_kept(const struct held *h, struct str path);
int held_put(struct held *h, struct str path, struct str bytes);
int held_remove(struct held *h, struct str path);
int held_commit(struct held *h, struct tree_result *result);
/* Nothing of the change stays, in either folder. */
int held_abandon(struct held *h);

/* The manifests are written: any build can go on from here. */
int held_settle(struct held *h);
/* Gives back what does not lie in the arena; the disk stays as it is. */
void held_close(struct held *h);

#endif
