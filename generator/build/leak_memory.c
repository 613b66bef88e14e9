/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_memory.h"

#include <stdlib.h>
#include <string.h>

#include "build/pack.h"
#include "build/plan_files.h"
#include "build/run_record.h"

static const char INDEX[] = "samplan-guard 2";

enum { MOST = 1 << 30, DOUBT_SECONDS = 3 };
enum { FILE_LIMIT = 16 * 1024 * 1024 };

unsigned
leak_memory_part(struct str file)
{
	return (unsigned)(hash64(file) % LEAK_PARTS);
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
	drawer_unpack_parts(&u, &m->drawer);
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
	*m = (struct leak_memory){ .count = 0 };
	m->drawer = (struct drawer){ .fs = fs,
		.folder = fs_join(
		    &m->arena, str_from(output), STR(CACHE_FOLDER "/guard")),
		.kind = "samplan-guard-part 2",
		.parts = m->parts,
		.part_count = LEAK_PARTS };
	m->whole = fs_read(fs, drawer_path(&m->drawer, &m->arena, "index"),
		       MOST, &m->index) == 0 &&
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
	return str_search(m->items, m->count, sizeof(*m->items),
	    offsetof(struct leak_known, file), file);
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
	drawer_pack_parts(&out, &m->drawer);
	pack_number(&out, m->count);
	for (size_t i = 0; i < m->count; i++)
		pack_item(&out, &m->items[i]);
	pack_number(&out, m->agreed_count);
	for (size_t i = 0; i < m->agreed_count; i++) {
		pack_hash(&out, m->agreed[i].path);
		pack_hash(&out, m->agreed[i].bytes);
	}
	pack_seal(&out);
	err = drawer_write_file(&m->drawer, "index", sb_view(&out));
	sb_release(&out);
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
