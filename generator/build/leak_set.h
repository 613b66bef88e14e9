/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is guarded of all plans: their ids, telephone numbers and addresses,
 * the names of the person, of relatives and of representatives, and every run
 * of five words that somebody said. Kept as hashes, so that 20,000 plans fit
 * and nothing of them can be printed by mistake; a value remembers only its
 * kind, its plan file and its line.
 *
 * Order of use: begin, allow, plan and raw as often as wanted, close, find.
 */
#ifndef SAMPLAN_BUILD_LEAK_SET_H
#define SAMPLAN_BUILD_LEAK_SET_H

#include <stdint.h>

#include "base/arena.h"
#include "build/leak_words.h"
#include "diag/source.h"
#include "model/plan.h"
#include "model/site.h"

enum leak_kind {
	LEAK_PLAN_ID,
	LEAK_NAME,
	LEAK_PHONE,
	LEAK_EMAIL,
	LEAK_OWN_WORDS
};

struct leak_value {
	enum leak_kind kind;
	uint32_t file;
	uint32_t line;  /* in that file */
	uint32_t shown; /* places told so far */
};

struct leak_entry {
	uint64_t key;
	uint32_t value;
};

struct leak_set {
	struct arena arena;
	struct leak_value *values; /* value 0: allowed */
	size_t count;
	size_t cap;
	struct str *files;
	size_t file_count;
	size_t file_cap;
	struct str *contacts; /* names that the content declares */
	size_t contact_count;
	size_t contact_cap;
	struct sb entries; /* of struct leak_entry, until closed */
	uint64_t *keys;    /* a power of two slots; 0: free */
	uint32_t *slots;
	uint64_t *filter; /* two bits a key, to say no fast */
	size_t slot_count;
	uint64_t filter_bits;
	uint32_t name_lengths; /* bit n: some name has n words */
	uint32_t id_lengths;
};

void leak_set_begin(struct leak_set *s);
/* What the content itself declares; before any plan. */
void leak_set_allow(struct leak_set *s, const struct site_config *config);
void leak_set_plan(
    struct leak_set *s, struct sources *sources, const struct plan *p);
/*
 * A file that is no plan yet, because something in it is wrong: by the names of
 * the keys, whatever stands between them. The text is UTF-8 in NFC.
 */
void leak_set_raw(struct leak_set *s, struct str file, struct str text);
/* What both are made of: of this file, this value, guarded by this text. */
void leak_set_file(struct leak_set *s, struct str name);
uint32_t leak_set_value(struct leak_set *s, enum leak_kind kind, uint32_t line);
void leak_set_add(
    struct leak_set *s, enum leak_kind kind, struct str text, uint32_t value);
void leak_set_key(struct leak_set *s, uint64_t key, uint32_t value);
/*
 * What a set holds of one plan, as bytes, before it is closed; and into another
 * set, as values of the file, without what is in old (the same of an earlier
 * state of the plan, or empty). Take gives false when they are no such bytes,
 * and counts what it took.
 */
void leak_set_pack(const struct leak_set *s, struct sb *out);
bool leak_set_take(struct leak_set *s, struct str file, struct str bytes,
    struct str old, size_t *taken);
void leak_set_close(struct leak_set *s);
void leak_set_release(struct leak_set *s);

/* Keys of what is looked for. */
uint64_t leak_name_key(uint64_t run, size_t words);
uint64_t leak_id_key(uint64_t run, size_t words);
/* Of one with spaces in the place of its hyphens. */
uint64_t leak_spaced_id_key(uint64_t run, size_t words);
uint64_t leak_own_key(uint64_t run);
uint64_t leak_phone_key(uint64_t phone);
uint64_t leak_email_key(uint64_t address);
/* The value with this key; 0: none, or one that is allowed. */
uint32_t leak_set_find(const struct leak_set *s, uint64_t key);

#endif
