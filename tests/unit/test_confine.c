/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A worker cannot open the input of the other one, write where it does not
 * build, or reach the network or another program. Tried by going around our
 * own disk, straight at the system; and once more with our disk alone, as it is
 * where the kernel confines nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aid_run.h"
#include "build/confine.h"

struct root {
	struct arena arena;
	char path[64];
	struct build_options options;
};

static const char *
in(struct root *r, const char *name)
{
	return fs_join(&r->arena, str_from(r->path), str_from(name));
}

static void
put(struct root *r, const char *name)
{
	struct str path = str_from(in(r, name));
	char *folder =
	    arena_cstr(&r->arena, str_sub(path, 0, str_rfind_char(path, '/')));

	assert_int_equal(fs_mkdirs(fs_disk(), folder, 0755), 0);
	assert_int_equal(fs_write(fs_disk(), path.p, STR("x\n"), 0644), 0);
}

static int
set_up(void **state)
{
	static const char *const files[] = { "content/site.yaml",
		"content/sidor/index.md",
		"content/policy/2026-11/revision.yaml",
		"content/policy/2026-11/10-a.md", "themes/own/theme.yaml",
		"plans/a.yaml", "output/site/index.html",
		"output/.site.next/a.html", "output/plans/P-1/a.pdf",
		"output/.plans.next/a", "output/protected/P-1/a.pdf",
		"output/.protected.next/a", "output/report/index.html",
		"output/.report.next/a", "output/.journal", "elsewhere" };
	static struct root r;

	memset(&r, 0, sizeof(r));
	strcpy(r.path, "/tmp/samplan-confine-XXXXXX");
	if (!mkdtemp(r.path))
		return -1;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		put(&r, files[i]);
	if (symlink("../plans", in(&r, "content/plans")) < 0)
		return -1;
	r.options = (struct build_options){ .fs = fs_disk(),
		.root = r.path,
		.plans = in(&r, "plans"),
		.output = in(&r, "output"),
		.data = "/nonexistent",
		.write = true };
	*state = &r;
	return 0;
}

static int
tear_down(void **state)
{
	struct root *r = *state;
	int err = fs_remove_tree(fs_disk(), r->path);

	arena_release(&r->arena);
	return err;
}

struct attempt {
	enum confine_role role;
	const char *path;
	bool reads;
	bool writes;
};

static const struct attempt attempts[] = {
	{ CONFINE_SITE, "content/sidor/index.md", true, false },
	{ CONFINE_SITE, "content/policy/2026-11/10-a.md", true, false },
	{ CONFINE_SITE, "themes/own/theme.yaml", true, false },
	{ CONFINE_SITE, "plans/a.yaml", false, false },
	{ CONFINE_SITE, "content/plans/a.yaml", false, false },
	{ CONFINE_SITE, "output/plans/P-1/a.pdf", false, false },
	{ CONFINE_SITE, "output/.journal", false, false },
	{ CONFINE_SITE, "output/site/index.html", true, true },
	{ CONFINE_SITE, "output/.site.next/a.html", true, true },
	{ CONFINE_SITE, "output/report/index.html", true, true },
	{ CONFINE_SITE, "elsewhere", false, false },
	{ CONFINE_PLANS, "plans/a.yaml", true, false },
	{ CONFINE_PLANS, "content/site.yaml", true, false },
	{ CONFINE_PLANS, "content/policy/2026-11/revision.yaml", true, false },
	{ CONFINE_PLANS, "content/policy/2026-11/10-a.md", false, false },
	{ CONFINE_PLANS, "content/sidor/index.md", false, false },
	{ CONFINE_PLANS, "output/site/index.html", false, false },
	{ CONFINE_PLANS, "output/report/index.html", false, false },
	{ CONFINE_PLANS, "output/plans/P-1/a.pdf", true, true },
	{ CONFINE_PLANS, "output/.plans.next/a", true, true },
	{ CONFINE_PLANS, "output/.journal", true, true },
	{ CONFINE_GUARD, "plans/a.yaml", true, false },
	{ CONFINE_GUARD, "output/site/index.html", true, false },
	{ CONFINE_GUARD, "output/report/index.html", true, false },
	{ CONFINE_GUARD, "output/plans/P-1/a.pdf", false, false },
	{ CONFINE_GUARD, "content/sidor/index.md", false, false },
	{ CONFINE_PROTECT, "output/plans/P-1/a.pdf", true, false },
	{ CONFINE_PROTECT, "output/protected/P-1/a.pdf", true, true },
	{ CONFINE_PROTECT, "output/.journal", true, true },
	{ CONFINE_PROTECT, "plans/a.yaml", false, false },
	{ CONFINE_PROTECT, "output/site/index.html", false, false },
};

enum { ATTEMPTS = sizeof(attempts) / sizeof(*attempts) };

static bool
opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0644);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* In a child: the number of what went wrong first, from 1; 0: nothing. */
static int
try_system(struct root *r, enum confine_role role)
{
	struct fs_places places = confine_places(role, &r->arena, &r->options);
	struct confined c = confine_self(&places);

	for (int i = 0; c.landlock && i < ATTEMPTS; i++) {
		const struct attempt *a = &attempts[i];
		const char *path = in(r, a->path);

		if (a->role == role && (opens(path, O_RDONLY) != a->reads ||
					   opens(path, O_WRONLY) != a->writes))
			return i + 1;
	}
	if (c.landlock && (opens("/etc/passwd", O_RDONLY) ||
			      opens(in(r, "output/fresh"), O_WRONLY | O_CREAT)))
		return 100;
	if (c.calls && (socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
			   socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ||
			   socket(AF_NETLINK, SOCK_RAW, 0) >= 0))
		return 101;
	if (c.calls) {
		execl("/bin/true", "true", (char *)NULL);
		if (errno != EPERM)
			return 102;
	}
	return 0;
}

static int
try_disk(struct root *r, enum confine_role role)
{
	struct fs_places places = confine_places(role, &r->arena, &r->options);
	struct fs_guarded disk;
	struct sb bytes = { 0 };
	int wrong = 0;

	fs_guarded_init(&disk, fs_disk(), &places);
	disk.follow = true;
	for (int i = 0; i < ATTEMPTS && !wrong; i++) {
		const struct attempt *a = &attempts[i];
		const char *path = in(r, a->path);
		int read, written;

		if (a->role != role)
			continue;
		sb_reset(&bytes);
		read = fs_read(&disk.fs, path, 100, &bytes);
		written = fs_append(&disk.fs, path, STR(""), 0644);
		if ((read == 0) != a->reads || (written == 0) != a->writes ||
		    (!a->reads && read != EACCES))
			wrong = i + 1;
	}
	sb_release(&bytes);
	return wrong;
}

static void
nothing_else_opens(void **state)
{
	static const enum confine_role roles[] = { CONFINE_SITE, CONFINE_PLANS,
		CONFINE_GUARD };
	struct root *r = *state;

	for (size_t i = 0; i < 3; i++) {
		int status = 0, wrong = try_disk(r, roles[i]);
		pid_t child;

		if (wrong)
			fail_msg("our disk, role %zu: %s", i,
			    attempts[wrong - 1].path);
		if (aid_valgrind()) {
			print_message("# left out: what the kernel refuses, "
				      "for it refuses valgrind too\n");
			continue;
		}
		child = fork();
		if (child == 0)
			_exit(try_system(r, roles[i]));
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		wrong = WEXITSTATUS(status);
		if (wrong)
			fail_msg("the system, role %zu: %d %s", i, wrong,
			    wrong <= ATTEMPTS ? attempts[wrong - 1].path : "");
	}
}

/* The exchange of whole trees is the one thing done beside them. */
static int
swap_trees(struct root *r, struct fs *fs)
{
	int err =
	    fs_exchange(fs, in(r, "output/.site.next"), in(r, "output/site"));

	if (err == 0)
		err = fs_write(
		    fs, in(r, "output/.site.next/b.html"), STR("b"), 0644);
	if (err == 0)
		err = fs_link(fs, in(r, "output/.site.next/b.html"),
		    in(r, "output/site/b.html"));
	/* Old kernels link in one folder only; then it is written anew. */
	if (err == EXDEV)
		err = 0;
	if (err == 0 && fs_write(fs, in(r, "output/b"), STR("b"), 0644) == 0)
		err = 1000;
	return err;
}

static void
trees_change_places(void **state)
{
	struct root *r = *state;
	struct fs_places places =
	    confine_places(CONFINE_SITE, &r->arena, &r->options);
	struct fs_guarded disk;
	pid_t child = fork();
	int status = 0;

	fs_guarded_init(&disk, fs_disk(), &places);
	if (child == 0) {
		confine_self(&places);
		_exit(swap_trees(r, &disk.fs) & 255);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	disk.follow = true;
	fs_unlink(fs_disk(), in(r, "output/site/b.html"));
	fs_unlink(fs_disk(), in(r, "output/.site.next/b.html"));
	assert_int_equal(swap_trees(r, &disk.fs), 0);
}

/* A theme may name pictures elsewhere, but not where plans lie. */
static void
folders_of_pictures(void **state)
{
	static const char theme[] =
	    "picture_sets:\n"
	    "  - {dir: %s/bilder, licence: x, credit: y}\n"
	    "  - {dir: %s, licence: x, credit: y}\n"
	    "  - {dir: /, licence: x, credit: y}\n";
	struct root *r = *state;
	struct str text =
	    arena_fmt(&r->arena, theme, r->path, r->options.plans);
	struct fs_places places;
	bool pictures = false;

	assert_int_equal(
	    fs_write(fs_disk(), in(r, "themes/own/theme.yaml"), text, 0644), 0);
	places = confine_places(CONFINE_SITE, &r->arena, &r->options);
	for (size_t i = 0; i < places.count; i++) {
		pictures |= strcmp(places.items[i].path, in(r, "bilder")) == 0;
		assert_string_not_equal(places.items[i].path, r->options.plans);
		assert_string_not_equal(places.items[i].path, "/");
	}
	assert_true(pictures);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    nothing_else_opens, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    trees_change_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    folders_of_pictures, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
