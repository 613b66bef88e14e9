/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One build of the site, step by step, for those who do less than all of it
 * (explain) or some of it again and again (the resident worker):
 *
 *	open	faces, then nothing but the places of the site
 *	load	outline, theme, templates, what the last build kept
 *	check	documents, links, words; findings
 *	make	all outputs that are not made yet, and publishes them
 *	close
 *
 * The job borrows the options and the findings.
 */
#ifndef SAMPLAN_BUILD_SITE_JOB_H
#define SAMPLAN_BUILD_SITE_JOB_H

#include "build/build.h"
#include "build/site_memory.h"
#include "build/text_part.h"
#include "build/web_font.h"
#include "load/font.h"
#include "load/theme.h"
#include "write/held.h"

struct site_job {
	const struct build_options *options;
	struct diags *ds;
	struct arena arena;
	struct arena *passing;       /* of what only one making needs */
	struct site_outline outline; /* as the last build left it */
	struct site site;
	struct theme theme;
	struct template_set *templates;
	struct text_part texts;
	struct site_memory memory;
	struct site_view *view;
	struct tree *tree; /* NULL when only checking */
	/* While content is read the disk is asked about it; then it is tree. */
	struct tree *looked;
	int look_err;
	struct held *held; /* of one that stays, else NULL */
	struct web_font fonts[FACE_COUNT];
	bool asked;   /* the guard, what it knows */
	bool looks;   /* the guard wants to see bytes */
	bool at_once; /* pages may be made while they are checked */
	bool made;    /* and were */
	int err;      /* of the disk */
	bool published;
};

void site_job_open(
    struct site_job *j, const struct build_options *options, struct diags *ds);
/* false: there is nothing that could be checked. */
bool site_job_load(struct site_job *j);
/* false: there are errors. */
bool site_job_check(struct site_job *j);
/* Hears what the guard knows, before anything is shown to it. */
void site_job_ask_guard(struct site_job *j);
void site_job_open_tree(struct site_job *j);
/* j->err, or an error among the findings: readers see the earlier site. */
void site_job_make(struct site_job *j, struct build_summary *summary);
/*
 * While it stays: these outputs alone, and what an earlier view had besides is
 * gone (NULL: nothing). j->published says whether readers see them.
 */
void site_job_make_some(struct site_job *j, const struct output_list *outputs,
    const struct site_view *earlier, struct build_summary *summary);
void site_job_close(struct site_job *j);

#endif
