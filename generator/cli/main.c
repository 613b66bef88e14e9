/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "base/mem.h"
#include "cli/options.h"
#include "diag/msg.h"

#ifndef SAMPLAN_VERSION
#define SAMPLAN_VERSION "0"
#endif

const struct command commands[] = {
	{ "build", "", N_("make the site and the documents of the plans"), 0, 0,
	    cmd_build },
	{ "check", "[FILE...]", N_("say what build would say; write nothing"),
	    0, -1, cmd_check },
	{ "watch", "", N_("build, then build what a change touches"), 0, 0,
	    cmd_watch },
	{ "serve", "", N_("watch, and show the site on this machine"), 0, 0,
	    cmd_serve },
	{ "new", "plan|page|revision NAME", N_("a file to fill in"), 2, 2,
	    cmd_new },
	{ "status", "[--revision NAME]",
	    N_("what is next in each plan, and what is late"), 0, 0,
	    cmd_status },
	{ "diff", "REVISION REVISION",
	    N_("what changed between two revisions of the policy"), 2, 2,
	    cmd_diff },
	{ "seal", "REVISION", N_("keep a decided revision as it is"), 1, 1,
	    cmd_seal },
	{ "protect", "PLAN [DOCUMENT...]",
	    N_("copies for sending that open with a password"), 1, -1,
	    cmd_protect },
	{ "explain", "CODE|FILE",
	    N_("what a rule means; why a file would be made again"), 1, 1,
	    cmd_explain },
	{ "journal", "[--verify]", N_("what was made when, from which plan"), 0,
	    0, cmd_journal },
	{ "schema", "", N_("JSON Schema of the plan format"), 0, 0,
	    cmd_schema },
};
const size_t command_count = sizeof(commands) / sizeof(*commands);

/* A full disk or a closed pipe behind stdout is a failure too. */
static int
flushed(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "samplan: %s\n",
		    _("what it had to say could not be written"));
		return EXIT_SYSTEM;
	}
	return status;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	struct cli cli = { .program = argv[0] };
	int status;

	mem_settle();
	status = cli_parse(&cli, &arena, argc, argv);

	if (status == EXIT_FINE && cli.version)
		printf("samplan %s\n", SAMPLAN_VERSION);
	else if (status == EXIT_FINE && cli.help)
		cli_usage(&cli, false);
	else if (status == EXIT_FINE)
		status = cli.command->run(&cli);
	status = flushed(status);
	arena_release(&arena);
	return status;
}
