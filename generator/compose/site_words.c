/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <string.h>

#include "base/phone.h"
#include "compose/date_words.h"
#include "compose/site_view.h"
#include "text/sentence.h"

struct str
words(const struct site_view *view, enum variant v, const char *key)
{
	struct str k = str_from(key);
	struct str text = theme_string(view->theme, v, k);

	if (text.n == 0 && v != VARIANT_PLAIN)
		text = theme_string(view->theme, VARIANT_PLAIN, k);
	return text;
}

static struct str
value_of(struct str name, va_list pairs)
{
	struct str found = STR_NONE;

	for (;;) {
		const char *key = va_arg(pairs, const char *);

		if (!key)
			return found;
		if (str_is(name, key))
			found = va_arg(pairs, struct str);
		else
			(void)va_arg(pairs, struct str);
	}
}

struct str
words_fill(struct arena *a, const struct site_view *view, enum variant v,
    const char *key, ...)
{
	struct str text = words(view, v, key), filled;
	struct sb sb = { 0 };
	size_t at = 0;

	while (at < text.n) {
		struct str rest = str_from_off(text, at);
		size_t open = str_find_char(rest, '{');
		size_t close = str_find_char(rest, '}');
		va_list pairs;

		if (open == STR_NOT_FOUND || close == STR_NOT_FOUND ||
		    close < open)
			break;
		sb_str(&sb, str_sub(rest, 0, open));
		va_start(pairs, key);
		sb_str(&sb,
		    value_of(str_sub(rest, open + 1, close - open - 1), pairs));
		va_end(pairs);
		at += close + 1;
	}
	sb_str(&sb, str_from_off(text, at));
	filled = arena_str(a, str_trim(sb_view(&sb)));
	sb_release(&sb);
	return filled;
}

struct str
date_text(struct arena *a, date_t d, enum variant v)
{
	struct sb sb = { 0 };
	struct str text;

	if (d == DATE_NONE)
		return STR_NONE;
	date_words(&sb, d, variant_lang(v), v == VARIANT_EASY);
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

struct str
path_of(struct arena *a, const struct page *p, struct str prefix)
{
	struct sb sb = { 0 };
	struct str path;

	page_path(&sb, p, prefix);
	path = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return path;
}

struct str
phone_href(struct arena *a, struct str phone)
{
	char room[PHONE_ROOM];

	return arena_str(a, phone_dial(phone, room));
}

/* Only what may stand in an address as it is; the rest as %XX. */
struct str
email_href(struct arena *a, struct str email)
{
	struct sb sb = { 0 };
	struct str href;

	for (size_t i = 0; i < email.n; i++) {
		unsigned char c = (unsigned char)email.p[i];

		if (ascii_alpha(email.p[i]) || ascii_digit(email.p[i]) ||
		    (c && strchr("@._+-", c)))
			sb_ch(&sb, email.p[i]);
		else
			sb_fmt(&sb, "%%%02X", c);
	}
	href = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return href;
}

void
put_text(struct arena *a, struct value *map, const char *key, struct str text)
{
	value_put(a, map, key, value_text(a, text));
}

static void
push_line(struct arena *a, struct value *list, struct str line)
{
	struct value *item;

	if (list->count)
		put_truth(a, list->items[list->count - 1], "more", true);
	item = push_map(a, list);
	put_text(a, item, "line", line);
	put_truth(a, item, "more", false);
}

void
put_lines(struct arena *a, struct value *map, const char *key, struct str text,
    enum variant v)
{
	struct str rest = text, sentence;
	struct value *list;

	if (text.n == 0) {
		value_put(a, map, key, value_null(a));
		return;
	}
	list = put_list(a, put_map(a, map, key), "lines");
	if (v != VARIANT_EASY) {
		push_line(a, list, text);
		return;
	}
	while (sentence_next(&rest, &sentence))
		push_line(a, list, sentence);
}

void
put_truth(struct arena *a, struct value *map, const char *key, bool truth)
{
	value_put(a, map, key, value_bool(a, truth));
}

struct value *
put_list(struct arena *a, struct value *map, const char *key)
{
	return value_put(a, map, key, value_list(a));
}

struct value *
put_map(struct arena *a, struct value *map, const char *key)
{
	return value_put(a, map, key, value_map(a));
}

struct value *
push_map(struct arena *a, struct value *list)
{
	return value_push(a, list, value_map(a));
}

void
put_picture(const struct site_view *view, struct arena *a, struct value *map,
    struct str concept)
{
	const struct pictogram *picture =
	    concept.n ? theme_pictogram(view->theme, concept) : NULL;

	value_put(a, map, "picture",
	    picture ? value_picture(a, picture, STR("")) : value_null(a));
}
