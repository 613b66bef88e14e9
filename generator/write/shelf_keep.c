/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/shelf_parts.h"

static int
keep_document(
    struct shelf *s, struct shelf_change *c, const struct shelf_document *d)
{
	struct shelf_document *kept = &c->documents[c->count];
	struct sb path = { 0 };
	bool live, spare;
	int err;

	*kept = *d;
	sb_str(&path, c->folder);
	sb_ch(&path, '/');
	sb_str(&path, d->name);
	err = shelf_look_for(s, sb_view(&path), kept, &live, &spare);
	kept->news = kept->harmed = false;
	kept->name = arena_str(s->arena, d->name);
	if (err == 0 && (live || spare))
		c->count++;
	sb_release(&path);
	return err;
}

int
shelf_keep(struct shelf *s, struct str folder,
    bool (*wanted)(void *arg, struct str name), void *arg)
{
	const struct shelf_folder *f;
	struct shelf_change *c;
	int err = shelf_find(s, folder, &f);

	if (err || !f)
		return err;
	c = shelf_change_of(s, folder);
	c->keeps = true;
	c->documents =
	    arena_array(s->arena, struct shelf_document, f->count + 1);
	for (size_t i = 0; err == 0 && i < f->count; i++)
		if (wanted(arg, f->documents[i].name))
			err = keep_document(s, c, &f->documents[i]);
	return err;
}

int
shelf_top_keep_whole(struct shelf *s)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < s->was.top.count; i++) {
		const struct manifest_entry *e = &s->was.top.items[i];
		bool whole = false;

		if (shelf_is_part(e->path))
			continue;
		err = shelf_is_whole(s, &s->was, e, s->was.when, &whole);
		if (err == 0 && whole)
			shelf_note_top(s, e);
	}
	return err;
}
