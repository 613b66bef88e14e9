/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <time.h>

#include "build/build.h"
#include "build/policy_line.h"
#include "build/protect_part.h"
#include "cli/options.h"
#include "cli/password.h"
#include "cli/progress.h"
#include "diag/msg.h"

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One count with its noun; a literal format, so that the compiler checks it. */
#define COUNT(one, many, n) printf(msg_n(one, many, n), n)

static void
print_summary(const struct cli *cli, const struct diags *ds,
    const struct build_summary *s, double took)
{
	size_t errors = diag_count(ds, SEV_ERROR) + diag_count(ds, SEV_SYSTEM);

	if (cli->quiet || cli->json)
		return;
	printf("samplan: ");
	if (cli->build.site)
		COUNT("%zu page, ", "%zu pages, ", s->pages);
	if (cli->build.plan_documents) {
		COUNT("%zu plan, ", "%zu plans, ", s->plans);
		COUNT("%zu document, ", "%zu documents, ", s->documents);
	}
	if (cli->build.protect)
		COUNT("%zu copy with a password, ",
		    "%zu copies with a password, ", s->protected_copies);
	COUNT("%zu error, ", "%zu errors, ", errors);
	COUNT("%zu warning, ", "%zu warnings, ", diag_count(ds, SEV_WARNING));
	printf(_("%.1f s"), took);
	if (cli->build.write && errors == 0 && !s->site_changed &&
	    !s->plans_changed)
		printf("%s", _(" (nothing changed)"));
	putchar('\n');
}

/* For whoever watches the log; the same words in every language. */
static void
print_policy(const struct cli *cli)
{
	struct sb line = { 0 };

	if (cli->quiet || cli->json)
		return;
	policy_line(&cli->build, &line);
	printf("samplan: %s\n", sb_text(&line));
	sb_release(&line);
}

int
cmd_build(struct cli *cli)
{
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct sb password = { 0 };
	struct protect_wish wish = { 0 };
	struct progress progress;
	double begin = seconds();
	int status = EXIT_FINE;

	if (cli->protect) {
		status = password_read(cli, &ds, &password);
		wish.password = password.p;
		cli->build.protect = &wish;
	}
	if (status != EXIT_FINE) {
		password_forget(&password);
		return status;
	}
	fflush(stdout);
	fflush(stderr);
	cli->build.write = true;
	cli->build.remember = true;
	progress_begin(&progress, cli);
	build_run(&cli->build, &ds, &summary);
	if (summary.interrupted == 0) {
		status = cli_report(cli, &ds);
		print_policy(cli);
		print_summary(cli, &ds, &summary, seconds() - begin);
	}
	status = progress_end(&progress, &summary, status);
	password_forget(&password);
	diag_release(&ds);
	return status;
}
