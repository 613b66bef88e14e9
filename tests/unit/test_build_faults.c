/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every disk call of a build of the samples is made to fail in turn. Each time
 * readers must see the old site or the new one, and of each plan the old
 * documents or the new ones; what failed must be told; and the next build must
 * be right and leave nothing behind. All calls with SAMPLAN_FULL=1 in the
 * environment, else one in so many.
 *
 * The disk is in memory and each try is a child, so that all begin alike.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aid_run.h"
#include "base/hash.h"
#include "build/build.h"
#include "build/plan_pending.h"
#include "build/plan_store.h"
#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"
#include "load/font.h"
#include "write/journal.h"
#include "write/tree.h"

enum { FEW = 24, LIMIT = 1 << 26, PLANS = 3, KINDS = 4 };

static const char *const plans[PLANS] = { "P-2026-0101", "P-2026-0103",
	"P-2026-0106" };

/* What readers see, as a number for each tree. */
struct picture {
	struct hash128 site;
	struct hash128 report;
	struct hash128 plans[PLANS];
};

/* --- the disk ------------------------------------------------------------- */

static void
copy(struct fs *to, struct arena *a, const char *from, const char *name)
{
	struct fs_entries list = { 0 };
	struct sb bytes = { 0 };
	struct fs_stat st;

	assert_int_equal(fs_stat(fs_disk(), from, &st), 0);
	if (st.kind == FS_FILE) {
		assert_int_equal(fs_read(fs_disk(), from, LIMIT, &bytes), 0);
		fs_memory_put(to, name, sb_view(&bytes));
	} else if (st.kind == FS_FOLDER) {
		assert_int_equal(fs_list(fs_disk(), a, from, &list), 0);
	}
	sb_release(&bytes);
	for (size_t i = 0; i < list.count; i++)
		copy(to, a, fs_join(a, str_from(from), list.items[i].name),
		    fs_join(a, str_from(name), list.items[i].name));
}

static struct fs *
sample_disk(struct arena *a)
{
	struct fs *fs = fs_memory_new();

	copy(fs, a, "content", "/root/content");
	copy(fs, a, "themes", "/root/themes");
	copy(fs, a, FONT_FOLDER, FONT_FOLDER);
	copy(fs, a, "/usr/share/bootstrap-icons/svg",
	    "/usr/share/bootstrap-icons/svg");
	for (size_t i = 0; i < PLANS; i++) {
		struct str name = arena_fmt(a, "plans/%s.yaml", plans[i]);

		copy(fs, a, name.p, arena_fmt(a, "/root/%s", name.p).p);
	}
	/* Made by another program, which does not see this disk. */
	if (fs_stat(fs_disk(), "output/.cache", &(struct fs_stat){ 0 }) == 0)
		copy(fs, a, "output/.cache", "/out/.cache");
	return fs;
}

static void
replace(struct fs *fs, const char *path, const char *what, const char *with)
{
	struct sb bytes = { 0 }, changed = { 0 };
	struct str text;
	size_t at;

	assert_int_equal(fs_read(fs, path, LIMIT, &bytes), 0);
	text = sb_view(&bytes);
	at = str_find(text, str_from(what));
	assert_true(at != STR_NOT_FOUND);
	sb_str(&changed, str_sub(text, 0, at));
	sb_cstr(&changed, with);
	sb_str(&changed, str_from_off(text, at + strlen(what)));
	fs_memory_put(fs, path, sb_view(&changed));
	sb_release(&bytes);
	sb_release(&changed);
}

/* Something new, something changed, something gone. */
static void
change(struct fs *fs)
{
	fs_memory_put(fs, "/root/content/sidor/ny.md",
	    STR("---\ntitle: Ny sida\n---\nEn ny sida.\n"));
	replace(fs, "/root/content/sidor/om.md", "\n\n", "\n\nNyare. ");
	replace(fs, "/root/plans/P-2026-0101.yaml",
	    "tilltalsnamn: ", "tilltalsnamn: Ny");
	replace(fs, "/root/plans/P-2026-0103.yaml",
	    "tilltalsnamn: ", "tilltalsnamn: Ny");
}

static void
hash_tree(struct fs *fs, struct arena *a, const char *path, struct hash128 *sum)
{
	struct fs_entries list = { 0 };

	if (fs_list(fs, a, path, &list))
		return;
	for (size_t i = 0; i < list.count; i++) {
		const char *child =
		    fs_join(a, str_from(path), list.items[i].name);
		struct sb bytes = { 0 };

		if (str_is(list.items[i].name, ".manifest"))
			continue;
		*sum = hash128_mix(*sum, hash128(list.items[i].name));
		if (list.items[i].kind == FS_FOLDER)
			hash_tree(fs, a, child, sum);
		else if (fs_read(fs, child, LIMIT, &bytes) == 0)
			*sum = hash128_mix(*sum, hash128(sb_view(&bytes)));
		sb_release(&bytes);
	}
}

static struct picture
look(struct fs *fs)
{
	struct picture p = { 0 };
	struct arena a = { 0 };

	hash_tree(fs, &a, "/out/site", &p.site);
	hash_tree(fs, &a, "/out/report", &p.report);
	for (size_t i = 0; i < PLANS; i++)
		hash_tree(fs, &a, arena_fmt(&a, "/out/plans/%s", plans[i]).p,
		    &p.plans[i]);
	arena_release(&a);
	return p;
}

/* --- one build ------------------------------------------------------------ */

/*
 * What build_run does, without processes. Gives the worst severity; told counts
 * what is said of documents that are gone, unless it is NULL.
 */
static int
build_parts(struct fs *fs, bool site, size_t *told)
{
	static const struct tree_options trees[] = {
		{ .output = "/out",
		    .name = "site",
		    .folder_mode = 0755,
		    .file_mode = 0644 },
		{ .output = "/out",
		    .name = "report",
		    .folder_mode = 0755,
		    .file_mode = 0644 },
		{ .output = "/out",
		    .name = "plans",
		    .folder_mode = 0700,
		    .file_mode = 0600,
		    .purge = true },
	};
	struct build_options o = { .fs = fs,
		.root = "/root",
		.plans = "/root/plans",
		.output = "/out",
		.data = "/nothing",
		.site = site,
		.plan_documents = true,
		.write = true };
	struct build_summary summary = { 0 };
	struct diags ds = { 0 };
	const char *show = getenv("SAMPLAN_SHOW");
	int worst = -1, err = fs_mkdirs(fs, "/out", 0755);

	o.today = date_from(2026, 11, 21);
	o.now = (int64_t)o.today * 86400;
	for (size_t i = 0; i < 3 && err == 0; i++)
		err = tree_prepare(fs, &trees[i]);
	if (err == 0)
		err = journal_prepare(fs, "/out");
	if (err == 0)
		err = drawer_prepare(fs, "/out", "plans");
	if (err)
		build_disk_failed(&ds, "/out", err);
	if (err == 0 && site)
		build_site(&o, &ds, &summary);
	if (err == 0)
		build_plans(&o, &ds, &summary);
	for (size_t i = 0; i < ds.count; i++) {
		if ((int)ds.items[i].severity > worst)
			worst = (int)ds.items[i].severity;
		if (told && ds.items[i].code == DIAG_B10)
			++*told;
		if (show && ds.items[i].severity >= SEV_ERROR)
			print_message("# %.*s:%u: %.*s\n",
			    STR_ARG(ds.items[i].file), ds.items[i].line,
			    STR_ARG(ds.items[i].message));
	}
	diag_release(&ds);
	return worst;
}

static int
build(struct fs *fs)
{
	return build_parts(fs, true, NULL);
}

static bool
same(const struct picture *a, const struct picture *b)
{
	bool fine =
	    hash128_eq(a->site, b->site) && hash128_eq(a->report, b->report);

	for (size_t i = 0; i < PLANS; i++)
		fine &= hash128_eq(a->plans[i], b->plans[i]);
	return fine;
}

static bool
either(struct hash128 now, struct hash128 old, struct hash128 new)
{
	return hash128_eq(now, old) || hash128_eq(now, new);
}

/* Nothing but the trees, their spares and what belongs to them. */
static bool
tidy(struct fs *fs)
{
	static const char *const known[] = { ".cache", ".journal",
		".plans.next", ".report.next", ".site.next", "plans", "report",
		"site" };
	struct arena a = { 0 };
	struct fs_entries list;
	bool fine = fs_list(fs, &a, "/out", &list) == 0;

	for (size_t i = 0; fine && i < list.count; i++) {
		bool found = false;

		for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
			found |= str_is(list.items[i].name, known[k]);
		fine = found;
	}
	arena_release(&a);
	return fine;
}

struct world {
	struct fs *fs; /* old output, new input */
	struct picture old;
	struct picture new;
};

enum {
	FINE,
	MIXED_SITE,
	MIXED_REPORT,
	MIXED_PLAN,
	SILENT,
	NEXT_FAILS,
	NEXT_WRONG,
	LEFT_BEHIND
};

static const char *const wrongs[] = { "fine", "the site is a mix",
	"the report is a mix", "a plan is a mix", "nothing was told",
	"the next build fails", "the next build is wrong",
	"something is left behind" };

static int
try(const struct world *w, uint64_t at, int err, bool forever)
{
	struct fs_faulty faulty;
	struct picture now;
	int worst;

	fs_faulty_init(&faulty, w->fs, at, err);
	faulty.forever = forever;
	worst = build(&faulty.fs);
	now = look(w->fs);
	if (getenv("SAMPLAN_AT"))
		print_message("# %s\n", faulty.failed);
	if (!either(now.site, w->old.site, w->new.site))
		return MIXED_SITE;
	for (size_t i = 0; i < PLANS; i++)
		if (!either(now.plans[i], w->old.plans[i], w->new.plans[i]))
			return MIXED_PLAN;
	if (faulty.failed && worst < (int)SEV_ERROR && !same(&now, &w->new))
		return SILENT;
	if (build(w->fs) >= (int)SEV_ERROR)
		return NEXT_FAILS;
	now = look(w->fs);
	if (!same(&now, &w->new))
		return NEXT_WRONG;
	return tidy(w->fs) ? FINE : LEFT_BEHIND;
}

static uint64_t
calls_of(const struct world *w)
{
	struct fs_faulty faulty;
	uint64_t calls = 0;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		fs_faulty_init(&faulty, w->fs, 0, 0);
		build(&faulty.fs);
		_exit(write(ends[1], &faulty.calls, sizeof(calls)) < 0);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &calls, sizeof(calls)), sizeof(calls));
	close(ends[0]);
	waitpid(child, NULL, 0);
	return calls;
}

static void
every_call_fails_in_turn(void **state)
{
	static const int errors[KINDS] = { EIO, ENOSPC, EACCES, EMFILE };
	const char *full = getenv("SAMPLAN_FULL");
	struct arena a = { 0 };
	struct world w = { .fs = sample_disk(&a) };
	uint64_t calls, step, tried = 0, wrong = 0;

	(void)state;
	assert_true(build(w.fs) < (int)SEV_ERROR);
	/* Twice more, so that both trees have been in use. */
	change(w.fs);
	assert_true(build(w.fs) < (int)SEV_ERROR);
	w.new = look(w.fs);
	replace(w.fs, "/root/content/sidor/om.md", "Nyare. ", "Mellan. ");
	fs_unlink(w.fs, "/root/content/sidor/ny.md");
	replace(w.fs, "/root/plans/P-2026-0101.yaml", "tilltalsnamn: Ny",
	    "tilltalsnamn: Mellan");
	assert_true(build(w.fs) < (int)SEV_ERROR);
	w.old = look(w.fs);
	replace(w.fs, "/root/content/sidor/om.md", "Mellan. ", "Nyare. ");
	fs_memory_put(w.fs, "/root/content/sidor/ny.md",
	    STR("---\ntitle: Ny sida\n---\nEn ny sida.\n"));
	replace(w.fs, "/root/plans/P-2026-0101.yaml", "tilltalsnamn: Mellan",
	    "tilltalsnamn: Ny");
	calls = calls_of(&w);
	if (getenv("SAMPLAN_AT")) {
		/* To see what one of them does. */
		uint64_t at = strtoul(getenv("SAMPLAN_AT"), NULL, 10);
		int said = try(&w, at, errors[at % KINDS], at % 3 == 0);

		fail_msg("call %s: %s", getenv("SAMPLAN_AT"), wrongs[said]);
	}
	step = aid_valgrind()  ? calls / 2 + 1
	       : full && *full ? 1
			       : calls / FEW + 1;
	for (uint64_t at = 1; at <= calls; at += step) {
		int status;
		pid_t child = fork();

		if (child == 0)
			_exit(try(&w, at, errors[at / step % KINDS],
			    at / step % 3 == 0));
		assert_int_equal(waitpid(child, &status, 0), child);
		tried++;
		if (WIFEXITED(status) && WEXITSTATUS(status) == FINE)
			continue;
		wrong++;
		print_message("# call %llu of %llu: %s\n",
		    (unsigned long long)at, (unsigned long long)calls,
		    WIFEXITED(status) ? wrongs[WEXITSTATUS(status)]
				      : "a crash");
	}
	print_message("# %llu of %llu calls tried\n", (unsigned long long)tried,
	    (unsigned long long)calls);
	assert_int_equal(wrong, 0);
	fs_memory_free(w.fs);
	arena_release(&a);
}

/* --- stopped after readers see it ----------------------------------------- */

static size_t
count_in_journal(struct fs *fs, const char *what)
{
	struct sb bytes = { 0 };
	struct str rest;
	size_t n = 0, at;

	assert_int_equal(fs_read(fs, "/out/.journal", LIMIT, &bytes), 0);
	rest = sb_view(&bytes);
	while ((at = str_find(rest, str_from(what))) != STR_NOT_FOUND) {
		rest = str_from_off(rest, at + strlen(what));
		n++;
	}
	sb_release(&bytes);
	return n;
}

enum { KEPT, NOT_SEEN, NOT_TOLD, NOT_WRITTEN, TWICE, CHAIN };

/* The disk is gone from this call on, as for a process that was killed. */
static int
stop(struct fs *fs, uint64_t at, bool twice)
{
	struct journal_check check;
	struct fs_faulty faulty;
	struct fs_stat st = { 0 };
	size_t told = 0, again = 0;

	fs_faulty_init(&faulty, fs, at, EIO);
	faulty.forever = true;
	build_parts(&faulty.fs, false, NULL);
	fs_stat(fs, "/out/plans/P-2026-0106/min-plan.pdf", &st);
	if (st.kind != FS_ABSENT)
		return NOT_SEEN;
	/* So is the one that follows, somewhere. */
	if (twice) {
		fs_faulty_init(&faulty, fs, 40 + at % 40, EIO);
		faulty.forever = true;
		build_parts(&faulty.fs, false, NULL);
	}
	build_parts(fs, false, &told);
	if (told != 1)
		return NOT_TOLD;
	if (count_in_journal(fs, " removed P-2026-0106 ") != 1 ||
	    count_in_journal(fs, " made P-2026-0101 ") != 2)
		return NOT_WRITTEN;
	plan_pending_said(
	    &(struct build_options){ .fs = fs, .output = "/out" });
	build_parts(fs, false, &again);
	if (again || count_in_journal(fs, " removed P-2026-0106 ") != 1)
		return TWICE;
	if (journal_verify(fs, "/out", &check) || check.broken_at || check.torn)
		return CHAIN;
	return KEPT;
}

/* Number of the exchange in a build of the plans, and of all calls. */
static uint64_t
exchange_of(struct fs *fs, uint64_t *calls)
{
	uint64_t found[2] = { 0, 0 };
	struct fs_faulty faulty;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		fs_faulty_init(&faulty, fs, 0, 0);
		build_parts(&faulty.fs, false, NULL);
		found[0] = faulty.exchanged;
		found[1] = faulty.calls;
		_exit(write(ends[1], found, sizeof(found)) < 0);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], found, sizeof(found)), sizeof(found));
	close(ends[0]);
	waitpid(child, NULL, 0);
	*calls = found[1];
	return found[0];
}

static void
what_was_done_is_written_and_said_later(void **state)
{
	const char *full = getenv("SAMPLAN_FULL");
	struct arena a = { 0 };
	struct fs *fs = sample_disk(&a);
	uint64_t calls, exchange, step;
	size_t wrong = 0;

	(void)state;
	assert_true(build_parts(fs, false, NULL) < (int)SEV_ERROR);
	replace(fs, "/root/plans/P-2026-0101.yaml",
	    "tilltalsnamn: ", "tilltalsnamn: Ny");
	replace(fs, "/root/plans/P-2026-0106.yaml", "samtycke:\n",
	    "samtycke:\n  återkallat: 2026-11-20\n");
	exchange = exchange_of(fs, &calls);
	assert_true(exchange > 0);
	step = full && *full ? 1 : (calls - exchange) / FEW + 1;
	for (uint64_t at = exchange + 1; at <= calls; at += step) {
		int status;
		pid_t child = fork();

		if (child == 0)
			_exit(stop(fs, at, at / step % 2 == 1));
		assert_int_equal(waitpid(child, &status, 0), child);
		if (WIFEXITED(status) && WEXITSTATUS(status) == KEPT)
			continue;
		wrong++;
		print_message("# call %llu, %llu after the exchange: %d\n",
		    (unsigned long long)at, (unsigned long long)(at - exchange),
		    status);
	}
	assert_int_equal(wrong, 0);
	fs_memory_free(fs);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_done_is_written_and_said_later),
		cmocka_unit_test(every_call_fails_in_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
