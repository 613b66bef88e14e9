/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tree of documents: whatever is done, in whatever order, readers see what
 * was asked for, and nothing that was removed lies in either folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"
#include "write/shelf.h"

enum { FOLDERS = 12, NAMES = 4, ROUNDS = 4000 };

static const struct tree_options options = { .output = "/out",
	.name = "plans",
	.folder_mode = 0700,
	.file_mode = 0600,
	.purge = true };

struct run {
	struct arena arena;
	struct shelf *shelf;
	struct tree_result result;
};

static struct fs *
new_disk(void)
{
	struct fs *fs = fs_memory_new();

	assert_int_equal(fs_mkdir(fs, "/out", 0755), 0);
	return fs;
}

static void
begin(struct run *r, struct fs *fs)
{
	*r = (struct run){ 0 };
	assert_int_equal(shelf_open(&r->shelf, &r->arena, fs, &options), 0);
}

static void
end(struct run *r)
{
	assert_int_equal(shelf_commit(r->shelf, &r->result), 0);
}

static void
done(struct run *r)
{
	shelf_close(r->shelf);
	arena_release(&r->arena);
}

static void
put(struct run *r, const char *folder, const char *name, const char *text)
{
	struct shelf_document d;

	assert_int_equal(shelf_put(r->shelf, str_from(folder), str_from(name),
			     str_from(text), &d),
	    0);
	shelf_set(r->shelf, str_from(folder), STR("plans/a.yaml"), &d, 1);
}

static bool
holds(struct fs *fs, const char *path, const char *text)
{
	struct sb bytes = { 0 };
	bool same = fs_read(fs, path, 1000, &bytes) == 0 &&
		    str_is(sb_view(&bytes), text);

	sb_release(&bytes);
	return same;
}

static bool
absent(struct fs *fs, const char *path)
{
	struct fs_stat st;

	return fs_stat(fs, path, &st) == 0 && st.kind == FS_ABSENT;
}

static void
only_what_changed_is_written(void **state)
{
	struct fs *fs = new_disk();
	struct run r;
	size_t count;

	(void)state;
	begin(&r, fs);
	put(&r, "P-1", "a.pdf", "one");
	put(&r, "P-2", "a.pdf", "two");
	assert_int_equal(
	    shelf_top_put(r.shelf, STR("index.html"), STR("1")), 0);
	end(&r);
	assert_true(r.result.changed);
	assert_int_equal(shelf_events(r.shelf, &count)[0].made, 1);
	assert_int_equal(count, 2);
	assert_true(holds(fs, "/out/plans/P-1/a.pdf", "one"));
	done(&r);
	begin(&r, fs);
	shelf_top_keep_all(r.shelf);
	end(&r);
	assert_false(r.result.changed);
	done(&r);
	begin(&r, fs);
	put(&r, "P-1", "a.pdf", "new");
	shelf_top_keep_all(r.shelf);
	end(&r);
	assert_true(r.result.changed);
	assert_true(holds(fs, "/out/plans/P-1/a.pdf", "new"));
	assert_true(holds(fs, "/out/plans/P-2/a.pdf", "two"));
	assert_true(holds(fs, "/out/plans/index.html", "1"));
	assert_true(holds(fs, "/out/.plans.next/P-1/a.pdf", "one"));
	done(&r);
	fs_memory_free(fs);
}

static void
what_is_dropped_leaves_both_folders(void **state)
{
	struct fs *fs = new_disk();
	struct run r;
	const struct shelf_event *events;
	size_t count;

	(void)state;
	for (int i = 0; i < 2; i++) {
		begin(&r, fs);
		put(&r, "P-1", "a.pdf", i ? "new" : "old");
		put(&r, "P-2", "b.pdf", "secret");
		end(&r);
		done(&r);
	}
	begin(&r, fs);
	shelf_drop(r.shelf, STR("P-2"));
	end(&r);
	events = shelf_events(r.shelf, &count);
	assert_int_equal(count, 1);
	assert_int_equal(events[0].removed, 1);
	assert_true(str_is(events[0].folder, "P-2"));
	assert_true(str_is(events[0].source, "plans/a.yaml"));
	assert_int_equal(r.result.removed, 1);
	assert_true(absent(fs, "/out/plans/P-2"));
	assert_true(absent(fs, "/out/.plans.next/P-2"));
	assert_true(holds(fs, "/out/plans/P-1/a.pdf", "new"));
	done(&r);
	fs_memory_free(fs);
}

/* --- anything, in any order ----------------------------------------------- */

static const char *const folders[FOLDERS] = { "P-1", "P-2", "P-3", "P-4", "A",
	"B", "C", "D", "X-00001", "X-00002", "x", "index" };
static const char *const names[NAMES] = { "min-plan.pdf", "plan.html",
	"mote.ics", "samtycke.pdf" };

/* What is asked for: a number for each document, 0: none. */
struct model {
	unsigned text[FOLDERS][NAMES];
	unsigned top;
};

static unsigned
roll(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

static void
set_folder(struct run *r, const struct model *m, unsigned f)
{
	struct shelf_document docs[NAMES];
	size_t count = 0;

	for (unsigned n = 0; n < NAMES; n++) {
		struct str text;

		if (m->text[f][n] == 0)
			continue;
		text = arena_fmt(&r->arena, "text %u", m->text[f][n]);
		assert_int_equal(shelf_put(r->shelf, str_from(folders[f]),
				     str_from(names[n]), text, &docs[count++]),
		    0);
	}
	if (count)
		shelf_set(
		    r->shelf, str_from(folders[f]), STR("s"), docs, count);
	else
		shelf_drop(r->shelf, str_from(folders[f]));
}

static void
compare(struct fs *fs, struct run *r, const struct model *m, const char *tree,
    bool all)
{
	for (unsigned f = 0; f < FOLDERS; f++)
		for (unsigned n = 0; n < NAMES; n++) {
			const char *path = arena_fmt(&r->arena, "/out/%s/%s/%s",
			    tree, folders[f], names[n])
					       .p;
			const char *text =
			    arena_fmt(&r->arena, "text %u", m->text[f][n]).p;

			if (m->text[f][n] == 0)
				assert_true(absent(fs, path));
			else if (all)
				assert_true(holds(fs, path, text));
		}
}

/* Somebody takes something away, or writes over it. */
static void
tamper(struct fs *fs, struct run *r, uint64_t *seed, bool *harmed)
{
	unsigned f = roll(seed, FOLDERS);
	bool live = roll(seed, 2) != 0;
	const char *path = arena_fmt(&r->arena, "/out/%s/%s/%s",
	    live ? "plans" : ".plans.next", folders[f],
	    names[roll(seed, NAMES)])
			       .p;

	if (absent(fs, path))
		return;
	if (roll(seed, 2))
		assert_int_equal(fs_unlink(fs, path), 0);
	else
		assert_int_equal(fs_write(fs, path, STR("wrong!"), 0600), 0);
	harmed[f] = true;
}

static void
any_order(uint64_t seed)
{
	struct fs *fs = new_disk();
	struct model m = { 0 };

	for (int round = 0; round < 40; round++) {
		bool harmed[FOLDERS] = { false };
		struct run r;

		begin(&r, fs);
		if (roll(&seed, 4) == 0)
			tamper(fs, &r, &seed, harmed);
		if (roll(&seed, 12) == 0)
			fs_memory_put(fs,
			    roll(&seed, 2) ? "/out/.plans.next/.manifest"
					   : "/out/.plans.next/.manifest.0a",
			    STR("torn"));
		for (unsigned f = 0; f < FOLDERS; f++) {
			bool set = roll(&seed, 4) == 0;

			if (set)
				m.text[f][roll(&seed, NAMES)] =
				    roll(&seed, 3) ? 1 + roll(&seed, 5) : 0;
			if (harmed[f])
				shelf_doubt(r.shelf, str_from(folders[f]));
			if (set || harmed[f])
				set_folder(&r, &m, f);
		}
		m.top += roll(&seed, 3) == 0;
		assert_int_equal(shelf_top_put(r.shelf, STR("index.html"),
				     arena_fmt(&r.arena, "top %u", m.top)),
		    0);
		if (roll(&seed, 8) == 0) {
			/* Killed, or given up. */
			if (roll(&seed, 2))
				assert_int_equal(shelf_abandon(r.shelf), 0);
			done(&r);
			begin(&r, fs);
			for (unsigned f = 0; f < FOLDERS; f++)
				set_folder(&r, &m, f);
			assert_int_equal(
			    shelf_top_put(r.shelf, STR("index.html"),
				arena_fmt(&r.arena, "top %u", m.top)),
			    0);
		}
		end(&r);
		compare(fs, &r, &m, "plans", true);
		compare(fs, &r, &m, ".plans.next", false);
		done(&r);
	}
	fs_memory_free(fs);
}

static void
readers_see_what_was_asked_for(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ROUNDS / 40; seed++)
		any_order(seed);
}

/* Whatever call fails, readers see the old folder or the new one. */
static void
a_failing_disk_leaves_old_or_new(void **state)
{
	int fine = 0;

	(void)state;
	for (uint64_t at = 1; !fine; at++) {
		struct fs *fs = new_disk();
		struct fs_faulty faulty;
		struct run r;
		int err;

		begin(&r, fs);
		put(&r, "P-1", "a", "old");
		put(&r, "P-2", "a", "old");
		end(&r);
		done(&r);
		fs_faulty_init(&faulty, fs, at, EIO);
		r = (struct run){ 0 };
		err = shelf_open(&r.shelf, &r.arena, &faulty.fs, &options);
		if (err == 0) {
			struct shelf_document d;

			err = shelf_put(
			    r.shelf, STR("P-1"), STR("a"), STR("new"), &d);
			shelf_set(r.shelf, STR("P-1"), STR("s"), &d, 1);
			shelf_drop(r.shelf, STR("P-2"));
		}
		if (err == 0)
			err = shelf_commit(r.shelf, &r.result);
		fine = faulty.failed == NULL;
		assert_true(holds(fs, "/out/plans/P-1/a", "old") ||
			    holds(fs, "/out/plans/P-1/a", "new"));
		assert_true(holds(fs, "/out/plans/P-1/a", "old") ==
			    holds(fs, "/out/plans/P-2/a", "old"));
		done(&r);
		/* And the next one is right. */
		begin(&r, fs);
		put(&r, "P-1", "a", "new");
		shelf_drop(r.shelf, STR("P-2"));
		end(&r);
		assert_true(holds(fs, "/out/plans/P-1/a", "new"));
		assert_true(absent(fs, "/out/plans/P-2"));
		assert_true(absent(fs, "/out/.plans.next/P-2"));
		done(&r);
		fs_memory_free(fs);
	}
}

/* The only plan went, and then the disk failed; nothing else happens. */
static void
what_a_stopped_purge_left_goes_with_the_next_run(void **state)
{
	bool fine = false;

	(void)state;
	for (uint64_t at = 1; !fine; at++) {
		struct fs *fs = new_disk();
		struct fs_faulty faulty;
		struct run r;
		int err;

		for (int i = 0; i < 2; i++) {
			begin(&r, fs);
			put(&r, "P-1", "a", i ? "new" : "old");
			end(&r);
			done(&r);
		}
		fs_faulty_init(&faulty, fs, at, EIO);
		faulty.forever = true;
		r = (struct run){ 0 };
		err = shelf_open(&r.shelf, &r.arena, &faulty.fs, &options);
		if (err == 0)
			shelf_drop(r.shelf, STR("P-1"));
		if (err == 0)
			shelf_commit(r.shelf, &r.result);
		fine = faulty.failed == NULL;
		done(&r);
		begin(&r, fs);
		if (!absent(fs, "/out/plans/P-1"))
			shelf_drop(r.shelf, STR("P-1"));
		end(&r);
		assert_true(absent(fs, "/out/plans/P-1"));
		assert_true(absent(fs, "/out/.plans.next/P-1"));
		done(&r);
		fs_memory_free(fs);
	}
}

struct names {
	const char *wanted;
};

static bool
is_wanted(void *arg, struct str name)
{
	const struct names *n = arg;

	return !n->wanted || str_is(name, n->wanted);
}

/* Nothing is made; what is not wanted goes, and so does what is not whole. */
static void
what_is_kept_is_what_lies_there(void **state)
{
	struct fs *fs = new_disk();
	struct names one = { "a" }, all = { NULL };
	struct shelf_document d[2];
	struct run r;
	size_t count;

	(void)state;
	begin(&r, fs);
	for (int i = 0; i < 2; i++)
		assert_int_equal(
		    shelf_put(r.shelf, STR("P-1"), i ? STR("b") : STR("a"),
			STR("one"), &d[i]),
		    0);
	shelf_set(r.shelf, STR("P-1"), STR("s"), d, 2);
	put(&r, "P-2", "a", "two");
	put(&r, "P-3", "a", "three");
	assert_int_equal(
	    shelf_top_put(r.shelf, STR("index.html"), STR("1")), 0);
	end(&r);
	done(&r);
	assert_int_equal(fs_unlink(fs, "/out/plans/P-3/a"), 0);
	begin(&r, fs);
	assert_int_equal(shelf_keep(r.shelf, STR("P-1"), is_wanted, &one), 0);
	assert_int_equal(shelf_keep(r.shelf, STR("P-2"), is_wanted, &all), 0);
	assert_int_equal(shelf_keep(r.shelf, STR("P-3"), is_wanted, &all), 0);
	assert_int_equal(shelf_top_keep_whole(r.shelf), 0);
	end(&r);
	assert_true(r.result.swapped);
	assert_int_equal(shelf_events(r.shelf, &count)[0].removed, 1);
	assert_int_equal(count, 2);
	assert_true(holds(fs, "/out/plans/P-1/a", "one"));
	assert_true(holds(fs, "/out/plans/P-2/a", "two"));
	assert_true(holds(fs, "/out/plans/index.html", "1"));
	assert_true(absent(fs, "/out/plans/P-1/b"));
	assert_true(absent(fs, "/out/.plans.next/P-1/b"));
	assert_true(absent(fs, "/out/plans/P-3"));
	done(&r);
	fs_memory_free(fs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_changed_is_written),
		cmocka_unit_test(what_is_dropped_leaves_both_folders),
		cmocka_unit_test(readers_see_what_was_asked_for),
		cmocka_unit_test(
		    what_a_stopped_purge_left_goes_with_the_next_run),
		cmocka_unit_test(what_is_kept_is_what_lies_there),
		cmocka_unit_test(a_failing_disk_leaves_old_or_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
