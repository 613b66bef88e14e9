/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From YAML nodes to our structs by small tables: key, type, place in the
 * struct. Unknown keys, missing ones and values of another type are findings
 * (Y01 … Y07); what is right is kept beside them. Text is borrowed from the
 * source where it stands there as it is, else copied into the arena.
 */
#ifndef SAMPLAN_LOAD_DECODE_H
#define SAMPLAN_LOAD_DECODE_H

#include "load/yaml.h"
#include "model/site.h"

enum field_type {
	FIELD_TEXT,   /* struct text */
	FIELD_TEXTS,  /* struct text_list; one text alone will do */
	FIELD_DATE,   /* date_t, DATE_NONE without one; also: struct span */
	FIELD_BOOL,   /* bool */
	FIELD_INT,    /* int */
	FIELD_WORD,   /* struct text, one of the words */
	FIELD_CHOICE, /* an enum: the number of the word */
	FIELD_LEVELS, /* bool[VARIANT_COUNT] from a list of the words */
	FIELD_MAP,    /* a struct with its own table */
	FIELD_LIST    /* pointer to structs with their own table; also: count */
};

#define FIELD_NO_PLACE ((size_t)-1)

struct field {
	const char *key;
	enum field_type type;
	bool required;
	size_t at;   /* offsetof the value */
	size_t also; /* offsetof a second value, or FIELD_NO_PLACE */
	const char *const *words; /* ends with NULL */
	const struct table *table;
};

struct table {
	const struct field *fields;
	size_t count;
	size_t size; /* of the struct */
};

#define TABLE(fields, type)                                                \
	{                                                                  \
		(fields), sizeof(fields) / sizeof(*(fields)), sizeof(type) \
	}
/* One line of a table; the struct is named by a macro OF where it stands. */
#define F(key, type, member)                                                \
	{                                                                   \
		(key), (type), false, offsetof(OF, member), FIELD_NO_PLACE, \
		    NULL, NULL                                              \
	}
#define F_MUST(key, type, member)                                          \
	{                                                                  \
		(key), (type), true, offsetof(OF, member), FIELD_NO_PLACE, \
		    NULL, NULL                                             \
	}
#define F_DATE(key, member, place)                              \
	{                                                       \
		(key), FIELD_DATE, false, offsetof(OF, member), \
		    offsetof(OF, place), NULL, NULL             \
	}
#define F_WORDS(key, type, member, words)                                   \
	{                                                                   \
		(key), (type), false, offsetof(OF, member), FIELD_NO_PLACE, \
		    (words), NULL                                           \
	}
#define F_MAP(key, member, table)                                              \
	{                                                                      \
		(key), FIELD_MAP, false, offsetof(OF, member), FIELD_NO_PLACE, \
		    NULL, &(table)                                             \
	}
#define F_LIST(key, member, count, table)                       \
	{                                                       \
		(key), FIELD_LIST, false, offsetof(OF, member), \
		    offsetof(OF, count), NULL, &(table)         \
	}

struct decoder {
	struct arena *a;
	struct diags *ds;
};

/* What a struct holds when nothing was written: dates are DATE_NONE. */
void decode_empty(const struct table *table, void *out);
/* Fills the struct at out, which must be zeroed, from a map. */
void decode_map(const struct decoder *d, const struct yaml_node *map,
    const struct table *table, void *out);
/*
 * What was decoded from one text, for the same text in another source: places
 * and what is borrowed are those of the other.
 */
struct decode_move {
	struct str from;
	struct str to; /* the same bytes */
	uint32_t source;
};
void decode_copy(struct arena *a, const struct decode_move *m,
    const struct table *table, const void *from, void *out);
/* A list of maps: an array in the arena. */
void *decode_list(const struct decoder *d, const struct yaml_node *list,
    const struct table *table, size_t *count);

#endif
