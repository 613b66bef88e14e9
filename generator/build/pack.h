/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers, texts and findings as bytes: for the pipes between our own
 * processes, and for records that one run keeps for the next on the same
 * machine. Not a format for others: it changes with the program.
 *
 * Taking never trusts a length beyond what is there. After the first thing
 * that does not fit, bad is set, and everything taken is empty.
 */
#ifndef SAMPLAN_BUILD_PACK_H
#define SAMPLAN_BUILD_PACK_H

#include "base/hash.h"
#include "diag/diag.h"

struct unpack {
	struct str in; /* what is left */
	bool bad;
};

/* A small number is a short one; what is spread evenly, as keys, goes whole. */
void pack_number(struct sb *out, uint64_t n);
void pack_whole(struct sb *out, uint64_t n);
void pack_text(struct sb *out, struct str s);
void pack_hash(struct sb *out, struct hash128 h);
void pack_real(struct sb *out, double d);
/* before: the finding that was packed just before it, or NULL. */
void pack_finding(
    struct sb *out, const struct finding *f, const struct finding *before);
/* All from item first on, with their count. */
void pack_findings(struct sb *out, const struct diags *ds, size_t first);

uint64_t unpack_number(struct unpack *u);
uint64_t unpack_whole(struct unpack *u);
/* Exactly so many; zeros after something bad. */
void unpack_bytes(struct unpack *u, void *to, size_t n);
/* Borrowed from the bytes. */
struct str unpack_text(struct unpack *u);
struct hash128 unpack_hash(struct unpack *u);
double unpack_real(struct unpack *u);
/*
 * false when the bytes are no finding. Texts are borrowed. *f is the finding
 * that was taken just before, or empty.
 */
bool unpack_finding(struct unpack *u, struct finding *f);
/* Adds them to ds; after a bad one, none of them. */
void unpack_findings(struct unpack *u, struct diags *ds);

/*
 * A record: a name with its version, a body, and a hash over both in the end.
 * seal appends the hash; open gives the body, or false for anything torn,
 * damaged or of another version.
 */
void pack_begin(struct sb *out, const char *name);
void pack_seal(struct sb *out);
bool pack_open(struct str bytes, const char *name, struct unpack *u);

#endif
