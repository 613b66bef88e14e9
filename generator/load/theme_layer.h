/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What theme.c (theme.yaml and what it extends) and theme_files.c (templates,
 * assets, pictograms) share while they merge the layers of one theme.
 */
#ifndef SAMPLAN_LOAD_THEME_LAYER_H
#define SAMPLAN_LOAD_THEME_LAYER_H

#include "base/map.h"
#include "load/theme.h"
#include "load/yaml.h"

enum {
	THEME_LAYERS = 8, /* themes that extend each other */
	THEME_ASSET_BYTES = 8 * 1024 * 1024,
	THEME_ASSETS = 2000,
	THEME_FOLDERS = 8 /* inside each other below assets/ */
};

/* One theme on the disk. */
struct theme_layer {
	struct str name;
	const char *dir;  /* for the disk */
	struct str shown; /* for people: relative to the root where it can be */
	uint32_t source;  /* theme.yaml */
	const struct yaml_node *root;
};

struct theme_build {
	struct theme *theme;
	struct arena *arena;
	struct diags *ds;
	struct fs *fs;
	struct theme_layer layers[THEME_LAYERS]; /* the nearest first */
	size_t layer_count;
	/* What nearer layers have given already: key → anything. */
	struct map tokens;
	struct map templates;
	struct map assets;
	struct map pictograms;
	struct map sets; /* folders with pictures on the disk */
	size_t token_cap;
	size_t template_cap;
	size_t asset_cap;
	size_t pictogram_cap;
	size_t set_cap;
	bool icons_credited;
};

/* A key that no list knows, with the nearest one that is known. */
void theme_unknown_key(struct theme_build *b, const struct yaml_pair *pair,
    const char *const *known, size_t count);
/* The scalar of a pair; false with a finding when it is something else. */
bool theme_scalar(
    struct theme_build *b, const struct yaml_pair *pair, struct text *out);
/* The map or list of a pair, or NULL with a finding. */
const struct yaml_node *theme_branch(
    struct theme_build *b, const struct yaml_pair *pair, enum yaml_kind kind);

void theme_templates(struct theme_build *b, const struct theme_layer *layer);
void theme_assets(struct theme_build *b, const struct theme_layer *layer);
/* Values of the keys picture_sets, pictograms and icons. */
void theme_sets(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *list);
void theme_pictograms(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *map);
void theme_icons(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *map);

#endif
