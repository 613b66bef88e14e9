/* SPDX-License-Identifier: EUPL-1.2 */
/* What every rule uses: places, saying, and the items of a sentence. */
#include "check/read.h"

/* --- places --- */

static struct span
segment_place(
    const struct reader *rd, const struct segment *g, size_t off, size_t len)
{
	if (off + len > g->len)
		len = g->len > off ? g->len - off : 0;
	if (g->node && g->exact)
		return node_place(g->node,
		    source_text(&rd->ds->sources, g->node->at.source), off,
		    len);
	if (g->node || !g->exact)
		return g->node ? g->node->at : g->at;
	return (struct span){ g->at.source, g->at.off + (uint32_t)off,
		(uint32_t)len };
}

static const struct segment *
segment_at(const struct reader *rd, size_t off)
{
	size_t low = 0, high = rd->segments.count;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (rd->segments.items[mid].off <= off)
			low = mid;
		else
			high = mid;
	}
	return high ? &rd->segments.items[low] : NULL;
}

struct span
read_place(const struct reader *rd, size_t off, size_t len)
{
	const struct segment *first = segment_at(rd, off);
	const struct segment *last = segment_at(rd, off + len - (len > 0));
	struct span from, to;

	if (first == NULL)
		return SPAN_NONE;
	from = segment_place(rd, first, off - first->off, len);
	if (first == last || len == 0)
		return from;
	to = segment_place(rd, last, 0, off + len - last->off);
	if (to.source == from.source && to.off + to.len > from.off)
		from.len = to.off + to.len - from.off;
	return from;
}

struct span
read_span(const struct reader *rd, const struct reading *s, size_t i, size_t j)
{
	size_t off = s->items[i].t.off;

	return read_place(
	    rd, s->off + off, s->items[j].t.off + s->items[j].t.len - off);
}

/* --- saying --- */

size_t
read_allow_now(const struct reader *rd, enum diag_code code)
{
	for (size_t i = rd->allows.count; i-- > 0;)
		if (rd->allows.items[i].code == code &&
		    (rd->allows.items[i].active || rd->page_end))
			return i + 1;
	return 0;
}

bool
read_allowed(struct reader *rd, size_t note)
{
	if (note == 0)
		return false;
	rd->allows.items[note - 1].used++;
	return true;
}

bool
read_begin(struct reader *rd, enum diag_code code)
{
	for (size_t i = 0; i < read_rule_count; i++) {
		if (read_rules[i].code != code)
			continue;
		rd->rule = &read_rules[i];
		rd->level = &rd->r->levels[i][rd->profile];
		return rd->level->severity[NORMAL] != SEV_NONE;
	}
	return false;
}

bool
read_room(struct reader *rd, enum degree degree)
{
	if (rd->level->severity[degree] != SEV_INFO ||
	    (rd->ds->count < HINTS_MOST &&
		rd->m->findings[SEV_INFO] < HINTS_PER_PAGE))
		return true;
	rd->m->findings[SEV_INFO]++;
	rd->ds->dropped++;
	return false;
}

bool
read_may(struct reader *rd, enum degree degree, struct span at)
{
	(void)at;
	if (rd->level->severity[degree] == SEV_NONE)
		return false;
	return !read_allowed(rd, read_allow_now(rd, rd->rule->code)) &&
	       read_room(rd, degree);
}

void
read_settle(struct reader *rd, enum degree degree, struct finding *f)
{
	f->severity = (enum severity)rd->level->severity[degree];
	rd->m->findings[f->severity]++;
}

/* --- items --- */

static const struct {
	enum listed lists;
	const char *words;
} lists[] = {
	{ LISTED_MEANS, "betyder kallas innebär heter" },
	{ LISTED_IS, "är" },
	{ LISTED_DEFINING, "en ett när att de det den ditt din där vem" },
	{ LISTED_CALLED, "kallas heter kallar betyder ordet namn namnet" },
	{ LISTED_WHO, "det den de hon han" },
	{ LISTED_TELLS, "säger visar berättar beskriver handlar hjälper "
			"arbetar innehåller vill" },
	{ LISTED_SUBJECT, "jag du hon han vi ni man hen" },
	{ LISTED_OBJECT, "dig mig honom henne oss er dem sig" },
	{ LISTED_SPAN, "vecka veckor dag dagar månad månader år timme timmar "
		       "stund minut minuter tid" },
	{ LISTED_RELATIVE, "som vilket vilken vilka vars där dit" },
	{ LISTED_DET, "det" },
	{ LISTED_DEN, "den denna" },
	{ LISTED_DE, "de dessa" },
	{ LISTED_EMPTY,
	    "övrigt diverse annat inledning introduktion information allmänt "
	    "bakgrund rubrik text viktigt tips obs exempel sammanfattning "
	    "avslutning fakta annan övrig allmän" },
};

void
lists_add(struct lexicon *l)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct str rest = str_from(lists[i].words), word;

		while (str_next_part(&rest, ' ', &word))
			lexicon_list(l, word, (uint16_t)lists[i].lists);
	}
}

bool
word_listed(const char *list, struct str folded)
{
	const char *word = folded.p;
	size_t n = folded.n;

	while (*list) {
		size_t i = 0;

		while (i < n && list[i] == word[i])
			i++;
		if (i == n && (list[n] == ' ' || list[n] == '\0'))
			return true;
		list += i;
		while (*list && *list != ' ')
			list++;
		list += *list == ' ';
	}
	return false;
}

bool
item_among(const struct reading *s, size_t i, const char *words)
{
	char key[WORD_LONGEST];
	const struct token *t;
	size_t n;

	if (i >= s->count || s->items[i].t.kind == TOKEN_MARK)
		return false;
	t = &s->items[i].t;
	if (!(t->shape & (SHAPE_CAPITAL | SHAPE_CAPITALS | SHAPE_MIXED)))
		return word_listed(words, str_of(s->text.p + t->off, t->len));
	n = word_fold(item_text(s, i), key);
	return word_listed(words, str_of(key, n));
}

bool
item_finite(const struct reading *s, size_t i)
{
	unsigned verb = item_verb(s, i);
	size_t before = item_before(s, i);

	/* Listed: "finns" counts, "planeras" is both. */
	if (verb & VERB_DEPONENT)
		return true;
	if (!(verb & VERB_FINITE) || (verb & VERB_PASSIVE_MAYBE))
		return false;
	if (before == SIZE_MAX)
		return true;
	if (item_is(s, before, VERB_MODAL) && (verb & VERB_INFINITIVE))
		return false;
	if (!(verb & VERB_GUESSED))
		return !(item_is(s, before, WORD_ARTICLE | WORD_POSSESSIVE) &&
			 !item_is(s, before, WORD_PRONOUN));
	/* Guessed: "planer", "dagar" end as verbs do. */
	return item_is(s, before, WORD_PRONOUN) &&
	       !item_is(s, before, WORD_ARTICLE);
}

/* Where the hash stands, or the empty place for it. */
static size_t
seen_slot(const struct seen *seen, uint64_t hash)
{
	size_t at = hash & (seen->cap - 1);

	while (seen->slots[at] && seen->slots[at] != hash)
		at = (at + 1) & (seen->cap - 1);
	return at;
}

static void
seen_grow(struct arena *a, struct seen *seen)
{
	struct seen old = *seen;

	seen->cap = old.cap ? old.cap * 2 : SEEN_SLOTS;
	seen->slots = arena_array(a, uint64_t, seen->cap);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i])
			seen->slots[seen_slot(seen, old.slots[i])] =
			    old.slots[i];
}

bool
read_was_seen(const struct reader *rd, uint64_t hash)
{
	return rd->seen.cap && rd->seen.slots[seen_slot(&rd->seen, hash)];
}

bool
read_first_time(struct reader *rd, uint64_t hash)
{
	struct seen *seen = &rd->seen;
	size_t at;

	if (seen->count * 2 >= seen->cap)
		seen_grow(&rd->scratch, seen);
	at = seen_slot(seen, hash);
	if (seen->slots[at])
		return false;
	seen->slots[at] = hash;
	seen->count++;
	return true;
}
