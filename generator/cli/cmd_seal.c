/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "build/seal_part.h"
#include "cli/options.h"

int
cmd_seal(struct cli *cli)
{
	struct diags ds = { 0 };
	struct sb out = { 0 };
	int status;

	build_seal(
	    &cli->build, str_from(cli->operands[0]), cli->reason, &ds, &out);
	status = cli_report(cli, &ds);
	if (!cli->quiet)
		fwrite(out.p, 1, out.n, stdout);
	sb_release(&out);
	diag_release(&ds);
	return status;
}
