/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/shelf_parts.h"

#include <errno.h>
#include <stdio.h>

enum { PART_LIMIT = 256 * 1024 * 1024 };

void
shelf_path(struct sb *out, const char *folder, struct str path)
{
	sb_reset(out);
	sb_cstr(out, folder);
	sb_ch(out, '/');
	sb_str(out, path);
}

bool
shelf_is_part(struct str path)
{
	return str_starts(path, STR(MANIFEST_NAME "."));
}

struct str
shelf_part_name(unsigned part, char buffer[16])
{
	int n = snprintf(buffer, 16, MANIFEST_NAME ".%02x", part);

	return str_of(buffer, (size_t)n);
}

int
shelf_is_whole(struct shelf *s, const struct shelf_side *side,
    const struct manifest_entry *e, int64_t when, bool *whole)
{
	struct sb path = { 0 };
	struct fs_stat st;
	int err;

	shelf_path(&path, side->folder, e->path);
	err = fs_stat(s->fs, sb_text(&path), &st);
	*whole = err == 0 && st.kind == FS_FILE && st.size == e->size &&
		 st.mtime <= when && st.mode == s->options.file_mode;
	sb_release(&path);
	return err;
}

int
shelf_read_part(struct shelf *s, const struct shelf_side *side, unsigned part,
    struct arena *a, struct manifest *m, int64_t *when)
{
	char name[16];
	struct str path = shelf_part_name(part, name);
	const struct manifest_entry *e = manifest_find(&side->top, path);
	struct sb full = { 0 }, bytes = { 0 };
	struct fs_stat st = { 0 };
	int err = 0;

	*m = (struct manifest){ .by_path = map_new(a) };
	shelf_path(&full, side->folder, path);
	if (e)
		err = fs_stat(s->fs, sb_text(&full), &st);
	if (e && err == 0 && st.kind == FS_FILE)
		err = fs_read(s->fs, sb_text(&full), PART_LIMIT, &bytes);
	if (e && err == 0 &&
	    (bytes.n != e->size ||
		!hash128_eq(hash128(sb_view(&bytes)), e->hash) ||
		!manifest_parse(m, a, sb_view(&bytes)))) {
		*m = (struct manifest){ .by_path = map_new(a) };
		err = EBADMSG;
	}
	*when = st.mtime;
	sb_release(&full);
	sb_release(&bytes);
	return err;
}

int
shelf_load_live(struct shelf *s, unsigned part, struct shelf_loaded **out)
{
	struct shelf_loaded *l;
	int err;

	for (size_t i = 0; i < SHELF_LOADED; i++) {
		*out = &s->loaded[i];
		if ((*out)->there && (*out)->part == part)
			return 0;
	}
	l = *out = &s->loaded[s->next_loaded++ % SHELF_LOADED];
	arena_reset(&l->arena);
	*l = (struct shelf_loaded){ .arena = l->arena, .part = part };
	err =
	    shelf_read_part(s, &s->was, part, &l->arena, &l->was, &l->was_when);
	/* With readers it is healed by this run; of the spare, by the next. */
	if (err == EBADMSG) {
		s->was.known = false;
		err = 0;
	}
	l->there = err == 0;
	return err;
}

int
shelf_load(struct shelf *s, unsigned part, struct shelf_loaded **out)
{
	int err = shelf_load_live(s, part, out);
	struct shelf_loaded *l = *out;

	if (err || l->has_there)
		return err;
	err =
	    shelf_read_part(s, &s->has, part, &l->arena, &l->has, &l->has_when);
	l->has_there = err == 0;
	return err;
}

int
shelf_make_folder(struct shelf *s, struct str folder)
{
	struct sb path = { 0 };
	int err;

	if (folder.n == 0 || str_eq(folder, sb_view(&s->folder)))
		return 0;
	shelf_path(&path, s->pair.spare, folder);
	err = pair_make_folder(&s->pair, sb_text(&path));
	sb_release(&path);
	sb_reset(&s->folder);
	if (err == 0)
		sb_str(&s->folder, folder);
	return err;
}
