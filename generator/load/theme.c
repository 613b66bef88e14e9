/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/theme_layer.h"

#include "base/suggest.h"
#include "diag/msg.h"
#include "load/text_file.h"

static const char *const top_keys[] = { "name", "extends", "strings", "tokens",
	"pictograms", "icons", "picture_sets" };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

void
theme_unknown_key(struct theme_build *b, const struct yaml_pair *pair,
    const char *const *known, size_t count)
{
	struct str near = suggest_among(pair->key, known, count);
	struct finding *f = diag_add(b->ds, DIAG_Y01, pair->key_at,
	    N_("the key \"%.*s\" is not known here"), STR_ARG(pair->key));

	if (near.n)
		diag_help(
		    b->ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(near));
}

bool
theme_scalar(
    struct theme_build *b, const struct yaml_pair *pair, struct text *out)
{
	if (pair->value->kind != YAML_SCALAR) {
		diag_add(b->ds, DIAG_Y03, pair->value->at,
		    N_("\"%.*s\" is a single value"), STR_ARG(pair->key));
		return false;
	}
	out->s = pair->value->scalar;
	out->at = pair->value->at;
	return true;
}

const struct yaml_node *
theme_branch(
    struct theme_build *b, const struct yaml_pair *pair, enum yaml_kind kind)
{
	const struct yaml_node *n = pair->value;

	if (n->kind == kind)
		return n;
	/* An empty value is an empty list and an empty map. */
	if (n->kind == YAML_SCALAR && n->plain && n->scalar.n == 0)
		return NULL;
	if (kind == YAML_MAP)
		diag_add(b->ds, DIAG_Y03, n->at,
		    N_("\"%.*s\" is a map of keys and values"),
		    STR_ARG(pair->key));
	else
		diag_add(b->ds, DIAG_Y03, n->at, N_("\"%.*s\" is a list"),
		    STR_ARG(pair->key));
	return NULL;
}

/* ---- strings and tokens ---- */

static void
language(struct theme_build *b, const struct yaml_node *map, struct map *out)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_pair *pair = &map->pairs[i];
		struct text *text;

		if (map_has(out, pair->key))
			continue;
		text = arena_new(b->arena, struct text);
		if (theme_scalar(b, pair, text))
			map_set(out, pair->key, text);
	}
}

static void
strings(struct theme_build *b, const struct yaml_node *map)
{
	/* In the order of enum variant. */
	static const char *const languages[] = { "sv", "lattlast", "en" };

	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_pair *pair = &map->pairs[i];
		const struct yaml_node *keys;
		size_t v = 0;

		while (v < COUNT(languages) && !str_is(pair->key, languages[v]))
			v++;
		if (v == COUNT(languages)) {
			theme_unknown_key(b, pair, languages, COUNT(languages));
			continue;
		}
		keys = theme_branch(b, pair, YAML_MAP);
		if (keys)
			language(b, keys, &b->theme->strings[v]);
	}
}

static void
token(struct theme_build *b, struct str group, const struct yaml_pair *pair)
{
	struct str key = arena_fmt(
	    b->arena, "%.*s.%.*s", STR_ARG(group), STR_ARG(pair->key));
	struct theme *t = b->theme;
	struct design_token *token;
	struct text value;

	if (map_has(&b->tokens, key) || !theme_scalar(b, pair, &value))
		return;
	t->tokens = arena_grow(b->arena, t->tokens, t->token_count,
	    &b->token_cap, sizeof(*t->tokens));
	token = &t->tokens[t->token_count++];
	token->group = group;
	token->name = pair->key;
	token->value = value;
	map_set(&b->tokens, key, t);
}

static void
tokens(struct theme_build *b, const struct yaml_node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *group =
		    theme_branch(b, &map->pairs[i], YAML_MAP);

		for (size_t k = 0; group && k < group->count; k++)
			token(b, map->pairs[i].key, &group->pairs[k]);
	}
}

/* ---- theme.yaml ---- */

static bool
known(struct str key)
{
	for (size_t i = 0; i < COUNT(top_keys); i++)
		if (str_is(key, top_keys[i]))
			return true;
	return false;
}

static void
top_key(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_pair *pair)
{
	bool list = str_is(pair->key, "picture_sets");
	const struct yaml_node *n;
	struct text name;

	if (str_is(pair->key, "extends")) /* was read before */
		return;
	if (str_is(pair->key, "name")) {
		if (theme_scalar(b, pair, &name) &&
		    !str_eq(name.s, layer->name))
			diag_add(b->ds, DIAG_H08, name.at,
			    N_("the theme lies in the folder \"%.*s\""),
			    STR_ARG(layer->name));
		return;
	}
	if (!known(pair->key)) {
		theme_unknown_key(b, pair, top_keys, COUNT(top_keys));
		return;
	}
	n = theme_branch(b, pair, list ? YAML_LIST : YAML_MAP);
	if (!n)
		return;
	if (str_is(pair->key, "strings"))
		strings(b, n);
	else if (str_is(pair->key, "tokens"))
		tokens(b, n);
	else if (str_is(pair->key, "pictograms"))
		theme_pictograms(b, layer, n);
	else if (str_is(pair->key, "icons"))
		theme_icons(b, layer, n);
}

/* Picture sets come first: pictograms have to lie in one of them. */
static void
merge_layer(struct theme_build *b, const struct theme_layer *layer)
{
	for (size_t i = 0; i < layer->root->count; i++) {
		const struct yaml_pair *pair = &layer->root->pairs[i];
		const struct yaml_node *n;

		if (!str_is(pair->key, "picture_sets"))
			continue;
		n = theme_branch(b, pair, YAML_LIST);
		if (n)
			theme_sets(b, layer, n);
	}
	for (size_t i = 0; i < layer->root->count; i++)
		top_key(b, layer, &layer->root->pairs[i]);
	theme_templates(b, layer);
	theme_assets(b, layer);
}

/* ---- finding themes ---- */

static bool
name_good(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!ascii_alpha(name.p[i]) && !ascii_digit(name.p[i]) &&
		    name.p[i] != '-' && name.p[i] != '_')
			return false;
	return name.n > 0;
}

static bool
is_folder(struct fs *fs, const char *path)
{
	struct fs_stat st;

	return fs_stat(fs, path, &st) == 0 && st.kind == FS_FOLDER;
}

struct places {
	const char *root;
	const char *system; /* may be NULL */
};

static void
no_theme(struct theme_build *b, const struct places *where, struct str name,
    struct span at)
{
	struct arena scratch = { 0 };
	struct suggest s = suggest_for(name);
	struct finding *f = diag_add(b->ds, DIAG_H09, at,
	    N_("there is no theme \"%.*s\""), STR_ARG(name));
	const char *dirs[2] = { fs_join(&scratch, str_from(where->root),
				    STR("themes")),
		where->system };

	for (size_t i = 0; i < 2; i++) {
		struct fs_entries list = { 0 };

		if (!dirs[i] || fs_list(b->fs, &scratch, dirs[i], &list))
			continue;
		for (size_t k = 0; k < list.count; k++)
			if (list.items[k].kind == FS_FOLDER)
				suggest_offer(&s, list.items[k].name);
	}
	if (s.best.n)
		diag_help(
		    b->ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s.best));
	arena_release(&scratch);
}

static bool
find_layer(struct theme_build *b, const struct places *where, struct str name,
    struct span at, struct theme_layer *layer)
{
	char *themes = fs_join(b->arena, str_from(where->root), STR("themes"));

	layer->name = name;
	if (name_good(name)) {
		layer->dir = fs_join(b->arena, str_from(themes), name);
		layer->shown =
		    arena_fmt(b->arena, "themes/%.*s", STR_ARG(name));
		if (is_folder(b->fs, layer->dir))
			return true;
		if (where->system) {
			layer->dir =
			    fs_join(b->arena, str_from(where->system), name);
			layer->shown = str_from(layer->dir);
			if (is_folder(b->fs, layer->dir))
				return true;
		}
	}
	no_theme(b, where, name, at);
	return false;
}

static bool
read_layer(struct theme_build *b, struct theme_layer *layer)
{
	const char *path =
	    fs_join(b->arena, str_from(layer->dir), STR("theme.yaml"));
	struct str shown =
	    arena_fmt(b->arena, "%.*s/theme.yaml", STR_ARG(layer->shown));
	struct text_file file;

	if (!text_file_load(&file, b->arena, b->ds, b->fs, path, shown,
		TEXT_FILE_LIMIT, &text_file_data_codes))
		return false;
	layer->source = file.source;
	layer->root = yaml_parse(b->arena, b->ds, file.source,
	    (struct span){ file.source, 0, (uint32_t)file.text.n },
	    &yaml_site_codes, true);
	return layer->root != NULL;
}

/* Whether a theme may be extended once more; otherwise a finding. */
static bool
may_extend(struct theme_build *b, const struct text *name)
{
	for (size_t i = 0; i < b->layer_count; i++)
		if (str_eq(b->layers[i].name, name->s)) {
			diag_add(b->ds, DIAG_H10, name->at,
			    N_("\"%.*s\" extends itself"), STR_ARG(name->s));
			return false;
		}
	if (b->layer_count == THEME_LAYERS) {
		diag_add(b->ds, DIAG_H10, name->at,
		    N_("more than %d themes extend each other"),
		    (int)THEME_LAYERS);
		return false;
	}
	return true;
}

/* The name after extends; false at the end of the chain. */
static bool
extended(struct theme_build *b, const struct yaml_node *root, struct text *out)
{
	for (size_t i = 0; i < root->count; i++)
		if (str_is(root->pairs[i].key, "extends"))
			return theme_scalar(b, &root->pairs[i], out) &&
			       out->s.n > 0 && may_extend(b, out);
	return false;
}

static void
find_layers(struct theme_build *b, const struct places *where, struct str first)
{
	struct text name = { first, SPAN_NONE };

	do {
		struct theme_layer *layer = &b->layers[b->layer_count];

		*layer = (struct theme_layer){ 0 };
		if (!find_layer(b, where, name.s, name.at, layer) ||
		    !read_layer(b, layer))
			return;
		b->layer_count++;
	} while (extended(b, b->layers[b->layer_count - 1].root, &name));
}

bool
theme_load(struct theme *t, struct arena *a, struct diags *ds, struct fs *fs,
    const char *root, struct str name, const char *system_dir)
{
	struct theme_build b = { .theme = t, .arena = a, .ds = ds, .fs = fs };
	struct places where = { root, system_dir };

	*t = (struct theme){ 0 };
	t->name = arena_str(a, name);
	for (size_t v = 0; v < VARIANT_COUNT; v++)
		t->strings[v] = map_new(a);
	b.tokens = map_new(a);
	b.templates = map_new(a);
	b.assets = map_new(a);
	b.pictograms = map_new(a);
	b.sets = map_new(a);
	find_layers(&b, &where, t->name);
	for (size_t i = 0; i < b.layer_count; i++)
		merge_layer(&b, &b.layers[i]);
	if (b.layer_count == 0)
		return false;
	t->source = b.layers[0].source;
	return true;
}
