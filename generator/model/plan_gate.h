/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent and the gates G0 to G4: which documents of a plan may be made on a
 * day. Pure questions to a const plan; whoever asks brings what the checks
 * found.
 */
#ifndef SAMPLAN_MODEL_PLAN_GATE_H
#define SAMPLAN_MODEL_PLAN_GATE_H

#include "model/plan.h"

/* What the rules R and K found in one plan (check/plan.h). */
struct plan_verdict {
	size_t errors;
	size_t warnings;
	size_t infos;
};

/* givet: ja. */
bool plan_yes(const struct plan *p);
/* samtycke.undantag.grund is there. */
bool plan_exception(const struct plan *p);
/* Everything that a yes needs is there (R01). */
bool plan_yes_whole(const struct plan *p);
/* The exception is one that R39 has nothing to say about. */
bool plan_exception_sound(const struct plan *p);
/* Open by a yes that still holds on the day. */
bool plan_open_by_yes(const struct plan *p, date_t today);
/* The consent gate. */
bool plan_consent_open(const struct plan *p, date_t today);

enum plan_gate {
	GATE_OPEN,
	GATE_FORMAT,  /* G0 */
	GATE_CONSENT, /* G1 */
	GATE_RULES,   /* G2 */
	GATE_STAGE    /* G3: stage, or what the document needs */
};

enum plan_reader {
	READER_PERSON,
	READER_CALLED,
	READER_CALENDAR,
	READER_CHAIR,
	READER_NOTE_TAKER,
	READER_ADJUSTERS,
	READER_PARTICIPANTS
};

/* In the order of the table of documents. */
enum plan_paper {
	PAPER_CONSENT,          /* samtycke */
	PAPER_BEFORE_MEETING,   /* infor-motet */
	PAPER_CALL,             /* kallelse */
	PAPER_CALL_ICS,         /* mote.ics */
	PAPER_PREPARATION,      /* forberedelse */
	PAPER_AGENDA,           /* dagordning */
	PAPER_PARTICIPANTS,     /* deltagarlista */
	PAPER_NOTES,            /* arbetsanteckningar */
	PAPER_ADJUST,           /* till-justerare */
	PAPER_PLAN,             /* plan */
	PAPER_MY_PLAN,          /* min-plan */
	PAPER_FOLLOW_UP_CALL,   /* uppfoljning-kallelse */
	PAPER_FOLLOW_UP_ICS,    /* uppfoljning.ics */
	PAPER_MY_FOLLOW_UP,     /* min-uppfoljning */
	PAPER_FOLLOW_UP_AGENDA, /* uppfoljning-dagordning */
	PAPER_REPORT,           /* uppfoljningsrapport */
	PAPER_COUNT
};

enum plan_paper_need {
	PAPER_NEEDS_NOTHING,
	PAPER_NEEDS_MEETING,   /* möte.syfte datum tid plats, kallat.till */
	PAPER_NEEDS_FOLLOW_UP, /* uppföljning.möte, not held */
	PAPER_NEEDS_REPORT
};

struct plan_paper_info {
	const char *name;  /* file name without ending: "min-plan" */
	const char *title; /* Swedish, for lists and PDF titles */
	enum plan_reader reader;
	enum plan_stage first;
	enum plan_stage last;
	enum plan_paper_need need;
	bool easy;     /* for the person, easy to read */
	bool calendar; /* .ics only; the others are .pdf and .html */
	bool draft;    /* U: carries UTKAST before stage plan */
	bool free;     /* made also while G1 or G2 is closed */
};

const struct plan_paper_info *plan_paper_info(enum plan_paper paper);
/* The first gate that is closed for this document, or GATE_OPEN. */
enum plan_gate plan_paper_gate(const struct plan *p,
    const struct plan_verdict *v, date_t today, enum plan_paper paper);
/* G4: every page carries UTKAST. */
bool plan_paper_draft(const struct plan *p, enum plan_paper paper);
/* "G1", "" for GATE_OPEN. */
const char *plan_gate_id(enum plan_gate gate);

#endif
