/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/web_font.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "load/font.h"

enum {
	MOST_CHARACTERS = 1024,
	FONT_LIMIT = 4 * 1024 * 1024,
	FACE_LIMIT = 16 * 1024 * 1024,
	TOOL_MS = 60 * 1000
};

/* What is not whole yet, with the process that makes it: font-PID-HASH.ttf */
static const char HALF[] = "font-";
#define FOLDER CACHE_FOLDER "/" WEB_FONT_FOLDER

/* Every letter of Latin-1 and Latin Extended-A, and the signs of our texts. */
static size_t
wanted(uint32_t cps[MOST_CHARACTERS])
{
	static const uint16_t signs[] = { 0x2010, 0x2011, 0x2012, 0x2013,
		0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022,
		0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC,
		0x2116, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2260, 0x2264,
		0x2265, 0x25A1, 0x25CF, 0x2610, 0x2611, 0x2713 };
	size_t n = 0;

	for (uint32_t cp = 0x20; cp < 0x180; cp++)
		if (cp < 0x7F || cp >= 0xA0)
			cps[n++] = cp;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		cps[n++] = signs[i];
	return n;
}

/* The tool writes NAME.woff2 beside NAME.ttf. */
static int
start_tool(struct web_font *w)
{
	const char *const argv[] = { "woff2_compress", w->ttf, NULL };

	return tool_begin(&w->tool, argv, TOOL_MS);
}

/* What processes left that are no more. */
static void
sweep(struct fs *fs, const char *folder)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };

	if (fs_list(fs, &a, folder, &list))
		list.count = 0;
	for (size_t i = 0; i < list.count; i++) {
		struct str rest = list.items[i].name, number;
		int pid;

		if (!str_starts(rest, str_from(HALF)))
			continue;
		rest = str_from_off(rest, strlen(HALF));
		if (str_next_part(&rest, '-', &number) &&
		    str_int(number, &pid) && kill(pid, 0) < 0 && errno == ESRCH)
			fs_unlink(fs,
			    fs_join(&a, str_from(folder), list.items[i].name));
	}
	arena_release(&a);
}

/* The subset of the face, in the file that the tool reads. */
static int
write_subset(struct fs *fs, struct arena *a, struct diags *ds,
    const struct web_font *w, const char *path, const char *family)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct font *face = font_open(a, fs, ds, path);
	struct sb ttf = { 0 };
	int err = 0;

	if (!face)
		return ECANCELED; /* a finding says why */
	if (!font_web(face, cps, count, str_from(family), &ttf))
		err = EIO;
	if (err == 0)
		err = fs_write(fs, w->ttf, sb_view(&ttf), 0600);
	font_close(face);
	sb_release(&ttf);
	return err;
}

/* What a subset of this face is kept as: another face, another name. */
static void
name_files(struct web_font *w, struct arena *a, const char *in, struct str face,
    const char *family)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct str folder = str_from(in);
	struct hash128 h = hash128(face);
	char hex[33];

	h = hash128_mix(h, hash128(str_from(family)));
	h = hash128_mix(h, hash128(STR(SAMPLAN_VERSION)));
	h = hash128_mix(
	    h, hash128(str_of((const char *)cps, count * sizeof(*cps))));
	hash128_hex(h, hex);
	w->kept = fs_join(a, folder, arena_fmt(a, "%s.woff2", hex));
	w->ttf = fs_join(
	    a, folder, arena_fmt(a, "%s%ld-%s.ttf", HALF, (long)getpid(), hex));
	w->woff2 = fs_join(a, folder,
	    arena_fmt(a, "%s%ld-%s.woff2", HALF, (long)getpid(), hex));
}

static void
say(struct diags *ds, int err)
{
	if (err == ENOENT)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("woff2_compress is missing (package woff2)"));
	else if (err == TOOL_FAILED)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("woff2_compress could not make the web font"));
	else if (err && err != ECANCELED)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("the web font could not be made: %s"), msg_errno(err));
}

static int
take(struct web_font *w, const struct build_options *o, struct arena *a)
{
	struct sb bytes = { 0 };
	int err = fs_read(o->fs, w->kept, FONT_LIMIT, &bytes);

	if (err == 0)
		w->bytes = arena_str(a, sb_view(&bytes));
	sb_release(&bytes);
	return err;
}

static int
begin(struct web_font *w, const struct build_options *o, struct arena *a,
    struct diags *ds, const char *path, const char *family, const char *folder)
{
	int err;

	sweep(o->fs, folder);
	err = write_subset(o->fs, a, ds, w, path, family);
	if (err == 0)
		err = start_tool(w);
	if (err)
		fs_unlink(o->fs, w->ttf);
	return err;
}

void
web_font_start(struct web_font *w, const struct build_options *o,
    struct arena *a, struct diags *ds, const char *path, const char *family)
{
	struct sb face = { 0 };
	struct fs_stat st = { 0 };
	const char *folder = fs_join(a, str_from(o->output), STR(FOLDER));
	int err;

	*w = (struct web_font){ 0 };
	if (!o->write)
		return;
	/* A face that cannot be read is told when it is opened. */
	fs_read(o->fs, path, FACE_LIMIT, &face);
	name_files(w, a, folder, sb_view(&face), family);
	sb_release(&face);
	err = fs_stat(o->fs, w->kept, &st);
	if (err == 0 && st.kind == FS_FILE && st.size > 0)
		err = take(w, o, a);
	else if (err == 0 && o->explain.n)
		err = ECANCELED; /* nothing is made */
	else if (err == 0)
		err = begin(w, o, a, ds, path, family, folder);
	say(ds, err);
}

void
web_font_end(struct web_font *w, const struct build_options *o, struct arena *a,
    struct diags *ds)
{
	int err;

	if (w->tool.keeper == 0)
		return;
	worker_waits(o);
	err = tool_end(&w->tool);
	/* A torn one is never kept, and one that says it is done may be none. */
	if (err == 0 && fs_rename(o->fs, w->woff2, w->kept))
		err = TOOL_FAILED;
	if (err == 0)
		err = take(w, o, a);
	else
		fs_unlink(o->fs, w->woff2);
	fs_unlink(o->fs, w->ttf);
	say(ds, err);
}
