/* SPDX-License-Identifier: EUPL-1.2 */
/* What the program believes of others: workers, manifests, journals. */
#include "build/wire.h"
#include "fs/fs_memory.h"
#include "fuzz.h"
#include "write/journal.h"
#include "write/manifest.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct journal_event event = {
		.what = "made", .plan_id = STR("P-1"), .documents = 1
	};
	struct str bytes = fuzz_bytes(data, size);
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct manifest manifest = { 0 };
	struct journal_check check;
	struct sb message = { 0 };
	struct fs *fs = fs_memory_new();

	wire_unpack(bytes, &ds, &summary);
	/* The same with the mark of its end. */
	wire_pack(&message, &ds, &summary);
	sb_str(&message, bytes);
	sb_cstr(&message, "samplan-end");
	wire_unpack(sb_view(&message), &ds, &summary);
	wire_unpack(str_from_off(sb_view(&message), message.n - size - 11), &ds,
	    &summary);
	fuzz_findings(&ds);
	manifest_parse(&manifest, &a, bytes);
	fs_memory_put(fs, "o/.journal", bytes);
	journal_prepare(fs, "o");
	journal_append(fs, "o", 0, &event, 1);
	journal_verify(fs, "o", &check);
	MUST(!check.torn);
	fs_memory_free(fs);
	sb_release(&message);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
