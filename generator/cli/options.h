/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line, read once. Options may stand before or after operands.
 * Wrong usage is told on stderr in one sentence and ends with status 2.
 */
#ifndef SAMPLAN_CLI_OPTIONS_H
#define SAMPLAN_CLI_OPTIONS_H

#include "build/options.h"
#include "diag/diag.h"

enum exit_status {
	EXIT_FINE = 0,
	EXIT_CONTENT = 1, /* errors in content, plans, theme */
	EXIT_USAGE = 2,
	EXIT_SYSTEM = 3
};

struct cli {
	const struct command *command;
	struct build_options build;
	const char *program;
	const char **operands;
	size_t operand_count;
	const char *revision;
	const char *reason;     /* seal: why a sealed revision was changed */
	const char *older_than; /* age of closed plans, or NULL */
	const char *pdf;        /* diff: a paper to write */
	const char *locale;     /* folder of the message catalogues */
	const char *password_file;
	int password_fd; /* -1: none */
	int port;        /* serve */
	bool protect;    /* build: copies that open with a password */
	bool with_plans;
	bool verify; /* journal */
	bool strict;
	bool json;
	bool quiet;
	bool verbose;
	bool help;
	bool version;
	bool date_given;
};

struct command {
	const char *name;
	const char *operands; /* for the usage line */
	const char *summary;  /* msgid */
	int least;            /* operands */
	int most;             /* -1: any number */
	int (*run)(struct cli *);
};

extern const struct command commands[];
extern const size_t command_count;

/* EXIT_FINE, or EXIT_USAGE after a message. Lives in the arena. */
int cli_parse(struct cli *cli, struct arena *a, int argc, char **argv);
void cli_usage(const struct cli *cli, bool to_error);

int cmd_build(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_status(struct cli *cli);
int cmd_explain(struct cli *cli);
int cmd_schema(struct cli *cli);
int cmd_new(struct cli *cli);
int cmd_diff(struct cli *cli);
int cmd_seal(struct cli *cli);
int cmd_protect(struct cli *cli);
int cmd_journal(struct cli *cli);
int cmd_watch(struct cli *cli);
int cmd_serve(struct cli *cli);

/* A sentence on stderr; always EXIT_USAGE. */
int cli_usage_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/*
 * The calendar date here and now, and the seconds since 1970. Nothing else asks
 * the clock what time it is; who stays asks again before each build.
 */
date_t cli_real_date(void);
int64_t cli_real_time(void);

/* Prints the findings as the options say and gives the exit status. */
int cli_report(const struct cli *cli, struct diags *ds);

#endif
