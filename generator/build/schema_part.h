/* SPDX-License-Identifier: EUPL-1.2 */
/* `samplan schema`: the JSON Schema of the plan format. */
#ifndef SAMPLAN_BUILD_SCHEMA_PART_H
#define SAMPLAN_BUILD_SCHEMA_PART_H

#include "base/sb.h"

void build_schema(struct sb *out);

#endif
