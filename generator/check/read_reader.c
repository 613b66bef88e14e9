/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Goes through the tree of a page: flattens each block that holds text, cuts
 * it into sentences, and lets the rules speak of their words.
 */
#include "check/read.h"

#include "diag/msg.h"

enum { A4_LINES = 33 };

/* --- rules --- */

static void
set_rule(struct reader *rd, size_t i)
{
	rd->rule = &read_rules[i];
	rd->level = &rd->r->levels[i][rd->profile];
}

static bool
is_silent(const struct reader *rd)
{
	return rd->level->severity[NORMAL] == SEV_NONE &&
	       rd->level->severity[STRONG] == SEV_NONE;
}

/* Rules that a flag wakes, as bits. */
static uint64_t
awake(const struct awake *awake, uint64_t any)
{
	uint64_t rules = 0;

	for (any &= awake->needs; any; any &= any - 1)
		rules |= awake->wakes[__builtin_ctzll(any)];
	return rules;
}

/*
 * Flags that wake rules: those of its items, and what is seen of the sentence
 * as a whole.
 */
static uint64_t
waking(const struct reader *rd, const struct reading *s)
{
	uint64_t has = s->any;

	if (s->twice & WORD_AND)
		has |= HAS_TWO_AND;
	if ((s->twice & WORD_SUBJUNCTION) || reading_inserts(s))
		has |= HAS_CLAUSES;
	if (s->words > rd->r->active[rd->profile].many)
		has |= HAS_MANY;
	if (rd->pending_count || (s->listed & LISTED_PLAIN))
		has |= HAS_PENDING;
	if (item_in(s, 0, LISTED_DET | LISTED_DEN | LISTED_DE))
		has |= HAS_THIS;
	return has;
}

static void
read_sentence(struct reader *rd, struct reading *s)
{
	const struct awake *active = &rd->r->active[rd->profile].sentence;
	uint64_t rules;

	read_words(rd, s);
	if (s->words == 0)
		return;
	if (rd->in == IN_TEXT)
		read_measure(rd, s);
	rd->sentences++;
	rd->text_lines += read_lines(s->text);
	rd->any |= s->any;
	rd->listed |= s->listed;
	for (rules = awake(active, waking(rd, s)); rules; rules &= rules - 1) {
		const struct spoken *rule =
		    &active->rules[__builtin_ctzll(rules)];

		rd->rule = rule->rule;
		rd->level = rule->level;
		rd->rule->sentence(rd, s);
	}
	if (s->any & WORD_CLAIM) {
		read_claim(rd, s);
		read_credit(rd);
	}
}

static void
read_text(struct reader *rd)
{
	struct str rest = rd->text;
	struct reading s = { .text = STR_NONE };

	rd->previous = (struct reading){ .text = STR_NONE };
	rd->sentences = rd->text_lines = 0;
	rd->listed = 0;
	while (sentence_next(&rest, &s.text)) {
		s.off = (size_t)(s.text.p - rd->text.p);
		read_sentence(rd, &s);
		rd->previous.text = s.text;
		rd->previous.words = s.words;
	}
	rd->lines += rd->text_lines;
}

/* --- blocks --- */

static void
add_segment(struct reader *rd, const struct node *n, size_t off, size_t len)
{
	*arena_push(&rd->scratch, &rd->segments) = (struct segment){
		.off = off,
		.len = len,
		.node = n,
		.exact = n->kind == NODE_TEXT,
	};
}

static void
add_text(struct reader *rd, const struct node *n, struct str text)
{
	add_segment(rd, n, rd->flat.n, text.n);
	sb_str(&rd->flat, text);
}

/* What was put into rd->flat is the text that is read. */
static void
map_text(struct reader *rd)
{
	static const char behind[PLAIN_PAD] = { 0 };

	rd->text.n = rd->flat.n;
	sb_bytes(&rd->flat, behind, sizeof(behind));
	rd->text.p = rd->flat.p;
	plain_map_fill(&rd->map, &rd->map_bits, rd->text);
}

/* A text as it stands. */
static void
take_text(struct reader *rd, struct str text)
{
	sb_reset(&rd->flat);
	sb_str(&rd->flat, text);
	map_text(rd);
}

/* The text of a block with inline children, into rd->text. */
static void
flatten(struct reader *rd, const struct node *block)
{
	rd->segments.count = 0;
	sb_reset(&rd->flat);
	for (const struct node *n = block->first; n; n = node_next(n, block)) {
		rd->kinds |= WORD_BIT(n->kind);
		if (n->kind == NODE_TEXT)
			add_text(rd, n, n->text);
		else if (n->kind == NODE_CODE)
			add_text(rd, n, STR("kod"));
		else if (n->kind == NODE_SOFT_BREAK)
			sb_ch(&rd->flat, ' ');
		else if (n->kind == NODE_HARD_BREAK)
			sb_ch(&rd->flat, '\n');
	}
	map_text(rd);
}

static enum place_kind
place_of(const struct node *n)
{
	if (n->kind == NODE_HEADING)
		return IN_HEADING;
	for (; n; n = n->parent)
		if (n->kind == NODE_CELL)
			return IN_CELL;
	return IN_TEXT;
}

static void
read_block(struct reader *rd, const struct node *n)
{
	const struct awake *active = &rd->r->active[rd->profile].block;
	bool inline_text = n->first && node_is_inline(n->first->kind);

	rd->text = STR_NONE;
	rd->segments.count = 0;
	rd->kinds = WORD_BIT(n->kind);
	if (inline_text) {
		flatten(rd, n);
		rd->in = place_of(n);
		read_text(rd);
		rd->lines += n->kind == NODE_HEADING ? 2 : 1;
	} else if (n->kind == NODE_BOX && n->text.n) {
		*arena_push(&rd->scratch, &rd->segments) =
		    (struct segment){ .len = n->text.n, .node = n };
		take_text(rd, n->text);
		rd->in = IN_HEADING;
		read_text(rd);
		rd->lines += 2;
	}
	rd->all_kinds |= rd->kinds;
	for (uint64_t rules = awake(active, rd->kinds); rules;
	     rules &= rules - 1) {
		const struct spoken *rule =
		    &active->rules[__builtin_ctzll(rules)];

		rd->rule = rule->rule;
		rd->level = rule->level;
		rd->rule->block(rd, n);
	}
}

static void
take_allow(struct reader *rd, const struct node *n)
{
	enum diag_code code = diag_find(n->text);

	if (code == DIAG_COUNT || n->text.n != 3 || n->text.p[0] != 'T')
		return;
	*arena_push(&rd->scratch, &rd->allows) =
	    (struct allow){ .node = n, .code = code };
}

/* Blocks below n; what is allowed holds for the block that comes next. */
static void
read_blocks(struct reader *rd, const struct node *parent)
{
	size_t waiting = rd->allows.count;

	for (const struct node *n = parent->first; n; n = n->next) {
		size_t first = waiting, count;

		if (n->kind == NODE_ALLOW) {
			take_allow(rd, n);
			continue;
		}
		count = rd->allows.count;
		for (size_t i = first; i < count; i++)
			rd->allows.items[i].active = true;
		read_block(rd, n);
		if (n->first && node_is_block(n->first->kind))
			read_blocks(rd, n);
		for (size_t i = first; i < count; i++)
			rd->allows.items[i].active = false;
		waiting = rd->allows.count;
	}
}

/* A text of front matter or a data file. */
static void
read_value(struct reader *rd, const struct text *t, enum place_kind in)
{
	struct str source = source_text(&rd->ds->sources, t->at.source);
	struct str written = str_sub(source, t->at.off, t->at.len);
	size_t at = str_find(written, t->s);
	struct segment g = { .len = t->s.n, .at = t->at };

	if (t->s.n == 0)
		return;
	if (at != STR_NOT_FOUND) {
		g.exact = true;
		g.at.off += (uint32_t)at;
		g.at.len = (uint32_t)t->s.n;
	}
	rd->segments.count = 0;
	*arena_push(&rd->scratch, &rd->segments) = g;
	take_text(rd, t->s);
	rd->in = in;
	read_text(rd);
}

static void
finish(struct reader *rd)
{
	struct page_measures *m = rd->m;

	m->sentences = rd->measure.sentences;
	m->words = rd->measure.words;
	m->long_words = rd->measure.long_words;
	m->longest = rd->measure.longest;
	m->lix = measure_lix(&rd->measure);
	m->mean = measure_mean(&rd->measure);
	m->long_share = measure_long_share(&rd->measure);
	m->lix_without_names = measure_lix(&rd->without_names);
	/* Whole sheets: a line more begins another. */
	size_t sheets = (rd->lines + A4_LINES - 1) / A4_LINES;

	m->a4_pages = (double)sheets;
	rd->page_end = true;
	for (size_t i = 0; i < read_rule_count; i++) {
		if (read_rules[i].end == NULL)
			continue;
		set_rule(rd, i);
		if (!is_silent(rd))
			read_rules[i].end(rd);
	}
}

static void
list_allows(struct reader *rd)
{
	struct page_measures *m = rd->m;

	m->allowed_count = rd->allows.count;
	m->allowed = arena_array(rd->arena, struct allowed, m->allowed_count);
	for (size_t i = 0; i < rd->allows.count; i++) {
		const struct allow *a = &rd->allows.items[i];

		m->allowed[i] = (struct allowed){
			.code = a->code,
			.reason = a->node->info,
			.line =
			    source_place(&rd->ds->sources, a->node->at).line,
			.used = a->used,
		};
		if (a->used == 0) {
			diag_add(rd->ds, DIAG_T38, a->node->at,
			    N_("nothing here needs %s to be allowed"),
			    diag_info(a->code)->id);
			m->findings[SEV_WARNING]++;
		}
	}
}

static void
release(struct reader *rd)
{
	arena_release(&rd->scratch);
	sb_release(&rd->flat);
	sb_release(&rd->map_bits);
}

struct page_measures *
check_readability(struct arena *a, const struct readability *r,
    const struct page *page, struct diags *ds)
{
	struct reader rd = {
		.r = r, .page = page, .ds = ds, .arena = a, .heading_level = 1
	};

	rd.m = arena_new(a, struct page_measures);
	if (page->variant == VARIANT_ENGLISH || page->doc == NULL)
		return rd.m;
	rd.m->measured = true;
	rd.profile =
	    page->variant == VARIANT_EASY ? PROFILE_EASY : PROFILE_PLAIN;
	rd.uses = arena_array(&rd.scratch, struct use, r->row_count + 1);
	read_value(&rd, &page->meta.title, IN_TITLE);
	read_value(&rd, &page->meta.summary, IN_TITLE);
	read_blocks(&rd, page->doc);
	finish(&rd);
	list_allows(&rd);
	release(&rd);
	return rd.m;
}

/* One text of a data file, on its own. */
static void
check_value(const struct readability *r, struct diags *ds, const struct text *t,
    enum profile profile, struct str word)
{
	struct arena arena = { 0 };
	struct reader rd = {
		.r = r, .ds = ds, .arena = &arena, .profile = profile
	};
	uint32_t row = table_find(r, word);

	if (t->s.n == 0)
		return;
	rd.m = arena_new(&arena, struct page_measures);
	rd.uses = arena_array(&arena, struct use, r->row_count + 1);
	/* A word is not explained inside its own explanation. */
	if (row)
		rd.uses[row - 1].seen = rd.uses[row - 1].explained = true;
	read_value(&rd, t, IN_DATA);
	read_t22_end(&rd);
	release(&rd);
	arena_release(&arena);
}

void
check_readability_data(const struct readability *r, struct diags *ds)
{
	static const enum profile profiles[] = {
		[VARIANT_PLAIN] = PROFILE_PLAIN, [VARIANT_EASY] = PROFILE_EASY
	};
	const struct site *site = r->site;

	for (size_t i = 0; i < site->term_count; i++) {
		const struct term *t = &site->terms[i];

		check_value(r, ds, &t->easy, PROFILE_EASY, t->term.s);
		check_value(r, ds, &t->definition, PROFILE_PLAIN, t->term.s);
	}
	for (size_t i = 0; i < site->word_count; i++)
		check_value(r, ds, &site->words[i].easy, PROFILE_EASY,
		    site->words[i].word.s);
	for (size_t i = 0; i < site->revisions.count; i++) {
		const struct revision *v = site->revisions.items[i];

		check_value(
		    r, ds, &v->summary[VARIANT_EASY], PROFILE_EASY, STR_NONE);
		check_value(
		    r, ds, &v->summary[VARIANT_PLAIN], PROFILE_PLAIN, STR_NONE);
		for (size_t j = 0; j < v->change_count; j++) {
			check_value(
			    r, ds, &v->changes[j].easy, PROFILE_EASY, STR_NONE);
			check_value(r, ds, &v->changes[j].plain, PROFILE_PLAIN,
			    STR_NONE);
		}
	}
	for (size_t v = 0; v < sizeof(profiles) / sizeof(*profiles); v++)
		for (size_t i = 0; i < site->config.card_count[v]; i++)
			check_value(r, ds, &site->config.cards[v][i].text,
			    profiles[v], STR_NONE);
}
