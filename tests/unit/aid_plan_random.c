/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_plan_random.h"

#include "model/plan_schema.h"

/* --- making --------------------------------------------------------------- */

enum { PEOPLE = 6, SERVICES = 4, GOALS = 3, MEASURES = 5 };

struct chance {
	uint64_t state;
	struct sb *out;
	unsigned words; /* so far */
	unsigned days;
};

static unsigned
pick(struct chance *c, unsigned n)
{
	c->state = c->state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(c->state >> 33) % n;
}

/* Letters only, so that a sentence never ends within it. */
static void
fresh_word(struct chance *c)
{
	unsigned n = ++c->words;

	sb_cstr(c->out, "zq");
	for (int i = 0; i < 4; i++, n /= 20)
		sb_ch(c->out, "abcdefghijklmnoprstu"[n % 20]);
	sb_cstr(c->out, "xv");
}

/* Days so far apart that a week after one is never another. */
static void
fresh_day(struct chance *c)
{
	char text[11];

	date_iso(
	    date_from(1901, 1, 1) + (date_t)(c->days++ * 37 % 1800) * 40, text);
	sb_cstr(c->out, text);
}

static void
one_word(struct chance *c, const struct plan_vocabulary *v)
{
	sb_cstr(c->out, v->words[pick(c, (unsigned)v->count)]);
}

static void make_map(struct chance *c, const struct plan_map *map, unsigned n);

static unsigned
item_count(struct chance *c, const char *key)
{
	struct str name = str_from(key);

	if (str_is(name, "deltagare"))
		return PEOPLE;
	if (str_is(name, "verksamheter"))
		return SERVICES;
	if (str_is(name, "mål"))
		return GOALS;
	if (str_is(name, "insatser"))
		return MEASURES;
	return 1 + pick(c, 3);
}

static void
make_list(struct chance *c, const struct plan_key *key)
{
	unsigned n =
	    key->type == PLAN_ITEMS ? item_count(c, key->key) : 1 + pick(c, 3);

	sb_ch(c->out, '[');
	for (unsigned i = 0; i < n; i++) {
		sb_cstr(c->out, i ? ", " : "");
		switch (key->type) {
		case PLAN_TEXTS:
			fresh_word(c);
			break;
		case PLAN_DATES:
			fresh_day(c);
			break;
		case PLAN_WORDS:
			one_word(c, key->words);
			break;
		case PLAN_KINDS:
			sb_cstr(c->out,
			    key->words->words[(i + 1) % key->words->count]);
			break;
		case PLAN_PEOPLE:
			sb_fmt(c->out, "zqdeltagare%u", pick(c, PEOPLE));
			break;
		case PLAN_SERVICES:
			sb_fmt(c->out, "zqverksamheter%u", pick(c, SERVICES));
			break;
		default:
			make_map(c, key->map, i);
		}
	}
	sb_ch(c->out, ']');
}

static void
make_value(
    struct chance *c, const struct plan_key *key, const char *list, unsigned n)
{
	switch (key->type) {
	case PLAN_TEXT:
		fresh_word(c);
		break;
	case PLAN_DATE:
		fresh_day(c);
		break;
	case PLAN_TIME:
		sb_fmt(c->out, "\"%02u.%02u\"", pick(c, 24), pick(c, 60));
		break;
	case PLAN_BOOL:
		sb_cstr(c->out, pick(c, 3) ? "ja" : "nej");
		break;
	case PLAN_INT:
		sb_int(c->out, key->low);
		break;
	case PLAN_WORD:
		one_word(c, key->words);
		break;
	case PLAN_NAME:
		sb_cstr(c->out, "P-1");
		break;
	case PLAN_REVISION:
		sb_cstr(c->out, "2026-11");
		break;
	case PLAN_ID:
		sb_fmt(c->out, "zq%s%u", list, n);
		break;
	case PLAN_PERSON_OR_SELF:
		if (pick(c, 5) == 0)
			sb_cstr(c->out, "personen");
		else
			sb_fmt(c->out, "zqdeltagare%u", pick(c, PEOPLE));
		break;
	case PLAN_PERSON:
	case PLAN_MAIN:
		sb_fmt(c->out, "zqdeltagare%u", pick(c, PEOPLE));
		break;
	case PLAN_GIVER:
		sb_cstr(c->out, "personen");
		break;
	case PLAN_SERVICE:
		sb_fmt(c->out, "zqverksamheter%u", pick(c, SERVICES));
		break;
	case PLAN_GOAL:
		sb_fmt(c->out, "zqmal%u", pick(c, GOALS));
		break;
	case PLAN_MEASURE:
		sb_fmt(c->out, "zqinsatser%u", pick(c, MEASURES));
		break;
	case PLAN_MAP:
		make_map(c, key->map, 0);
		break;
	default:
		make_list(c, key);
	}
}

static bool
left_out(
    struct chance *c, const struct plan_map *map, const struct plan_key *key)
{
	if (key->need == NEED_ALWAYS || key->need == NEED_ITEM)
		return false;
	/* What others point to is there. */
	if (map == &plan_schema && key->type == PLAN_ITEMS)
		return false;
	if (key->type == PLAN_GOAL || key->type == PLAN_SERVICE)
		return false;
	return pick(c, 6) == 0;
}

static void
make_map(struct chance *c, const struct plan_map *map, unsigned n)
{
	static const char *const lists[][2] = { { "deltagare", "deltagare" },
		{ "verksamhet", "verksamheter" }, { "mål", "mal" },
		{ "insats", "insatser" } };
	const char *list = "";
	bool first = true;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (str_is(str_from(map->name), lists[i][0]))
			list = lists[i][1];
	sb_cstr(c->out, "{");
	for (size_t i = 0; i < map->count; i++) {
		if (left_out(c, map, &map->keys[i]))
			continue;
		sb_fmt(c->out, "%s%s: ", first ? "" : ", ", map->keys[i].key);
		make_value(c, &map->keys[i], list, n);
		first = false;
	}
	sb_cstr(c->out, "}");
}

void
aid_plan_random(struct sb *out, unsigned seed)
{
	struct chance c = { .state = seed * 7919U + 1, .out = out };

	pick(&c, 2);
	c.days = pick(&c, 1000);
	for (size_t i = 0; i < plan_schema.count; i++) {
		const struct plan_key *key = &plan_schema.keys[i];

		if (left_out(&c, &plan_schema, key))
			continue;
		sb_fmt(out, "%s: ", key->key);
		make_value(&c, key, "", 0);
		sb_ch(out, '\n');
	}
}

/* --- taking apart --------------------------------------------------------- */

struct place_in {
	struct str path;
	size_t item;
	bool in_list;
};

static void take_map(struct aid_values *out, const struct plan_map *map,
    const char *base, struct place_in where);

static void
take_text(struct aid_values *out, struct place_in where, struct str text)
{
	struct aid_value *v;

	if (text.n == 0)
		return;
	v = arena_push(out->arena, out);
	v->path = where.path;
	v->item = where.item;
	v->text = text;
	v->day = DATE_NONE;
}

static void
take_day(struct aid_values *out, struct place_in where, date_t day)
{
	struct aid_value *v;

	if (day == DATE_NONE)
		return;
	v = arena_push(out->arena, out);
	v->path = where.path;
	v->item = where.item;
	v->day = day;
}

static void
take_list(struct aid_values *out, const struct plan_key *key,
    const struct field *f, struct place_in where)
{
	struct plan_list_view list = plan_list_of(f);

	for (size_t i = 0; i < list.count; i++) {
		const char *item = list.items + i * list.size;

		if (!where.in_list)
			where.item = i;
		if (key->type == PLAN_TEXTS)
			take_text(out, where,
			    ((const struct plan_text *)(const void *)item)->s);
		else if (key->type == PLAN_DATES)
			take_day(out, where,
			    ((const struct plan_date *)(const void *)item)->d);
		else if (key->type == PLAN_ITEMS)
			take_map(out, key->map, item,
			    (struct place_in){ where.path, where.item, true });
	}
}

static void
take_map(struct aid_values *out, const struct plan_map *map, const char *base,
    struct place_in where)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct plan_key *key = &map->keys[i];
		const void *at = base + key->offset;
		struct place_in in = where;

		if (!field_given(at))
			continue;
		in.path = where.path.n ? arena_fmt(out->arena, "%.*s.%s",
					     STR_ARG(where.path), key->key)
				       : str_from(key->key);
		switch (key->type) {
		case PLAN_TEXT:
		case PLAN_ID:
			take_text(out, in, ((const struct plan_text *)at)->s);
			break;
		case PLAN_DATE:
			take_day(out, in, ((const struct plan_date *)at)->d);
			break;
		case PLAN_MAP:
			take_map(out, key->map, at, in);
			break;
		case PLAN_ITEMS:
		case PLAN_TEXTS:
		case PLAN_DATES:
			take_list(out, key, at, in);
			break;
		default:
			break;
		}
	}
}

void
aid_plan_values(struct aid_values *out, const struct plan *p)
{
	take_map(out, &plan_schema, (const char *)p,
	    (struct place_in){ .path = STR_NONE });
}
