/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/schema_part.h"

#include "compose/plan_form.h"

void
build_schema(struct sb *out)
{
	plan_json_schema(out);
}
