/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records that one run keeps for the next: what is torn, damaged or foreign is
 * known as such, and what was read is looked at again as far as it has to be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "build/inputs.h"
#include "build/site_words.h"
#include "fs/fs_memory.h"

/* --- packing -------------------------------------------------------------- */

static void
every_cut_and_every_bit_is_noticed(void **state)
{
	struct sb out = { 0 };
	struct unpack u;

	(void)state;
	pack_begin(&out, "prov 1");
	pack_number(&out, 7);
	pack_text(&out, STR("räksmörgås"));
	pack_real(&out, 2.5);
	pack_seal(&out);
	assert_true(pack_open(sb_view(&out), "prov 1", &u));
	assert_int_equal(unpack_number(&u), 7);
	assert_true(str_is(unpack_text(&u), "räksmörgås"));
	assert_true(unpack_real(&u) > 2.4 && unpack_real(&u) < 0.1);
	assert_true(u.bad); /* one more than there was */
	assert_false(pack_open(sb_view(&out), "prov 2", &u));
	for (size_t n = 0; n < out.n; n++) {
		assert_false(
		    pack_open(str_sub(sb_view(&out), 0, n), "prov 1", &u));
		out.p[n] ^= 16;
		assert_false(pack_open(sb_view(&out), "prov 1", &u));
		out.p[n] ^= 16;
	}
	sb_release(&out);
}

static void
numbers_take_the_room_they_need(void **state)
{
	static const struct {
		uint64_t n;
		size_t bytes;
	} cases[] = { { 0, 1 }, { 127, 1 }, { 128, 2 }, { 16383, 2 },
		{ 16384, 3 }, { UINT32_MAX, 5 }, { INT64_MAX, 9 },
		{ (uint64_t)INT64_MAX + 1, 10 }, { UINT64_MAX, 10 } };
	static const char endless[] = "\xff\xff\xff\xff\xff\xff\xff"
				      "\xff\xff\xff\xff\x01";
	struct sb out = { 0 };
	struct unpack u = { .in = STR(endless) };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		sb_reset(&out);
		pack_number(&out, cases[i].n);
		assert_int_equal(out.n, cases[i].bytes);
		u = (struct unpack){ .in = sb_view(&out) };
		assert_true(unpack_number(&u) == cases[i].n);
		assert_true(!u.bad && u.in.n == 0);
		u = (struct unpack){ .in =
					 str_sub(sb_view(&out), 0, out.n - 1) };
		assert_true(unpack_number(&u) == 0 && u.bad);
	}
	u = (struct unpack){ .in = STR(endless) };
	assert_true(unpack_number(&u) == 0 && u.bad);
	sb_release(&out);
}

static void
findings_come_back_as_they_were(void **state)
{
	struct diags ds = { 0 }, back = { 0 };
	struct arena a = { 0 };
	struct str kept;

	(void)state;
	diag_add_file(&ds, DIAG_B01, STR("a.md"), "%s", "first");
	diag_help(&ds, diag_add_file(&ds, DIAG_B02, STR("b.md"), "two"), "%s",
	    "help");
	diag_add_file(&ds, DIAG_B01, STR("b.md"), "%s", "third");
	diag_add_file(&ds, DIAG_B01, STR("c.md"), "%s", "fourth");
	kept = findings_keep(&a, &ds, 1);
	findings_say(kept, &back);
	assert_int_equal(back.count, 3);
	assert_int_equal(back.items[0].code, DIAG_B02);
	assert_true(str_is(back.items[0].file, "b.md"));
	assert_true(str_is(back.items[0].help, "help"));
	assert_true(str_is(back.items[1].file, "b.md"));
	assert_true(str_is(back.items[1].message, "third"));
	assert_true(str_is(back.items[2].file, "c.md"));
	assert_int_equal(findings_keep(&a, &ds, 4).n, 0);
	/* Cut short, it gives nothing. */
	findings_say(str_sub(kept, 0, kept.n - 1), &back);
	assert_int_equal(back.count, 3);
	diag_release(&ds);
	diag_release(&back);
	arena_release(&a);
}

/* --- what was read -------------------------------------------------------- */

static void
put(const char *path, const char *text)
{
	assert_int_equal(fs_write(fs_disk(), path, str_from(text), 0644), 0);
}

/* Long ago, so that nothing is in doubt. */
static void
age(const char *path)
{
	const struct timeval times[2] = { { 1000000000, 0 },
		{ 1000000000, 0 } };

	assert_int_equal(utimes(path, times), 0);
}

struct room {
	char folder[64];
	char file[96];
	struct fs_recorded disk;
	struct inputs inputs;
};

static void
enter(struct room *r)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	struct sb bytes = { 0 };
	struct fs_stat st;
	char gone[128];

	memset(r, 0, sizeof(*r));
	strcpy(r->folder, "/tmp/samplan-record-XXXXXX");
	assert_non_null(mkdtemp(r->folder));
	snprintf(r->file, sizeof(r->file), "%s/a.md", r->folder);
	snprintf(gone, sizeof(gone), "%s/gone", r->folder);
	put(r->file, "text");
	age(r->file);
	age(r->folder);
	fs_recorded_init(&r->disk, fs_disk(), STR(""));
	assert_int_equal(fs_read(&r->disk.fs, r->file, 100, &bytes), 0);
	assert_int_equal(fs_list(&r->disk.fs, &a, r->folder, &list), 0);
	assert_int_equal(fs_stat(&r->disk.fs, gone, &st), 0);
	inputs_add(&r->inputs, &r->disk);
	sb_release(&bytes);
	arena_release(&a);
}

static void
leave(struct room *r)
{
	fs_remove_tree(fs_disk(), r->folder);
	inputs_release(&r->inputs);
	fs_recorded_release(&r->disk);
}

/* The status time of a file made just now is always in doubt before this. */
static const int64_t LATER = 4000000000;

/* Asked for one by one, and then for all in one go. */
static const char *
changed(struct room *r, int64_t made, size_t *doubtful)
{
	size_t read;
	const struct fs_seen *s, *alone;

	r->inputs.now = NULL;
	alone = inputs_changed(fs_disk(), &r->inputs, made, &read);
	inputs_look(fs_disk(), &r->inputs);
	assert_non_null(r->inputs.now);
	s = inputs_changed(fs_disk(), &r->inputs, made, doubtful);
	assert_ptr_equal(s, alone);
	assert_int_equal(*doubtful, read);
	return s ? s->path.p : NULL;
}

static void
what_was_asked_in_one_go_is_found_in_order(void **state)
{
	struct room r;
	const struct fs_stat *st;
	size_t next = 0;

	(void)state;
	enter(&r);
	assert_null(inputs_now(&r.inputs, str_from(r.file), &next));
	inputs_look(fs_disk(), &r.inputs);
	st = inputs_now(&r.inputs, str_from(r.file), &next);
	assert_non_null(st);
	assert_int_equal(st->kind, FS_FILE);
	assert_int_equal(st->size, 4);
	/* Nobody knows it: what comes after it is found all the same. */
	assert_null(inputs_now(&r.inputs, STR("/nowhere"), &next));
	st = inputs_now(&r.inputs, r.inputs.items[2].path, &next);
	assert_non_null(st);
	assert_int_equal(st->kind, FS_ABSENT);
	assert_null(inputs_now(&r.inputs, str_from(r.file), &next));
	next = 0;
	inputs_add(&r.inputs, &r.disk);
	assert_null(inputs_now(&r.inputs, str_from(r.file), &next));
	leave(&r);
}

static void
nothing_changed_is_seen_without_reading(void **state)
{
	struct room r;
	size_t doubtful;

	(void)state;
	enter(&r);
	assert_int_equal(r.inputs.count, 3);
	assert_null(changed(&r, LATER, &doubtful));
	assert_int_equal(doubtful, 0);
	leave(&r);
}

static void
what_was_written_just_before_is_read_again(void **state)
{
	struct room r;
	size_t doubtful;

	(void)state;
	enter(&r);
	/* A record as old as the files: their times prove nothing. */
	assert_null(changed(&r, 1000000000, &doubtful));
	assert_int_equal(doubtful, 2);
	leave(&r);
}

static void
same_size_and_same_time_hide_nothing(void **state)
{
	struct room r;
	size_t doubtful;

	(void)state;
	enter(&r);
	usleep(20000);
	put(r.file, "tixt");
	age(r.file);
	assert_string_equal(changed(&r, LATER, &doubtful), r.file);
	leave(&r);
}

static void
touched_but_the_same_is_the_same(void **state)
{
	struct room r;
	size_t doubtful;

	(void)state;
	enter(&r);
	utimes(r.file, NULL);
	assert_null(changed(&r, LATER, &doubtful));
	assert_int_equal(doubtful, 1);
	leave(&r);
}

static void
new_files_and_gone_ones_are_seen(void **state)
{
	struct room r;
	size_t doubtful;
	char more[128];

	(void)state;
	enter(&r);
	snprintf(more, sizeof(more), "%s/b.md", r.folder);
	put(more, "more");
	assert_string_equal(changed(&r, LATER, &doubtful), r.folder);
	unlink(more);
	assert_null(changed(&r, LATER, &doubtful));
	unlink(r.file);
	assert_non_null(changed(&r, LATER, &doubtful));
	leave(&r);
}

static void
what_was_absent_may_come(void **state)
{
	struct room r;
	size_t doubtful;
	char gone[128];

	(void)state;
	enter(&r);
	snprintf(gone, sizeof(gone), "%s/gone", r.folder);
	put(gone, "here");
	assert_non_null(changed(&r, LATER, &doubtful));
	leave(&r);
}

static void
a_list_survives_packing(void **state)
{
	struct room r;
	struct inputs back = { 0 };
	struct sb out = { 0 };
	struct unpack u;

	(void)state;
	enter(&r);
	inputs_pack(&out, r.inputs.items, r.inputs.count);
	u = (struct unpack){ .in = sb_view(&out) };
	inputs_unpack(&u, &back);
	assert_false(u.bad);
	assert_int_equal(back.count, r.inputs.count);
	for (size_t i = 0; i < back.count; i++) {
		assert_true(str_eq(back.items[i].path, r.inputs.items[i].path));
		assert_true(
		    hash128_eq(back.items[i].hash, r.inputs.items[i].hash));
	}
	sb_release(&out);
	inputs_release(&back);
	leave(&r);
}

/* --- the record of a site ------------------------------------------------- */

static void
a_site_record_is_whole_or_none(void **state)
{
	struct fs *fs = fs_memory_new();
	const struct build_options o = { .fs = fs, .output = "o" };
	struct page_record page = { .file = STR("content/a.md"),
		.text = hash128(STR("a")),
		.measures = STR("m") };
	struct output_record output = {
		.path = STR("a/index.html"), .page = true, .news = { 1, 2 }
	};
	const struct site_record r = { .frame = hash128(STR("frame")),
		.pages = &page,
		.page_count = 1,
		.outputs = &output,
		.output_count = 1 };
	struct site_record back;
	struct arena a = { 0 };
	struct sb bytes = { 0 };

	(void)state;
	fs_mkdirs(fs, "o/.cache/site", 0700);
	assert_false(site_record_read(&back, &a, &o));
	site_record_write(&r, &o);
	assert_true(site_record_read(&back, &a, &o));
	assert_int_equal(back.page_count, 1);
	assert_true(str_is(back.pages[0].file, "content/a.md"));
	assert_true(back.outputs[0].page);
	assert_true(hash128_eq(back.outputs[0].news, output.news));
	assert_int_equal(fs_read(fs, "o/.cache/site/record", 10000, &bytes), 0);
	fs_memory_put(fs, "o/.cache/site/record",
	    str_sub(sb_view(&bytes), 0, bytes.n / 2));
	assert_false(site_record_read(&back, &a, &o));
	assert_int_equal(back.page_count, 0);
	site_record_forget(&o);
	assert_false(site_record_read(&back, &a, &o));
	sb_release(&bytes);
	arena_release(&a);
	fs_memory_free(fs);
}

/* Two pages in one part, and a third in another. */
static void
words_are_as_they_were_or_lost(void **state)
{
	struct fs *fs = fs_memory_new();
	const struct build_options o = { .fs = fs, .output = "o" };
	size_t of[] = { 0, 0, 1 }, starts[] = { 0, 2, 3 };
	const struct report_parts parts = { of, starts, 2 };
	struct drawer_part sizes[2] = { { 0 } };
	struct page_record pages[3] = {
		{ .file = STR("a.md"), .reading = STR("ra"), .worded = true },
		{ .file = STR("b.md"), .swedish = STR("sb"), .worded = true },
		{ .file = STR("c.md"),
		    .part = 1,
		    .measures = STR("mc"),
		    .worded = true },
	};
	const struct page_record *before[3] = { &pages[0], &pages[1],
		&pages[2] };
	struct site_record r = {
		.pages = pages, .page_count = 3, .parts = sizes, .part_count = 2
	};
	struct page_record back = { 0 };
	struct site_words w;
	struct arena a = { 0 };
	struct sb bytes = { 0 };

	(void)state;
	fs_mkdirs(fs, "o/.cache/site", 0700);
	assert_int_equal(words_write(&o, &r, &parts, 0), 0);
	assert_int_equal(words_write(&o, &r, &parts, 1), 0);
	words_open(&w, &a, &o, &r);
	assert_true(words_bring(&w, &pages[1], &back));
	assert_true(back.worded && str_is(back.swedish, "sb"));
	assert_true(words_bring(&w, &pages[2], &back));
	assert_true(str_is(back.measures, "mc"));
	words_close(&w);
	assert_true(words_stay(&parts, 0, before, &r));
	pages[1].reread = true;
	assert_false(words_stay(&parts, 0, before, &r));
	assert_true(words_stay(&parts, 1, before, &r));
	/* One bit of another page in the part. */
	assert_int_equal(fs_read(fs, "o/.cache/site/00", 10000, &bytes), 0);
	bytes.p[bytes.n / 2] ^= 1;
	fs_memory_put(fs, "o/.cache/site/00", sb_view(&bytes));
	words_open(&w, &a, &o, &r);
	assert_false(words_bring(&w, &pages[0], &back));
	assert_true(words_bring(&w, &pages[2], &back));
	words_close(&w);
	/* A part that there is no more, and a page of one that never was. */
	words_drop(&o, 1, 2);
	pages[0].part = 7;
	words_open(&w, &a, &o, &r);
	assert_false(words_bring(&w, &pages[2], &back));
	assert_false(words_bring(&w, &pages[0], &back));
	words_close(&w);
	sb_release(&bytes);
	arena_release(&a);
	fs_memory_free(fs);
}

/* 100,000 hints would leave no room for a warning. */
static void
hints_are_kept_and_not_always_said(void **state)
{
	static const enum severity all[] = { SEV_INFO, SEV_WARNING, SEV_INFO,
		SEV_ERROR };
	struct arena a = { 0 };
	struct diags ds = { 0 }, few = { 0 }, back = { 0 };
	struct str kept;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		diag_add_file(&ds, DIAG_B01, STR("a.md"), "%zu", i)->severity =
		    all[i];
	kept = findings_keep(&a, &ds, 0);
	findings_say_from(kept, SEV_WARNING, &few);
	assert_int_equal(few.count, 2);
	assert_true(str_is(few.items[0].message, "1"));
	assert_true(str_is(few.items[1].message, "3"));
	findings_say_from(kept, SEV_INFO, &back);
	assert_int_equal(back.count, 4);
	findings_say_from(STR(""), SEV_INFO, &back);
	assert_int_equal(back.count, 4);
	diag_release(&ds);
	diag_release(&few);
	diag_release(&back);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cut_and_every_bit_is_noticed),
		cmocka_unit_test(numbers_take_the_room_they_need),
		cmocka_unit_test(findings_come_back_as_they_were),
		cmocka_unit_test(words_are_as_they_were_or_lost),
		cmocka_unit_test(hints_are_kept_and_not_always_said),
		cmocka_unit_test(nothing_changed_is_seen_without_reading),
		cmocka_unit_test(what_was_asked_in_one_go_is_found_in_order),
		cmocka_unit_test(what_was_written_just_before_is_read_again),
		cmocka_unit_test(same_size_and_same_time_hide_nothing),
		cmocka_unit_test(touched_but_the_same_is_the_same),
		cmocka_unit_test(new_files_and_gone_ones_are_seen),
		cmocka_unit_test(what_was_absent_may_come),
		cmocka_unit_test(a_list_survives_packing),
		cmocka_unit_test(a_site_record_is_whole_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
