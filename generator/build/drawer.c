/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/drawer.h"

#include <errno.h>

#include "build/run_record.h"

enum { FILE_MODE = 0600, MOST = 1 << 30 };

/* What stands there instead, as a link that leads elsewhere, goes. */
static int
make_folder(struct fs *fs, const char *path)
{
	struct fs_stat st;
	int err = fs_stat(fs, path, &st);

	if (!err && st.kind != FS_ABSENT && st.kind != FS_FOLDER)
		err = fs_unlink(fs, path);
	return err ? err : fs_mkdirs(fs, path, 0700);
}

int
drawer_prepare(struct fs *fs, const char *output, const char *name)
{
	struct arena a = { 0 };
	const char *cache = fs_join(&a, str_from(output), STR(CACHE_FOLDER));
	int err = make_folder(fs, cache);

	if (!err)
		err = make_folder(
		    fs, fs_join(&a, str_from(cache), str_from(name)));
	arena_release(&a);
	return err;
}

const char *
drawer_path(const struct drawer *d, struct arena *a, const char *name)
{
	return fs_join(a, str_from(d->folder), str_from(name));
}

int
drawer_write_file(const struct drawer *d, const char *name, struct str bytes)
{
	struct arena a = { 0 };
	const char *path = drawer_path(d, &a, name);
	const char *next = arena_fmt(&a, "%s.next", path).p;
	int err = fs_write(d->fs, next, bytes, FILE_MODE);

	if (err == 0)
		err = fs_rename(d->fs, next, path);
	arena_release(&a);
	return err;
}

void
drawer_pack_parts(struct sb *out, const struct drawer *d)
{
	for (unsigned i = 0; i < d->part_count; i++) {
		pack_number(out, d->parts[i].size);
		pack_hash(out, d->parts[i].hash);
	}
}

void
drawer_unpack_parts(struct unpack *u, const struct drawer *d)
{
	for (unsigned i = 0; i < d->part_count; i++) {
		d->parts[i].size = unpack_number(u);
		d->parts[i].hash = unpack_hash(u);
	}
}

static const char *
part_name(struct arena *a, unsigned part)
{
	return arena_fmt(a, "%02x", part).p;
}

static bool
read_records(
    const struct drawer *d, struct arena *a, struct drawer_records *out)
{
	struct unpack u;
	uint64_t count;

	if (!pack_open(sb_view(&out->bytes), d->kind, &u))
		return false;
	count = unpack_number(&u);
	while (!u.bad && count--) {
		struct str file = unpack_text(&u);
		struct str *record = arena_new(a, struct str);

		*record = unpack_text(&u);
		map_set(&out->by_file, file, record);
	}
	return !u.bad && u.in.n == 0;
}

bool
drawer_read(const struct drawer *d, unsigned part, struct arena *a,
    struct drawer_records *out)
{
	const struct drawer_part *p = &d->parts[part];

	*out = (struct drawer_records){ .by_file = map_new(a) };
	return p->size &&
	       fs_read(d->fs, drawer_path(d, a, part_name(a, part)), MOST,
		   &out->bytes) == 0 &&
	       out->bytes.n == p->size &&
	       hash128_eq(hash128(sb_view(&out->bytes)), p->hash) &&
	       read_records(d, a, out);
}

void
drawer_done(struct drawer_records *r)
{
	sb_release(&r->bytes);
}

int
drawer_write(const struct drawer *d, unsigned part,
    const struct drawer_entry *entries, size_t count)
{
	struct arena a = { 0 };
	struct sb out = { 0 };
	int err;

	pack_begin(&out, d->kind);
	pack_number(&out, count);
	for (size_t i = 0; i < count; i++) {
		pack_text(&out, entries[i].file);
		pack_text(&out, entries[i].record);
	}
	pack_seal(&out);
	d->parts[part].size = count ? out.n : 0;
	d->parts[part].hash = hash128(sb_view(&out));
	if (count) {
		err = drawer_write_file(d, part_name(&a, part), sb_view(&out));
	} else {
		err = fs_unlink(d->fs, drawer_path(d, &a, part_name(&a, part)));
		err = err == ENOENT ? 0 : err;
	}
	sb_release(&out);
	arena_release(&a);
	return err;
}
