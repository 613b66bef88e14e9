/* SPDX-License-Identifier: EUPL-1.2 */
/* What the program believes of others: workers, manifests, journals. */
#include "build/inputs.h"
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
	struct inputs inputs = { 0 };
	struct str seen;
	struct unpack record = { .in = bytes };
	struct sb message = { 0 };
	struct fs *fs = fs_memory_new();

	wire_unpack(bytes, &ds, &seen, &summary);
	/* The same with the mark of its end. */
	wire_pack(&message, &ds, bytes, &summary);
	MUST(wire_unpack(sb_view(&message), &ds, &seen, &summary));
	MUST(str_eq(seen, bytes));
	sb_reset(&message);
	sb_str(&message, bytes);
	pack_text(&message, STR("samplan-end"));
	wire_unpack(sb_view(&message), &ds, &seen, &summary);
	inputs_unpack(&record, &inputs);
	inputs_release(&inputs);
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
