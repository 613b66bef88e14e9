/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/bytes.h"

#include "base/utf8.h"
#include "diag/msg.h"

/* Broken bytes shown as U+FFFD, so that a finding about them can be printed. */
static struct str
mended(struct arena *a, struct str raw, size_t bad, size_t *at)
{
	struct sb out = { 0 };
	struct str text;
	size_t off = 0;

	while (off < raw.n) {
		size_t start = off;

		if (start == bad)
			*at = out.n;
		if (utf8_decode(raw, &off) == UTF8_BAD)
			sb_cstr(&out, "\xEF\xBF\xBD");
		else
			sb_bytes(&out, raw.p + start, off - start);
	}
	text = arena_str(a, sb_view(&out));
	sb_release(&out);
	return text;
}

/* One finding: a file in another encoding is one slip with many bad bytes. */
static void
report_broken(struct arena *a, struct diags *ds, struct str name,
    struct str raw, size_t bad, enum diag_code code)
{
	size_t at = 0;
	struct str text = mended(a, raw, bad, &at);
	uint32_t source = source_add(&ds->sources, name, text);

	diag_add(ds, code, (struct span){ source, (uint32_t)at, 3 },
	    N_("byte 0x%02X is not UTF-8"), (unsigned char)raw.p[bad]);
}

static bool
report_controls(
    struct diags *ds, uint32_t source, struct str text, enum diag_code code)
{
	size_t off = 0;
	bool found = false;

	while (off < text.n) {
		size_t start = off;
		uint32_t cp = (unsigned char)text.p[off];

		if (cp >= 0x20 && cp < 0x7F) {
			off++;
			continue;
		}
		cp = utf8_decode(text, &off);
		if (!utf8_is_control(cp))
			continue;
		found = true;
		diag_add(ds, code,
		    (struct span){
			source, (uint32_t)start, (uint32_t)(off - start) },
		    N_("the control character U+%04X stands here"),
		    (unsigned)cp);
	}
	return found;
}

void
bytes_too_many(
    struct diags *ds, struct str name, const struct bytes_rules *rules)
{
	uint32_t source = source_add(&ds->sources, name, STR_NONE);

	diag_add(ds, rules->size, (struct span){ source, 0, 0 },
	    N_("the file is larger than %zu bytes and was not read"),
	    rules->limit);
}

uint32_t
bytes_source(struct arena *a, struct diags *ds, struct str name, struct str raw,
    const struct bytes_rules *rules)
{
	size_t bad;
	uint32_t source;

	if (raw.n > rules->limit) {
		bytes_too_many(ds, name, rules);
		return 0;
	}
	if (str_starts(raw, STR("\xEF\xBB\xBF")))
		raw = str_from_off(raw, 3);
	bad = utf8_check(raw);
	if (bad < raw.n) {
		report_broken(a, ds, name, raw, bad, rules->bytes);
		return 0;
	}
	if (!utf8_surely_nfc(raw)) {
		struct sb nfc = { 0 };

		utf8_nfc(&nfc, raw);
		raw = arena_str(a, sb_view(&nfc));
		sb_release(&nfc);
	}
	source = source_add(&ds->sources, name, raw);
	return report_controls(ds, source, raw, rules->bytes) ? 0 : source;
}
