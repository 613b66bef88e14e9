/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Common Swedish verbs by the way they are inflected; read by verbs.c, which
 * makes the forms. Words are parted by one space.
 */
#ifndef SAMPLAN_TEXT_VERB_LIST_H
#define SAMPLAN_TEXT_VERB_LIST_H

/* planera, planerar, planerade, planerat. */
extern const char verbs_ar[];
extern const char verbs_ar_more[];
/* stänga, stänger, stängde, stängt. */
extern const char verbs_de[];
/* köpa, köper, köpte, köpt. */
extern const char verbs_te[];
/* tro, tror, trodde, trott. */
extern const char verbs_dde[];
/*
 * One verb a line: infinitive, present, past, supine and participle (or -),
 * then after | the prefixes that it also comes with.
 */
extern const char verbs_strong[];
extern const char verbs_strong_more[];
/* Infinitive, present, past, supine; none of them is passive. */
extern const char verbs_deponent[];
/* Of strong verbs, as they give directions. */
extern const char verbs_imperative[];
extern const char verbs_modal[];
/* Adjectives that look like participles: "bli glad" is not passive. */
extern const char verbs_adjectives[];

#endif
