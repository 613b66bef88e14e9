/* SPDX-License-Identifier: EUPL-1.2 */
/* Links in the content lead to content, and to nothing else of the project. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fs/fs_memory.h"
#include "load/inside.h"

static struct fs *
project(void)
{
	struct fs *fs = fs_memory_new();

	fs_memory_put(fs, "root/content/delat/om.md", STR("text"));
	fs_memory_put(fs, "root/plans/P-1.yaml", STR("plan"));
	fs_memory_put(fs, "root/contents/x.md", STR("no content"));
	fs_memory_put(fs, "outside/x.md", STR("outside"));
	fs_memory_symlink(fs, "root/content/om.md", "delat/om.md");
	fs_memory_symlink(fs, "root/content/dir", "delat");
	fs_memory_symlink(fs, "root/content/plan.md", "../plans/P-1.yaml");
	fs_memory_symlink(fs, "root/content/plans", "../plans");
	fs_memory_symlink(fs, "root/content/near.md", "../contents/x.md");
	fs_memory_symlink(fs, "root/content/same", ".");
	fs_memory_symlink(fs, "root/content/up", "..");
	fs_memory_symlink(fs, "root/content/out.md", "../../outside/x.md");
	fs_memory_symlink(fs, "root/content/gone.md", "delat/none.md");
	fs_memory_symlink(fs, "root/content/loop.md", "loop.md");
	fs_memory_symlink(fs, "linked/content", "../root/content");
	fs_memory_symlink(fs, "moved/content", "policy/text");
	fs_memory_put(fs, "moved/policy/text/om.md", STR("text"));
	fs_memory_put(fs, "moved/policy/secret.md", STR("secret"));
	fs_memory_symlink(fs, "moved/policy/text/a.md", "om.md");
	fs_memory_symlink(fs, "moved/policy/text/b.md", "../secret.md");
	return fs;
}

static void
links_stay_in_their_folder(void **state)
{
	static const struct {
		const char *root;
		const char *path;
		enum fs_kind kind;
	} cases[] = {
		{ "root", "content", FS_FOLDER },
		{ "root", "content/delat/om.md", FS_FILE },
		{ "root", "content/om.md", FS_FILE },
		{ "root", "content/dir", FS_FOLDER },
		{ "root", "content/dir/om.md", FS_FILE },
		{ "root", "content/plan.md", FS_OTHER },
		{ "root", "content/plans", FS_OTHER },
		{ "root", "content/plans/P-1.yaml", FS_OTHER },
		{ "root", "content/near.md", FS_OTHER },
		{ "root", "content/same", FS_FOLDER },
		{ "root", "content/up", FS_OTHER },
		{ "root", "content/up/plans/P-1.yaml", FS_OTHER },
		{ "root", "content/out.md", FS_OTHER },
		{ "root", "content/gone.md", FS_ABSENT },
		{ "root", "content/loop.md", FS_OTHER },
		{ "linked", "content", FS_OTHER },
		{ "moved", "content", FS_FOLDER },
		{ "moved", "content/a.md", FS_FILE },
		{ "moved", "content/b.md", FS_OTHER },
	};
	struct fs *fs = project();
	struct sb real = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum fs_kind kind = FS_LINK;
		int err = inside_follow(
		    fs, cases[i].root, str_from(cases[i].path), &real, &kind);

		if (err || kind != cases[i].kind)
			print_error("%s of %s: error %d, kind %d\n",
			    cases[i].path, cases[i].root, err, (int)kind);
		assert_int_equal(err, 0);
		assert_int_equal(kind, cases[i].kind);
	}
	sb_release(&real);
	fs_memory_free(fs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_stay_in_their_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
