/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "build/journal_view.h"
#include "cli/options.h"
#include "diag/msg.h"

int
cmd_journal(struct cli *cli)
{
	struct diags ds = { 0 };
	struct sb out = { 0 };
	int status;

	if (cli->verify)
		build_journal_verify(&cli->build, &ds, &out);
	else
		build_journal_print(&cli->build, &ds, &out);
	fwrite(out.n ? out.p : "", 1, out.n, stdout);
	status = cli_report(cli, &ds);
	sb_release(&out);
	diag_release(&ds);
	return status;
}
