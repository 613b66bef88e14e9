/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Runs a fuzz target on files and folders of files, for make test: what once
 * crashed must not crash again. Prints how many there were.
 */
#include <stdio.h>
#include <string.h>

#include "fs/fs.h"
#include "fuzz.h"

enum { LIMIT = 16 * 1024 * 1024 };

static size_t
replay(struct arena *a, const char *path)
{
	struct fs_entries list = { 0 };
	struct sb bytes = { 0 };
	size_t count = 0;

	if (fs_read(fs_disk(), path, LIMIT, &bytes) == 0) {
		/* Of its own size, so that a sanitizer sees the end. */
		uint8_t *exact = malloc(bytes.n ? bytes.n : 1);

		MUST(exact);
		if (bytes.n)
			memcpy(exact, bytes.p, bytes.n);
		LLVMFuzzerTestOneInput(exact, bytes.n);
		free(exact);
		count = 1;
	} else if (fs_list(fs_disk(), a, path, &list) == 0) {
		for (size_t i = 0; i < list.count; i++)
			count += replay(
			    a, fs_join(a, str_from(path), list.items[i].name));
	}
	sb_release(&bytes);
	return count;
}

int
main(int argc, char **argv)
{
	struct arena a = { 0 };
	size_t count = 0;

	for (int i = 1; i < argc; i++)
		count += replay(&a, argv[i]);
	printf("%zu files\n", count);
	arena_release(&a);
	return 0;
}
