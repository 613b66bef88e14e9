/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_words.h"

#include "build/run_record.h"

static const char KIND[] = "samplan-site-words 2";

struct words_box {
	bool opened;
	bool there;
	struct drawer_records records;
};

static struct drawer
drawer_of(struct arena *a, const struct build_options *o,
    struct drawer_part *parts, size_t count)
{
	return (struct drawer){ .fs = o->fs,
		.folder =
		    fs_join(a, str_from(o->output), STR(CACHE_FOLDER "/site")),
		.kind = KIND,
		.parts = parts,
		.part_count = (unsigned)count };
}

void
words_open(struct site_words *w, struct arena *a, const struct build_options *o,
    const struct site_record *was)
{
	*w = (struct site_words){ .arena = a, .options = o, .was = was };
	w->boxes = arena_array(a, struct words_box, was->part_count + 1);
}

void
words_close(struct site_words *w)
{
	for (size_t i = 0; w->was && i < w->was->part_count; i++)
		if (w->boxes[i].opened)
			drawer_done(&w->boxes[i].records);
}

static struct words_box *
open_box(struct site_words *w, size_t part)
{
	struct words_box *box = &w->boxes[part];
	struct drawer d =
	    drawer_of(w->arena, w->options, w->was->parts, w->was->part_count);

	if (box->opened)
		return box;
	box->opened = true;
	box->there = drawer_read(&d, (unsigned)part, w->arena, &box->records);
	return box;
}

bool
words_bring(struct site_words *w, const struct page_record *was,
    struct page_record *now)
{
	const struct words_box *box;
	const struct str *record;
	struct unpack u;

	if (was->part >= w->was->part_count)
		return false;
	box = open_box(w, was->part);
	record = box->there ? map_find(&box->records.by_file, was->file) : NULL;
	if (!record)
		return false;
	u = (struct unpack){ .in = *record };
	now->reading = unpack_text(&u);
	now->swedish = unpack_text(&u);
	now->measures = unpack_text(&u);
	now->worded = !u.bad;
	return !u.bad;
}

bool
words_stay(const struct report_parts *parts, size_t part,
    const struct page_record *const *before, const struct site_record *now)
{
	for (size_t i = parts->starts[part]; i < parts->starts[part + 1]; i++)
		if (!before[i] || before[i]->part != part ||
		    now->pages[i].reread)
			return false;
	return true;
}

int
words_write(const struct build_options *o, struct site_record *now,
    const struct report_parts *parts, size_t part)
{
	size_t from = parts->starts[part], end = parts->starts[part + 1];
	struct arena a = { 0 };
	struct drawer d = drawer_of(&a, o, now->parts, now->part_count);
	struct drawer_entry *entries =
	    arena_array(&a, struct drawer_entry, end - from + 1);
	struct sb out = { 0 };
	int err;

	for (size_t i = from; i < end; i++) {
		const struct page_record *p = &now->pages[i];

		sb_reset(&out);
		pack_text(&out, p->reading);
		pack_text(&out, p->swedish);
		pack_text(&out, p->measures);
		entries[i - from] = (struct drawer_entry){ p->file,
			arena_str(&a, sb_view(&out)) };
	}
	err = drawer_write(&d, (unsigned)part, entries, end - from);
	sb_release(&out);
	arena_release(&a);
	return err;
}

void
words_drop(const struct build_options *o, size_t from, size_t end)
{
	struct arena a = { 0 };
	struct drawer d =
	    drawer_of(&a, o, arena_array(&a, struct drawer_part, end + 1), end);

	for (; from < end; from++)
		drawer_write(&d, (unsigned)from, NULL, 0);
	arena_release(&a);
}
