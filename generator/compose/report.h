/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The report for editors: per page and level LIX, lengths of sentences, share
 * of long words, findings and hardest sentences; the trend against the
 * revision before; what the texts allow, with reasons; what readers have
 * tested. Values for the template "report", and the same as JSON. It lies
 * outside the site and holds nothing about persons.
 *
 * The report of a small site is one page. That of a large one is an overview
 * and parts of some hundred pages that lie together, so that a text that was
 * changed makes one part anew and nobody opens a page of 30 MB.
 */
#ifndef SAMPLAN_COMPOSE_REPORT_H
#define SAMPLAN_COMPOSE_REPORT_H

#include "model/measure.h"
#include "model/value.h"

/* Neighbours among the pages: page i is in part of[i], of all page numbers. */
struct report_parts {
	size_t *of;
	size_t *starts; /* the first page of each, and the end */
	size_t count;
};

struct report_input {
	const struct site *site;
	/*
	 * The revision [version] that is shown; those before it are only what
	 * it is compared with, for nobody changes them. NULL: all are told of.
	 */
	const struct revision *shown;
	/* One a page, by page->number; NULL: not measured. */
	const struct page_measures *const *measures;
	const struct diags *findings; /* sorted; those of the T rules count */
	date_t date;                  /* shown; DATE_NONE: not */
	/* The yearly review of the policy, in Swedish; empty: nothing to say. */
	struct str review;
	struct report_parts parts;
};

struct report_parts report_parts_of(struct arena *a, const struct site *site);
/* Whether the report is divided; no measures are asked for. */
bool report_divided(const struct report_input *input);
/* Whether anything is told in a part of it. */
bool report_part_told(const struct report_input *input, size_t part);

/* The measures of a page that the report tells of, or NULL. */
const struct page_measures *
report_measures(const struct report_input *input, const struct page *p);

/* Everything is borrowed and must live as long as the value. */
struct value *report_values(struct arena *a, const struct report_input *input);
/* The same of a part; of other pages nothing but figures is looked at. */
struct value *report_part_values(
    struct arena *a, const struct report_input *input, size_t part);
/* report.json: the same figures, keys in English, numbers with a point. */
void report_json(struct sb *out, const struct report_input *input);
void
report_part_json(struct sb *out, const struct report_input *input, size_t part);

#endif
