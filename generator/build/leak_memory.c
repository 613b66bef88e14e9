/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "build/pack.h"
#include "build/plan_files.h"
#include "build/run_record.h"

static const char INDEX[] = "samplan-guard 1";
static const char PART[] = "samplan-guard-part 1";

enum { FILE_MODE = 0600, MOST = 1 << 30, DOUBT_SECONDS = 3 };
enum { FILE_LIMIT = 16 * 1024 * 1024 };

unsigned
leak_memory_part(struct str file)
{
	return (unsigned)(hash64(file) % LEAK_PARTS);
}

static const char *
in_memory(const struct leak_memory *m, struct arena *a, const char *name)
{
	return fs_join(a, str_from(m->folder), str_from(name));
}

int
leak_memory_prepare(struct fs *fs, const char *output)
{
	struct arena a = { 0 };
	int err = fs_mkdirs(fs,
	    fs_join(&a, str_from(output), STR(CACHE_FOLDER "/guard")), 0700);

	arena_release(&a);
	return err;
}

/* --- the index ------------------------------------------------------------ */

static void
unpack_item(struct unpack *u, struct leak_known *k)
{
	k->file = unpack_text(u);
	k->st.size = unpack_number(u);
	k->st.mtime = (int64_t)unpack_number(u);
	k->st.ctime = (int64_t)unpack_number(u);
	k->st.inode = unpack_number(u);
	k->sure = unpack_number(u) != 0;
	k->content = unpack_hash(u);
}

static bool
read_index(struct leak_memory *m, struct str bytes)
{
	struct unpack u;
	uint64_t count;

	if (!pack_open(bytes, INDEX, &u))
		return false;
	m->key = unpack_hash(&u);
	m->sight = unpack_hash(&u);
	for (unsigned i = 0; i < LEAK_PARTS; i++) {
		m->parts[i].size = unpack_number(&u);
		m->parts[i].hash = unpack_hash(&u);
	}
	count = unpack_number(&u);
	if (u.bad || count > u.in.n)
		return false;
	m->items = arena_array(&m->arena, struct leak_known, count + 1);
	while (!u.bad && m->count < count)
		unpack_item(&u, &m->items[m->count++]);
	count = unpack_number(&u);
	if (u.bad || count > u.in.n)
		return false;
	m->agreed = arena_array(&m->arena, struct leak_agreed, count + 1);
	while (!u.bad && m->agreed_count < count) {
		struct leak_agreed *f = &m->agreed[m->agreed_count++];

		f->path = unpack_hash(&u);
		f->bytes = unpack_hash(&u);
	}
	return !u.bad && u.in.n == 0;
}

void
leak_memory_open(struct leak_memory *m, struct fs *fs, const char *output)
{
	*m = (struct leak_memory){ .fs = fs };
	m->folder =
	    fs_join(&m->arena, str_from(output), STR(CACHE_FOLDER "/guard"));
	m->whole = fs_read(fs, in_memory(m, &m->arena, "index"), MOST,
		       &m->index) == 0 &&
		   read_index(m, sb_view(&m->index));
	if (!m->whole)
		m->count = m->agreed_count = 0;
}

void
leak_memory_close(struct leak_memory *m)
{
	sb_release(&m->index);
	arena_release(&m->arena);
}

const struct leak_known *
leak_memory_find(const struct leak_memory *m, struct str file)
{
	size_t low = 0, high = m->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(m->items[mid].file, file);

		if (order == 0)
			return &m->items[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static int
by_file(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct leak_agreed));
}

bool
leak_memory_agreed(const struct leak_memory *m, const struct leak_agreed *file)
{
	return m->agreed_count && bsearch(file, m->agreed, m->agreed_count,
				      sizeof(*file), by_file);
}

void
leak_memory_sort(struct leak_agreed *items, size_t count)
{
	if (count)
		qsort(items, count, sizeof(*items), by_file);
}

static int
write_file(struct leak_memory *m, const char *name, struct str bytes)
{
	struct arena a = { 0 };
	const char *path = in_memory(m, &a, name);
	const char *next = arena_fmt(&a, "%s.next", path).p;
	int err = fs_write(m->fs, next, bytes, FILE_MODE);

	if (err == 0)
		err = fs_rename(m->fs, next, path);
	arena_release(&a);
	return err;
}

static void
pack_item(struct sb *out, const struct leak_known *k)
{
	pack_text(out, k->file);
	pack_number(out, k->st.size);
	pack_number(out, (uint64_t)k->st.mtime);
	pack_number(out, (uint64_t)k->st.ctime);
	pack_number(out, k->st.inode);
	pack_number(out, k->sure);
	pack_hash(out, k->content);
}

int
leak_memory_write(struct leak_memory *m)
{
	struct sb out = { 0 };
	int err;

	pack_begin(&out, INDEX);
	pack_hash(&out, m->key);
	pack_hash(&out, m->sight);
	for (unsigned i = 0; i < LEAK_PARTS; i++) {
		pack_number(&out, m->parts[i].size);
		pack_hash(&out, m->parts[i].hash);
	}
	pack_number(&out, m->count);
	for (size_t i = 0; i < m->count; i++)
		pack_item(&out, &m->items[i]);
	pack_number(&out, m->agreed_count);
	for (size_t i = 0; i < m->agreed_count; i++) {
		pack_hash(&out, m->agreed[i].path);
		pack_hash(&out, m->agreed[i].bytes);
	}
	pack_seal(&out);
	err = write_file(m, "index", sb_view(&out));
	sb_release(&out);
	return err;
}

/* --- parts ---------------------------------------------------------------- */

bool
leak_memory_read(struct leak_memory *m, unsigned part, struct arena *a,
    struct sb *bytes, struct map *by_name)
{
	const struct leak_part_file *p = &m->parts[part];
	struct unpack u;
	uint64_t count;

	*by_name = map_new(a);
	sb_reset(bytes);
	if (p->size == 0 ||
	    fs_read(m->fs, in_memory(m, a, arena_fmt(a, "%02x", part).p), MOST,
		bytes) ||
	    bytes->n != p->size ||
	    !hash128_eq(hash128(sb_view(bytes)), p->hash) ||
	    !pack_open(sb_view(bytes), PART, &u))
		return false;
	count = unpack_number(&u);
	while (!u.bad && count--) {
		struct str file = unpack_text(&u);
		struct str *values = arena_new(a, struct str);

		*values = unpack_text(&u);
		map_set(by_name, file, values);
	}
	return !u.bad && u.in.n == 0;
}

int
leak_memory_write_part(struct leak_memory *m, unsigned part,
    const struct str *files, const struct str *values, size_t count)
{
	struct arena a = { 0 };
	struct sb out = { 0 };
	int err;

	pack_begin(&out, PART);
	pack_number(&out, count);
	for (size_t i = 0; i < count; i++) {
		pack_text(&out, files[i]);
		pack_text(&out, values[i]);
	}
	pack_seal(&out);
	m->parts[part].size = count ? out.n : 0;
	m->parts[part].hash = hash128(sb_view(&out));
	if (count) {
		err =
		    write_file(m, arena_fmt(&a, "%02x", part).p, sb_view(&out));
	} else {
		err = fs_unlink(
		    m->fs, in_memory(m, &a, arena_fmt(&a, "%02x", part).p));
		err = err == ENOENT ? 0 : err;
	}
	sb_release(&out);
	arena_release(&a);
	return err;
}

/* --- files ---------------------------------------------------------------- */

bool
leak_memory_sure(const struct build_options *o, const struct fs_stat *st)
{
	int64_t sure = (o->now - DOUBT_SECONDS) * 1000000000;

	return st->kind == FS_FILE && st->mtime < sure && st->ctime < sure;
}

static bool
same_content(
    const struct build_options *o, const char *path, struct hash128 content)
{
	struct sb raw = { 0 };
	bool same = fs_read(o->fs, path, FILE_LIMIT, &raw) == 0 &&
		    hash128_eq(hash128(sb_view(&raw)), content);

	sb_release(&raw);
	return same;
}

bool
leak_memory_same(const struct build_options *o, const struct leak_known *known,
    const char *path, const struct fs_stat *now)
{
	if (!known)
		return false;
	if (known->sure && now->kind == FS_FILE &&
	    now->size == known->st.size && now->mtime == known->st.mtime &&
	    now->ctime == known->st.ctime && now->inode == known->st.inode)
		return true;
	return same_content(o, path, known->content);
}

bool
leak_known(const struct build_options *o, const struct plan_files *files)
{
	struct leak_memory m;
	bool known;

	leak_memory_open(&m, o->fs, o->output);
	known = m.whole && files->count == m.count;
	for (size_t i = 0; known && i < files->count; i++) {
		const struct plan_file *f = &files->items[i];

		known = str_eq(m.items[i].file, f->name) &&
			leak_memory_same(o, &m.items[i], f->path, &f->st);
	}
	leak_memory_close(&m);
	return known;
}
