/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/fhir.h"

#include "compose/fhir_json.h"

static void
code_system(struct fhir *f, const char *name, const char *title,
    const struct plan_vocabulary *words)
{
	fhir_begin(f, "CodeSystem", str_from(name));
	fhir_system(f, "url", name);
	fhir_word(f, "title", title);
	fhir_word(f, "status", "active");
	fhir_word(f, "content", "complete");
	fhir_true(f, "caseSensitive");
	fhir_open(f, "concept", '[');
	for (size_t i = 0; i < words->count; i++) {
		fhir_open(f, NULL, '{');
		fhir_word(f, "code", words->words[i]);
		fhir_word(f, "display", words->words[i]);
		fhir_close(f, '}');
	}
	fhir_close(f, ']');
	fhir_end(f);
}

static const struct plan_vocabulary *
words_of(const struct plan_map *map, const char *key)
{
	return plan_key_find(map, str_from(key))->words;
}

static const struct plan_map *
map_of(const struct plan_map *map, const char *key)
{
	return plan_key_find(map, str_from(key))->map;
}

static void
code_systems(struct fhir *f)
{
	static const char *const tasks[] = { "huvudansvarig",
		"pratar med personen" };
	const struct plan_vocabulary task_words = { tasks, 2 };
	const struct plan_map *consent = map_of(&plan_schema, "samtycke");

	code_system(f, "slag", "Slag av plan", words_of(&plan_schema, "slag"));
	code_system(f, "huvudman", "Huvudman",
	    words_of(map_of(&plan_schema, "verksamheter"), "huvudman"));
	code_system(f, "roll", "Roll i samordningen",
	    words_of(map_of(&plan_schema, "deltagare"), "roll"));
	code_system(f, "uppdrag", "Uppdrag i planen", &task_words);
	code_system(f, "undantag", "Undantag från samtycke",
	    words_of(map_of(consent, "undantag"), "grund"));
}

void
fhir_bundle(
    struct sb *out, const struct plan *p, const struct fhir_context *ctx)
{
	struct sb site = { 0 };
	struct fhir f = { .out = out, .plan = p, .today = ctx->today };
	char day[11];

	if (ctx->site.n)
		sb_str(&site, ctx->site);
	else
		sb_cstr(&site, "https://samplan.example.org/");
	if (!str_ends(sb_view(&site), STR("/")))
		sb_ch(&site, '/');
	f.site = sb_view(&site);
	date_iso(p->updated.d, day);
	sb_cstr(out, "{\"resourceType\":\"Bundle\",\"identifier\":{");
	fhir_system(&f, "system", "plan");
	fhir_string(&f, "value", p->plan_id.s);
	sb_fmt(out, "},\"type\":\"collection\",\"timestamp\":\"%sT00:00:00Z\"",
	    day);
	fhir_open(&f, "entry", '[');
	fhir_people(&f);
	fhir_care_team(&f);
	fhir_consent(&f);
	fhir_goals(&f);
	fhir_care_plan(&f);
	code_systems(&f);
	sb_cstr(out, "\n]}\n");
	sb_release(&site);
}
