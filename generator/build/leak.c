/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "build/build.h"
#include "build/leak_scan.h"
#include "build/plan_files.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "load/plan.h"
#include "load/site_data.h"
#include "load/text_file.h"

enum {
	PIPE_SIZE = 1024 * 1024,
	FILE_LIMIT = 64 * 1024 * 1024, /* of the output */
	RAW_LIMIT = 16 * 1024 * 1024,  /* of a file that is no plan */
	PLACES = 20,                   /* told of one value */
	DEEPEST = 32,                  /* folders of the output */
	TRIES = 3                      /* while somebody saves */
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

struct guard {
	const struct build_options *options;
	struct diags *ds;
	struct arena arena;
	struct leak_set set;
	struct leak_text text;
	struct str path; /* of the file that is looked through */
	struct str bytes;
	size_t hits;
	bool blind;    /* some plan could not be read */
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
	struct leak_value *v = &g->set.values[value];
	struct str file = g->set.files[v->file];
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
look(struct guard *g, struct str path, struct str bytes)
{
	/* Value 0 is what is allowed: without another one nothing can leak. */
	if (g->set.count < 2)
		return;
	g->path = path;
	g->bytes = bytes;
	if (g->set.count > 1 && leak_text_take(&g->text, path, bytes))
		leak_scan(&g->set, &g->text, hit, g);
}

/* --- what is guarded ------------------------------------------------------ */

static void
read_allowed(struct guard *g)
{
	struct diags ds = { 0 };
	struct site_config config = { 0 };
	struct text_file file = { 0 };
	const char *path = fs_join(
	    &g->arena, str_from(g->options->root), STR("content/site.yaml"));

	/* What is wrong with the file is said when the site is made. */
	if (text_file_load(&file, &g->arena, &ds, g->options->fs, path,
		STR("content/site.yaml"), TEXT_FILE_LIMIT,
		&text_file_data_codes)) {
		site_config_read(&config, &g->arena, &ds, file.source);
		leak_set_allow(&g->set, &config);
	}
	diag_release(&ds);
}

static void
blind(struct guard *g, struct str name, int err)
{
	g->blind = true;
	diag_add_file(g->ds, DIAG_S02, name,
	    N_("it cannot be read, so the site cannot be guarded: %s"),
	    msg_errno(err));
}

static void
guard_plan(struct guard *g, struct arena *a, struct str name, struct str raw)
{
	struct diags ds = { 0 };
	const struct plan *p = NULL;

	if (raw.n <= PLAN_LIMIT)
		p = plan_read(a, &ds, name, raw);
	if (p && p->readable)
		leak_set_plan(&g->set, &ds.sources, p);
	else
		leak_set_raw(&g->set, name, raw);
	diag_release(&ds);
}

static void
take_file(struct guard *g, struct arena *a, const char *path)
{
	struct str name = plan_file_shown(g->options, path);
	struct sb raw = { 0 };
	int err = EAGAIN;

	arena_reset(a);
	for (int i = 0; i < TRIES && err == EAGAIN; i++)
		err = fs_read(g->options->fs, path, RAW_LIMIT, &raw);
	if (err == 0)
		guard_plan(g, a, name, sb_view(&raw));
	/* Gone since the list, or no file at all: nothing to guard. */
	else if (err != ENOENT && err != EINVAL && err != EISDIR &&
		 err != ELOOP)
		blind(g, name, err);
	sb_release(&raw);
}

static void
read_plans(struct guard *g)
{
	const struct build_options *o = g->options;
	struct arena a = { 0 };
	struct fs_entries list;
	int err = fs_list(o->fs, &g->arena, o->plans, &list);

	if (err && (err != ENOENT || o->plans_given))
		blind(g, plan_file_shown(o, o->plans), err);
	for (size_t i = 0; err == 0 && i < list.count; i++)
		if (plan_file_wanted(&list.items[i]))
			take_file(g, &a,
			    fs_join(&g->arena, str_from(o->plans),
				list.items[i].name));
	leak_set_close(&g->set);
	arena_release(&a);
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

/* All that was read so far: the plans, and what the content declares. */
static struct hash128
what_is_known(const struct guard *g)
{
	const struct fs_recorded *seen = worker_seen(g->options);
	struct hash128 h = hash128(STR(SAMPLAN_VERSION));

	for (size_t i = 0; seen && i < seen->count; i++) {
		h = hash128_mix(h, hash128(seen->items[i].path));
		h = hash128_mix(h, seen->items[i].hash);
	}
	return h;
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
			    g->hits > before || g->blind ? &NO : &YES, 1);
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

void
build_leak(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	struct guard g = { .options = options, .ds = ds };

	(void)summary;
	worker_confine(options);
	leak_set_begin(&g.set);
	read_allowed(&g);
	read_plans(&g);
	if (options->leak) {
		struct hash128 known = what_is_known(&g);

		write_all(options->leak->say_out, &known, sizeof(known));
		take_all_shown(&g);
	}
	if (!g.site_made)
		look_at_live(&g, "site");
	if (!g.report_made && !options->sketch)
		look_at_live(&g, "report");
	leak_text_release(&g.text);
	leak_set_release(&g.set);
	arena_release(&g.arena);
}
