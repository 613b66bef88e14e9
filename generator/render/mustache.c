/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/mustache.h"

#include "diag/msg.h"
#include "render/html.h"
#include "render/html_doc.h"
#include "render/program.h"

/* Bytes of one page; more is a template that has run away. */
static const size_t page_most = 64u << 20;

struct renderer {
	struct diags *ds;
	struct sb *out;
	size_t start; /* of the page in out */
	const struct value *contexts[MUSTACHE_CONTEXTS];
	size_t context_count;
	const struct filling *filling;
	struct sb indent; /* what each line of a template is put behind */
	size_t dedent;    /* and what it loses first */
	bool line_start;
	size_t depth;
	size_t steps;
	bool failed;
};

static void
run(struct renderer *r, const struct program *p, size_t from, size_t to);

enum overrun { LIMIT_CONTEXTS, LIMIT_DEPTH, LIMIT_SIZE };

static void
stop(struct renderer *r, struct span at, enum overrun kind)
{
	if (r->failed)
		return;
	r->failed = true;
	switch (kind) {
	case LIMIT_CONTEXTS:
		diag_add(r->ds, DIAG_H07, at,
		    N_("too many sections inside each other on this page"));
		break;
	case LIMIT_DEPTH:
		diag_add(r->ds, DIAG_H07, at,
		    N_("templates include each other without an end"));
		break;
	case LIMIT_SIZE:
		diag_add(r->ds, DIAG_H07, at,
		    N_("the page has grown without an end"));
		break;
	}
}

static void
put_indent(struct renderer *r)
{
	if (r->line_start && r->indent.n)
		sb_str(r->out, sb_view(&r->indent));
	r->line_start = false;
}

/* White space that a line of the template keeps under the dedent. */
static struct str
dedented(const struct renderer *r, struct str line)
{
	size_t n = 0;

	while (n < r->dedent && n < line.n &&
	       (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return str_from_off(line, n);
}

static void
put_text(struct renderer *r, const struct op *op)
{
	struct str rest = op->text;
	bool begins = op->line_start;

	if (rest.n == 0)
		return;
	if (r->indent.n == 0 && r->dedent == 0) {
		sb_str(r->out, rest);
		r->line_start = rest.p[rest.n - 1] == '\n';
		return;
	}
	while (rest.n) {
		size_t end = str_find_char(rest, '\n');
		size_t n = end == STR_NOT_FOUND ? rest.n : end + 1;
		struct str line = str_sub(rest, 0, n);

		rest = str_from_off(rest, n);
		if (begins)
			line = dedented(r, line);
		begins = true;
		if (line.n && line.p[0] != '\n' && line.p[0] != '\r')
			put_indent(r);
		sb_str(r->out, line);
		if (end != STR_NOT_FOUND)
			r->line_start = true;
	}
}

/* The value of a dotted name, or NULL. */
static const struct value *
look_up(const struct renderer *r, const struct op *op)
{
	const struct value *v = NULL;

	if (op->key_count == 0)
		return r->contexts[r->context_count - 1];
	for (size_t i = r->context_count; i > 0 && !v; i--)
		v = value_find(r->contexts[i - 1], op->keys[0]);
	for (size_t i = 1; i < op->key_count && v; i++)
		v = value_find(v, op->keys[i]);
	return v;
}

static void
put_plain(struct sb *out, enum op_kind kind, struct str text)
{
	if (kind == OP_RAW)
		sb_str(out, text);
	else if (kind == OP_URL)
		url_attr(out, text);
	else
		html_attr(out, text);
}

void
op_put(struct sb *out, enum op_kind kind, const struct value *v)
{
	if (!v)
		return;
	switch (v->kind) {
	case VALUE_BOOL:
		sb_cstr(out, v->truth ? "true" : "false");
		break;
	case VALUE_TEXT:
		put_plain(out, kind, v->text);
		break;
	case VALUE_MARKUP:
		sb_str(out, v->text);
		break;
	case VALUE_DOC:
		html_doc(v->doc, v->context, out);
		break;
	case VALUE_PICTURE:
		html_pictogram(v->picture, v->text, out);
		break;
	case VALUE_NULL:
	case VALUE_LIST:
	case VALUE_MAP:
		break;
	}
}

static void
put_value(struct renderer *r, const struct op *op)
{
	put_indent(r);
	op_put(r->out, op->kind, look_up(r, op));
}

static void
with_context(struct renderer *r, const struct value *v, const struct program *p,
    size_t at)
{
	if (r->context_count == MUSTACHE_CONTEXTS) {
		stop(r, p->items[at].at, LIMIT_CONTEXTS);
		return;
	}
	r->steps++;
	r->contexts[r->context_count++] = v;
	run(r, p, at + 1, p->items[at].end);
	r->context_count--;
}

static void
section(struct renderer *r, const struct program *p, size_t at)
{
	const struct value *v = look_up(r, &p->items[at]);

	if (!v || !value_true(v))
		return;
	if (v->kind != VALUE_LIST) {
		with_context(r, v, p, at);
		return;
	}
	for (size_t i = 0; i < v->count && !r->failed; i++)
		with_context(r, v->items[i], p, at);
}

static bool
deeper(struct renderer *r, struct span at)
{
	if (r->depth == MUSTACHE_DEPTH) {
		stop(r, at, LIMIT_DEPTH);
		return false;
	}
	r->depth++;
	return true;
}

/*
 * A range of another place of the source, or of another template: its lines
 * go behind the indent of where they land and lose their own.
 */
static void
run_there(struct renderer *r, const struct op *site, const struct program *p,
    size_t from, size_t to)
{
	size_t indent = r->indent.n;
	size_t dedent = r->dedent;

	sb_str(&r->indent, dedented(r, site->text));
	r->dedent = 0;
	if (from > 0)
		r->dedent = p->items[from - 1].dedent;
	run(r, p, from, to);
	r->dedent = dedent;
	sb_cut(&r->indent, indent);
}

static void
partial(struct renderer *r, const struct op *op)
{
	if (!op->program || !deeper(r, op->at))
		return;
	if (op->line_start)
		r->line_start = true;
	run_there(r, op, op->program, 0, op->program->count);
	r->depth--;
}

static void
parent(struct renderer *r, const struct program *p, size_t at)
{
	struct filling f = { p, (uint32_t)at + 1, p->items[at].end,
		r->filling };

	r->filling = &f;
	partial(r, &p->items[at]);
	r->filling = f.outer;
}

static const struct op *
find_block(const struct filling *f, struct str name)
{
	for (uint32_t i = f->first; i < f->end;) {
		const struct op *op = &f->program->items[i];

		if (op->kind == OP_BLOCK && str_eq(op->name, name))
			return op;
		i = op->end > i ? op->end : i + 1;
	}
	return NULL;
}

const struct op *
filling_find(
    const struct filling *f, struct str name, const struct program **in)
{
	const struct op *found = NULL;

	for (; f; f = f->outer) {
		const struct op *op = find_block(f, name);

		if (op) {
			found = op;
			*in = f->program;
		}
	}
	return found;
}

static void
block(struct renderer *r, const struct program *p, size_t at)
{
	const struct op *site = &p->items[at];
	const struct program *from = NULL;
	const struct op *found = filling_find(r->filling, site->name, &from);

	if (!deeper(r, site->at))
		return;
	if (!found)
		run(r, p, at + 1, site->end);
	else
		run_there(r, site, from, (size_t)(found - from->items) + 1,
		    found->end);
	r->depth--;
}

static void
run(struct renderer *r, const struct program *p, size_t from, size_t to)
{
	for (size_t i = from; i < to && !r->failed;) {
		const struct op *op = &p->items[i];

		if (++r->steps > MUSTACHE_STEPS ||
		    r->out->n - r->start > page_most)
			stop(r, op->at, LIMIT_SIZE);
		switch (op->kind) {
		case OP_TEXT:
			put_text(r, op);
			break;
		case OP_ESCAPED:
		case OP_URL:
		case OP_RAW:
			put_value(r, op);
			break;
		case OP_SECTION:
			section(r, p, i);
			break;
		case OP_INVERTED: {
			const struct value *v = look_up(r, op);

			if (!v || !value_true(v))
				run(r, p, i + 1, op->end);
			break;
		}
		case OP_PARTIAL:
			partial(r, op);
			break;
		case OP_PARENT:
			parent(r, p, i);
			break;
		case OP_BLOCK:
			block(r, p, i);
			break;
		}
		i = op->end > i ? op->end : i + 1;
	}
}

bool
program_render(const struct program *p, const struct value *root,
    struct diags *ds, struct sb *out)
{
	struct renderer r = {
		.ds = ds, .out = out, .start = out->n, .line_start = true
	};

	r.contexts[r.context_count++] = root;
	run(&r, p, 0, p->count);
	sb_release(&r.indent);
	return !r.failed;
}

bool
template_render(const struct template_set *set, struct str name,
    const struct value *root, struct diags *ds, struct sb *out)
{
	const struct program *p = map_find(&set->programs, name);

	if (!p) {
		diag_add_file(ds, DIAG_H06, STR_NONE,
		    N_("the theme has no template \"%.*s\""), STR_ARG(name));
		return false;
	}
	return program_render(p, root, ds, out);
}
