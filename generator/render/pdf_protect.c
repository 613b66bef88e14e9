/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_protect.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

/* The claims of PDF/A in the XMP of pdf_meta.c. */
#define CLAIM_FROM "<pdfaid:part>"
#define CLAIM_TO "</pdfaid:conformance>"

static bool
went_wrong(qpdf_data q, QPDF_ERROR_CODE code, struct sb *why)
{
	bool wrong = (code & QPDF_ERRORS) || qpdf_has_error(q);

	/* The library prints an error that nobody takes. */
	while (qpdf_has_error(q)) {
		qpdf_error error = qpdf_get_error(q);

		if (why && why->n == 0)
			sb_cstr(why, qpdf_get_error_message_detail(q, error));
	}
	return wrong;
}

static qpdf_data
open_pdf(struct str pdf, const char *password, struct sb *why)
{
	qpdf_data q = qpdf_init();
	QPDF_ERROR_CODE code;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_set_attempt_recovery(q, QPDF_FALSE);
	code = qpdf_read_memory(q, "pdf", pdf.p, pdf.n, password);
	if (!went_wrong(q, code, why))
		return q;
	qpdf_cleanup(&q);
	return NULL;
}

/* Without the claim that an encrypted file cannot keep. */
static bool
drop_claim(qpdf_data q, struct sb *why)
{
	qpdf_oh root = qpdf_get_root(q);
	qpdf_oh meta = qpdf_oh_get_key(q, root, "/Metadata");
	unsigned char *bytes = NULL;
	struct sb xmp = { 0 };
	size_t from, to, n = 0;
	struct str all;

	if (!qpdf_oh_is_stream(q, meta))
		return !went_wrong(q, 0, why);
	if (went_wrong(q,
		qpdf_oh_get_stream_data(
		    q, meta, qpdf_dl_generalized, NULL, &bytes, &n),
		why))
		return false;
	all = str_of((const char *)bytes, n);
	from = str_find(all, STR(CLAIM_FROM));
	to = str_find(all, STR(CLAIM_TO));
	if (from != STR_NOT_FOUND && to != STR_NOT_FOUND && to > from) {
		sb_str(&xmp, str_sub(all, 0, from));
		sb_str(&xmp, str_from_off(all, to + sizeof(CLAIM_TO) - 1));
		qpdf_oh_replace_stream_data(q, meta,
		    (const unsigned char *)xmp.p, xmp.n, qpdf_oh_new_null(q),
		    qpdf_oh_new_null(q));
	}
	free(bytes);
	sb_release(&xmp);
	return !went_wrong(q, 0, why);
}

static bool
write_copy(qpdf_data q, const char *password, struct sb *out, struct sb *why)
{
	if (went_wrong(q, qpdf_init_write_memory(q), why))
		return false;
	/*
	 * Restrictions would hold honest programs only, among them those that
	 * read aloud; who has the password has the document.
	 */
	qpdf_set_r6_encryption_parameters2(q, password, password, QPDF_TRUE,
	    QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
	    qpdf_r3p_full, QPDF_FALSE);
	if (went_wrong(q, qpdf_write(q), why))
		return false;
	sb_bytes(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
	return true;
}

bool
pdf_protect(
    struct str pdf, const char *password, struct sb *out, struct sb *why)
{
	qpdf_data q = open_pdf(pdf, "", why);
	bool fine;

	if (!q)
		return false;
	fine = drop_claim(q, why) && write_copy(q, password, out, why);
	qpdf_cleanup(&q);
	return fine;
}

/* The first half of the name of a file stays when it is written anew. */
static void
add_id(qpdf_data q, struct sb *out)
{
	qpdf_oh ids = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/ID");
	const char *bytes;
	size_t n = 0;

	if (!qpdf_oh_is_array(q, ids))
		return;
	bytes = qpdf_oh_get_binary_string_value(
	    q, qpdf_oh_get_array_item(q, ids, 0), &n);
	if (bytes)
		sb_bytes(out, bytes, n);
}

bool
pdf_protected_from(struct str copy, struct str pdf, const char *password)
{
	qpdf_data a = open_pdf(copy, password, NULL);
	qpdf_data b = a ? open_pdf(pdf, "", NULL) : NULL;
	struct sb one = { 0 }, two = { 0 };
	bool same = false;

	if (a && b && qpdf_is_encrypted(a)) {
		add_id(a, &one);
		add_id(b, &two);
		same = one.n > 0 && str_eq(sb_view(&one), sb_view(&two));
	}
	if (a)
		qpdf_cleanup(&a);
	if (b)
		qpdf_cleanup(&b);
	sb_release(&one);
	sb_release(&two);
	return same;
}
