/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_json.h"

#include "base/utf8.h"

struct reader {
	struct arena *a;
	struct str s;
	size_t at;
	int depth;
};

static struct value *value(struct reader *r);

static char
peek(struct reader *r)
{
	while (r->at < r->s.n && ascii_space(r->s.p[r->at]))
		r->at++;
	return r->at < r->s.n ? r->s.p[r->at] : '\0';
}

static bool
take(struct reader *r, char c)
{
	if (peek(r) != c)
		return false;
	r->at++;
	return true;
}

static uint32_t
hex4(struct reader *r)
{
	uint32_t n = 0;

	for (int i = 0; i < 4 && r->at < r->s.n; i++) {
		char c = ascii_lower(r->s.p[r->at++]);

		n = n * 16 +
		    (uint32_t)(ascii_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return n;
}

static void
escaped(struct reader *r, struct sb *out)
{
	char c = r->at < r->s.n ? r->s.p[r->at++] : '\0';

	switch (c) {
	case 'b':
		sb_ch(out, '\b');
		break;
	case 'n':
		sb_ch(out, '\n');
		break;
	case 't':
		sb_ch(out, '\t');
		break;
	case 'r':
		sb_ch(out, '\r');
		break;
	case 'u':
		utf8_encode(out, hex4(r));
		break;
	default:
		sb_ch(out, c);
	}
}

static bool
string(struct reader *r, struct str *out)
{
	struct sb text = { 0 };
	bool closed = false;

	if (!take(r, '"'))
		return false;
	while (r->at < r->s.n && !closed) {
		char c = r->s.p[r->at++];

		if (c == '"')
			closed = true;
		else if (c == '\\')
			escaped(r, &text);
		else
			sb_ch(&text, c);
	}
	*out = arena_str(r->a, sb_view(&text));
	sb_release(&text);
	return closed;
}

static struct value *
list(struct reader *r)
{
	struct value *v = value_list(r->a);

	if (take(r, ']'))
		return v;
	do {
		struct value *item = value(r);

		if (!item)
			return NULL;
		value_push(r->a, v, item);
	} while (take(r, ','));
	return take(r, ']') ? v : NULL;
}

static struct value *
map(struct reader *r)
{
	struct value *v = value_map(r->a);

	if (take(r, '}'))
		return v;
	do {
		struct value *item;
		struct str key;

		if (!string(r, &key) || !take(r, ':'))
			return NULL;
		item = value(r);
		if (!item)
			return NULL;
		value_set(r->a, v, key, item);
	} while (take(r, ','));
	return take(r, '}') ? v : NULL;
}

static struct value *
word(struct reader *r)
{
	size_t from = r->at;
	struct str s;

	while (r->at < r->s.n && !ascii_space(r->s.p[r->at]) &&
	       r->s.p[r->at] != ',' && r->s.p[r->at] != ']' &&
	       r->s.p[r->at] != '}')
		r->at++;
	s = str_sub(r->s, from, r->at - from);
	if (str_is(s, "true") || str_is(s, "false"))
		return value_bool(r->a, s.n == 4);
	if (str_is(s, "null"))
		return value_null(r->a);
	return s.n ? value_text(r->a, s) : NULL;
}

static struct value *
value(struct reader *r)
{
	struct value *v = NULL;
	struct str s;
	char c = peek(r);

	if (++r->depth > 100)
		return NULL;
	if (c == '{' || c == '[')
		r->at++;
	if (c == '{')
		v = map(r);
	else if (c == '[')
		v = list(r);
	else if (c == '"')
		v = string(r, &s) ? value_text(r->a, s) : NULL;
	else
		v = word(r);
	r->depth--;
	return v;
}

struct value *
json_parse(struct arena *a, struct str text)
{
	struct reader r = { a, text, 0, 0 };
	struct value *v = value(&r);

	return v && peek(&r) == '\0' ? v : NULL;
}
