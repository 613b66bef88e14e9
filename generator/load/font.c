/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/font.h"

#include <errno.h>

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include "diag/msg.h"

enum { FONT_MOST_BYTES = 32 * 1024 * 1024 };

/* Bits of OS/2 fsType. */
enum {
	EMBED_RESTRICTED = 0x0002,
	EMBED_NO_SUBSET = 0x0100,
	EMBED_BITMAP = 0x0200
};

enum { PARTS_UNPREPARED = 32 };

struct handle {
	hb_face_t *face;
	hb_face_t *prepared; /* quicker to take parts of; NULL: not yet */
	unsigned parts;      /* that were taken unprepared */
	struct sb bytes;
};

static unsigned
table_u16(hb_face_t *face, hb_tag_t tag, unsigned off, bool *there)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	unsigned n = 0;
	const char *p = hb_blob_get_data(blob, &n);
	unsigned value = 0;

	*there = n >= off + 2;
	if (*there)
		value = (unsigned)((unsigned char)p[off] << 8 |
				   (unsigned char)p[off + 1]);
	hb_blob_destroy(blob);
	return value;
}

static bool
has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool there = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return there;
}

static bool
may_embed(hb_face_t *face, struct diags *ds, struct str path)
{
	bool there;
	unsigned type = table_u16(face, HB_TAG('O', 'S', '/', '2'), 8, &there);

	if (!has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
	    !has_table(face, HB_TAG('l', 'o', 'c', 'a'))) {
		diag_add_file(ds, DIAG_P11, path,
		    N_("this face has no TrueType outlines"));
		return false;
	}
	/* Restricted is the lowest of several stated rights. */
	if (there && ((type & 0x000f) == EMBED_RESTRICTED ||
			 (type & (EMBED_NO_SUBSET | EMBED_BITMAP)))) {
		diag_add_file(ds, DIAG_P11, path,
		    N_("this face does not allow that a part of it is embedded"));
		return false;
	}
	return true;
}

static int
thousandths(int value, unsigned upem)
{
	long scaled = (long)value * 1000;

	return (int)((scaled + (scaled < 0 ? -(long)upem / 2 : upem / 2)) /
		     (long)upem);
}

static void
read_metrics(struct font *f, hb_face_t *face, hb_font_t *font)
{
	unsigned upem = hb_face_get_upem(face);
	hb_font_extents_t ext;
	hb_position_t value;
	bool there;

	hb_font_get_h_extents(font, &ext);
	f->ascent = thousandths(ext.ascender, upem);
	f->descent = thousandths(ext.descender, upem);
	f->cap_height = 700;
	f->x_height = 500;
	if (hb_ot_metrics_get_position(
		font, HB_OT_METRICS_TAG_CAP_HEIGHT, &value))
		f->cap_height = thousandths(value, upem);
	if (hb_ot_metrics_get_position(
		font, HB_OT_METRICS_TAG_X_HEIGHT, &value))
		f->x_height = thousandths(value, upem);
	f->weight = (int)table_u16(face, HB_TAG('O', 'S', '/', '2'), 4, &there);
	for (unsigned i = 0; i < 4; i++)
		f->bbox[i] = thousandths(
		    (int16_t)table_u16(
			face, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i, &there),
		    upem);
}

static void
read_glyphs(struct arena *a, struct font *f, hb_face_t *face, hb_font_t *font)
{
	unsigned upem = hb_face_get_upem(face);
	hb_set_t *set = hb_set_create();
	hb_codepoint_t cp = HB_SET_VALUE_INVALID;
	struct font_glyph *glyphs;
	size_t n = 0;

	hb_face_collect_unicodes(face, set);
	glyphs =
	    arena_array(a, struct font_glyph, hb_set_get_population(set) + 1);
	for (size_t i = 0; i < FONT_DIRECT; i++)
		f->direct[i] = -1;
	while (hb_set_next(set, &cp)) {
		hb_codepoint_t gid;

		if (!hb_font_get_nominal_glyph(font, cp, &gid) || !gid)
			continue;

		int advance =
		    thousandths(hb_font_get_glyph_h_advance(font, gid), upem);

		if (advance < 0 || advance > INT16_MAX)
			continue;
		if (cp < FONT_DIRECT)
			f->direct[cp] = (int16_t)advance;
		else
			glyphs[n++] =
			    (struct font_glyph){ cp, (uint16_t)advance };
	}
	f->glyphs = glyphs;
	f->glyph_count = n;
	hb_set_destroy(set);
}

static struct str
postscript_name(struct arena *a, hb_face_t *face)
{
	char text[128];
	unsigned n = sizeof(text);
	struct sb name = { 0 };

	hb_ot_name_get_utf8(
	    face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, text);
	for (unsigned i = 0; i < n && i < sizeof(text) - 1; i++) {
		/* It becomes a PDF name: letters, digits and hyphens only. */
		if (ascii_alpha(text[i]) || ascii_digit(text[i]) ||
		    text[i] == '-')
			sb_ch(&name, text[i]);
	}
	if (!name.n)
		sb_cstr(&name, "Font");

	struct str s = arena_str(a, sb_view(&name));

	sb_release(&name);
	return s;
}

/* Outlines and their measures are all a PDF needs; the rest is dropped. */
static hb_subset_input_t *
subset_input(const uint32_t *cps, size_t count)
{
	static const char drop[][5] = { "GSUB", "GPOS", "GDEF", "name", "OS/2",
		"post", "cmap", "DSIG", "kern", "hdmx", "VDMX", "gasp", "LTSH",
		"Feat", "Silf", "Sill", "Glat", "Gloc", "FFTM", "meta", "cvt ",
		"fpgm", "prep" };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return NULL;

	hb_set_t *unicodes = hb_subset_input_unicode_set(input);
	hb_set_t *tables =
	    hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (size_t i = 0; i < count; i++)
		hb_set_add(unicodes, cps[i]);
	for (size_t i = 0; i < sizeof(drop) / sizeof(drop[0]); i++)
		hb_set_add(tables,
		    HB_TAG(drop[i][0], drop[i][1], drop[i][2], drop[i][3]));
	hb_set_clear(
	    hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	return input;
}

static bool
write_subset(hb_subset_plan_t *plan, const uint32_t *cps, size_t count,
    uint16_t *gids, struct sb *out)
{
	const hb_map_t *to_old =
	    hb_subset_plan_unicode_to_old_glyph_mapping(plan);
	const hb_map_t *to_new = hb_subset_plan_old_to_new_glyph_mapping(plan);
	hb_face_t *face = hb_subset_plan_execute_or_fail(plan);

	if (!face)
		return false;

	bool fine = true;

	for (size_t i = 0; i < count; i++) {
		hb_codepoint_t old = hb_map_get(to_old, cps[i]);
		hb_codepoint_t gid =
		    old == HB_MAP_VALUE_INVALID ? old : hb_map_get(to_new, old);

		if (gid == HB_MAP_VALUE_INVALID || !gid || gid > UINT16_MAX) {
			fine = false;
			break;
		}
		gids[i] = (uint16_t)gid;
	}

	hb_blob_t *blob = hb_face_reference_blob(face);
	unsigned n = 0;
	const char *p = hb_blob_get_data(blob, &n);

	if (fine && n)
		sb_bytes(out, p, n);
	hb_blob_destroy(blob);
	hb_face_destroy(face);
	return fine && n;
}

/*
 * What is prepared is cut five times as fast, and preparing takes as long as
 * forty parts: one changed plan does not wait for it.
 */
static hb_face_t *
face_of(struct handle *h)
{
	if (!h->prepared && h->parts++ == PARTS_UNPREPARED)
		h->prepared = hb_subset_preprocess(h->face);
	return h->prepared ? h->prepared : h->face;
}

static bool
font_subset(const struct font *f, const uint32_t *cps, size_t count,
    uint16_t *gids, struct sb *out)
{
	hb_subset_input_t *input = subset_input(cps, count);
	hb_subset_plan_t *plan =
	    input ? hb_subset_plan_create_or_fail(face_of(f->handle), input)
		  : NULL;
	bool fine = plan && write_subset(plan, cps, count, gids, out);

	if (plan)
		hb_subset_plan_destroy(plan);
	if (input)
		hb_subset_input_destroy(input);
	return fine;
}

/* Big-endian, as everything in a font. */
static void
put_u16(struct sb *out, unsigned n)
{
	sb_ch(out, (char)(n >> 8 & 0xFF));
	sb_ch(out, (char)(n & 0xFF));
}

/* A name of the original in UTF-16BE. */
static void
put_old_name(hb_face_t *face, hb_ot_name_id_t id, struct sb *out)
{
	uint16_t text[4096];
	unsigned n = sizeof(text) / sizeof(text[0]);

	hb_ot_name_get_utf16(face, id, HB_LANGUAGE_INVALID, &n, text);
	for (unsigned i = 0; i < n; i++)
		put_u16(out, text[i]);
}

static void
put_ascii_name(struct str s, struct sb *out)
{
	for (size_t i = 0; i < s.n; i++)
		put_u16(out, (unsigned char)s.p[i]);
}

/*
 * A name table with our own family name: the licence of the face reserves its
 * name for what is unchanged, and asks that copyright and licence go along.
 */
static hb_blob_t *
name_table(hb_face_t *face, struct str family)
{
	static const unsigned ids[] = { 0, 1, 2, 4, 6, 13, 14 };
	enum { COUNT = sizeof(ids) / sizeof(ids[0]) };
	struct sb table = { 0 }, texts = { 0 };

	put_u16(&table, 0);
	put_u16(&table, COUNT);
	put_u16(&table, 6 + 12 * COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		size_t start = texts.n;

		if (ids[i] == 1 || ids[i] == 4 || ids[i] == 6)
			put_ascii_name(family, &texts);
		else
			put_old_name(face, ids[i], &texts);
		put_u16(&table, 3);
		put_u16(&table, 1);
		put_u16(&table, 0x409);
		put_u16(&table, ids[i]);
		put_u16(&table, (unsigned)(texts.n - start));
		put_u16(&table, (unsigned)start);
	}
	sb_str(&table, sb_view(&texts));

	hb_blob_t *blob = hb_blob_create(sb_text(&table), (unsigned)table.n,
	    HB_MEMORY_MODE_DUPLICATE, NULL, NULL);

	sb_release(&table);
	sb_release(&texts);
	return blob;
}

/* The tables that a browser wants, in the order of their tags. */
static void
copy_tables(hb_face_t *from, hb_face_t *to, hb_blob_t *names)
{
	static const char tags[][5] = { "OS/2", "cmap", "glyf", "head", "hhea",
		"hmtx", "loca", "maxp", "name", "post" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		hb_tag_t tag =
		    HB_TAG(tags[i][0], tags[i][1], tags[i][2], tags[i][3]);
		hb_blob_t *blob = tag == HB_TAG('n', 'a', 'm', 'e')
				      ? hb_blob_reference(names)
				      : hb_face_reference_table(from, tag);

		hb_face_builder_add_table(to, tag, blob);
		hb_blob_destroy(blob);
	}
}

bool
font_web(const struct font *f, const uint32_t *cps, size_t count,
    struct str family, struct sb *out)
{
	const struct handle *h = f->handle;
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return false;
	for (size_t i = 0; i < count; i++)
		hb_set_add(hb_subset_input_unicode_set(input), cps[i]);
	hb_set_clear(
	    hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);

	hb_face_t *subset = hb_subset_or_fail(h->face, input);

	hb_subset_input_destroy(input);
	if (!subset)
		return false;

	hb_face_t *built = hb_face_builder_create();
	hb_blob_t *names = name_table(h->face, family);

	copy_tables(subset, built, names);

	hb_blob_t *blob = hb_face_reference_blob(built);
	unsigned n = 0;
	const char *p = hb_blob_get_data(blob, &n);

	sb_bytes(out, p, n);
	hb_blob_destroy(blob);
	hb_blob_destroy(names);
	hb_face_destroy(built);
	hb_face_destroy(subset);
	return n > 0;
}

static int
read_bytes(struct fs *fs, struct diags *ds, const char *path, struct sb *out)
{
	int err = fs_read(fs, path, FONT_MOST_BYTES, out);

	if (err == ENOENT)
		diag_add_file(ds, DIAG_B04, str_from(path),
		    N_("the face is missing (package fonts-sil-andika)"));
	else if (err)
		diag_add_file(ds, DIAG_B04, str_from(path),
		    N_("the face cannot be read: %s"), msg_errno(err));
	return err;
}

struct font *
font_open(struct arena *a, struct fs *fs, struct diags *ds, const char *path)
{
	struct handle *h = arena_new(a, struct handle);

	if (read_bytes(fs, ds, path, &h->bytes)) {
		sb_release(&h->bytes);
		return NULL;
	}

	hb_blob_t *blob = hb_blob_create(h->bytes.p, (unsigned)h->bytes.n,
	    HB_MEMORY_MODE_READONLY, NULL, NULL);

	h->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	if (!may_embed(h->face, ds, str_from(path))) {
		hb_face_destroy(h->face);
		sb_release(&h->bytes);
		return NULL;
	}

	struct font *f = arena_new(a, struct font);
	hb_font_t *font = hb_font_create(h->face);

	f->file = arena_str(a, str_from(path));
	f->name = postscript_name(a, h->face);
	read_metrics(f, h->face, font);
	read_glyphs(a, f, h->face, font);
	hb_font_destroy(font);
	f->handle = h;
	f->subset = font_subset;
	return f;
}

void
font_close(struct font *f)
{
	if (!f)
		return;

	struct handle *h = f->handle;

	hb_face_destroy(h->prepared);
	hb_face_destroy(h->face);
	sb_release(&h->bytes);
}

char *
font_path(struct arena *a, const char *folder, int face)
{
	static const char *const names[FACE_COUNT] = { "Andika-Regular.ttf",
		"Andika-Bold.ttf" };

	return fs_join(
	    a, str_from(folder ? folder : FONT_FOLDER), str_from(names[face]));
}

bool
fonts_open(struct arena *a, struct fs *fs, struct diags *ds, const char *folder,
    struct fonts *out)
{
	bool fine = true;

	for (int i = 0; i < FACE_COUNT; i++) {
		out->faces[i] = font_open(a, fs, ds, font_path(a, folder, i));
		fine = fine && out->faces[i];
	}
	return fine;
}

void
fonts_close(struct fonts *f)
{
	for (int i = 0; i < FACE_COUNT; i++) {
		/* Opened here, so it may be changed here. */
		font_close((struct font *)f->faces[i]);
		f->faces[i] = NULL;
	}
}
