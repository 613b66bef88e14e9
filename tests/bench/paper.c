/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How many min-plan.pdf a second, from the parsed plan to the finished bytes,
 * in one process on one core; the floor is the compression of the same streams
 * alone.
 *
 *   paper PLAN.yaml COUNT OUT.pdf            times documents
 *   paper --floor COUNT STREAM...            times the compression
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "compose/document.h"
#include "load/font.h"
#include "load/plan.h"
#include "load/theme.h"
#include "render/deflate.h"
#include "render/paper.h"

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long
memory(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss;
}

enum { STREAMS_MOST = 64 };

static int
time_floor(int count, char **paths, int n)
{
	struct deflater *d = deflater_new(PAPER_LEVEL);
	struct sb raw[STREAMS_MOST] = { { 0 } }, out = { 0 };
	size_t before = 0, after = 0;

	for (int k = 0; k < n && k < STREAMS_MOST; k++) {
		if (fs_read(fs_disk(), paths[k], 1 << 24, &raw[k]))
			return 1;
		before += raw[k].n;
	}

	double begin = seconds();

	for (int i = 0; i < count; i++) {
		after = 0;
		for (int k = 0; k < n && k < STREAMS_MOST; k++) {
			sb_reset(&out);
			deflater_add(d, sb_view(&raw[k]), &out);
			after += out.n;
		}
	}

	double time = seconds() - begin;

	printf(
	    "floor: %.0f a second, %.4f ms, %d streams of %zu bytes to %zu\n",
	    count / time, time / count * 1000, n, before, after);
	for (int k = 0; k < STREAMS_MOST; k++)
		sb_release(&raw[k]);
	sb_release(&out);
	deflater_free(d);
	return 0;
}

static int
time_documents(struct arena *a, const char *plan, int count, const char *to)
{
	struct paper_options o = { .producer = STR("samplan") };
	struct diags ds = { 0 };
	struct fonts fonts;
	struct theme theme = { 0 };
	struct sb raw = { 0 }, out = { 0 };
	struct arena one = { 0 };
	long first = 0;

	if (!theme_load(
		&theme, a, &ds, fs_disk(), ".", STR("standard"), NULL) ||
	    !fonts_open(a, fs_disk(), &ds, NULL, &fonts) ||
	    fs_read(fs_disk(), plan, 1 << 20, &raw))
		return 1;

	struct plan *p = plan_read(a, &ds, str_from(plan), sb_view(&raw));
	struct document_context cx = { .theme = &theme,
		.site = STR("https://samplan.example.org/"),
		.today = date_from(2026, 11, 10) };

	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = fonts.faces[i];
	paper_colours(&theme, o.colours);

	struct paper *paper = paper_new(&o);
	double begin = seconds();

	for (int i = 0; i < count; i++) {
		struct diags said = { 0 };

		arena_reset(&one);
		sb_reset(&out);
		if (!sheet_render_pdf(paper,
			document_sheet(&one, p, &cx, PAPER_MY_PLAN), &said,
			&out))
			return 1;
		diag_release(&said);
		if (i == 1000)
			first = memory();
	}

	double time = seconds() - begin;

	printf("min-plan.pdf: %.0f a second, %.4f ms, %zu bytes\n",
	    count / time, time / count * 1000, out.n);
	printf("memory: %ld kB after 1000, %ld kB after %d\n", first, memory(),
	    count);
	fs_write(fs_disk(), to, sb_view(&out), 0644);
	paper_free(paper);
	fonts_close(&fonts);
	sb_release(&raw);
	sb_release(&out);
	arena_release(&one);
	diag_release(&ds);
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena a = { 0 };
	int status;

	if (argc > 3 && !strcmp(argv[1], "--floor"))
		return time_floor(atoi(argv[2]), argv + 3, argc - 3);
	if (argc != 4)
		return 2;
	status = time_documents(&a, argv[1], atoi(argv[2]), argv[3]);
	arena_release(&a);
	return status;
}
