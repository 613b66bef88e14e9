/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The preview: what lies in output/site over HTTP, on 127.0.0.1 only
 * (libmicrohttpd). Pages get one script that listens for changes; it reloads
 * the page, or only its style sheets, and shows findings over the page. Plans
 * are served only when asked for, under a random token.
 *
 * No thread: the caller polls server_fd and calls server_run. Names are taken
 * apart before they reach the disk: nothing above the tree, no dot files.
 */
#ifndef SAMPLAN_BUILD_SERVER_H
#define SAMPLAN_BUILD_SERVER_H

#include "build/options.h"
#include "diag/diag.h"

struct server;

struct server_options {
	const struct build_options *build;
	uint16_t port;          /* 0: any that is free */
	struct str plans_token; /* empty: plans are not served */
};

/*
 * NULL with a finding when the port cannot be had. The server lies in the
 * arena, which must live until server_stop.
 */
struct server *
server_start(struct arena *a, const struct server_options *o, struct diags *ds);
uint16_t server_port(const struct server *s);
/* A descriptor to poll for reading. */
int server_fd(const struct server *s);
/* Milliseconds until it wants to run again, or -1. */
int server_timeout(struct server *s);
void server_run(struct server *s);
/*
 * Tells open pages what changed of the site ("css" or "page"; NULL: nothing),
 * and those below the token, whether documents of plans did.
 */
void server_tell_change(struct server *s, const char *site, bool plans);
/*
 * And what was found; pages that are opened later are told, too. What could
 * tell of a plan is for pages below the token only: whoever may reach the
 * loopback address of this machine may read the rest.
 */
void server_tell_findings(struct server *s, const struct diags *ds);
void server_stop(struct server *s);

#endif
