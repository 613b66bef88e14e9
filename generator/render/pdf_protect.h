/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Copies of our documents that open with a password (libqpdf): AES-256, the
 * sixth revision of the standard handler. Whoever opens one may read it aloud,
 * print it and copy from it. PDF/A forbids encryption, so a copy does not claim
 * it; it keeps PDF/UA, and what says so stays readable without the password.
 * The key is made by chance: two copies of one document have other bytes.
 */
#ifndef SAMPLAN_RENDER_PDF_PROTECT_H
#define SAMPLAN_RENDER_PDF_PROTECT_H

#include "base/sb.h"

/* What the handler can take, in bytes of UTF-8; more would be cut off. */
enum { PDF_PASSWORD_MOST = 127 };

/*
 * Appends the copy. False, and out is as it was, when the document cannot be
 * read or has a password already; why, when given and empty, then says it. The
 * password ends with NUL.
 */
bool pdf_protect(
    struct str pdf, const char *password, struct sb *out, struct sb *why);
/* Whether copy is one of this document, and this password opens it. */
bool pdf_protected_from(struct str copy, struct str pdf, const char *password);

#endif
