/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_measures.h"

#include "build/pack.h"

/* What the overview needs of every page; texts are kept apart. */
struct str
figures_keep(struct arena *a, const struct page_measures *m)
{
	struct sb out = { 0 };
	struct str kept;

	pack_number(&out, m->measured);
	pack_number(&out, m->sentences);
	pack_number(&out, m->words);
	pack_number(&out, m->long_words);
	pack_number(&out, m->longest);
	pack_real(&out, m->lix);
	pack_real(&out, m->mean);
	pack_real(&out, m->long_share);
	pack_real(&out, m->lix_without_names);
	pack_real(&out, m->a4_pages);
	pack_number(&out, m->passive);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		pack_number(&out, m->findings[i]);
	pack_number(&out, m->testers);
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

struct str
texts_keep(struct arena *a, const struct page_measures *m)
{
	struct sb out = { 0 };
	struct str kept;

	pack_number(&out, m->hardest_count);
	for (size_t i = 0; i < m->hardest_count; i++) {
		pack_text(&out, m->hardest[i].text);
		pack_number(&out, m->hardest[i].line);
		pack_number(&out, m->hardest[i].words);
		pack_real(&out, m->hardest[i].lix);
	}
	pack_number(&out, m->allowed_count);
	for (size_t i = 0; i < m->allowed_count; i++) {
		pack_number(&out, (uint64_t)m->allowed[i].code);
		pack_text(&out, m->allowed[i].reason);
		pack_number(&out, m->allowed[i].line);
		pack_number(&out, m->allowed[i].used);
	}
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

static void
take_allowed(struct unpack *u, struct arena *a, struct page_measures *m)
{
	uint64_t count = unpack_number(u);

	if (u->bad || count > u->in.n)
		return;
	m->allowed = arena_array(a, struct allowed, (size_t)count + 1);
	m->allowed_count = (size_t)count;
	for (size_t i = 0; i < count; i++) {
		uint64_t code = unpack_number(u);

		m->allowed[i].code =
		    (enum diag_code)(code < DIAG_COUNT ? code : 0);
		m->allowed[i].reason = unpack_text(u);
		m->allowed[i].line = (uint32_t)unpack_number(u);
		m->allowed[i].used = unpack_number(u);
	}
}

struct page_measures *
figures_take(struct arena *a, struct str kept)
{
	struct page_measures *m = arena_new(a, struct page_measures);
	struct unpack u = { .in = kept };

	m->measured = unpack_number(&u) != 0;
	m->sentences = unpack_number(&u);
	m->words = unpack_number(&u);
	m->long_words = unpack_number(&u);
	m->longest = unpack_number(&u);
	m->lix = unpack_real(&u);
	m->mean = unpack_real(&u);
	m->long_share = unpack_real(&u);
	m->lix_without_names = unpack_real(&u);
	m->a4_pages = unpack_real(&u);
	m->passive = unpack_number(&u);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		m->findings[i] = unpack_number(&u);
	m->testers = unpack_number(&u);
	return m;
}

/* They are borrowed from what was kept. */
void
texts_take(struct arena *a, struct str kept, struct page_measures *m)
{
	struct unpack u = { .in = kept };

	m->hardest_count = unpack_number(&u);
	if (m->hardest_count > HARDEST)
		m->hardest_count = 0;
	for (size_t i = 0; i < m->hardest_count; i++) {
		m->hardest[i].text = unpack_text(&u);
		m->hardest[i].line = (uint32_t)unpack_number(&u);
		m->hardest[i].words = unpack_number(&u);
		m->hardest[i].lix = unpack_real(&u);
	}
	take_allowed(&u, a, m);
}
