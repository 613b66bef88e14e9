/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "load/svg.h"

static const char drawing[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"
    "<circle cx=\"24\" cy=\"14\" r=\"8\" fill=\"currentColor\"/>"
    "<path class=\"accent\" d=\"M8 44a16 16 0 0 1 32 0z\" fill=\"#c8501e\"/>"
    "</svg>";

void
aid_paper_open(struct aid_paper *a)
{
	uint32_t source;

	*a = (struct aid_paper){ 0 };
	assert_true(fonts_open(&a->arena, fs_disk(), &a->ds, NULL, &a->fonts));
	source = source_add(&a->ds.sources, STR("drawing.svg"), STR(drawing));
	a->picture = svg_load(&a->arena, &a->ds, source);
	assert_non_null(a->picture);
}

void
aid_paper_close(struct aid_paper *a)
{
	fonts_close(&a->fonts);
	diag_release(&a->ds);
	arena_release(&a->arena);
}

struct chance {
	uint64_t state;
	struct arena *arena;
	struct sheet *sheet;
	const struct picture *picture;
};

static unsigned
pick(struct chance *c, unsigned n)
{
	c->state = c->state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(c->state >> 33) % n;
}

static const char *const words[] = { "du", "jag", "och", "men", "som", "att",
	"på", "i", "till", "hjälp", "Hedda Kajlöf", "boende", "måndag",
	"3 december 2026", "klockan 10.00", "08-000 00 22", "en", "din",
	"daglig verksamhet", "två gånger", "veckan", "kommer", "hem", "ska",
	"vill", "inte", "funktionsnedsättning", "Stadsdelsförvaltningen",
	"biståndshandläggare", "Habilitering & Hälsa", "brev", "räkningar",
	"samordningsansvarsfördelningsöverenskommelse", "A–Ö", "”bra”", "(nu)",
	"rum 2", "e-post", "vuxenhabiliteringen" };

static struct str
some_words(struct chance *c, unsigned n, bool stop)
{
	struct sb text = { 0 };
	struct str s;

	for (unsigned i = 0; i < n; i++) {
		if (i)
			sb_ch(&text, ' ');
		/* Now and then a letter from far away in the alphabet. */
		if (pick(c, 25) == 0) {
			utf8_encode(&text, 0xc0 + pick(c, 0x17f - 0xc0));
			continue;
		}
		sb_cstr(
		    &text, words[pick(c, sizeof(words) / sizeof(words[0]))]);
	}
	if (stop)
		sb_ch(&text, '.');
	s = arena_str(c->arena, sb_view(&text));
	sb_release(&text);
	return s;
}

static void
sentences(struct chance *c, struct prose *p, unsigned most)
{
	unsigned n = 1 + pick(c, most);

	while (n--) {
		struct run *r = prose_sentence(c->arena, p,
		    some_words(c, 1 + pick(c, 14), true), SPAN_NONE);

		if (pick(c, 12) == 0)
			r->strong = true;
		if (pick(c, 20) == 0)
			r->link = STR("https://samplan.example.org/å");
		if (pick(c, 25) == 0)
			r->lang = STR("en");
	}
}

static void
with_picture(struct chance *c, struct block *b)
{
	if (pick(c, 4) == 0)
		return;
	b->picture = c->picture;
	b->alt = STR("En bild");
}

static struct block *
add(struct chance *c, struct block *parent, enum block_kind kind)
{
	return sheet_add(c->sheet, parent, kind);
}

static void
some_table(struct chance *c)
{
	struct block *table = add(c, NULL, BLOCK_TABLE);
	unsigned columns = 1 + pick(c, 6);
	unsigned rows = 2 + pick(c, 30);

	for (unsigned r = 0; r < rows; r++) {
		struct block *row = add(c, table, BLOCK_ROW);

		row->head = r == 0;
		for (unsigned k = 0; k < columns; k++) {
			struct block *cell = sheet_cell(c->sheet, row);

			cell->head = r && k == 0 && columns > 1;
			if (pick(c, 8))
				prose_sentence(c->arena, &cell->text,
				    some_words(c, 1 + pick(c, 5), true),
				    SPAN_NONE);
		}
	}
}

static void
some_list(struct chance *c, enum block_kind kind)
{
	struct block *list = add(c, NULL, kind);
	unsigned n = 1 + pick(c, 9);

	list->ordered = kind == BLOCK_LIST && pick(c, 2);
	while (n--) {
		struct block *item = add(c, list, BLOCK_ITEM);

		item->ticked = pick(c, 3) == 0;
		sentences(c, &item->text, 2);
	}
}

static void
some_card(struct chance *c)
{
	struct block *b = add(c, NULL, BLOCK_CARD);

	with_picture(c, b);
	b->tone = (enum tone)pick(c, 4);
	if (pick(c, 2)) {
		b->level = 3;
		prose_sentence(c->arena, &b->title,
		    some_words(c, 1 + pick(c, 3), false), SPAN_NONE);
	}
	sentences(c, &b->text, 3);
	for (unsigned n = pick(c, 4); n; n--)
		block_pair(c->sheet, b, some_words(c, 1, false),
		    pick(c, 5) ? some_words(c, 1 + pick(c, 6), true) : STR_NONE,
		    SPAN_NONE);
	if (pick(c, 5) == 0)
		sentences(c, &add(c, b, BLOCK_TICK)->text, 1);
	if (pick(c, 6) == 0)
		add(c, b, BLOCK_LINES)->count = 1 + pick(c, 3);
}

static void
some_block(struct chance *c)
{
	struct block *b;

	switch (pick(c, 13)) {
	case 0:
		sentences(c, &add(c, NULL, BLOCK_TEXT)->text, 6);
		break;
	case 1:
		b = add(c, NULL, BLOCK_SPEECH);
		sentences(c, &b->text, 3);
		break;
	case 2:
		b = add(c, NULL, BLOCK_PICTURE);
		with_picture(c, b);
		sentences(c, &b->text, 3);
		break;
	case 3:
		b = add(c, NULL, BLOCK_CONTACT);
		with_picture(c, b);
		prose_sentence(
		    c->arena, &b->title, STR("Hedda Kajlöf"), SPAN_NONE);
		sentences(c, &b->text, 2);
		b->label = STR("08-000 00 22");
		break;
	case 4:
		b = add(c, NULL, BLOCK_CALENDAR);
		b->date = date_from(2026, 12, 3) + (date_t)pick(c, 300);
		b->minutes = pick(c, 2) ? 600 : -1;
		sentences(c, &b->text, 2);
		break;
	case 5:
		some_table(c);
		break;
	case 6:
		some_list(c, BLOCK_LIST);
		break;
	case 7:
		some_list(c, BLOCK_CHECKS);
		break;
	case 8:
		b = add(c, NULL, BLOCK_LINES);
		sentences(c, &b->title, 1);
		b->count = 1 + pick(c, 8);
		break;
	case 9:
		b = add(c, NULL, BLOCK_SIGNATURE);
		block_pair(c->sheet, b, STR("Namn"), STR_NONE, SPAN_NONE);
		block_pair(c->sheet, b, STR("Dag"), STR_NONE, SPAN_NONE);
		break;
	case 10:
		b = add(c, NULL, BLOCK_QR);
		b->label = STR("https://samplan.example.org/lattlast/");
		sentences(c, &b->text, 2);
		break;
	case 11:
		b = add(c, NULL, BLOCK_NOTE);
		with_picture(c, b);
		sentences(c, &b->text, 3);
		break;
	default:
		sentences(c, &add(c, NULL, BLOCK_TICK)->text, 1);
	}
}

struct sheet *
aid_sheet(struct arena *a, const struct picture *picture, unsigned seed)
{
	struct chance c = { .state = seed, .arena = a, .picture = picture };
	struct sheet *s = sheet_new(a, STR("prov"), STR("Prov åäö"));
	unsigned sections;

	c.sheet = s;
	pick(&c, 2);
	s->style = pick(&c, 3) ? SHEET_EASY : SHEET_STAFF;
	s->place = pick(&c, 2) ? PLACE_LEFT : PLACE_OVER;
	s->pictures = (enum picture_use)pick(&c, 3);
	s->text_size = pick(&c, 2) ? 14 + (int)pick(&c, 11) : 0;
	s->draft = pick(&c, 3) == 0;
	s->plan_id = STR("P-2026-0101");
	s->updated = date_from(2026, 11, 6);
	sheet_say(s, NULL, BLOCK_TITLE, some_words(&c, 1 + pick(&c, 4), false),
	    SPAN_NONE);
	sections = 1 + pick(&c, 6);
	while (sections--) {
		unsigned n = pick(&c, 4);

		with_picture(&c, sheet_heading(s, NULL, 2,
				     some_words(&c, 1 + pick(&c, 4), false)));
		while (n--)
			some_block(&c);
		for (n = pick(&c, 20) ? pick(&c, 5) : 40; n; n--)
			some_card(&c);
	}
	some_block(&c);
	return s;
}
