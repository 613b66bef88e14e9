/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/msg.h"

enum { COLUMNS = 80, COLUMNS_MOST = 100, BAR_LEAST = 8, STATUS_SIGNAL = 128 };

static const double PATIENCE = 1.0;   /* seconds before anything is shown */
static const double A_LINE = 5.0;     /* between plain lines */
static const double LONGEST = 360000; /* that is told as time left */

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The part that is furthest from its end. */
static const struct build_state *
slowest(const struct build_state *parts, size_t count)
{
	const struct build_state *found = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct build_state *p = &parts[i];

		if (p->total == 0 || p->done >= p->total)
			continue;
		if (!found || (double)p->done / (double)p->total <
				  (double)found->done / (double)found->total)
			found = p;
	}
	return found;
}

/* "1,234 of 20,000, 410 a second, 46 s left" without the commas. */
static void
put_figures(struct sb *out, const struct build_state *p, double took)
{
	double rate = (double)p->done / took;
	double left = rate > 0 ? (double)(p->total - p->done) / rate : LONGEST;

	sb_fmt(out, _("%zu of %zu"), p->done, p->total);
	sb_cstr(out, ", ");
	sb_fmt(out, _("%.0f a second"), rate);
	if (left >= LONGEST)
		return;
	sb_cstr(out, ", ");
	if (left < 120)
		sb_fmt(out, _("%.0f s left"), left);
	else
		sb_fmt(out, _("%.0f min left"), left / 60);
}

static void
draw(struct progress *p, const struct build_state *s, double took)
{
	struct sb line = { 0 }, figures = { 0 };
	size_t room, full;

	put_figures(&figures, s, took);
	sb_fmt(&line, "%s ", s->name);
	room = utf8_width(sb_view(&line)) + utf8_width(sb_view(&figures)) + 4;
	if (p->columns > room + BAR_LEAST) {
		room = p->columns - room;
		full = room * s->done / s->total;
		sb_ch(&line, '[');
		sb_repeat(&line, '#', full);
		sb_repeat(&line, '.', room - full);
		sb_cstr(&line, "] ");
	}
	sb_str(&line, sb_view(&figures));
	fprintf(stderr, "\r%s\033[K", sb_text(&line));
	fflush(stderr);
	p->drawn = true;
	sb_release(&line);
	sb_release(&figures);
}

static void
say(struct progress *p, const struct build_state *s, double took)
{
	struct sb figures = { 0 };

	if (took < p->next)
		return;
	p->next = took + A_LINE;
	put_figures(&figures, s, took);
	fprintf(stderr, "samplan: %s: %s\n", s->name, sb_text(&figures));
	fflush(stderr);
	sb_release(&figures);
}

static void
erase(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	if (p->drawn)
		fflush(stderr);
	p->drawn = false;
}

static void
show(void *arg, const struct build_state *parts, size_t count)
{
	struct progress *p = arg;
	const struct build_state *s = slowest(parts, count);
	double took = seconds() - p->begin;

	if (count && parts[0].over)
		erase(p);
	else if (s && took >= PATIENCE && p->form == PROGRESS_BAR)
		draw(p, s, took);
	else if (s && took >= PATIENCE && p->form == PROGRESS_LINES)
		say(p, s, took);
}

static enum progress_form
form_of(const struct cli *cli)
{
	const char *terminal = getenv("TERM");

	if (cli->quiet || cli->json)
		return PROGRESS_NONE;
	if (isatty(STDERR_FILENO))
		return terminal && strcmp(terminal, "dumb") != 0
			   ? PROGRESS_BAR
			   : PROGRESS_LINES;
	return cli->verbose ? PROGRESS_LINES : PROGRESS_NONE;
}

/* One column less: some terminals begin a new line after the last one. */
static size_t
columns(void)
{
	struct winsize size;
	size_t n = COLUMNS;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		n = size.ws_col;
	return (n > COLUMNS_MOST ? COLUMNS_MOST : n) - 1;
}

/* What is ignored, as in the background of a shell, never comes. */
static int
watch_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void
progress_begin(struct progress *p, struct cli *cli)
{
	*p = (struct progress){
		.form = form_of(cli), .begin = seconds(), .columns = columns()
	};
	p->build.arg = p;
	p->build.show = p->form == PROGRESS_NONE ? NULL : show;
	p->build.signals = watch_signals();
	cli->build.progress = &p->build;
}

int
progress_end(struct progress *p, const struct build_summary *s, int status)
{
	erase(p);
	if (p->build.signals >= 0)
		close(p->build.signals);
	if (s->interrupted == 0)
		return status;
	fprintf(stderr, "samplan: %s\n",
	    _("interrupted; readers see the earlier output or the new one, "
	      "each as a whole"));
	return STATUS_SIGNAL + s->interrupted;
}
