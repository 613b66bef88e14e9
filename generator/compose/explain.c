/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/explain.h"

#include "diag/msg.h"

/* a is b, or a chapter that b lies in: B4 and B4.4. */
static bool
covers(struct str a, struct str b)
{
	return str_starts(b, a) && (a.n == b.n || (a.n > 0 && b.p[a.n] == '.'));
}

bool
explain_carries(const char *source, struct str paragraph)
{
	struct str rest = str_from(source ? source : "");
	struct str part;

	if (paragraph.n == 0)
		return false;
	while (str_next_part(&rest, ' ', &part))
		if (part.n &&
		    (covers(paragraph, part) || covers(part, paragraph)))
			return true;
	return false;
}

/* What the letter of a source stands for. */
static const char *
source_kind(struct str part)
{
	if (str_is(part, "OWN"))
		return _("our own rule, not from the policy");
	switch (part.n ? part.p[0] : '\0') {
	case 'A':
		return _("the policy");
	case 'B':
		return _("the model of the policy");
	case 'C':
		return _("the county agreement");
	case 'D':
		return _("a gap in the policy that this program has filled");
	case 'L':
		return _("law and guidance today");
	case 'T':
		return _("rules for easy reading");
	default:
		return "";
	}
}

static void
add_source(struct sb *out, const char *source)
{
	struct str rest = str_from(source);
	struct str part;

	while (str_next_part(&rest, ' ', &part)) {
		sb_cstr(out, "  ");
		if (!str_is(part, "OWN")) {
			sb_str(out, part);
			sb_cstr(out, " – ");
		}
		sb_cstr(out, source_kind(part));
		sb_ch(out, '\n');
	}
}

static void
add_part(struct sb *out, const char *head, const char *text)
{
	if (text)
		sb_fmt(out, "\n%s\n  %s\n", head, msg(text));
}

void
explain_code(struct sb *out, enum diag_code code,
    const struct explain_page *pages, size_t count)
{
	const struct diag_info *info = diag_info(code);

	sb_fmt(out, "%s (%s)\n", info->id, severity_word(info->severity));
	if (info->policy)
		sb_fmt(out, "%s\n", msg(info->policy));
	add_part(out, _("Why"), info->why);
	add_part(out, _("What to do"), info->help);
	if (info->source) {
		sb_fmt(out, "\n%s\n", _("Source"));
		add_source(out, info->source);
	}
	if (count)
		sb_fmt(out, "\n%s\n", _("Read more"));
	for (size_t i = 0; i < count; i++)
		sb_fmt(out, "  %.*s: %.*s\n", STR_ARG(pages[i].title),
		    STR_ARG(pages[i].address));
}
