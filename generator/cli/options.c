/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "diag/msg.h"

enum {
	OPT_ROOT = 256,
	OPT_SITE,
	OPT_PLANS,
	OPT_PLANS_DIR,
	OPT_DATE,
	OPT_STRICT,
	OPT_JOBS,
	OPT_SHARD,
	OPT_MERGE,
	OPT_OLDER_THAN,
	OPT_FORMAT,
	OPT_FHIR,
	OPT_OUTPUT,
	OPT_PASSWORD_FD,
	OPT_PASSWORD_FILE,
	OPT_PROTECT,
	OPT_PDF,
	OPT_PORT,
	OPT_REASON,
	OPT_REVISION,
	OPT_VERIFY,
	OPT_WITH_PLANS,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_HELP,
	OPT_VERSION
};

static const struct option long_options[] = { { "root", required_argument, NULL,
						  OPT_ROOT },
	{ "site", no_argument, NULL, OPT_SITE },
	{ "plans", no_argument, NULL, OPT_PLANS },
	{ "plans-dir", required_argument, NULL, OPT_PLANS_DIR },
	{ "date", required_argument, NULL, OPT_DATE },
	{ "strict", no_argument, NULL, OPT_STRICT },
	{ "jobs", required_argument, NULL, OPT_JOBS },
	{ "shard", required_argument, NULL, OPT_SHARD },
	{ "merge-shards", no_argument, NULL, OPT_MERGE },
	{ "older-than", required_argument, NULL, OPT_OLDER_THAN },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "output", required_argument, NULL, OPT_OUTPUT },
	{ "fhir", no_argument, NULL, OPT_FHIR },
	{ "password-fd", required_argument, NULL, OPT_PASSWORD_FD },
	{ "password-file", required_argument, NULL, OPT_PASSWORD_FILE },
	{ "protect", no_argument, NULL, OPT_PROTECT },
	{ "verify", no_argument, NULL, OPT_VERIFY },
	{ "pdf", required_argument, NULL, OPT_PDF },
	{ "port", required_argument, NULL, OPT_PORT },
	{ "reason", required_argument, NULL, OPT_REASON },
	{ "revision", required_argument, NULL, OPT_REVISION },
	{ "with-plans", no_argument, NULL, OPT_WITH_PLANS },
	{ "quiet", no_argument, NULL, OPT_QUIET },
	{ "verbose", no_argument, NULL, OPT_VERBOSE },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION }, { NULL, 0, NULL, 0 } };

int
cli_usage_error(const char *fmt, ...)
{
	struct sb text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sb_vfmt(&text, fmt, ap);
	va_end(ap);
	fprintf(stderr, "samplan: %s\n", sb_text(&text));
	fprintf(stderr, "%s\n", _("samplan --help shows how it is used."));
	sb_release(&text);
	return EXIT_USAGE;
}

date_t
cli_real_date(void)
{
	time_t now = time(NULL);
	struct tm tm;

	if (!localtime_r(&now, &tm))
		return date_from(1970, 1, 1);
	return date_from(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t
cli_real_time(void)
{
	return (int64_t)time(NULL);
}

static int
set_number(const char *name, const char *text, int least, int most, int *out)
{
	int n;

	if (!str_int(str_from(text), &n) || n < least || n > most)
		return cli_usage_error(
		    _("%s wants a number from %d to %d"), name, least, most);
	*out = n;
	return EXIT_FINE;
}

static int
set_format(struct cli *cli, const char *text)
{
	if (strcmp(text, "json") != 0 && strcmp(text, "human") != 0)
		return cli_usage_error(
		    _("--format is human or json, not \"%s\""), text);
	cli->json = strcmp(text, "json") == 0;
	return EXIT_FINE;
}

/* "2/8": the second of eight. */
static int
set_shard(struct cli *cli, const char *text)
{
	struct str rest = str_from(text), shard;
	int k, n;

	if (!str_next_part(&rest, '/', &shard) || !str_int(shard, &k) ||
	    !str_int(rest, &n) || n < 1 || n > SHARDS_MOST || k < 1 || k > n)
		return cli_usage_error(
		    _("--shard wants K/N, a number from 1 to N and how many "
		      "there are (%d at most), not \"%s\""),
		    SHARDS_MOST, text);
	cli->build.shard = k;
	cli->build.shards = n;
	return EXIT_FINE;
}

static int
set_option(struct cli *cli, int option, const char *value)
{
	switch (option) {
	case OPT_ROOT:
		cli->build.root = value;
		break;
	case OPT_SITE:
		cli->build.site = true;
		break;
	case OPT_PLANS:
		cli->build.plan_documents = true;
		break;
	case OPT_PLANS_DIR:
		cli->build.plans = value;
		break;
	case OPT_DATE:
		if (!date_parse(str_from(value), &cli->build.today))
			return cli_usage_error(
			    _("--date wants a day as YYYY-MM-DD, not \"%s\""),
			    value);
		break;
	case OPT_STRICT:
		cli->strict = true;
		break;
	case OPT_JOBS:
		return set_number("--jobs", value, 1, 256, &cli->build.jobs);
	case OPT_SHARD:
		return set_shard(cli, value);
	case OPT_MERGE:
		cli->build.merge = SHARDS_ALL;
		break;
	case OPT_FORMAT:
		return set_format(cli, value);
	case OPT_FHIR:
		cli->build.fhir = true;
		break;
	case OPT_OLDER_THAN:
		cli->older_than = value;
		break;
	case OPT_OUTPUT:
		cli->build.output = value;
		break;
	case OPT_PDF:
		cli->pdf = value;
		break;
	case OPT_PROTECT:
		cli->protect = true;
		break;
	case OPT_PASSWORD_FD:
		return set_number(
		    "--password-fd", value, 0, 1023, &cli->password_fd);
	case OPT_PASSWORD_FILE:
		cli->password_file = value;
		break;
	case OPT_REASON:
		cli->reason = value;
		break;
	case OPT_REVISION:
		cli->revision = value;
		break;
	case OPT_PORT:
		return set_number("--port", value, 0, 65535, &cli->port);
	case OPT_VERIFY:
		cli->verify = true;
		break;
	case OPT_WITH_PLANS:
		cli->with_plans = true;
		break;
	case OPT_QUIET:
		cli->quiet = true;
		break;
	case OPT_VERBOSE:
		cli->verbose = cli->build.verbose = true;
		break;
	case OPT_HELP:
		cli->help = true;
		break;
	case OPT_VERSION:
		cli->version = true;
		break;
	}
	return EXIT_FINE;
}

static int
find_command(struct cli *cli)
{
	const char *name = cli->operand_count ? cli->operands[0] : NULL;
	int given;

	if (!name)
		return cli_usage_error(
		    "%s", _("which command? For example: samplan build"));
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, name) == 0)
			cli->command = &commands[i];
	if (!cli->command)
		return cli_usage_error(_("there is no command \"%s\""), name);
	cli->operands++;
	given = (int)--cli->operand_count;
	if (given < cli->command->least ||
	    (cli->command->most >= 0 && given > cli->command->most))
		return cli_usage_error(_("usage: samplan %s %s"),
		    cli->command->name, cli->command->operands);
	return EXIT_FINE;
}

static int
check_root(const struct cli *cli)
{
	struct fs_stat st;
	struct arena a = { 0 };
	int err;

	/* The end of the path may be a link; a folder below it may not. */
	err = fs_stat(cli->build.fs,
	    fs_join(&a, str_from(cli->build.root), STR(".")), &st);
	arena_release(&a);
	if (err)
		return cli_usage_error(_("cannot use --root %s: %s"),
		    cli->build.root, msg_errno(err));
	if (st.kind != FS_FOLDER)
		return cli_usage_error(
		    _("--root %s is not a folder"), cli->build.root);
	return EXIT_FINE;
}

/* "5y", "18m" or "90d" before today. */
static int
set_age(struct cli *cli)
{
	struct str text = str_from(cli->older_than);
	struct ymd day = date_ymd(cli->build.today);
	char unit = text.n ? text.p[text.n - 1] : '\0';
	int n;

	if ((unit != 'y' && unit != 'm' && unit != 'd') ||
	    !str_int(str_sub(text, 0, text.n - 1), &n) || n > 36500)
		return cli_usage_error(
		    _("--older-than wants an age as 5y, 18m or 90d, not "
		      "\"%s\""),
		    cli->older_than);
	if (unit == 'd') {
		cli->build.closed_before = cli->build.today - n;
		return EXIT_FINE;
	}
	n = (unit == 'y' ? 12 * n : n);
	n = day.year * 12 + day.month - 1 - n;
	if (n < 12)
		n = 12;
	day.year = n / 12;
	day.month = n % 12 + 1;
	while (!date_valid(day.year, day.month, day.day))
		day.day--;
	cli->build.closed_before = date_from(day.year, day.month, day.day);
	return EXIT_FINE;
}

/* Copies and a password, or neither; and one way to the password. */
static int
check_protect(const struct cli *cli)
{
	bool command = cli->command->run == cmd_protect;
	bool copies = cli->protect || command;
	int ways = (cli->password_fd >= 0) + (cli->password_file != NULL);

	if (cli->protect && !command &&
	    (cli->command->run != cmd_build || !cli->build.plan_documents))
		return cli_usage_error("%s",
		    _("--protect makes copies of the documents of plans; it "
		      "goes with build"));
	if (ways != (copies ? 1 : 0))
		return cli_usage_error(
		    "%s", _("copies want their password from --password-fd or "
			    "--password-file"));
	return EXIT_FINE;
}

/* Shards are parts of a build of the plans, and of nothing else. */
static int
check_shards(struct cli *cli)
{
	struct build_options *b = &cli->build;

	if (b->shards == 1 && b->merge == 0)
		return EXIT_FINE;
	if (b->shards > 1 && b->merge)
		return cli_usage_error("%s",
		    _("--shard makes one part, --merge-shards puts all parts "
		      "together: one after the other"));
	if (b->shards > 1 && cli->protect)
		return cli_usage_error("%s",
		    _("--protect makes copies of all documents: it goes with "
		      "--merge-shards, not with --shard"));
	if (cli->command->run != cmd_build || b->site)
		return cli_usage_error("%s",
		    _("--shard and --merge-shards are for samplan build, and "
		      "for the plans only"));
	b->plan_documents = true;
	return EXIT_FINE;
}

/*
 * A folder as all else names it: without a slash at the end, and without ".."
 * (no worker may follow one). The last part need not be there yet.
 */
static const char *
settled(struct arena *a, const char *given)
{
	struct str path = str_from(given), last;
	char real[PATH_MAX];
	size_t cut;

	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	if (str_find(path, STR("..")) == STR_NOT_FOUND)
		return arena_cstr(a, path);
	if (realpath(given, real))
		return arena_cstr(a, str_from(real));
	cut = str_rfind_char(path, '/');
	last = cut == STR_NOT_FOUND ? path : str_from_off(path, cut + 1);
	if (cut == STR_NOT_FOUND || str_is(last, "..") ||
	    !realpath(arena_cstr(a, str_sub(path, 0, cut)), real))
		return arena_cstr(a, path);
	return fs_join(a, str_from(real), last);
}

static int
complete(struct cli *cli, struct arena *a)
{
	struct build_options *b = &cli->build;
	struct str root;

	b->root = settled(a, b->root ? b->root : ".");
	root = str_from(b->root);
	b->plans_given = b->plans != NULL;
	b->plans =
	    b->plans ? settled(a, b->plans) : fs_join(a, root, STR("plans"));
	b->output =
	    b->output ? settled(a, b->output) : fs_join(a, root, STR("output"));
	b->now = cli_real_time();
	cli->date_given = b->today != DATE_NONE;
	if (!cli->date_given)
		b->today = cli_real_date();
	if (check_shards(cli) != EXIT_FINE)
		return EXIT_USAGE;
	if (!b->site && !b->plan_documents)
		b->site = b->plan_documents = true;
	if (check_protect(cli) != EXIT_FINE)
		return EXIT_USAGE;
	b->closed_before = DATE_NONE;
	if (cli->older_than && set_age(cli) != EXIT_FINE)
		return EXIT_USAGE;
	return check_root(cli);
}

static struct str
folder_of(struct str path)
{
	size_t cut = str_rfind_char(path, '/');

	return str_sub(path, 0, cut == STR_NOT_FOUND ? 0 : cut);
}

/*
 * Themes and catalogues lie beside the program: share/ of the prefix it was
 * installed to, else the folder it was built in.
 */
static void
find_data(struct cli *cli, struct arena *a)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	struct str dir = folder_of(str_of(path, n > 0 ? (size_t)n : 0));
	/* Without "..": a theme may not lead out of its folder. */
	struct str above = folder_of(dir);
	const char *share = fs_join(a, above, STR("share/samplan"));
	struct fs_stat st;

	if (fs_stat(cli->build.fs, share, &st) == 0 && st.kind == FS_FOLDER) {
		cli->build.data = share;
		cli->locale = fs_join(a, above, STR("share/locale"));
	} else {
		cli->build.data = arena_cstr(a, above);
		cli->locale = fs_join(a, dir, STR("locale"));
	}
}

int
cli_parse(struct cli *cli, struct arena *a, int argc, char **argv)
{
	int option, status = EXIT_FINE;

	cli->build.fs = fs_disk();
	cli->build.today = DATE_NONE;
	cli->port = 8420;
	cli->password_fd = -1;
	cli->build.jobs = 0;
	cli->build.shard = cli->build.shards = 1;
	find_data(cli, a);
	msg_setup(cli->locale);
	opterr = 0;
	while (status == EXIT_FINE && (option = getopt_long(argc, argv, ":",
					   long_options, NULL)) != -1) {
		if (option == '?')
			return cli_usage_error(
			    _("there is no option \"%s\""), argv[optind - 1]);
		if (option == ':')
			return cli_usage_error(
			    _("option %s wants a value"), argv[optind - 1]);
		status = set_option(cli, option, optarg);
	}
	cli->operands = (const char **)(argv + optind);
	cli->operand_count = (size_t)(argc - optind);
	if (status != EXIT_FINE || cli->help || cli->version)
		return status;
	status = find_command(cli);
	return status == EXIT_FINE ? complete(cli, a) : status;
}

void
cli_usage(const struct cli *cli, bool to_error)
{
	FILE *out = to_error ? stderr : stdout;

	(void)cli;
	fprintf(out, "%s\n\n",
	    _("samplan makes a site of policy text and documents of plans."));
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, "  samplan %-8s %-24s %s\n", commands[i].name,
		    commands[i].operands, msg(commands[i].summary));
	fprintf(out, "\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n",
	    _("  --root DIR         folder with content, themes, plans and "
	      "output"),
	    _("  --plans-dir DIR    plans from another folder"),
	    _("  --output DIR       write to another folder"),
	    _("  --site, --plans    only the site, only the plans"),
	    _("  --fhir             build: each plan as a FHIR bundle too"),
	    _("  --protect          build: copies that open with a password "
	      "(no PDF/A)\n"
	      "  --password-file F, --password-fd N   and where it stands"),
	    _("  --date YYYY-MM-DD  what counts as today"),
	    _("  --format human|json, --quiet, --verbose, --strict"),
	    _("  --jobs N           worker processes (as many as processors)\n"
	      "  --shard K/N        build: a part of the plans, beside the others\n"
	      "  --merge-shards     build: put the parts together\n"
	      "  --older-than AGE   tell which plans were closed before that"),
	    _("  --revision NAME    status: the plans that a revision touches"),
	    _("  --pdf FILE         diff, status --revision: on paper too"),
	    _("  --help, --version"));
}
