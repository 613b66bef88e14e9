/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan.h"

#include <string.h>

#include "model/plan_schema.h"

enum { USUAL_TEXT_SIZE = 14 };

bool
field_there(const struct field *f)
{
	return f->stand != STAND_ABSENT;
}

bool
field_given(const struct field *f)
{
	return f->stand == STAND_GIVEN;
}

bool
field_absent(const struct field *f)
{
	return f->stand == STAND_ABSENT;
}

bool
field_unknown(const struct field *f)
{
	return f->stand == STAND_UNKNOWN;
}

bool
field_key_stands(const struct field *f)
{
	return f->key_at.source != 0;
}

bool
field_filled(const struct field *map)
{
	if (field_absent(map) || !map->def || !map->def->map)
		return field_there(map);
	for (size_t i = 0; i < map->def->map->count; i++) {
		const struct plan_key *key = &map->def->map->keys[i];

		if (field_there(
			(const struct field *)(const void *)((const char *)map +
							     key->offset)))
			return true;
	}
	return false;
}

struct span
plan_lack(const struct plan *p, const struct field *f)
{
	for (; f && f != &p->f; f = f->up) {
		if (field_key_stands(f))
			return f->key_at;
		if (!f->def)
			return f->at;
	}
	return field_there(&p->stage.f) ? p->stage.f.at : p->f.at;
}

bool
plan_has_kind(const struct plan *p, enum plan_kind kind)
{
	for (size_t i = 0; i < p->kinds.count; i++)
		if (p->kinds.items[i].w == (int)kind)
			return true;
	return false;
}

enum plan_stage
plan_stage(const struct plan *p)
{
	return (enum plan_stage)p->stage.w;
}

bool
plan_from(const struct plan *p, enum plan_stage stage)
{
	return plan_stage(p) >= stage && plan_stage(p) < STAGE_CLOSED;
}

enum plan_principal
participant_principal(const struct plan_participant *who)
{
	return who && who->service.to
		   ? (enum plan_principal)who->service.to->principal.w
		   : PRINCIPAL_NONE;
}

bool
participant_principal_unknown(const struct plan_participant *who)
{
	if (!who || field_unknown(&who->service.f))
		return true;
	if (who->service.to)
		return !field_given(&who->service.to->principal.f);
	return false;
}

const struct plan_report *
plan_latest_report(const struct plan *p)
{
	const struct plan_report *latest = NULL;

	for (size_t i = 0; i < p->follow_up.reports.count; i++) {
		const struct plan_report *r = &p->follow_up.reports.items[i];

		if (field_given(&r->date.f) &&
		    (!latest || r->date.d >= latest->date.d))
			latest = r;
	}
	return latest;
}

bool
plan_meeting_held(const struct plan *p)
{
	const struct plan_report *latest = plan_latest_report(p);

	return latest && field_given(&p->follow_up.meeting.date.f) &&
	       latest->date.d >= p->follow_up.meeting.date.d;
}

const struct plan_date *
plan_measure_day(const struct plan_measure *m)
{
	return m->ongoing.yes && field_there(&m->review.f) ? &m->review
							   : &m->due;
}

bool
plan_measure_late(const struct plan_measure *m, date_t today)
{
	const struct plan_date *due = plan_measure_day(m);

	if (m->status.w != STATUS_PLANNED && m->status.w != STATUS_UNDER_WAY)
		return false;
	if (field_unknown(&m->ongoing.f))
		return false;
	return field_given(&due->f) && today > due->d;
}

bool
people_unsure(const struct plan_people *list)
{
	if (field_unknown(&list->f))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].to)
			return true;
	return false;
}

bool
services_unsure(const struct plan_services *list)
{
	if (field_unknown(&list->f))
		return true;
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].to)
			return true;
	return false;
}

bool
people_have(const struct plan_people *list, const struct plan_participant *who)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].to == who)
			return true;
	return false;
}

bool
services_have(
    const struct plan_services *list, const struct plan_service *service)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].to == service)
			return true;
	return false;
}

enum plan_reads
plan_reads(const struct plan *p)
{
	int w = p->person.communication.reads.w;

	return w ? (enum plan_reads)w : READS_EASY;
}

enum plan_pictures
plan_pictures(const struct plan *p)
{
	int w = p->person.communication.pictures.w;

	return w ? (enum plan_pictures)w : PLAN_PICTURES_YES;
}

enum plan_place
plan_picture_place(const struct plan *p)
{
	int w = p->person.communication.picture_place.w;

	return w ? (enum plan_place)w : PLAN_PLACE_LEFT;
}

int
plan_text_size(const struct plan *p)
{
	const struct plan_int *size = &p->person.communication.text_size;

	return field_given(&size->f) ? size->n : USUAL_TEXT_SIZE;
}

struct plan_list_view
plan_list_of(const struct field *list)
{
	struct plan_list_view v = { 0 };
	const struct plan_texts *any = (const void *)list;

	/* All list structs of plan.h have the same shape. */
	memcpy(&v.items, &any->items, sizeof(v.items));
	v.count = any->count;
	if (!list->def)
		return (struct plan_list_view){ 0 };
	switch (list->def->type) {
	case PLAN_ITEMS:
		v.size = list->def->map->size;
		break;
	case PLAN_TEXTS:
		v.size = sizeof(struct plan_text);
		break;
	case PLAN_DATES:
		v.size = sizeof(struct plan_date);
		break;
	case PLAN_WORDS:
	case PLAN_KINDS:
		v.size = sizeof(struct plan_word);
		break;
	case PLAN_PEOPLE:
		v.size = sizeof(struct plan_person_ref);
		break;
	case PLAN_SERVICES:
		v.size = sizeof(struct plan_service_ref);
		break;
	case PLAN_TEXT:
	case PLAN_DATE:
	case PLAN_TIME:
	case PLAN_BOOL:
	case PLAN_INT:
	case PLAN_WORD:
	case PLAN_NAME:
	case PLAN_REVISION:
	case PLAN_ID:
	case PLAN_PERSON:
	case PLAN_PERSON_OR_SELF:
	case PLAN_MAIN:
	case PLAN_GIVER:
	case PLAN_SERVICE:
	case PLAN_GOAL:
	case PLAN_MEASURE:
	case PLAN_MAP:
		return (struct plan_list_view){ 0 };
	}
	return v;
}

/* The number of an item in its list, from 1. */
static size_t
item_number(const struct field *item)
{
	struct plan_list_view v = plan_list_of(item->up);

	return v.size ? (size_t)((const char *)item - v.items) / v.size + 1 : 0;
}

void
plan_path(struct sb *out, const struct field *f)
{
	if (!f)
		return;
	plan_path(out, f->up);
	if (f->def) {
		if (out->n)
			sb_ch(out, '.');
		sb_cstr(out, f->def->key);
	} else if (f->up) {
		sb_fmt(out, "[%zu]", item_number(f));
	}
}
