/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Differences between two revisions of the policy: pages matched by id, then
 * address, earlier address and likeness; units aligned by what is equal and
 * unique, then by likeness; changed units compared word by word. Time is bound
 * for any input: what would cost too much is given as taken out and put in.
 * Nothing fails; the result lies in the arena and borrows from the site.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_H
#define SAMPLAN_COMPOSE_DIFF_H

#include "base/hash.h"
#include "base/sb.h"
#include "model/diff.h"

/* Numbers for tokens, shared by the two sides of a comparison. */
struct diff_words;

/* Lives in the arena, but for a buffer that diff_words_end gives back. */
struct diff_words *diff_words_new(struct arena *a);
void diff_words_end(struct diff_words *words);
/* The units of a page as its reader sees it. */
void diff_text_take(struct arena *a, struct diff_words *words,
    const struct page *p, struct diff_text *out);
/* The parts between old_text and new_text of the level. */
void diff_level_compare(struct arena *a, struct diff_level *level);
/* Adds the figures, dates and laws that differ. */
void diff_level_facts(struct arena *a, const struct diff_page *page,
    enum variant v, struct diff_facts *out);

/* Two revisions; their pages must have their documents. */
struct diff *diff_revisions(struct arena *a, const struct site *site,
    const struct revision *before, const struct revision *after);
/* The page of the difference that p (of either side) belongs to, or NULL. */
const struct diff_page *
diff_page_of(const struct diff *d, const struct page *p);

/*
 * What comes out when the parts are applied to the old text: only old units,
 * runs and inserted tokens are used. Equal to the new text, or a bug.
 */
void diff_apply(
    struct arena *a, const struct diff_level *level, struct diff_text *out);
bool diff_text_eq(const struct diff_text *a, const struct diff_text *b);

/*
 * The pages whose documents diff_revisions will read: not those that stand in
 * both revisions with the same text, as far as that is known (text_hash).
 */
void diff_reads(struct arena *a, const struct site *site,
    const struct revision *before, const struct revision *after,
    struct page_list *out);

/*
 * A hash of what the reader sees: title, summary and body, wherever its lines
 * break. The same in every run and on every machine; never 0. It is what the
 * page says about itself, or read from its document.
 */
uint64_t page_text_hash(const struct page *p);
uint64_t page_text_hash_read(const struct page *p);
/* "modellen/kallelse" of an address or alias as people write them. */
struct str address_bare(struct str s);

/*
 * Whether runs i and i + 1 take out and put in the same letters: only how they
 * look, or where they lead, is another.
 */
bool diff_run_looks(const struct diff_part *p, size_t i);
/* A unit's text on one line, without its marks. */
void diff_unit_text(const struct diff_unit *u, struct sb *out);
void
diff_tokens_text(const struct diff_token *tokens, size_t count, struct sb *out);

#endif
