/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <unistd.h>

#include "cli/options.h"
#include "diag/msg.h"

static int
status_of(const struct cli *cli, const struct diags *ds)
{
	if (diag_count(ds, SEV_SYSTEM))
		return EXIT_SYSTEM;
	if (diag_count(ds, SEV_ERROR))
		return EXIT_CONTENT;
	if (cli->strict && diag_count(ds, SEV_WARNING))
		return EXIT_CONTENT;
	return EXIT_FINE;
}

int
cli_report(const struct cli *cli, struct diags *ds)
{
	bool colour = !cli->json && isatty(STDERR_FILENO);
	struct sb out = { 0 };

	diag_sort(ds);
	for (size_t i = 0; i < ds->count; i++) {
		const struct finding *f = &ds->items[i];

		if (cli->quiet && f->severity < SEV_ERROR &&
		    !(cli->strict && f->severity == SEV_WARNING))
			continue;
		sb_reset(&out);
		if (cli->json)
			diag_print_json(f, &out);
		else
			diag_print(f, colour, &out);
		fwrite(out.p, 1, out.n, stderr);
	}
	if (ds->dropped && !cli->json)
		fprintf(stderr,
		    msg_n("samplan: %zu more finding is not shown\n",
			"samplan: %zu more findings are not shown\n",
			ds->dropped),
		    ds->dropped);
	sb_release(&out);
	return status_of(cli, ds);
}
