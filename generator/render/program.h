/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A compiled template, shared by the files mustache*.c only. A flat
 * list of operations; those with a body tell where it ends, so that a
 * false section is one jump. Everything points into the theme's text.
 */
#ifndef SAMPLAN_RENDER_PROGRAM_H
#define SAMPLAN_RENDER_PROGRAM_H

#include "base/map.h"
#include "base/sb.h"
#include "diag/span.h"
#include "model/value.h"

enum op_kind {
	OP_TEXT,     /* text */
	OP_ESCAPED,  /* keys */
	OP_URL,      /* keys: at the start of href, src or action */
	OP_RAW,      /* keys */
	OP_SECTION,  /* keys, end */
	OP_INVERTED, /* keys, end */
	OP_PARTIAL,  /* text = indent, program */
	OP_PARENT,   /* text = indent, program, end: its blocks */
	OP_BLOCK     /* name, text = indent where it stands, end, dedent */
};

struct op {
	enum op_kind kind;
	uint32_t end; /* index of the first operation behind the body */
	uint32_t
	    dedent; /* white space that each line of the body begins with */
	uint32_t key_count; /* 0: the implicit iterator "." */
	bool line_start;    /* OP_TEXT: begins a line of the source */
	struct str text;
	struct str name;
	const struct str *keys;        /* the parts of a dotted name */
	const struct program *program; /* NULL: unknown */
	struct span at;
};

struct program {
	struct str name;
	struct op *items;
	size_t count;
	size_t cap;
};

struct template_set {
	struct map programs; /* name → struct program * */
};

/* The blocks with which a parent is filled; the outermost one counts. */
struct filling {
	const struct program *program;
	uint32_t first;
	uint32_t end;
	const struct filling *outer;
};

/* The block of that name and the program it is in; NULL: not filled. */
const struct op *filling_find(
    const struct filling *f, struct str name, const struct program **in);
/* Writes a value as an operation of that kind does. v may be NULL. */
void op_put(struct sb *out, enum op_kind kind, const struct value *v);

#endif
