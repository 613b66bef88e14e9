/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_text.h"

#include <string.h>

#include "base/utf8.h"

enum { ENTITY_LONGEST = 10, TAG_LONGEST = 16 };

struct reader {
	struct leak_text *out;
	struct str s;
	size_t at;
	bool link_ended; /* </a> and only spaces since */
};

/* --- the two texts -------------------------------------------------------- */

static void
part_break(struct leak_part *p, size_t source)
{
	struct leak_break b;

	if (p->text.n && p->text.p[p->text.n - 1] != '\n')
		sb_ch(&p->text, '\n');
	memset(&b, 0, sizeof(b));
	b.at = p->text.n;
	b.source = source;
	sb_bytes(&p->breaks, &b, sizeof(b));
}

size_t
leak_text_source(const struct leak_part *p, size_t off)
{
	size_t low = 0, high = p->breaks.n / sizeof(struct leak_break);
	struct leak_break b = { 0, 0 };

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		memcpy(&b, p->breaks.p + middle * sizeof(b), sizeof(b));
		if (b.at <= off)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return 0;
	memcpy(&b, p->breaks.p + (low - 1) * sizeof(b), sizeof(b));
	return b.source;
}

/* Line ends inside a text of HTML are spaces. */
static void
add_flat(struct sb *out, struct str s)
{
	size_t from = out->n;

	sb_str(out, s);
	for (size_t i = from; i < out->n; i++)
		if (out->p[i] == '\n' || out->p[i] == '\r' || out->p[i] == '\t')
			out->p[i] = ' ';
}

/* --- entities and escapes ------------------------------------------------- */

static bool
number_of(struct str digits, unsigned base, uint32_t *cp)
{
	uint32_t n = 0;

	for (size_t i = 0; i < digits.n; i++) {
		char c = ascii_lower(digits.p[i]);
		unsigned digit = ascii_digit(c) ? (unsigned)(c - '0')
				 : c >= 'a' && c <= 'f'
				     ? (unsigned)(c - 'a') + 10
				     : 99;

		if (digit >= base || n > 0x10FFFF)
			return false;
		n = n * base + digit;
	}
	*cp = n;
	return digits.n > 0 && n > 0 && n <= 0x10FFFF &&
	       !(n >= 0xD800 && n < 0xE000);
}

static uint32_t
entity_of(struct str name)
{
	static const struct {
		const char *name;
		uint32_t cp;
	} known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
		{ "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xA0 },
		{ "shy", 0xAD }, { "aring", 0xE5 }, { "auml", 0xE4 },
		{ "ouml", 0xF6 }, { "Aring", 0xC5 }, { "Auml", 0xC4 },
		{ "Ouml", 0xD6 }, { "eacute", 0xE9 }, { "ndash", 0x2013 },
		{ "commat", '@' }, { "period", '.' }, { "hyphen", 0x2010 } };
	uint32_t cp;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(name, known[i].name))
			return known[i].cp;
	if (name.n > 2 && name.p[0] == '#' && ascii_lower(name.p[1]) == 'x')
		return number_of(str_from_off(name, 2), 16, &cp) ? cp : ' ';
	if (name.n > 1 && name.p[0] == '#')
		return number_of(str_from_off(name, 1), 10, &cp) ? cp : ' ';
	return ' ';
}

/* Bytes of the entity at the beginning of s, or 0: a lone ampersand. */
static size_t
entity_length(struct str s)
{
	size_t n = 1;

	while (n < s.n && n < ENTITY_LONGEST &&
	       (ascii_alpha(s.p[n]) || ascii_digit(s.p[n]) || s.p[n] == '#'))
		n++;
	return n > 1 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

static void
add_unescaped(struct sb *out, struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		const char *amp = memchr(s.p + at, '&', s.n - at);
		size_t next = amp ? (size_t)(amp - s.p) : s.n;
		size_t length;

		add_flat(out, str_sub(s, at, next - at));
		at = next;
		if (at >= s.n)
			return;
		length = entity_length(str_from_off(s, at));
		if (length)
			utf8_encode(
			    out, entity_of(str_sub(s, at + 1, length - 2)));
		else
			sb_ch(out, '&');
		at += length ? length : 1;
	}
}

/* An address may hide its letters as %C3%A5. */
static void
add_address(struct sb *out, struct str s)
{
	struct sb plain = { 0 };

	add_unescaped(&plain, s);
	for (size_t i = 0; i < plain.n; i++) {
		uint32_t byte;

		if (plain.p[i] == '%' && i + 2 < plain.n &&
		    number_of(str_of(plain.p + i + 1, 2), 16, &byte)) {
			sb_ch(out, (char)(unsigned char)byte);
			i += 2;
		} else {
			sb_ch(out, plain.p[i]);
		}
	}
	sb_release(&plain);
}

/* --- markup --------------------------------------------------------------- */

/* Those that do not end a sentence. */
static bool
is_inline(struct str tag)
{
	static const char *const names[] = { "a", "abbr", "b", "bdi", "bdo",
		"cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
		"mark", "q", "s", "samp", "small", "span", "strong", "sub",
		"sup", "time", "tspan", "u", "var", "wbr" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (tag.n && tag.p[0] == names[i][0] && str_is(tag, names[i]))
			return true;
	return false;
}

/* Attributes that people read or hear. */
static bool
is_told(struct str name)
{
	static const char *const names[] = { "alt", "aria-description",
		"aria-label", "aria-roledescription", "content", "label",
		"placeholder", "summary", "title", "value" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (name.n && name.p[0] == names[i][0] &&
		    str_is(name, names[i]))
			return true;
	return str_starts(name, STR("data-"));
}

/* Numbers of drawings would look like telephone numbers. */
static bool
is_drawing(struct str name)
{
	static const char *const names[] = { "d", "points", "transform",
		"viewBox", "viewbox" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (name.n && name.p[0] == names[i][0] &&
		    str_is(name, names[i]))
			return true;
	return false;
}

static bool
name_byte(char c)
{
	return !ascii_space(c) && c != '=' && c != '>' && c != '/' &&
	       c != '<' && c != '"' && c != '\'';
}

static struct str
take_while_name(struct reader *r)
{
	size_t start = r->at;

	while (r->at < r->s.n && name_byte(r->s.p[r->at]))
		r->at++;
	return str_sub(r->s, start, r->at - start);
}

static void
skip_space(struct reader *r)
{
	while (r->at < r->s.n && ascii_space(r->s.p[r->at]))
		r->at++;
}

static struct str
take_value(struct reader *r)
{
	size_t start = r->at, end;
	char quote = r->at < r->s.n ? r->s.p[r->at] : '\0';

	if (quote != '"' && quote != '\'') {
		while (r->at < r->s.n && !ascii_space(r->s.p[r->at]) &&
		       r->s.p[r->at] != '>')
			r->at++;
		return str_sub(r->s, start, r->at - start);
	}
	end = str_find_char(str_from_off(r->s, ++start), quote);
	if (end == STR_NOT_FOUND)
		end = r->s.n - start;
	r->at = start + end + (start + end < r->s.n ? 1 : 0);
	return str_sub(r->s, start, end);
}

static void
take_attribute(struct reader *r)
{
	struct str name = take_while_name(r);
	size_t place;
	struct str value;

	skip_space(r);
	if (r->at >= r->s.n || r->s.p[r->at] != '=') {
		if (name.n == 0)
			r->at++; /* a stray quote or slash */
		return;
	}
	r->at++;
	skip_space(r);
	place = r->at;
	value = take_value(r);
	if (value.n == 0 || is_drawing(name))
		return;
	if (is_told(name)) {
		part_break(&r->out->told, place);
		add_unescaped(&r->out->told.text, value);
	} else {
		part_break(&r->out->code, place);
		add_address(&r->out->code.text, value);
	}
}

static void take_script(struct leak_text *out, struct str s, size_t source);

/* What stands up to the end tag of script or style is no markup. */
static void
take_foreign(struct reader *r, struct str tag)
{
	char end_tag[TAG_LONGEST + 3] = "</";
	size_t start = r->at, end;

	memcpy(end_tag + 2, tag.p, tag.n);
	end = str_find(str_from_off(r->s, start), str_of(end_tag, tag.n + 2));
	if (end == STR_NOT_FOUND)
		end = r->s.n - start;
	r->at = start + end;
	if (str_is(tag, "script")) {
		take_script(r->out, str_sub(r->s, start, end), start);
	} else {
		part_break(&r->out->code, start);
		sb_str(&r->out->code.text, str_sub(r->s, start, end));
	}
}

static void
separate(struct reader *r, struct str tag, bool closing)
{
	bool link = str_is(tag, "a");

	if (!is_inline(tag) || (link && !closing && r->link_ended))
		part_break(&r->out->prose, r->at);
	r->link_ended = link && closing;
}

static void
take_tag(struct reader *r)
{
	bool closing = r->at + 1 < r->s.n && r->s.p[r->at + 1] == '/';
	struct str tag;

	r->at += closing ? 2 : 1;
	tag = take_while_name(r);
	while (r->at < r->s.n && r->s.p[r->at] != '>') {
		skip_space(r);
		if (r->at < r->s.n && r->s.p[r->at] != '>')
			take_attribute(r);
	}
	if (r->at < r->s.n)
		r->at++;
	separate(r, tag, closing);
	if (!closing && (str_is(tag, "script") || str_is(tag, "style")) &&
	    r->at >= 2 && r->s.p[r->at - 2] != '/')
		take_foreign(r, tag);
}

static void
take_text(struct reader *r)
{
	const char *tag = memchr(r->s.p + r->at, '<', r->s.n - r->at);
	size_t end = tag ? (size_t)(tag - r->s.p) : r->s.n;
	struct str text = str_sub(r->s, r->at, end - r->at);

	if (str_trim(text).n)
		r->link_ended = false;
	add_unescaped(&r->out->prose.text, text);
	r->at = end;
}

static bool
begins(const struct reader *r, const char *what)
{
	return str_starts(str_from_off(r->s, r->at), str_from(what));
}

/* A comment or CDATA: its inside is text like any other. */
static void
take_aside(struct reader *r, const char *open, const char *close)
{
	struct str rest = str_from_off(r->s, r->at + strlen(open));
	size_t end = str_find(rest, str_from(close));

	if (end == STR_NOT_FOUND)
		end = rest.n;
	part_break(&r->out->prose, r->at);
	add_flat(&r->out->prose.text, str_sub(rest, 0, end));
	r->at += strlen(open) + end;
	r->at += begins(r, close) ? strlen(close) : 0;
	part_break(&r->out->prose, r->at);
}

static void
take_markup(struct reader *r)
{
	part_break(&r->out->prose, 0);
	while (r->at < r->s.n) {
		char next = r->at + 1 < r->s.n ? r->s.p[r->at + 1] : '\0';

		if (r->s.p[r->at] != '<')
			take_text(r);
		else if (begins(r, "<!--"))
			take_aside(r, "<!--", "-->");
		else if (begins(r, "<![CDATA["))
			take_aside(r, "<![CDATA[", "]]>");
		else if (ascii_alpha(next) || next == '/' || next == '!' ||
			 next == '?')
			take_tag(r);
		else
			sb_ch(&r->out->prose.text, r->s.p[r->at++]);
	}
}

/* --- scripts -------------------------------------------------------------- */

static void
add_escape(struct sb *out, struct str s, size_t *at)
{
	char c = *at + 1 < s.n ? s.p[*at + 1] : '\\';
	size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
	uint32_t cp;

	if (digits && number_of(str_sub(s, *at + 2, digits), 16, &cp)) {
		utf8_encode(out, cp);
		*at += 2 + digits;
		return;
	}
	sb_ch(out, c == 'n' || c == 'r' || c == 't' ? ' ' : c);
	*at += 2;
}

/* Strings are text; what stands between them is code. */
static void
take_script(struct leak_text *out, struct str s, size_t source)
{
	size_t at = 0, start = 0;

	while (at < s.n) {
		char quote = s.p[at];

		if (quote != '"' && quote != '`' && quote != '\'') {
			at++;
			continue;
		}
		part_break(&out->code, source + start);
		sb_str(&out->code.text, str_sub(s, start, at - start));
		part_break(&out->prose, source + at++);
		while (at < s.n && s.p[at] != quote &&
		       (s.p[at] != '\n' || quote == '`')) {
			if (s.p[at] == '\\')
				add_escape(&out->prose.text, s, &at);
			else
				sb_ch(&out->prose.text, s.p[at++]);
		}
		part_break(&out->prose, source + at);
		start = ++at;
	}
	part_break(&out->code, source + start);
	sb_str(&out->code.text, str_from_off(s, start));
}

/* --- files ---------------------------------------------------------------- */

static bool
ends_in(struct str path, const char *const *endings)
{
	for (; *endings; endings++)
		if (str_ends(path, str_from(*endings)))
			return true;
	return false;
}

static void
reset(struct leak_part *p)
{
	sb_reset(&p->text);
	sb_reset(&p->breaks);
}

bool
leak_text_take(struct leak_text *t, struct str path, struct str bytes)
{
	static const char *const markup[] = { ".html", ".htm", ".xml", ".svg",
		".xhtml", NULL };
	static const char *const scripts[] = { ".js", ".mjs", ".json", ".map",
		".webmanifest", NULL };
	static const char *const styles[] = { ".css", NULL };
	struct reader r = { .out = t, .s = bytes };

	reset(&t->prose);
	reset(&t->told);
	reset(&t->code);
	part_break(&t->code, 0);
	sb_str(&t->code.text, path);
	if (bytes.n && memchr(bytes.p, '\0', bytes.n))
		return false;
	if (ends_in(path, markup)) {
		take_markup(&r);
	} else if (ends_in(path, scripts)) {
		take_script(t, bytes, 0);
	} else {
		struct leak_part *p =
		    ends_in(path, styles) ? &t->code : &t->prose;
		size_t from = 0;

		/* Line by line, so that places have a line. */
		while (from < bytes.n) {
			size_t end =
			    str_find_char(str_from_off(bytes, from), '\n');

			if (end == STR_NOT_FOUND)
				end = bytes.n - from;
			part_break(p, from);
			sb_str(&p->text, str_sub(bytes, from, end));
			from += end + 1;
		}
	}
	return true;
}

void
leak_text_release(struct leak_text *t)
{
	sb_release(&t->prose.text);
	sb_release(&t->prose.breaks);
	sb_release(&t->told.text);
	sb_release(&t->told.breaks);
	sb_release(&t->code.text);
	sb_release(&t->code.breaks);
}
