/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/theme_layer.h"

#include <errno.h>
#include <string.h>

#include "diag/msg.h"
#include "load/svg.h"
#include "load/text_file.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Where Debian's package bootstrap-icons puts its pictures. */
static const char icon_folder[] = "/usr/share/bootstrap-icons/svg";
static const char icon_prefix[] = "bootstrap-icons:";

/* ---- templates ---- */

/* What is not there is empty; what cannot be read is not. */
static bool
list_folder(struct theme_build *b, const char *dir, struct fs_entries *list)
{
	int err = fs_list(b->fs, b->arena, dir, list);

	if (err && err != ENOENT)
		diag_add_file(b->ds, DIAG_B01, str_from(dir),
		    N_("cannot read the folder: %s"), msg_errno(err));
	return err == 0;
}

static void
template_file(struct theme_build *b, const struct theme_layer *layer,
    const char *dir, struct str file)
{
	struct str name = str_sub(file, 0, file.n - sizeof(".mustache") + 1);
	struct theme *t = b->theme;
	struct template_text *template;
	struct text_file text;

	if (name.n == 0 || map_has(&b->templates, name) ||
	    !text_file_load(&text, b->arena, b->ds, b->fs,
		fs_join(b->arena, str_from(dir), file),
		arena_fmt(b->arena, "%.*s/templates/%.*s",
		    STR_ARG(layer->shown), STR_ARG(file)),
		TEXT_FILE_LIMIT, &text_file_data_codes))
		return;
	t->templates = arena_grow(b->arena, t->templates, t->template_count,
	    &b->template_cap, sizeof(*t->templates));
	template = &t->templates[t->template_count++];
	template->name = name;
	template->text = text.text;
	template->source = text.source;
	map_set(&b->templates, name, b->theme);
}

void
theme_templates(struct theme_build *b, const struct theme_layer *layer)
{
	const char *dir =
	    fs_join(b->arena, str_from(layer->dir), STR("templates"));
	struct fs_entries list = { 0 };

	if (!list_folder(b, dir, &list))
		return;
	for (size_t i = 0; i < list.count; i++)
		if (str_ends(list.items[i].name, STR(".mustache")) &&
		    list.items[i].name.p[0] != '.')
			template_file(b, layer, dir, list.items[i].name);
}

/* ---- assets ---- */

static void
asset_file(struct theme_build *b, const struct theme_layer *layer,
    const char *path, struct str name)
{
	struct str shown = arena_fmt(
	    b->arena, "%.*s/assets/%.*s", STR_ARG(layer->shown), STR_ARG(name));
	struct theme *t = b->theme;
	struct sb bytes = { 0 };
	struct asset *asset;
	int err;

	if (map_has(&b->assets, name))
		return;
	if (t->asset_count == THEME_ASSETS) {
		diag_add_file(b->ds, DIAG_B06, shown,
		    N_("a theme has at most %d assets"), (int)THEME_ASSETS);
		return;
	}
	err = fs_read(b->fs, path, THEME_ASSET_BYTES, &bytes);
	if (err == EFBIG) {
		diag_add_file(b->ds, DIAG_B06, shown,
		    N_("the file is larger than %zu kB"),
		    (size_t)THEME_ASSET_BYTES / 1024);
	} else if (err) {
		diag_add_file(b->ds, DIAG_B01, shown,
		    N_("cannot read the file: %s"), msg_errno(err));
	} else {
		t->assets = arena_grow(b->arena, t->assets, t->asset_count,
		    &b->asset_cap, sizeof(*t->assets));
		asset = &t->assets[t->asset_count++];
		asset->name = name;
		asset->file = shown;
		asset->bytes = arena_str(b->arena, sb_view(&bytes));
		map_set(&b->assets, name, b->theme);
	}
	sb_release(&bytes);
}

static void
asset_folder(struct theme_build *b, const struct theme_layer *layer,
    const char *dir, struct str prefix, int depth)
{
	struct fs_entries list = { 0 };

	if (!list_folder(b, dir, &list))
		return;
	for (size_t i = 0; i < list.count; i++) {
		const struct fs_entry *e = &list.items[i];
		const char *path = fs_join(b->arena, str_from(dir), e->name);
		struct str name = arena_fmt(
		    b->arena, "%.*s%.*s", STR_ARG(prefix), STR_ARG(e->name));

		if (e->name.p[0] == '.')
			continue;
		if (e->kind == FS_FILE)
			asset_file(b, layer, path, name);
		else if (e->kind == FS_FOLDER && depth < THEME_FOLDERS)
			asset_folder(b, layer, path,
			    arena_fmt(b->arena, "%.*s/", STR_ARG(name)),
			    depth + 1);
		else
			diag_add_file(b->ds, DIAG_H11,
			    arena_fmt(b->arena, "%.*s/assets/%.*s",
				STR_ARG(layer->shown), STR_ARG(name)),
			    N_("this is neither a file nor a folder near the top, and is left out"));
	}
}

void
theme_assets(struct theme_build *b, const struct theme_layer *layer)
{
	asset_folder(b, layer,
	    fs_join(b->arena, str_from(layer->dir), STR("assets")), STR(""), 1);
}

/* ---- picture sets ---- */

static bool
absolute(struct str path)
{
	return path.n > 0 && path.p[0] == '/';
}

/* As the disk takes it: relative paths begin in the folder of the theme. */
static struct str
on_disk(struct theme_build *b, const struct theme_layer *layer, struct str path)
{
	if (absolute(path))
		return path;
	return str_from(fs_join(b->arena, str_from(layer->dir), path));
}

static bool
has_licence(struct theme_build *b, struct str dir)
{
	static const char *const names[] = { "LICENCE", "LICENSE", "COPYING",
		"licence", "license", "copyright" };
	struct fs_entries list = { 0 };

	if (fs_list(b->fs, b->arena, arena_cstr(b->arena, dir), &list))
		return false;
	for (size_t i = 0; i < list.count; i++)
		for (size_t k = 0; k < COUNT(names); k++)
			if (str_starts(list.items[i].name, str_from(names[k])))
				return true;
	return false;
}

static void
add_set(struct theme_build *b, const struct picture_set *set)
{
	struct theme *t = b->theme;

	t->sets = arena_grow(
	    b->arena, t->sets, t->set_count, &b->set_cap, sizeof(*t->sets));
	t->sets[t->set_count++] = *set;
}

static void
picture_set(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *n)
{
	static const char *const keys[] = { "dir", "licence", "credit" };
	struct picture_set set = { 0 };
	struct text *fields[] = { &set.dir, &set.licence, &set.credit };
	struct str dir;

	if (n->kind != YAML_MAP) {
		diag_add(b->ds, DIAG_Y03, n->at,
		    N_("a picture set has the keys dir, licence and credit"));
		return;
	}
	for (size_t i = 0; i < n->count; i++) {
		size_t k = 0;

		while (k < COUNT(keys) && !str_is(n->pairs[i].key, keys[k]))
			k++;
		if (k == COUNT(keys))
			theme_unknown_key(b, &n->pairs[i], keys, COUNT(keys));
		else
			theme_scalar(b, &n->pairs[i], fields[k]);
	}
	for (size_t k = 0; k < COUNT(keys); k++)
		if (fields[k]->s.n == 0) {
			diag_add(b->ds, DIAG_Y07, n->at,
			    N_("the key \"%s\" is missing"), keys[k]);
			return;
		}
	dir = on_disk(b, layer, set.dir.s);
	if (!has_licence(b, dir))
		diag_add(b->ds, DIAG_H12, set.dir.at,
		    N_("the folder \"%.*s\" has no licence file"),
		    STR_ARG(set.dir.s));
	map_set(&b->sets, dir, b->theme);
	add_set(b, &set);
}

void
theme_sets(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		picture_set(b, layer, list->items[i]);
}

/* ---- pictograms ---- */

static void
credit_icons(struct theme_build *b)
{
	struct picture_set set = { .dir = { STR("bootstrap-icons"), SPAN_NONE },
		.licence = { STR("MIT"), SPAN_NONE },
		.credit = { STR("Bootstrap Icons, The Bootstrap Authors"),
		    SPAN_NONE } };

	if (b->icons_credited)
		return;
	b->icons_credited = true;
	add_set(b, &set);
}

/* Whether a picture lies in a folder whose licence is stated. */
static bool
in_a_set(const struct theme_build *b, struct str path)
{
	if (str_find(path, STR("/../")) != STR_NOT_FOUND)
		return false;
	for (size_t n = path.n; n > 0; n--)
		if (path.p[n - 1] == '/' &&
		    map_has(&b->sets, str_sub(path, 0, n - 1)))
			return true;
	return false;
}

static bool
icon_name_good(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] != '-' && !ascii_digit(name.p[i]) &&
		    !ascii_alpha(name.p[i]))
			return false;
	return name.n > 0;
}

/* The path of a pictogram's file, or empty with a finding. */
static struct str
picture_path(struct theme_build *b, const struct theme_layer *layer,
    const struct text *file)
{
	struct str prefix = str_from(icon_prefix);
	struct fs_stat st;
	struct str path;
	bool icon = str_starts(file->s, prefix);

	if (icon) {
		struct str name = str_from_off(file->s, prefix.n);

		path = arena_fmt(b->arena, "%s/%.*s.svg", icon_folder,
		    STR_ARG(icon_name_good(name) ? name : STR("?")));
	} else {
		path = on_disk(b, layer, file->s);
	}
	if (fs_stat(b->fs, arena_cstr(b->arena, path), &st) ||
	    st.kind == FS_ABSENT) {
		struct finding *f = diag_add(b->ds, DIAG_H13, file->at,
		    N_("there is no picture \"%.*s\""), STR_ARG(file->s));

		if (icon)
			diag_help(b->ds, f,
			    N_("see the names in %s (package bootstrap-icons)"),
			    icon_folder);
		return STR_NONE;
	}
	if (!icon && !in_a_set(b, path)) {
		diag_add(b->ds, DIAG_H12, file->at,
		    N_("\"%.*s\" lies in no folder of picture_sets"),
		    STR_ARG(file->s));
		return STR_NONE;
	}
	if (icon)
		credit_icons(b);
	return path;
}

static struct str
shown_path(const struct theme_build *b, const struct theme_layer *layer,
    const struct pictogram *p)
{
	if (absolute(p->file.s) || str_starts(p->file.s, str_from(icon_prefix)))
		return p->path;
	return arena_fmt(
	    b->arena, "%.*s/%.*s", STR_ARG(layer->shown), STR_ARG(p->file.s));
}

static void
add_pictogram(
    struct theme_build *b, const struct theme_layer *layer, struct pictogram *p)
{
	struct theme *t = b->theme;
	struct text_file svg;

	p->path = picture_path(b, layer, &p->file);
	if (p->path.n == 0 ||
	    !text_file_load(&svg, b->arena, b->ds, b->fs,
		arena_cstr(b->arena, p->path), shown_path(b, layer, p),
		SVG_MOST_BYTES, &text_file_data_codes))
		return;
	p->svg = svg.text;
	p->source = svg.source;
	p->picture = svg_load(b->arena, b->ds, svg.source);
	t->pictograms = arena_grow(b->arena, t->pictograms, t->pictogram_count,
	    &b->pictogram_cap, sizeof(*t->pictograms));
	t->pictograms[t->pictogram_count++] = *p;
}

/* A pictogram with its keys, or only its file. */
static void
read_pictogram(
    struct theme_build *b, const struct yaml_pair *pair, struct pictogram *p)
{
	static const char *const keys[] = { "file", "alt", "alt_en" };
	const struct yaml_node *n = pair->value;

	if (n->kind != YAML_MAP) {
		diag_add(b->ds, DIAG_Y03, n->at,
		    N_("a pictogram has the keys file and alt"));
		return;
	}
	for (size_t i = 0; i < n->count; i++) {
		const struct yaml_pair *field = &n->pairs[i];

		if (str_is(field->key, "file"))
			theme_scalar(b, field, &p->file);
		else if (str_is(field->key, "alt"))
			theme_scalar(b, field, &p->alt);
		else if (str_is(field->key, "alt_en"))
			theme_scalar(b, field, &p->alt_en);
		else
			theme_unknown_key(b, field, keys, COUNT(keys));
	}
	if (p->file.s.n == 0)
		diag_add(b->ds, DIAG_Y07, pair->key_at,
		    N_("the key \"%s\" is missing"), "file");
	else if (p->alt.s.n == 0)
		diag_add(b->ds, DIAG_Y07, pair->key_at,
		    N_("the key \"%s\" is missing"), "alt");
}

void
theme_pictograms(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_pair *pair = &map->pairs[i];
		struct pictogram p = { .concept = { pair->key, pair->key_at } };

		if (map_has(&b->pictograms, pair->key))
			continue;
		map_set(&b->pictograms, pair->key, b->theme);
		read_pictogram(b, pair, &p);
		if (p.file.s.n)
			add_pictogram(b, layer, &p);
	}
}

/* Small signs for buttons: found as "icon:NAME", and without a text. */
void
theme_icons(struct theme_build *b, const struct theme_layer *layer,
    const struct yaml_node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_pair *pair = &map->pairs[i];
		struct str concept =
		    arena_fmt(b->arena, "icon:%.*s", STR_ARG(pair->key));
		struct pictogram p = { .concept = { concept, pair->key_at } };

		if (map_has(&b->pictograms, concept))
			continue;
		map_set(&b->pictograms, concept, b->theme);
		if (theme_scalar(b, pair, &p.file) && p.file.s.n)
			add_pictogram(b, layer, &p);
	}
}
