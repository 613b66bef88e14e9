/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/plan_form_page.h"

#include "diag/diag.h"
#include "model/plan_schema.h"

static const char *
type_name(enum plan_type type)
{
	static const char *const names[] = {
		[PLAN_TEXT] = "text",
		[PLAN_DATE] = "date",
		[PLAN_TIME] = "time",
		[PLAN_BOOL] = "bool",
		[PLAN_INT] = "int",
		[PLAN_WORD] = "word",
		[PLAN_NAME] = "name",
		[PLAN_REVISION] = "revision",
		[PLAN_ID] = "id",
		[PLAN_PERSON] = "person",
		[PLAN_PERSON_OR_SELF] = "person-or-self",
		[PLAN_MAIN] = "person",
		[PLAN_GIVER] = "giver",
		[PLAN_SERVICE] = "service",
		[PLAN_GOAL] = "goal",
		[PLAN_MEASURE] = "measure",
		[PLAN_TEXTS] = "texts",
		[PLAN_DATES] = "dates",
		[PLAN_WORDS] = "words",
		[PLAN_KINDS] = "words",
		[PLAN_PEOPLE] = "people",
		[PLAN_SERVICES] = "services",
		[PLAN_MAP] = "map",
		[PLAN_ITEMS] = "items",
	};

	return names[type];
}

static const char *
need_name(enum plan_need need)
{
	static const char *const names[] = {
		[NEED_NOT] = "",
		[NEED_ALWAYS] = "always",
		[NEED_ITEM] = "item",
		[NEED_RULE] = "rule",
	};

	return names[need];
}

/* "name":"value"; what is empty is left out. */
static void
add_member(struct sb *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	sb_fmt(out, ",\"%s\":\"", name);
	json_escape(out, str_from(value));
	sb_ch(out, '"');
}

static void add_map(struct sb *out, const struct plan_map *map);

static void
add_key(struct sb *out, const struct plan_key *key)
{
	sb_cstr(out, "{\"key\":\"");
	json_escape(out, str_from(key->key));
	sb_ch(out, '"');
	add_member(out, "type", type_name(key->type));
	add_member(out, "need", need_name(key->need));
	if (key->need == NEED_RULE) {
		add_member(out, "from", plan_stage_text(key->from));
		add_member(out, "rule", key->rule);
	}
	add_member(out, "text", key->text);
	if (key->high)
		sb_fmt(out, ",\"low\":%d,\"high\":%d", key->low, key->high);
	if (key->words) {
		sb_cstr(out, ",\"words\":[");
		for (size_t i = 0; i < key->words->count; i++) {
			sb_cstr(out, i ? ",\"" : "\"");
			json_escape(out, str_from(key->words->words[i]));
			sb_ch(out, '"');
		}
		sb_ch(out, ']');
	}
	if (key->map) {
		sb_cstr(out, ",\"keys\":");
		add_map(out, key->map);
	}
	sb_ch(out, '}');
}

static void
add_map(struct sb *out, const struct plan_map *map)
{
	sb_ch(out, '[');
	for (size_t i = 0; i < map->count; i++) {
		sb_cstr(out, i ? ",\n" : "");
		add_key(out, &map->keys[i]);
	}
	sb_ch(out, ']');
}

struct value *
plan_form_page_values(struct arena *a, struct str revision)
{
	struct value *root = value_map(a);
	struct sb json = { 0 };

	add_map(&json, &plan_schema);
	value_put(
	    a, root, "format", value_markup(a, arena_str(a, sb_view(&json))));
	value_put(a, root, "revision", value_text(a, revision));
	sb_release(&json);
	return root;
}
