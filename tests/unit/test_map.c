/* SPDX-License-Identifier: EUPL-1.2 */
/* Maps, with and without room from the start; hashes and lists of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/map.h"
#include "write/manifest.h"

enum { KEYS = 3000 };

static void
fill(struct map *m, struct arena *a, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str key = arena_fmt(a, "nyckel %zu", i % KEYS);

		map_set(m, key, (void *)(uintptr_t)(i + 1));
	}
}

/* Whatever was reserved: the same keys, values and order. */
static void
room_from_the_start_changes_nothing(void **state)
{
	static const size_t rooms[] = { 0, 1, 7, 8, 9, 16, 1000, KEYS,
		10 * KEYS };
	struct arena a = { 0 };
	struct map plain = map_new(&a);

	(void)state;
	fill(&plain, &a, KEYS + 50);
	for (size_t r = 0; r < sizeof(rooms) / sizeof(*rooms); r++) {
		struct map m = map_new(&a);

		map_reserve(&m, rooms[r]);
		assert_false(map_has(&m, STR("nyckel 0")));
		fill(&m, &a, KEYS + 50);
		assert_int_equal(m.count, KEYS);
		for (size_t i = 0; i < m.count; i++) {
			struct str key = plain.items[i].key;

			assert_true(str_eq(m.items[i].key, key));
			assert_ptr_equal(
			    map_find(&m, key), map_find(&plain, key));
		}
		assert_false(map_has(&m, STR("nyckel 3000")));
		/* One that has keys already keeps them. */
		map_reserve(&m, 20 * KEYS);
		assert_int_equal(
		    (uintptr_t)map_find(&m, STR("nyckel 7")), KEYS + 8);
	}
	arena_release(&a);
}

/* Each digit at each place; every other sign is refused. */
static void
hashes_are_read_as_they_are_written(void **state)
{
	const struct hash128 h = { 0x0123456789ABCDEFu, 0xFEDCBA9876543210u };
	struct hash128 back;
	char hex[33];

	(void)state;
	hash128_hex(h, hex);
	assert_true(hash128_parse(str_from(hex), &back));
	assert_true(hash128_eq(h, back));
	for (size_t at = 0; at < 32; at++)
		for (int c = 0; c < 256; c++) {
			const char *digits = "0123456789abcdef";
			char other[33], again[33];
			bool digit = c && strchr(digits, c);

			memcpy(other, hex, sizeof(hex));
			other[at] = (char)c;
			assert_int_equal(
			    hash128_parse(str_of(other, 32), &back), digit);
			hash128_hex(back, again);
			if (digit)
				assert_string_equal(again, other);
		}
	assert_false(hash128_parse(str_of(hex, 31), &back));
	assert_false(hash128_parse(STR(""), &back));
}

static bool
reads(struct str end, size_t *count)
{
	struct arena a = { 0 };
	struct manifest m;
	struct sb text = { 0 };
	bool fine;

	sb_cstr(&text, "samplan-manifest 1\n"
		       "00000000000000000000000000000001 5 a\n"
		       "00000000000000000000000000000002 6 b/c\tkälla\n");
	sb_str(&text, end);
	fine = manifest_parse(&m, &a, sb_view(&text));
	*count = m.count;
	if (fine) {
		assert_int_equal(manifest_find(&m, STR("a"))->size, 5);
		assert_true(
		    str_is(manifest_find(&m, STR("b/c"))->source, "källa"));
	}
	sb_release(&text);
	arena_release(&a);
	return fine;
}

/* What its last line says of its length is believed of none but the true. */
static void
a_manifest_that_lies_about_its_length_is_none(void **state)
{
	static const char *const lies[] = { "", "\n", "end\n", "end \n",
		"end 0\n", "end 1\n", "end 3\n", "end -2\n", "end 2147483647\n",
		"end 99999999999999999999\n", "end 2\nend 2\n", "end 2\nx\n",
		"slut 2\n" };
	size_t count;

	(void)state;
	assert_true(reads(STR("end 2\n"), &count));
	assert_int_equal(count, 2);
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		assert_false(reads(str_from(lies[i]), &count));
		assert_int_equal(count, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(room_from_the_start_changes_nothing),
		cmocka_unit_test(hashes_are_read_as_they_are_written),
		cmocka_unit_test(a_manifest_that_lies_about_its_length_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
