/* SPDX-License-Identifier: EUPL-1.2 */
/* Template values as text, to be compared with a golden file. */
#ifndef SAMPLAN_TESTS_AID_VALUES_H
#define SAMPLAN_TESTS_AID_VALUES_H

#include "base/sb.h"
#include "model/value.h"

/*
 * One line a value, indented by depth: "key: text", "key: [", "key: {". Keys
 * whose value is false, null or empty are left out. A document shows how many
 * words of it are explained, and which.
 */
void value_dump(struct sb *out, const struct value *v);

#endif
