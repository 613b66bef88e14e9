/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/printer.h"

#include "load/font.h"
#include "render/css.h"
#include "render/html_sheet.h"
#include "render/paper.h"

struct printer {
	struct fonts fonts;
	struct paper *paper;
	struct str tokens; /* css.h; empty: printer_style was not asked */
};

struct printer *
printer_open(struct arena *a, const struct build_options *o,
    const struct theme *theme, struct diags *ds)
{
	struct printer *p = arena_new(a, struct printer);
	struct paper_options options = { .producer = STR("samplan") };

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
printer_style(struct printer *p, struct arena *a, const struct theme *theme,
    struct diags *ds)
{
	struct sb css = { 0 };

	css_tokens(theme, ds, &css);
	p->tokens = arena_str(a, sb_view(&css));
	sb_release(&css);
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
	return sheet_render_html(s, p->tokens, ds, out);
}

bool
printer_check(struct printer *p, const struct sheet *s, struct diags *ds)
{
	return sheet_would_fit(p->paper, s, ds);
}
