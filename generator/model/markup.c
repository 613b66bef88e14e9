/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/markup.h"

enum { ENTITY_LONGEST = 40 };

static bool
is_punct(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	       (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* Bytes of the first character of s. */
static size_t
character(struct str s)
{
	size_t n = s.n ? 1 : 0;

	while (n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Length of what looks like an entity at the start of s, or 0. */
static size_t
entity_length(struct str s)
{
	size_t n = 1;

	if (s.n == 0 || s.p[0] != '&')
		return 0;
	if (n < s.n && s.p[n] == '#')
		n++;
	while (n < s.n && n < ENTITY_LONGEST &&
	       (ascii_alpha(s.p[n]) || ascii_digit(s.p[n])))
		n++;
	return n > 2 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

/* Whether an entity at the start of source is what makes the text. */
static bool
is_entity(struct str name, struct str text)
{
	static const char *const common[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&nbsp;", "&shy;" };

	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (str_is(name, common[i]))
			return true;
	/* An unknown name stays as it is written. */
	return !str_starts(text, name);
}

/* A few entities make two characters; these come second. */
static bool
is_second(struct str rest)
{
	static const char *const seconds[] = { "\xCC\xB8", "\xCC\xB3",
		"\xCC\xB1", "\xE2\x83\x92", "\xE2\x83\xA5", "\xEF\xB8\x80",
		"\xE2\x80\x8A" };

	for (size_t i = 0; i < sizeof(seconds) / sizeof(*seconds); i++)
		if (str_starts(rest, str_from(seconds[i])))
			return true;
	return false;
}

bool
markup_step(struct str *source, struct str *text)
{
	size_t made = character(*text), name = entity_length(*source);
	size_t taken = made;

	if (made == 0)
		return false;
	if (source->n > 1 && source->p[0] == '\\' && is_punct(source->p[1])) {
		if (text->p[0] != source->p[1])
			return false;
		taken = 2;
	} else if (name && is_entity(str_of(source->p, name), *text)) {
		struct str after = str_from_off(*source, name);
		struct str rest = str_from_off(*text, made);

		taken = name;
		if (is_second(rest) && !str_starts(after, rest))
			made += character(rest);
	} else if (source->n < made ||
		   !str_eq(str_of(source->p, made), str_of(text->p, made))) {
		return false;
	}
	*source = str_from_off(*source, taken);
	*text = str_from_off(*text, made);
	return true;
}
