/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"

enum { FIRST_BLOCK = 8 * 1024, LARGEST_STEP = 1024 * 1024 };
/* From here on the end of a large page that stays empty weighs little. */
enum { LARGE_FROM = 2 * MEM_LARGE };

struct arena_block {
	struct arena_block *older;
	size_t size;
	_Alignas(max_align_t) unsigned char bytes[];
};

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define HIDE(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
/* A gap after every piece lets the sanitizer see a step over its end. */
#define GAP 16
#else
#define HIDE(p, n) ((void)0)
#define SHOW(p, n) ((void)0)
#define GAP 0
#endif

static void
add_block(struct arena *a, size_t need)
{
	size_t last = a->block ? sizeof(*a->block) + a->block->size : 0;
	size_t whole = last ? last * 2 : FIRST_BLOCK;
	struct arena_block *block;

	if (need > SIZE_MAX / 2)
		mem_resize(NULL, SIZE_MAX, 2); /* ends the process */
	if (whole > LARGEST_STEP)
		whole = LARGEST_STEP;
	if (a->total >= LARGE_FROM)
		whole = 2 * MEM_LARGE;
	if (whole < sizeof(*block) + need)
		whole = sizeof(*block) + need;
	if (whole > MEM_LARGE)
		whole = (whole + MEM_LARGE - 1) / MEM_LARGE * MEM_LARGE;
	block = mem_block(whole);
	block->older = a->block;
	block->size = whole - sizeof(*block);
	HIDE(block->bytes, block->size);
	a->block = block;
	a->used = 0;
}

/* As the last user left it. */
static void *
take_room(struct arena *a, size_t n)
{
	size_t align = _Alignof(max_align_t);
	size_t room = (n + GAP + align - 1) / align * align;
	void *p;

	if (room < n)
		return mem_resize(NULL, SIZE_MAX, 2); /* ends the process */
	if (room == 0)
		room = align;
	if (!a->block || a->block->size - a->used < room)
		add_block(a, room);
	p = a->block->bytes + a->used;
	a->used += room;
	a->total += room;
	SHOW(p, n);
	return p;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return memset(take_room(a, n), 0, n);
}

void *
arena_alloc_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > (SIZE_MAX / 4) / size)
		return mem_resize(NULL, SIZE_MAX, 2); /* ends the process */
	return arena_alloc(a, count * size);
}

struct str
arena_str(struct arena *a, struct str s)
{
	return str_of(arena_cstr(a, s), s.n);
}

char *
arena_cstr(struct arena *a, struct str s)
{
	char *copy = take_room(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

struct str
arena_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char first[256]; /* most texts fit, and are formatted once */
	size_t n;
	char *text;

	va_copy(again, ap);
	n = format_into(first, sizeof(first), fmt, ap);
	text = arena_alloc(a, n + 1);
	if (n < sizeof(first))
		memcpy(text, first, n);
	else
		format_into(text, n + 1, fmt, again);
	va_end(again);
	return str_of(text, n);
}

struct str
arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = arena_vfmt(a, fmt, ap);
	va_end(ap);
	return text;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *older;

	if (!a->block)
		return;
	while ((older = a->block->older) != NULL) {
		a->block->older = older->older;
		SHOW(older->bytes, older->size);
		mem_free(older);
	}
	HIDE(a->block->bytes, a->block->size);
	a->used = 0;
	a->total = 0;
}

void
arena_release(struct arena *a)
{
	arena_reset(a);
	if (a->block)
		SHOW(a->block->bytes, a->block->size);
	mem_free(a->block);
	*a = (struct arena){ 0 };
}

void *
arena_grow(struct arena *a, void *items, size_t count, size_t *cap, size_t size)
{
	size_t now;
	char *larger;

	if (count < *cap)
		return items;
	/* Many lists of large things stay short. */
	now = *cap ? *cap * 2 : size > 128 ? 1 : size > 32 ? 2 : 8;
	if (now > (SIZE_MAX / 4) / size)
		return mem_resize(NULL, SIZE_MAX, 2); /* ends the process */
	larger = take_room(a, now * size);
	if (count)
		memcpy(larger, items, count * size);
	memset(larger + count * size, 0, (now - count) * size);
	*cap = now;
	return larger;
}
