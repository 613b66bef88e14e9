/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/plan_form.h"

#include "diag/diag.h"
#include "model/plan_schema.h"

/* A real day of 1900 to 2100, leap years counted. */
#define REAL_DAY                                                               \
	"^(?:(?:(?:19|20)[0-9]{2}|2100)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][" \
	"0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-"  \
	"9]|2[0-8]))|(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-"  \
	"29)$"
#define ID_FORM "^(?!personen$)[a-z0-9][a-z0-9-]{0,39}$"

static void
add_string(struct sb *out, const char *text)
{
	sb_ch(out, '"');
	json_escape(out, str_from(text));
	sb_ch(out, '"');
}

static void
add_words(struct sb *out, const struct plan_vocabulary *v)
{
	sb_cstr(out, "{\"enum\":[");
	for (size_t i = 0; i < v->count; i++) {
		sb_cstr(out, i ? "," : "");
		add_string(out, v->words[i]);
	}
	sb_cstr(out, "]}");
}

static void
add_ref(struct sb *out, const char *name)
{
	sb_cstr(out, "{\"$ref\":\"#/$defs/");
	json_escape(out, str_from(name));
	sb_cstr(out, "\"}");
}

/* Digits, quoted or not. */
static void
add_number(struct sb *out, const struct plan_key *key)
{
	sb_cstr(out, "{\"anyOf\":[{\"type\":\"integer\"");
	if (key->high)
		sb_fmt(
		    out, ",\"minimum\":%d,\"maximum\":%d", key->low, key->high);
	else
		sb_cstr(out, ",\"minimum\":0");
	sb_cstr(out, "},{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}]}");
}

/* A list of one type; what is absent in it does no harm. */
static void
add_list(struct sb *out, const char *item, const struct plan_vocabulary *v,
    bool once)
{
	sb_cstr(out, "{\"type\":\"array\",\"minItems\":1");
	if (once)
		sb_cstr(out, ",\"uniqueItems\":true");
	sb_cstr(out, ",\"items\":{\"anyOf\":[");
	add_ref(out, "tomt");
	sb_ch(out, ',');
	if (v)
		add_words(out, v);
	else
		add_ref(out, item);
	sb_cstr(out, "]}}");
}

static void
add_type(struct sb *out, const struct plan_key *key)
{
	switch (key->type) {
	case PLAN_TEXT:
		add_ref(out, "text");
		break;
	case PLAN_DATE:
		add_ref(out, "dag");
		break;
	case PLAN_TIME:
		add_ref(out, "tid");
		break;
	case PLAN_BOOL:
		sb_cstr(out, "{\"enum\":[\"ja\",\"nej\"]}");
		break;
	case PLAN_INT:
		add_number(out, key);
		break;
	case PLAN_WORD:
		add_words(out, key->words);
		break;
	case PLAN_NAME:
		sb_cstr(out, "{\"type\":\"string\",\"pattern\":\"^[A-Za-z0-9]["
			     "A-Za-z0-9-]{0,39}$\"}");
		break;
	case PLAN_REVISION:
		sb_cstr(out, "{\"type\":\"string\",\"pattern\":\"^[0-9]{4}-(?:"
			     "0[1-9]|1[0-2])$\"}");
		break;
	case PLAN_ID:
		add_ref(out, "id");
		break;
	case PLAN_PERSON:
	case PLAN_PERSON_OR_SELF:
	case PLAN_GIVER:
	case PLAN_SERVICE:
	case PLAN_GOAL:
	case PLAN_MEASURE:
	case PLAN_MAIN:
		add_ref(out, "text");
		break;
	case PLAN_TEXTS:
	case PLAN_PEOPLE:
	case PLAN_SERVICES:
		add_list(out, "text", NULL, false);
		break;
	case PLAN_DATES:
		add_list(out, "dag", NULL, false);
		break;
	case PLAN_WORDS:
		add_list(out, NULL, key->words, false);
		break;
	case PLAN_KINDS:
		add_list(out, NULL, key->words, true);
		break;
	case PLAN_MAP:
		add_ref(out, key->map->name);
		break;
	case PLAN_ITEMS:
		add_list(out, key->map->name, NULL, false);
		break;
	}
}

static bool
required(const struct plan_key *key)
{
	return key->need == NEED_ALWAYS || key->need == NEED_ITEM;
}

static void
add_property(struct sb *out, const struct plan_key *key)
{
	struct sb text = { 0 };

	sb_cstr(&text, key->text);
	if (key->need == NEED_RULE && key->from != STAGE_NONE)
		sb_fmt(&text, " Behövs från steget %s (%s).",
		    plan_stage_text(key->from), key->rule);
	add_string(out, key->key);
	sb_cstr(out, ":{\"description\":");
	add_string(out, sb_text(&text));
	sb_cstr(out, ",\"anyOf\":[");
	if (!required(key)) {
		add_ref(out, "tomt");
		sb_ch(out, ',');
	}
	add_type(out, key);
	sb_cstr(out, "]}");
	sb_release(&text);
}

/* Those who work somewhere have to say where. */
static void
add_role_condition(struct sb *out)
{
	sb_cstr(out,
	    ",\"if\":{\"properties\":{\"roll\":{\"not\":{\"enum\":[\"god "
	    "man\",\"förvaltare\",\"närstående\",\"ombud\","
	    "\"brukarorganisation\",\"annan\"]}}},\"required\":[\"roll\"]}"
	    ",\"then\":{\"required\":[\"verksamhet\"],\"properties\":{"
	    "\"verksamhet\":{\"$ref\":\"#/$defs/text\"}}}");
}

static void
add_object(struct sb *out, const struct plan_map *map)
{
	bool first = true;

	sb_cstr(out, "\"type\":\"object\",\"additionalProperties\":false");
	for (size_t i = 0; i < map->count; i++) {
		if (!required(&map->keys[i]))
			continue;
		sb_cstr(out, first ? ",\"required\":[" : ",");
		add_string(out, map->keys[i].key);
		first = false;
	}
	if (!first)
		sb_ch(out, ']');
	if (str_is(str_from(map->name), "deltagare"))
		add_role_condition(out);
	sb_cstr(out, ",\"properties\":{");
	for (size_t i = 0; i < map->count; i++) {
		sb_cstr(out, i ? ",\n" : "\n");
		add_property(out, &map->keys[i]);
	}
	sb_ch(out, '}');
}

enum { MOST_MAPS = 64 };

/* Each map once, in the order in which the table comes to it. */
static void
collect(const struct plan_map *map, const struct plan_map **list, size_t *count)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct plan_map *inner = map->keys[i].map;
		bool known = inner == NULL;

		for (size_t j = 0; j < *count && !known; j++)
			known = list[j] == inner;
		if (known || *count == MOST_MAPS)
			continue;
		list[(*count)++] = inner;
		collect(inner, list, count);
	}
}

static void
add_definitions(struct sb *out)
{
	const struct plan_map *maps[MOST_MAPS];
	size_t count = 0;

	collect(&plan_schema, maps, &count);
	sb_cstr(out,
	    "\"$defs\":{\n"
	    "\"tomt\":{\"description\":\"Inget står "
	    "här.\",\"enum\":[null,\"\",[],{}]},\n"
	    "\"text\":{\"type\":[\"string\",\"number\",\"boolean\"],"
	    "\"minLength\":1},\n"
	    "\"id\":{\"anyOf\":[{\"type\":\"string\",\"pattern\":\"" ID_FORM
	    "\"},{\"type\":\"integer\",\"minimum\":0}]},\n"
	    "\"dag\":{\"type\":\"string\",\"pattern\":\"" REAL_DAY "\"},\n"
	    "\"tid\":{\"anyOf\":[{\"type\":\"string\",\"pattern\":\"^(?:[01][0-"
	    "9]|2[0-3])\\\\.[0-5][0-9]$\"},{\"type\":\"number\",\"minimum\":0,"
	    "\"maximum\":23.59}]}");
	for (size_t i = 0; i < count; i++) {
		sb_cstr(out, ",\n");
		add_string(out, maps[i]->name);
		sb_cstr(out, ":{");
		add_object(out, maps[i]);
		sb_ch(out, '}');
	}
	sb_ch(out, '}');
}

void
plan_json_schema(struct sb *out)
{
	sb_cstr(out,
	    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n"
	    "\"title\":\"Samordnad plan\",\n"
	    "\"description\":\"En fil för en person. Nycklarna är svenska; ja "
	    "och nej är sant och falskt.\",\n");
	add_object(out, &plan_schema);
	sb_cstr(out, ",\n");
	add_definitions(out);
	sb_cstr(out, "}\n");
}
