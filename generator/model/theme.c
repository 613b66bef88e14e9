/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/theme.h"

struct str
theme_string(const struct theme *t, enum variant v, struct str key)
{
	const struct text *text = map_find(&t->strings[v], key);

	if (!text && v == VARIANT_EASY)
		text = map_find(&t->strings[VARIANT_PLAIN], key);
	return text ? text->s : STR_NONE;
}

const struct pictogram *
theme_pictogram(const struct theme *t, struct str concept)
{
	for (size_t i = 0; i < t->pictogram_count; i++)
		if (str_eq(t->pictograms[i].concept.s, concept))
			return &t->pictograms[i];
	return NULL;
}

const struct template_text *
theme_template(const struct theme *t, struct str name)
{
	for (size_t i = 0; i < t->template_count; i++)
		if (str_eq(t->templates[i].name, name))
			return &t->templates[i];
	return NULL;
}

struct str
theme_token(const struct theme *t, struct str group, struct str name,
    struct str fallback)
{
	for (size_t i = 0; i < t->token_count; i++)
		if (str_eq(t->tokens[i].group, group) &&
		    str_eq(t->tokens[i].name, name))
			return t->tokens[i].value.s;
	return fallback;
}
