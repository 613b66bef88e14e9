/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "build/diff_part.h"
#include "cli/options.h"

int
cmd_diff(struct cli *cli)
{
	const struct diff_request request = { .options = &cli->build,
		.before = cli->operands[0],
		.after = cli->operands[1],
		.json = cli->json,
		.pdf = cli->pdf };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	enum diff_result result = diff_run(&request, &ds, &out);
	int status = cli_report(cli, &ds);

	if (out.n && !(cli->quiet && cli->pdf))
		fwrite(out.p, 1, out.n, stdout);
	sb_release(&out);
	diag_release(&ds);
	if (result == DIFF_WRONG_NAME)
		return EXIT_USAGE;
	return result == DIFF_DONE ? EXIT_FINE : status;
}
