/* SPDX-License-Identifier: EUPL-1.2 */
/* Figures of speech, and words that send the reader to another place. */
#include "check/read.h"

#include "diag/msg.h"

void
read_t24(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t n = item_is(s, i, WORD_PHRASE)
			       ? phrase_ending(rd->r, s, i, PHRASE_IDIOM, NULL)
			       : 0;

		if (n)
			READ_SAY_AT(rd, NORMAL, read_span(rd, s, i + 1 - n, i),
			    N_("\"%.*s\" is a figure of speech"),
			    STR_ARG(item_texts(s, i + 1 - n, i)));
	}
}

static bool
is_number(const struct reading *s, size_t i)
{
	if (i >= s->count)
		return false;
	return s->items[i].t.kind == TOKEN_NUMBER ||
	       item_is(s, i, WORD_NUMBER) ||
	       ((s->items[i].t.shape & SHAPE_CAPITAL) &&
		   s->items[i].t.letters == 1);
}

/* "ovan" and "nedan" as places in the text, not "van vid". */
static bool
is_above(const struct reading *s, size_t i)
{
	if (item_among(s, i,
		"ovanstående nedanstående ovannämnda ovannämnd nedannämnda "
		"förutnämnda"))
		return true;
	if (item_among(s, i, "föregående nästa"))
		return item_among(s, i + 1,
		    "sida sidan avsnitt kapitel stycke punkt rubrik mening");
	return item_among(s, i, "ovan nedan") &&
	       !item_among(s, i + 1, "vid att för") &&
	       !(i > 0 &&
		   item_among(s, i - 1, "är van blir känner mycket lite"));
}

/* "se sidan 3", "i kapitel 2", "enligt punkt 4" */
static bool
is_reference(const struct reading *s, size_t i)
{
	/* A law: "kapitel 10, 8 §" is its name, not another place. */
	for (size_t n = i + 1; n < s->count && n < i + 7; n++)
		if (str_is(item_text(s, n), "§"))
			return false;
	static const char places[] = "sidan sida kapitel avsnitt bilaga punkt "
				     "rubrik rubriken tabell figur bild "
				     "faktaruta rutan stycke stycket sid s kap";

	if (item_among(s, i, "se jämför läs"))
		return item_among(s, i + 1, places) ||
		       (item_among(s, i + 1, "även också vidare mer") &&
			   item_among(s, i + 2, places));
	if (!item_among(s, i,
		"sidan sid kapitel avsnitt bilaga punkt tabell figur sidorna"))
		return false;
	/* "ett nytt kapitel två" is said of a life, too. */
	if (item_is(s, i + 1, WORD_NUMBER) &&
	    s->items[i + 1].t.kind != TOKEN_NUMBER)
		return i > 0 && item_among(s, i - 1, "i på se enligt från");
	return is_number(s, i + 1);
}

void
read_t31(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (!item_word(s, i) || s->items[i].t.kind != TOKEN_WORD)
			continue;
		if (!item_is(s, i, WORD_REFERENCE))
			continue;
		if (is_above(s, i)) {
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" sends the reader to another place"),
			    STR_ARG(item_text(s, i)));
		} else if (is_reference(s, i)) {
			READ_SAY_AT(rd, NORMAL,
			    read_span(
				rd, s, i, item_word(s, i + 1) ? i + 1 : i),
			    N_("the text sends the reader to another place"));
			i += 2;
		}
	}
}
