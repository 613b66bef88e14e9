/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_file.h"

#include <hpdf.h>

#include <hpdf_pages.h>
#include <hpdf_streams.h>

struct pdf_file {
	struct arena *arena;
	HPDF_Doc doc;
	HPDF_Dict *items; /* by object number */
	size_t count;
	size_t cap;
	bool failed;
};

/* Errors stay in the document and are asked for at the end. */
static void
on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	struct pdf_file *f = user;

	(void)error;
	(void)detail;
	f->failed = true;
}

static HPDF_STATUS
write_body(HPDF_Dict dict, HPDF_Stream out)
{
	const struct str *body = dict->attr;

	if (!body || !body->n)
		return HPDF_OK;
	return HPDF_Stream_Write(out, (const HPDF_BYTE *)body->p,
	    (HPDF_UINT)body->n);
}

static void
set_body(struct pdf_file *f, HPDF_Dict dict, struct str body)
{
	struct str *kept = arena_new(f->arena, struct str);

	*kept = body;
	dict->attr = kept;
	dict->write_fn = write_body;
}

static unsigned
number_of(HPDF_Dict dict)
{
	return dict->header.obj_id & 0x00ffffff;
}

static unsigned
remember(struct pdf_file *f, HPDF_Dict dict)
{
	unsigned number = number_of(dict);

	while (f->count <= number)
		(void)arena_push(f->arena, f);
	f->items[number] = dict;
	return number;
}

struct pdf_file *
pdf_begin(struct arena *a)
{
	struct pdf_file *f = arena_new(a, struct pdf_file);

	f->arena = a;
	/* Its own pool of memory hands out addresses that are not aligned. */
	f->doc = HPDF_NewEx(on_error, NULL, NULL, 0, f);
	if (!f->doc) {
		f->failed = true;
		return f;
	}
	f->doc->pdf_version = HPDF_VER_17;
	return f;
}

unsigned
pdf_reserve(struct pdf_file *f)
{
	if (f->failed)
		return 0;

	HPDF_Dict dict = HPDF_Dict_New(f->doc->mmgr);

	if (!dict || HPDF_Xref_Add(f->doc->xref, dict) != HPDF_OK) {
		f->failed = true;
		return 0;
	}
	return remember(f, dict);
}

void
pdf_body(struct pdf_file *f, unsigned number, struct str body)
{
	if (!f->failed)
		set_body(f, f->items[number], body);
}

unsigned
pdf_dict(struct pdf_file *f, struct str body)
{
	unsigned number = pdf_reserve(f);

	pdf_body(f, number, body);
	return number;
}

unsigned
pdf_stream(struct pdf_file *f, struct str body, struct str bytes)
{
	if (f->failed)
		return 0;

	HPDF_Dict dict = HPDF_DictStream_New(f->doc->mmgr, f->doc->xref);

	if (!dict || HPDF_Stream_Write(dict->stream,
	    (const HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n) != HPDF_OK) {
		f->failed = true;
		return 0;
	}
	dict->filter = HPDF_STREAM_FILTER_NONE;
	set_body(f, dict, body);
	return remember(f, dict);
}

void
pdf_page(struct pdf_file *f, unsigned number)
{
	if (f->failed)
		return;

	HPDF_Dict page = f->items[number];

	/* Without the sub-class it is taken as it is; with it it counts. */
	if (HPDF_Pages_AddKids(f->doc->root_pages, page) != HPDF_OK)
		f->failed = true;
	page->header.obj_class |= HPDF_OSUBCLASS_PAGE;
}

void
pdf_catalog(struct pdf_file *f, struct str body)
{
	if (!f->failed)
		set_body(f, f->doc->catalog, body);
}

void
pdf_info(struct pdf_file *f, struct str body)
{
	if (f->failed)
		return;
	/* The library's own entry; the body has another producer. */
	if (f->doc->info) {
		HPDF_Dict_RemoveElement(f->doc->info, "Producer");
		set_body(f, f->doc->info, body);
	} else {
		HPDF_Dict_Add(f->doc->trailer, "Info",
		    f->items[pdf_dict(f, body)]);
	}
}

static void
set_id(struct pdf_file *f, struct hash128 id)
{
	HPDF_Array pair = HPDF_Array_New(f->doc->mmgr);
	HPDF_BYTE bytes[16];

	for (unsigned i = 0; i < 8; i++) {
		bytes[i] = (HPDF_BYTE)(id.high >> (56 - 8 * i));
		bytes[8 + i] = (HPDF_BYTE)(id.low >> (56 - 8 * i));
	}
	if (!pair) {
		f->failed = true;
		return;
	}
	HPDF_Dict_Add(f->doc->trailer, "ID", pair);
	for (int i = 0; i < 2; i++)
		HPDF_Array_Add(pair,
		    HPDF_Binary_New(f->doc->mmgr, bytes, sizeof(bytes)));
}

static void
take_bytes(HPDF_Stream stream, struct sb *out)
{
	for (HPDF_UINT i = 0;; i++) {
		HPDF_UINT n = 0;
		HPDF_BYTE *p = HPDF_MemStream_GetBufPtr(stream, i, &n);

		if (!p || !n)
			return;
		sb_bytes(out, p, n);
	}
}

bool
pdf_end(struct pdf_file *f, struct hash128 id, struct sb *out)
{
	if (!f->failed)
		set_id(f, id);
	if (!f->failed && HPDF_SaveToStream(f->doc) != HPDF_OK)
		f->failed = true;
	if (!f->failed)
		take_bytes(f->doc->stream, out);
	if (f->doc)
		HPDF_Free(f->doc);
	f->doc = NULL;
	return !f->failed;
}
