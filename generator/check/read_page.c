/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules about blocks and whole pages. */
#include "check/read.h"

#include "base/utf8.h"
#include "diag/msg.h"

/* Fewer words than this say nothing about a page. */
enum { ENOUGH_WORDS = 10, ENOUGH_SENTENCES = 2 };

static struct span
page_place(const struct reader *rd)
{
	if (rd->page == NULL)
		return SPAN_NONE;
	return rd->page->meta.title.at.source
		   ? rd->page->meta.title.at
		   : (struct span){ rd->page->source, 0, 0 };
}

static bool
enough(const struct reader *rd)
{
	return rd->m->words >= ENOUGH_WORDS &&
	       rd->m->sentences >= ENOUGH_SENTENCES;
}

/* STRONG, NORMAL or DEGREE_COUNT for none. */
static enum degree
above(const struct reader *rd, double value)
{
	const struct level *l = rd->level;

	if (l->severity[STRONG] != SEV_NONE && l->limit[STRONG] > 0 &&
	    value > l->limit[STRONG])
		return STRONG;
	if (l->severity[NORMAL] != SEV_NONE && value > l->limit[NORMAL])
		return NORMAL;
	return DEGREE_COUNT;
}

void
read_t02_end(struct reader *rd)
{
	enum degree degree = above(rd, rd->m->mean);
	int tenths = (int)(rd->m->mean * 10 + 0.5);

	if (degree != DEGREE_COUNT && enough(rd))
		READ_SAY_AT(rd, degree, page_place(rd),
		    N_("the sentences of the page have %d.%d words on average, "
		       "above %g"),
		    tenths / 10, tenths % 10, rd->level->limit[degree]);
}

void
read_t03_end(struct reader *rd)
{
	enum degree degree = above(rd, rd->m->lix);

	if (degree != DEGREE_COUNT && enough(rd))
		READ_SAY_AT(rd, degree, page_place(rd),
		    N_("LIX of the page is %.0f, above %g"), rd->m->lix,
		    rd->level->limit[degree]);
}

void
read_t06_end(struct reader *rd)
{
	enum degree degree = above(rd, rd->m->long_share);

	if (degree != DEGREE_COUNT && enough(rd))
		READ_SAY_AT(rd, degree, page_place(rd),
		    N_("%.0f per cent of the words have more than 6 letters, "
		       "above %g"),
		    rd->m->long_share, rd->level->limit[degree]);
}

/* The text of all below n, as one place. */
static struct span
whole(const struct node *n)
{
	return n->at;
}

void
read_t25_block(struct reader *rd, const struct node *n)
{
	for (const struct node *i = n->first; i; i = node_next(i, n))
		if (i->kind == NODE_EMPH)
			READ_SAY_AT(rd, NORMAL, whole(i),
			    N_("italics are hard to read"));
}

static bool
is_text_block(const struct node *n)
{
	return n->first && node_is_inline(n->first->kind);
}

void
read_t26(struct reader *rd, const struct node *n)
{
	size_t sentences = rd->sentences, lines = rd->text_lines;

	if (n->kind != NODE_PARAGRAPH || rd->in != IN_TEXT)
		return;
	if ((double)sentences > rd->level->limit[NORMAL])
		READ_SAY_AT(rd, NORMAL, whole(n),
		    N_("the paragraph has %zu sentences, above %g"), sentences,
		    rd->level->limit[NORMAL]);
	else if (rd->level->limit[STRONG] > 0 &&
		 (double)lines > rd->level->limit[STRONG])
		READ_SAY_AT(rd, STRONG, whole(n),
		    N_("the paragraph takes %zu lines, above %g"), lines,
		    rd->level->limit[STRONG]);
}

/* Headings that say nothing about what follows. */
static bool
says_nothing(const struct reader *rd, struct str heading)
{
	struct str rest = heading;
	const struct lexeme *lex;
	struct token t;
	size_t off = 0, space = str_find_char(heading, ' ');

	if (heading.n > 40)
		return false;
	if (space != STR_NOT_FOUND &&
	    str_find_char(str_from_off(heading, space + 1), ' ') !=
		STR_NOT_FOUND)
		return false;
	do {
		if (!token_next(heading, &off, &t))
			return false;
	} while (t.kind == TOKEN_MARK);
	/* One word, or "övrig information". */
	if (t.kind != TOKEN_WORD)
		return false;
	lex = lexicon_find(rd->r->lexicon, t.hash);
	if (lex == NULL || !(lex->w.listed & LISTED_EMPTY))
		return false;
	rest = str_from_off(heading, off);
	return !word_next(&rest, &heading) ||
	       (str_is(heading, "information") && !word_next(&rest, &heading));
}

static void
read_heading(struct reader *rd, const struct node *n)
{
	int level = n->u.heading.level;

	if (level == 1)
		READ_SAY_AT(rd, STRONG, n->at,
		    N_("the page has a second heading of level 1"));
	else if (level > rd->heading_level + 1)
		READ_SAY_AT(rd, STRONG, n->at,
		    N_("the heading jumps from level %d to level %d"),
		    rd->heading_level, level);
	if (utf8_is_blank(rd->text))
		READ_SAY_AT(rd, NORMAL, n->at, N_("the heading is empty"));
	else if ((rd->listed & LISTED_EMPTY) && says_nothing(rd, rd->text))
		READ_SAY_AT(rd, NORMAL, n->at,
		    N_("the heading \"%.*s\" does not say what follows"),
		    STR_ARG(rd->text));
	rd->heading_level = level;
	rd->paragraphs = 0;
}

void
read_t27(struct reader *rd, const struct node *n)
{
	size_t most = (size_t)rd->level->limit[NORMAL];

	if (n->kind == NODE_HEADING) {
		read_heading(rd, n);
	} else if (n->kind == NODE_PARAGRAPH && n->parent &&
		   n->parent->kind == NODE_DOC && !utf8_is_blank(rd->text) &&
		   ++rd->paragraphs == most + 1) {
		READ_SAY_AT(rd, NORMAL, whole(n),
		    N_("more than %zu paragraphs stand below one heading"),
		    most);
	}
}

static bool
inside_list(const struct node *n)
{
	for (n = n->parent; n; n = n->parent)
		if (n->kind == NODE_LIST)
			return true;
	return false;
}

static void
read_item(struct reader *rd, const struct node *n)
{
	size_t sentences = rd->sentences;

	if (sentences > (size_t)rd->level->limit[STRONG])
		READ_SAY_AT(rd, STRONG, whole(n),
		    N_("an item of a list holds %zu sentences"), sentences);
}

void
read_t28(struct reader *rd, const struct node *n)
{
	size_t items = 0;

	if (is_text_block(n) && n->parent && n->parent->kind == NODE_ITEM)
		read_item(rd, n);
	if (n->kind != NODE_LIST)
		return;
	for (const struct node *i = n->first; i; i = i->next)
		items += i->kind == NODE_ITEM;
	if (inside_list(n))
		READ_SAY_AT(
		    rd, NORMAL, n->at, N_("a list stands inside a list"));
	else if ((double)items > rd->level->limit[NORMAL])
		READ_SAY_AT(rd, NORMAL, n->at,
		    N_("the list has %zu items, above %g"), items,
		    rd->level->limit[NORMAL]);
}

/* Only pictures, or nothing. */
static bool
without_text(const struct node *n)
{
	if (n->kind == NODE_ALLOW || n->kind == NODE_RULE)
		return true;
	for (const struct node *i = n->first; i; i = node_next(i, n))
		if (i->kind == NODE_TEXT || i->kind == NODE_CODE)
			return false;
	return n->kind == NODE_PARAGRAPH;
}

/* A paragraph of questions answers none. */
static bool
only_asks(const struct node *n)
{
	struct str last = STR_NONE;

	if (n->kind != NODE_PARAGRAPH)
		return false;
	for (const struct node *i = n->first; i; i = node_next(i, n)) {
		if (i->kind != NODE_TEXT)
			continue;
		if (str_find_char(i->text, '.') != STR_NOT_FOUND)
			return false;
		last = str_trim(i->text);
	}
	return str_ends(last, STR("?"));
}

void
read_t29(struct reader *rd, const struct node *n)
{
	const struct node *next = n->next;

	if (n->kind != NODE_HEADING || !str_ends(str_trim(rd->text), STR("?")))
		return;
	while (next && without_text(next))
		next = next->next;
	if (next == NULL || next->kind == NODE_HEADING || only_asks(next))
		READ_SAY_AT(rd, NORMAL, n->at,
		    N_("the question is not answered in the next paragraph"));
}

void
read_t35_end(struct reader *rd)
{
	enum degree degree = above(rd, rd->m->a4_pages);

	if (degree != DEGREE_COUNT)
		READ_SAY_AT(rd, degree, page_place(rd),
		    N_("printed, the page is about %.0f sheets of A4, above "
		       "%g"),
		    rd->m->a4_pages, rd->level->limit[degree]);
}

/* A name has a capital; "två personer från daglig verksamhet" has none. */
static bool
is_name(struct str s)
{
	struct token t;
	size_t off = 0, words = 0;
	bool capital = false, number = false;

	while (token_next(s, &off, &t)) {
		if (t.kind == TOKEN_MARK)
			continue;
		words++;
		capital |= (t.shape & SHAPE_CAPITAL) != 0;
		number |= t.kind == TOKEN_NUMBER;
	}
	return capital && !number && words <= 6;
}

static size_t
testers(struct reader *rd)
{
	const struct text_list *names = &rd->page->meta.tested_by;
	size_t count = 0;

	for (size_t i = 0; i < names->count; i++) {
		if (is_name(names->items[i].s))
			count++;
		else
			READ_SAY_AT(rd, STRONG, names->items[i].at,
			    N_("\"%.*s\" is not the name of a reader"),
			    STR_ARG(names->items[i].s));
	}
	return count;
}

static const struct node *
find_logo(const struct reader *rd)
{
	const struct node *top = rd->page->doc;

	for (const struct node *n = top; n; n = node_next(n, top)) {
		struct str name = n->kind == NODE_PICTURE ? n->text
				  : n->kind == NODE_IMAGE ? n->u.link.target
							  : STR_NONE;

		if (name.n >= 8 &&
		    (str_starts(name, STR("easy-to-read")) ||
			str_starts(name, STR("lattlast-logo")) ||
			str_starts(name, STR("european-easy-to-read"))))
			return n;
	}
	return NULL;
}

void
read_t36_end(struct reader *rd)
{
	const struct node *logo;

	if (rd->page == NULL)
		return;
	rd->m->testers = testers(rd);
	if (rd->m->testers == 0 && rd->claim && rd->profile == PROFILE_EASY)
		READ_SAY_AT(rd, STRONG, rd->claim_at,
		    N_("the text says that readers have tested it, but names "
		       "none"));
	logo = rd->all_kinds & (WORD_BIT(NODE_PICTURE) | WORD_BIT(NODE_IMAGE))
		   ? find_logo(rd)
		   : NULL;
	if (logo == NULL)
		return;
	if (rd->m->testers == 0)
		READ_SAY_AT(rd, STRONG, logo->at,
		    N_("the European easy-to-read logo needs the names of its "
		       "readers"));
	if (!rd->credit)
		READ_SAY_AT(rd, STRONG, logo->at,
		    N_("the European easy-to-read logo needs the line of its "
		       "owner"));
}

size_t
read_lines(struct str sentence)
{
	/* About one byte in 25 is the second of å, ä or ö. */
	enum { LINE = 57 };

	return (sentence.n + LINE - 1) / LINE;
}
