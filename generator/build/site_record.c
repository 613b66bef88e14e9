/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_record.h"

#include "build/run_record.h"

static const char NAME[] = "samplan-site 7";

enum { RECORD_MOST = 512 * 1024 * 1024 };

struct str
findings_keep(struct arena *a, const struct diags *ds, size_t first)
{
	struct sb out = { 0 };
	struct str kept;

	if (first == ds->count)
		return STR("");
	pack_findings(&out, ds, first);
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

void
findings_say(struct str kept, struct diags *ds)
{
	struct unpack u = { .in = kept };

	if (kept.n)
		unpack_findings(&u, ds);
}

struct str
findings_keep_from(struct arena *a, struct str kept, enum severity least)
{
	struct diags some = { 0 };
	struct str left;

	findings_say_from(kept, least, &some);
	left = findings_keep(a, &some, 0);
	diag_release(&some);
	return left;
}

void
findings_say_from(struct str kept, enum severity least, struct diags *ds)
{
	struct unpack u = { .in = kept };
	uint64_t count = kept.n ? unpack_number(&u) : 0;
	struct finding f = { 0 };

	while (count--) {
		if (!unpack_finding(&u, &f))
			break;
		if (f.severity >= least)
			diag_take(ds, &f);
	}
}

static const char *
path_of(const struct build_options *o, struct arena *a)
{
	return fs_join(
	    a, str_from(o->output), STR(CACHE_FOLDER "/site/record"));
}

static void
pack_page(struct sb *out, const struct page_record *p)
{
	pack_text(out, p->file);
	pack_hash(out, p->text);
	pack_hash(out, p->outline);
	pack_number(out, p->shown);
	pack_text(out, p->body);
	pack_text(out, p->links);
	pack_text(out, p->said);
	pack_text(out, p->figures);
	pack_number(out, p->part);
	pack_text(out, p->outline_kept);
}

static void
unpack_page(struct unpack *u, struct page_record *p)
{
	p->file = unpack_text(u);
	p->text = unpack_hash(u);
	p->outline = unpack_hash(u);
	p->shown = unpack_number(u);
	p->body = unpack_text(u);
	p->links = unpack_text(u);
	p->said = unpack_text(u);
	p->figures = unpack_text(u);
	p->part = unpack_number(u);
	p->outline_kept = unpack_text(u);
}

void
site_record_write(const struct site_record *r, const struct build_options *o)
{
	struct arena a = { 0 };
	struct sb out = { 0 };
	const char *path = path_of(o, &a);
	const char *next = arena_fmt(&a, "%s.next", path).p;

	pack_begin(&out, NAME);
	pack_hash(&out, r->program);
	pack_number(&out, (uint64_t)r->made);
	pack_hash(&out, r->frame);
	pack_hash(&out, r->reading);
	pack_hash(&out, r->guarded);
	pack_hash(&out, r->books);
	pack_hash(&out, r->output);
	pack_hash(&out, r->report);
	pack_number(&out, r->part_count);
	for (size_t i = 0; i < r->part_count; i++) {
		pack_number(&out, r->parts[i].size);
		pack_hash(&out, r->parts[i].hash);
		pack_number(&out, r->due[i]);
	}
	pack_number(&out, r->page_count);
	for (size_t i = 0; i < r->page_count; i++)
		pack_page(&out, &r->pages[i]);
	pack_number(&out, r->output_count);
	for (size_t i = 0; i < r->output_count; i++) {
		pack_text(&out, r->outputs[i].path);
		pack_number(&out, r->outputs[i].page);
		pack_hash(&out, r->outputs[i].news);
	}
	pack_text(&out, r->whole);
	pack_text(&out, r->reading_data);
	pack_text(&out, r->swedish_data);
	pack_seal(&out);
	if (fs_write(o->fs, next, sb_view(&out), 0600) ||
	    fs_rename(o->fs, next, path))
		site_record_forget(o);
	sb_release(&out);
	arena_release(&a);
}

/* A count is believed only as far as there are bytes for it. */
static size_t
count_of(struct unpack *u, size_t least)
{
	uint64_t n = unpack_number(u);

	if (n > u->in.n / least)
		u->bad = true;
	return u->bad ? 0 : (size_t)n;
}

static void
unpack_all(struct unpack *u, struct site_record *r, struct arena *a)
{
	r->program = unpack_hash(u);
	r->made = (int64_t)unpack_number(u);
	r->frame = unpack_hash(u);
	r->reading = unpack_hash(u);
	r->guarded = unpack_hash(u);
	r->books = unpack_hash(u);
	r->output = unpack_hash(u);
	r->report = unpack_hash(u);
	r->part_count = count_of(u, 18);
	r->parts = arena_array(a, struct drawer_part, r->part_count + 1);
	r->due = arena_array(a, bool, r->part_count + 1);
	for (size_t i = 0; i < r->part_count; i++) {
		r->parts[i].size = unpack_number(u);
		r->parts[i].hash = unpack_hash(u);
		r->due[i] = unpack_number(u) != 0;
	}
	r->page_count = count_of(u, 40);
	r->pages = arena_array(a, struct page_record, r->page_count + 1);
	for (size_t i = 0; i < r->page_count; i++)
		unpack_page(u, &r->pages[i]);
	r->output_count = r->output_cap = count_of(u, 18);
	r->outputs = arena_array(a, struct output_record, r->output_count + 1);
	for (size_t i = 0; i < r->output_count; i++) {
		r->outputs[i].path = unpack_text(u);
		r->outputs[i].page = unpack_number(u) != 0;
		r->outputs[i].news = unpack_hash(u);
	}
	r->whole = unpack_text(u);
	r->reading_data = unpack_text(u);
	r->swedish_data = unpack_text(u);
}

bool
site_record_read(
    struct site_record *r, struct arena *a, const struct build_options *o)
{
	struct arena scratch = { 0 };
	struct sb bytes = { 0 };
	struct unpack u = { 0 };
	bool fine =
	    fs_read(o->fs, path_of(o, &scratch), RECORD_MOST, &bytes) == 0 &&
	    pack_open(arena_str(a, sb_view(&bytes)), NAME, &u);

	*r = (struct site_record){ 0 };
	if (fine)
		unpack_all(&u, r, a);
	if (!fine || u.bad)
		*r = (struct site_record){ 0 };
	sb_release(&bytes);
	arena_release(&scratch);
	return fine && !u.bad;
}

void
site_record_forget(const struct build_options *o)
{
	struct arena a = { 0 };

	fs_unlink(o->fs, path_of(o, &a));
	arena_release(&a);
}

struct map
site_record_by_file(struct arena *a, const struct site_record *r)
{
	struct map map = map_new(a);

	map_reserve(&map, r->page_count);
	for (size_t i = 0; i < r->page_count; i++)
		map_set(&map, r->pages[i].file, &r->pages[i]);
	return map;
}
