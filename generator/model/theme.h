/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A theme as it is used: the theme and all that it extends, merged. Templates
 * are texts here; render/ compiles them. Lives in one arena, const after load.
 */
#ifndef SAMPLAN_MODEL_THEME_H
#define SAMPLAN_MODEL_THEME_H

#include "base/map.h"
#include "model/site.h"

struct template_text {
	struct str name; /* without .mustache */
	struct str text;
	uint32_t source;
};

struct asset {
	struct str name; /* path below assets/ */
	struct str file; /* where it lies, relative to the root or absolute */
	struct str bytes;
};

/* Filled shapes of an SVG, flattened to one list of paths on a 48 grid. */
struct picture;

struct pictogram {
	struct text concept;
	struct text file; /* as written in theme.yaml */
	struct str path;  /* where it was found */
	struct text alt;
	struct text alt_en;
	struct str svg;                /* the file's bytes */
	uint32_t source;               /* of the SVG */
	const struct picture *picture; /* parsed; NULL if it was broken */
};

struct picture_set {
	struct text dir;
	struct text licence;
	struct text credit;
};

struct design_token {
	struct str group; /* "colour" */
	struct str name;
	struct text value;
};

struct theme {
	struct str name;
	uint32_t source;
	struct map strings[VARIANT_COUNT]; /* key → struct text * */
	struct design_token *tokens;
	size_t token_count;
	struct template_text *templates;
	size_t template_count;
	struct asset *assets;
	size_t asset_count;
	struct pictogram *pictograms;
	size_t pictogram_count;
	struct picture_set *sets;
	size_t set_count;
};

/* Empty where there is none. */
struct str theme_string(const struct theme *t, enum variant v, struct str key);
const struct pictogram *
theme_pictogram(const struct theme *t, struct str concept);
const struct template_text *
theme_template(const struct theme *t, struct str name);
/* Value of token group.name, or the fallback. */
struct str theme_token(const struct theme *t, struct str group, struct str name,
    struct str fallback);

#endif
