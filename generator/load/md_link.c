/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/md_link.h"

#include "base/utf8.h"
#include "diag/msg.h"

/* Length of a scheme with its colon at the start of the url, or 0. */
static size_t
scheme_length(struct str url)
{
	size_t n = 0;

	if (url.n == 0 || !ascii_alpha(url.p[0]))
		return 0;
	while (n < url.n &&
	       (ascii_alpha(url.p[n]) || ascii_digit(url.p[n]) ||
		   url.p[n] == '+' || url.p[n] == '.' || url.p[n] == '-'))
		n++;
	return n < url.n && url.p[n] == ':' ? n + 1 : 0;
}

static bool
scheme_is(struct str scheme, const char *name)
{
	struct str want = str_from(name);

	if (scheme.n != want.n + 1)
		return false;
	for (size_t i = 0; i < want.n; i++)
		if (ascii_lower(scheme.p[i]) != want.p[i])
			return false;
	return true;
}

static int
hex(char c)
{
	c = ascii_lower(c);
	return ascii_digit(c)           ? c - '0'
	       : (c >= 'a' && c <= 'f') ? c - 'a' + 10
					: -1;
}

static bool
has_control(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		uint32_t cp = utf8_decode(s, &off);

		if (cp == '\n' || cp == '\r' || cp == '\t' ||
		    utf8_is_control(cp))
			return true;
	}
	return false;
}

/* %C3%B6 → ö, in NFC. False when that gives no text. */
static bool
decode(struct arena *a, struct str s, struct str *out)
{
	struct sb raw = { 0 }, nfc = { 0 };
	bool fine;

	*out = s;
	if (str_find_char(s, '%') == STR_NOT_FOUND)
		return !has_control(s);
	for (size_t i = 0; i < s.n; i++) {
		int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1;
		int low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;

		if (s.p[i] == '%' && high >= 0 && low >= 0) {
			sb_ch(&raw, (char)(high * 16 + low));
			i += 2;
		} else {
			sb_ch(&raw, s.p[i]);
		}
	}
	fine =
	    utf8_check(sb_view(&raw)) == raw.n && !has_control(sb_view(&raw));
	if (fine) {
		utf8_nfc(&nfc, sb_view(&raw));
		*out = arena_str(a, sb_view(&nfc));
	}
	sb_release(&raw);
	sb_release(&nfc);
	return fine;
}

/* What a target is, or what is wrong with it. */
enum verdict {
	IS_URL,
	IS_PAGE,
	IS_ID,
	IS_LAW,
	NOT_WHOLE,
	NOT_TEXT,
	NO_TARGET,
	NO_PAGE_FILE,
	NOT_RELATIVE,
	OTHER_SCHEME
};

static enum verdict
read_elsewhere(struct str url, struct str rest)
{
	if (has_control(url) || str_trim(rest).n == 0 || str_is(rest, "//"))
		return NOT_WHOLE;
	return IS_URL;
}

/* target#anchor, both decoded. */
static enum verdict
read_inside(struct arena *a, struct str rest, enum verdict kind,
    struct str *target, struct str *anchor)
{
	size_t hash = str_find_char(rest, '#');

	*target = str_sub(rest, 0, hash);
	*anchor =
	    hash == STR_NOT_FOUND ? STR_NONE : str_from_off(rest, hash + 1);
	if (!decode(a, *target, target) || !decode(a, *anchor, anchor))
		return NOT_TEXT;
	if (target->n == 0 && (kind != IS_PAGE || anchor->n == 0))
		return NO_TARGET;
	if (kind != IS_PAGE || target->n == 0)
		return kind;
	if (target->p[0] == '/')
		return NOT_RELATIVE;
	return str_ends(*target, STR(".md")) ? IS_PAGE : NO_PAGE_FILE;
}

static enum verdict
judge(struct arena *a, struct str url, struct str *target, struct str *anchor)
{
	static const char *const elsewhere[] = { "http", "https", "mailto",
		"tel" };
	size_t n = scheme_length(url);
	struct str scheme = str_sub(url, 0, n);
	struct str rest = str_from_off(url, n);

	*target = url;
	*anchor = STR_NONE;
	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(*elsewhere); i++)
		if (scheme_is(scheme, elsewhere[i]))
			return read_elsewhere(url, rest);
	if (scheme_is(scheme, "sida"))
		return read_inside(a, rest, IS_ID, target, anchor);
	if (scheme_is(scheme, "lag"))
		return read_inside(a, rest, IS_LAW, target, anchor);
	if (n)
		return OTHER_SCHEME;
	return read_inside(a, url, IS_PAGE, target, anchor);
}

void
md_link_read(struct node *link, struct arena *a, struct str url)
{
	struct str target, anchor;

	link->u.link.kind = LINK_BAD;
	switch (judge(a, url, &target, &anchor)) {
	case IS_URL:
		link->u.link.kind = LINK_URL;
		break;
	case IS_PAGE:
		link->u.link.kind = LINK_PAGE;
		break;
	case IS_ID:
		link->u.link.kind = LINK_ID;
		break;
	case IS_LAW:
		link->u.link.kind = LINK_LAW;
		break;
	case NOT_WHOLE:
	case NOT_TEXT:
	case NO_TARGET:
	case NO_PAGE_FILE:
	case NOT_RELATIVE:
	case OTHER_SCHEME:
		target = url;
		anchor = STR_NONE;
		break;
	}
	link->u.link.target = target;
	link->u.link.anchor = anchor;
}

void
md_link_report(struct diags *ds, const struct node *link)
{
	struct arena scratch = { 0 };
	struct str url = link->u.link.target, target, anchor;

	switch (judge(&scratch, url, &target, &anchor)) {
	case IS_URL:
	case IS_PAGE:
	case IS_ID:
	case IS_LAW:
		break;
	case NOT_WHOLE:
		diag_add(ds, DIAG_M08, link->at,
		    N_("the address \"%.*s\" is not whole"), STR_ARG(url));
		break;
	case NOT_TEXT:
		diag_add(ds, DIAG_M08, link->at,
		    N_("the target \"%.*s\" is not text"), STR_ARG(url));
		break;
	case NO_TARGET:
		diag_add(ds, DIAG_M08, link->at,
		    N_("the link leads nowhere: \"%.*s\""), STR_ARG(url));
		break;
	case NO_PAGE_FILE:
		diag_add(ds, DIAG_M08, link->at,
		    N_("\"%.*s\" is not a page file"), STR_ARG(url));
		break;
	case NOT_RELATIVE:
		diag_add(ds, DIAG_M08, link->at,
		    N_("\"%.*s\" does not begin at this file"), STR_ARG(url));
		break;
	case OTHER_SCHEME:
		diag_add(ds, DIAG_M08, link->at,
		    N_("links of this kind are not used here: \"%.*s\""),
		    STR_ARG(url));
		break;
	}
	arena_release(&scratch);
}

bool
md_picture_read(struct str url, struct str *concept)
{
	size_t n = scheme_length(url);

	if (!scheme_is(str_sub(url, 0, n), "bild"))
		return false;
	*concept = str_from_off(url, n);
	return true;
}
