/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How fast the readability checks are: megabytes of text a second on one
 * core, with all checks of easy read on.
 *
 *	bench_text FILE [MEGABYTES [K]]
 *	bench_text --site ROOT [MEGABYTES]
 *
 * K is klarspråk, else lättläst. FILE is Markdown (or any text), repeated until
 * the amount is reached. Prints a line of each of: splitting, words, all
 * checks. With --site all pages of a site are read with its own glossary and
 * word table, each at its level; what counts is their Markdown without front
 * matter.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../unit/aid_text.h"
#include "fs/fs.h"
#include "load/site.h"
#include "text/sentence.h"
#include "text/words.h"

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
say(const char *what, double bytes, double seconds)
{
	printf("# figure: %s %.0f MB/s\n", what, bytes / 1e6 / seconds);
}

static size_t
split(struct str text)
{
	struct str sentence;
	size_t n = 0;

	while (sentence_next(&text, &sentence))
		n++;
	return n;
}

static void
forget(struct diags *ds)
{
	ds->count = 0;
	for (size_t i = 0; i < ds->sources.count; i++)
		ds->sources.items[i].found = 0;
}

/* All pages, again and again; one at a time, as a build reads them. */
static void
pages_of(const struct site *site, const struct readability *rules,
    struct diags *ds, double wanted)
{
	double bytes = 0, start = now();
	size_t found = 0, rounds = 0;

	for (; bytes < wanted; rounds++) {
		for (size_t i = 0; i < site->pages.count; i++) {
			const struct page *p = site->pages.items[i];
			struct arena a = { 0 };

			if (p->variant == VARIANT_ENGLISH || p->doc == NULL)
				continue;
			check_readability(&a, rules, p, ds);
			bytes += p->body.len;
			arena_release(&a);
			found += ds->count;
			forget(ds);
		}
		arena_reset(&ds->arena);
	}
	say("all checks, pages of the site", bytes, now() - start);
	printf("# result: %zu pages, %.0f bytes and %zu findings a round\n",
	    site->pages.count, bytes / (double)rounds, found / rounds);
}

static int
whole_site(const char *root, double wanted)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct site site = { 0 };

	if (!site_load(&site, &a, &ds, fs_disk(), root))
		return 1;
	pages_of(&site, readability_new(&a, &site, &ds), &ds, wanted);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena files = { 0 };
	struct aid aid;
	struct str text;
	struct page *page;
	size_t times, found = 0, sentences = 0;
	double start, bytes;

	if (argc < 2)
		return 2;
	if (strcmp(argv[1], "--site") == 0)
		return argc < 3 ? 2
				: whole_site(argv[2],
				      (argc > 3 ? atof(argv[3]) : 20) * 1e6);
	text = aid_file(&files, argv[1]);
	times =
	    (size_t)((argc > 2 ? atof(argv[2]) : 50) * 1e6 / (double)text.n);
	bytes = (double)times * (double)text.n;
	aid_open(&aid);
	start = now();
	for (size_t i = 0; i < times; i++)
		sentences += split(text);
	say("sentences", bytes, now() - start);
	start = now();
	for (size_t i = 0; i < times; i++) {
		struct text_measure m = { 0 };

		measure_text(&m, text);
		sentences += m.words > 0;
	}
	say("words and LIX", bytes, now() - start);
	page = aid_page(&aid, argc > 3 ? VARIANT_PLAIN : VARIANT_EASY, text);
	start = now();
	for (size_t i = 0; i < times; i++) {
		aid.ds.count = 0;
		arena_reset(&aid.ds.arena);
		aid.ds.sources.items[page->source].found = 0;
		check_readability(&files, aid.readability, page, &aid.ds);
		found += aid.ds.count;
	}
	say(argc > 3 ? "all checks, klarspråk" : "all checks, lättläst", bytes,
	    now() - start);
	printf("# result: %zu sentences, %zu findings a pass\n",
	    sentences / 2 / (times ? times : 1), found / (times ? times : 1));
	aid_close(&aid);
	arena_release(&files);
	return 0;
}
