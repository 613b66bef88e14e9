/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build/build.h"
#include "build/plan_files.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "diag/msg.h"

/*
 * As findings name it: below the root relative to it, else as given, or, with
 * "..", where that leads.
 */
static struct str
shown_name(const struct cli *cli, struct arena *a, const char *file)
{
	char root[PATH_MAX], full[PATH_MAX];
	size_t n;

	if (!realpath(cli->build.root, root) || !realpath(file, full))
		return str_from(file);
	n = strlen(root);
	if (strncmp(root, full, n) == 0 && full[n] == '/')
		return arena_str(a, str_from(full + n + 1));
	return strstr(file, "..") ? arena_str(a, str_from(full))
				  : str_from(file);
}

static bool
is_of_site(struct str name)
{
	return str_starts(name, STR("content/")) ||
	       str_starts(name, STR("themes/"));
}

static void
say_no_part(struct diags *ds, struct str file)
{
	struct finding *f = diag_add_file(
	    ds, DIAG_B01, file, N_("this is no plan, and no file of the site"));

	diag_help(ds, f, "%s",
	    _("the name of a plan ends in .yaml; files of the site lie in "
	      "content and themes"));
}

/* Only what the files belong to is run, so that an editor need not wait. */
static void
choose(struct cli *cli, struct arena *a, struct diags *ds)
{
	struct build_options *b = &cli->build;
	struct str *names = arena_array(a, struct str, cli->operand_count);

	b->site = b->plan_documents = false;
	for (size_t i = 0; i < cli->operand_count; i++) {
		names[i] = shown_name(cli, a, cli->operands[i]);
		if (plan_file_named(names[i]))
			b->plan_documents = true;
		else if (is_of_site(names[i]))
			b->site = true;
		else if (access(cli->operands[i], F_OK) == 0)
			say_no_part(ds, str_from(cli->operands[i]));
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

/* An error in what all pages or plans are read with: they may not have been. */
static bool
stops_all(const struct finding *f)
{
	return f->severity == SEV_SYSTEM ||
	       (f->severity == SEV_ERROR && !str_ends(f->file, STR(".md")) &&
		   !plan_file_named(f->file));
}

/* Findings about other files are for another day. */
static void
keep_wanted(const struct build_options *o, struct diags *ds, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < ds->count; i++)
		if (stops_all(&ds->items[i]) ||
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

	look_for_files(cli, &ds);
	if (cli->operand_count)
		choose(cli, &a, &ds);
	first = ds.count;
	cli->build.write = false;
	fflush(stdout);
	fflush(stderr);
	progress_begin(&progress, cli);
	if (cli->build.site || cli->build.plan_documents)
		build_run(&cli->build, &ds, &summary);
	if (cli->operand_count)
		keep_wanted(&cli->build, &ds, first);
	status = summary.interrupted ? EXIT_FINE : cli_report(cli, &ds);
	status = progress_end(&progress, &summary, status);
	diag_release(&ds);
	arena_release(&a);
	return status;
}
