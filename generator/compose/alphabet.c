/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/alphabet.h"

#include "base/utf8.h"

/* Three bytes that come after z in ASCII. */
enum { KEY_AA = '{', KEY_AE = '|', KEY_OE = '}' };

static void
key_of(struct sb *key, uint32_t cp)
{
	struct sb letter = { 0 };

	switch (utf8_lower(cp)) {
	case 0xE5: /* å */
		sb_ch(key, KEY_AA);
		return;
	case 0xE4: /* ä */
	case 0xE6: /* æ */
		sb_ch(key, KEY_AE);
		return;
	case 0xF6: /* ö */
	case 0xF8: /* ø */
		sb_ch(key, KEY_OE);
		return;
	default:
		break;
	}
	utf8_encode(&letter, cp);
	utf8_fold_ascii(key, sb_view(&letter));
	sb_release(&letter);
}

struct str
alphabet_key(struct arena *a, struct str s)
{
	struct sb key = { 0 };
	struct str text;
	bool gap = false;

	for (size_t at = 0; at < s.n;) {
		uint32_t cp = utf8_decode(s, &at);

		if (!utf8_is_letter(cp) && !utf8_is_digit(cp)) {
			gap = key.n > 0;
			continue;
		}
		if (gap)
			sb_ch(&key, ' ');
		gap = false;
		key_of(&key, cp);
	}
	text = arena_str(a, sb_view(&key));
	sb_release(&key);
	return text;
}

struct str
alphabet_letter(struct str key)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (key.n == 0)
		return STR("#");
	switch (key.p[0]) {
	case KEY_AA:
		return STR("Å");
	case KEY_AE:
		return STR("Ä");
	case KEY_OE:
		return STR("Ö");
	default:
		break;
	}
	if (key.p[0] < 'a' || key.p[0] > 'z')
		return STR("#");
	return str_of(letters + (key.p[0] - 'a'), 1);
}

struct str
alphabet_anchor(struct str key)
{
	if (key.n == 0)
		return STR("0");
	switch (key.p[0]) {
	case KEY_AA:
		return STR("aa");
	case KEY_AE:
		return STR("ae");
	case KEY_OE:
		return STR("oe");
	default:
		break;
	}
	if (key.p[0] < 'a' || key.p[0] > 'z')
		return STR("0");
	return str_of(key.p, 1);
}
