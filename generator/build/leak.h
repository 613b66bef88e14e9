/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The leak guard: a process of its own that reads the plans and looks for what
 * is guarded of them in everything that goes into the site. It writes nothing
 * and has no network; all it can do is say where something stands.
 *
 * The worker of the site shows it each file while it makes it, and publishes
 * only when the guard agrees. Where nothing new is made (plans alone, or a
 * site with errors), the guard looks through what readers see now.
 */
#ifndef SAMPLAN_BUILD_LEAK_H
#define SAMPLAN_BUILD_LEAK_H

#include "base/hash.h"
#include "build/options.h"
#include "diag/diag.h"

/* Ends of two pipes between the guard and the site; -1: closed. */
struct leak_link {
	int show_in;  /* guard reads */
	int show_out; /* site writes */
	int say_in;   /* site reads */
	int say_out;  /* guard writes */
};

/* 0 or an errno value. */
int leak_open(struct leak_link *link);
/* Each process closes the ends of the other one. */
void leak_close_guard(struct leak_link *link);
void leak_close_site(struct leak_link *link);

/*
 * In the worker of the site; without a guard (o->leak NULL) nothing happens.
 * May wait for the guard, without a clock (worker_waits).
 */
void leak_show(const struct build_options *o, const char *tree, struct str path,
    struct str bytes);
/*
 * The same of files that the guard does not look through (leak_guarded): a
 * list to which leak_add adds them, told in one go.
 */
void leak_add(struct sb *list, struct str path, struct hash128 bytes);
void
leak_tell(const struct build_options *o, const char *tree, struct str list);
/*
 * A tree is shown: may it be published? Waits for the answer about all that
 * was shown since the last one. Without a guard: true.
 */
bool leak_agreed(const struct leak_link *link);
/*
 * What was shown since the last answer is not published after all, and what
 * was found in it is not told: readers see what they saw.
 */
void leak_forget(const struct leak_link *link);

/*
 * Which plans the guard knows, as a hash of all that it read of them: what was
 * shown to one that knew the same need not be shown again. One that knows no
 * plan has nothing to look for, and is told what is shown without the bytes.
 */
struct leak_guarded {
	struct hash128 plans;
	bool looks;
};
/* To be asked once, before anything is shown. Zero without a guard. */
struct leak_guarded leak_guarded(const struct leak_link *link);

/* The work of the guard (a worker_fn); options->leak may be NULL. */
void build_leak(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

#endif
