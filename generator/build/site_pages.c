/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_pages.h"

#include "build/pool.h"
#include "build/site_made.h"
#include "build/worker.h"
#include "diag/msg.h"

/* So many pages, or outputs, does a process take in one go. */
enum { PAGES = 32, OUTPUTS = 8 };
/* From few outputs a process takes one by one: a list of all pages is long. */
enum { FEW_FROM = 16, FEW_TO = 128 };

/* Its finding is an error: the site stays as it was. */
static void
lose_piece(void *arg, size_t piece)
{
	(void)arg;
	(void)piece;
}

/* --- pages ---------------------------------------------------------------- */

struct pass {
	struct maker maker;
	bool check;
	bool make;
	struct arena docs; /* of the pages of one piece */
	struct arena said; /* and of what is found in them */
	struct sb words;
	struct search_reader *reader;
	/* The outputs of each page, as a chain: number + 1, 0 ends it. */
	size_t *first; /* by page->number */
	size_t *next;  /* by output */
};

static struct page_list
pages_of(const struct pass *p, size_t piece)
{
	const struct page_list *all = &p->maker.job->site.pages;
	size_t from = piece * PAGES;

	return (struct page_list){ .items = all->items + from,
		.count =
		    all->count - from < PAGES ? all->count - from : PAGES };
}

static struct str
page_file(void *arg, size_t piece)
{
	return pages_of(arg, piece).items[0]->file;
}

/*
 * What is done with a page, stage by stage; each has two sides. A process
 * takes one stage with all pages of a piece before the next: what the stage
 * needs (words, templates) stays near the processor meanwhile.
 */
struct stage {
	void (*pack)(struct pass *p, struct page *page, struct sb *out);
	void (*take)(struct pass *p, struct page *page, struct unpack *u);
};

static void
pack_checks(struct pass *p, struct page *page, struct sb *out)
{
	memory_pack_page(&p->maker.job->memory, page, &p->docs, out);
}

static void
take_checks(struct pass *p, struct page *page, struct unpack *u)
{
	memory_take_page(&p->maker.job->memory, page, u);
}

static void
pack_reading(struct pass *p, struct page *page, struct sb *out)
{
	text_part_read(&p->maker.job->texts, page, out);
}

static void
take_reading(struct pass *p, struct page *page, struct unpack *u)
{
	text_part_take(&p->maker.job->texts, page, u);
}

static void
pack_outputs(struct pass *p, struct page *page, struct sb *out)
{
	for (size_t e = p->first[page->number]; e; e = p->next[e - 1])
		maker_make(&p->maker, e - 1, out);
}

static void
take_outputs(struct pass *p, struct page *page, struct unpack *u)
{
	for (size_t e = p->first[page->number]; e; e = p->next[e - 1])
		maker_take(&p->maker, e - 1, u);
}

static void
pack_words(struct pass *p, struct page *page, struct sb *out)
{
	if (!p->reader)
		p->reader = search_reader_new(p->maker.job->passing);
	sb_reset(&p->words);
	search_read_page(p->reader, p->maker.job->view, page, &p->words);
	pack_text(out, sb_view(&p->words));
}

static void
take_words(struct pass *p, struct page *page, struct unpack *u)
{
	struct site_job *j = p->maker.job;

	site_view_use_words(
	    j->view, page, arena_str(j->passing, unpack_text(u)));
}

static const struct stage stages[] = { { pack_checks, take_checks },
	{ pack_reading, take_reading }, { pack_outputs, take_outputs },
	{ pack_words, take_words } };

enum { STAGES = sizeof(stages) / sizeof(*stages), CHECK_STAGES = 2 };

static size_t
first_stage(const struct pass *p)
{
	return p->check ? 0 : CHECK_STAGES;
}

static size_t
end_stage(const struct pass *p)
{
	return p->make ? STAGES : CHECK_STAGES;
}

static void
swap_arenas(struct arena *a, struct arena *b)
{
	struct arena was = *a;

	*a = *b;
	*b = was;
}

/* What is found is packed at once: its texts do not pile up in this process. */
static void
make_pages(void *arg, size_t piece, struct sb *out)
{
	struct pass *p = arg;
	struct site_job *j = p->maker.job;
	struct page_list list = pages_of(p, piece);

	arena_reset(&p->docs);
	arena_reset(&p->said);
	swap_arenas(&j->ds->arena, &p->said);
	memory_read(&j->memory, &list, &p->docs, p->check);
	for (size_t s = first_stage(p); s < end_stage(p); s++)
		for (size_t i = 0; i < list.count; i++) {
			worker_at(j->options, list.items[i]->file);
			stages[s].pack(p, list.items[i], out);
		}
	memory_forget(&j->memory, &list);
	for (size_t i = 0; i < list.count; i++)
		source_forget_places(&j->ds->sources, list.items[i]->source);
	swap_arenas(&j->ds->arena, &p->said);
}

static void
take_pages(void *arg, size_t piece, struct str bytes)
{
	struct pass *p = arg;
	struct page_list list = pages_of(p, piece);
	struct unpack u = { .in = bytes };

	for (size_t s = first_stage(p); s < end_stage(p); s++)
		for (size_t i = 0; i < list.count; i++)
			stages[s].take(p, list.items[i], &u);
	maker_taken(&p->maker);
}

/* The chains, in the order of the outputs. */
static void
share_outputs(struct pass *p)
{
	struct site_job *j = p->maker.job;
	size_t count = site_view_count(j->view);

	maker_ready(&p->maker);
	p->first = arena_array(j->passing, size_t, j->site.pages.count + 1);
	p->next = arena_array(j->passing, size_t, count + 1);
	for (size_t i = count; i > 0; i--) {
		const struct page *page = site_view_page(j->view, i - 1);

		if (!page)
			continue;
		p->next[i - 1] = p->first[page->number];
		p->first[page->number] = i;
	}
}

void
site_pages_run(struct site_job *j, bool check, bool make)
{
	struct pass p = { .maker = { .job = j, .apart = j->tree != NULL },
		.check = check,
		.make = make };
	size_t count = (j->site.pages.count + PAGES - 1) / PAGES;
	const struct pool pool = { .options = j->options,
		.title = _("site"),
		.ds = j->ds,
		.count = count,
		.total = make ? count : 0,
		.many = true,
		.arg = &p,
		.file = page_file,
		.work = make_pages,
		.take = take_pages,
		.lost = lose_piece };

	if (make)
		share_outputs(&p);
	if (j->err == 0)
		pool_run(&pool);
	search_reader_end(p.reader);
	sb_release(&p.words);
	arena_release(&p.docs);
	arena_release(&p.said);
	maker_release(&p.maker);
}

/* --- outputs, one by one -------------------------------------------------- */

struct making {
	struct maker maker;
	const size_t *entries;
	size_t count;
	size_t each; /* of a piece */
};

static size_t
end_of(const struct making *m, size_t piece)
{
	size_t end = (piece + 1) * m->each;

	return end < m->count ? end : m->count;
}

static struct str
output_file(void *arg, size_t piece)
{
	const struct making *m = arg;

	return site_view_path(m->maker.job->view, m->entries[piece * m->each]);
}

static void
make_some(void *arg, size_t piece, struct sb *out)
{
	struct making *m = arg;
	struct site_job *j = m->maker.job;

	for (size_t i = piece * m->each; i < end_of(m, piece); i++) {
		memory_load_for(&j->memory, j->view, m->entries[i]);
		maker_make(&m->maker, m->entries[i], out);
	}
}

static void
take_some(void *arg, size_t piece, struct str bytes)
{
	struct making *m = arg;
	struct unpack u = { .in = bytes };

	for (size_t i = piece * m->each; i < end_of(m, piece); i++)
		maker_take(&m->maker, m->entries[i], &u);
	maker_taken(&m->maker);
}

void
site_outputs_run(struct site_job *j, const size_t *entries, size_t count)
{
	struct making m = { .maker = { .job = j,
				.apart = j->tree && !j->memory.quick },
		.entries = entries,
		.count = count,
		.each = count >= FEW_FROM && count < FEW_TO ? 1 : OUTPUTS };
	size_t pieces = (count + m.each - 1) / m.each;
	const struct pool pool = { .options = j->options,
		.title = _("site"),
		.ds = j->ds,
		.count = pieces,
		.total = pieces,
		.arg = &m,
		.file = output_file,
		.work = make_some,
		.take = take_some,
		.lost = lose_piece };

	if (count)
		maker_ready(&m.maker);
	if (j->err == 0)
		pool_run(&pool);
	maker_release(&m.maker);
}
