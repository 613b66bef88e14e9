/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/doc_parts.h"

#include "base/sb.h"
#include "compose/date_words.h"
#include "model/plan_schema.h"
#include "text/sentence.h"

struct str
doc_fmt(struct doc *d, const char *fmt, ...)
{
	va_list ap;
	struct str text;

	va_start(ap, fmt);
	text = arena_vfmt(d->arena, fmt, ap);
	va_end(ap);
	return text;
}

/* Lines of a text of the file are joined: a sheet holds no line breaks. */
static struct str
without_breaks(struct doc *d, struct str s)
{
	char *copy;

	if (str_find_char(s, '\n') == STR_NOT_FOUND &&
	    str_find_char(s, '\t') == STR_NOT_FOUND)
		return s;
	copy = arena_cstr(d->arena, s);
	for (size_t i = 0; i < s.n; i++)
		if (copy[i] == '\n' || copy[i] == '\t' || copy[i] == '\r')
			copy[i] = ' ';
	return str_of(copy, s.n);
}

static void
add_sentence(struct doc *d, struct prose *p, struct str text, size_t from,
    size_t end, struct span at)
{
	struct str sentence = str_trim(str_sub(text, from, end - from));

	if (sentence.n == 0)
		return;
	if (at.source && at.len == text.n) {
		at.off += (uint32_t)(sentence.p - text.p);
		at.len = (uint32_t)sentence.n;
	}
	prose_sentence(d->arena, p, without_breaks(d, sentence), at);
}

/*
 * Signs without a letter are no sentence, but they were written: they stand
 * with the sentence before them, or on whose line they are.
 */
void
doc_prose(struct doc *d, struct prose *p, struct str text, struct span at)
{
	struct str rest = text, sentence;
	size_t from = 0, end = 0;

	while (sentence_next(&rest, &sentence)) {
		size_t start = (size_t)(sentence.p - text.p);
		struct str gap = str_sub(text, end, start - end);
		size_t line = str_rfind_char(gap, '\n');

		if (line != STR_NOT_FOUND)
			start = end + line + 1;
		if (end) {
			add_sentence(d, p, text, from, start, at);
			from = start;
		}
		end = (size_t)(sentence.p - text.p) + sentence.n;
	}
	add_sentence(d, p, text, from, text.n, at);
}

struct block *
doc_say(
    struct doc *d, struct block *parent, enum block_kind kind, const char *text)
{
	struct block *b = sheet_add(d->sheet, parent, kind);

	doc_prose(d, &b->text, str_from(text), SPAN_NONE);
	return b;
}

struct block *
doc_quote(struct doc *d, struct block *parent, enum block_kind kind,
    const struct plan_text *text)
{
	struct block *b;

	if (!field_given(&text->f) || text->s.n == 0)
		return NULL;
	b = sheet_add(d->sheet, parent, kind);
	doc_prose(d, &b->text, text->s, text->f.at);
	return b;
}

struct block *
doc_heading(struct doc *d, int level, const char *text)
{
	return sheet_heading(d->sheet, NULL, level, str_from(text));
}

struct block *
doc_section(struct doc *d, const char *concept, const char *text)
{
	struct block *b = doc_heading(d, 2, text);

	doc_set_picture(d, b, str_from(concept));
	return b;
}

struct block *
doc_item(struct doc *d, struct block *list, struct str text, struct span at)
{
	struct block *item = sheet_add(d->sheet, list, BLOCK_ITEM);

	doc_prose(d, &item->text, text, at);
	return item;
}

struct block *
doc_bullets(struct doc *d, struct block *parent, const struct plan_texts *items)
{
	struct block *list;

	if (items->count == 0)
		return NULL;
	list = sheet_add(d->sheet, parent, BLOCK_LIST);
	for (size_t i = 0; i < items->count; i++)
		doc_item(d, list, items->items[i].s, items->items[i].f.at);
	return list;
}

struct block *
doc_checks(struct doc *d, const char *const *texts)
{
	struct block *list = sheet_add(d->sheet, NULL, BLOCK_CHECKS);

	for (; *texts; texts++)
		doc_item(d, list, str_from(*texts), SPAN_NONE);
	return list;
}

struct block *
doc_lines(struct doc *d, struct block *parent, const char *title, size_t count)
{
	struct block *b = sheet_add(d->sheet, parent, BLOCK_LINES);

	if (title)
		doc_prose(d, &b->title, str_from(title), SPAN_NONE);
	b->count = count;
	return b;
}

void
doc_pair(struct doc *d, struct block *pairs, const char *label,
    struct str value, struct span at)
{
	struct pair *pair =
	    block_pair(d->sheet, pairs, str_from(label), STR_NONE, SPAN_NONE);

	doc_prose(d, &pair->value, value, at);
}

void
doc_pair_text(struct doc *d, struct block *pairs, const char *label,
    const struct plan_text *text)
{
	if (field_given(&text->f) && text->s.n)
		doc_pair(d, pairs, label, text->s, text->f.at);
}

void
doc_pair_date(struct doc *d, struct block *pairs, const char *label,
    const struct plan_date *date)
{
	if (field_given(&date->f))
		doc_pair(d, pairs, label, doc_date(d, date->d), SPAN_NONE);
}

static struct str
yes_no(const struct plan_bool *b)
{
	return b->yes ? STR("ja") : STR("nej");
}

void
doc_pair_bool(struct doc *d, struct block *pairs, const char *label,
    const struct plan_bool *b)
{
	if (field_given(&b->f))
		doc_pair(d, pairs, label, yes_no(b), SPAN_NONE);
}

void
doc_pair_word(struct doc *d, struct block *pairs, const char *label,
    const struct plan_word *w)
{
	if (field_given(&w->f))
		doc_pair(d, pairs, label, str_from(plan_word_of(w)), w->f.at);
}

void
doc_add_word(struct doc *d, struct prose *p, const char *word)
{
	if (!prose_empty(p))
		prose_run(d->arena, p, STR(", "), SPAN_NONE);
	prose_run(d->arena, p, str_from(word), SPAN_NONE);
}

bool
doc_stops(struct str text)
{
	text = str_trim(text);
	return str_ends(text, STR(".")) || str_ends(text, STR("?")) ||
	       str_ends(text, STR("!"));
}

void
doc_add_text(struct doc *d, struct prose *p, struct str text, struct span at)
{
	if (!prose_empty(p)) {
		const struct sentence *s = &p->items[p->count - 1];
		struct str last = s->items[s->count - 1].text;

		/* After a whole sentence there is no comma. */
		prose_run(d->arena, p, doc_stops(last) ? STR(" ") : STR(", "),
		    SPAN_NONE);
	}
	prose_run(d->arena, p, without_breaks(d, text), at);
}

/* What the short words of the form are called where somebody reads them. */
static const char *
printed_word(const char *word)
{
	static const char *const names[][2] = {
		{ "sip", "samordnad individuell plan (SIP)" },
		{ "lss", "individuell plan enligt LSS" },
		{ "utskrivning", "plan vid utskrivning" },
		{ "öppen tvångsvård", "plan vid öppen tvångsvård" },
		{ "habilitering", "plan för habilitering" },
		{ "hvb", "plan vid HVB" },
		{ "skadligt beteende",
		    "eget skadligt beteende eller annan psykisk ohälsa" },
		{ "biståndshandläggare", "handläggare" },
		{ "vub-team", "VUB-team" },
		{ "rehabmedicin", "rehabteam" },
		{ "neuropsykiatrisk", "neuropsykiatrisk funktionsnedsättning" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(word, names[i][0]) == 0)
			return names[i][1];
	return word;
}

void
doc_pair_words(struct doc *d, struct block *pairs, const char *label,
    const struct plan_words *words)
{
	struct pair *pair;

	if (words->count == 0)
		return;
	pair =
	    block_pair(d->sheet, pairs, str_from(label), STR_NONE, SPAN_NONE);
	for (size_t i = 0; i < words->count; i++)
		doc_add_word(d, &pair->value,
		    printed_word(plan_word_of(&words->items[i])));
}

void
doc_pair_texts(struct doc *d, struct block *pairs, const char *label,
    const struct plan_texts *texts)
{
	struct pair *pair;

	if (texts->count == 0)
		return;
	pair =
	    block_pair(d->sheet, pairs, str_from(label), STR_NONE, SPAN_NONE);
	for (size_t i = 0; i < texts->count; i++) {
		/* Staff read a row of words, the person one on each line. */
		if (d->sheet->style != SHEET_STAFF) {
			doc_prose(d, &pair->value, texts->items[i].s,
			    texts->items[i].f.at);
			continue;
		}
		doc_add_text(
		    d, &pair->value, texts->items[i].s, texts->items[i].f.at);
	}
}

void
doc_pair_who(struct doc *d, struct block *pairs, const char *label,
    const struct plan_person_ref *ref)
{
	if (ref->to)
		doc_pair(
		    d, pairs, label, doc_who(d, ref->to), ref->to->name.f.at);
}

struct block *
doc_pairs(struct doc *d)
{
	return sheet_add(d->sheet, NULL, BLOCK_PAIRS);
}

struct str
doc_name(const struct doc *d)
{
	return d->plan->person.called.s;
}

static struct str
date_text(struct doc *d, date_t date, bool weekday)
{
	struct sb sb = { 0 };
	struct str s;

	date_words(&sb, date, STR("sv"), weekday);
	s = arena_str(d->arena, sb_view(&sb));
	sb_release(&sb);
	return s;
}

struct str
doc_day(struct doc *d, date_t date)
{
	return date_text(d, date, true);
}

struct str
doc_date(struct doc *d, date_t date)
{
	return date_text(d, date, false);
}

struct str
doc_iso(struct doc *d, date_t date)
{
	char text[11];

	date_iso(date, text);
	return arena_str(d->arena, str_from(text));
}

struct str
doc_role(const struct plan_participant *who)
{
	return who->role.w == ROLE_OTHER
		   ? STR_NONE
		   : str_from(printed_word(plan_word_of(&who->role)));
}

struct str
doc_who(struct doc *d, const struct plan_participant *who)
{
	struct str role = doc_role(who);
	/* Titles are for those who may see the whole plan. */
	bool whole = d->paper == PAPER_PLAN || d->paper == PAPER_ADJUST;

	if (whole && field_given(&who->title.f) && who->title.s.n)
		return doc_fmt(d, "%.*s, %.*s", STR_ARG(who->name.s),
		    STR_ARG(who->title.s));
	if (role.n == 0)
		return who->name.s;
	return doc_fmt(d, "%.*s, %.*s", STR_ARG(who->name.s), STR_ARG(role));
}

struct str
doc_service(const struct plan_service_ref *service)
{
	return service->to ? service->to->name.s : service->id;
}

struct str
doc_ref(struct doc *d, const struct plan_person_ref *ref)
{
	if (ref->self)
		return doc_name(d);
	return ref->to ? ref->to->name.s : ref->id;
}

const struct picture *
doc_picture(const struct doc *d, struct str concept)
{
	const struct pictogram *p =
	    d->ctx->theme ? theme_pictogram(d->ctx->theme, concept) : NULL;

	return p ? p->picture : NULL;
}

struct str
doc_alt(const struct doc *d, struct str concept)
{
	const struct pictogram *p =
	    d->ctx->theme ? theme_pictogram(d->ctx->theme, concept) : NULL;

	return p ? p->alt.s : STR_NONE;
}

void
doc_set_picture(const struct doc *d, struct block *b, struct str concept)
{
	b->picture = doc_picture(d, concept);
	b->alt = doc_alt(d, concept);
}

const struct plan_text *
doc_goal(const struct plan_goal *g)
{
	return field_given(&g->own_words.f) && g->own_words.s.n ? &g->own_words
								: &g->plain;
}

bool
doc_said_yes(const struct doc *d)
{
	return plan_open_by_yes(d->plan, d->ctx->today);
}

struct block *
doc_table(
    struct doc *d, const char *const *heads, const int *widths, size_t count)
{
	struct block *table = sheet_add(d->sheet, NULL, BLOCK_TABLE);
	struct block *row = sheet_add(d->sheet, table, BLOCK_ROW);

	row->head = true;
	table->widths = widths;
	table->width_count = count;
	for (size_t i = 0; i < count; i++) {
		struct block *cell = sheet_cell(d->sheet, row);

		doc_prose(d, &cell->text, str_from(heads[i]), SPAN_NONE);
	}
	return table;
}

struct block *
doc_row(struct doc *d, struct block *table)
{
	return sheet_add(d->sheet, table, BLOCK_ROW);
}

void
doc_cell(struct doc *d, struct block *row, struct str text, struct span at)
{
	struct block *cell = sheet_cell(d->sheet, row);

	doc_prose(d, &cell->text, text, at);
}

void
doc_cell_text(struct doc *d, struct block *row, const struct plan_text *text)
{
	doc_cell(d, row, text->s, text->f.at);
}

void
doc_cell_date(struct doc *d, struct block *row, const struct plan_date *date)
{
	doc_cell(d, row, field_given(&date->f) ? doc_iso(d, date->d) : STR_NONE,
	    SPAN_NONE);
}

void
doc_cell_contact(struct doc *d, struct block *row,
    const struct plan_text *phone, const struct plan_text *email)
{
	struct block *cell = sheet_cell(d->sheet, row);

	doc_prose(d, &cell->text, phone->s, phone->f.at);
	doc_prose(d, &cell->text, email->s, email->f.at);
}

void
doc_blank_rows(struct doc *d, struct block *table, size_t cells, size_t rows)
{
	while (rows--) {
		struct block *row = doc_row(d, table);

		for (size_t i = 0; i < cells; i++)
			doc_cell(d, row, STR_NONE, SPAN_NONE);
	}
}
