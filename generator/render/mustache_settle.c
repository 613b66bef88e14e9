/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Most of a page is the same on hundreds of pages. This goes through a
 * template as mustache.c does, writes out what a frame says, and leaves an
 * operation for everything else: partials, parents and blocks are gone, and
 * what stands between two values of the page itself is one text.
 */
#include "render/mustache.h"
#include "render/program.h"

/* Steps of one template; one that calls itself would go on without end. */
enum { STEPS_MOST = 20000 };

struct settler {
	struct arena *arena;
	const struct value_frame *frame;
	struct program *out;
	struct sb text; /* after the last operation of out */
	/* [0] is the root; NULL: only known when a page is made. */
	const struct value *contexts[MUSTACHE_CONTEXTS];
	size_t context_count;
	const struct filling *filling;
	size_t depth;
	size_t steps;
	bool failed;
};

static void
settle(struct settler *s, const struct program *p, size_t from, size_t to);

/* --- what is known -------------------------------------------------------- */

static const struct frame_key *
find_key(const struct settler *s, struct str name)
{
	for (size_t i = 0; i < s->frame->count; i++)
		if (str_is(name, s->frame->keys[i].name))
			return &s->frame->keys[i];
	return NULL;
}

/*
 * A page looks in its own values and at the root; it will not see what lies
 * between and is written out here.
 */
static void
must_not_hide(struct settler *s, size_t count, struct str name)
{
	for (size_t i = 1; i < count; i++)
		if (s->contexts[i] && value_find(s->contexts[i], name))
			s->failed = true;
}

/* false: it depends on the page. Else its value, or NULL for none. */
static bool
look_up(struct settler *s, const struct op *op, const struct value **v)
{
	const struct frame_key *key;

	*v = NULL;
	if (op->key_count == 0) {
		*v = s->context_count > 1 ? s->contexts[s->context_count - 1]
					  : NULL;
		return *v != NULL;
	}
	key = find_key(s, op->keys[0]);
	for (size_t i = s->context_count; i > 0 && !*v; i--) {
		const struct value *context = s->contexts[i - 1];

		if (i == 1 ? !key : !context && !(key && key->alone)) {
			must_not_hide(s, i - 1, op->keys[0]);
			return false;
		}
		if (context)
			*v = value_find(context, op->keys[0]);
	}
	for (size_t i = 1; i < op->key_count && *v; i++)
		*v = value_find(*v, op->keys[i]);
	return true;
}

/* --- what is left to do --------------------------------------------------- */

static struct op *
add_op(struct settler *s, const struct op *op)
{
	struct op *to = arena_push(s->arena, s->out);

	*to = *op;
	to->end = 0;
	return to;
}

static void
end_text(struct settler *s)
{
	const struct op op = { .kind = OP_TEXT,
		.text = arena_str(s->arena, sb_view(&s->text)) };

	if (s->text.n)
		add_op(s, &op);
	sb_reset(&s->text);
}

/* Of a page that is not known: its body is left to it as a whole. */
static void
leave_body(struct settler *s, const struct program *p, size_t at)
{
	size_t kept;

	end_text(s);
	kept = s->out->count;
	add_op(s, &p->items[at]);
	settle(s, p, at + 1, p->items[at].end);
	end_text(s);
	s->out->items[kept].end = (uint32_t)s->out->count;
}

static void
with_context(struct settler *s, const struct value *v, const struct program *p,
    size_t at)
{
	if (s->context_count == MUSTACHE_CONTEXTS) {
		s->failed = true;
		return;
	}
	s->contexts[s->context_count++] = v;
	if (v)
		settle(s, p, at + 1, p->items[at].end);
	else
		leave_body(s, p, at);
	s->context_count--;
}

static void
section(struct settler *s, const struct program *p, size_t at)
{
	const struct value *v;

	if (!look_up(s, &p->items[at], &v)) {
		with_context(s, NULL, p, at);
		return;
	}
	if (!v || !value_true(v))
		return;
	if (v->kind != VALUE_LIST) {
		with_context(s, v, p, at);
		return;
	}
	for (size_t i = 0; i < v->count && !s->failed; i++)
		with_context(s, v->items[i], p, at);
}

static void
inverted(struct settler *s, const struct program *p, size_t at)
{
	const struct value *v;

	if (!look_up(s, &p->items[at], &v))
		leave_body(s, p, at);
	else if (!v || !value_true(v))
		settle(s, p, at + 1, p->items[at].end);
}

static void
put(struct settler *s, const struct op *op)
{
	const struct value *v;

	if (look_up(s, op, &v)) {
		op_put(&s->text, op->kind, v);
	} else {
		end_text(s);
		add_op(s, op);
	}
}

/* Lines that are moved in or out are left to the template itself. */
static void
settle_there(struct settler *s, const struct op *site, const struct program *p,
    size_t from, size_t to)
{
	if (site->text.n || (from > 0 && p->items[from - 1].dedent) ||
	    s->depth == MUSTACHE_DEPTH) {
		s->failed = true;
		return;
	}
	s->depth++;
	settle(s, p, from, to);
	s->depth--;
}

static void
partial(struct settler *s, const struct op *op)
{
	if (op->program)
		settle_there(s, op, op->program, 0, op->program->count);
}

static void
parent(struct settler *s, const struct program *p, size_t at)
{
	struct filling f = { p, (uint32_t)at + 1, p->items[at].end,
		s->filling };

	s->filling = &f;
	partial(s, &p->items[at]);
	s->filling = f.outer;
}

static void
block(struct settler *s, const struct program *p, size_t at)
{
	const struct op *site = &p->items[at];
	const struct program *in = p;
	const struct op *found = filling_find(s->filling, site->name, &in);

	if (!found)
		found = site;
	settle_there(s, site, in, (size_t)(found - in->items) + 1, found->end);
}

static void
settle(struct settler *s, const struct program *p, size_t from, size_t to)
{
	for (size_t i = from; i < to && !s->failed;) {
		const struct op *op = &p->items[i];

		if (++s->steps > STEPS_MOST)
			s->failed = true;
		switch (op->kind) {
		case OP_TEXT:
			sb_str(&s->text, op->text);
			break;
		case OP_ESCAPED:
		case OP_URL:
		case OP_RAW:
			put(s, op);
			break;
		case OP_SECTION:
			section(s, p, i);
			break;
		case OP_INVERTED:
			inverted(s, p, i);
			break;
		case OP_PARTIAL:
			partial(s, op);
			break;
		case OP_PARENT:
			parent(s, p, i);
			break;
		case OP_BLOCK:
			block(s, p, i);
			break;
		}
		i = op->end > i ? op->end : i + 1;
	}
}

const struct program *
template_settle(struct arena *a, const struct template_set *set,
    struct str name, const struct value *root, const struct value_frame *frame)
{
	const struct program *p = map_find(&set->programs, name);
	struct settler s = {
		.arena = a, .frame = frame, .out = arena_new(a, struct program)
	};

	if (!p)
		return NULL;
	s.out->name = p->name;
	s.contexts[s.context_count++] = root;
	settle(&s, p, 0, p->count);
	end_text(&s);
	sb_release(&s.text);
	return s.failed ? NULL : s.out;
}
