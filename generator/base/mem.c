/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifdef __GLIBC__
enum { LARGE = 2 * 1024 * 1024, KEPT = 64 * 1024 * 1024, STEP = 256 * 1024 };
#endif

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

void
mem_free(void *p)
{
	free(p);
}
