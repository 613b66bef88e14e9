/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/manifest.h"

#include <stdlib.h>

static const char HEAD[] = "samplan-manifest 1";

/* A hash, a size of one digit, a path of one letter. */
enum { SHORTEST = 37 };

static bool
parse_line(struct str line, struct manifest_entry *e)
{
	struct str hash, size;
	int n;

	if (!str_next_part(&line, ' ', &hash) ||
	    !hash128_parse(hash, &e->hash) ||
	    !str_next_part(&line, ' ', &size) || !str_int(size, &n) ||
	    !str_next_part(&line, '\t', &e->path) || e->path.n == 0)
		return false;
	e->size = (uint64_t)n;
	e->source = line;
	return true;
}

static bool
parse_all(struct manifest *m, struct arena *a, struct str rest)
{
	struct str line;

	if (!str_next_line(&rest, &line) || !str_is(line, HEAD))
		return false;
	while (str_next_line(&rest, &line)) {
		struct manifest_entry e = { 0 };
		int count;

		if (str_starts(line, STR("end ")))
			return str_int(str_from_off(line, 4), &count) &&
			       (size_t)count == m->count && rest.n == 0;
		if (!parse_line(line, &e))
			return false;
		*arena_push(a, m) = e;
	}
	return false;
}

/* What the last line says, unless there are not bytes enough for so many. */
static size_t
promised(struct str bytes)
{
	struct str line = bytes;
	size_t cut;
	int count;

	if (str_ends(line, STR("\n")))
		line.n--;
	cut = str_rfind_char(line, '\n');
	if (cut == STR_NOT_FOUND)
		return 0;
	line = str_from_off(line, cut + 1);
	if (!str_starts(line, STR("end ")) ||
	    !str_int(str_from_off(line, 4), &count) || count < 0)
		return 0;
	return (size_t)count < bytes.n / SHORTEST ? (size_t)count : 0;
}

bool
manifest_parse(struct manifest *m, struct arena *a, struct str bytes)
{
	size_t count = promised(bytes);

	*m = (struct manifest){ 0 };
	m->by_path = map_new(a);
	arena_reserve(a, m, count);
	map_reserve(&m->by_path, count);
	if (!parse_all(m, a, arena_str(a, bytes))) {
		m->count = 0;
		return false;
	}
	for (size_t i = 0; i < m->count; i++)
		map_set(&m->by_path, m->items[i].path, &m->items[i]);
	return true;
}

const struct manifest_entry *
manifest_find(const struct manifest *m, struct str path)
{
	return map_find(&m->by_path, path);
}

static int
by_path(const void *a, const void *b)
{
	const struct manifest_entry *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

void
manifest_sort(struct manifest *m)
{
	if (m->count)
		qsort(m->items, m->count, sizeof(*m->items), by_path);
}

void
manifest_format(struct manifest *m, struct sb *out)
{
	char hex[33];

	manifest_sort(m);
	sb_fmt(out, "%s\n", HEAD);
	for (size_t i = 0; i < m->count; i++) {
		const struct manifest_entry *e = &m->items[i];

		hash128_hex(e->hash, hex);
		sb_cstr(out, hex);
		sb_ch(out, ' ');
		sb_int(out, (long long)e->size);
		sb_ch(out, ' ');
		sb_str(out, e->path);
		if (e->source.n) {
			sb_ch(out, '\t');
			sb_str(out, e->source);
		}
		sb_ch(out, '\n');
	}
	sb_fmt(out, "end %zu\n", m->count);
}

struct hash128
manifest_identity(const struct manifest *m)
{
	struct hash128 h = { 0, 0 };

	for (size_t i = 0; i < m->count; i++) {
		h = hash128_mix(h, hash128(m->items[i].path));
		h = hash128_mix(h, m->items[i].hash);
	}
	return h;
}
