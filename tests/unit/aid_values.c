/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_values.h"

static void
dump_document(struct sb *out, const struct value *v)
{
	const struct doc_context *cx = v->context;

	sb_fmt(out, "document up=%.*s prefix=%.*s", STR_ARG(cx->up),
	    STR_ARG(cx->prefix));
	for (size_t i = 0; i < cx->term_count; i++)
		sb_fmt(out, " [%.*s: %.*s]",
		    STR_ARG(str_sub(cx->terms[i].node->text, cx->terms[i].off,
			cx->terms[i].len)),
		    STR_ARG(cx->terms[i].term->term.s));
	sb_ch(out, '\n');
}

static void
dump(struct sb *out, const struct value *v, size_t depth)
{
	switch (v->kind) {
	case VALUE_NULL:
		sb_cstr(out, "null\n");
		return;
	case VALUE_BOOL:
		sb_cstr(out, v->truth ? "true\n" : "false\n");
		return;
	case VALUE_TEXT:
	case VALUE_MARKUP:
		sb_fmt(out, "%.*s\n", STR_ARG(v->text));
		return;
	case VALUE_PICTURE:
		sb_fmt(out, "picture %.*s\n", STR_ARG(v->picture->concept.s));
		return;
	case VALUE_DOC:
		dump_document(out, v);
		return;
	case VALUE_LIST:
	case VALUE_MAP:
		break;
	}
	sb_cstr(out, v->kind == VALUE_LIST ? "[\n" : "{\n");
	for (size_t i = 0; i < v->count; i++) {
		if (v->kind == VALUE_MAP && !value_true(v->items[i]))
			continue;
		sb_repeat(out, ' ', 2 * depth + 2);
		if (v->kind == VALUE_MAP)
			sb_fmt(out, "%.*s: ", STR_ARG(v->keys[i]));
		dump(out, v->items[i], depth + 1);
	}
	sb_repeat(out, ' ', 2 * depth);
	sb_cstr(out, v->kind == VALUE_LIST ? "]\n" : "}\n");
}

void
value_dump(struct sb *out, const struct value *v)
{
	dump(out, v, 0);
}
