/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_meta.h"

#include "render/pdf_words.h"

/* Dates carry no time of day; noon stands for the day in every zone near us. */
void
pdf_xmp(struct sb *out, const struct pdf_meta *m)
{
	char day[11];

	date_iso(m->date, day);
	sb_cstr(out,
	    "<?xpacket begin=\"\xEF\xBB\xBF\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF xmlns:rdf="
	    "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\""
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
	    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	sb_xml(out, m->title);
	sb_cstr(out, "</rdf:li></rdf:Alt></dc:title>\n"
		     "<dc:language><rdf:Bag><rdf:li>");
	sb_xml(out, m->lang);
	sb_cstr(out, "</rdf:li></rdf:Bag></dc:language>\n"
		     "<dc:format>application/pdf</dc:format>\n");
	if (day[0])
		sb_fmt(out,
		    "<xmp:CreateDate>%sT12:00:00Z</xmp:CreateDate>\n"
		    "<xmp:ModifyDate>%sT12:00:00Z</xmp:ModifyDate>\n",
		    day, day);
	sb_cstr(out, "<pdf:Producer>");
	sb_xml(out, m->producer);
	sb_cstr(out,
	    "</pdf:Producer>\n"
	    "<pdfaid:part>2</pdfaid:part>"
	    "<pdfaid:conformance>A</pdfaid:conformance>"
	    "<pdfuaid:part>1</pdfuaid:part>\n"
	    "<pdfaExtension:schemas><rdf:Bag>"
	    "<rdf:li rdf:parseType=\"Resource\">"
	    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
	    "</pdfaSchema:namespaceURI>"
	    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
	    "<pdfaSchema:property><rdf:Seq>"
	    "<rdf:li rdf:parseType=\"Resource\">"
	    "<pdfaProperty:name>part</pdfaProperty:name>"
	    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	    "<pdfaProperty:category>internal</pdfaProperty:category>"
	    "<pdfaProperty:description>PDF/UA version"
	    "</pdfaProperty:description>"
	    "</rdf:li></rdf:Seq></pdfaSchema:property>"
	    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
	    "<?xpacket end=\"w\"?>");
}

void
pdf_info_body(struct sb *out, const struct pdf_meta *m)
{
	sb_cstr(out, "/Title");
	pdf_text(out, m->title);
	sb_cstr(out, "/Producer");
	pdf_text(out, m->producer);
	if (m->date == DATE_NONE)
		return;

	struct ymd d = date_ymd(m->date);

	sb_fmt(out,
	    "/CreationDate(D:%04d%02d%02d120000Z)"
	    "/ModDate(D:%04d%02d%02d120000Z)",
	    d.year, d.month, d.day, d.year, d.month, d.day);
}

static void
be16(struct sb *out, unsigned v)
{
	sb_ch(out, (char)(v >> 8));
	sb_ch(out, (char)v);
}

static void
be32(struct sb *out, unsigned long v)
{
	be16(out, (unsigned)(v >> 16));
	be16(out, (unsigned)(v & 0xffff));
}

static void
xyz(struct sb *out, unsigned long x, unsigned long y, unsigned long z)
{
	sb_cstr(out, "XYZ ");
	be32(out, 0);
	be32(out, x);
	be32(out, y);
	be32(out, z);
}

enum {
	ICC_TAGS = 9,
	ICC_FIRST = 128 + 4 + ICC_TAGS * 12,
	ICC_DESC = ICC_FIRST,
	ICC_DESC_SIZE = 108,
	ICC_TEXT = ICC_DESC + ICC_DESC_SIZE,
	ICC_TEXT_SIZE = 36,
	ICC_WHITE = ICC_TEXT + ICC_TEXT_SIZE,
	ICC_CURVE = ICC_WHITE + 4 * 20,
	ICC_CURVE_SIZE = 14, /* stands in 16 bytes */
	ICC_ALL = ICC_CURVE + 16
};

static void
icc_header(struct sb *out)
{
	be32(out, ICC_ALL);
	be32(out, 0);
	be32(out, 0x02100000);
	sb_cstr(out, "mntrRGB XYZ ");
	for (int i = 0; i < 6; i++)
		be16(out, (unsigned[]){ 2026, 1, 1, 0, 0, 0 }[i]);
	sb_cstr(out, "acsp");
	for (int i = 0; i < 7; i++)
		be32(out, 0);
	/* The light that profiles are joined in: D50. */
	be32(out, 0x0000f6d6);
	be32(out, 0x00010000);
	be32(out, 0x0000d32d);
	while (out->n < 128)
		sb_ch(out, '\0');
}

static void
icc_tag(struct sb *out, const char *name, unsigned off, unsigned n)
{
	sb_cstr(out, name);
	be32(out, off);
	be32(out, n);
}

void
pdf_icc(struct sb *out)
{
	static const char name[] = "sRGB IEC61966-2.1";
	struct sb icc = { 0 };

	icc_header(&icc);
	be32(&icc, ICC_TAGS);
	icc_tag(&icc, "desc", ICC_DESC, ICC_DESC_SIZE);
	icc_tag(&icc, "cprt", ICC_TEXT, ICC_TEXT_SIZE);
	icc_tag(&icc, "wtpt", ICC_WHITE, 20);
	icc_tag(&icc, "rXYZ", ICC_WHITE + 20, 20);
	icc_tag(&icc, "gXYZ", ICC_WHITE + 40, 20);
	icc_tag(&icc, "bXYZ", ICC_WHITE + 60, 20);
	icc_tag(&icc, "rTRC", ICC_CURVE, ICC_CURVE_SIZE);
	icc_tag(&icc, "gTRC", ICC_CURVE, ICC_CURVE_SIZE);
	icc_tag(&icc, "bTRC", ICC_CURVE, ICC_CURVE_SIZE);

	sb_cstr(&icc, "desc");
	be32(&icc, 0);
	be32(&icc, sizeof(name));
	sb_bytes(&icc, name, sizeof(name));
	while (icc.n < ICC_TEXT)
		sb_ch(&icc, '\0');
	sb_cstr(&icc, "text");
	be32(&icc, 0);
	sb_cstr(&icc, "No rights reserved");
	while (icc.n < ICC_WHITE)
		sb_ch(&icc, '\0');
	xyz(&icc, 0x0000f351, 0x00010000, 0x000116cc);
	xyz(&icc, 0x00006fa2, 0x000038f5, 0x00000390);
	xyz(&icc, 0x00006299, 0x0000b785, 0x000018da);
	xyz(&icc, 0x000024a0, 0x00000f84, 0x0000b6cf);
	sb_cstr(&icc, "curv");
	be32(&icc, 0);
	be32(&icc, 1);
	be16(&icc, 0x0233); /* gamma 2.2 */
	be16(&icc, 0);
	sb_str(out, sb_view(&icc));
	sb_release(&icc);
}
