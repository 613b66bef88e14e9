/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_outline.h"

#include "build/inputs.h"
#include "build/run_record.h"
#include "build/worker.h"

/* --- packing -------------------------------------------------------------- */

static void
pack_stat(struct sb *out, const struct fs_stat *st)
{
	pack_number(out, (uint64_t)st->kind);
	pack_number(out, st->size);
	pack_number(out, (uint64_t)st->mtime);
	pack_number(out, (uint64_t)st->ctime);
	pack_number(out, st->inode);
}

static struct fs_stat
unpack_stat(struct unpack *u)
{
	struct fs_stat st = { 0 };

	st.kind = unpack_number(u) == FS_FILE ? FS_FILE : FS_OTHER;
	st.size = unpack_number(u);
	st.mtime = (int64_t)unpack_number(u);
	st.ctime = (int64_t)unpack_number(u);
	st.inode = unpack_number(u);
	return st;
}

/* The number of the source is another one in the next run. */
static void
pack_span(struct sb *out, struct span at)
{
	pack_number(out, at.source != 0);
	pack_number(out, (uint64_t)at.off << 32 | at.len);
}

static struct span
unpack_span(struct unpack *u, uint32_t source)
{
	bool there = unpack_number(u) != 0;
	uint64_t place = unpack_number(u);

	return (struct span){ there ? source : 0, (uint32_t)(place >> 32),
		(uint32_t)place };
}

static void
pack_value(struct sb *out, const struct text *t)
{
	pack_text(out, t->s);
	pack_span(out, t->at);
}

static void
unpack_value(struct unpack *u, uint32_t source, struct text *t)
{
	t->s = unpack_text(u);
	t->at = unpack_span(u, source);
}

static void
pack_values(struct sb *out, const struct text_list *list)
{
	pack_number(out, list->count);
	for (size_t i = 0; i < list->count; i++)
		pack_value(out, &list->items[i]);
}

static void
unpack_values(
    struct unpack *u, uint32_t source, struct arena *a, struct text_list *list)
{
	uint64_t count = unpack_number(u);

	while (!u->bad && count--)
		unpack_value(u, source, arena_push(a, list));
}

/* Members of the same kind, so that both ways agree. */
enum { VALUES = 6, LISTS = 4 };

static void
members(struct page_meta *m, struct text *values[VALUES],
    struct text_list *lists[LISTS])
{
	values[0] = &m->title;
	values[1] = &m->nav;
	values[2] = &m->summary;
	values[3] = &m->id;
	values[4] = &m->pictogram;
	values[5] = &m->owner;
	lists[0] = &m->paragraphs;
	lists[1] = &m->aliases;
	lists[2] = &m->tested_by;
	lists[3] = &m->search;
}

static void
pack_meta(struct sb *out, const struct page_meta *meta)
{
	struct page_meta m = *meta;
	struct text *values[VALUES];
	struct text_list *lists[LISTS];

	members(&m, values, lists);
	for (int i = 0; i < VALUES; i++)
		pack_value(out, values[i]);
	for (int i = 0; i < LISTS; i++)
		pack_values(out, lists[i]);
	pack_number(out, (uint64_t)m.updated);
	pack_span(out, m.updated_at);
	pack_number(out, (uint64_t)m.order);
	pack_number(out, (uint64_t)m.audience);
	pack_number(out, m.draft);
}

static void
unpack_meta(
    struct unpack *u, uint32_t source, struct arena *a, struct page_meta *m)
{
	struct text *values[VALUES];
	struct text_list *lists[LISTS];
	uint64_t audience;

	*m = (struct page_meta){ 0 };
	members(m, values, lists);
	for (int i = 0; i < VALUES; i++)
		unpack_value(u, source, values[i]);
	for (int i = 0; i < LISTS; i++)
		unpack_values(u, source, a, lists[i]);
	m->updated = (date_t)unpack_number(u);
	m->updated_at = unpack_span(u, source);
	m->order = (int)unpack_number(u);
	audience = unpack_number(u);
	if (audience > FOR_STAFF)
		u->bad = true;
	m->audience = (enum audience)audience;
	m->draft = unpack_number(u) != 0;
}

/* --- the file on the disk ------------------------------------------------- */

static struct looked *
look_into(struct site_outline *x, struct str folder)
{
	const struct build_options *o = x->options;
	struct map_entry *e = map_put(&x->folders, folder);
	struct looked *l = e->value;
	const char *path;

	if (l)
		return l;
	l = arena_new(x->arena, struct looked);
	l->folder = e->key = arena_str(x->arena, folder);
	e->value = l;
	path = fs_join(x->arena, str_from(o->root), folder);
	/* Being looked at is not being read: the files are noted one by one. */
	worker_looks(o, true);
	if (fs_look(o->fs, x->arena, path, &l->entries, &l->stats))
		l->entries.count = 0;
	worker_looks(o, false);
	return l;
}

/*
 * What the disk says of a file, or said when this run began; pages come folder
 * by folder, by name.
 */
static const struct fs_stat *
look_at(struct site_outline *x, struct str file, struct str path)
{
	const struct inputs *seen = x->options->seen;
	const struct fs_stat *now =
	    seen ? inputs_now(seen, path, &x->next) : NULL;
	size_t slash = str_rfind_char(file, '/');
	struct str folder = str_sub(file, 0, slash);
	struct str name = str_from_off(file, slash + 1);
	struct looked *l = x->here;

	if (now)
		return now;
	if (!l || !str_eq(folder, l->folder))
		l = x->here = look_into(x, folder);
	for (size_t i = 0; i < l->entries.count; i++) {
		size_t at = (l->next + i) % l->entries.count;

		if (!str_eq(l->entries.items[at].name, name))
			continue;
		l->next = at + 1;
		return &l->stats[at];
	}
	return NULL;
}

/* --- the shelf ------------------------------------------------------------ */

static struct site_outline *
self(struct page_shelf *shelf)
{
	return (struct site_outline *)shelf;
}

static void
note(struct site_outline *x, struct str file, struct str kept)
{
	struct str *slice = arena_new(x->arena, struct str);

	*slice = kept;
	map_set(&x->kept, file, slice);
}

static struct str
full_path(struct arena *a, const struct build_options *o, struct str file)
{
	return str_from(fs_join(a, str_from(o->root), file));
}

static bool
is_same(struct site_outline *x, struct str file, struct str path,
    const struct fs_stat *was)
{
	const struct fs_stat *now = look_at(x, file, path);

	return now && now->kind == FS_FILE && was->kind == FS_FILE &&
	       input_stat_same(was, now, x->was.made);
}

static bool
take_kept(struct site_outline *x, struct page *p, struct str path,
    const struct page_record *was)
{
	struct fs_seen seen = { .path = path, .as = SEEN_FILE };
	int order = p->meta.order;
	struct unpack u = { .in = was->outline_kept };
	struct str front, found;

	seen.st = unpack_stat(&u);
	seen.hash = unpack_hash(&u);
	if (!is_same(x, p->file, path, &seen.st))
		return false;
	front = unpack_text(&u);
	p->source = source_add(&x->ds->sources, p->file, front);
	p->front = (struct span){ p->source, 0, (uint32_t)front.n };
	p->body.source = p->source;
	p->body.off = (uint32_t)unpack_number(&u);
	p->body.len = (uint32_t)unpack_number(&u);
	unpack_meta(&u, p->source, x->arena, &p->meta);
	found = unpack_text(&u);
	if (u.bad || u.in.n) {
		source_drop(&x->ds->sources, p->source);
		p->meta = (struct page_meta){ .order = order };
		return false;
	}
	findings_say(found, x->ds);
	/* An input of this run, as if it had been read. */
	worker_note(x->options, &seen);
	note(x, p->file, was->outline_kept);
	return true;
}

/*
 * The text of a policy page is compared and sealed: it is always read, and so
 * is every page by one that stays, which may be asked for any of them later.
 */
static bool
take(struct page_shelf *shelf, struct page *p)
{
	struct site_outline *x = self(shelf);
	const struct page_record *was =
	    x->trusted && !p->revision ? map_find(&x->known, p->file) : NULL;
	struct arena a = { 0 };
	bool taken;

	if (!was || was->outline_kept.n == 0)
		return false;
	taken = take_kept(x, p, full_path(&a, x->options, p->file), was);
	arena_release(&a);
	return taken;
}

static void
keep(struct page_shelf *shelf, const struct page *p, size_t first)
{
	struct site_outline *x = self(shelf);
	const struct diags *ds = x->ds;
	struct arena a = { 0 };
	const struct fs_seen *seen = fs_recorded_find(
	    worker_seen(x->options), full_path(&a, x->options, p->file));
	struct sb out = { 0 };

	arena_release(&a);
	if (!seen || seen->as != SEEN_FILE || seen->failed || p->revision)
		return;
	pack_stat(&out, &seen->st);
	pack_hash(&out, seen->hash);
	pack_text(&out, str_sub(source_text(&ds->sources, p->source),
			    p->front.off, p->front.len));
	pack_number(&out, p->body.off);
	pack_number(&out, p->body.len);
	pack_meta(&out, &p->meta);
	pack_text(&out, findings_keep(x->arena, ds, first));
	note(x, p->file, arena_str(x->arena, sb_view(&out)));
	sb_release(&out);
}

void
site_outline_open(struct site_outline *x, struct arena *a,
    const struct build_options *o, struct diags *ds)
{
	/* Also without a record: what is looked at has the same order then. */
	struct hash128 program = program_key(o);

	*x = (struct site_outline){ .shelf = { take, keep },
		.arena = a,
		.options = o,
		.ds = ds,
		.kept = map_new(a),
		.folders = map_new(a) };
	if (!site_record_read(&x->was, a, o))
		return;
	map_reserve(&x->kept, x->was.page_count);
	x->known = site_record_by_file(a, &x->was);
	x->trusted = !o->resident && hash128_eq(x->was.program, program);
}

struct str
site_outline_kept(const struct site_outline *x, struct str file)
{
	const struct str *slice = map_find(&x->kept, file);

	return slice ? *slice : STR("");
}

bool
site_outline_front(struct str kept, struct str *front)
{
	struct unpack u = { .in = kept };

	if (kept.n == 0)
		return false;
	unpack_stat(&u);
	unpack_hash(&u);
	*front = unpack_text(&u);
	return !u.bad;
}
