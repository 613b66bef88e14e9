/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What compose/ hands to the templates: text, markup, truth, lists and maps.
 * Text is escaped where it lands; markup (already rendered by us) is not.
 * Values live in an arena; maps keep the order of their keys.
 */
#ifndef SAMPLAN_MODEL_VALUE_H
#define SAMPLAN_MODEL_VALUE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "model/site.h"
#include "model/theme.h"

/* A word of the document that is explained where it stands. */
struct term_use {
	const struct node *node; /* a NODE_TEXT */
	size_t off;              /* of the word in its text */
	size_t len;
	const struct term *term;
};

/* How a document tree is shown on one page; render/ makes HTML of it. */
struct doc_context {
	const struct site *site;
	const struct theme *theme;
	struct str up;     /* from the page to the root of the site: "../../" */
	struct str prefix; /* of all page addresses: "" or "arkiv/2025-11/" */
	enum variant variant;
	const struct term_use *terms; /* sorted by place */
	size_t term_count;
};

enum value_kind {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_TEXT,
	VALUE_MARKUP,  /* HTML made by us, written as it is */
	VALUE_DOC,     /* a document tree with its context */
	VALUE_PICTURE, /* a pictogram; text = its name for readers, or empty */
	VALUE_LIST,
	VALUE_MAP
};

struct value {
	enum value_kind kind;
	bool truth;
	union {
		struct {
			struct str text;
			const struct node *doc;
			const struct doc_context *context;
			const struct pictogram *picture;
		};
		struct {
			struct value **items; /* list, or values of a map */
			size_t count;
			size_t cap;
			struct str *keys;  /* of a map */
			struct map *index; /* of a large map: key → value */
		};
	};
	uint64_t seen; /* of a map: a bit for each key, to say no fast */
};

/*
 * A key that has the same value at the root of many pages. Alone: no map
 * inside another value has this key, so that it means the same everywhere.
 */
struct frame_key {
	const char *name;
	bool alone;
};

struct value_frame {
	const struct frame_key *keys;
	size_t count;
};

struct value *value_null(struct arena *a);
struct value *value_bool(struct arena *a, bool truth);
/* The text is borrowed. */
struct value *value_text(struct arena *a, struct str text);
struct value *value_markup(struct arena *a, struct str html);
struct value *value_doc(
    struct arena *a, const struct node *doc, const struct doc_context *context);
/* Drawn where it is written; an empty label makes it decoration. */
struct value *value_picture(
    struct arena *a, const struct pictogram *picture, struct str label);
struct value *value_int(struct arena *a, long long n);
struct value *value_list(struct arena *a);
struct value *value_map(struct arena *a);
/* Both give item back. */
struct value *
value_push(struct arena *a, struct value *list, struct value *item);
/* A key that is there already gets the new value. The key is borrowed. */
struct value *value_set(
    struct arena *a, struct value *map, struct str key, struct value *item);
/* For literal keys: value_put(a, map, "title", value_text(…)). */
struct value *value_put(
    struct arena *a, struct value *map, const char *key, struct value *item);
/*
 * A map with the keys of another one and its own values in their order: many
 * rows of a table cost one set of keys. Items and keys are borrowed.
 */
struct value *
value_row(struct arena *a, const struct value *shape, struct value **items);
/* The value of a key, or NULL. */
const struct value *value_find(const struct value *map, struct str key);
/* As in Mustache: false, null, an empty list and an empty text are false. */
bool value_true(const struct value *v);

#endif
