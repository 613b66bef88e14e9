/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/paper_file.h"

#include "build/build.h"
#include "build/printer.h"
#include "load/theme.h"

/* Written beside its place and renamed, so that it is whole or not there. */
static bool
put_file(const struct build_options *o, struct arena *a, struct diags *ds,
    const char *path, struct str bytes, uint32_t mode)
{
	const char *spare = arena_fmt(a, "%s.new", path).p;
	int err = fs_write(o->fs, spare, bytes, mode);

	if (err == 0)
		err = fs_rename(o->fs, spare, path);
	if (err) {
		fs_unlink(o->fs, spare);
		build_disk_failed(ds, path, err);
	}
	return err == 0;
}

bool
paper_file(const struct build_options *o, struct arena *a, struct diags *ds,
    struct str name, const struct sheet *sheet, const char *path, uint32_t mode)
{
	const char *themes = fs_join(a, str_from(o->data), STR("themes"));
	struct theme theme = { 0 };
	struct printer *printer;
	struct sb pdf = { 0 };
	bool made;

	if (!theme_load(&theme, a, ds, o->fs, o->root,
		name.n ? name : STR("standard"), themes))
		return false;
	printer = printer_open(a, o, &theme, ds);
	if (!printer)
		return false;
	made = printer_pdf(printer, sheet, ds, &pdf) &&
	       put_file(o, a, ds, path, sb_view(&pdf), mode);
	printer_close(printer);
	sb_release(&pdf);
	return made;
}
