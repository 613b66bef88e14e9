/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "build/protect_part.h"
#include "cli/options.h"
#include "cli/password.h"
#include "diag/msg.h"

int
cmd_protect(struct cli *cli)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct sb password = { 0 };
	struct protect_wish wish = { .plan = str_from(cli->operands[0]) };
	int status = password_read(cli, &ds, &password);

	if (status == EXIT_FINE) {
		struct str *documents =
		    arena_array(&a, struct str, cli->operand_count);

		for (size_t i = 1; i < cli->operand_count; i++)
			documents[wish.count++] = str_from(cli->operands[i]);
		wish.documents = documents;
		wish.password = password.p;
		cli->build.protect = &wish;
		cli->build.write = true;
		build_protect(&cli->build, &ds, &summary);
		status = cli_report(cli, &ds);
	}
	if (status == EXIT_FINE && !cli->quiet && !cli->json) {
		printf(msg_n("samplan: %zu copy with a password in %s/%s\n",
			   "samplan: %zu copies with a password in %s/%s\n",
			   summary.protected_copies),
		    summary.protected_copies, cli->build.output, PROTECT_NAME);
	}
	password_forget(&password);
	diag_release(&ds);
	arena_release(&a);
	return status;
}
