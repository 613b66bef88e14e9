/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_scan.h"

#include <string.h>

#include "build/leak_number.h"
#include "text/sentence.h"

enum { NEAR = 4096 };

struct scan {
	const struct leak_set *set;
	const struct leak_part *part;
	struct str text;
	bool prose; /* names of one word count here */
	leak_hit_fn *hit;
	void *arg;
	struct leak_window window;
	struct leak_groups groups;
	size_t joined; /* words up to this one with hyphens between */
	size_t spaced; /* with hyphens or spaces between */
	size_t number; /* of the last word that is one */
};

static void
found(const struct scan *s, uint32_t value, size_t off)
{
	if (value)
		s->hit(s->arg, value, leak_text_source(s->part, off));
}

/* --- names of one word ---------------------------------------------------- */

/* The line that holds the byte, or what is near of it: no sentence is longer. */
static struct str
line_at(struct str text, size_t off)
{
	size_t start = off, end = off;

	while (start > 0 && off - start < NEAR && text.p[start - 1] != '\n')
		start--;
	while (end < text.n && end - off < NEAR && text.p[end] != '\n')
		end++;
	return str_sub(text, start, end - start);
}

static bool
begins_sentence(struct str line, const char *word)
{
	struct str rest = line, sentence;
	struct leak_word first;

	while (sentence_next(&rest, &sentence)) {
		size_t off = 0;

		if (word >= sentence.p + sentence.n)
			continue;
		return word < sentence.p ||
		       !leak_word_next(sentence, &off, &first) ||
		       word <= sentence.p + first.off;
	}
	return true;
}

/* The word is a part of a name that the content itself declares. */
static bool
in_contact(const struct leak_set *set, struct str line, const char *word)
{
	for (size_t i = 0; i < set->contact_count; i++) {
		struct str name = set->contacts[i], rest = line;
		size_t at;

		while ((at = str_find(rest, name)) != STR_NOT_FOUND) {
			if (word >= rest.p + at && word < rest.p + at + name.n)
				return true;
			rest = str_from_off(rest, at + name.n);
		}
	}
	return false;
}

static void
single_name(struct scan *s, const struct leak_word *w)
{
	uint32_t value = leak_set_find(s->set, leak_name_key(w->hash, 1));
	struct str line;

	if (value == 0 && w->base)
		value = leak_set_find(s->set, leak_name_key(w->base, 1));
	if (value == 0)
		return;
	line = line_at(s->text, w->off);
	if (!begins_sentence(line, s->text.p + w->off) &&
	    !in_contact(s->set, line, s->text.p + w->off))
		found(s, value, w->off);
}

/* --- runs of words -------------------------------------------------------- */

static void
long_names(struct scan *s, const struct leak_word *w)
{
	for (size_t n = 2; n <= LEAK_LONGEST && n <= s->window.count; n++) {
		uint32_t value;

		if (!(s->set->name_lengths >> n & 1))
			continue;
		value = leak_set_find(
		    s->set, leak_name_key(leak_window_run(&s->window, n), n));
		/* In the genitive. */
		if (value == 0 && w->base)
			value = leak_set_find(s->set,
			    leak_name_key(
				leak_window_run_with(&s->window, n, w->base),
				n));
		found(s, value, w->off);
	}
}

/* An id as it is written, or with spaces in the place of its hyphens. */
static void
plan_ids(struct scan *s, const struct leak_word *w)
{
	size_t since = s->window.count - s->number;
	size_t most = since < LEAK_LONGEST ? s->spaced : s->joined;

	for (size_t n = 1; n <= most && n <= LEAK_LONGEST; n++) {
		uint64_t run;

		if (!(s->set->id_lengths >> n & 1))
			continue;
		run = leak_window_run(&s->window, n);
		if (n <= s->joined)
			found(s, leak_set_find(s->set, leak_id_key(run, n)),
			    w->off);
		else if (n > since)
			found(s,
			    leak_set_find(s->set, leak_spaced_id_key(run, n)),
			    w->off);
	}
}

static void
take_word(struct scan *s, const struct leak_word *w)
{
	leak_window_add(&s->window, w->hash);
	s->joined = w->join == LEAK_CLOSE ? s->joined + 1 : 1;
	s->spaced = w->join != LEAK_APART ? s->spaced + 1 : 1;
	if (w->digits)
		s->number = s->window.count;
	if (s->prose && w->capital && s->set->name_lengths & 2)
		single_name(s, w);
	long_names(s, w);
	plan_ids(s, w);
	if (s->window.count >= LEAK_RUN)
		found(s,
		    leak_set_find(s->set,
			leak_own_key(leak_window_run(&s->window, LEAK_RUN))),
		    w->off);
}

/* --- telephone numbers ---------------------------------------------------- */

static void
number(const struct scan *s, const struct leak_group *g, struct str digits,
    bool international)
{
	uint64_t phone = leak_phone(digits, international);

	if (phone)
		found(s, leak_set_find(s->set, leak_phone_key(phone)), g->from);
}

/* Every number that begins at the group and ends at a later one. */
static void
numbers_from(const struct scan *s, size_t i)
{
	const struct leak_groups *gs = &s->groups;
	const struct leak_group *g = &gs->items[i];
	struct str rest = str_from_off(s->text, g->from);
	bool dialled = g->plus || rest.p[0] == '0';
	bool abroad = !g->plus && str_starts(rest, STR("46"));
	bool begins = i == 0 || g->apart;
	char digits[LEAK_DIGITS];
	size_t n = 0;

	if (!dialled && !abroad && !begins)
		return;
	for (size_t j = i; j < gs->count; j++) {
		bool ends = j + 1 == gs->count || g[j + 1 - i].apart;

		n = leak_group_digits(&gs->items[j], s->text, digits, n);
		if (n == 0)
			break;
		if (dialled || (begins && ends))
			number(s, g, str_of(digits, n), g->plus);
		if (abroad)
			number(s, g, str_of(digits, n), true);
		/* Without a 0 it is one only as a whole. */
		if (!dialled && ends)
			begins = false;
		if (!dialled && !abroad && !begins)
			break;
	}
}

static void
end_digits(struct scan *s)
{
	for (size_t i = 0; i < s->groups.count; i++)
		numbers_from(s, i);
	s->groups.count = 0;
}

static void
take_digits(struct scan *s, const struct leak_word *w)
{
	struct leak_groups *gs = &s->groups;
	struct leak_group group;
	bool near = leak_group_read(gs, s->text, w, &group);

	/* In code, commas and the like part the numbers of a list. */
	if (!near || (!s->prose && group.apart))
		end_digits(s);
	if (gs->count == LEAK_GROUPS) {
		/* A long row of numbers goes on: its second half stays. */
		for (size_t i = 0; i < LEAK_GROUPS / 2; i++)
			numbers_from(s, i);
		gs->count = LEAK_GROUPS / 2;
		memmove(gs->items, gs->items + gs->count,
		    gs->count * sizeof(*gs->items));
	}
	leak_groups_add(gs, &group);
}

/* --- addresses ------------------------------------------------------------ */

static void
addresses(struct scan *s)
{
	struct str address;
	size_t at = 0, off;

	while (leak_address_next(s->text, &at, &address, &off))
		found(s,
		    leak_set_find(
			s->set, leak_email_key(leak_address(address))),
		    off);
}

/* -------------------------------------------------------------------------- */

static void
scan_part(struct scan *s, const struct leak_part *part, bool prose)
{
	struct leak_word w;
	size_t off = 0;

	s->part = part;
	s->text = sb_view(&part->text);
	s->prose = prose;
	s->window.count = 0;
	s->groups.count = 0;
	s->joined = 0;
	s->spaced = 0;
	s->number = 0;
	while (leak_word_next(s->text, &off, &w)) {
		take_word(s, &w);
		if (w.digits)
			take_digits(s, &w);
	}
	end_digits(s);
	addresses(s);
}

void
leak_scan(const struct leak_set *set, const struct leak_text *t,
    leak_hit_fn *hit, void *arg)
{
	struct scan s = { .set = set, .hit = hit, .arg = arg };

	scan_part(&s, &t->prose, true);
	scan_part(&s, &t->told, true);
	scan_part(&s, &t->code, false);
}
