/* SPDX-License-Identifier: EUPL-1.2 */
/* The commands that only print a text: explain, schema, new. */
#include <stdio.h>
#include <string.h>

#include "build/explain_file.h"
#include "build/explain_part.h"
#include "build/new_part.h"
#include "build/new_revision.h"
#include "build/schema_part.h"
#include "cli/options.h"
#include "diag/msg.h"

static void
print(struct sb *out)
{
	fwrite(out->n ? out->p : "", 1, out->n, stdout);
	sb_release(out);
}

/* "R09" is a rule; what has a dot or a slash is a file. */
static bool
names_file(struct str operand)
{
	return str_find_char(operand, '/') != STR_NOT_FOUND ||
	       str_find_char(operand, '.') != STR_NOT_FOUND;
}

static int
explain_file(struct cli *cli)
{
	struct diags ds = { 0 };
	struct sb out = { 0 };
	int status = EXIT_FINE;

	fflush(stdout);
	build_explain_file(&cli->build, str_from(cli->operands[0]), &ds);
	for (size_t i = 0; i < ds.count; i++) {
		if (cli->json)
			diag_print_json(&ds.items[i], &out);
		else
			sb_fmt(&out, "%.*s: %.*s\n", STR_ARG(ds.items[i].file),
			    STR_ARG(ds.items[i].message));
	}
	if (diag_count(&ds, SEV_SYSTEM))
		status = EXIT_SYSTEM;
	diag_release(&ds);
	print(&out);
	return status;
}

int
cmd_explain(struct cli *cli)
{
	struct sb out = { 0 }, upper = { 0 };
	struct str code = str_from(cli->operands[0]);
	bool found;

	if (names_file(code))
		return explain_file(cli);
	for (size_t i = 0; i < code.n; i++)
		sb_ch(&upper, code.p[i] >= 'a' && code.p[i] <= 'z'
				  ? (char)(code.p[i] - 'a' + 'A')
				  : code.p[i]);
	found = build_explain(&cli->build, sb_view(&upper), &out);
	if (!found)
		fprintf(stderr, _("samplan: there is no rule \"%s\"\n"),
		    cli->operands[0]);
	sb_release(&upper);
	print(&out);
	return found ? EXIT_FINE : EXIT_USAGE;
}

int
cmd_schema(struct cli *cli)
{
	struct sb out = { 0 };

	(void)cli;
	build_schema(&out);
	print(&out);
	return EXIT_FINE;
}

int
cmd_new(struct cli *cli)
{
	const char *what = cli->operands[0];
	struct str name = str_from(cli->operands[1]);
	struct diags ds = { 0 };
	struct sb out = { 0 };
	int status;

	if (strcmp(what, "plan") == 0) {
		build_new_plan(&cli->build, name, &ds, &out);
	} else if (strcmp(what, "page") == 0) {
		build_new_page(&cli->build, name, &ds, &out);
	} else if (strcmp(what, "revision") == 0) {
		build_new_revision(&cli->build, name, &ds, &out);
	} else {
		fprintf(stderr,
		    _("samplan: new makes a plan, a page or a revision, not \"%s\"\n"),
		    what);
		return EXIT_USAGE;
	}
	status = cli_report(cli, &ds);
	print(&out);
	diag_release(&ds);
	return status;
}
