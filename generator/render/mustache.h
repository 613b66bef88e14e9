/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mustache templates over struct value: interpolation, sections, inverted
 * sections, partials, parents and blocks, comments, set delimiters; no
 * lambdas. Every template of a theme is compiled once into a flat program;
 * the set lives in the arena and is const, so processes may share it.
 *
 * {{x}} escapes text for HTML; right after href=", src=" or action=" it is
 * also checked as a url (html.h). {{{x}}} and {{&x}} write text as it is.
 * Markup, documents and pictures are HTML made by us and never escaped.
 *
 * What is wrong in a template is a finding (H codes) at its place; the rest
 * still compiles. Limits: MUSTACHE_NESTING open sections in one template,
 * MUSTACHE_DEPTH templates and MUSTACHE_CONTEXTS sections inside each other
 * and MUSTACHE_STEPS steps of one page; beyond one, a finding, and the page
 * ends there.
 */
#ifndef SAMPLAN_RENDER_MUSTACHE_H
#define SAMPLAN_RENDER_MUSTACHE_H

#include "diag/diag.h"
#include "model/theme.h"
#include "model/value.h"

enum {
	MUSTACHE_NESTING = 64,
	MUSTACHE_DEPTH = 64,
	MUSTACHE_CONTEXTS = 256,
	MUSTACHE_STEPS = 20000000
};

struct template_set;

/* Never NULL. The theme's texts are borrowed. */
struct template_set *
templates_compile(struct arena *a, const struct theme *theme, struct diags *ds);

/*
 * Appends the page. False with a finding when there is no such template, or
 * when a limit stopped it; what is in out is then not to be used.
 */
bool template_render(const struct template_set *set, struct str name,
    const struct value *root, struct diags *ds, struct sb *out);

/*
 * The template for pages that have a frame in common: what its keys say at
 * this root is written out already. It makes of each of these pages what the
 * template makes of it. NULL where that cannot be; the template does it then.
 */
struct program;
const struct program *
template_settle(struct arena *a, const struct template_set *set,
    struct str name, const struct value *root, const struct value_frame *frame);
bool program_render(const struct program *p, const struct value *root,
    struct diags *ds, struct sb *out);

#endif
