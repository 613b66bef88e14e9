/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build/build.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "diag/msg.h"

/* As findings name it: below the root relative to it, else as given. */
static struct str
shown_name(const struct cli *cli, struct arena *a, const char *file)
{
	char root[PATH_MAX], full[PATH_MAX];
	size_t n;

	if (!realpath(cli->build.root, root) || !realpath(file, full))
		return str_from(file);
	n = strlen(root);
	if (strncmp(root, full, n) != 0 || full[n] != '/')
		return str_from(file);
	return arena_str(a, str_from(full + n + 1));
}

static bool
is_plan(struct str name)
{
	return !str_starts(name, STR("content/")) &&
	       !str_starts(name, STR("themes/")) &&
	       (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")));
}

/* Only what the files belong to is run, so that an editor need not wait. */
static void
choose(struct cli *cli, struct arena *a)
{
	struct build_options *b = &cli->build;
	struct str *names = arena_array(a, struct str, cli->operand_count);

	b->site = b->plan_documents = false;
	for (size_t i = 0; i < cli->operand_count; i++) {
		names[i] = shown_name(cli, a, cli->operands[i]);
		if (is_plan(names[i]))
			b->plan_documents = true;
		else
			b->site = true;
	}
	b->only = names;
	b->only_count = cli->operand_count;
}

static void
look_for_files(const struct cli *cli, struct diags *ds)
{
	for (size_t i = 0; i < cli->operand_count; i++) {
		struct fs_stat st;
		int err = fs_stat(cli->build.fs, cli->operands[i], &st);

		if (err == 0 && st.kind == FS_ABSENT)
			err = ENOENT;
		if (err == 0 && st.kind == FS_FOLDER)
			err = EISDIR;
		if (err)
			diag_add_file(ds, DIAG_B01, str_from(cli->operands[i]),
			    N_("the file cannot be read: %s"), msg_errno(err));
	}
}

/* Findings about other files are for another day. */
static void
keep_wanted(const struct build_options *o, struct diags *ds, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < ds->count; i++)
		if (ds->items[i].severity == SEV_SYSTEM ||
		    build_wants(o, ds->items[i].file))
			ds->items[kept++] = ds->items[i];
	ds->count = kept;
}

int
cmd_check(struct cli *cli)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct progress progress;
	size_t first;
	int status;

	if (cli->operand_count)
		choose(cli, &a);
	look_for_files(cli, &ds);
	first = ds.count;
	cli->build.write = false;
	fflush(stdout);
	fflush(stderr);
	progress_begin(&progress, cli);
	build_run(&cli->build, &ds, &summary);
	if (cli->operand_count)
		keep_wanted(&cli->build, &ds, first);
	status = summary.interrupted ? EXIT_FINE : cli_report(cli, &ds);
	status = progress_end(&progress, &summary, status);
	diag_release(&ds);
	arena_release(&a);
	return status;
}
