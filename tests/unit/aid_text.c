/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/markdown.h"

struct row {
	const char *word;
	const char *forms;
	const char *plain;
	const char *easy;
	const char *concept;
};

static const struct row rows[] = {
	{ "insats", "insatsen,insatser,insatserna,insatsernas", "hjälp, stöd",
	    "Hjälp som du får av kommunen eller vården.", "hjalp" },
	{ "samverkan", "samverka,samverkar,samverkade", "att arbeta ihop",
	    "Kommunen och vården arbetar tillsammans.", "arbeta-ihop" },
	{ "samarbete", "samarbetet,samarbeta,samarbetar", "att hjälpas åt",
	    "Vi hjälper varandra.", "arbeta-ihop" },
	{ "samtycke", "samtycket", "ditt ja", "Du säger ja. Du kan säga nej.",
	    "ditt-ja" },
	{ "genomförandeplan", "genomförandeplanen", "plan för ditt stöd",
	    "Planen säger hur personalen ger dig stöd.", "plan-for-stod" },
	{ "uppföljning", "uppföljningen", "se hur det går",
	    "Vi ser hur det har gått.", "se-hur-det-gar" },
	{ "kallelse", "kallelsen,kallelser", "inbjudan",
	    "Ett brev med tiden för mötet.", "inbjudan" },
	{ "dokumentera", "dokumenterar,dokumenteras", "skriva ner",
	    "Vi skriver ner vad vi bestämmer.", "skriva-ner" },
	{ "behov", "behovet,behoven", "vad du behöver",
	    "Det du behöver hjälp med.", "behov" },
	{ "huvudsyfte", "syfte,syftet", "varför", "Därför gör vi det här.",
	    "varfor" },
	{ "remiss", "remissen,remisser", "brev till en annan mottagning",
	    "Ett brev så att du kan komma dit.", "remiss" },
	{ "habilitering", "habiliteringen", "habiliteringen",
	    "Där arbetar psykologer och andra. De hjälper dig.",
	    "habilitering" },
	{ "utredning", "utredningen,utredningar", "undersöka",
	    "Någon tar reda på vad du behöver.", "ta-reda-pa" },
	{ "kartläggning", "kartläggningen", "ta reda på",
	    "Vi tar reda på hur det är för dig.", "ta-reda-pa" },
	{ "bevilja", "beviljar,beviljas", "säga ja till hjälp",
	    "Kommunen säger ja. Du får hjälpen.", "saga-ja" },
	{ "beslut", "beslutet", "beslut", "Så har de bestämt.", "beslut" },
	{ "överklaga", "överklagar", "be att någon annan prövar beslutet",
	    "Du kan be att någon prövar beslutet igen.", "overklaga" },
	{ "psykisk ohälsa", "psykiska ohälsan", "må dåligt",
	    "Du mår dåligt i tankar eller känslor.", "ma-daligt" },
	{ "god man", "gode man,gode mannen", "god man",
	    "En person som hjälper dig med papper och pengar.", "god-man" },
	{ "brukare", "brukaren,brukarna", "du", "Vi skriver hellre du.", "du" },
	{ "den enskilde", "den enskildes,enskilde,enskildes", "du",
	    "Vi skriver hellre du.", "du" },
	{ "patient", "patienten,patienter", "du", "Den som får vård.", "du" },
};

static const char *const terms[] = { "LSS", "SIP", "IF", "god man", "beslut",
	"habilitering" };

static void
add_forms(struct arena *a, struct text_list *out, const char *forms)
{
	struct str rest = str_from(forms), form;

	while (str_next_part(&rest, ',', &form))
		arena_push(a, out)->s = form;
}

static void
fill_words(struct aid *aid)
{
	size_t count = sizeof(rows) / sizeof(*rows);

	aid->site.words = arena_array(&aid->arena, struct word, count);
	aid->site.word_count = count;
	for (size_t i = 0; i < count; i++) {
		struct word *w = &aid->site.words[i];

		w->word.s = str_from(rows[i].word);
		add_forms(&aid->arena, &w->forms, rows[i].forms);
		w->plain.s = str_from(rows[i].plain);
		w->easy.s = str_from(rows[i].easy);
		w->concept.s = str_from(rows[i].concept);
	}
	count = sizeof(terms) / sizeof(*terms);
	aid->site.terms = arena_array(&aid->arena, struct term, count);
	aid->site.term_count = count;
	for (size_t i = 0; i < count; i++)
		aid->site.terms[i].term.s = str_from(terms[i]);
}

void
aid_open(struct aid *aid)
{
	*aid = (struct aid){ 0 };
	fill_words(aid);
	aid->readability = readability_new(&aid->arena, &aid->site, &aid->ds);
	/* Source 0 is unused. */
	aid->first = source_add(&aid->ds.sources, STR("site"), STR(""));
	aid->first++;
}

void
aid_close(struct aid *aid)
{
	arena_release(&aid->pages);
	arena_release(&aid->arena);
	diag_release(&aid->ds);
}

struct page *
aid_page(struct aid *aid, enum variant variant, struct str text)
{
	struct arena *a = &aid->pages;
	struct page *page;

	source_drop(&aid->ds.sources, aid->first);
	arena_reset(a);
	page = arena_new(a, struct page);
	text = arena_str(a, text);
	page->file = STR("sida.md");
	page->variant = variant;
	page->source = source_add(&aid->ds.sources, page->file, text);
	page->meta.title.s = STR("Sidan");
	page->meta.title.at = (struct span){ page->source, 0, 0 };
	page->doc = markdown_load(a, &aid->ds, page->source,
	    (struct span){ page->source, 0, (uint32_t)text.n });
	return page;
}

struct page_measures *
aid_check_page(struct aid *aid, struct page *page)
{
	aid->ds.count = 0;
	return check_readability(&aid->pages, aid->readability, page, &aid->ds);
}

bool
aid_found(const struct aid *aid, const char *code)
{
	enum diag_code wanted = diag_find(str_from(code));

	for (size_t i = 0; i < aid->ds.count; i++)
		if (aid->ds.items[i].code == wanted)
			return true;
	return false;
}

void
aid_codes(const struct aid *aid, struct sb *out)
{
	for (int c = 0; c < DIAG_COUNT; c++) {
		const char *id = diag_info((enum diag_code)c)->id;

		if (!aid_found(aid, id))
			continue;
		if (out->n)
			sb_ch(out, ' ');
		sb_cstr(out, id);
	}
}

struct str
aid_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct sb bytes = { 0 };
	char part[65536];
	size_t n;
	struct str s;

	if (f == NULL) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(1);
	}
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		sb_bytes(&bytes, part, n);
	fclose(f);
	s = arena_str(a, sb_view(&bytes));
	sb_release(&bytes);
	return s;
}
