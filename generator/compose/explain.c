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

/* Standards and guides that rules are taken from. */
static const struct {
	const char *key;
	const char *name;
} guides[] = {
	{ "IE", N_("Inclusion Europe, Information for all") },
	{ "IE-logo", N_("Inclusion Europe, conditions for the logo") },
	{ "LL", N_("LL-förlaget, how to write and design easy Swedish") },
	{ "LL-c", N_("LL-Center in Finland, rules for easy Swedish") },
	{ "MTM",
	    N_("Myndigheten för tillgängliga medier, advice on easy read") },
	{ "FUB", N_("FUB, Skriv lättläst!") },
	{ "UK1", N_("the government of the United Kingdom, easy read") },
	{ "UK2", N_("the health department of the United Kingdom, easy read") },
	{ "PIF", N_("Patient Information Forum, easy read") },
	{ "SELKO", N_("Selkokeskus in Finland, measure of easy Finnish") },
	{ "COGA", N_("W3C, content for people with cognitive disabilities") },
	{ "WCAG", N_("W3C, guidelines for accessible web content") },
	{ "LIX", N_("readability index by C. H. Björnsson, 1968") },
	{ "1177", N_("advice on care in Sweden") },
	{ "ISO", N_("international standard") },
};

/* What a source stands for: a name, or a letter before a number. */
static const char *
source_kind(struct str part)
{
	if (str_is(part, "OWN"))
		return _("our own rule, not from the policy");
	for (size_t i = 0; i < sizeof(guides) / sizeof(*guides); i++)
		if (str_is(part, guides[i].key))
			return msg(guides[i].name);
	if (part.n < 2 || !ascii_digit(part.p[1]))
		return "";
	switch (part.p[0]) {
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

/* A number behind a standard is a place in it: WCAG 3.1.5. */
static bool
is_place(struct str part)
{
	return part.n && ascii_digit(part.p[0]) && !str_is(part, "1177");
}

static void
add_source(struct sb *out, const char *source)
{
	struct str rest = str_from(source), part, next;
	bool more = str_next_part(&rest, ' ', &part);

	while (more) {
		const char *kind = source_kind(part);

		sb_cstr(out, "  ");
		if (!str_is(part, "OWN"))
			sb_str(out, part);
		while (
		    (more = str_next_part(&rest, ' ', &next)) && is_place(next))
			sb_fmt(out, " %.*s", STR_ARG(next));
		if (*kind)
			sb_fmt(out, "%s%s", str_is(part, "OWN") ? "" : " – ",
			    kind);
		sb_ch(out, '\n');
		part = next;
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
