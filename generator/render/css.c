/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/css.h"

#include <string.h>

#include "diag/msg.h"

/* A set of colours, and when it counts without the reader's own choice. */
struct scheme {
	const char *group;
	const char *theme; /* of data-theme */
	const char *media; /* NULL: always */
	const char *scheme;
};

static const struct scheme schemes[] = {
	{ "colour", "light", NULL, "light" },
	{ "colour-dark", "dark", "(prefers-color-scheme: dark)", "dark" },
	{ "colour-high", "high",
	    "(prefers-contrast: more) and (prefers-color-scheme: light)",
	    "light" },
};

enum { SCHEMES = sizeof(schemes) / sizeof(schemes[0]) };

static bool
name_good(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !ascii_digit(s.p[i]) &&
		    s.p[i] != '-')
			return false;
	return s.n > 0;
}

/* One value that cannot end its declaration or fetch anything. */
static bool
value_good(struct str s)
{
	int depth = 0;
	char quote = '\0';

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((unsigned char)c < ' ' || strchr(";{}<>\\@!", c))
			return false;
		if (c == '/' && i + 1 < s.n && s.p[i + 1] == '*')
			return false;
		if (quote) {
			if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && --depth < 0) {
			return false;
		}
	}
	for (size_t i = 0; i + 3 < s.n; i++)
		if (ascii_lower(s.p[i]) == 'u' &&
		    ascii_lower(s.p[i + 1]) == 'r' &&
		    ascii_lower(s.p[i + 2]) == 'l' && s.p[i + 3] == '(')
			return false;
	return s.n > 0 && depth == 0 && !quote;
}

static const struct scheme *
scheme_of(struct str group)
{
	for (size_t i = 0; i < SCHEMES; i++)
		if (str_is(group, schemes[i].group))
			return &schemes[i];
	return NULL;
}

static void
declare(struct sb *out, const char *group, const struct design_token *t)
{
	sb_fmt(out, "\t--%s-%.*s: %.*s;\n", group, STR_ARG(t->name),
	    STR_ARG(t->value.s));
}

static void
scheme(struct sb *out, const struct theme *theme, const struct scheme *s)
{
	sb_fmt(out, "\tcolor-scheme: %s;\n", s->scheme);
	for (size_t i = 0; i < theme->token_count; i++) {
		const struct design_token *t = &theme->tokens[i];

		if (str_is(t->group, s->group) && name_good(t->name) &&
		    value_good(t->value.s))
			declare(out, "colour", t);
	}
}

static bool
has_scheme(const struct theme *theme, const struct scheme *s)
{
	for (size_t i = 0; i < theme->token_count; i++)
		if (str_is(theme->tokens[i].group, s->group))
			return true;
	return false;
}

static void
check(const struct theme *theme, struct diags *ds)
{
	for (size_t i = 0; i < theme->token_count; i++) {
		const struct design_token *t = &theme->tokens[i];

		if (!name_good(t->group) || !name_good(t->name))
			diag_add(ds, DIAG_H14, t->value.at,
			    N_("\"%.*s.%.*s\" is no name of a token: a to z, digits and \"-\""),
			    STR_ARG(t->group), STR_ARG(t->name));
		else if (!value_good(t->value.s))
			diag_add(ds, DIAG_H14, t->value.at,
			    N_("\"%.*s\" is not one CSS value"),
			    STR_ARG(t->value.s));
	}
}

static void
other_groups(struct sb *out, const struct theme *theme)
{
	for (size_t i = 0; i < theme->token_count; i++) {
		const struct design_token *t = &theme->tokens[i];
		struct sb group = { 0 };

		if (scheme_of(t->group) || !name_good(t->group) ||
		    !name_good(t->name) || !value_good(t->value.s))
			continue;
		sb_str(&group, t->group);
		declare(out, sb_text(&group), t);
		sb_release(&group);
	}
}

void
css_tokens(const struct theme *theme, struct diags *ds, struct sb *out)
{
	check(theme, ds);
	sb_cstr(out, ":root {\n");
	scheme(out, theme, &schemes[0]);
	other_groups(out, theme);
	sb_cstr(out, "}\n");
	for (size_t i = 1; i < SCHEMES; i++) {
		const struct scheme *s = &schemes[i];

		if (!has_scheme(theme, s))
			continue;
		sb_fmt(
		    out, "@media %s {\n:root:not([data-theme]) {\n", s->media);
		scheme(out, theme, s);
		sb_cstr(out, "}\n}\n");
		sb_fmt(out, ":root[data-theme=\"%s\"] {\n", s->theme);
		scheme(out, theme, s);
		sb_cstr(out, "}\n");
	}
	/* On paper the light set counts, whatever the screen shows. */
	sb_cstr(out, "@media print {\n:root:root:root {\n");
	scheme(out, theme, &schemes[0]);
	sb_cstr(out, "}\n}\n");
}
