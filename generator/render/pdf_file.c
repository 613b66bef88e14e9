/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libharu's object layer holds and writes the streams. It has no object
 * streams, and its table is that of PDF 1.4, which cannot tell of them; so
 * those two are written here.
 */
#include "render/pdf_file.h"

#include <hpdf.h>

#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "base/hash.h"
#include "render/pdf_words.h"

enum { PACK_MOST = 1000 };

struct object {
	struct str body; /* of a dictionary */
	size_t place;    /* of a stream: its offset; else number of its pack */
	unsigned index;  /* in the pack */
	bool stream;
};

struct pdf_file {
	struct arena *arena;
	struct deflater *deflater;
	struct sb *out;
	size_t start; /* of the file in out */
	HPDF_Error_Rec error;
	HPDF_MMgr memory;
	HPDF_Stream writer;
	struct object *items; /* by number - 1 */
	size_t count;
	size_t cap;
	struct {
		unsigned *items;
		size_t count;
		size_t cap;
	} pages;
	unsigned tree; /* of the pages */
	unsigned catalog;
	unsigned info;
	size_t packed;
	bool failed;
};

static void
on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	struct pdf_file *f = user;

	(void)error;
	(void)detail;
	f->failed = true;
}

static HPDF_STATUS
take(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
	sb_bytes(stream->attr, p, n);
	return HPDF_OK;
}

struct pdf_file *
pdf_begin(struct arena *a, struct deflater *d, struct sb *out)
{
	struct pdf_file *f = arena_new(a, struct pdf_file);

	f->arena = a;
	f->deflater = d;
	f->out = out;
	f->start = out->n;
	HPDF_Error_Init(&f->error, f);
	f->error.error_fn = on_error;
	/* Its own pool of memory hands out addresses that are not aligned. */
	f->memory = HPDF_MMgr_New(&f->error, 0, NULL, NULL);
	if (f->memory)
		f->writer = HPDF_CallbackWriter_New(f->memory, take, out);
	f->failed = !f->writer;
	f->tree = pdf_reserve(f);
	f->catalog = pdf_reserve(f);
	f->info = pdf_reserve(f);
	sb_cstr(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	return f;
}

unsigned
pdf_reserve(struct pdf_file *f)
{
	*arena_push(f->arena, f) = (struct object){ 0 };
	return (unsigned)f->count;
}

void
pdf_body(struct pdf_file *f, unsigned number, struct str body)
{
	f->items[number - 1].body = body;
}

unsigned
pdf_dict(struct pdf_file *f, struct str body)
{
	unsigned number = pdf_reserve(f);

	pdf_body(f, number, body);
	return number;
}

/* What stands in the dictionary of a stream. */
struct head {
	struct str body;
	size_t length;
	struct sb *out;
};

static HPDF_STATUS
write_head(HPDF_Dict dict, HPDF_Stream out)
{
	const struct head *h = dict->attr;
	HPDF_STATUS status = HPDF_Stream_Write(
	    out, (const HPDF_BYTE *)h->body.p, (HPDF_UINT)h->body.n);

	if (status == HPDF_OK)
		status = HPDF_Stream_WriteStr(out, "/Length ");
	pdf_unsigned(h->out, (unsigned)h->length);
	return status;
}

/* The length stands in its dictionary, so that a stream is one object. */
unsigned
pdf_stream(struct pdf_file *f, struct str body, struct str bytes)
{
	struct head head = { body, bytes.n, f->out };
	HPDF_Dict dict = f->failed ? NULL : HPDF_Dict_New(f->memory);
	unsigned number = pdf_reserve(f);

	if (!dict) {
		f->failed = true;
		return number;
	}
	f->items[number - 1].stream = true;
	f->items[number - 1].place = f->out->n - f->start;
	dict->header.obj_id = number | HPDF_OTYPE_INDIRECT;
	dict->attr = &head;
	dict->write_fn = write_head;
	pdf_unsigned(f->out, number);
	sb_cstr(f->out, " 0 obj\n");
	if (HPDF_Dict_Write(dict, f->writer, NULL) != HPDF_OK)
		f->failed = true;
	dict->attr = NULL;
	HPDF_Dict_Free(dict);
	sb_cstr(f->out, "\nstream\n");
	sb_str(f->out, bytes);
	sb_cstr(f->out, "\nendstream\nendobj\n");
	return number;
}

void
pdf_page(struct pdf_file *f, unsigned number, struct str body)
{
	*arena_push(f->arena, &f->pages) = number;
	pdf_body(f, number,
	    arena_fmt(f->arena, "%.*s/Parent %u 0 R", STR_ARG(body), f->tree));
}

void
pdf_catalog(struct pdf_file *f, struct str body)
{
	pdf_body(f, f->catalog,
	    arena_fmt(f->arena, "/Type/Catalog/Pages %u 0 R%.*s", f->tree,
		STR_ARG(body)));
}

void
pdf_info(struct pdf_file *f, struct str body)
{
	pdf_body(f, f->info, body);
}

static void
write_pages(struct pdf_file *f)
{
	struct sb body = { 0 };

	sb_fmt(&body, "/Type/Pages/Count %zu/Kids[", f->pages.count);
	for (size_t i = 0; i < f->pages.count; i++) {
		sb_cstr(&body, i ? " " : "");
		pdf_ref(&body, f->pages.items[i]);
	}
	sb_ch(&body, ']');
	pdf_body(f, f->tree, arena_str(f->arena, sb_view(&body)));
	sb_release(&body);
}

/* Dictionaries from the first on, in one object stream; gives where to go on. */
static size_t
write_pack(struct pdf_file *f, size_t from, struct sb *heads, struct sb *text)
{
	struct sb packed = { 0 };
	unsigned n = 0;
	size_t end, first;

	sb_reset(heads);
	sb_reset(text);
	for (end = from; end < f->count && n < PACK_MOST; end++) {
		struct object *o = &f->items[end];

		if (o->stream)
			continue;
		o->index = n++;
		pdf_unsigned(heads, (unsigned)end + 1);
		sb_ch(heads, ' ');
		pdf_unsigned(heads, (unsigned)text->n);
		sb_ch(heads, ' ');
		sb_cstr(text, "<<");
		sb_str(text, o->body);
		sb_cstr(text, ">>\n");
	}
	if (!n)
		return end;
	first = heads->n;
	sb_str(heads, sb_view(text));
	deflater_add(f->deflater, sb_view(heads), &packed);
	f->packed += heads->n;

	unsigned number = pdf_stream(f,
	    arena_fmt(f->arena,
		"/Type/ObjStm/N %u/First %zu/Filter/FlateDecode", n, first),
	    sb_view(&packed));

	for (size_t i = from; i < end; i++)
		if (!f->items[i].stream)
			f->items[i].place = number;
	sb_release(&packed);
	return end;
}

static void
put(struct sb *out, unsigned long v, int bytes)
{
	while (bytes--)
		sb_ch(out, (char)(v >> 8 * bytes));
}

/* Kind, place, and which one in its pack; the last is the table itself. */
static void
table(const struct pdf_file *f, size_t own, struct sb *out)
{
	put(out, 0, 1);
	put(out, 0, 4);
	put(out, 0, 2);
	for (size_t i = 0; i < f->count; i++) {
		put(out, f->items[i].stream ? 1 : 2, 1);
		put(out, f->items[i].place, 4);
		put(out, f->items[i].index, 2);
	}
	put(out, 1, 1);
	put(out, own, 4);
	put(out, 0, 2);
}

static struct str
table_body(struct pdf_file *f, struct hash128 id)
{
	char hex[33];

	hash128_hex(id, hex);
	return arena_fmt(f->arena,
	    "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R"
	    "/ID[<%s><%s>]/Filter/FlateDecode",
	    f->count + 2, f->catalog, f->info, hex, hex);
}

static void
write_end(struct pdf_file *f)
{
	struct sb text = { 0 }, packed = { 0 };
	size_t count, own;

	write_pages(f);
	/* The packs themselves come behind. */
	count = f->count;
	for (size_t i = 0; i < count;)
		i = write_pack(f, i, &packed, &text);
	own = f->out->n - f->start;
	sb_reset(&text);
	sb_reset(&packed);
	table(f, own, &text);
	deflater_add(f->deflater, sb_view(&text), &packed);
	/* What names the file is all that stands in it. */
	pdf_stream(f, table_body(f, hash128(str_of(f->out->p + f->start, own))),
	    sb_view(&packed));
	sb_fmt(f->out, "startxref\n%zu\n%%%%EOF\n", own);
	sb_release(&text);
	sb_release(&packed);
}

bool
pdf_end(struct pdf_file *f)
{
	if (!f->failed)
		write_end(f);
	if (f->writer)
		HPDF_Stream_Free(f->writer);
	if (f->memory)
		HPDF_MMgr_Free(f->memory);
	f->writer = NULL;
	f->memory = NULL;
	return !f->failed;
}

size_t
pdf_packed(const struct pdf_file *f)
{
	return f->packed;
}
