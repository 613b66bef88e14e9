/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/site_scan.h"

#include "base/suggest.h"
#include "base/utf8.h"
#include "diag/msg.h"
#include "load/inside.h"

struct str
scan_shown(struct arena *a, struct str path)
{
	struct sb out = { 0 };
	struct str shown;
	size_t off = 0;

	while (off < path.n) {
		size_t at = off;
		uint32_t cp = utf8_decode(path, &off);

		if (cp == UTF8_BAD || cp == '\n' || cp == '\r' || cp == '\t' ||
		    utf8_is_control(cp))
			sb_ch(&out, '?');
		else
			sb_bytes(&out, path.p + at, off - at);
	}
	shown = arena_str(a, sb_view(&out));
	sb_release(&out);
	return shown;
}

static bool
is_shown_as_it_is(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		uint32_t cp = utf8_decode(s, &off);

		if (cp == UTF8_BAD || cp == '\n' || cp == '\r' || cp == '\t' ||
		    utf8_is_control(cp))
			return false;
	}
	return true;
}

static struct str
nfc(struct arena *a, struct str s)
{
	struct sb out = { 0 };
	struct str text;

	if (utf8_surely_nfc(s))
		return s;
	utf8_nfc(&out, s);
	text = arena_str(a, sb_view(&out));
	sb_release(&out);
	return text;
}

/* "10-name" → 10 and "name". */
static int
take_order(struct str *name)
{
	int order = ORDER_LAST;
	size_t n = 0;

	while (n < name->n && ascii_digit(name->p[n]))
		n++;
	if (n == 0 || n + 1 >= name->n || name->p[n] != '-' ||
	    !str_int(str_sub(*name, 0, n), &order))
		return ORDER_LAST;
	*name = str_from_off(*name, n + 1);
	return order;
}

/* The address of a name below another address; empty when nothing is left. */
static struct str
address_below(struct arena *a, struct str above, struct str name)
{
	struct sb out = { 0 };
	struct str address = STR_NONE;
	size_t start;

	sb_str(&out, above);
	if (above.n)
		sb_ch(&out, '/');
	start = out.n;
	utf8_slug(&out, name);
	if (out.n > start)
		address = arena_str(a, sb_view(&out));
	sb_release(&out);
	return address;
}

static void
bad_name(struct scan *s, struct str path)
{
	diag_add_file(s->ds, DIAG_M17, scan_shown(s->a, path),
	    N_("the name cannot become an address"));
}

/* Takes ".lattlast" or ".en" off the name of a page. */
static bool
take_variant(
    struct scan *s, struct str path, struct str *name, enum variant *variant)
{
	static const char *const endings[] = { "lattlast", "en" };
	size_t dot = str_rfind_char(*name, '.');
	struct str ending, near;
	struct finding *f;

	*variant = VARIANT_PLAIN;
	if (dot == STR_NOT_FOUND)
		return true;
	ending = str_from_off(*name, dot + 1);
	if (str_is(ending, "lattlast"))
		*variant = VARIANT_EASY;
	else if (str_is(ending, "en"))
		*variant = VARIANT_ENGLISH;
	if (*variant != VARIANT_PLAIN) {
		*name = str_sub(*name, 0, dot);
		return true;
	}
	f = diag_add_file(s->ds, DIAG_M17, scan_shown(s->a, path),
	    N_("\".%.*s\" is no reading level or language"), STR_ARG(ending));
	near = suggest_among(ending, endings, 2);
	if (near.n)
		diag_help(
		    s->ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(near));
	else
		diag_help(s->ds, f,
		    N_("write NAME.md, NAME.lattlast.md or NAME.en.md"));
	return false;
}

static void
add_page(struct scan *s, struct section *in, struct revision *revision,
    struct str path, struct str name)
{
	struct page *p;
	struct str stem = str_sub(name, 0, name.n - 3), key;
	enum variant variant;

	if (!take_variant(s, path, &stem, &variant))
		return;
	if (s->pages.count >= SCAN_PAGES) {
		s->dropped++;
		return;
	}
	p = arena_new(s->a, struct page);
	key = nfc(s->a, path);
	p->file = path;
	p->variant = variant;
	p->revision = revision;
	p->section = in;
	p->is_index = str_is(stem, "index");
	/* Without "content/" in front and the ending behind. */
	p->key = str_sub(key, 8, key.n - 8 - (name.n - stem.n));
	p->meta.order = take_order(&stem);
	p->address =
	    p->is_index ? in->address : address_below(s->a, in->address, stem);
	if (!p->is_index && p->address.n == 0) {
		bad_name(s, path);
		return;
	}
	s->pages.items = arena_grow(s->a, s->pages.items, s->pages.count,
	    &s->pages.cap, sizeof(struct page *));
	s->pages.items[s->pages.count++] = p;
}

static void walk(struct scan *s, struct section *in, struct revision *revision,
    struct str path, int depth);

static void
add_section(struct scan *s, struct section *above, struct revision *revision,
    struct str path, struct str name, int depth)
{
	struct section *in = arena_new(s->a, struct section);
	struct str key = nfc(s->a, path);

	in->parent = above;
	in->key = str_from_off(key, 8);
	in->order = take_order(&name);
	in->address = address_below(s->a, above->address, name);
	if (in->address.n == 0) {
		bad_name(s, path);
		return;
	}
	if (depth >= SCAN_DEPTH) {
		diag_add_file(s->ds, DIAG_M18, scan_shown(s->a, path),
		    N_("more than %d folders lie inside each other"),
		    SCAN_DEPTH);
		return;
	}
	above->children = arena_grow(s->a, above->children, above->child_count,
	    &above->child_cap, sizeof(struct section *));
	above->children[above->child_count++] = in;
	walk(s, in, revision, path, depth + 1);
}

/* What a link leads to, or FS_ABSENT after a finding. */
static enum fs_kind
follow(struct scan *s, struct str path)
{
	struct sb real = { 0 };
	enum fs_kind kind = FS_ABSENT;
	struct str shown = scan_shown(s->a, path);
	int err = inside_follow(s->fs, s->root, path, &real, &kind);

	if (err)
		diag_add_file(s->ds, DIAG_B01, shown,
		    N_("cannot read the file: %s"), msg_errno(err));
	else if (kind == FS_ABSENT)
		diag_add_file(
		    s->ds, DIAG_M18, shown, N_("the link leads to nothing"));
	else if (kind == FS_OTHER)
		diag_add_file(s->ds, DIAG_M18, shown,
		    N_("the link leaves the folder of the project"));
	else if (kind == FS_FOLDER && str_starts(path, sb_view(&real)) &&
		 (path.n == real.n || real.n == 0 || path.p[real.n] == '/'))
		diag_add_file(s->ds, DIAG_M18, shown,
		    N_("the link leads to a folder that it lies in"));
	else
		err = -1;
	sb_release(&real);
	return err == -1 ? kind : FS_ABSENT;
}

/* What editors and systems leave behind. */
static bool
is_ignored(struct str name)
{
	return name.p[0] == '.' || str_ends(name, STR("~")) ||
	       (name.p[0] == '#' && str_ends(name, STR("#")));
}

static void
take_entry(struct scan *s, struct section *in, struct revision *revision,
    struct str path, const struct fs_entry *e, int depth)
{
	enum fs_kind kind = e->kind;
	struct str name;

	if (!is_shown_as_it_is(e->name)) {
		diag_add_file(s->ds, DIAG_M17, scan_shown(s->a, path),
		    N_("the name holds bytes that are no text"));
		return;
	}
	name = nfc(s->a, e->name);
	if (kind == FS_LINK)
		kind = follow(s, path);
	if (kind == FS_FOLDER)
		add_section(s, in, revision, path, name, depth);
	else if (kind == FS_OTHER)
		diag_add_file(s->ds, DIAG_M18, scan_shown(s->a, path),
		    N_("this is not an ordinary file"));
	else if (kind == FS_FILE && str_ends(name, STR(".md")))
		add_page(s, in, revision, path, name);
	else if (kind == FS_FILE &&
		 !(depth == 0 && revision && str_is(name, "revision.yaml")))
		diag_add_file(s->ds, DIAG_M34, scan_shown(s->a, path),
		    N_("this file is not a page and is not used"));
}

static void
walk(struct scan *s, struct section *in, struct revision *revision,
    struct str path, int depth)
{
	struct arena scratch = { 0 };
	struct fs_entries list;
	int err = fs_list(
	    s->fs, &scratch, fs_join(&scratch, str_from(s->root), path), &list);

	if (err)
		diag_add_file(s->ds, DIAG_B01, scan_shown(s->a, path),
		    N_("cannot read the folder: %s"), msg_errno(err));
	for (size_t i = 0; !err && i < list.count; i++) {
		const struct fs_entry *e = &list.items[i];

		if (!is_ignored(e->name))
			take_entry(s, in, revision,
			    str_from(fs_join(s->a, path, e->name)), e, depth);
	}
	arena_release(&scratch);
}

struct section *
scan_folder(struct scan *s, struct str key, struct revision *revision)
{
	struct section *top;
	struct str path = arena_fmt(s->a, "content/%.*s", STR_ARG(key));
	struct sb real = { 0 };
	enum fs_kind kind;
	int err = inside_follow(s->fs, s->root, path, &real, &kind);

	sb_release(&real);
	if (!err && kind == FS_ABSENT)
		return NULL;
	top = arena_new(s->a, struct section);
	top->key = arena_str(s->a, key);
	top->address = STR("");
	if (err)
		diag_add_file(s->ds, DIAG_B01, path,
		    N_("cannot read the folder: %s"), msg_errno(err));
	else if (kind != FS_FOLDER)
		diag_add_file(s->ds, DIAG_M18, path,
		    N_("this is not a folder inside the project"));
	else
		walk(s, top, revision, path, 0);
	return top;
}
