/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "build/build.h"
#include "build/leak_plans.h"
#include "build/leak_scan.h"
#include "build/plan_files.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "write/manifest.h"

enum {
	PIPE_SIZE = 1024 * 1024,
	FILE_LIMIT = 64 * 1024 * 1024, /* of the output */
	PLACES = 20,                   /* told of one value */
	DEEPEST = 32,                  /* folders of the output */
	AGREED_MOST = 300000           /* with earlier states of pages */
};

static const char YES = 'y';
static const char NO = 'n';

/* What stands before each file in the pipe; a path of 0: may I? */
struct frame {
	uint64_t tree;
	uint64_t path;
	uint64_t bytes;
};

/* --- the pipes ------------------------------------------------------------ */

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int
leak_open(struct leak_link *link)
{
	int show[2], say[2];

	*link = (struct leak_link){ -1, -1, -1, -1 };
	if (pipe2(show, O_CLOEXEC) < 0)
		return errno;
	link->show_in = show[0];
	link->show_out = show[1];
	if (pipe2(say, O_CLOEXEC) < 0) {
		int err = errno;

		leak_close_guard(link);
		leak_close_site(link);
		return err;
	}
	link->say_in = say[0];
	link->say_out = say[1];
	/* Only speed depends on it. */
	fcntl(link->show_out, F_SETPIPE_SZ, PIPE_SIZE);
	return 0;
}

void
leak_close_guard(struct leak_link *link)
{
	close_end(&link->show_in);
	close_end(&link->say_out);
}

void
leak_close_site(struct leak_link *link)
{
	close_end(&link->show_out);
	close_end(&link->say_in);
}

static bool
write_all(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false; /* the guard ended; it will not agree */
		at += done;
		n -= (size_t)done;
	}
	return true;
}

static bool
read_all(int fd, void *p, size_t n)
{
	char *at = p;

	while (n) {
		ssize_t got = read(fd, at, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

void
leak_show(const struct leak_link *link, const char *tree, struct str path,
    struct str bytes)
{
	const struct frame f = { strlen(tree), path.n, bytes.n };

	if (link && write_all(link->show_out, &f, sizeof(f)) &&
	    write_all(link->show_out, tree, f.tree) &&
	    write_all(link->show_out, path.p, path.n))
		write_all(link->show_out, bytes.p, bytes.n);
}

bool
leak_agreed(const struct leak_link *link)
{
	const struct frame end = { 0, 0, 0 };
	char answer = NO;

	if (!link)
		return true;
	return write_all(link->show_out, &end, sizeof(end)) &&
	       read_all(link->say_in, &answer, 1) && answer == YES;
}

struct hash128
leak_guarded(const struct leak_link *link)
{
	struct hash128 known = { 0, 0 };

	if (link)
		read_all(link->say_in, &known, sizeof(known));
	return known;
}

/* --- the guard ------------------------------------------------------------ */

struct agreed {
	struct leak_agreed *items;
	size_t count;
	size_t cap;
};

struct guard {
	const struct build_options *options;
	struct diags *ds;
	struct arena arena;
	struct leak_plans plans;
	struct leak_set *set; /* what the file is looked through for */
	struct leak_text text;
	struct str path; /* of the file that is looked through */
	struct str bytes;
	struct agreed seen; /* files that were looked through in this run */
	size_t hits;
	bool site_now; /* files of the site are shown, not of the report */
	bool site_made;
	bool report_made;
};

static const char *
kind_words(enum leak_kind kind)
{
	static const char *const words[] = {
		[LEAK_PLAN_ID] = N_("the id of a plan"),
		[LEAK_NAME] = N_("a name"),
		[LEAK_PHONE] = N_("a telephone number"),
		[LEAK_EMAIL] = N_("an e-mail address"),
		[LEAK_OWN_WORDS] = N_("somebody's own words"),
	};

	return msg(words[kind]);
}

static uint32_t
line_of(struct str bytes, size_t off)
{
	uint32_t line = 1;

	for (size_t i = 0; i < off && i < bytes.n; i++)
		line += bytes.p[i] == '\n';
	return line;
}

/* The place is told, never what stands there. */
static void
hit(void *arg, uint32_t value, size_t source)
{
	struct guard *g = arg;
	struct leak_value *v = &g->set->values[value];
	struct str file = g->set->files[v->file];
	struct finding *f;

	g->hits++;
	if (v->shown++ >= PLACES)
		return;
	f = diag_add_file(g->ds, DIAG_S01, g->path,
	    N_("here stands %s from a plan (%.*s, line %u)"),
	    kind_words(v->kind), STR_ARG(file), v->line);
	f->line = line_of(g->bytes, source);
	f->column = 1;
}

static void
look_for(struct guard *g, struct leak_set *set)
{
	/* Value 0 is what is allowed: without another one nothing can leak. */
	if (set->count < 2)
		return;
	g->set = set;
	if (leak_text_take(&g->text, g->path, g->bytes))
		leak_scan(set, &g->text, hit, g);
}

/* A file that was looked through before, is so for what is new only. */
static void
look(struct guard *g, struct str path, struct str bytes)
{
	struct leak_agreed *file = arena_push(&g->arena, &g->seen);

	*file = (struct leak_agreed){ hash128(path), hash128(bytes) };
	g->path = path;
	g->bytes = bytes;
	if (!g->plans.remembered || !leak_memory_agreed(&g->plans.memory, file))
		look_for(g, leak_plans_all(&g->plans));
	else if (g->plans.fresh_count)
		look_for(g, &g->plans.fresh);
}

/* --- what is looked through ----------------------------------------------- */

/* Bytes of a file from the pipe; a length is believed only within limits. */
static bool
take_bytes(int fd, struct sb *out, uint64_t n)
{
	sb_reset(out);
	if (n > FILE_LIMIT)
		return false;
	if (!read_all(fd, sb_room(out, (size_t)n + 1), (size_t)n))
		return false;
	out->n = (size_t)n;
	out->p[out->n] = '\0';
	return true;
}

/* One file of the pipe; false at its end. */
static bool
take_shown(
    struct guard *g, const struct frame *f, struct sb *path, struct sb *bytes)
{
	int fd = g->options->leak->show_in;
	struct str output = plan_file_shown(g->options, g->options->output);
	struct sb name = { 0 };
	bool fine = take_bytes(fd, &name, f->tree) &&
		    take_bytes(fd, path, f->path) &&
		    take_bytes(fd, bytes, f->bytes);

	if (fine) {
		g->site_now = str_is(sb_view(&name), "site");
		sb_ch(&name, '/');
		sb_str(&name, sb_view(path));
		sb_reset(path);
		sb_fmt(path, "%.*s/%s", STR_ARG(output), sb_text(&name));
		worker_at(g->options, sb_view(path));
		look(g, sb_view(path), sb_view(bytes));
	}
	sb_release(&name);
	return fine;
}

/* Everything that the worker of the site shows, until it ends. */
static void
take_all_shown(struct guard *g)
{
	const struct leak_link *link = g->options->leak;
	struct sb path = { 0 }, bytes = { 0 };
	struct frame f;
	size_t before = 0;

	for (;;) {
		worker_waits(g->options);
		if (!read_all(link->show_in, &f, sizeof(f)))
			break;
		if (f.path == 0) {
			write_all(link->say_out,
			    g->hits > before || g->plans.blind ? &NO : &YES, 1);
			before = g->hits;
			g->site_made |= g->site_now;
			g->report_made |= !g->site_now;
		} else if (!take_shown(g, &f, &path, &bytes)) {
			break;
		}
	}
	sb_release(&path);
	sb_release(&bytes);
}

static void walk(struct guard *g, const char *folder, int depth);

static void
walk_entry(struct guard *g, const char *path, enum fs_kind kind, int depth)
{
	struct sb bytes = { 0 };
	int err = 0;

	if (kind == FS_FOLDER) {
		walk(g, path, depth + 1);
	} else if (kind == FS_FILE) {
		err = fs_read(g->options->fs, path, FILE_LIMIT, &bytes);
		if (err == 0)
			look(g, plan_file_shown(g->options, path),
			    sb_view(&bytes));
		else if (err != ENOENT)
			diag_add_file(g->ds, DIAG_B01,
			    plan_file_shown(g->options, path),
			    N_("the file cannot be read: %s"), msg_errno(err));
	}
	sb_release(&bytes);
}

/* What readers see now. */
static void
walk(struct guard *g, const char *folder, int depth)
{
	struct arena a = { 0 };
	struct fs_entries list;

	if (depth < DEEPEST && fs_list(g->options->fs, &a, folder, &list) == 0)
		for (size_t i = 0; i < list.count; i++)
			if (list.items[i].name.p[0] != '.')
				walk_entry(g,
				    fs_join(&a, str_from(folder),
					list.items[i].name),
				    list.items[i].kind, depth);
	arena_release(&a);
}

static void
look_at_live(struct guard *g, const char *tree)
{
	walk(g,
	    fs_join(&g->arena, str_from(g->options->output), str_from(tree)),
	    0);
}

/* Which site and report readers see, by their manifests. */
static struct hash128
what_is_seen(const struct guard *g)
{
	static const char *const trees[] = { "site", "report" };
	struct hash128 h = { 1, 1 };
	struct arena a = { 0 };

	for (size_t i = 0; i < 2; i++) {
		struct sb bytes = { 0 };

		if (fs_read(g->options->fs,
			fs_join(&a, str_from(g->options->output),
			    arena_fmt(&a, "%s/" MANIFEST_NAME, trees[i])),
			FILE_LIMIT, &bytes) == 0)
			h = hash128_mix(h, hash128(sb_view(&bytes)));
		sb_release(&bytes);
	}
	arena_release(&a);
	return h;
}

/* What was looked through before still is, when there is nothing new. */
static void
add_seen_before(struct guard *g)
{
	const struct leak_memory *m = &g->plans.memory;

	if (!g->plans.remembered || g->plans.fresh_count ||
	    m->agreed_count > AGREED_MOST)
		return;
	for (size_t i = 0; i < m->agreed_count; i++)
		*arena_push(&g->arena, &g->seen) = m->agreed[i];
}

static void
remember(struct guard *g, struct hash128 sight)
{
	size_t kept = 0;

	if (!g->options->write || g->hits || g->plans.blind)
		return;
	add_seen_before(g);
	leak_memory_sort(g->seen.items, g->seen.count);
	for (size_t i = 0; i < g->seen.count; i++)
		if (kept == 0 ||
		    memcmp(&g->seen.items[kept - 1], &g->seen.items[i],
			sizeof(*g->seen.items)) != 0)
			g->seen.items[kept++] = g->seen.items[i];
	leak_plans_remember(&g->plans, g->seen.items, kept, sight);
}

static void
look_at_readers(struct guard *g)
{
	struct hash128 sight = what_is_seen(g);

	/* The same site, and nothing new to look for. */
	if (g->plans.remembered && g->plans.fresh_count == 0 && !g->site_made &&
	    !g->report_made && hash128_eq(sight, g->plans.memory.sight)) {
		remember(g, sight);
		return;
	}
	if (!g->site_made)
		look_at_live(g, "site");
	/* After a sketch the report is made anew, and shown. */
	if (!g->report_made && !g->options->sketch)
		look_at_live(g, "report");
	/* What is made now is published when the guard has ended. */
	if (g->site_made || g->report_made)
		sight = (struct hash128){ 0, 0 };
	remember(g, sight);
}

void
build_leak(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	struct guard g = { .options = options, .ds = ds };

	(void)summary;
	worker_confine(options);
	leak_plans_read(&g.plans, options, ds);
	if (options->leak) {
		struct hash128 known = leak_plans_hash(&g.plans);

		write_all(options->leak->say_out, &known, sizeof(known));
		take_all_shown(&g);
	}
	look_at_readers(&g);
	leak_text_release(&g.text);
	leak_plans_release(&g.plans);
	arena_release(&g.arena);
}
