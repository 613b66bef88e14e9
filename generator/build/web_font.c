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
	FACE_LIMIT = 16 * 1024 * 1024
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

static int
run_tool(const char *ttf)
{
	char *argv[] = { "woff2_compress", (char *)(uintptr_t)ttf, NULL };
	char *environment[] = { "PATH=/usr/bin:/bin", NULL };
	posix_spawn_file_actions_t files;
	pid_t pid;
	int status, err;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(
	    &files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
	    &files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(
	    &files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	err = posix_spawnp(&pid, argv[0], &files, NULL, argv, environment);
	posix_spawn_file_actions_destroy(&files);
	if (err)
		return err;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0     ? 0
	       : WIFEXITED(status) && WEXITSTATUS(status) == 127 ? ENOENT
								 : EIO;
}

/* NAME.ttf is written, NAME.woff2 comes out; a torn one is never kept. */
static int
compress(struct fs *fs, struct arena *a, struct str folder, const char *kept,
    struct str ttf, struct sb *out)
{
	const char *from =
	    fs_join(a, folder, arena_fmt(a, "font-%ld.ttf", (long)getpid()));
	const char *to =
	    fs_join(a, folder, arena_fmt(a, "font-%ld.woff2", (long)getpid()));
	int err = fs_write(fs, from, ttf, 0600);

	if (err == 0)
		err = run_tool(from);
	if (err == 0)
		err = fs_read(fs, to, FONT_LIMIT, out);
	if (err == 0)
		err = fs_rename(fs, to, kept);
	fs_unlink(fs, from);
	if (err)
		fs_unlink(fs, to);
	return err;
}

/* The subset of the face, compressed, and kept under the name. */
static int
make(const struct build_options *o, struct arena *a, struct diags *ds,
    const char *path, const char *family, const char *kept, struct sb *out)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct str folder =
	    str_sub(str_from(kept), 0, str_rfind_char(str_from(kept), '/'));
	struct font *face = font_open(a, o->fs, ds, path);
	struct sb ttf = { 0 };
	int err = 0;

	if (!face)
		return ECANCELED; /* a finding says why */
	if (!font_web(face, cps, count, str_from(family), &ttf))
		err = EIO;
	if (err == 0)
		err = fs_mkdirs(o->fs, arena_cstr(a, folder), 0700);
	if (err == 0)
		err = compress(o->fs, a, folder, kept, sb_view(&ttf), out);
	font_close(face);
	sb_release(&ttf);
	return err;
}

/* What a subset of this face is kept as: another face, another name. */
static const char *
kept_name(const struct build_options *o, struct arena *a, struct str face,
    const char *family)
{
	uint32_t cps[MOST_CHARACTERS];
	size_t count = wanted(cps);
	struct hash128 h = hash128(face);
	char hex[33];

	h = hash128_mix(h, hash128(str_from(family)));
	h = hash128_mix(h, hash128(STR(SAMPLAN_VERSION)));
	h = hash128_mix(
	    h, hash128(str_of((const char *)cps, count * sizeof(*cps))));
	hash128_hex(h, hex);
	return fs_join(a, str_from(o->output),
	    arena_fmt(a, CACHE_FOLDER "/%s.woff2", hex));
}

struct str
web_font(const struct build_options *o, struct arena *a, struct diags *ds,
    const char *path, const char *family)
{
	struct sb face = { 0 }, woff2 = { 0 };
	struct str bytes = STR_NONE;
	struct fs_stat st = { 0 };
	const char *kept;
	int err;

	if (!o->write)
		return bytes;
	/* A face that cannot be read is told when it is opened. */
	fs_read(o->fs, path, FACE_LIMIT, &face);
	kept = kept_name(o, a, sb_view(&face), family);
	err = fs_stat(o->fs, kept, &st);
	if (err == 0 && st.kind == FS_FILE && st.size > 0)
		err = fs_read(o->fs, kept, FONT_LIMIT, &woff2);
	else if (err == 0 && o->explain.n)
		err = ECANCELED; /* nothing is made */
	else if (err == 0)
		err = make(o, a, ds, path, family, kept, &woff2);
	if (err == ENOENT)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("woff2_compress is missing (package woff2)"));
	else if (err && err != ECANCELED)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("the web font could not be made: %s"), msg_errno(err));
	else if (!err)
		bytes = arena_str(a, sb_view(&woff2));
	sb_release(&face);
	sb_release(&woff2);
	return bytes;
}
