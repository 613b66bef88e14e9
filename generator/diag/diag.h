/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Findings: what the program has to say about its input. They are values;
 * nothing here prints to a stream. A finding is resolved to file, line and
 * column when it is added and owns its text, so sources may be dropped.
 *
 * Texts are English msgids; diag_add translates the format before it fills it
 * in. Names, dates and other values go in as arguments, never into the format.
 */
#ifndef SAMPLAN_DIAG_DIAG_H
#define SAMPLAN_DIAG_DIAG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/sb.h"
#include "diag/source.h"
#include "diag/span.h"

enum severity { SEV_INFO, SEV_WARNING, SEV_ERROR, SEV_SYSTEM };

/* DIAG(id, severity, policy, help, source, why): see codes.def. */
enum diag_code {
#define DIAG(id, severity, policy, help, source, why) DIAG_##id,
#include "diag/codes.def"
#undef DIAG
	DIAG_COUNT
};

struct diag_info {
	const char *id; /* "R09", never translated */
	enum severity severity;
	const char *policy; /* msgid: the step and rule of the model, or NULL */
	const char *help;   /* msgid: what to do, or NULL */
	const char *source; /* where the rule comes from, or NULL */
	const char *why;    /* msgid: why the rule exists, for explain */
};

struct finding {
	enum diag_code code;
	enum severity severity;
	struct str file; /* empty: no place */
	uint32_t line;   /* 0: the whole file */
	uint32_t column;
	uint32_t end_column;
	struct str text;      /* the line shown, cut to what is near the span */
	uint32_t text_column; /* column of the first character of text */
	struct str message;
	struct str policy; /* may be empty */
	struct str help;   /* may be empty */
};

enum { DIAG_PER_SOURCE = 2000, DIAG_MOST = 100000 };

struct msg_kept;

struct diags {
	struct arena arena;
	struct sources sources;
	struct finding *items;
	size_t count;
	size_t cap;
	size_t dropped;        /* above the limits */
	struct finding spill;  /* what a dropped one is written to */
	struct msg_kept *kept; /* texts that were translated */
	/*
	 * NULL, or who gets each finding too, as it reads before it is
	 * translated. Its texts may lie here; severities are not followed.
	 */
	struct diags *untranslated;
};

void diag_release(struct diags *ds);
/* Forgets the findings from item first on, and that any were too many. */
void diag_cut(struct diags *ds, size_t first);

const struct diag_info *diag_info(enum diag_code code);
/* The code with this id, or DIAG_COUNT. */
enum diag_code diag_find(struct str id);

/*
 * Adds a finding with the code's severity, policy and help. Never NULL: above
 * the limits a spare one is given and counted in ds->dropped. The pointer is
 * valid until the next call.
 */
struct finding *diag_add(struct diags *ds, enum diag_code code, struct span at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* About a whole file (or nothing, with an empty name). */
struct finding *
diag_add_file(struct diags *ds, enum diag_code code, struct str file,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Replaces the help of a finding. */
void diag_help(struct diags *ds, struct finding *f, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A finding made elsewhere (another process); texts are copied. */
void diag_take(struct diags *ds, const struct finding *f);

/* Sorts by file, line, column, code and drops doubles. */
void diag_sort(struct diags *ds);
size_t diag_count(const struct diags *ds, enum severity severity);
bool diag_has(const struct diags *ds, enum diag_code code);
/* Findings from item first on that are errors or worse. */
bool diag_failed_since(const struct diags *ds, size_t first);

/* Word for people, in their language: "error". */
const char *severity_word(enum severity s);
/* For machines, never translated. */
const char *severity_id(enum severity s);

/* Like a compiler's; colour adds terminal escapes. */
void diag_print(const struct finding *f, bool colour, struct sb *out);
/* One JSON object and a newline. */
void diag_print_json(const struct finding *f, struct sb *out);
/* Appends s as the inside of a JSON string. */
void json_escape(struct sb *out, struct str s);

#endif
