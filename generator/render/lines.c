/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/lines.h"

#include <string.h>

#include "base/utf8.h"
#include "diag/msg.h"
#include "render/phrase.h"
#include "render/word_store.h"

/* A part of a word in one manner. */
struct piece {
	struct str text;
	float width;
	uint32_t element;
	enum face face;
	enum ink ink;
	uint32_t characters;
	uint32_t bits; /* phrase.h */
};

/* What stands between two places where a line may end. */
struct word {
	struct piece *items;
	size_t count;
	size_t cap;
	float width;
	uint32_t characters;
	uint32_t bits; /* phrase.h */
	bool glued;    /* no space before it: a part of a long word */
	struct span at;
	struct str whole; /* the text of its first piece */
};

struct words {
	struct word *items;
	size_t count;
	size_t cap;
};

struct setting {
	struct typesetter *t;
	const struct manner *m;
	float width;
	struct words words;
};

uint32_t
element_add(struct layout *l, uint32_t parent, enum tag role)
{
	struct element *e = arena_push(l->arena, &l->elements);

	e->role = role;
	e->parent = parent;
	return (uint32_t)(l->elements.count - 1);
}

/* Scripts that need shaping or run from right to left, and lone marks. */
static bool
needs_shaping(uint32_t cp)
{
	return (cp >= 0x0300 && cp <= 0x036f) ||
	       (cp >= 0x0590 && cp <= 0x08ff) ||
	       (cp >= 0x0900 && cp <= 0x109f) ||
	       (cp >= 0x1780 && cp <= 0x18af) ||
	       (cp >= 0xfb1d && cp <= 0xfdff) ||
	       (cp >= 0xfe70 && cp <= 0xfeff) ||
	       (cp >= 0x10800 && cp <= 0x10fff);
}

/* Drawn as nothing: soft hyphen, zero-width characters, variation choice. */
static bool
is_nothing(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200d) || cp == 0x2060 ||
	       cp == 0xfe0e;
}

static bool
first_time(struct typesetter *t, uint32_t cp)
{
	for (size_t i = 0; i < t->reported.count; i++) {
		if (t->reported.items[i] == cp)
			return false;
	}
	*arena_push(t->arena, &t->reported) = cp;
	return true;
}

/* Our own words have no place in a source; the document is named instead. */
static void
name_document(struct typesetter *t, struct finding *f)
{
	if (!f->file.n)
		f->file = arena_str(&t->ds->arena, t->sheet->file);
}

static void
refuse(struct typesetter *t, const struct run *r, size_t off, size_t len,
    uint32_t cp)
{
	struct span at = r->at;
	struct str c = str_sub(r->text, off, len);
	struct finding *f;

	t->layout->failed = true;
	if (!first_time(t, cp))
		return;
	if (at.source && at.len == r->text.n) {
		at.off += (uint32_t)off;
		at.len = (uint32_t)len;
	}
	if (needs_shaping(cp))
		f = diag_add(t->ds, DIAG_P12, at,
		    N_("\"%.*s\" (U+%04X) belongs to a script that cannot be drawn"),
		    STR_ARG(c), cp);
	else
		f = diag_add(t->ds, DIAG_P05, at,
		    N_("no face has the character \"%.*s\" (U+%04X)"),
		    STR_ARG(c), cp);
	name_document(t, f);
}

float
line_width(
    const struct typesetter *t, struct str text, enum face face, float size)
{
	const struct font *f = t->options->faces[face];
	long sum = 0;
	size_t off = 0;

	while (off < text.n) {
		int advance = font_advance(f, utf8_decode(text, &off));

		if (advance > 0)
			sum += advance;
	}
	return (float)sum * size / 1000.0F;
}

/*
 * The deprecated letter ŉ is two letters by its own definition, and few faces
 * have it.
 */
enum { N_APOSTROPHE = 0x149, APOSTROPHE = 0x2bc };

/* Measures and checks the characters of a piece; true: all are as they are. */
static bool
measure_all(
    const struct setting *s, const struct run *r, struct piece *p, long *width)
{
	const struct font *f = s->t->options->faces[p->face];
	size_t off = (size_t)(p->text.p - r->text.p);
	size_t end = off + p->text.n;
	long sum = 0;
	bool holes = false;

	while (off < end) {
		size_t from = off;
		uint32_t cp = utf8_decode(r->text, &off);
		int advance = font_advance(f, cp);

		if (is_nothing(cp)) {
			holes = true;
			continue;
		}
		if (cp == N_APOSTROPHE && advance < 0) {
			holes = true;
			sum +=
			    font_advance(f, APOSTROPHE) + font_advance(f, 'n');
			p->characters += 2;
			continue;
		}
		if (advance < 0 || needs_shaping(cp)) {
			refuse(s->t, r, from, off - from, cp);
			holes = true;
			continue;
		}
		sum += advance;
		p->characters++;
	}
	*width = sum;
	return !holes;
}

/* Without what is drawn as nothing or cannot be drawn. */
static void
clean_piece(const struct setting *s, struct piece *p)
{
	const struct font *f = s->t->options->faces[p->face];
	struct sb clean = { 0 };
	size_t off = 0;

	while (off < p->text.n) {
		uint32_t cp = utf8_decode(p->text, &off);

		if (cp == N_APOSTROPHE && font_advance(f, cp) < 0) {
			utf8_encode(&clean, APOSTROPHE);
			utf8_encode(&clean, 'n');
		} else if (!is_nothing(cp) && font_advance(f, cp) >= 0 &&
			   !needs_shaping(cp)) {
			utf8_encode(&clean, cp);
		}
	}
	p->text = arena_str(s->t->arena, sb_view(&clean));
	sb_release(&clean);
}

static void
measure(const struct setting *s, const struct run *r, struct piece *p)
{
	struct word_facts *known = word_find(s->t->options->words, p->text);
	long sum;

	p->bits = known ? known->bits : phrase_class(p->text);
	if (known && known->advance[p->face] >= 0) {
		sum = known->advance[p->face];
		p->characters = known->characters;
	} else if (!measure_all(s, r, p, &sum)) {
		clean_piece(s, p);
	} else if (known) {
		known->advance[p->face] = (int32_t)sum;
		known->characters = (uint8_t)p->characters;
	}
	p->width = (float)sum * s->m->size / 1000.0F;
}

static struct word *
new_word(struct setting *s, bool glued)
{
	struct word *w = arena_push(s->t->arena, &s->words);

	w->glued = glued;
	return w;
}

/* The element of a run's text: its own for a link or another language. */
static uint32_t
run_element(struct setting *s, const struct run *r, uint32_t element)
{
	struct layout *l = s->t->layout;
	bool other = r->lang.n && !str_eq(r->lang, s->t->sheet->lang);

	if (!element || (!r->link.n && !other))
		return element;

	uint32_t id = element_add(l, element, r->link.n ? TAG_LINK : TAG_SPAN);
	struct element *e = &l->elements.items[id];

	e->link = r->link;
	e->at = r->at;
	if (other)
		e->lang = r->lang;
	return id;
}

static void
add_run(struct setting *s, const struct run *r, uint32_t element, bool *gap)
{
	uint32_t id = run_element(s, r, element);
	size_t i = 0;

	while (i < r->text.n) {
		if (ascii_space(r->text.p[i])) {
			*gap = true;
			i++;
			continue;
		}

		size_t from = i;

		while (i < r->text.n && !ascii_space(r->text.p[i]))
			i++;

		struct word *w = s->words.count && !*gap
				     ? &s->words.items[s->words.count - 1]
				     : new_word(s, false);
		struct piece *p = arena_push(s->t->arena, w);

		p->text = str_sub(r->text, from, i - from);
		p->element = id;
		p->face = r->strong ? FACE_BOLD : s->m->face;
		p->ink = r->link.n ? INK_MAIN : s->m->ink;
		if (w->count == 1) {
			w->whole = p->text;
			w->at = r->at;
			if (r->at.source && r->at.len == r->text.n) {
				w->at.off += (uint32_t)from;
				w->at.len = (uint32_t)(i - from);
			}
		}
		measure(s, r, p);
		w->width += p->width;
		w->characters += p->characters;
		*gap = false;
	}
}

/* Where a very long word may end without a sign of its own. */
static bool
parts_after(char c)
{
	return c == '-' || c == '/' || c == '@' || c == '.' || c == '_' ||
	       c == '&' || c == '?' || c == '=';
}

/*
 * How many bytes of a piece fit into width: the last part that fits, else the
 * last character. *own: the cut stands at a sign of the word.
 */
static size_t
fitting(const struct setting *s, const struct piece *p, float width,
    uint32_t most, bool *own)
{
	const struct font *f = s->t->options->faces[p->face];
	size_t off = 0, fits = 0, part = 0;
	uint32_t n = 0;
	float sum = 0;

	while (off < p->text.n) {
		int advance = font_advance(f, utf8_decode(p->text, &off));

		sum += (float)advance * s->m->size / 1000.0F;
		if ((sum > width || ++n > most) && fits)
			break;
		fits = off;
		if (parts_after(p->text.p[off - 1]) && off < p->text.n)
			part = off;
	}
	*own = part > 0;
	if (part)
		return part;
	/* A letter or two alone on the next line would not be read as a word. */
	for (int back = 0;
	     back < 3 && utf8_count(str_from_off(p->text, fits)) < 3 &&
	     fits > 12;
	     back++)
		fits = utf8_start(p->text, fits - 1);
	return fits;
}

static struct piece
cut_piece(const struct setting *s, struct piece *p, size_t n)
{
	struct piece head = *p;

	head.text.n = n;
	head.width = line_width(s->t, head.text, p->face, s->m->size);
	head.characters = (uint32_t)utf8_count(head.text);
	head.bits = phrase_class(head.text);
	p->text = str_from_off(p->text, n);
	p->width -= head.width;
	p->characters -= head.characters;
	p->bits = phrase_class(p->text);
	return head;
}

static void
too_long(struct setting *s, const struct word *w)
{
	name_document(s->t, diag_add(s->t->ds, DIAG_P06, w->at,
				N_("the word \"%.*s\" is wider than its line"),
				STR_ARG(w->whole)));
}

static bool
too_wide(const struct setting *s, const struct word *w)
{
	return w->width > s->width || w->characters > (uint32_t)s->m->most;
}

/* Parts words that are wider than the line, once for all words. */
static void
part_long_words(struct setting *s)
{
	struct words all = s->words;
	bool any = false;

	for (size_t i = 0; i < all.count && !any; i++)
		any = too_wide(s, &all.items[i]);
	if (!any)
		return;

	s->words = (struct words){ 0 };
	for (size_t i = 0; i < all.count; i++) {
		struct word *w = &all.items[i];

		if (!too_wide(s, w)) {
			*new_word(s, w->glued) = *w;
			continue;
		}

		bool said = false;
		struct word *now = new_word(s, w->glued);

		now->at = w->at;
		now->whole = w->whole;
		for (size_t k = 0; k < w->count; k++) {
			struct piece rest = w->items[k];

			while (now->width + rest.width > s->width ||
			       now->characters + rest.characters >
				   (uint32_t)s->m->most) {
				bool own = true;
				float room = s->width - now->width;
				size_t n = now->count && room < s->m->size * 2
					       ? 0
					       : fitting(s, &rest, room,
						     (uint32_t)s->m->most -
							 now->characters,
						     &own);

				if (n >= rest.text.n)
					break;
				if (n) {
					struct piece head =
					    cut_piece(s, &rest, n);

					*arena_push(s->t->arena, now) = head;
					now->width += head.width;
					now->characters += head.characters;
					if (!own && !said) {
						too_long(s, w);
						said = true;
					}
				}
				now = new_word(s, true);
			}
			*arena_push(s->t->arena, now) = rest;
			now->width += rest.width;
			now->characters += rest.characters;
		}
	}
}

/* The class of a word spoken as a whole; only its first piece is looked up. */
static void
classify(struct setting *s)
{
	struct word *last = NULL;

	for (size_t i = 0; i < s->words.count; i++) {
		struct word *w = &s->words.items[i];

		w->bits = w->count ? w->items[0].bits : 0;
		if (w->count > 1)
			w->bits |= w->items[w->count - 1].bits &
				   (WORD_STOP | WORD_COMMA);
		/* The first word has a capital without being a name. */
		if (!last || (last->bits & WORD_STOP))
			w->bits &=
			    ~(uint32_t)(w->bits & (WORD_SUBJECT | WORD_ARTICLE |
						      WORD_PREPOSITION |
						      WORD_SUBJUNCTION |
						      WORD_CONJUNCTION |
						      WORD_HELPER)
					    ? WORD_CAPITAL
					    : 0);
		last = w;
	}
}

/* Best way to set the words from here on. */
struct choice {
	float cost;
	size_t end; /* one past the last word of the line */
};

static float
line_cost(const struct setting *s, size_t from, size_t end, float width)
{
	const struct word *w = s->words.items;
	bool last = end == s->words.count;
	float empty = 1 - width / s->width;

	if (last) {
		/* One short word alone looks lost. */
		bool lonely =
		    from > 0 && end - from == 1 && w[from].characters < 10;

		if (lonely)
			return 160;
		return from > 0 && empty > 0.6F ? (empty - 0.6F) * 450 : 0;
	}
	if (!s->m->phrases)
		return 20 + empty * empty * 900 +
		       (w[end].glued ? 150
				     : (float)phrase_break(
					   w[end - 1].bits, w[end].bits) /
					   4);
	if (w[end].glued)
		return 150;
	return 170 + empty * empty * 160 +
	       (float)phrase_break(w[end - 1].bits, w[end].bits);
}

static void
choose(const struct setting *s, struct choice *best)
{
	size_t n = s->words.count;
	float space =
	    (float)font_advance(s->t->options->faces[s->m->face], ' ') *
	    s->m->size / 1000.0F;

	best[n] = (struct choice){ 0, n };
	for (size_t from = n; from-- > 0;) {
		float width = 0;
		uint32_t characters = 0;

		best[from] = (struct choice){ 1e30F, from + 1 };
		for (size_t end = from + 1; end <= n; end++) {
			const struct word *w = &s->words.items[end - 1];
			bool joined = end == from + 1 || w->glued;

			width += w->width + (joined ? 0 : space);
			characters += w->characters + (joined ? 0 : 1);
			if (end > from + 1 &&
			    (width > s->width + 0.01F ||
				characters > (uint32_t)s->m->most))
				break;

			float cost =
			    line_cost(s, from, end, width) + best[end].cost;

			if (cost < best[from].cost)
				best[from] = (struct choice){ cost, end };
		}
	}
}

/*
 * a, a space if wanted, and b. Where they lie behind each other in the source
 * already, nothing is copied.
 */
static struct str
join(struct arena *arena, struct str a, bool space, struct str b)
{
	size_t gap = space ? 1 : 0;

	if (a.n && b.p == a.p + a.n + gap && (!space || a.p[a.n] == ' '))
		return str_of(a.p, a.n + gap + b.n);

	char *p = arena_alloc(arena, a.n + gap + b.n + 1);

	memcpy(p, a.p, a.n);
	if (space)
		p[a.n] = ' ';
	if (b.n)
		memcpy(p + a.n + gap, b.p, b.n);
	return str_of(p, a.n + gap + b.n);
}

static void
put_text(struct setting *s, struct line *line, const struct piece *p,
    bool space, float *x)
{
	struct item *last = line->count ? &line->items[line->count - 1] : NULL;
	bool same =
	    last && last->element == p->element && last->face == p->face;

	/* The space belongs to the word before it, so that texts join. */
	if (space && last) {
		*x +=
		    (float)font_advance(s->t->options->faces[last->face], ' ') *
		    s->m->size / 1000.0F;
		if (!same)
			last->text =
			    join(s->t->arena, last->text, true, STR_NONE);
	}
	if (same) {
		last->text = join(s->t->arena, last->text, space, p->text);
		last->w = *x + p->width - last->x;
	} else {
		last = arena_push(s->t->arena, line);
		*last = (struct item){ .kind = ITEM_TEXT,
			.x = *x,
			.element = p->element,
			.w = p->width,
			.h = s->m->size,
			.ink = p->ink,
			.text = p->text,
			.size = s->m->size,
			.face = p->face };
	}
	*x += p->width;
}

static void
put_line(struct setting *s, struct lines *out, size_t from, size_t end, float x)
{
	struct line *line = arena_push(s->t->arena, out);
	float start = x;

	for (size_t i = from; i < end; i++) {
		const struct word *w = &s->words.items[i];

		for (size_t k = 0; k < w->count; k++)
			put_text(s, line, &w->items[k],
			    i > from && !k && !w->glued, &x);
		line->characters +=
		    w->characters + (i > from && !w->glued ? 1 : 0);
	}
	line->width = x - start;
}

/* Wrapped lines end with a space in the text, else words would join. */
static void
end_with_space(struct typesetter *t, struct line *line)
{
	struct item *last = line->count ? &line->items[line->count - 1] : NULL;

	if (last)
		last->text = join(t->arena, last->text, true, STR_NONE);
}

struct lines
lines_of(struct typesetter *t, const struct sentence *sentence,
    const struct manner *m, uint32_t element, float x, float width, bool more)
{
	struct setting s = { .t = t, .m = m, .width = width };
	struct lines out = { 0 };
	bool gap = true;

	for (size_t i = 0; i < sentence->count; i++)
		add_run(&s, &sentence->items[i], element, &gap);
	part_long_words(&s);
	classify(&s);
	if (!s.words.count)
		return out;

	struct choice *best =
	    arena_array(t->arena, struct choice, s.words.count + 1);

	choose(&s, best);
	for (size_t from = 0; from < s.words.count; from = best[from].end) {
		size_t end = best[from].end;

		put_line(&s, &out, from, end, x);
		if (end < s.words.count ? !s.words.items[end].glued : more)
			end_with_space(t, &out.items[out.count - 1]);
	}
	return out;
}

struct item
line_plain(struct typesetter *t, struct str text, const struct manner *m,
    uint32_t element, float x)
{
	return (struct item){ .kind = ITEM_TEXT,
		.element = element,
		.x = x,
		.w = line_width(t, text, m->face, m->size),
		.h = m->size,
		.ink = m->ink,
		.text = text,
		.size = m->size,
		.face = m->face };
}
