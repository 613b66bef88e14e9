/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules, in the order of their numbers. T04 (how LIX is counted), T05 (how
 * sentences are split) and T37 (LIX without names, in the report) say nothing.
 * Each profile: severity of a normal and of a strong hit, then their limits.
 */
#include "check/read.h"

#define NONE SEV_NONE
#define INFO SEV_INFO
#define WARN SEV_WARNING
#define ERROR SEV_ERROR
#define KIND(kind) WORD_BIT(NODE_##kind)
#define LEVELS(easy, plain) \
	{                   \
		easy, plain \
	}
#define L(normal, strong)           \
	{                           \
		{ normal, strong }, \
		{                   \
			0, 0        \
		}                   \
	}
#define N(normal, strong, at_normal, at_strong) \
	{                                       \
		{ normal, strong },             \
		{                               \
			at_normal, at_strong    \
		}                               \
	}

const struct rule read_rules[] = {
	{ DIAG_T01, HAS_MANY, read_t01, NULL, 0, NULL,
	    { N(WARN, ERROR, 12, 20), N(WARN, ERROR, 20, 30) } },
	{ DIAG_T02, 0, NULL, NULL, 0, read_t02_end,
	    { N(WARN, NONE, 12, 0), N(WARN, NONE, 17, 0) } },
	{ DIAG_T03, 0, NULL, NULL, 0, read_t03_end,
	    { N(WARN, ERROR, 30, 40), N(WARN, ERROR, 45, 55) } },
	{ DIAG_T06, 0, NULL, NULL, 0, read_t06_end,
	    { N(WARN, NONE, 20, 0), N(WARN, NONE, 30, 0) } },
	{ DIAG_T07, HAS_LONG, read_t07, NULL, 0, NULL,
	    { N(WARN, NONE, 14, 0), N(INFO, NONE, 14, 0) } },
	{ DIAG_T08, HAS_TWO_AND, read_t08, NULL, 0, NULL,
	    { L(WARN, WARN), L(INFO, INFO) } },
	{ DIAG_T09, HAS_CLAUSES, read_t09, NULL, 0, NULL,
	    { L(WARN, ERROR), L(INFO, INFO) } },
	{ DIAG_T10, VERB_PASSIVE | VERB_PASSIVE_MAYBE | WORD_BECOME, read_t10,
	    NULL, 0, read_t10_end,
	    { N(WARN, NONE, 0, 0), N(NONE, WARN, 0, 20) } },
	{ DIAG_T11, WORD_MAN, read_t11, NULL, 0, NULL,
	    { L(WARN, WARN), L(INFO, INFO) } },
	{ DIAG_T12, WORD_THING, read_t12, NULL, 0, read_t12_end,
	    { L(WARN, ERROR), L(NONE, INFO) } },
	{ DIAG_T13, HAS_DOT | WORD_ABBREVIATION | WORD_PHRASE_SHORT, read_t13,
	    NULL, 0, NULL, { L(ERROR, ERROR), L(WARN, WARN) } },
	{ DIAG_T14, HAS_CAPITALS, read_t14, NULL, 0, NULL,
	    { L(ERROR, ERROR), L(WARN, WARN) } },
	{ DIAG_T15, WORD_NUMBER, read_t15, NULL, 0, NULL,
	    { L(WARN, WARN), L(NONE, NONE) } },
	{ DIAG_T16,
	    HAS_FIGURE | HAS_MARK | WORD_PERCENT | WORD_BIG_NUMBER |
		WORD_FRACTION,
	    read_t16, NULL, 0, NULL, { L(WARN, ERROR), L(INFO, INFO) } },
	{ DIAG_T17, HAS_CAPITALS, read_t17, NULL, 0, NULL,
	    { L(ERROR, ERROR), L(WARN, WARN) } },
	{ DIAG_T18, HAS_FIGURE | WORD_MONTH, read_t18, NULL, 0, NULL,
	    { L(WARN, ERROR), L(NONE, INFO) } },
	{ DIAG_T19, HAS_FIGURE | HAS_MARK, read_t19, NULL, 0, NULL,
	    { L(WARN, WARN), L(NONE, NONE) } },
	{ DIAG_T20, HAS_MARK | HAS_FIGURE, read_t20, NULL, 0, NULL,
	    { L(WARN, WARN), L(INFO, INFO) } },
	{ DIAG_T21, WORD_NEGATION, read_t21, NULL, 0, NULL,
	    { L(WARN, ERROR), L(NONE, WARN) } },
	{ DIAG_T22, WORD_TABLE | HAS_PENDING, read_t22, NULL, 0, read_t22_end,
	    { L(ERROR, ERROR), L(INFO, INFO) } },
	/* Said together with T22. */
	{ DIAG_T23, 0, NULL, NULL, 0, NULL,
	    { L(ERROR, ERROR), L(INFO, INFO) } },
	{ DIAG_T24, WORD_PHRASE, read_t24, NULL, 0, NULL,
	    { L(WARN, WARN), L(NONE, NONE) } },
	{ DIAG_T25, HAS_CAPITALS, read_t25, read_t25_block, KIND(EMPH), NULL,
	    { L(ERROR, ERROR), L(INFO, INFO) } },
	{ DIAG_T26, 0, NULL, read_t26, KIND(PARAGRAPH), NULL,
	    { N(WARN, WARN, 4, 7), N(WARN, NONE, 7, 0) } },
	{ DIAG_T27, 0, NULL, read_t27, KIND(PARAGRAPH) | KIND(HEADING), NULL,
	    { N(WARN, ERROR, 3, 0), N(WARN, ERROR, 3, 0) } },
	{ DIAG_T28, 0, NULL, read_t28, KIND(PARAGRAPH) | KIND(LIST), NULL,
	    { N(WARN, WARN, 7, 1), N(INFO, INFO, 7, 1) } },
	{ DIAG_T29, 0, NULL, read_t29, KIND(HEADING), NULL,
	    { L(INFO, INFO), L(NONE, NONE) } },
	{ DIAG_T30, HAS_BRACKET, read_t30, NULL, 0, NULL,
	    { N(WARN, WARN, 1, 5), N(NONE, NONE, 1, 5) } },
	{ DIAG_T31, WORD_REFERENCE, read_t31, NULL, 0, NULL,
	    { L(ERROR, ERROR), L(INFO, INFO) } },
	{ DIAG_T32, HAS_THIS, read_t32, NULL, 0, NULL,
	    { L(WARN, WARN), L(NONE, NONE) } },
	{ DIAG_T33, WORD_WOULD, read_t33, NULL, 0, NULL,
	    { L(WARN, WARN), L(NONE, NONE) } },
	{ DIAG_T34, WORD_VAGUE | WORD_PHRASE_VAGUE, read_t34, NULL, 0, NULL,
	    { L(WARN, WARN), L(WARN, WARN) } },
	{ DIAG_T35, 0, NULL, NULL, 0, read_t35_end,
	    { N(WARN, ERROR, 20, 24), N(NONE, NONE, 0, 0) } },
	{ DIAG_T36, 0, NULL, NULL, 0, read_t36_end,
	    { L(ERROR, ERROR), L(NONE, ERROR) } },
};

const size_t read_rule_count = sizeof(read_rules) / sizeof(*read_rules);
