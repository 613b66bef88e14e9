/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/text_file.h"

#include <errno.h>
#include <string.h>

#include "base/bytes16.h"
#include "base/utf8.h"
#include "diag/msg.h"

/*
 * So many places are shown of a file that is not text at all. Longer runs of
 * combining marks than MARKS_MOST are in no language and make normalising
 * slow.
 */
enum { PLACES_MOST = 20, MARKS_MOST = 32 };

const struct text_file_codes text_file_data_codes = { DIAG_B01, DIAG_Y11,
	DIAG_Y13 };
const struct text_file_codes text_file_page_codes = { DIAG_B01, DIAG_B06,
	DIAG_M02 };

/* A character that is not let through, at its place in the new text. */
struct flaw {
	size_t off;
	size_t len;
	uint32_t cp; /* UTF8_BAD: not UTF-8 */
};

struct cleaner {
	struct sb out;
	struct sb run; /* good text since the last flaw, not yet in NFC */
	struct flaw flaws[PLACES_MOST];
	size_t flaw_count;
	size_t more;  /* flaws that are not kept */
	size_t marks; /* combining marks in a row */
};

/*
 * Bytes of a character that is taken as it is and met again and again: space
 * to ~, the end of a line, the tab, and À to ÿ; 0: it is another one.
 */
static size_t
common_at(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];

	if (c < 0x7F)
		return c >= 0x20 || c == '\n' || c == '\t';
	return c == 0xC3 && at + 1 < s.n &&
		       ((unsigned char)s.p[at + 1] & 0xC0) == 0x80
		   ? 2
		   : 0;
}

/* The same of all characters from off on, most of them sixteen bytes at once. */
static size_t
common_bytes(struct str s, size_t off)
{
	size_t at = off, n;

	/* Each block looks at the byte before it. */
	if (at == 0 && s.n)
		at = common_at(s, 0);
	while (at > 0 && at + 16 <= s.n) {
		bytes16 c = bytes16_at(s.p + at);
		bytes16 second = (bytes16)(bytes16_at(s.p + at - 1) == 0xC3);
		bytes16 more = (bytes16)((c & 0xC0) == 0x80);
		bytes16 other =
		    (bytes16)((c == 0x7F) | (c >= 0xC0) |
			      ((c < 0x20) & (c != '\n') & (c != '\t')));

		if (bytes16_any(
			(other & ~(bytes16)(c == 0xC3)) | (more ^ second)))
			break;
		at += s.p[at + 15] == '\xC3' ? 15 : 16;
	}
	while (at < s.n && (n = common_at(s, at)) > 0)
		at += n;
	return at - off;
}

/* Whether bytes can be taken as they are: the case of nearly every file. */
static bool
is_clean(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		uint32_t cp;

		off += common_bytes(s, off);
		if (off == s.n)
			break;
		if (s.p[off] == '\r' || (unsigned char)s.p[off] >= 0xCC)
			return false;
		cp = utf8_decode(s, &off);
		if (cp == UTF8_BAD || utf8_is_control(cp))
			return false;
	}
	return true;
}

static void
end_run(struct cleaner *c)
{
	utf8_nfc(&c->out, sb_view(&c->run));
	sb_reset(&c->run);
}

static void
add_flaw(struct cleaner *c, uint32_t cp)
{
	struct flaw *last = c->flaw_count ? &c->flaws[c->flaw_count - 1] : NULL;
	size_t off;

	end_run(c);
	off = c->out.n;
	utf8_encode(&c->out, 0xFFFD);
	if (last && c->more == 0 && last->off + last->len == off &&
	    last->cp == cp)
		last->len = c->out.n - last->off;
	else if (c->flaw_count < PLACES_MOST)
		c->flaws[c->flaw_count++] =
		    (struct flaw){ off, c->out.n - off, cp };
	else
		c->more++;
}

static bool
is_mark(struct str s)
{
	return (unsigned char)s.p[0] >= 0xCC && utf8_width(s) == 0;
}

static void
clean(struct cleaner *c, struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		size_t at = off;
		uint32_t cp = utf8_decode(s, &off);
		struct str bytes = str_sub(s, at, off - at);

		if (cp == '\r') {
			/* CR LF and a lonely CR both end a line. */
			if (off >= s.n || s.p[off] != '\n')
				sb_ch(&c->run, '\n');
			continue;
		}
		c->marks = is_mark(bytes) ? c->marks + 1 : 0;
		if (cp == UTF8_BAD || utf8_is_control(cp) ||
		    c->marks > MARKS_MOST)
			add_flaw(c, cp);
		else
			sb_str(&c->run, bytes);
	}
	end_run(c);
}

static void
report(const struct cleaner *c, struct diags *ds, uint32_t source,
    enum diag_code code)
{
	for (size_t i = 0; i < c->flaw_count; i++) {
		const struct flaw *f = &c->flaws[i];
		struct span at = { source, (uint32_t)f->off, (uint32_t)f->len };

		if (f->cp == UTF8_BAD)
			diag_add(
			    ds, code, at, N_("what stands here is not UTF-8"));
		else
			diag_add(ds, code, at,
			    N_("the character U+%04X is not allowed"),
			    (unsigned)f->cp);
	}
}

void
text_file_take(struct text_file *out, struct arena *a, struct diags *ds,
    struct str bytes, struct str name, const struct text_file_codes *codes)
{
	struct cleaner c = { 0 };

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from_off(bytes, 3);
	if (is_clean(bytes)) {
		out->text = arena_str(a, bytes);
	} else {
		clean(&c, bytes);
		out->text = arena_str(a, sb_view(&c.out));
	}
	out->broken = c.flaw_count > 0;
	out->source = source_add(&ds->sources, name, out->text);
	report(&c, ds, out->source, codes->bytes);
	sb_release(&c.out);
	sb_release(&c.run);
}

static void
cannot_read(struct diags *ds, struct str name, size_t limit, int err,
    const struct text_file_codes *codes)
{
	if (err == EFBIG)
		diag_add_file(ds, codes->large, name,
		    N_("the file is larger than %zu bytes"), limit);
	else if (err == EAGAIN)
		diag_add_file(ds, codes->unreadable, name,
		    N_("the file changed while it was read"));
	else if (err == EINVAL)
		diag_add_file(ds, codes->unreadable, name,
		    N_("this is not an ordinary file"));
	else
		diag_add_file(ds, codes->unreadable, name,
		    N_("cannot read the file: %s"), msg_errno(err));
}

bool
text_file_load(struct text_file *out, struct arena *a, struct diags *ds,
    struct fs *fs, const char *path, struct str name, size_t limit,
    const struct text_file_codes *codes)
{
	struct sb bytes = { 0 };
	int err = fs_read(fs, path, limit, &bytes);

	*out = (struct text_file){ 0 };
	if (err)
		cannot_read(ds, name, limit, err, codes);
	else
		text_file_take(out, a, ds, sb_view(&bytes), name, codes);
	sb_release(&bytes);
	return err == 0;
}
