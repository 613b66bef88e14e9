/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSON files of tests as template values. Numbers become text as they are
 * written. Broken JSON gives NULL.
 */
#ifndef SAMPLAN_AID_JSON_H
#define SAMPLAN_AID_JSON_H

#include "model/value.h"

struct value *json_parse(struct arena *a, struct str text);

#endif
