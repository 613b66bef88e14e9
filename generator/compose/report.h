/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The report for editors: per page and level LIX, lengths of sentences, share
 * of long words, findings and hardest sentences; the trend against the
 * revision before; what the texts allow, with reasons; what readers have
 * tested. Values for the template "report", and the same as JSON. It lies
 * outside the site and holds nothing about persons.
 */
#ifndef SAMPLAN_COMPOSE_REPORT_H
#define SAMPLAN_COMPOSE_REPORT_H

#include "model/measure.h"
#include "model/value.h"

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
};

/* The measures of a page that the report tells of, or NULL. */
const struct page_measures *
report_measures(const struct report_input *input, const struct page *p);

/* Everything is borrowed and must live as long as the value. */
struct value *report_values(struct arena *a, const struct report_input *input);
/* report.json: the same figures, keys in English, numbers with a point. */
void report_json(struct sb *out, const struct report_input *input);

#endif
