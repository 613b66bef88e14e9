/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag/source.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

uint32_t
source_add(struct sources *ss, struct str name, struct str text)
{
	struct source *s;
	char *copy;

	if (ss->count == 0)
		ss->count = 1;
	if (ss->count >= ss->cap) {
		ss->cap = ss->cap ? ss->cap * 2 : 16;
		ss->items = mem_resize(ss->items, ss->cap, sizeof(*ss->items));
	}
	s = &ss->items[ss->count];
	*s = (struct source){ 0 };
	copy = mem_new(name.n + 1);
	if (name.n)
		memcpy(copy, name.p, name.n);
	s->name = str_of(copy, name.n);
	s->text = text;
	return (uint32_t)ss->count++;
}

void
source_forget_places(struct sources *ss, uint32_t source)
{
	struct source *s = &ss->items[source];

	mem_free(s->lines);
	s->lines = NULL;
	s->line_count = 0;
}

void
source_replace(struct sources *ss, uint32_t source, struct str text)
{
	source_forget_places(ss, source);
	ss->items[source].text = text;
}

static void
drop_one(struct source *s)
{
	mem_free((char *)(uintptr_t)s->name.p);
	mem_free(s->lines);
	*s = (struct source){ 0 };
}

void
source_drop(struct sources *ss, uint32_t first)
{
	if (first == 0)
		first = 1;
	while (ss->count > first)
		drop_one(&ss->items[--ss->count]);
}

void
sources_release(struct sources *ss)
{
	source_drop(ss, 1);
	mem_free(ss->items);
	*ss = (struct sources){ 0 };
}

struct str
source_name(const struct sources *ss, uint32_t source)
{
	return source && source < ss->count ? ss->items[source].name : STR_NONE;
}

struct str
source_text(const struct sources *ss, uint32_t source)
{
	return source && source < ss->count ? ss->items[source].text : STR_NONE;
}

static void
index_lines(struct source *s)
{
	size_t cap = 64;
	const char *at = s->text.p, *end = at + s->text.n;

	s->lines = mem_resize(NULL, cap, sizeof(*s->lines));
	s->lines[0] = 0;
	s->line_count = 1;
	while (
	    at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		if (s->line_count == cap) {
			cap *= 2;
			s->lines = mem_resize(s->lines, cap, sizeof(*s->lines));
		}
		s->lines[s->line_count++] = (uint32_t)(++at - s->text.p);
	}
}

static size_t
line_of(const struct source *s, uint32_t off)
{
	size_t low = 0, high = s->line_count;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (s->lines[mid] <= off)
			low = mid;
		else
			high = mid;
	}
	return low;
}

struct place
source_place(struct sources *ss, struct span at)
{
	struct place place = { 0 };
	struct source *s;
	struct str rest, line, before, marked;
	size_t start, column;

	if (at.source == 0 || at.source >= ss->count)
		return place;
	s = &ss->items[at.source];
	if (!s->lines)
		index_lines(s);
	if (at.off > s->text.n)
		at.off = (uint32_t)s->text.n;
	place.line = (uint32_t)line_of(s, at.off) + 1;
	start = s->lines[place.line - 1];
	rest = str_from_off(s->text, start);
	line = STR_NONE;
	str_next_line(&rest, &line);
	column = at.off - start;
	if (column > line.n)
		column = line.n;
	before = str_sub(line, 0, column);
	marked = str_sub(line, column, at.len);
	place.text = line;
	place.column = (uint32_t)utf8_count(before) + 1;
	place.end_column = place.column + (uint32_t)utf8_count(marked);
	return place;
}
