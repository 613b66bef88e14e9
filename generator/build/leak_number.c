/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_number.h"

#include "base/utf8.h"

enum {
	GAP_MOST = 4,      /* signs between two groups */
	SURE_LEAST = 8,    /* digits after the first 0 */
	NATIONAL_MOST = 10 /* of the longest number in the country */
};

/* --- groups --------------------------------------------------------------- */

/* What people write inside one number. */
static bool
is_inside(uint32_t cp)
{
	return cp == ' ' || cp == '-' || cp == '/' || cp == '(' || cp == ')' ||
	       cp == '.' || cp == '+' || cp == '_' || cp == 0xA0 ||
	       cp == 0x202F || cp == 0x2212 || (cp >= 0x2000 && cp <= 0x2015);
}

/* Few signs, no letter and no end of a line. */
static bool
read_gap(struct str gap, struct leak_group *g)
{
	size_t off = 0;
	int signs = 0;

	while (off < gap.n) {
		uint32_t cp = utf8_decode(gap, &off);

		if (leak_unseen(cp))
			continue;
		if (++signs > GAP_MOST || cp == '\n' || cp == '\r' ||
		    (leak_in_word(cp) && cp != '_'))
			return false;
		g->apart |= !is_inside(cp);
		g->open |= cp == '/' || cp == '(';
	}
	return true;
}

bool
leak_group_read(const struct leak_groups *g, struct str text,
    const struct leak_word *w, struct leak_group *out)
{
	size_t last = g->count ? g->items[g->count - 1].to : w->off;

	*out = (struct leak_group){ .from = w->off,
		.to = w->end,
		.plus = w->off > 0 && text.p[w->off - 1] == '+' };
	return read_gap(str_sub(text, last, w->off - last), out);
}

void
leak_groups_add(struct leak_groups *g, const struct leak_group *group)
{
	g->items[g->count++] = *group;
}

size_t
leak_group_digits(
    const struct leak_group *g, struct str text, char *digits, size_t n)
{
	for (size_t i = g->from; i < g->to; i++) {
		if (!ascii_digit(text.p[i]))
			continue;
		if (n == LEAK_DIGITS)
			return 0;
		digits[n++] = text.p[i];
	}
	return n;
}

/* --- values --------------------------------------------------------------- */

struct reader {
	struct str text;
	struct leak_groups groups;
	bool sure; /* only what can be nothing else */
	bool any;  /* some run of groups was read */
	leak_number_fn *fn;
	void *arg;
};

static size_t
national(struct str digits)
{
	if (str_starts(digits, STR("00")))
		digits = str_from_off(digits, 2);
	if (str_starts(digits, STR("46")))
		digits = str_from_off(digits, 2);
	while (digits.n && digits.p[0] == '0')
		digits = str_from_off(digits, 1);
	return digits.n;
}

static void
tell(const struct reader *r, const struct leak_group *g, struct str digits)
{
	uint64_t phone = leak_phone(digits, g->plus);

	if (phone)
		r->fn(r->arg, phone, g->from);
	if (g->plus || r->sure || !str_starts(digits, STR("46")))
		return;
	phone = leak_phone(digits, true);
	if (phone)
		r->fn(r->arg, phone, g->from);
}

/* A new number may begin with the group. */
static bool
begins(const struct reader *r, size_t i)
{
	const struct leak_group *g = &r->groups.items[i];

	return i == 0 || g->plus || g->apart || g->open;
}

static bool
ends(const struct reader *r, size_t i)
{
	return i + 1 == r->groups.count || begins(r, i + 1);
}

static bool
dialled(const struct reader *r, size_t i)
{
	const struct leak_group *g = &r->groups.items[i];
	struct str s = str_from_off(r->text, g->from);

	return g->plus || s.p[0] == '0' ||
	       (!r->sure && str_starts(s, STR("46")));
}

/* "09.30": hours beside a number are not guarded as one. */
static bool
is_time(const struct reader *r, size_t i)
{
	const struct leak_group *g = &r->groups.items[i];

	return i + 1 < r->groups.count && g->to - g->from == 2 &&
	       g[1].to - g[1].from == 2 && g[1].from == g->to + 1 &&
	       (r->text.p[g->to] == '.' || r->text.p[g->to] == ':');
}

/*
 * From a group to where a number may end. loose: nothing says where it does, so
 * anywhere that makes a whole one. Gives whether one of usual length was told.
 */
static bool
read_from(const struct reader *r, size_t i, bool loose)
{
	char digits[LEAK_DIGITS];
	size_t n = 0;
	bool usual = false;

	for (size_t j = i; j < r->groups.count; j++) {
		struct str number;
		size_t length;

		n = leak_group_digits(&r->groups.items[j], r->text, digits, n);
		if (n == 0)
			break;
		number = str_of(digits, n);
		length = national(number);
		if ((loose || r->sure) &&
		    (length < SURE_LEAST || length > NATIONAL_MOST))
			continue;
		if (!loose && !ends(r, j))
			continue;
		tell(r, &r->groups.items[i], number);
		usual |= length <= NATIONAL_MOST;
	}
	return usual;
}

static void
end_groups(struct reader *r)
{
	for (size_t i = 0; i < r->groups.count; i++) {
		bool first = i == 0 && !r->any && !r->sure;

		if (!begins(r, i) || (!first && !dialled(r, i)) ||
		    (!first && is_time(r, i)) || read_from(r, i, false) ||
		    r->sure)
			continue;
		/* Several with nothing but spaces between them. */
		for (size_t k = i; k < r->groups.count; k++) {
			if (k > i && begins(r, k))
				break;
			if (dialled(r, k))
				read_from(r, k, true);
		}
	}
	r->any |= r->groups.count > 0;
	r->groups.count = 0;
}

static void
read_text(struct reader *r)
{
	struct leak_word w;
	size_t off = 0;

	while (leak_word_next(r->text, &off, &w)) {
		struct leak_group group;

		if (!w.digits)
			continue;
		if (!leak_group_read(&r->groups, r->text, &w, &group) ||
		    r->groups.count == LEAK_GROUPS)
			end_groups(r);
		leak_groups_add(&r->groups, &group);
	}
	end_groups(r);
}

void
leak_numbers(struct str value, leak_number_fn *fn, void *arg)
{
	struct reader r = { .text = value, .fn = fn, .arg = arg };

	read_text(&r);
}

void
leak_numbers_sure(struct str text, leak_number_fn *fn, void *arg)
{
	struct reader r = { .text = text, .sure = true, .fn = fn, .arg = arg };

	read_text(&r);
}
