/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/plan_form.h"

#include "base/utf8.h"
#include "model/plan_schema.h"

enum { WIDE = 100, COMMENT_AT = 34, NAME_MOST = 40 };

bool
new_plan_name(struct str id)
{
	if (id.n == 0 || id.n > NAME_MOST || id.p[0] == '-')
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (!ascii_alpha(id.p[i]) && !ascii_digit(id.p[i]) &&
		    id.p[i] != '-')
			return false;
	return true;
}

/* "# text", folded at words so that no line is wider than WIDE. */
static void
add_comment(struct sb *out, size_t indent, struct str text)
{
	struct str word;
	size_t used = 0;

	while (str_next_part(&text, ' ', &word)) {
		size_t w = utf8_width(word);

		if (used && used + 1 + w > WIDE - indent) {
			sb_ch(out, '\n');
			used = 0;
		}
		if (used == 0) {
			sb_repeat(out, ' ', indent);
			sb_ch(out, '#');
			used = indent + 1;
		}
		sb_ch(out, ' ');
		sb_str(out, word);
		used += 1 + w;
	}
	sb_ch(out, '\n');
}

static void
add_words(struct sb *out, const struct plan_vocabulary *v)
{
	for (size_t i = 0; i < v->count; i++) {
		sb_cstr(out, i ? " | " : "");
		sb_cstr(out, v->words[i]);
	}
}

/* What to write, the words to choose from, and when it is needed. */
static void
describe(struct sb *out, const struct plan_key *key)
{
	sb_cstr(out, key->text);
	if (key->type == PLAN_BOOL) {
		sb_cstr(out, " [ja | nej]");
	} else if (key->words) {
		sb_cstr(out, " [");
		add_words(out, key->words);
		sb_ch(out, ']');
	}
	if (key->need == NEED_RULE && key->from != STAGE_NONE)
		sb_fmt(out, " (från %s)", plan_stage_text(key->from));
}

/* "key: value" with its comment behind it, or above it when that is long. */
static void
add_key(struct sb *out, size_t indent, const struct plan_key *key,
    const char *value)
{
	struct sb line = { 0 }, text = { 0 };
	size_t at;

	sb_fmt(&line, "%s:%s%s", key->key, *value ? " " : "", value);
	describe(&text, key);
	at = indent + utf8_width(sb_view(&line));
	if (at < COMMENT_AT)
		at = COMMENT_AT;
	if (at + 3 + utf8_width(sb_view(&text)) > WIDE) {
		add_comment(out, indent, sb_view(&text));
		sb_repeat(out, ' ', indent);
		sb_str(out, sb_view(&line));
	} else {
		sb_repeat(out, ' ', indent);
		sb_str(out, sb_view(&line));
		sb_repeat(
		    out, ' ', at - indent - utf8_width(sb_view(&line)) + 1);
		sb_fmt(out, "# %s", sb_text(&text));
	}
	sb_ch(out, '\n');
	sb_release(&line);
	sb_release(&text);
}

/* A row to copy, as a comment: the keys of an item, one a line. */
static void
add_sample_item(struct sb *out, size_t indent, const struct plan_map *map)
{
	bool first = true;

	for (size_t i = 0; i < map->count; i++) {
		const struct plan_key *key = &map->keys[i];
		struct sb line = { 0 };

		sb_repeat(&line, ' ', indent);
		sb_fmt(&line, "# %s %s:", first ? " -" : "  ", key->key);
		if (utf8_width(sb_view(&line)) < COMMENT_AT + 4)
			sb_repeat(&line, ' ',
			    COMMENT_AT + 4 - utf8_width(sb_view(&line)));
		sb_cstr(&line, "  # ");
		describe(&line, key);
		sb_str(out, sb_view(&line));
		sb_ch(out, '\n');
		sb_release(&line);
		first = false;
	}
}

static void add_map(struct sb *out, size_t indent, const struct plan_map *map);

static void
add_one(struct sb *out, size_t indent, const struct plan_key *key)
{
	add_key(out, indent, key, "");
	if (key->type == PLAN_MAP)
		add_map(out, indent + 2, key->map);
	else if (key->type == PLAN_ITEMS)
		add_sample_item(out, indent, key->map);
}

static void
add_map(struct sb *out, size_t indent, const struct plan_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		add_one(out, indent, &map->keys[i]);
}

/* A block that only one kind of plan has: as a comment. */
static bool
of_one_kind(const struct plan_key *key)
{
	return key->type == PLAN_MAP && key->rule &&
	       str_is(str_from(key->rule), "K14");
}

static void
add_top(struct sb *out, const struct new_plan *plan, const struct plan_key *key)
{
	char day[11];
	struct str name = str_from(key->key);

	date_iso(plan->today, day);
	if (str_is(name, "version")) {
		add_key(out, 0, key, "1");
	} else if (str_is(name, "plan")) {
		struct sb id = { 0 };

		sb_str(&id, plan->plan_id);
		add_key(out, 0, key, sb_text(&id));
		sb_release(&id);
	} else if (str_is(name, "slag")) {
		add_key(out, 0, key, "[samordnad insatsplan]");
	} else if (str_is(name, "steg")) {
		add_key(out, 0, key, "uppmärksammat");
	} else if (str_is(name, "policyrevision")) {
		struct sb revision = { 0 };

		sb_str(&revision, plan->revision);
		add_key(out, 0, key, sb_text(&revision));
		sb_release(&revision);
	} else if (str_is(name, "uppdaterad")) {
		add_key(out, 0, key, day);
	} else {
		sb_ch(out, '\n');
		add_one(out, 0, key);
	}
}

/* The year of birth begins as this year, so that a finding asks for it. */
static void
add_person(
    struct sb *out, const struct new_plan *plan, const struct plan_key *person)
{
	char year[11];

	date_iso(plan->today, year);
	year[4] = '\0';
	sb_ch(out, '\n');
	add_key(out, 0, person, "");
	for (size_t i = 0; i < person->map->count; i++) {
		const struct plan_key *key = &person->map->keys[i];

		if (str_is(str_from(key->key), "tilltalsnamn"))
			add_key(out, 2, key, "Namn");
		else if (str_is(str_from(key->key), "födelseår"))
			add_key(out, 2, key, year);
		else
			add_one(out, 2, key);
	}
}

static void
add_head(struct sb *out, const struct new_plan *plan)
{
	if (plan->schema.n)
		sb_fmt(out, "# yaml-language-server: $schema=%.*s\n",
		    STR_ARG(plan->schema));
	sb_cstr(out, "# En ny plan. Text efter # är hjälp till dig och kommer "
		     "inte med på något papper.\n"
		     "# Fyll i det du vet. En tom rad gör inget; det som "
		     "behövs senare får vänta.\n"
		     "# Ändra steg när ett steg är klart. Kör sedan: samplan "
		     "check, så får du veta vad som fattas.\n"
		     "# Skriv datum som 2026-11-30, klockslag som 13.00 och "
		     "listor som [ett, två].\n"
		     "# Ta bort # framför en rad med streck för att använda "
		     "den, och kopiera den för varje ny.\n"
		     "\n");
}

void
new_plan_text(struct sb *out, const struct new_plan *plan)
{
	add_head(out, plan);
	for (size_t i = 0; i < plan_schema.count; i++) {
		const struct plan_key *key = &plan_schema.keys[i];

		if (of_one_kind(key))
			continue;
		if (str_is(str_from(key->key), "person"))
			add_person(out, plan, key);
		else
			add_top(out, plan, key);
	}
	sb_cstr(out, "\n# Block för särskilda slag. Ta bort # när slaget står "
		     "i slag.\n");
	for (size_t i = 0; i < plan_schema.count; i++) {
		const struct plan_key *key = &plan_schema.keys[i];

		if (!of_one_kind(key))
			continue;
		sb_fmt(out, "# %s:\n", key->key);
		for (size_t j = 0; j < key->map->count; j++) {
			struct sb text = { 0 };

			describe(&text, &key->map->keys[j]);
			sb_fmt(out, "#   %s:  # %s\n", key->map->keys[j].key,
			    sb_text(&text));
			sb_release(&text);
		}
	}
}
