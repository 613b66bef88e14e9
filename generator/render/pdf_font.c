/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_font.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "render/pdf_words.h"

/* What Swedish documents are written with. */
static const char usual[] = " !\"'(),-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyzÅÄÖåäöÉé·–’”•";

void
used_add(struct arena *a, struct used *u, struct str text)
{
	size_t off = 0;

	u->any = true;
	while (off < text.n) {
		unsigned char c = (unsigned char)text.p[off];
		uint32_t cp = c < 0x80 ? (off++, c) : utf8_decode(text, &off);
		bool there = false;

		if (cp < FONT_DIRECT) {
			u->direct[cp] = 1;
			continue;
		}
		for (size_t i = 0; i < u->extra_count && !there; i++)
			there = u->extra[i] == cp;
		if (there || u->extra_count >= EXTRA_MOST)
			continue;
		u->extra = arena_grow(a, u->extra, u->extra_count,
		    &u->extra_cap, sizeof(*u->extra));
		u->extra[u->extra_count++] = cp;
	}
}

static void
sort(uint32_t *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t one = v[i];
		size_t k = i;

		for (; k && v[k - 1] > one; k--)
			v[k] = v[k - 1];
		v[k] = one;
	}
}

static bool
is_usual(uint32_t cp)
{
	if (cp < 0x7f)
		return strchr(usual, (int)cp) && cp;

	struct str s = STR(usual);
	size_t off = 0;

	while (off < s.n) {
		if (utf8_decode(s, &off) == cp)
			return true;
	}
	return false;
}

/* The characters beyond the usual ones, as UTF-8 in order. */
static struct str
key_of(struct used *u, struct sb *key)
{
	for (uint32_t cp = 0; cp < FONT_DIRECT; cp++) {
		if (u->direct[cp] && !is_usual(cp))
			utf8_encode(key, cp);
	}
	sort(u->extra, u->extra_count);
	for (size_t i = 0; i < u->extra_count; i++) {
		if (!is_usual(u->extra[i]))
			utf8_encode(key, u->extra[i]);
	}
	return sb_view(key);
}

/* All characters of a subset, sorted; those the face lacks left out. */
static size_t
characters(const struct pdf_faces *f, struct str key, uint32_t *cps)
{
	struct str parts[2] = { STR(usual), key };
	size_t n = 0;

	for (int i = 0; i < 2; i++) {
		size_t off = 0;

		while (off < parts[i].n) {
			uint32_t cp = utf8_decode(parts[i], &off);

			if (font_advance(f->font, cp) >= 0)
				cps[n++] = cp;
		}
	}
	sort(cps, n);
	return n;
}

static struct str
subset_name(
    struct arena *a, const struct font *font, const uint32_t *cps, size_t n)
{
	struct hash128 h = hash128(str_of((const char *)cps, n * sizeof(*cps)));
	char tag[7] = { 0 };

	for (int i = 0; i < 6; i++) {
		tag[i] = (char)('A' + h.low % 26);
		h.low /= 26;
	}
	return arena_fmt(a, "%s+%.*s", tag, STR_ARG(font->name));
}

static void
widths(struct sb *out, const struct font *font, const uint32_t *cps,
    const uint16_t *gids, size_t n)
{
	unsigned most = 0;
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (gids[i] > most)
			most = gids[i];
	}
	/* Glyph numbers of a subset lie close together. */
	for (unsigned gid = 1; gid <= most; gid++) {
		size_t i = 0;

		while (i < n && gids[i] != gid)
			i++;
		if (i == n) {
			if (open)
				sb_ch(out, ']');
			open = false;
			continue;
		}
		if (open) {
			sb_ch(out, ' ');
		} else {
			pdf_unsigned(out, gid);
			sb_ch(out, '[');
			open = true;
		}
		pdf_unsigned(out, (unsigned)font_advance(font, cps[i]));
	}
	if (open)
		sb_ch(out, ']');
}

static void
hex4(struct sb *out, uint32_t v)
{
	static const char hex[] = "0123456789ABCDEF";

	for (int shift = 12; shift >= 0; shift -= 4)
		sb_ch(out, hex[v >> shift & 15]);
}

static void
to_unicode(struct sb *out, const uint32_t *cps, const uint16_t *gids, size_t n)
{
	sb_cstr(out,
	    "/CIDInit /ProcSet findresource begin\n"
	    "12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < n; i++) {
		if (i % 100 == 0) {
			if (i)
				sb_cstr(out, "endbfchar\n");
			pdf_unsigned(
			    out, (unsigned)(n - i < 100 ? n - i : 100));
			sb_cstr(out, " beginbfchar\n");
		}
		sb_ch(out, '<');
		hex4(out, gids[i]);
		sb_cstr(out, "> <");
		if (cps[i] > 0xffff) {
			hex4(out, 0xd800 + ((cps[i] - 0x10000) >> 10));
			hex4(out, 0xdc00 + ((cps[i] - 0x10000) & 0x3ff));
		} else {
			hex4(out, cps[i]);
		}
		sb_cstr(out, ">\n");
	}
	if (n)
		sb_cstr(out, "endbfchar\n");
	sb_cstr(out, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
		     "end\nend\n");
}

static struct str
compressed(struct pdf_faces *f, struct str bytes)
{
	struct sb out = { 0 };

	deflater_add(f->deflater, bytes, &out);

	struct str kept = arena_str(&f->arena, sb_view(&out));

	sb_release(&out);
	return kept;
}

static void
map_glyphs(struct pdf_faces *f, struct pdf_face *face, const uint32_t *cps,
    const uint16_t *gids, size_t n)
{
	uint32_t *extra = arena_array(&f->arena, uint32_t, n + 1);
	uint16_t *gid = arena_array(&f->arena, uint16_t, n + 1);

	for (size_t i = 0; i < n; i++) {
		if (cps[i] < FONT_DIRECT) {
			face->direct[cps[i]] = gids[i];
			continue;
		}
		extra[face->extra_count] = cps[i];
		gid[face->extra_count++] = gids[i];
	}
	face->extra = extra;
	face->extra_gid = gid;
}

/* What the objects of a face say, but for what they refer to. */
static void
prepare_bodies(struct pdf_faces *faces, struct pdf_face *f, struct str widths)
{
	const struct font *font = faces->font;
	struct arena *a = &faces->arena;

	f->file_body =
	    arena_fmt(a, "/Filter/FlateDecode/Length1 %zu", f->length);
	f->descriptor = arena_fmt(a,
	    "/Type/FontDescriptor/FontName/%.*s/Flags 32"
	    "/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
	    "/CapHeight %d/XHeight %d/StemV %d/FontFile2 ",
	    STR_ARG(f->name), font->bbox[0], font->bbox[1], font->bbox[2],
	    font->bbox[3], font->ascent, font->descent, font->cap_height,
	    font->x_height, font->weight >= 600 ? 140 : 80);
	f->cid = arena_fmt(a,
	    "/Type/Font/Subtype/CIDFontType2/BaseFont/%.*s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
	    "/Supplement 0>>/CIDToGIDMap/Identity"
	    "/DW 1000/W[%.*s]/FontDescriptor ",
	    STR_ARG(f->name), STR_ARG(widths));
	f->type0 = arena_fmt(a,
	    "/Type/Font/Subtype/Type0/BaseFont/%.*s/Encoding/Identity-H",
	    STR_ARG(f->name));
}

static struct pdf_face *
make_face(struct pdf_faces *f, struct str key)
{
	size_t most = sizeof(usual) + key.n + 1;
	uint32_t *cps = arena_array(&f->arena, uint32_t, most);
	uint16_t *gids = arena_array(&f->arena, uint16_t, most);
	size_t n = characters(f, key, cps);
	struct pdf_face *face = arena_new(&f->arena, struct pdf_face);
	struct sb text = { 0 };

	if (!f->font->subset(f->font, cps, n, gids, &text)) {
		sb_release(&text);
		return NULL;
	}
	face->key = arena_str(&f->arena, key);
	face->name = subset_name(&f->arena, f->font, cps, n);
	face->length = text.n;
	face->file = compressed(f, sb_view(&text));
	sb_reset(&text);
	widths(&text, f->font, cps, gids, n);
	prepare_bodies(f, face, sb_view(&text));
	sb_reset(&text);
	to_unicode(&text, cps, gids, n);
	face->unicode = compressed(f, sb_view(&text));
	sb_release(&text);
	map_glyphs(f, face, cps, gids, n);
	return face;
}

const struct pdf_face *
pdf_face_find(struct pdf_faces *f, struct used *u)
{
	struct sb text = { 0 };
	struct str key = key_of(u, &text);
	struct pdf_face *face = NULL;

	for (size_t i = 0; i < f->count && !face; i++) {
		if (str_eq(f->items[i]->key, key))
			face = f->items[i];
	}
	if (!face) {
		if (f->count == FACES_KEPT) {
			arena_reset(&f->arena);
			f->count = 0;
		}
		face = make_face(f, key);
		if (face)
			f->items[f->count++] = face;
	}
	sb_release(&text);
	return face;
}

void
pdf_faces_release(struct pdf_faces *f)
{
	arena_release(&f->arena);
	f->count = 0;
}

static unsigned
glyph(const struct pdf_face *f, uint32_t cp)
{
	if (cp < FONT_DIRECT)
		return f->direct[cp];
	for (size_t i = 0; i < f->extra_count; i++) {
		if (f->extra[i] == cp)
			return f->extra_gid[i];
	}
	return 0;
}

static char *
string_byte(char *at, unsigned char c)
{
	if (c == '(' || c == ')' || c == '\\' || c == '\r') {
		*at++ = '\\';
		c = c == '\r' ? 'r' : c;
	}
	*at++ = (char)c;
	return at;
}

void
pdf_face_text(const struct pdf_face *f, struct str text, struct sb *out)
{
	/* Each byte at most one glyph of two bytes, both behind a backslash. */
	char *from = sb_room(out, 4 * text.n + 2);
	char *at = from;
	size_t off = 0;

	*at++ = '(';
	while (off < text.n) {
		unsigned char c = (unsigned char)text.p[off];
		unsigned gid;

		if (c < 0x80) {
			gid = f->direct[c];
			off++;
		} else {
			gid = glyph(f, utf8_decode(text, &off));
		}
		at = string_byte(at, (unsigned char)(gid >> 8));
		at = string_byte(at, (unsigned char)gid);
	}
	*at++ = ')';
	*at = '\0';
	out->n += (size_t)(at - from);
}

static unsigned
referring(struct pdf_file *out, struct arena *a, struct str body,
    unsigned number, const char *end)
{
	struct sb text = { 0 };
	unsigned own;

	sb_str(&text, body);
	pdf_ref(&text, number);
	sb_cstr(&text, end);
	own = pdf_dict(out, arena_str(a, sb_view(&text)));
	sb_release(&text);
	return own;
}

unsigned
pdf_face_objects(
    const struct pdf_face *f, struct arena *a, struct pdf_file *out)
{
	unsigned file = pdf_stream(out, f->file_body, f->file);
	unsigned unicode =
	    pdf_stream(out, STR("/Filter/FlateDecode"), f->unicode);
	unsigned desc = referring(out, a, f->descriptor, file, "");
	unsigned cid = referring(out, a, f->cid, desc, "");

	return referring(out, a,
	    arena_fmt(a,
		"%.*s/ToUnicode %u 0 R"
		"/DescendantFonts[",
		STR_ARG(f->type0), unicode),
	    cid, "]");
}
