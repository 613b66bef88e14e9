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
}

static bool
is_scalar(const struct value *v)
{
	return v->kind != VALUE_LIST && v->kind != VALUE_MAP;
}

static void
dump_scalar(struct sb *out, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		sb_cstr(out, "null");
		return;
	case VALUE_BOOL:
		sb_cstr(out, v->truth ? "true" : "false");
		return;
	case VALUE_TEXT:
	case VALUE_MARKUP:
		sb_str(out, v->text);
		return;
	case VALUE_PICTURE:
		sb_fmt(out, "picture %.*s", STR_ARG(v->picture->concept.s));
		return;
	case VALUE_DOC:
		dump_document(out, v);
		return;
	case VALUE_LIST:
	case VALUE_MAP:
		return;
	}
}

/* "line | line" for what the partial "lines" shows. */
static bool
dump_lines(struct sb *out, const struct value *v)
{
	const struct value *lines = value_find(v, STR("lines"));

	if (v->count != 1 || !lines || lines->kind != VALUE_LIST)
		return false;
	for (size_t i = 0; i < lines->count; i++) {
		const struct value *line = lines->items[i];

		if (i)
			sb_cstr(out, " | ");
		sb_str(out, value_find(line, STR("line"))->text);
		if (value_true(value_find(line, STR("more"))) !=
		    (i + 1 < lines->count))
			sb_cstr(out, " (more is wrong)");
	}
	return true;
}

static bool
is_line(const struct value *v)
{
	const struct value *lines = value_find(v, STR("lines"));

	return is_scalar(v) || (v->count == 1 && lines);
}

/* A map without lists and maps inside stands on one line. */
static bool
dump_short(struct sb *out, const struct value *v)
{
	bool first = true;

	if (v->kind != VALUE_MAP)
		return false;
	for (size_t i = 0; i < v->count; i++)
		if (value_true(v->items[i]) && !is_line(v->items[i]))
			return false;
	sb_ch(out, '{');
	for (size_t i = 0; i < v->count; i++) {
		if (!value_true(v->items[i]))
			continue;
		sb_fmt(out, "%s%.*s: ", first ? "" : ", ", STR_ARG(v->keys[i]));
		if (!dump_lines(out, v->items[i]))
			dump_scalar(out, v->items[i]);
		first = false;
	}
	sb_ch(out, '}');
	return true;
}

static void
dump(struct sb *out, const struct value *v, size_t depth)
{
	if (is_scalar(v))
		dump_scalar(out, v);
	else if (!dump_lines(out, v) && !dump_short(out, v)) {
		for (size_t i = 0; i < v->count; i++) {
			if (v->kind == VALUE_MAP && !value_true(v->items[i]))
				continue;
			sb_ch(out, '\n');
			sb_repeat(out, ' ', 2 * depth);
			if (v->kind == VALUE_MAP)
				sb_fmt(out, "%.*s: ", STR_ARG(v->keys[i]));
			else
				sb_cstr(out, "- ");
			dump(out, v->items[i], depth + 1);
		}
	}
}

void
value_dump(struct sb *out, const struct value *v)
{
	dump(out, v, 0);
	sb_ch(out, '\n');
}
