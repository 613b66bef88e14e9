/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory that is given back all at once. A function whose first parameter is
 * an arena returns what lives as long as that arena. One arena holds a build,
 * another one page or document and is reset after each. { 0 } is an empty one.
 * Memory is zeroed and aligned for any type.
 */
#ifndef SAMPLAN_BASE_ARENA_H
#define SAMPLAN_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *block;
	size_t used;  /* bytes of the newest block */
	size_t total; /* bytes asked for since the last reset */
};

void *arena_alloc(struct arena *a, size_t n);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, count) \
	((type *)arena_alloc_array((a), (count), sizeof(type)))
void *arena_alloc_array(struct arena *a, size_t count, size_t size);
/* A copy, terminated by a NUL that does not count. */
struct str arena_str(struct arena *a, struct str s);
char *arena_cstr(struct arena *a, struct str s);
struct str arena_fmt(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vfmt(struct arena *a, const char *fmt, va_list ap);
/* Forgets everything, keeps the largest block for the next use. */
void arena_reset(struct arena *a);
void arena_release(struct arena *a);

/*
 * Room for one more item in an array that lies in an arena: doubles *cap when
 * count has reached it. Used through arena_push.
 */
void *arena_grow(
    struct arena *a, void *items, size_t count, size_t *cap, size_t size);
/* list must have members items, count and cap; gives the new zeroed item. */
#define arena_push(a, list)                                                  \
	((list)->items = (list)->count < (list)->cap                         \
			     ? (list)->items                                 \
			     : arena_grow((a), (list)->items, (list)->count, \
				   &(list)->cap, sizeof(*(list)->items)),    \
	    &(list)->items[(list)->count++])
/* Room for n items in a list that has none yet: it is not moved until then. */
#define arena_reserve(a, list, n)                                            \
	((list)->cap || !(n) ? (void)0                                       \
			     : (void)((list)->items = arena_alloc_array(     \
					  (a), (n), sizeof(*(list)->items)), \
				   (list)->cap = (n)))

#endif
