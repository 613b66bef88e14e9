/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/mustache.h"

#include <string.h>

#include "diag/msg.h"
#include "render/program.h"

enum { MUSTACHE_DELIMITER = 16 };

/* A section, block or parent whose end has not been seen. */
struct open {
	uint32_t op;
	bool line_start; /* only white space stands before it on its line */
	size_t line;     /* offset of the line it opens on */
	bool broken;     /* its body begins on the next line, */
	struct str lead; /* after these blanks */
};

struct compiler {
	struct arena *arena;
	struct diags *ds;
	uint32_t source;
	struct str text;
	struct program *program;
	struct str left; /* delimiters */
	struct str right;
	size_t pos;       /* what is before it has been compiled */
	size_t line;      /* offset of the current line */
	bool tag_on_line; /* before pos */
	struct open open[MUSTACHE_NESTING];
	size_t depth;
	size_t too_deep;   /* sections open beyond the limit */
	bool no_more_ends; /* no right delimiter is left */
};

struct tag {
	size_t start;
	size_t end;
	char kind; /* # ^ / > < $ ! = & { or v for a variable */
	struct str name;
	size_t line;      /* offset of the line it begins on */
	bool lead;        /* only white space before it on its line */
	bool last;        /* only white space behind it on its line */
	size_t next_line; /* where the line after it begins */
};

static struct span
span_of(const struct compiler *c, size_t from, size_t to)
{
	return (
	    struct span){ c->source, (uint32_t)from, (uint32_t)(to - from) };
}

static struct op *
top(struct compiler *c)
{
	if (c->depth == 0)
		return NULL;
	return &c->program->items[c->open[c->depth - 1].op];
}

static bool
in_parent(struct compiler *c)
{
	const struct op *op = top(c);

	return op && op->kind == OP_PARENT;
}

static struct op *
add(struct compiler *c, enum op_kind kind, struct span at)
{
	struct op *op = arena_push(c->arena, c->program);

	op->kind = kind;
	op->at = at;
	return op;
}

/* Text of a parent that stands outside its blocks is never shown. */
static void
add_text(struct compiler *c, size_t from, size_t to)
{
	struct op *op;

	if (from >= to || in_parent(c))
		return;
	op = add(c, OP_TEXT, span_of(c, from, to));
	op->text = str_sub(c->text, from, to - from);
	op->line_start = from == c->line && !c->tag_on_line;
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Finds where the line of a tag begins and what else stands on it. */
static void
look_around(struct compiler *c, struct tag *t)
{
	size_t end = t->end;
	bool tag_on_line = c->tag_on_line;

	t->line = c->line;
	for (size_t i = c->pos; i < t->start; i++)
		if (c->text.p[i] == '\n') {
			t->line = i + 1;
			tag_on_line = false;
		}
	t->lead = !tag_on_line;
	for (size_t i = t->line; t->lead && i < t->start; i++)
		t->lead = blank(c->text.p[i]);
	while (end < c->text.n && blank(c->text.p[end]))
		end++;
	if (end + 1 < c->text.n && c->text.p[end] == '\r' &&
	    c->text.p[end + 1] == '\n')
		end++;
	t->last = end == c->text.n || c->text.p[end] == '\n';
	t->next_line = end < c->text.n ? end + 1 : end;
}

/* The text before the tag, without the blanks that lead to it. */
static void
text_until(struct compiler *c, const struct tag *t, bool without_lead)
{
	size_t to = t->start;

	while (without_lead && to > c->pos && blank(c->text.p[to - 1]))
		to--;
	add_text(c, c->pos, to);
}

static void
go_on(struct compiler *c, const struct tag *t, bool next_line)
{
	c->pos = next_line ? t->next_line : t->end;
	c->line = next_line ? c->pos : t->line;
	c->tag_on_line = !next_line;
}

static struct str
lead_of(const struct compiler *c, const struct tag *t)
{
	return t->lead ? str_sub(c->text, t->line, t->start - t->line)
		       : STR_NONE;
}

static bool
name_good(struct str name)
{
	if (name.n == 0)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (ascii_space(name.p[i]))
			return false;
	return true;
}

/* "a.b.c" to three keys, "." to none. */
static bool
split_keys(struct compiler *c, struct op *op, struct str name)
{
	struct str rest = name;
	struct str part;
	struct str *keys;
	uint32_t count = 0;

	if (str_is(name, "."))
		return true;
	keys = arena_array(c->arena, struct str, name.n / 2 + 1);
	while (str_next_part(&rest, '.', &part)) {
		if (part.n == 0)
			return false;
		keys[count++] = part;
	}
	if (name.p[name.n - 1] == '.')
		return false;
	op->keys = keys;
	op->key_count = count;
	return true;
}

static void
bad_name(struct compiler *c, const struct tag *t)
{
	diag_add(c->ds, DIAG_H03, span_of(c, t->start, t->end),
	    N_("the tag has no usable name"));
}

/* The value lands where an address begins: href="{{here}}". */
static bool
at_url(const struct compiler *c, size_t start)
{
	static const char *const names[] = { "href", "src", "action" };
	size_t n = start;

	if (n < 2 || (c->text.p[n - 1] != '"' && c->text.p[n - 1] != '\'') ||
	    c->text.p[n - 2] != '=')
		return false;
	n -= 2;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t len = strlen(names[i]);
		size_t same = 0;

		while (same < len && same < n &&
		       ascii_lower(c->text.p[n - 1 - same]) ==
			   names[i][len - 1 - same])
			same++;
		if (same == len)
			return true;
	}
	return false;
}

static void
variable(struct compiler *c, const struct tag *t)
{
	enum op_kind kind = OP_ESCAPED;
	struct op *op;

	text_until(c, t, false);
	if (t->kind != 'v')
		kind = OP_RAW;
	else if (at_url(c, t->start))
		kind = OP_URL;
	op = add(c, kind, span_of(c, t->start, t->end));
	op->name = t->name;
	if (!split_keys(c, op, t->name))
		bad_name(c, t);
	go_on(c, t, false);
}

static void
open_body(struct compiler *c, const struct tag *t, struct op *op)
{
	struct open *o;

	if (c->depth == MUSTACHE_NESTING) {
		if (c->too_deep++ == 0)
			diag_add(c->ds, DIAG_H05, op->at,
			    N_("more than %d sections inside each other"),
			    (int)MUSTACHE_NESTING);
		op->kind = OP_TEXT;
		return;
	}
	o = &c->open[c->depth++];
	o->op = (uint32_t)(op - c->program->items);
	o->line_start = t->lead;
	o->line = t->line;
	o->broken = false;
	op->end = (uint32_t)c->program->count;
}

static void
section(struct compiler *c, const struct tag *t)
{
	bool alone = t->lead && t->last;
	struct op *op;

	text_until(c, t, alone);
	op = add(c, t->kind == '#' ? OP_SECTION : OP_INVERTED,
	    span_of(c, t->start, t->end));
	op->name = t->name;
	if (!split_keys(c, op, t->name))
		bad_name(c, t);
	open_body(c, t, op);
	go_on(c, t, alone);
}

static void
partial(struct compiler *c, const struct tag *t)
{
	bool alone = t->lead && t->last;
	struct op *op;

	text_until(c, t, alone);
	op = add(c, OP_PARTIAL, span_of(c, t->start, t->end));
	op->name = t->name;
	if (alone)
		op->text = lead_of(c, t);
	op->line_start = alone;
	go_on(c, t, alone);
}

/* {{<name}}: stands alone when its end does, which is seen there. */
static void
parent(struct compiler *c, const struct tag *t)
{
	struct op *op;

	text_until(c, t, t->lead);
	op = add(c, OP_PARENT, span_of(c, t->start, t->end));
	op->name = t->name;
	op->text = lead_of(c, t);
	op->line_start = t->lead;
	open_body(c, t, op);
	go_on(c, t, false);
}

/* Blanks before the first text of a body that begins on a new line. */
static struct str
first_lead(const struct compiler *c, size_t at)
{
	for (;;) {
		size_t from = at;

		while (at < c->text.n && blank(c->text.p[at]))
			at++;
		if (at < c->text.n && c->text.p[at] == '\r')
			at++;
		if (at >= c->text.n || c->text.p[at] != '\n')
			return str_sub(c->text, from, at - from);
		at++;
	}
}

static void
block(struct compiler *c, const struct tag *t)
{
	bool inside = in_parent(c);
	bool broken = t->last && (t->lead || inside);
	bool alone = t->lead && t->last && !inside;
	struct op *op;

	text_until(c, t, alone);
	op = add(c, OP_BLOCK, span_of(c, t->start, t->end));
	op->name = t->name;
	op->text = lead_of(c, t);
	open_body(c, t, op);
	if (broken && c->depth > 0) {
		c->open[c->depth - 1].broken = true;
		c->open[c->depth - 1].lead = first_lead(c, t->next_line);
	}
	go_on(c, t, broken);
}

/*
 * A block that stands alone is indented like its own default content, if it
 * has any; what it is replaced with is indented the same way.
 */
static void
settle_block(struct op *op, const struct open *o)
{
	if (!o->broken || op->end == o->op + 1)
		return;
	op->dedent = (uint32_t)o->lead.n;
	op->text = o->lead;
}

static void
never_closed(struct compiler *c)
{
	struct op *op = top(c);

	diag_add(c->ds, DIAG_H02, op->at,
	    N_("\"%.*s\" is opened here and never closed"), STR_ARG(op->name));
	op->end = (uint32_t)c->program->count;
	c->depth--;
}

/* Ends what is open above the section of this name; false without one. */
static bool
unwind_to(struct compiler *c, struct str name)
{
	size_t n = c->depth;

	while (
	    n > 0 && !str_eq(c->program->items[c->open[n - 1].op].name, name))
		n--;
	while (n > 0 && c->depth > n)
		never_closed(c);
	return n > 0;
}

/* What replaces a block of a parent: what follows it is never shown. */
static bool
block_of_parent(struct compiler *c)
{
	return top(c)->kind == OP_BLOCK && c->depth > 1 &&
	       c->program->items[c->open[c->depth - 2].op].kind == OP_PARENT;
}

static void
close_tag(struct compiler *c, const struct tag *t)
{
	bool alone = t->lead && t->last;
	struct open o;
	struct op *op;

	if (c->too_deep) {
		c->too_deep--;
		text_until(c, t, false);
		go_on(c, t, false);
		return;
	}
	if (!unwind_to(c, t->name)) {
		diag_add(c->ds, DIAG_H02, span_of(c, t->start, t->end),
		    N_("nothing that is called \"%.*s\" is open here"),
		    STR_ARG(t->name));
		text_until(c, t, alone);
		go_on(c, t, alone);
		return;
	}
	o = c->open[c->depth - 1];
	if (top(c)->kind == OP_PARENT)
		alone = t->last && (o.line_start || o.line != t->line);
	text_until(c, t, t->lead && (alone || block_of_parent(c)));
	c->depth--;
	op = &c->program->items[o.op];
	op->end = (uint32_t)c->program->count;
	if (op->kind == OP_BLOCK)
		settle_block(op, &o);
	go_on(c, t, alone);
}

static void
comment(struct compiler *c, const struct tag *t)
{
	bool alone = t->lead && t->last;

	text_until(c, t, alone);
	go_on(c, t, alone);
}

/* {{=<% %>=}} */
static void
delimiters(struct compiler *c, const struct tag *t)
{
	struct str body = t->name;
	size_t n = 0;
	struct str left;
	struct str right;

	comment(c, t);
	while (n < body.n && !ascii_space(body.p[n]))
		n++;
	left = str_sub(body, 0, n);
	right = str_trim(str_from_off(body, n));
	if (!name_good(left) || !name_good(right) ||
	    left.n > MUSTACHE_DELIMITER || right.n > MUSTACHE_DELIMITER ||
	    str_find_char(body, '=') != STR_NOT_FOUND) {
		diag_add(c->ds, DIAG_H03, span_of(c, t->start, t->end),
		    N_("delimiters are written {{=LEFT RIGHT=}}"));
		return;
	}
	c->left = left;
	c->right = right;
	c->no_more_ends = false;
}

/* A comment may end on a later line, every other tag on its own. */
static size_t
find_end(struct compiler *c, char kind, size_t at, struct str closing)
{
	size_t end;

	if (kind == '!') {
		end = c->no_more_ends
			  ? STR_NOT_FOUND
			  : str_find(str_from_off(c->text, at), closing);
		c->no_more_ends = end == STR_NOT_FOUND;
		return end == STR_NOT_FOUND ? end : at + end;
	}
	for (; at < c->text.n && c->text.p[at] != '\n'; at++)
		if (str_starts(str_from_off(c->text, at), closing))
			return at;
	return STR_NOT_FOUND;
}

/* Reads the tag that begins at t->start; false when it has no end. */
static bool
read_tag(struct compiler *c, struct tag *t)
{
	size_t at = t->start + c->left.n;
	struct str closing = c->right;
	size_t end;
	char ending[MUSTACHE_DELIMITER + 1];

	while (at < c->text.n && blank(c->text.p[at]))
		at++;
	t->kind = at < c->text.n ? c->text.p[at] : 'v';
	if (t->kind && strchr("#^/><$!=&{", t->kind))
		at++;
	else
		t->kind = 'v';
	if (t->kind == '{' || t->kind == '=') {
		ending[0] = t->kind == '{' ? '}' : '=';
		memcpy(ending + 1, c->right.p, c->right.n);
		closing = str_of(ending, c->right.n + 1);
	}
	end = find_end(c, t->kind, at, closing);
	if (end == STR_NOT_FOUND)
		return false;
	t->name = str_trim(str_sub(c->text, at, end - at));
	t->end = end + closing.n;
	return true;
}

static void
compile_tag(struct compiler *c, const struct tag *t)
{
	if (t->kind != '!' && t->kind != '=' && !name_good(t->name)) {
		bad_name(c, t);
		comment(c, t);
		return;
	}
	if (in_parent(c) && !strchr("!=$/", t->kind))
		diag_add(c->ds, DIAG_H03, span_of(c, t->start, t->end),
		    N_("inside \"%.*s\" only blocks, {{$name}}, have a meaning"),
		    STR_ARG(top(c)->name));
	switch (t->kind) {
	case '!':
		comment(c, t);
		break;
	case '=':
		delimiters(c, t);
		break;
	case '#':
	case '^':
		section(c, t);
		break;
	case '/':
		close_tag(c, t);
		break;
	case '>':
		partial(c, t);
		break;
	case '<':
		parent(c, t);
		break;
	case '$':
		block(c, t);
		break;
	default:
		variable(c, t);
	}
}

static void
unclosed(struct compiler *c, struct tag *t)
{
	size_t end = t->start;

	look_around(c, t);
	while (
	    end < c->text.n && c->text.p[end] != '\n' && c->text.p[end] != '\r')
		end++;
	diag_add(c->ds, DIAG_H01, span_of(c, t->start, end),
	    N_("the tag is not closed with %.*s"), STR_ARG(c->right));
	add_text(c, c->pos, end);
	c->pos = end;
	c->line = t->line;
	c->tag_on_line = true;
}

static void
compile(struct compiler *c)
{
	for (;;) {
		struct tag t = { 0 };
		size_t found = str_find(str_from_off(c->text, c->pos), c->left);

		if (found == STR_NOT_FOUND)
			break;
		t.start = c->pos + found;
		if (!read_tag(c, &t)) {
			unclosed(c, &t);
			continue;
		}
		look_around(c, &t);
		compile_tag(c, &t);
	}
	add_text(c, c->pos, c->text.n);
	while (c->depth > 0)
		never_closed(c);
}

/* Ties partials and parents to their programs when all of them are known. */
static void
link_programs(const struct template_set *set, struct diags *ds)
{
	for (size_t i = 0; i < set->programs.count; i++) {
		struct program *p = set->programs.items[i].value;

		for (size_t k = 0; k < p->count; k++) {
			struct op *op = &p->items[k];

			if (op->kind != OP_PARTIAL && op->kind != OP_PARENT)
				continue;
			op->program = map_find(&set->programs, op->name);
			if (!op->program)
				diag_add(ds, DIAG_H04, op->at,
				    N_("there is no template \"%.*s\""),
				    STR_ARG(op->name));
		}
	}
}

struct template_set *
templates_compile(struct arena *a, const struct theme *theme, struct diags *ds)
{
	struct template_set *set = arena_new(a, struct template_set);

	set->programs = map_new(a);
	for (size_t i = 0; i < theme->template_count; i++) {
		const struct template_text *text = &theme->templates[i];
		struct compiler c = { .arena = a,
			.ds = ds,
			.source = text->source,
			.text = text->text,
			.left = STR("{{"),
			.right = STR("}}") };

		c.program = arena_new(a, struct program);
		c.program->name = text->name;
		compile(&c);
		map_set(&set->programs, text->name, c.program);
	}
	link_programs(set, ds);
	return set;
}
