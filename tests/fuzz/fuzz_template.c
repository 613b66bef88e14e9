/* SPDX-License-Identifier: EUPL-1.2 */
/* Two templates (a line "%%%" divides them) on values of every kind. */
#include "base/utf8.h"
#include "fuzz.h"
#include "render/mustache.h"

static struct value *
values(struct arena *a)
{
	struct value *root = value_map(a), *list = value_list(a);
	struct value *item = value_map(a);

	value_put(a, item, "name", value_text(a, STR("<Åsa & \"Bo\">")));
	value_put(a, item, "yes", value_bool(a, true));
	value_push(a, list, item);
	value_push(a, list, value_text(a, STR("två")));
	value_put(a, root, "list", list);
	value_put(a, root, "item", item);
	value_put(a, root, "title", value_text(a, STR("Rubrik")));
	value_put(a, root, "html", value_markup(a, STR("<b>x</b>")));
	value_put(a, root, "none", value_null(a));
	value_put(a, root, "no", value_bool(a, false));
	value_put(a, root, "n", value_int(a, 42));
	return root;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	uint32_t source = fuzz_source(&a, &ds, fuzz_bytes(data, size));
	struct str text = source_text(&ds.sources, source);
	size_t cut = str_find(text, STR("\n%%%\n"));
	struct str first = str_sub(text, 0, cut);
	struct str second = cut == STR_NOT_FOUND ? STR("part {{title}}")
						 : str_from_off(text, cut + 5);
	struct template_text texts[] = {
		{ STR("page"), first, source },
		{ STR("part"), second,
		    source_add(&ds.sources, STR("part"), second) },
	};
	const struct theme theme = { .templates = texts, .template_count = 2 };
	struct template_set *set = templates_compile(&a, &theme, &ds);
	struct sb out = { 0 };

	if (template_render(set, STR("page"), values(&a), &ds, &out))
		MUST(utf8_check(sb_view(&out)) == out.n);
	fuzz_findings(&ds);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
