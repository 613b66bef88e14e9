/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/resident.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "build/build.h"
#include "build/pipes.h"
#include "diag/msg.h"

enum { ANSWER_MOST = 256 * 1024 * 1024 };

static int
open_link(struct resident_link *link)
{
	int order[2], answer[2];

	*link = (struct resident_link){ -1, -1, -1, -1 };
	if (pipe2(order, O_CLOEXEC) < 0)
		return errno;
	link->order_in = order[0];
	link->order_out = order[1];
	if (pipe2(answer, O_CLOEXEC) < 0)
		return errno;
	link->answer_in = answer[0];
	link->answer_out = answer[1];
	return 0;
}

static void
close_link(struct resident_link *link)
{
	pipe_close(&link->order_in);
	pipe_close(&link->order_out);
	pipe_close(&link->answer_in);
	pipe_close(&link->answer_out);
}

void
resident_start(struct resident *r, const struct build_options *o)
{
	int err;

	*r = (struct resident){ .options = *o };
	r->options.site = r->options.write = r->options.sketch = true;
	r->options.progress = NULL;
	r->options.before = NULL;
	r->options.leak = &r->leak;
	r->options.resident = &r->link;
	err = leak_open(&r->leak);
	if (err == 0)
		err = open_link(&r->link);
	r->site = (struct worker){ .name = _("site"),
		.work = build_site_resident,
		.role = CONFINE_SITE,
		.fd = -1,
		.keep = { r->leak.show_out, r->leak.say_in, r->link.order_in,
		    r->link.answer_out } };
	r->guard = (struct worker){ .name = _("leak guard"),
		.work = build_leak,
		.role = CONFINE_GUARD,
		.fd = -1,
		.keep = { r->leak.show_in, r->leak.say_out } };
	if (err == 0)
		err = worker_start(&r->guard, &r->options);
	if (err == 0)
		err = worker_start(&r->site, &r->options);
	leak_close_guard(&r->leak);
	leak_close_site(&r->leak);
	pipe_close(&r->link.order_in);
	pipe_close(&r->link.answer_out);
	r->on = true;
	if (err)
		resident_stop(r);
}

void
resident_stop(struct resident *r)
{
	if (!r->on)
		return;
	worker_end(&r->site);
	worker_end(&r->guard);
	close_link(&r->link);
	r->on = false;
}

/* Its answer, or false: it has ended, or says that it cannot. */
static bool
ask(struct resident *r, char what, struct str files, struct sb *answer)
{
	return pipe_write(r->link.order_out, &what, 1) &&
	       pipe_send(r->link.order_out, files) &&
	       pipe_take(r->link.answer_in, answer, ANSWER_MOST) == 0;
}

/* The lock of the output is held while it writes, as for any build. */
static bool
ask_alone(struct resident *r, char what, struct str files, struct sb *answer)
{
	struct fs *fs = r->options.fs;
	struct arena a = { 0 };
	int lock = -1;
	bool done =
	    fs_lock(fs, fs_join(&a, str_from(r->options.output), STR(".lock")),
		&lock) == 0 &&
	    ask(r, what, files, answer);

	if (lock >= 0)
		fs_unlock(fs, lock);
	arena_release(&a);
	return done;
}

/* An answer that makes no sense is that of one that has ended. */
static bool
understand(struct str answer, struct diags *ds, struct build_summary *summary)
{
	struct str inputs;

	return wire_unpack(answer, ds, &inputs, summary);
}

enum resident_said
resident_build(
    struct resident *r, struct str files, struct build_summary *summary)
{
	enum resident_said said = RESIDENT_ENDED;
	struct sb answer = { 0 };
	struct diags none = { 0 };

	if (r->on && ask_alone(r, RESIDENT_MAKE, files, &answer)) {
		if (answer.n == 0)
			said = RESIDENT_REFUSED;
		else if (understand(sb_view(&answer), &none, summary))
			said = RESIDENT_MADE;
	}
	if (said == RESIDENT_ENDED)
		resident_stop(r);
	if (said == RESIDENT_MADE) {
		r->unwritten = r->unfinished = true;
		r->changes++;
	}
	diag_release(&none);
	sb_release(&answer);
	return said;
}

void
resident_findings(struct resident *r, struct diags *ds)
{
	struct build_summary none = { 0 };
	struct sb answer = { 0 };

	if (pipe_take(r->link.answer_in, &answer, ANSWER_MOST) ||
	    !understand(sb_view(&answer), ds, &none))
		resident_stop(r);
	sb_release(&answer);
}

bool
resident_finish(struct resident *r, struct build_summary *summary)
{
	struct sb answer = { 0 };
	struct diags none = { 0 };
	bool made = r->on && ask_alone(r, RESIDENT_FINISH, STR(""), &answer) &&
		    understand(sb_view(&answer), &none, summary);

	if (!made)
		resident_stop(r);
	r->unfinished = false;
	diag_release(&none);
	sb_release(&answer);
	return made;
}

void
resident_settle(struct resident *r)
{
	struct sb answer = { 0 };

	if (r->on && r->unwritten &&
	    !ask_alone(r, RESIDENT_SETTLE, STR(""), &answer))
		resident_stop(r);
	r->unwritten = r->unfinished = false;
	sb_release(&answer);
}
