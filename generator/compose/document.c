/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/document.h"

#include "compose/doc_parts.h"

static doc_fn *const makers[PAPER_COUNT] = {
	[PAPER_CONSENT] = doc_consent,
	[PAPER_BEFORE_MEETING] = doc_before_meeting,
	[PAPER_CALL] = doc_call,
	[PAPER_PREPARATION] = doc_preparation,
	[PAPER_AGENDA] = doc_agenda,
	[PAPER_PARTICIPANTS] = doc_participants,
	[PAPER_NOTES] = doc_notes,
	[PAPER_ADJUST] = doc_adjust,
	[PAPER_PLAN] = doc_plan,
	[PAPER_MY_PLAN] = doc_my_plan,
	[PAPER_FOLLOW_UP_CALL] = doc_follow_up_call,
	[PAPER_MY_FOLLOW_UP] = doc_my_follow_up,
	[PAPER_FOLLOW_UP_AGENDA] = doc_follow_up_agenda,
	[PAPER_REPORT] = doc_report,
};

/* How the person wants the paper: size, pictures, where they stand. */
static void
set_easy(struct sheet *s, const struct plan *p)
{
	static const enum picture_use uses[] = {
		[PLAN_PICTURES_NONE] = PICTURES_YES,
		[PLAN_PICTURES_YES] = PICTURES_YES,
		[PLAN_PICTURES_ONLY] = PICTURES_ONLY,
		[PLAN_PICTURES_NO] = PICTURES_NO,
	};

	s->style = SHEET_EASY;
	s->pictures = uses[plan_pictures(p)];
	s->place =
	    plan_picture_place(p) == PLAN_PLACE_ABOVE ? PLACE_OVER : PLACE_LEFT;
	s->text_size = plan_text_size(p);
}

struct sheet *
document_sheet(struct arena *a, const struct plan *p,
    const struct document_context *ctx, enum plan_paper paper)
{
	const struct plan_paper_info *info = plan_paper_info(paper);
	struct doc d = { .plan = p, .ctx = ctx, .arena = a, .paper = paper };

	d.sheet = sheet_new(a, str_from(info->name), str_from(info->title));
	d.sheet->plan_id = p->plan_id.s;
	d.sheet->updated = p->updated.d;
	d.sheet->draft = plan_paper_draft(p, paper);
	if (info->easy)
		set_easy(d.sheet, p);
	else
		d.sheet->style = SHEET_STAFF;
	makers[paper](&d);
	sheet_drop_bare(d.sheet);
	return d.sheet;
}
