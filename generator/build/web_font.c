/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/web_font.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "build/run_record.h"
#include "diag/msg.h"
#include "load/font.h"

enum {
	MOST_CHARACTERS = 1024,
	FONT_LIMIT = 4 * 1024 * 1024,
	FACE_LIMIT = 16 * 1024 * 1024,
	TOOL_FAILED = -1 /* no errno value */
};

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
start_tool(const char *ttf, pid_t *pid)
{
	char *argv[] = { "woff2_compress", (char *)(uintptr_t)ttf, NULL };
	char *environment[] = { "PATH=/usr/bin:/bin", NULL };
	posix_spawn_file_actions_t files;
	int err;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(
	    &files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
	    &files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(
	    &files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	err = posix_spawnp(pid, argv[0], &files, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&files);
	return err;
}

static int
end_tool(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0     ? 0
	       : WIFEXITED(status) && WEXITSTATUS(status) == 127 ? ENOENT
								 : TOOL_FAILED;
}

/* The subset of the face, in the file that the tool reads. */
static int
write_subset(struct fs *fs, struct arena *a, struct diags *ds,
    const struct web_font *w, const char *path, const char *family)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct str folder = str_sub(
	    str_from(w->kept), 0, str_rfind_char(str_from(w->kept), '/'));
	struct font *face = font_open(a, fs, ds, path);
	struct sb ttf = { 0 };
	int err = 0;

	if (!face)
		return ECANCELED; /* a finding says why */
	if (!font_web(face, cps, count, str_from(family), &ttf))
		err = EIO;
	if (err == 0)
		err = fs_mkdirs(fs, arena_cstr(a, folder), 0700);
	if (err == 0)
		err = fs_write(fs, w->ttf, sb_view(&ttf), 0600);
	font_close(face);
	sb_release(&ttf);
	return err;
}

/* What a subset of this face is kept as: another face, another name. */
static void
name_files(struct web_font *w, const struct build_options *o, struct arena *a,
    struct str face, const char *family)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct str folder = str_from(fs_join(
	    a, str_from(o->output), STR(CACHE_FOLDER "/" WEB_FONT_FOLDER)));
	struct hash128 h = hash128(face);
	char hex[33];

	h = hash128_mix(h, hash128(str_from(family)));
	h = hash128_mix(h, hash128(STR(SAMPLAN_VERSION)));
	h = hash128_mix(
	    h, hash128(str_of((const char *)cps, count * sizeof(*cps))));
	hash128_hex(h, hex);
	w->kept = fs_join(a, folder, arena_fmt(a, "%s.woff2", hex));
	w->ttf = fs_join(a, folder, arena_fmt(a, "font-%s.ttf", hex));
	w->woff2 = fs_join(a, folder, arena_fmt(a, "font-%s.woff2", hex));
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

void
web_font_start(struct web_font *w, const struct build_options *o,
    struct arena *a, struct diags *ds, const char *path, const char *family)
{
	struct sb face = { 0 };
	struct fs_stat st = { 0 };
	int err;

	*w = (struct web_font){ 0 };
	if (!o->write)
		return;
	/* A face that cannot be read is told when it is opened. */
	fs_read(o->fs, path, FACE_LIMIT, &face);
	name_files(w, o, a, sb_view(&face), family);
	sb_release(&face);
	err = fs_stat(o->fs, w->kept, &st);
	if (err == 0 && st.kind == FS_FILE && st.size > 0)
		err = take(w, o, a);
	else if (err == 0 && o->explain.n)
		err = ECANCELED; /* nothing is made */
	else if (err == 0)
		err = write_subset(o->fs, a, ds, w, path, family);
	if (err == 0 && w->bytes.n == 0)
		err = start_tool(w->ttf, &w->tool);
	say(ds, err);
}

void
web_font_end(struct web_font *w, const struct build_options *o, struct arena *a,
    struct diags *ds)
{
	int err;

	if (w->tool == 0)
		return;
	err = end_tool(w->tool);
	w->tool = 0;
	/* A torn one is never kept. */
	if (err == 0)
		err = fs_rename(o->fs, w->woff2, w->kept);
	if (err == 0)
		err = take(w, o, a);
	else
		fs_unlink(o->fs, w->woff2);
	fs_unlink(o->fs, w->ttf);
	say(ds, err);
}
