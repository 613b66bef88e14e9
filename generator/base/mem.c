/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

enum {
	LARGE = MEM_LARGE,
	KEPT = 64 * 1024 * 1024,
	STEP = 256 * 1024,
	PAGE = 4096
};

void
mem_settle(void)
{
#ifdef __GLIBC__
	/* Else the first large piece that is freed moves both limits up. */
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_TOP_PAD, STEP);
#endif
}

static void
out_of_memory(void)
{
	static const char text[] = "samplan: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(3);
	_exit(3);
}

void *
mem_new(size_t n)
{
	void *p = calloc(1, n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
mem_resize(void *p, size_t count, size_t size)
{
	size_t bytes;
	void *q;

	if (size && count > SIZE_MAX / size)
		out_of_memory();
	bytes = count * size;
	q = realloc(p, bytes ? bytes : 1);
	if (!q)
		out_of_memory();
	return q;
}

/*
 * What will be filled from end to end comes in pages of 2 MB, where the system
 * has them: a large site touches 100 MB before it knows what has changed, and
 * every 4 kB of that would be a fault, and again after each fork. All of a
 * piece is named: one that is half of each kind cannot grow where it is.
 */
static void
advise(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	uintptr_t from = (uintptr_t)p / PAGE * PAGE;
	uintptr_t to = ((uintptr_t)p + n + PAGE - 1) / PAGE * PAGE;

	/* Refused, it costs time and nothing else. */
	(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
	(void)p;
	(void)n;
#endif
}

void *
mem_block(size_t n)
{
	void *p;

	if (n == 0 || n % LARGE)
		return mem_resize(NULL, n, 1);
	p = aligned_alloc(LARGE, n);
	if (!p)
		out_of_memory();
	advise(p, n);
	return p;
}

void *
mem_resize_filled(void *p, size_t n)
{
	void *q = mem_resize(p, n, 1);

	if (n >= 2 * LARGE)
		advise(q, n);
	return q;
}

void
mem_free(void *p)
{
	free(p);
}
