/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one visible loop: wait, gather what changed, build it, tell what was
 * found. Ends with 0 on SIGINT and SIGTERM, and leaves the last good output.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "build/build.h"
#include "build/plan_files.h"
#include "build/resident.h"
#include "build/server.h"
#include "build/watcher.h"
#include "cli/options.h"
#include "diag/msg.h"

/* A new day may bring a revision into force: look so often. */
enum { DAY_MS = 60000 };
/*
 * When nothing was saved for so long: what is made of many pages together, and
 * then what nobody waits for.
 */
enum { FINISH_MS = 30, REST_MS = 400 };
/* What the system failed at is tried again after so long, then twice as long. */
enum { AGAIN_MS = 1000, AGAIN_MOST_MS = 30000 };
/* A worker that stays is replaced after so many changes: it keeps their texts. */
enum { CHANGES_MOST = 200 };

/*
 * The system failed at a build: another one held the output, the disk was
 * full. Nobody will save again what was saved then, so it is kept.
 */
struct again {
	bool site;
	bool plans;
	int wait; /* 0: the last build went well */
	double at;
	struct hash128 said; /* of it, and not to be said each time */
};

struct loop {
	struct cli *cli;
	struct watcher watcher;
	struct server *server; /* NULL: watch only */
	struct resident resident;
	struct diags site;  /* found by the last build of it, for the preview */
	struct diags plans; /* found in plans by the last build of them */
	int signals;
	double woken; /* something happened */
	double saved; /* and then it was built */
	struct again again;
	bool rest;     /* the policy book and the report are still to be made */
	bool alone;    /* nothing stays, and something may */
	size_t errors; /* of the last build of the site */
};

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static size_t
count_errors(const struct diags *ds)
{
	return diag_count(ds, SEV_ERROR) + diag_count(ds, SEV_SYSTEM);
}

static void
tell_change(struct loop *l, const struct build_summary *s)
{
	const char *site = s->only_styles ? "css" : "page";

	if (l->server && (s->site_changed || s->plans_changed)) {
		server_tell_change(
		    l->server, s->site_changed ? site : NULL, s->plans_changed);
		server_run(l->server);
	}
}

static void
take_grave(struct diags *ds, const struct diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (from->items[i].severity >= SEV_WARNING)
			diag_take(ds, &from->items[i]);
}

/* Of the part that was not built now, what was found before. */
static void
tell_findings(struct loop *l, const struct diags *ds)
{
	struct diags all = { 0 };

	if (!l->server)
		return;
	take_grave(&all, ds);
	take_grave(&all, &l->site);
	take_grave(&all, &l->plans);
	diag_sort(&all);
	server_tell_findings(l->server, &all);
	diag_release(&all);
}

static void
report(struct loop *l, struct diags *ds, double took)
{
	tell_findings(l, ds);
	cli_report(l->cli, ds);
	if (!l->cli->quiet && !l->cli->json) {
		printf(msg_n("samplan: built in %.1f ms, %zu error\n",
			   "samplan: built in %.1f ms, %zu errors\n",
			   count_errors(ds)),
		    took, count_errors(ds));
		fflush(stdout);
	}
	l->errors = count_errors(ds);
}

/* Each finding is kept with the part that it is about, if that was built. */
static void
keep_findings(struct loop *l, const struct diags *ds, bool site, bool plans)
{
	const struct build_options *o = &l->cli->build;
	struct str folder = plan_file_shown(o, o->plans);

	if (site) {
		diag_release(&l->site);
		l->site = (struct diags){ 0 };
	}
	if (plans) {
		diag_release(&l->plans);
		l->plans = (struct diags){ 0 };
	}
	for (size_t i = 0; i < ds->count; i++) {
		const struct finding *f = &ds->items[i];
		bool plan = plan_file_below(f->file, folder);

		if (plan && plans)
			diag_take(&l->plans, f);
		else if (!plan && site && f->severity >= SEV_WARNING)
			diag_take(&l->site, f);
	}
}

static struct hash128
hash_trouble(const struct diags *ds)
{
	struct sb all = { 0 };
	struct hash128 hash;

	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].severity == SEV_SYSTEM)
			diag_print_json(&ds->items[i], &all);
	hash = hash128(sb_view(&all));
	sb_release(&all);
	return hash;
}

/*
 * Looks whether the system failed, and keeps for when it is tried again; true
 * when that is the same as before, and was said. A change that meets it too
 * begins with short waits again, and has its answer.
 */
static bool
note_trouble(
    struct loop *l, const struct diags *ds, struct changes kept, bool asked)
{
	struct again *again = &l->again;
	struct hash128 now = hash_trouble(ds);
	bool known = again->wait && hash128_eq(now, again->said);

	if (diag_count(ds, SEV_SYSTEM) == 0) {
		*again = (struct again){ .wait = 0 };
		return false;
	}
	again->wait = again->wait && !asked ? again->wait * 2 : AGAIN_MS;
	if (again->wait > AGAIN_MOST_MS)
		again->wait = AGAIN_MOST_MS;
	again->at = milliseconds() + again->wait;
	again->site = kept.site;
	again->plans = kept.plans;
	again->said = now;
	return known && !asked;
}

/* What is asked for, at the time it is now: the journal says when it was. */
static struct build_options
options_now(const struct loop *l)
{
	struct build_options o = l->cli->build;

	o.now = cli_real_time();
	return o;
}

/* What was kept goes along; asked: something changed, or it is the first. */
static void
build_once(struct loop *l, struct changes wanted, bool asked)
{
	struct build_options o = options_now(l);
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	double begin = milliseconds();
	bool known;

	resident_settle(&l->resident);
	resident_stop(&l->resident);
	o.site &= wanted.site || l->again.site;
	o.plan_documents &= wanted.plans || l->again.plans;
	o.write = true;
	o.sketch = o.site;
	fflush(stdout);
	fflush(stderr);
	build_run(&o, &ds, &summary);
	known = note_trouble(l, &ds,
	    (struct changes){ o.site, o.plan_documents, STR_NONE }, asked);
	if (l->again.wait == 0)
		keep_findings(l, &ds, o.site, o.plan_documents);
	tell_change(l, &summary);
	if (!known)
		report(l, &ds, milliseconds() - begin);
	l->rest |= o.site;
	l->alone = l->cli->build.site;
	diag_release(&ds);
}

static void
add_plan_findings(struct loop *l, struct diags *ds)
{
	for (size_t i = 0; i < l->plans.count; i++)
		diag_take(ds, &l->plans.items[i]);
}

/* By the worker that stays; false: it has to be built. */
static bool
build_at_once(struct loop *l, struct changes wanted)
{
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	double took;

	if (wanted.files.n == 0 || !l->resident.on ||
	    resident_build(&l->resident, wanted.files, &summary) !=
		RESIDENT_MADE)
		return false;
	took = milliseconds() - l->woken;
	tell_change(l, &summary);
	resident_findings(&l->resident, &ds);
	keep_findings(l, &ds, true, false);
	add_plan_findings(l, &ds);
	report(l, &ds, took);
	l->rest = true;
	diag_release(&ds);
	return true;
}

/*
 * What was refused may have been half of a save, and then it is right when all
 * of it is there.
 */
static void
build(struct loop *l, struct changes wanted)
{
	bool more = l->again.site || l->again.plans;

	if (more || !build_at_once(l, wanted)) {
		watcher_take_more(&l->watcher, &wanted);
		if (more || !build_at_once(l, wanted))
			build_once(l, wanted, true);
	}
	l->saved = milliseconds();
}

static void
finish(struct loop *l)
{
	struct build_summary summary = { 0 };

	if (!resident_finish(&l->resident, &summary))
		build_once(l, (struct changes){ true, false, STR_NONE }, false);
	tell_change(l, &summary);
}

static void
serve_meanwhile(void *server)
{
	server_run(server);
}

static void
tell_rest(struct loop *l, struct diags *ds)
{
	const struct changes none = { false, false, STR_NONE };
	bool known = note_trouble(l, ds, none, false);

	l->rest = l->again.wait != 0;
	if (!l->rest) {
		keep_findings(l, ds, true, false);
		add_plan_findings(l, ds);
	}
	if (!known && (l->rest || count_errors(ds) != l->errors)) {
		tell_findings(l, ds);
		cli_report(l->cli, ds);
	}
	l->errors = count_errors(ds);
}

/*
 * The whole of the site, after a sketch. What it finds is known mostly. It
 * gives way to whatever is saved meanwhile.
 */
static void
build_rest(struct loop *l)
{
	struct build_options o = options_now(l);
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	const int others[] = { l->signals, l->watcher.fd };
	const struct build_progress progress = { .signals = -1,
		.others = others,
		.other_count = 2,
		.serve = l->server ? serve_meanwhile : NULL,
		.guest = l->server ? server_fd(l->server) : -1,
		.arg = l->server };

	l->rest = false;
	if (!o.site)
		return;
	resident_settle(&l->resident);
	l->alone |= !l->resident.on;
	o.plan_documents = false;
	o.write = true;
	o.progress = &progress;
	o.patient = true;
	fflush(stdout);
	fflush(stderr);
	build_run(&o, &ds, &summary);
	l->rest = summary.interrupted != 0;
	if (!l->rest) {
		tell_change(l, &summary);
		tell_rest(l, &ds);
	}
	diag_release(&ds);
}

/* Once after each build that a worker that stays could go on from. */
static void
let_one_stay(struct loop *l)
{
	if (l->resident.changes >= CHANGES_MOST) {
		resident_settle(&l->resident);
		resident_stop(&l->resident);
		l->alone = true;
	}
	if (l->alone && !l->resident.on && l->errors == 0) {
		const struct build_options o = options_now(l);

		fflush(stdout);
		fflush(stderr);
		resident_start(&l->resident, &o);
	}
	l->alone = false;
}

static int
catch_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	/* A shell starts what runs in the background with SIGINT ignored. */
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static int
least(int a, int b)
{
	return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

/* Milliseconds until something is due that nobody asked for; -1: nothing is. */
static int
due(const struct loop *l)
{
	double at = l->saved + REST_MS;
	double left;

	if (l->resident.unfinished)
		at = l->saved + FINISH_MS;
	else if (l->again.wait)
		at = l->again.at;
	else if (!l->rest && !l->alone)
		return -1;
	left = at - milliseconds();
	return left > 0 ? (int)left + 1 : 0;
}

static void
do_due(struct loop *l)
{
	if (l->resident.unfinished) {
		finish(l);
		return;
	}
	if (l->again.site || l->again.plans) {
		build_once(
		    l, (struct changes){ false, false, STR_NONE }, false);
		l->saved = milliseconds();
		return;
	}
	if (l->rest)
		build_rest(l);
	if (!l->rest)
		let_one_stay(l);
}

/* false when a signal said that it is over. */
static bool
wait_for_work(struct loop *l)
{
	struct pollfd p[3] = {
		{ .fd = l->signals, .events = POLLIN },
		{ .fd = l->watcher.fd, .events = POLLIN },
		{ .fd = l->server ? server_fd(l->server) : -1,
		    .events = POLLIN },
	};
	int timeout = least(watcher_timeout(&l->watcher), DAY_MS);

	timeout = least(timeout, due(l));
	if (l->server)
		timeout = least(timeout, server_timeout(l->server));
	if (poll(p, 3, timeout) < 0 && errno != EINTR)
		return false;
	l->woken = milliseconds();
	return !(p[0].revents & POLLIN);
}

static struct changes
gather(struct loop *l)
{
	struct changes c = watcher_take(&l->watcher);

	if (!l->cli->date_given && l->cli->build.today != cli_real_date()) {
		l->cli->build.today = cli_real_date();
		c = (struct changes){ true, true, STR_NONE };
	}
	return c;
}

static int
run_loop(struct loop *l)
{
	build_once(l, (struct changes){ true, true, STR_NONE }, true);
	l->saved = milliseconds();
	while (wait_for_work(l)) {
		struct changes c = gather(l);

		if (c.site || c.plans)
			build(l, c);
		else if (due(l) == 0)
			do_due(l);
		if (l->server)
			server_run(l->server);
		if (watcher_lost(&l->watcher)) {
			fprintf(stderr, "samplan: %s\n",
			    _("inotifywait ended; start samplan again"));
			return EXIT_SYSTEM;
		}
	}
	return EXIT_FINE;
}

static int
watch(struct cli *cli, struct server *server)
{
	struct loop l = { .cli = cli, .server = server };
	struct diags ds = { 0 };
	int status;

	l.signals = catch_signals();
	if (l.signals < 0 || !watcher_start(&l.watcher, &cli->build, &ds)) {
		status = cli_report(cli, &ds);
		if (status == EXIT_FINE)
			status = EXIT_SYSTEM;
	} else {
		status = run_loop(&l);
	}
	resident_settle(&l.resident);
	resident_stop(&l.resident);
	diag_release(&l.site);
	diag_release(&l.plans);
	watcher_stop(&l.watcher);
	if (l.signals >= 0)
		close(l.signals);
	diag_release(&ds);
	return status;
}

int
cmd_watch(struct cli *cli)
{
	return watch(cli, NULL);
}

/* 128 random bits; whoever does not know them does not find the plans. */
static struct str
random_token(struct arena *a)
{
	unsigned char bytes[16];
	struct sb hex = { 0 };
	struct str token;

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return STR_NONE;
	for (size_t i = 0; i < sizeof(bytes); i++)
		sb_fmt(&hex, "%02x", bytes[i]);
	token = arena_str(a, sb_view(&hex));
	sb_release(&hex);
	return token;
}

int
cmd_serve(struct cli *cli)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct server_options o = { .build = &cli->build,
		.port = (uint16_t)cli->port };
	struct server *server;
	int status;

	if (cli->with_plans)
		o.plans_token = random_token(&a);
	server = server_start(&a, &o, &ds);
	if (!server) {
		status = cli_report(cli, &ds);
	} else {
		printf("http://127.0.0.1:%u/\n", (unsigned)server_port(server));
		if (o.plans_token.n)
			printf("http://127.0.0.1:%u/%.*s/\n",
			    (unsigned)server_port(server),
			    STR_ARG(o.plans_token));
		fflush(stdout);
		status = watch(cli, server);
	}
	server_stop(server);
	diag_release(&ds);
	arena_release(&a);
	return status;
}
