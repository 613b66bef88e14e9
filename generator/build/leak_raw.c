/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan file that YAML cannot read: what stands behind the keys is taken all
 * the same, whatever is broken around it. Rather too much than too little.
 */
#include "build/leak_set.h"

#include "base/suggest.h"
#include "base/utf8.h"
#include "build/leak_number.h"
#include "model/plan_schema.h"
#include "model/plan_words.h"

enum {
	VALUE_MOST = 256, /* bytes of a name, a number or an address */
	KEY_MOST = 48,
	WAITING = 16,           /* names of one among the people */
	FUZZY_MOST = 512 * 1024 /* of a file whose keys are compared slowly */
};

/* What a key is, besides an enum leak_kind. */
enum { RAW_ROLE = 16, RAW_PEOPLE, RAW_SERVICES, RAW_PERSON };

struct raw_key {
	const char *key; /* without its underscores */
	int what;
	size_t edits; /* that are taken for slips */
};

static const struct raw_key raw_keys[] = {
	{ "plan", LEAK_PLAN_ID, 1 },
	{ "tilltalsnamn", LEAK_NAME, 2 },
	{ "namn", LEAK_NAME, 1 },
	{ "telefon", LEAK_PHONE, 2 },
	{ "epost", LEAK_EMAIL, 1 },
	{ "egnaord", LEAK_OWN_WORDS, 1 },
	{ "önskemål", LEAK_OWN_WORDS, 2 },
	{ "synpunkter", LEAK_OWN_WORDS, 2 },
	{ "synpunkt", LEAK_OWN_WORDS, 1 },
	{ "anmärkning", LEAK_OWN_WORDS, 2 },
	{ "personensinställning", LEAK_OWN_WORDS, 2 },
	{ "roll", RAW_ROLE, 0 },
	{ "deltagare", RAW_PEOPLE, 2 },
	{ "verksamheter", RAW_SERVICES, 1 },
	{ "hvb", RAW_SERVICES, 0 },
	{ "person", RAW_PERSON, 1 },
	{ "företrädare", RAW_PERSON, 2 },
	{ "närstående", RAW_PERSON, 2 },
};

/* A key in the text; its value may go on over lines. */
struct raw_place {
	size_t start; /* of the key */
	size_t value; /* behind the colon */
	size_t line;  /* where its line begins */
	uint32_t number;
	bool flow; /* between { and } */
};

struct raw {
	struct leak_set *set;
	struct str text;
	struct sb word;  /* a key or a role, folded */
	struct sb value; /* without quotes */
	size_t line;
	uint32_t number;
	size_t depth;     /* of { since the last item */
	size_t own_until; /* what was taken as somebody's words */
	int section;
	/* One among the people: names wait until the role is known. */
	struct raw_place names[WAITING];
	size_t name_count;
	size_t item_indent;
	bool staff;
	bool private;
};

/* --- lines ---------------------------------------------------------------- */

static size_t
line_end(struct str text, size_t at)
{
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

/* The same, but no further than the longest value. */
static size_t
near_end(struct str text, size_t at)
{
	return line_end(str_sub(text, 0, at + VALUE_MOST + 1), at);
}

static size_t
indent_of(struct str text, size_t line)
{
	size_t at = line;

	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	return at - line;
}

static bool
key_char(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '_' || c == '-' ||
	       (unsigned char)c >= 0x80;
}

/* A word and a colon, perhaps in quotes. */
static bool
begins_key(struct str s)
{
	size_t n = 0;

	if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
		s = str_from_off(s, 1);
	while (n < s.n && n < KEY_MOST && key_char(s.p[n]))
		n++;
	if (n == 0)
		return false;
	s = str_from_off(s, n);
	if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
		s = str_from_off(s, 1);
	while (s.n && s.p[0] == ' ')
		s = str_from_off(s, 1);
	return s.n && s.p[0] == ':' && (s.n == 1 || ascii_space(s.p[1]));
}

static bool
begins_item(struct str s)
{
	return s.n && s.p[0] == '-' && (s.n == 1 || ascii_space(s.p[1]));
}

/* A line goes on with the value above it when it begins nothing else. */
static bool
goes_on(struct str line, size_t indent, size_t column, bool empty)
{
	line = str_from_off(line, indent);
	if (line.n == 0 || indent > column)
		return true;
	if (begins_item(line))
		return empty && indent == column;
	return !begins_key(line) && line.p[0] != '}' && line.p[0] != ']' &&
	       line.p[0] != '#' && !str_starts(line, STR("..."));
}

/* Nothing yet, or what tells of text on the lines below. */
static bool
is_opening(struct str value)
{
	value = str_trim(value);
	return value.n == 0 || value.p[0] == '|' || value.p[0] == '>' ||
	       value.p[0] == '#';
}

/* From behind the colon over all lines that go on. */
static struct str
value_of(const struct raw *r, const struct raw_place *at, size_t most)
{
	struct str text = r->text;
	size_t end = most > VALUE_MOST ? line_end(text, at->value)
				       : near_end(text, at->value);
	size_t column =
	    at->flow ? indent_of(text, at->line) : at->start - at->line;
	bool empty = is_opening(str_sub(text, at->value, end - at->value));

	while (end < text.n && end - at->value < most) {
		size_t next = end + 1, stop = line_end(text, next);

		if (!goes_on(str_sub(text, next, stop - next),
			indent_of(text, next), column, empty))
			break;
		end = stop;
	}
	if (end - at->value > most)
		end = at->value + most;
	return str_sub(text, at->value, end - at->value);
}

/* --- values --------------------------------------------------------------- */

static uint32_t
escaped(struct str s, size_t *at)
{
	char c = s.p[*at];
	size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
	uint32_t cp = 0;

	(*at)++;
	for (size_t i = 0; i < digits && *at < s.n; i++, (*at)++) {
		char d = ascii_lower(s.p[*at]);

		if (ascii_digit(d))
			cp = cp * 16 + (uint32_t)(d - '0');
		else if (d >= 'a' && d <= 'f')
			cp = cp * 16 + (uint32_t)(d - 'a') + 10;
		else
			return ' ';
	}
	if (digits)
		return cp < 0x110000 && cp - 0xD800 >= 0x800 ? cp : ' ';
	return c == '"' || c == '\\' || c == '/' ? (unsigned char)c : ' ';
}

/* Up to the quote that closes it, or to the end when none does. */
static void
take_quoted(struct sb *out, struct str s)
{
	char quote = s.p[0];
	size_t at = 1;

	while (at < s.n) {
		char c = s.p[at++];

		if (c == '\\' && quote == '"' && at < s.n) {
			utf8_encode(out, escaped(s, &at));
		} else if (c == quote) {
			if (quote == '"' || at >= s.n || s.p[at] != quote)
				return;
			at++;
			sb_ch(out, quote);
		} else {
			sb_ch(out, c);
		}
	}
}

/* A comma is a part of the value unless another key follows it. */
static bool
ends_here(struct str rest)
{
	if (rest.p[0] == '}')
		return true;
	if (rest.p[0] != ',')
		return false;
	rest = str_trim(str_from_off(rest, 1));
	return rest.n == 0 || rest.p[0] == '}' || begins_key(rest);
}

/* Gives whether it ended before the text did. */
static bool
take_plain(struct sb *out, struct str s, bool cut)
{
	for (size_t at = 0; at < s.n; at++) {
		if (cut && ends_here(str_sub(s, at, 2 * KEY_MOST)))
			return true;
		if (s.p[at] == '#' && at > 0 && ascii_space(s.p[at - 1]))
			at = line_end(s, at);
		if (at < s.n)
			sb_ch(out, s.p[at]);
	}
	return false;
}

/* The text of a value in r->value; false: the same as without a cut. */
static bool
plain_value(struct raw *r, struct str value, bool cut)
{
	bool was_cut = false;

	sb_reset(&r->value);
	value = str_trim(value);
	/* An anchor or a tag. */
	while (value.n && (value.p[0] == '&' || value.p[0] == '!')) {
		while (value.n && !ascii_space(value.p[0]))
			value = str_from_off(value, 1);
		value = str_trim(value);
	}
	if (value.n == 0)
		return false;
	if (value.p[0] == '|' || value.p[0] == '>') {
		sb_str(&r->value, str_from_off(value, line_end(value, 0)));
	} else if (value.p[0] == '"' || value.p[0] == '\'') {
		take_quoted(&r->value, value);
	} else if (value.p[0] == '[') {
		size_t end = str_find_char(value, ']');

		sb_str(&r->value, str_sub(value, 1, end - 1));
	} else {
		was_cut = take_plain(&r->value, value, cut);
	}
	return was_cut;
}

/* Of a list of names each one. */
static void
add_value(struct raw *r, enum leak_kind kind, struct str value, uint32_t to)
{
	struct str list = sb_view(&r->value), part;

	leak_set_add(r->set, kind, list, to);
	value = str_trim(value);
	if (kind == LEAK_NAME && value.n && value.p[0] == '[')
		while (str_next_part(&list, ',', &part))
			leak_set_add(r->set, kind, part, to);
}

/* Where a value ends is not sure: each end that it may have. */
static void
take_value(struct raw *r, enum leak_kind kind, const struct raw_place *at)
{
	bool own = kind == LEAK_OWN_WORDS;
	struct str all, first;
	uint32_t to;

	if (own && at->start < r->own_until)
		return;
	all = value_of(r, at, own ? SIZE_MAX : VALUE_MOST);
	first = str_sub(all, 0, line_end(all, 0));
	if (str_trim(all).n == 0)
		return;
	if (own)
		r->own_until = at->value + all.n;
	to = leak_set_value(r->set, kind, at->number);
	plain_value(r, all, at->flow);
	add_value(r, kind, all, to);
	if (!at->flow && plain_value(r, all, true))
		add_value(r, kind, all, to);
	if (first.n < all.n && !own) {
		plain_value(r, first, true);
		add_value(r, kind, first, to);
	}
}

/* --- people --------------------------------------------------------------- */

/* The names of staff are no secret; any other may be one. */
static void
end_item(struct raw *r)
{
	bool known = r->staff && !r->private && r->name_count == 1;

	for (size_t i = 0; !known && i < r->name_count; i++)
		take_value(r, LEAK_NAME, &r->names[i]);
	r->name_count = 0;
	r->staff = false;
	r->private = false;
}

static void
take_name(struct raw *r, const struct raw_place *at)
{
	if (r->section == RAW_SERVICES)
		return;
	if (r->section != RAW_PEOPLE || r->name_count == WAITING)
		take_value(r, LEAK_NAME, at);
	else
		r->names[r->name_count++] = *at;
}

static void
take_role(struct raw *r, const struct raw_place *at)
{
	int role;

	plain_value(r, value_of(r, at, VALUE_MOST), true);
	sb_reset(&r->word);
	utf8_fold(&r->word, str_trim(sb_view(&r->value)));
	role = plan_word_find(&words_role, sb_view(&r->word));
	if (role == ROLE_GOD_MAN || role == ROLE_FORVALTARE ||
	    role == ROLE_RELATIVE || role == ROLE_OMBUD)
		r->private = true;
	else if (role != ROLE_NONE)
		r->staff = true;
}

static void
take_section(struct raw *r, const struct raw_place *at, int section)
{
	struct str value = str_trim(str_sub(
	    r->text, at->value, near_end(r->text, at->value) - at->value));

	if (value.n && value.p[0] != '#' && value.p[0] != '[' &&
	    value.p[0] != '{')
		return;
	end_item(r);
	r->section = section;
}

/* --- keys ----------------------------------------------------------------- */

static const struct raw_key *
nearest_key(struct str word)
{
	const struct raw_key *best = NULL;
	struct suggest s = suggest_for(word);

	for (size_t i = 0; i < sizeof(raw_keys) / sizeof(*raw_keys); i++) {
		size_t before = s.edits;
		struct str key = str_from(raw_keys[i].key);

		if (key.n > word.n + 4 || word.n > key.n + 4)
			continue;
		suggest_offer(&s, key);
		if (s.edits < before && s.edits <= raw_keys[i].edits)
			best = &raw_keys[i];
	}
	return best;
}

static const struct raw_key *
find_key(struct raw *r, struct str token)
{
	struct sb *word = &r->word;
	size_t n = 0;

	sb_reset(word);
	utf8_fold(word, token);
	for (size_t i = 0; i < word->n; i++)
		if (word->p[i] != '_' && word->p[i] != '-' && word->p[i] != ' ')
			word->p[n++] = word->p[i];
	word->n = n;
	for (size_t i = 0; i < sizeof(raw_keys) / sizeof(*raw_keys); i++)
		if (str_is(sb_view(word), raw_keys[i].key))
			return &raw_keys[i];
	return n >= 4 && r->text.n <= FUZZY_MOST ? nearest_key(sb_view(word))
						 : NULL;
}

static size_t
word_start(struct str text, size_t line, size_t end)
{
	size_t at = end;

	while (at > line && end - at < KEY_MOST && key_char(text.p[at - 1]))
		at--;
	while (at < end && text.p[at] == '-')
		at++;
	return at;
}

/* The word before a colon, or two ("egna ord"). */
static const struct raw_key *
key_before(struct raw *r, size_t colon, size_t *start)
{
	const struct raw_key *key;
	size_t end = colon, first;

	while (end > r->line && r->text.p[end - 1] == ' ')
		end--;
	if (end > r->line &&
	    (r->text.p[end - 1] == '"' || r->text.p[end - 1] == '\''))
		end--;
	*start = word_start(r->text, r->line, end);
	if (*start == end)
		return NULL;
	key = find_key(r, str_sub(r->text, *start, end - *start));
	if (key || *start <= r->line + 1 || r->text.p[*start - 1] != ' ')
		return key;
	first = word_start(r->text, r->line, *start - 1);
	if (first == *start - 1)
		return NULL;
	*start = first;
	return find_key(r, str_sub(r->text, first, end - first));
}

static void
take_key(struct raw *r, size_t colon)
{
	struct raw_place at = { .value = colon + 1,
		.line = r->line,
		.number = r->number,
		.flow = r->depth > 0 };
	const struct raw_key *key = key_before(r, colon, &at.start);

	if (!key)
		return;
	if (key->what == RAW_ROLE)
		take_role(r, &at);
	else if (key->what > RAW_ROLE)
		take_section(r, &at, key->what);
	else if (str_is(str_from(key->key), "namn"))
		take_name(r, &at);
	else if (key->what != LEAK_PLAN_ID || at.start == r->line)
		take_value(r, (enum leak_kind)key->what, &at);
}

/* --- lines that are read -------------------------------------------------- */

static void
add_number(void *arg, uint64_t phone, size_t off)
{
	const struct raw *r = arg;

	(void)off;
	leak_set_key(r->set, leak_phone_key(phone),
	    leak_set_value(r->set, LEAK_PHONE, r->number));
}

/* They are so whatever key they stand at. */
static void
take_contacts(struct raw *r, struct str line)
{
	leak_numbers_sure(line, add_number, r);
	if (str_find_char(line, '@') != STR_NOT_FOUND)
		leak_set_add(r->set, LEAK_EMAIL, line,
		    leak_set_value(r->set, LEAK_EMAIL, r->number));
}

static void
begin_line(struct raw *r, size_t end)
{
	size_t indent = indent_of(r->text, r->line);
	struct str line =
	    str_sub(r->text, r->line + indent, end - r->line - indent);

	if (indent == 0 && begins_key(line)) {
		end_item(r);
		r->depth = 0;
		r->section = 0;
		r->item_indent = (size_t)-1;
	}
	if (begins_item(line) && indent <= r->item_indent) {
		end_item(r);
		r->depth = 0;
		r->item_indent = indent;
	}
}

static void
take_line(struct raw *r, size_t end)
{
	begin_line(r, end);
	take_contacts(r, str_sub(r->text, r->line, end - r->line));
	for (size_t at = r->line; at < end; at++) {
		char c = r->text.p[at];

		if (c == '{' || c == '}')
			end_item(r);
		if (c == '{')
			r->depth++;
		else if (c == '}' && r->depth)
			r->depth--;
		else if (c == ':')
			take_key(r, at);
	}
}

void
leak_set_raw(struct leak_set *s, struct str file, struct str text)
{
	struct raw r = { .set = s, .text = text, .item_indent = (size_t)-1 };

	leak_set_file(s, file);
	while (r.line < text.n) {
		size_t end = line_end(text, r.line);

		r.number++;
		take_line(&r, end);
		if (str_starts(str_from_off(text, end), STR("\r\n")))
			end++;
		r.line = end + 1;
	}
	end_item(&r);
	sb_release(&r.word);
	sb_release(&r.value);
}
