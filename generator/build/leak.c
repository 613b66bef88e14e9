/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "build/build.h"
#include "build/leak_plans.h"
#include "build/leak_scan.h"
#include "build/pack.h"
#include "build/pipes.h"
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

/*
 * What comes next in the pipe: a file (tree, path, bytes), some without their
 * bytes (tree, nothing, list of path and hash), or: may I? never mind.
 */
static const char FILE_COMES = 'f';
static const char FILE_TOLD = 't';
static const char MAY_I = '?';
static const char NEVER_MIND = '-';

/* --- the pipes ------------------------------------------------------------ */

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
	pipe_close(&link->show_in);
	pipe_close(&link->say_out);
}

void
leak_close_site(struct leak_link *link)
{
	pipe_close(&link->show_out);
	pipe_close(&link->say_in);
}

/* A guard that reads many plans first lets us wait: that is no fault of ours. */
static void
wait_for_guard(const struct build_options *o, size_t bytes)
{
	int held = 0;

	/* A file takes more of a pipe than its bytes, but not four times. */
	if (ioctl(o->leak->show_out, FIONREAD, &held) < 0 ||
	    (size_t)held + bytes > PIPE_SIZE / 4)
		worker_waits(o);
}

static void
send_file(const struct build_options *o, char what, const char *tree,
    struct str path, struct str bytes)
{
	const struct leak_link *link = o->leak;
	const uint64_t n = bytes.n;
	struct sb head = { 0 };

	if (!link)
		return;
	wait_for_guard(o, bytes.n);
	sb_ch(&head, what);
	pipe_pack(&head, str_from(tree));
	pipe_pack(&head, path);
	sb_bytes(&head, &n, sizeof(n));
	if (pipe_write(link->show_out, head.p, head.n))
		pipe_write(link->show_out, bytes.p, bytes.n);
	sb_release(&head);
}

void
leak_show(const struct build_options *o, const char *tree, struct str path,
    struct str bytes)
{
	send_file(o, FILE_COMES, tree, path, bytes);
}

void
leak_add(struct sb *list, struct str path, struct hash128 bytes)
{
	pack_text(list, path);
	pack_hash(list, bytes);
}

void
leak_tell(const struct build_options *o, const char *tree, struct str list)
{
	if (list.n)
		send_file(o, FILE_TOLD, tree, STR(""), list);
}

bool
leak_agreed(const struct leak_link *link)
{
	char answer = NO;

	if (!link)
		return true;
	return pipe_write(link->show_out, &MAY_I, 1) &&
	       pipe_read(link->say_in, &answer, 1) && answer == YES;
}

void
leak_forget(const struct leak_link *link)
{
	if (link)
		pipe_write(link->show_out, &NEVER_MIND, 1);
}

struct leak_guarded
leak_guarded(const struct leak_link *link)
{
	struct leak_guarded known = { 0 };

	if (link && !pipe_read(link->say_in, &known, sizeof(known)))
		known.looks = true;
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
	size_t answered; /* hits at the last answer */
	size_t told;     /* findings then */
	bool site_now;   /* files of the site are shown, not of the report */
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

static struct leak_agreed *
see(struct guard *g, struct str path, struct hash128 bytes)
{
	struct leak_agreed *file = arena_push(&g->arena, &g->seen);

	*file = (struct leak_agreed){ hash128(path), bytes };
	return file;
}

/* A file that was looked through before, is so for what is new only. */
static void
look(struct guard *g, struct str path, struct str bytes)
{
	struct leak_agreed *file = see(g, path, hash128(bytes));

	g->path = path;
	g->bytes = bytes;
	if (!g->plans.remembered || !leak_memory_agreed(&g->plans.memory, file))
		look_for(g, leak_plans_all(&g->plans));
	else if (g->plans.fresh_count)
		look_for(g, &g->plans.fresh);
}

/* --- what is looked through ----------------------------------------------- */

/* "output/site/modellen/index.html" */
static struct str
shown_path(
    const struct guard *g, struct str tree, struct str path, struct sb *to)
{
	sb_reset(to);
	sb_str(to, plan_file_shown(g->options, g->options->output));
	sb_ch(to, '/');
	sb_str(to, tree);
	sb_ch(to, '/');
	sb_str(to, path);
	return sb_view(to);
}

/* What was told stands for nothing where there is something to look for. */
static bool
take_told(struct guard *g, struct str tree, struct str list)
{
	struct unpack u = { .in = list };
	struct sb path = { 0 };

	while (u.in.n && !u.bad && !g->plans.count) {
		struct str file = unpack_text(&u);
		struct hash128 hash = unpack_hash(&u);

		if (!u.bad)
			see(g, shown_path(g, tree, file, &path), hash);
	}
	sb_release(&path);
	return u.in.n == 0 && !u.bad;
}

/* One file of the pipe, or those that are told; false at its end. */
static bool
take_shown(struct guard *g, bool told, struct sb *path, struct sb *bytes)
{
	int fd = g->options->leak->show_in;
	struct sb tree = { 0 }, shown = { 0 };
	struct str full;
	bool fine = false;
	int err;

	if (pipe_take(fd, &tree, FILE_LIMIT) == 0 &&
	    pipe_take(fd, path, FILE_LIMIT) == 0) {
		full = shown_path(g, sb_view(&tree), sb_view(path), &shown);
		err = pipe_take(fd, bytes, FILE_LIMIT);
		fine = err == 0;
		if (err == EFBIG)
			diag_add_file(g->ds, DIAG_B06, full,
			    N_("the file is larger than %d MB and is not looked through for what plans hold: nothing is published"),
			    FILE_LIMIT / 1024 / 1024);
	}
	if (fine) {
		g->site_now = str_is(sb_view(&tree), "site");
		worker_at(g->options, full);
		if (told)
			fine = take_told(g, sb_view(&tree), sb_view(bytes));
		else
			look(g, full, sb_view(bytes));
	}
	sb_release(&tree);
	sb_release(&shown);
	return fine;
}

static void
answered(struct guard *g)
{
	g->answered = g->hits;
	g->told = g->ds->count;
}

static void
answer(struct guard *g)
{
	bool no = g->hits > g->answered || g->plans.blind;

	pipe_write(g->options->leak->say_out, no ? &NO : &YES, 1);
	g->site_made |= g->site_now;
	g->report_made |= !g->site_now;
	answered(g);
}

static void
tell_anew(struct leak_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		set->values[i].shown = 0;
}

/* What was looked through stays unknown to the next run (remember). */
static void
forget(struct guard *g)
{
	if (g->hits == g->answered)
		return;
	diag_cut(g->ds, g->told);
	tell_anew(leak_plans_all(&g->plans));
	tell_anew(&g->plans.fresh);
	answered(g);
}

/* Everything that the worker of the site shows, until it ends. */
static void
take_all_shown(struct guard *g)
{
	const struct leak_link *link = g->options->leak;
	struct sb path = { 0 }, bytes = { 0 };
	char next;

	answered(g);
	for (;;) {
		worker_waits(g->options);
		if (!pipe_read(link->show_in, &next, 1))
			break;
		if (next == MAY_I)
			answer(g);
		else if (next == NEVER_MIND)
			forget(g);
		else if (!take_shown(g, next == FILE_TOLD, &path, &bytes))
			break;
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
		struct leak_guarded known;

		/* With its padding, which goes through the pipe, too. */
		memset(&known, 0, sizeof(known));
		known.plans = leak_plans_hash(&g.plans);
		known.looks = g.plans.count > 0;
		pipe_write(options->leak->say_out, &known, sizeof(known));
		take_all_shown(&g);
	}
	look_at_readers(&g);
	leak_text_release(&g.text);
	leak_plans_release(&g.plans);
	arena_release(&g.arena);
}
