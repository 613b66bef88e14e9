/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/site_data.h"

#include "load/decode.h"

static const char *const principals[] = { "kommun", "region", NULL };
static const char *const levels[] = { "klarsprak", "lattlast", NULL };
static const char *const languages[] = { "sv", "en", NULL };
static const char *const robots[] = { "index", "noindex", NULL };
static const char *const conformance[] = { "helt", "delvis", "inte", NULL };

#define OF struct party
static const struct field party_fields[] = {
	F_MUST("name", FIELD_TEXT, name),
	F_WORDS("principal", FIELD_WORD, principal, principals),
	F("url", FIELD_TEXT, url),
};
static const struct field decision_fields[] = {
	F_MUST("name", FIELD_TEXT, name),
	F("decided_by", FIELD_TEXT, decided_by),
	F("decided_on", FIELD_DATE, decided_on),
};
#undef OF
static const struct table party_table = TABLE(party_fields, struct party);
static const struct table decision_table = TABLE(decision_fields, struct party);

#define OF struct contact
static const struct field contact_fields[] = {
	F("name", FIELD_TEXT, name),
	F("phone", FIELD_TEXT, phone),
	F("email", FIELD_TEXT, email),
	F("text", FIELD_TEXT, text),
};
#undef OF
static const struct table contact_table = TABLE(contact_fields, struct contact);

#define OF struct gap
static const struct field easy_gap_fields[] = {
	F_MUST("what", FIELD_TEXT, easy_what),
	F_MUST("why", FIELD_TEXT, easy_why),
};
static const struct table easy_gap_table = TABLE(easy_gap_fields, struct gap);
static const struct field gap_fields[] = {
	F_MUST("what", FIELD_TEXT, what),
	F_MUST("why", FIELD_TEXT, why),
	/* Members of the gap itself, as below. */
	{ "lattlast", FIELD_MAP, false, 0, FIELD_NO_PLACE, NULL,
	    &easy_gap_table },
};
#undef OF
static const struct table gap_table = TABLE(gap_fields, struct gap);

#define OF struct statement
static const struct field supervision_fields[] = {
	F("name", FIELD_TEXT, supervision),
	F("url", FIELD_TEXT, supervision_url),
};
static const struct table supervision_table =
    TABLE(supervision_fields, struct statement);
static const struct field easy_statement_fields[] = {
	F("method", FIELD_TEXT, easy_method),
};
static const struct table easy_statement_table =
    TABLE(easy_statement_fields, struct statement);
static const struct field statement_fields[] = {
	F("actor", FIELD_TEXT, actor),
	F("service", FIELD_TEXT, service),
	F_WORDS("conformance", FIELD_WORD, conformance, conformance),
	F("standard", FIELD_TEXT, standard),
	F("method", FIELD_TEXT, method),
	F("checked", FIELD_DATE, checked),
	F("updated", FIELD_DATE, updated),
	F_LIST("not_accessible", gaps, gap_count, gap_table),
	F_LIST("exceptions", exceptions, exception_count, gap_table),
	F_MAP("feedback", feedback, contact_table),
	/* The members lie in the statement itself, so its table begins there. */
	{ "supervision", FIELD_MAP, false, 0, FIELD_NO_PLACE, NULL,
	    &supervision_table },
	{ "lattlast", FIELD_MAP, false, 0, FIELD_NO_PLACE, NULL,
	    &easy_statement_table },
};
#undef OF
static const struct table statement_table =
    TABLE(statement_fields, struct statement);

#define OF struct card
static const struct field card_fields[] = {
	F_MUST("page", FIELD_TEXT, page),
	F("title", FIELD_TEXT, title),
	F("text", FIELD_TEXT, text),
	F("pictogram", FIELD_TEXT, pictogram),
};
#undef OF
static const struct table card_table = TABLE(card_fields, struct card);

#define OF struct site_config
static const struct field start_fields[] = {
	F_LIST("klarsprak", cards[VARIANT_PLAIN], card_count[VARIANT_PLAIN],
	    card_table),
	F_LIST("lattlast", cards[VARIANT_EASY], card_count[VARIANT_EASY],
	    card_table),
	F_LIST("english", cards[VARIANT_ENGLISH], card_count[VARIANT_ENGLISH],
	    card_table),
};
#undef OF
static const struct table start_table = TABLE(start_fields, struct site_config);

#define OF struct step
static const struct field step_fields[] = {
	F_MUST("number", FIELD_INT, number),
	F_MUST("title", FIELD_TEXT, title),
	F("page", FIELD_TEXT, page),
	F("deadline", FIELD_TEXT, deadline),
	F("who", FIELD_TEXT, who),
};
#undef OF
static const struct table step_table = TABLE(step_fields, struct step);

#define OF struct phase
static const struct field phase_fields[] = {
	F_MUST("phase", FIELD_TEXT, title),
	F_LIST("steps", steps, step_count, step_table),
};
#undef OF
static const struct table phase_table = TABLE(phase_fields, struct phase);

#define OF struct limit
static const struct field limit_fields[] = {
	F_MUST("check", FIELD_TEXT, check),
	F_WORDS("level", FIELD_WORD, variant, levels),
	F("warn", FIELD_TEXT, warn),
	F("error", FIELD_TEXT, error),
	F_MUST("reason", FIELD_TEXT, reason),
};
#undef OF
static const struct table limit_table = TABLE(limit_fields, struct limit);

#define OF struct site_config
static const struct field config_fields[] = {
	F_MUST("title", FIELD_TEXT, title),
	F("description", FIELD_TEXT, description),
	F("base_url", FIELD_TEXT, base_url),
	F_WORDS("languages", FIELD_TEXTS, languages, languages),
	F_LIST("parties", parties, party_count, party_table),
	F_MAP("contact", contact, contact_table),
	F("theme", FIELD_TEXT, theme),
	F("search", FIELD_BOOL, search),
	F_WORDS("robots", FIELD_WORD, robots, robots),
	F("allowed_names", FIELD_TEXTS, allowed_names),
	F_LIST("staff_contacts", staff_contacts, staff_contact_count,
	    contact_table),
	F_MAP("statement", statement, statement_table),
	{ "start", FIELD_MAP, false, 0, FIELD_NO_PLACE, NULL, &start_table },
	F_LIST("process", phases, phase_count, phase_table),
	F_LIST("readability", limits, limit_count, limit_table),
};
#undef OF
static const struct table config_table =
    TABLE(config_fields, struct site_config);

#define OF struct term
static const struct field term_fields[] = {
	F_MUST("term", FIELD_TEXT, term),
	F("forms", FIELD_TEXTS, forms),
	F_MUST("easy", FIELD_TEXT, easy),
	F("definition", FIELD_TEXT, definition),
	F("source", FIELD_TEXT, source),
	F("page", FIELD_TEXT, page),
};
#undef OF
static const struct table term_table = TABLE(term_fields, struct term);

#define OF struct law
static const struct field law_fields[] = {
	F_MUST("id", FIELD_TEXT, id),
	F_MUST("name", FIELD_TEXT, name),
	F("short", FIELD_TEXT, shortname),
	F("number", FIELD_TEXT, number),
	F("paragraph", FIELD_TEXT, paragraph),
	F("text", FIELD_TEXT, text),
	F("easy", FIELD_TEXT, easy),
	F("url", FIELD_TEXT, url),
	F_DATE("verified", verified, verified_at),
	F("old", FIELD_BOOL, old),
};
#undef OF
static const struct table law_table = TABLE(law_fields, struct law);

#define OF struct paragraph
static const struct field paragraph_fields[] = {
	F_MUST("id", FIELD_TEXT, id),
	F_MUST("title", FIELD_TEXT, title),
	F_WORDS("levels", FIELD_LEVELS, wanted, levels),
};
#undef OF
static const struct table paragraph_table =
    TABLE(paragraph_fields, struct paragraph);

#define OF struct word
static const struct field word_fields[] = {
	F_MUST("word", FIELD_TEXT, word),
	F("forms", FIELD_TEXTS, forms),
	F("plain", FIELD_TEXT, plain),
	F("easy", FIELD_TEXT, easy),
	F("concept", FIELD_TEXT, concept),
};
#undef OF
static const struct table word_table = TABLE(word_fields, struct word);

#define OF struct change
static const struct field change_fields[] = {
	F_MUST("page", FIELD_TEXT, page),
	F("klarsprak", FIELD_TEXT, plain),
	F("lattlast", FIELD_TEXT, easy),
};
#undef OF
static const struct table change_table = TABLE(change_fields, struct change);

#define OF struct confirmation
static const struct field confirmation_fields[] = {
	F_MUST("name", FIELD_TEXT, name),
	F("decided_by", FIELD_TEXT, decided_by),
	F("decided_on", FIELD_DATE, decided_on),
	F_DATE("next_review", next_review, next_review_at),
};
#undef OF
static const struct table confirmation_table =
    TABLE(confirmation_fields, struct confirmation);

#define OF struct sealed_page
static const struct field sealed_page_fields[] = {
	F_MUST("page", FIELD_TEXT, page),
	F_MUST("hash", FIELD_TEXT, hash),
};
#undef OF
static const struct table sealed_page_table =
    TABLE(sealed_page_fields, struct sealed_page);

#define OF struct seal
static const struct field seal_fields[] = {
	F_MUST("revision", FIELD_TEXT, revision),
	F("sealed", FIELD_DATE, sealed),
	F("reason", FIELD_TEXT, reason),
	F("removed", FIELD_BOOL, removed),
	F_MUST("decision", FIELD_TEXT, decision),
	F_LIST("pages", pages, page_count, sealed_page_table),
};
#undef OF
static const struct table seal_table = TABLE(seal_fields, struct seal);

#define OF struct revision
static const struct field summary_fields[] = {
	F("klarsprak", FIELD_TEXT, summary[VARIANT_PLAIN]),
	F("lattlast", FIELD_TEXT, summary[VARIANT_EASY]),
	F("english", FIELD_TEXT, summary[VARIANT_ENGLISH]),
};
static const struct table summary_table =
    TABLE(summary_fields, struct revision);
static const struct field revision_fields[] = {
	F_DATE("in_force", in_force, in_force_at),
	F_DATE("next_review", next_review, next_review_at),
	F("sample", FIELD_BOOL, sample),
	F_LIST("parties", parties, party_count, decision_table),
	{ "summary", FIELD_MAP, false, 0, FIELD_NO_PLACE, NULL,
	    &summary_table },
	F_LIST(
	    "confirmed", confirmations, confirmation_count, confirmation_table),
	F_LIST("changes", changes, change_count, change_table),
};
#undef OF
static const struct table revision_table =
    TABLE(revision_fields, struct revision);

/* The root of a data file; the nodes live in scratch only. */
static const struct yaml_node *
parse(struct arena *scratch, struct diags *ds, uint32_t source, bool want_map)
{
	struct span part = { source, 0,
		(uint32_t)source_text(&ds->sources, source).n };

	return yaml_parse(
	    scratch, ds, source, part, &yaml_site_codes, want_map);
}

static void
read_map(struct arena *a, struct diags *ds, uint32_t source,
    const struct table *table, void *out)
{
	struct arena scratch = { 0 };
	struct decoder d = { a, ds };
	const struct yaml_node *root = parse(&scratch, ds, source, true);

	decode_empty(table, out);
	if (root)
		decode_map(&d, root, table, out);
	arena_release(&scratch);
}

static void *
read_list(struct arena *a, struct diags *ds, uint32_t source,
    const struct table *table, size_t *count)
{
	struct arena scratch = { 0 };
	struct decoder d = { a, ds };
	const struct yaml_node *root = parse(&scratch, ds, source, false);
	void *items = NULL;

	*count = 0;
	if (root)
		items = decode_list(&d, root, table, count);
	arena_release(&scratch);
	return items;
}

void
site_config_read(
    struct site_config *out, struct arena *a, struct diags *ds, uint32_t source)
{
	struct arena scratch = { 0 };
	const struct yaml_node *root = parse(&scratch, ds, source, true);
	const struct yaml_node *statement = yaml_find(root, STR("statement"));
	struct decoder d = { a, ds };

	*out = (struct site_config){ .source = source, .search = true };
	decode_empty(&config_table, out);
	if (root)
		decode_map(&d, root, &config_table, out);
	if (statement) {
		out->statement.at = statement->at;
		out->statement.exceptions_given =
		    yaml_find(statement, STR("exceptions")) != NULL;
	}
	arena_release(&scratch);
}

void
terms_read(struct site *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->terms = read_list(a, ds, source, &term_table, &out->term_count);
}

void
laws_read(struct site *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->laws = read_list(a, ds, source, &law_table, &out->law_count);
}

void
paragraphs_read(
    struct site *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->paragraphs =
	    read_list(a, ds, source, &paragraph_table, &out->paragraph_count);
}

void
words_read(struct site *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->words = read_list(a, ds, source, &word_table, &out->word_count);
}

void
seals_read(struct site *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->seal_source = source;
	out->seals = read_list(a, ds, source, &seal_table, &out->seal_count);
}

void
revision_read(
    struct revision *out, struct arena *a, struct diags *ds, uint32_t source)
{
	out->source = source;
	read_map(a, ds, source, &revision_table, out);
}
