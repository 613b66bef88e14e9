/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "build/revision_status.h"
#include "build/status_part.h"
#include "cli/options.h"

/* As wide as the terminal, at most; 80 where there is none. */
static size_t
terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 60)
		return size.ws_col;
	return 80;
}

/* What could not be read is told, as anything else about the plans is. */
static bool
failed(const struct diags *ds)
{
	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].severity == SEV_SYSTEM &&
		    ds->items[i].code != DIAG_B01)
			return true;
	return false;
}

/* Plans that a revision touches; a revision that is not there is misuse. */
static int
revision_status(struct cli *cli)
{
	const struct revision_status_request request = { .options = &cli->build,
		.revision = cli->revision,
		.pdf = cli->pdf,
		.json = cli->json };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	bool fine = build_revision_status(&request, &ds, &out);
	bool system = failed(&ds);

	cli_report(cli, &ds);
	fwrite(out.n ? out.p : "", 1, out.n, stdout);
	sb_release(&out);
	diag_release(&ds);
	return system ? EXIT_SYSTEM : fine ? EXIT_FINE : EXIT_USAGE;
}

/*
 * Ends with 0 whatever the plans are like: what is late or broken is its
 * answer. A plan that could not be read is missing in it, and that is said.
 */
int
cmd_status(struct cli *cli)
{
	struct diags ds = { 0 };
	struct sb out = { 0 };
	int status;

	if (cli->revision)
		return revision_status(cli);
	build_status(&cli->build, cli->json, terminal_width(), &ds, &out);
	fwrite(out.n ? out.p : "", 1, out.n, stdout);
	fflush(stdout);
	status = failed(&ds) ? EXIT_SYSTEM : EXIT_FINE;
	cli_report(cli, &ds);
	sb_release(&out);
	diag_release(&ds);
	return status;
}
