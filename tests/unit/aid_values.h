/* SPDX-License-Identifier: EUPL-1.2 */
/* Template values as text, to be compared with a golden file. */
#ifndef SAMPLAN_TESTS_AID_VALUES_H
#define SAMPLAN_TESTS_AID_VALUES_H

#include "base/sb.h"
#include "model/value.h"

/*
 * One line a value, indented by depth; maps of plain values stand on one line.
 * Keys whose value is false, null or empty are left out. Lines of the partial
 * "lines" are parted by " | "; a document shows the words that it explains.
 */
void value_dump(struct sb *out, const struct value *v);

#endif
