/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/protect_part.h"

#include <errno.h>

#include "base/hash.h"
#include "build/build.h"
#include "build/drawer.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "render/pdf_protect.h"
#include "write/journal.h"
#include "write/tree.h"

enum { DOCUMENT_MOST = 256 << 20 };

struct job {
	const struct build_options *options;
	const struct protect_wish *wish; /* NULL: only clear away */
	struct diags *ds;
	struct build_summary *summary;
	struct arena arena;
	struct tree *tree;
	struct sb document;
	struct sb copy;
	size_t matched; /* documents that were wanted */
	bool *named;    /* which of the wish's documents were found */
	int err;        /* of the disk */
};

static const char *
in_output(struct job *j, const char *tree, struct str path)
{
	return fs_join(&j->arena,
	    str_from(fs_join(
		&j->arena, str_from(j->options->output), str_from(tree))),
	    path);
}

static bool
wanted(struct job *j, struct str plan, struct str file)
{
	const struct protect_wish *w = j->wish;
	struct str name = str_sub(file, 0, file.n - 4);
	bool found;

	if (!w || (w->plan.n && !str_eq(w->plan, plan)))
		return false;
	found = w->count == 0;
	for (size_t i = 0; i < w->count; i++)
		if (str_eq(w->documents[i], name) ||
		    str_eq(w->documents[i], file))
			found = j->named[i] = true;
	return found;
}

/* The earlier copy, when it is of this document and for this password. */
static bool
had(struct job *j, struct str path)
{
	sb_reset(&j->copy);
	return fs_read(j->options->fs, in_output(j, PROTECT_NAME, path),
		   DOCUMENT_MOST, &j->copy) == 0 &&
	       pdf_protected_from(
		   sb_view(&j->copy), sb_view(&j->document), j->wish->password);
}

static void
make_copy(struct job *j, struct str path, struct str source)
{
	struct sb why = { 0 };

	j->matched++;
	if (!had(j, path)) {
		sb_reset(&j->copy);
		if (!pdf_protect(sb_view(&j->document), j->wish->password,
			&j->copy, &why))
			diag_add_file(j->ds, DIAG_P18, path,
			    N_("no copy with a password could be made: %s"),
			    sb_text(&why));
	}
	if (j->copy.n) {
		j->summary->protected_copies++;
		j->err = tree_put(j->tree, path, sb_view(&j->copy), source);
	}
	sb_release(&why);
}

/*
 * What a copy was made from is the document as it was then, so that a later
 * run without the password knows whether it is still the same.
 */
static void
see_document(struct job *j, struct str plan, struct str file)
{
	struct str path =
	    arena_fmt(&j->arena, "%.*s/%.*s", STR_ARG(plan), STR_ARG(file));
	char hex[33];
	struct str source;

	sb_reset(&j->document);
	j->err = fs_read(j->options->fs, in_output(j, "plans", path),
	    DOCUMENT_MOST, &j->document);
	if (j->err)
		return;
	hash128_hex(hash128(sb_view(&j->document)), hex);
	source = arena_fmt(&j->arena, "%.*s@%s", STR_ARG(path), hex);
	if (wanted(j, plan, file))
		make_copy(j, path, source);
	else
		j->err = tree_keep_source(j->tree, source);
}

static void
see_plan(struct job *j, struct str plan)
{
	struct fs_entries list = { 0 };

	j->err = fs_list(
	    j->options->fs, &j->arena, in_output(j, "plans", plan), &list);
	for (size_t i = 0; j->err == 0 && i < list.count; i++)
		if (list.items[i].kind == FS_FILE &&
		    str_ends(list.items[i].name, STR(".pdf")))
			see_document(j, plan, list.items[i].name);
}

static void
see_all(struct job *j)
{
	struct fs_entries list = { 0 };
	const char *plans =
	    fs_join(&j->arena, str_from(j->options->output), STR("plans"));

	j->err = fs_list(j->options->fs, &j->arena, plans, &list);
	if (j->err == ENOENT)
		j->err = 0;
	for (size_t i = 0; j->err == 0 && i < list.count; i++)
		if (list.items[i].kind == FS_FOLDER &&
		    *list.items[i].name.p != '.')
			see_plan(j, list.items[i].name);
}

/* One event a plan; the paths are sorted. */
static void
write_journal(struct job *j)
{
	struct {
		struct journal_event *items;
		size_t count;
		size_t cap;
	} events = { 0 };
	struct journal_event *last = NULL;
	size_t count;
	const struct str *paths = tree_changed(j->tree, &count);

	for (size_t i = 0; i < count; i++) {
		struct str rest = paths[i], plan;

		if (!str_next_part(&rest, '/', &plan))
			continue;
		if (!last || !str_eq(last->plan_id, plan)) {
			last = arena_push(&j->arena, &events);
			last->what = "protected";
			last->plan_id = plan;
		}
		last->documents++;
	}
	if (events.count)
		j->err = journal_append(j->options->fs, j->options->output,
		    j->options->now, events.items, events.count);
}

/*
 * Whoever asks for two papers and gets one may send that one; so it is all that
 * were named or none.
 */
static bool
all_there(struct job *j)
{
	const struct protect_wish *w = j->wish;
	bool all = true;

	if (!w || !w->plan.n)
		return true;
	for (size_t i = 0; i < w->count; i++) {
		if (j->named[i])
			continue;
		diag_add_file(j->ds, DIAG_P19,
		    arena_fmt(&j->arena, "plans/%.*s/%.*s", STR_ARG(w->plan),
			STR_ARG(w->documents[i])),
		    N_("there is no such document to make a copy of"));
		all = false;
	}
	if (w->count == 0 && !j->matched) {
		diag_add_file(j->ds, DIAG_P19,
		    arena_fmt(&j->arena, "plans/%.*s", STR_ARG(w->plan)),
		    N_("there is no such document to make a copy of"));
		all = false;
	}
	return all;
}

static void
finish(struct job *j)
{
	struct tree_result result = { 0 };

	if (j->err == 0 && !all_there(j)) {
		j->summary->protected_copies = 0;
		j->err = tree_abandon(j->tree);
	} else if (j->err == 0) {
		worker_publishes(j->options, true);
		j->err = tree_commit(j->tree, &result);
		if (j->err == 0)
			write_journal(j);
		worker_publishes(j->options, false);
	}
	if (j->err)
		build_disk_failed(j->ds, j->options->output, j->err);
}

static const struct tree_options *
where(const struct build_options *o, struct tree_options *t)
{
	*t = (struct tree_options){ .output = o->output,
		.name = PROTECT_NAME,
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	return t;
}

/* In the worker. */
static void
work(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct job j = {
		.options = o, .wish = o->protect, .ds = ds, .summary = summary
	};
	struct tree_options t;

	worker_confine(o);
	if (j.wish)
		j.named = arena_array(&j.arena, bool, j.wish->count + 1);
	j.err = tree_open(&j.tree, &j.arena, o->fs, where(o, &t));
	if (j.err)
		build_disk_failed(ds, o->output, j.err);
	else {
		see_all(&j);
		finish(&j);
	}
	sb_release(&j.document);
	sb_release(&j.copy);
	arena_release(&j.arena);
}

static bool
copies_there(const struct build_options *o)
{
	struct arena a = { 0 };
	struct fs_stat st = { 0 };
	int err = fs_stat(
	    o->fs, fs_join(&a, str_from(o->output), STR(PROTECT_NAME)), &st);

	arena_release(&a);
	return err == 0 && st.kind == FS_FOLDER;
}

void
protect_run(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct worker w = { .name = _("copies with a password"),
		.work = work,
		.role = CONFINE_PROTECT,
		.fd = -1 };
	struct tree_options t;
	int err;

	if (!o->protect && !copies_there(o))
		return;
	err = tree_prepare(o->fs, where(o, &t));
	if (err == 0)
		err = journal_prepare(o->fs, o->output);
	if (err == 0)
		err = drawer_prepare(o->fs, o->output, "journal");
	if (err == 0)
		err = worker_start(&w, o);
	if (err)
		build_disk_failed(ds, o->output, err);
	else
		workers_collect(&w, 1, ds, summary);
	workers_release(&w, 1);
}

void
build_protect(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct arena a = { 0 };
	int lock = -1;
	int err = fs_lock(
	    o->fs, fs_join(&a, str_from(o->output), STR(".lock")), &lock);

	if (err == EWOULDBLOCK)
		diag_add_file(ds, DIAG_B03, str_from(o->output),
		    N_("another build is writing here"));
	else if (err == ENOENT)
		diag_add_file(ds, DIAG_P19, str_from(o->output),
		    N_("there is no such document to make a copy of"));
	else if (err)
		build_disk_failed(ds, o->output, err);
	else
		protect_run(o, ds, summary);
	if (lock >= 0)
		fs_unlock(o->fs, lock);
	arena_release(&a);
}
