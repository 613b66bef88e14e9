/* SPDX-License-Identifier: EUPL-1.2 */
/* What is put together before any page is read. */
#include "check/read.h"

#include "base/utf8.h"
#include "diag/msg.h"

/* A folded copy in the arena. */
static struct str
folded(struct arena *a, struct str s)
{
	char key[WORD_LONGEST];

	return arena_str(a, str_of(key, word_fold(s, key)));
}

static void
glossary_add(struct arena *a, struct readability *r, struct str s)
{
	if (s.n)
		map_set(&r->glossary, folded(a, s), r);
}

static void
glossary_fill(struct arena *a, struct readability *r)
{
	const struct site *site = r->site;

	r->glossary = map_new(a);
	for (size_t i = 0; i < site->term_count; i++) {
		const struct term *t = &site->terms[i];

		glossary_add(a, r, t->term.s);
		for (size_t j = 0; j < t->forms.count; j++)
			glossary_add(a, r, t->forms.items[j].s);
	}
	for (size_t i = 0; i < site->law_count; i++)
		glossary_add(a, r, site->laws[i].shortname.s);
}

/* A number with a decimal comma or point; false for anything else. */
static bool
limit_number(struct str s, double *out)
{
	double value = 0, unit = 1;
	bool point = false;

	if (s.n == 0 || s.n > 8)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if ((s.p[i] == '.' || s.p[i] == ',') && !point && i) {
			point = true;
			continue;
		}
		if (!ascii_digit(s.p[i]))
			return false;
		value = value * 10 + (s.p[i] - '0');
		if (point)
			unit *= 10;
	}
	*out = value / unit;
	return true;
}

static void
limit_set(struct level *level, enum degree degree, const struct text *value,
    struct diags *ds)
{
	if (value->s.n == 0)
		return;
	if (str_is(value->s, "av")) {
		level->severity[degree] = SEV_NONE;
		return;
	}
	if (level->limit[NORMAL] <= 0 && level->limit[STRONG] <= 0) {
		diag_add(ds, DIAG_T39, value->at,
		    N_("this check counts nothing; write \"av\" or leave it "
		       "out"));
		return;
	}
	if (!limit_number(value->s, &level->limit[degree])) {
		diag_add(ds, DIAG_T39, value->at,
		    N_("\"%.*s\" is not a limit: write a number, or \"av\""),
		    STR_ARG(value->s));
		return;
	}
	/* A limit that the site sets makes the check speak. */
	if (level->severity[degree] == SEV_NONE)
		level->severity[degree] =
		    degree == STRONG ? SEV_ERROR : SEV_WARNING;
}

static void
limit_take(struct readability *r, const struct limit *limit, struct diags *ds)
{
	enum profile profile = str_is(limit->variant.s, "klarsprak")
				   ? PROFILE_PLAIN
				   : PROFILE_EASY;

	if (limit->reason.s.n == 0)
		diag_add(ds, DIAG_T39, limit->check.at,
		    N_("the limit of %.*s is changed without a reason"),
		    STR_ARG(limit->check.s));
	for (size_t i = 0; i < read_rule_count; i++) {
		struct level *level = &r->levels[i][profile];

		if (read_rules[i].code != diag_find(limit->check.s))
			continue;
		limit_set(level, NORMAL, &limit->warn, ds);
		limit_set(level, STRONG, &limit->error, ds);
		return;
	}
	diag_add(ds, DIAG_T39, limit->check.at,
	    N_("there is no check \"%.*s\" with limits"),
	    STR_ARG(limit->check.s));
}

static bool
is_silent(const struct level *l)
{
	return l->severity[NORMAL] == SEV_NONE &&
	       l->severity[STRONG] == SEV_NONE;
}

static void
wake(struct awake *awake, struct spoken spoken, uint64_t needs)
{
	uint64_t rule = (uint64_t)1 << awake->count;

	awake->rules[awake->count++] = spoken;
	awake->needs |= needs;
	for (; needs; needs &= needs - 1)
		awake->wakes[__builtin_ctzll(needs)] |= rule;
}

/* The fewest words that may be too many. */
static size_t
many(const struct level *l)
{
	double words = l->limit[NORMAL];

	if (l->severity[STRONG] != SEV_NONE && l->limit[STRONG] < words)
		words = l->limit[STRONG];
	return (size_t)words;
}

static void
active_fill(struct arena *a, struct readability *r, enum profile profile)
{
	struct active *active = &r->active[profile];

	active->sentence.rules = arena_array(a, struct spoken, read_rule_count);
	active->block.rules = arena_array(a, struct spoken, read_rule_count);
	for (size_t i = 0; i < read_rule_count; i++) {
		const struct rule *rule = &read_rules[i];
		struct spoken spoken = { rule, &r->levels[i][profile] };

		if (is_silent(spoken.level))
			continue;
		if (rule->sentence)
			wake(&active->sentence, spoken, rule->needs);
		if (rule->block)
			wake(&active->block, spoken, rule->kinds);
		if (rule->code == DIAG_T01)
			active->many = many(spoken.level);
		if (rule->code == DIAG_T07 &&
		    spoken.level->limit[NORMAL] < (double)r->very_long)
			r->very_long = (size_t)spoken.level->limit[NORMAL];
	}
}

const struct readability *
readability_new(struct arena *a, const struct site *site, struct diags *ds)
{
	struct readability *r = arena_new(a, struct readability);

	r->site = site;
	r->lexicon = lexicon_new(a);
	r->levels = arena_alloc_array(a, read_rule_count, sizeof(*r->levels));
	for (size_t i = 0; i < read_rule_count; i++)
		for (size_t p = 0; p < PROFILE_COUNT; p++)
			r->levels[i][p] = read_rules[i].level[p];
	for (size_t i = 0; i < site->config.limit_count; i++)
		limit_take(r, &site->config.limits[i], ds);
	r->very_long = WORD_LONGEST;
	active_fill(a, r, PROFILE_EASY);
	active_fill(a, r, PROFILE_PLAIN);
	glossary_fill(a, r);
	short_forms_add(r->lexicon);
	lists_add(r->lexicon);
	table_add(a, r);
	return r;
}
