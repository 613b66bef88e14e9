/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/printer.h"

#include "load/font.h"
#include "render/html_sheet.h"
#include "render/paper.h"

struct printer {
	struct fonts fonts;
	struct paper *paper;
	const struct theme *theme;
	bool looked; /* HTML was made once: it says what the theme lacks */
};

struct printer *
printer_open(struct arena *a, const struct build_options *o,
    const struct theme *theme, struct diags *ds)
{
	struct printer *p = arena_new(a, struct printer);
	struct paper_options options = { .producer = STR("samplan") };

	p->theme = theme;
	if (!fonts_open(a, o->fs, ds, NULL, &p->fonts)) {
		fonts_close(&p->fonts);
		return NULL;
	}
	for (int i = 0; i < FACE_COUNT; i++)
		options.faces[i] = p->fonts.faces[i];
	paper_colours(theme, options.colours);
	p->paper = paper_new(&options);
	return p;
}

void
printer_close(struct printer *p)
{
	if (!p)
		return;
	paper_free(p->paper);
	fonts_close(&p->fonts);
}

bool
printer_pdf(
    struct printer *p, const struct sheet *s, struct diags *ds, struct sb *out)
{
	return sheet_render_pdf(p->paper, s, ds, out);
}

bool
printer_html(
    struct printer *p, const struct sheet *s, struct diags *ds, struct sb *out)
{
	return sheet_render_html(s, p->theme, ds, out);
}

bool
printer_check(struct printer *p, const struct sheet *s, struct diags *ds)
{
	struct sb html = { 0 };
	bool fine = sheet_would_fit(p->paper, s, ds);

	if (fine && !p->looked)
		p->looked = printer_html(p, s, ds, &html);
	sb_release(&html);
	return fine;
}
