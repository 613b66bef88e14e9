/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The format of a plan as one table: what loading, the JSON Schema, the form
 * and the template for a new plan are made from. Constant data; Swedish names
 * and descriptions, since the file is a form that Swedish staff fill in.
 */
#ifndef SAMPLAN_MODEL_PLAN_SCHEMA_H
#define SAMPLAN_MODEL_PLAN_SCHEMA_H

#include "base/sb.h"
#include "model/plan.h"

/* What a key holds, and so which struct of plan.h lies at its offset. */
enum plan_type {
	PLAN_TEXT,
	PLAN_DATE,
	PLAN_TIME,
	PLAN_BOOL,
	PLAN_INT,            /* low..high when high > 0 */
	PLAN_WORD,           /* of the vocabulary */
	PLAN_NAME,           /* plan id */
	PLAN_REVISION,       /* YYYY-MM */
	PLAN_ID,             /* id of a list item */
	PLAN_PERSON,         /* id in deltagare */
	PLAN_PERSON_OR_SELF, /* the same, or personen */
	PLAN_MAIN,           /* as PLAN_PERSON; a list is R21 */
	PLAN_GIVER,          /* samtycke.av */
	PLAN_SERVICE,        /* id in verksamheter */
	PLAN_GOAL,           /* id in mål; a wrong one is R16 */
	PLAN_MEASURE,        /* id in insatser */
	PLAN_TEXTS,
	PLAN_DATES,
	PLAN_WORDS,
	PLAN_KINDS, /* as PLAN_WORDS, each once */
	PLAN_PEOPLE,
	PLAN_SERVICES,
	PLAN_MAP,
	PLAN_ITEMS /* list of maps */
};

/* Words of an enum: word n has the value n + 1. */
struct plan_vocabulary {
	const char *const *words;
	size_t count;
};

/* When a key has to be there. */
enum plan_need {
	NEED_NOT,
	NEED_ALWAYS, /* F07 */
	NEED_ITEM,   /* F07 whenever the map or item is there */
	NEED_RULE    /* a rule reports it, from a stage */
};

struct plan_map;

struct plan_key {
	const char *key;
	enum plan_type type;
	enum plan_need need;
	size_t offset; /* in the struct of the map */
	const struct plan_vocabulary *words;
	const struct plan_map *map; /* of PLAN_MAP and PLAN_ITEMS */
	int low;
	int high;
	enum plan_stage from; /* NEED_RULE; STAGE_NONE: any stage */
	const char *rule;     /* NEED_RULE: "R08" */
	const char *text;     /* what to write, in Swedish */
	const char *source;   /* "B2.2 B5.1", or "" */
};

struct plan_map {
	const char *name; /* of the definition in the JSON Schema */
	const struct plan_key *keys;
	size_t count;
	size_t size; /* of the struct */
};

/* The whole file. */
extern const struct plan_map plan_schema;

const struct plan_key *
plan_key_find(const struct plan_map *map, struct str key);
/* The word with this value; "" for 0. */
const char *plan_word_text(const struct plan_vocabulary *v, int value);
/* Its value, or 0. */
int plan_word_find(const struct plan_vocabulary *v, struct str word);
/* The word a value was given as: for documents and messages; "" for none. */
const char *plan_word_of(const struct plan_word *w);
const char *plan_kind_text(enum plan_kind kind);
const char *plan_stage_text(enum plan_stage stage);
const char *plan_principal_text(enum plan_principal principal);
/* Appends the way to a field: "möte.kallat.datum", "insatser[2].mål". */
void plan_path(struct sb *out, const struct field *f);

/*
 * A list field seen without the type of its items. The items of a list lie
 * behind each other and each begins with struct field.
 */
struct plan_list_view {
	const char *items;
	size_t count;
	size_t size; /* of one item */
};

struct plan_list_view plan_list_of(const struct field *list);

#endif
