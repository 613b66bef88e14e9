/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/bytes16.h"
#include "base/utf8.h"
#include "diag/diag.h"
#include "diag/msg.h"

const char *
severity_id(enum severity s)
{
	static const char *const ids[] = { "info", "warning", "error",
		"error" };

	return ids[s];
}

const char *
severity_word(enum severity s)
{
	static const char *const words[] = { N_("info"), N_("warning"),
		N_("error"), N_("error") };

	return msg(words[s]);
}

/* What a terminal would obey is shown as a picture of itself. */
static void
add_safe(struct sb *out, struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		size_t start = off;
		uint32_t cp = utf8_decode(s, &off);

		if (cp == UTF8_BAD || (cp != '\t' && cp < 0x20) ||
		    utf8_is_control(cp))
			sb_cstr(out, "\xEF\xBF\xBD");
		else
			sb_bytes(out, s.p + start, off - start);
	}
}

static void
add_marker(const struct finding *f, struct sb *out)
{
	struct str s = f->text;
	size_t off = 0;
	uint32_t column = f->text_column;
	size_t marks = 0;

	while (off < s.n && column < f->column) {
		size_t start = off;

		utf8_decode(s, &off);
		if (s.p[start] == '\t')
			sb_ch(out, '\t');
		else
			sb_repeat(out, ' ',
			    utf8_width(str_sub(s, start, off - start)));
		column++;
	}
	while (off < s.n && column < f->end_column) {
		size_t start = off;

		utf8_decode(s, &off);
		marks += s.p[start] == '\t'
			     ? 1
			     : utf8_width(str_sub(s, start, off - start));
		column++;
	}
	sb_repeat(out, '^', marks ? marks : 1);
}

static void
add_excerpt(
    const struct finding *f, const char *mark, const char *end, struct sb *out)
{
	sb_fmt(out, "%5u | ", f->line);
	add_safe(out, f->text);
	sb_cstr(out, "\n      | ");
	sb_cstr(out, mark);
	add_marker(f, out);
	sb_fmt(out, "%s\n", end);
}

void
diag_print(const struct finding *f, bool colour, struct sb *out)
{
	static const char *const tints[] = { "\033[36m", "\033[35m", "\033[31m",
		"\033[31m" };
	const char *tint = colour ? tints[f->severity] : "";
	const char *bold = colour ? "\033[1m" : "";
	const char *end = colour ? "\033[0m" : "";

	sb_cstr(out, bold);
	add_safe(out, f->file.n ? f->file : STR("samplan"));
	if (f->line)
		sb_fmt(out, ":%u:%u", f->line, f->column);
	sb_fmt(out, ": %s%s%s: %s%s", end, tint, severity_word(f->severity),
	    end, bold);
	add_safe(out, f->message);
	sb_fmt(out, "%s [%s]\n", end, diag_info(f->code)->id);
	/* Without an end of its own a place is shown by its line alone. */
	if (f->line && f->end_column)
		add_excerpt(f, tint, end, out);
	if (f->policy.n) {
		sb_fmt(out, "      = %s: ", _("policy"));
		add_safe(out, f->policy);
		sb_ch(out, '\n');
	}
	if (f->help.n) {
		sb_fmt(out, "      = %s: ", _("help"));
		add_safe(out, f->help);
		sb_ch(out, '\n');
	}
}

static void
escape_byte(struct sb *out, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";

	sb_ch(out, '\\');
	if (c == '"' || c == '\\') {
		sb_ch(out, (char)c);
	} else if (c == '\n') {
		sb_ch(out, 'n');
	} else if (c == '\t') {
		sb_ch(out, 't');
	} else {
		sb_cstr(out, "u00");
		sb_ch(out, hex[c >> 4]);
		sb_ch(out, hex[c & 15]);
	}
}

static bool
plain16(const char *p)
{
	bytes16 c = bytes16_at(p);

	return !bytes16_any(
	    (bytes16)((c < 0x20) | (c == '"') | (c == '\\') | (c == 0x7F)));
}

void
json_escape(struct sb *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c;

		while (i + 16 <= s.n && plain16(s.p + i))
			i += 16;
		if (i == s.n)
			break;
		c = (unsigned char)s.p[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		sb_bytes(out, s.p + from, i - from);
		escape_byte(out, c);
		from = i + 1;
	}
	sb_bytes(out, s.p + from, s.n - from);
}

static void
add_text(struct sb *out, const char *key, struct str s, bool null_if_empty)
{
	sb_fmt(out, "\"%s\":", key);
	if (s.n == 0 && null_if_empty) {
		sb_cstr(out, "null");
		return;
	}
	sb_ch(out, '"');
	json_escape(out, s);
	sb_ch(out, '"');
}

static void
add_number(struct sb *out, const char *key, uint32_t n)
{
	if (n)
		sb_fmt(out, "\"%s\":%u", key, n);
	else
		sb_fmt(out, "\"%s\":null", key);
}

void
diag_print_json(const struct finding *f, struct sb *out)
{
	sb_ch(out, '{');
	add_text(out, "file", f->file, true);
	sb_ch(out, ',');
	add_number(out, "line", f->line);
	sb_ch(out, ',');
	add_number(out, "column", f->column);
	sb_ch(out, ',');
	add_number(out, "end_column", f->end_column);
	sb_fmt(out, ",\"severity\":\"%s\",\"code\":\"%s\",",
	    severity_id(f->severity), diag_info(f->code)->id);
	add_text(out, "message", f->message, false);
	sb_ch(out, ',');
	add_text(out, "policy", f->policy, true);
	sb_ch(out, ',');
	add_text(out, "help", f->help, true);
	sb_cstr(out, "}\n");
}
