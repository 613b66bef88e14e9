/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_made.h"

#include <errno.h>

#include "build/leak.h"
#include "build/worker.h"
#include "render/mustache.h"
#include "write/tree.h"

void
maker_release(struct maker *m)
{
	sb_release(&m->html);
	sb_release(&m->told);
	arena_release(&m->arena);
	arena_release(&m->settled);
}

void
maker_ready(struct maker *m)
{
	struct site_job *j = m->job;

	if (m->apart && j->err == 0)
		j->err = tree_ready(j->tree);
}

/* --- in the process that makes it ----------------------------------------- */

struct made {
	bool page;
	bool there;
	struct str bytes;
	int err; /* of the disk */
	struct tree_stored stored;
};

static void
store(struct maker *m, struct str path, struct made *made)
{
	struct site_job *j = m->job;

	if (!m->apart || !made->there || made->err)
		return;
	made->err = tree_store(j->tree, path, made->bytes, &made->stored);
	if (!j->looks)
		made->bytes = STR("");
}

static void
pack_made(struct sb *out, const struct made *made)
{
	pack_number(out, made->page);
	pack_number(out, made->there);
	pack_text(out, made->bytes);
	pack_number(out, (uint64_t)made->err);
	pack_number(out, made->stored.size);
	pack_hash(out, made->stored.hash);
}

/* A template is settled for the second page with a frame. */
struct frame {
	size_t pages;
	const struct program *program; /* NULL: none, or not yet */
};

/* There are a hundred frames of some 10 kB; more is no common site. */
enum { SETTLED_MOST = 16 * 1024 * 1024 };

static struct frame *
frame_of(struct maker *m, struct str name)
{
	struct map_entry *e;

	if (!m->frames.arena || m->settled.total > SETTLED_MOST) {
		arena_reset(&m->settled);
		m->frames = map_new(&m->settled);
	}
	e = map_put(&m->frames, name);
	if (!e->value) {
		e->key = arena_str(&m->settled, name);
		e->value = arena_new(&m->settled, struct frame);
	}
	return e->value;
}

/* false: what is in html is not to be used. */
static bool
make_page(struct maker *m, size_t entry, struct output *o)
{
	const struct site_job *j = m->job;
	struct str name = site_view_frame(j->view, entry, &m->arena);
	struct frame *f = name.n ? frame_of(m, name) : NULL;

	if (f && f->program) {
		site_view_inside(j->view, entry, &m->arena, o);
		return program_render(f->program, o->values, j->ds, &m->html);
	}
	site_view_output(j->view, entry, &m->arena, o);
	if (o->template_name.n == 0)
		return true;
	if (f && ++f->pages == 2)
		f->program = template_settle(&m->settled, j->templates,
		    o->template_name, o->values, site_frame());
	return template_render(
	    j->templates, o->template_name, o->values, j->ds, &m->html);
}

void
maker_make(struct maker *m, size_t entry, struct sb *out)
{
	struct site_job *j = m->job;
	struct output o = { 0 };
	struct made made = { 0 };
	size_t before = j->ds->count;
	bool fine;

	arena_reset(&m->arena);
	sb_reset(&m->html);
	worker_at(j->options, site_view_path(j->view, entry));
	fine = make_page(m, entry, &o);
	made.page = o.template_name.n > 0;
	if (!made.page)
		made.bytes = o.bytes;
	else if (fine)
		made.bytes = sb_view(&m->html);
	made.there = made.bytes.p != NULL;
	if (j->memory.lost)
		made.err = EAGAIN;
	store(m, o.path, &made);
	pack_made(out, &made);
	pack_findings(out, j->ds, before);
	j->ds->count = before;
}

/* --- in the process that goes on with it ---------------------------------- */

static struct made
unpack_made(struct unpack *u)
{
	struct made made = { 0 };

	made.page = unpack_number(u) != 0;
	made.there = unpack_number(u) != 0;
	made.bytes = unpack_text(u);
	made.err = (int)unpack_number(u);
	made.stored.size = unpack_number(u);
	made.stored.hash = unpack_hash(u);
	return made;
}

/* It lies in the spare already. */
static void
take_stored(struct maker *m, struct str path, const struct made *made)
{
	struct site_job *j = m->job;

	if (j->looks)
		leak_show(j->options, "site", path, made->bytes);
	else
		leak_add(&m->told, path, made->stored.hash);
	if (j->err == 0)
		tree_note(j->tree, path, &made->stored);
}

void
site_job_put(struct site_job *j, struct str path, struct str bytes)
{
	leak_show(j->options, "site", path, bytes);
	if (j->err)
		return;
	if (j->held)
		j->err = held_put(j->held, path, bytes);
	else if (j->tree)
		j->err = tree_put(j->tree, path, bytes, STR_NONE);
}

void
maker_take(struct maker *m, size_t entry, struct unpack *u)
{
	struct site_job *j = m->job;
	struct str path = site_view_path(j->view, entry);
	struct made made = unpack_made(u);

	unpack_findings(u, j->ds);
	if (j->err == 0)
		j->err = made.err;
	worker_at(j->options, path);
	if (made.there && m->apart)
		take_stored(m, path, &made);
	else if (made.there)
		site_job_put(j, path, made.bytes);
	if (!j->held)
		memory_made(&j->memory, path, made.page,
		    site_view_news(j->view, entry));
}

void
maker_taken(struct maker *m)
{
	leak_tell(m->job->options, "site", sb_view(&m->told));
	sb_reset(&m->told);
}
