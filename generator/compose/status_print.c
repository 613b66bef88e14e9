/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/status.h"

#include "base/utf8.h"
#include "diag/diag.h"
#include "diag/msg.h"
#include "model/plan_schema.h"

enum {
	WIDTH = 80,
	ID_WIDTH = 11,
	STAGE_WIDTH = 13,
	STEP_WIDTH = 28,
	DAY_WIDTH = 10,
	INDENT = 4
};

struct step_name {
	const char *text; /* msgid */
	const char *id;   /* as in the model, never translated */
};

static const struct step_name names[STEP_COUNT] = {
	[STEP_ASK_CONSENT] = { N_("ask for consent"), "fråga om samtycke" },
	[STEP_ASK_AGAIN] = { N_("ask again"), "fråga igen" },
	[STEP_CALL] = { N_("send the call"), "skicka kallelse" },
	[STEP_MEET] = { N_("hold the meeting"), "hålla mötet" },
	[STEP_SEND_NOTES] = { N_("send the notes"), "skicka anteckningarna" },
	[STEP_ANSWER] = { N_("answer as adjuster"), "svara som justerare" },
	[STEP_FINISH] = { N_("finish the plan"), "göra planen klar" },
	[STEP_SEND_PLAN] = { N_("send the plan"), "skicka planen" },
	[STEP_ENTER_PLAN] = { N_("enter the plan"), "föra in planen" },
	[STEP_TALK] = { N_("talk with the person"), "prata med personen" },
	[STEP_GIVE_COPY] = { N_("give the copy"), "ge kopia" },
	[STEP_FOLLOW_UP] = { N_("follow up with the person"),
	    "följa upp med personen" },
	[STEP_REPORT] = { N_("follow-up meeting and report"),
	    "uppföljningsmöte och rapport" },
	[STEP_NEXT_MEETING] = { N_("decide the next meeting"),
	    "bestämma nästa möte" },
	[STEP_RENEW_CONSENT] = { N_("renew the consent"), "förnya samtycke" },
	[STEP_NEW_REVISION] = { N_("review against new revision"),
	    "se över mot ny revision" },
	[STEP_REVIEW_LSS] = { N_("review the LSS plan"), "se över LSS-planen" },
	[STEP_MEND] = { N_("mend the file"), "rätta filen" },
	[STEP_NONE] = { N_("nothing is open"), "inget är öppet" },
};

const char *
status_step_text(enum status_step step)
{
	return msg(names[step].text);
}

const char *
status_step_id(enum status_step step)
{
	return names[step].id;
}

void
status_days(struct sb *out, date_t due, date_t today)
{
	long days = (long)due - today;

	if (due == DATE_NONE)
		return;
	if (days == 0)
		sb_cstr(out, _("today"));
	else if (days > 0)
		sb_fmt(out,
		    msg_n("%ld day left", "%ld days left", (unsigned long)days),
		    days);
	else
		sb_fmt(out,
		    msg_n(
			"%ld day late", "%ld days late", (unsigned long)-days),
		    -days);
}

void
status_who(struct sb *out, const struct status_row *row)
{
	for (size_t i = 0; i < row->who.count; i++) {
		const struct status_actor *actor = &row->who.items[i];

		sb_cstr(out, i ? "; " : "");
		sb_str(out, actor->name);
		if (*actor->role) {
			sb_cstr(out, ", ");
			sb_cstr(out, actor->role);
		}
	}
}

/* Text, cut with … where it is wider, then spaces up to the width. */
static void
cell(struct sb *out, struct str text, size_t width)
{
	size_t used = utf8_width(text);

	if (used > width) {
		size_t off = 0, end = 0;

		used = 0;
		while (off < text.n) {
			size_t start = off;
			size_t w;

			utf8_decode(text, &off);
			w = utf8_width(str_sub(text, start, off - start));
			if (used + w > width - 1)
				break;
			used += w;
			end = off;
		}
		sb_str(out, str_sub(text, 0, end));
		sb_cstr(out, "…");
		used++;
	} else {
		sb_str(out, text);
	}
	sb_repeat(out, ' ', width - used + 1);
}

static void
end_line(struct sb *out)
{
	while (out->n && out->p[out->n - 1] == ' ')
		sb_cut(out, out->n - 1);
	sb_ch(out, '\n');
}

static size_t
width_of(const struct status_context *ctx)
{
	return ctx->width ? ctx->width : WIDTH;
}

/* Words of one line, broken at spaces so that no line is wider. */
static void
folded(struct sb *out, struct str text, size_t width)
{
	size_t used = 0;
	struct str word;

	while (str_next_part(&text, ' ', &word)) {
		size_t w = utf8_width(word);

		if (used && used + 1 + w > width - INDENT) {
			sb_ch(out, '\n');
			used = 0;
		}
		if (used) {
			sb_ch(out, ' ');
			used++;
		} else {
			sb_repeat(out, ' ', INDENT);
		}
		if (w > width - INDENT) {
			cell(out, word, width - INDENT - 1);
			w = width - INDENT - 1;
		} else {
			sb_str(out, word);
		}
		used += w;
	}
	end_line(out);
}

static void
add_details(struct sb *out, const struct status_row *row, size_t width)
{
	struct sb line = { 0 };

	status_who(&line, row);
	if (row->late_measures) {
		sb_cstr(&line, line.n ? " · " : "");
		sb_fmt(&line,
		    msg_n("%zu late measure", "%zu late measures",
			row->late_measures),
		    row->late_measures);
	}
	if (row->errors) {
		sb_cstr(&line, line.n ? " · " : "");
		sb_fmt(&line, msg_n("%zu error", "%zu errors", row->errors),
		    row->errors);
	}
	if (line.n)
		folded(out, sb_view(&line), width);
	sb_release(&line);
}

static void
add_row(
    struct sb *out, const struct status_row *row, date_t today, size_t width)
{
	struct sb days = { 0 };
	char iso[11];

	date_iso(row->due, iso);
	status_days(&days, row->due, today);
	if (utf8_width(row->plan_id) > ID_WIDTH) {
		cell(out, row->plan_id, width - 1);
		end_line(out);
		cell(out, STR_NONE, ID_WIDTH);
	} else {
		cell(out, row->plan_id, ID_WIDTH);
	}
	cell(out,
	    row->stage == STAGE_NONE ? STR("–")
				     : str_from(plan_stage_text(row->stage)),
	    STAGE_WIDTH);
	cell(out, str_from(status_step_text(row->step)), STEP_WIDTH);
	cell(out, row->due == DATE_NONE ? STR("–") : str_from(iso), DAY_WIDTH);
	sb_str(out, sb_view(&days));
	end_line(out);
	add_details(out, row, width);
	sb_release(&days);
}

static size_t
closed_count(const struct status_row *rows, size_t count)
{
	size_t closed = 0;

	for (size_t i = 0; i < count; i++)
		closed += rows[i].closed;
	return closed;
}

void
status_table(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx)
{
	size_t closed = closed_count(rows, count);

	if (count > closed) {
		cell(out, str_from(_("Plan")), ID_WIDTH);
		cell(out, str_from(_("Stage")), STAGE_WIDTH);
		cell(out, str_from(_("Next step")), STEP_WIDTH);
		cell(out, str_from(_("Due")), DAY_WIDTH);
		sb_cstr(out, _("Days"));
		end_line(out);
	}
	for (size_t i = 0; i < count; i++)
		if (!rows[i].closed)
			add_row(out, &rows[i], ctx->today, width_of(ctx));
	if (closed)
		sb_fmt(out,
		    msg_n("%zu plan is closed.\n", "%zu plans are closed.\n",
			closed),
		    closed);
	if (count == 0)
		sb_cstr(out, _("There are no plans.\n"));
}

struct tally {
	size_t open;
	size_t late;
};

static void
tally_row(struct tally *t, const struct status_row *row, date_t today)
{
	t->open++;
	t->late += row->due != DATE_NONE && row->due < today;
}

/* By step, then by the principal of whoever acts (0: nobody, or neither). */
static void
tally_all(const struct status_row *rows, size_t count, date_t today,
    struct tally steps[STEP_COUNT],
    struct tally principals[PRINCIPAL_OTHER + 1])
{
	for (size_t i = 0; i < count; i++) {
		bool seen[PRINCIPAL_OTHER + 1] = { false };
		const struct status_row *row = &rows[i];

		if (row->closed)
			continue;
		tally_row(&steps[row->step], row, today);
		for (size_t j = 0; j < row->who.count; j++)
			seen[row->who.items[j].principal] = true;
		if (row->who.count == 0)
			seen[PRINCIPAL_NONE] = true;
		for (int k = 0; k <= PRINCIPAL_OTHER; k++)
			if (seen[k])
				tally_row(&principals[k], row, today);
	}
}

static const char *
principal_text(int principal)
{
	switch (principal) {
	case PRINCIPAL_KOMMUN:
		return _("kommun");
	case PRINCIPAL_REGION:
		return _("region");
	case PRINCIPAL_OTHER:
		return _("others");
	default:
		return _("nobody named");
	}
}

static void
add_tally(struct sb *out, const char *name, const struct tally *t)
{
	sb_repeat(out, ' ', INDENT);
	cell(out, str_from(name), STEP_WIDTH);
	sb_fmt(out, "%4zu", t->open);
	if (t->late)
		sb_fmt(out, _("   of them late: %zu"), t->late);
	sb_ch(out, '\n');
}

void
status_counts(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx)
{
	struct tally steps[STEP_COUNT] = { { 0, 0 } };
	struct tally principals[PRINCIPAL_OTHER + 1] = { { 0, 0 } };

	tally_all(rows, count, ctx->today, steps, principals);
	sb_cstr(out, _("Plans by next step:\n"));
	for (int i = 0; i < STEP_COUNT; i++)
		if (steps[i].open)
			add_tally(out, status_step_text((enum status_step)i),
			    &steps[i]);
	sb_cstr(out, _("Plans by the principal that acts:\n"));
	for (int i = PRINCIPAL_KOMMUN; i <= PRINCIPAL_OTHER; i++)
		if (principals[i].open)
			add_tally(out, principal_text(i), &principals[i]);
	if (principals[PRINCIPAL_NONE].open)
		add_tally(out, principal_text(PRINCIPAL_NONE),
		    &principals[PRINCIPAL_NONE]);
}

void
status_policy(struct sb *out, const struct status_context *ctx)
{
	char iso[11];

	if (ctx->revision.n == 0) {
		sb_cstr(out, _("Policy: no revision is in force.\n"));
		return;
	}
	date_iso(ctx->in_force, iso);
	sb_fmt(out, _("Policy: revision %.*s, in force since %s."),
	    STR_ARG(ctx->revision), iso);
	if (ctx->next_review != DATE_NONE) {
		date_iso(ctx->next_review, iso);
		sb_fmt(out, _(" Review by %s: "), iso);
		status_days(out, ctx->next_review, ctx->today);
		sb_ch(out, '.');
	}
	sb_ch(out, '\n');
}

static void
json_text(struct sb *out, const char *key, struct str value)
{
	sb_fmt(out, "\"%s\":\"", key);
	json_escape(out, value);
	sb_ch(out, '"');
}

/* "due": a day or null, and "days": left, negative when late. */
static void
json_due(struct sb *out, const char *key, date_t due, date_t today)
{
	char iso[11];

	if (due == DATE_NONE) {
		sb_fmt(out, "\"%s\":null,\"days\":null", key);
		return;
	}
	date_iso(due, iso);
	sb_fmt(out, "\"%s\":\"%s\",\"days\":%ld", key, iso, (long)due - today);
}

static void
json_row(struct sb *out, const struct status_row *row, date_t today)
{
	sb_ch(out, '{');
	json_text(out, "plan", row->plan_id);
	sb_ch(out, ',');
	json_text(out, "file", row->file);
	sb_ch(out, ',');
	if (row->stage == STAGE_NONE)
		sb_cstr(out, "\"stage\":null");
	else
		json_text(out, "stage", str_from(plan_stage_text(row->stage)));
	sb_ch(out, ',');
	json_text(out, "step", str_from(status_step_id(row->step)));
	sb_ch(out, ',');
	json_due(out, "due", row->due, today);
	sb_cstr(out, ",\"who\":[");
	for (size_t i = 0; i < row->who.count; i++) {
		sb_cstr(out, i ? ",{" : "{");
		json_text(out, "name", row->who.items[i].name);
		sb_ch(out, ',');
		json_text(out, "role", str_from(row->who.items[i].role));
		sb_ch(out, '}');
	}
	sb_fmt(out, "],\"late_measures\":%zu,\"errors\":%zu}",
	    row->late_measures, row->errors);
}

static void
json_tally(struct sb *out, const char *name, const struct tally *t, bool *first)
{
	if (!t->open)
		return;
	sb_cstr(out, *first ? "\"" : ",\"");
	json_escape(out, str_from(name));
	sb_fmt(out, "\":{\"plans\":%zu,\"late\":%zu}", t->open, t->late);
	*first = false;
}

static void
json_counts(
    struct sb *out, const struct status_row *rows, size_t count, date_t today)
{
	struct tally steps[STEP_COUNT] = { { 0, 0 } };
	struct tally principals[PRINCIPAL_OTHER + 1] = { { 0, 0 } };
	bool first = true;

	tally_all(rows, count, today, steps, principals);
	sb_cstr(out, "\"steps\":{");
	for (int i = 0; i < STEP_COUNT; i++)
		json_tally(out, status_step_id((enum status_step)i), &steps[i],
		    &first);
	first = true;
	sb_cstr(out, "},\"principals\":{");
	for (int i = 0; i <= PRINCIPAL_OTHER; i++)
		json_tally(out,
		    i ? plan_principal_text((enum plan_principal)i) : "ingen",
		    &principals[i], &first);
	sb_ch(out, '}');
}

void
status_json(struct sb *out, const struct status_row *rows, size_t count,
    const struct status_context *ctx)
{
	char iso[11];
	bool first = true;

	date_iso(ctx->today, iso);
	sb_fmt(out, "{\"date\":\"%s\",\"plans\":[", iso);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].closed)
			continue;
		sb_cstr(out, first ? "" : ",");
		json_row(out, &rows[i], ctx->today);
		first = false;
	}
	sb_fmt(out, "],\"closed\":%zu,", closed_count(rows, count));
	json_counts(out, rows, count, ctx->today);
	sb_cstr(out, ",\"policy\":");
	if (ctx->revision.n == 0) {
		sb_cstr(out, "null}\n");
		return;
	}
	sb_ch(out, '{');
	json_text(out, "revision", ctx->revision);
	date_iso(ctx->in_force, iso);
	sb_fmt(out, ",\"in_force\":\"%s\",", iso);
	json_due(out, "next_review", ctx->next_review, ctx->today);
	sb_cstr(out, "}}\n");
}
