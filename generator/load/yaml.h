/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * YAML text to a tree of nodes with byte spans (libyaml). Scalars keep their
 * text, quoted or plain; types are decided by who reads them. Refused with a
 * finding at its place: syntax errors, anchors, aliases, tags, merge keys,
 * directives, several documents, a root that is not a map (when one is wanted),
 * nesting over 16, control characters in escapes. Doubled keys are reported and
 * the first one counts.
 */
#ifndef SAMPLAN_LOAD_YAML_H
#define SAMPLAN_LOAD_YAML_H

#include "base/arena.h"
#include "diag/diag.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node;

struct yaml_pair {
	struct str key;
	struct span key_at;
	struct yaml_node *value;
};

struct yaml_node {
	enum yaml_kind kind;
	struct span at; /* with its quotes or brackets; empty value: len 0 */
	struct str scalar;
	bool plain;               /* a scalar without quotes */
	struct yaml_node **items; /* list */
	struct yaml_pair *pairs;  /* map */
	size_t count;
	size_t cap;
};

/* Plans report F codes, other files Y codes; the meanings are the same. */
struct yaml_codes {
	enum diag_code twice;     /* F02, Y02 */
	enum diag_code forbidden; /* F09, Y09 */
	enum diag_code documents; /* F10, Y10 */
	enum diag_code depth;     /* F12, Y12 */
	enum diag_code bytes;     /* F13, Y13 */
	enum diag_code syntax;    /* F14, Y14 */
	enum diag_code type;      /* F03, Y03: a key that is a list or a map */
};

extern const struct yaml_codes yaml_site_codes;
extern const struct yaml_codes yaml_plan_codes;

/*
 * Parses bytes off..off+n of a source (front matter is a part of a page).
 * NULL when a finding stops the file; then a syntax error is the only one,
 * and doubled keys are not reported. want_map: the root has to be a map;
 * otherwise a list will do, and an empty document gives an empty map.
 */
struct yaml_node *yaml_parse(struct arena *a, struct diags *ds, uint32_t source,
    struct span part, const struct yaml_codes *codes, bool want_map);

/* The value of a key, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *map, struct str key);

#endif
