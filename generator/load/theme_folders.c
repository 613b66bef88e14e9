/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/theme_folders.h"

#include "load/text_file.h"
#include "load/yaml.h"

static void
add_sets(
    struct theme_folders *out, struct arena *a, const struct yaml_node *sets)
{
	for (size_t i = 0; sets && i < sets->count; i++) {
		const struct yaml_node *dir;

		if (sets->kind != YAML_LIST || sets->items[i]->kind != YAML_MAP)
			return;
		dir = yaml_find(sets->items[i], STR("dir"));
		if (dir && dir->kind == YAML_SCALAR && dir->scalar.n > 1 &&
		    dir->scalar.p[0] == '/')
			*arena_push(a, out) = arena_cstr(a, dir->scalar);
	}
}

static void
read_theme(
    struct theme_folders *out, struct arena *a, struct fs *fs, const char *path)
{
	struct diags ds = { 0 };
	struct text_file file = { 0 };
	const struct yaml_node *root = NULL;
	struct fs_stat st;

	if (fs_stat(fs, path, &st) == 0 && st.kind == FS_FILE &&
	    text_file_load(&file, a, &ds, fs, path, STR("theme.yaml"),
		TEXT_FILE_LIMIT, &text_file_data_codes))
		root = yaml_parse(a, &ds, file.source,
		    (struct span){ file.source, 0, (uint32_t)file.text.n },
		    &yaml_site_codes, true);
	if (root)
		add_sets(out, a, yaml_find(root, STR("picture_sets")));
	diag_release(&ds);
}

void
theme_folders_list(struct theme_folders *out, struct arena *a, struct fs *fs,
    const char *themes)
{
	struct fs_entries list;

	if (fs_list(fs, a, themes, &list))
		return;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == FS_FOLDER)
			read_theme(out, a, fs,
			    fs_join(a, str_from(themes),
				arena_fmt(a, "%.*s/theme.yaml",
				    STR_ARG(list.items[i].name))));
}
