/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Heap memory that cannot fail: out of memory prints one line and ends the
 * process with status 3, so that no caller carries an error path for it.
 * Only base/ calls these; everything else uses arenas, buffers and maps.
 */
#ifndef SAMPLAN_BASE_MEM_H
#define SAMPLAN_BASE_MEM_H

#include <stddef.h>

/*
 * Once, when the program begins. Large pieces come from the kernel and so with
 * their zeros: the Markdown library wants 4 MB of them for each page, however
 * short, and they would be written by hand. Small ones stay for the next use.
 */
void mem_settle(void);

/* n bytes, zeroed; n = 0 gives a pointer that may be freed. */
void *mem_new(size_t n);

/* Resizes to count * size bytes; checks the product for overflow. */
void *mem_resize(void *p, size_t count, size_t size);

/*
 * n bytes as the last user left them. Whole multiples of MEM_LARGE are aligned
 * to it and come in large pages where the system has them.
 */
enum { MEM_LARGE = 2 * 1024 * 1024 };
void *mem_block(size_t n);

/* mem_resize for what is filled from its beginning to its end. */
void *mem_resize_filled(void *p, size_t n);

void mem_free(void *p);

#endif
