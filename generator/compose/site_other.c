/* SPDX-License-Identifier: EUPL-1.2 */
/* Search page, statement, wrong address, earlier address. */
#include "compose/site_view.h"

void
compose_search(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	/* The field stands on the page itself, so not in the header too. */
	value_put(a, root, "search", value_null(a));
	put_text(a, root, "search_path", e->path);
	put_text(a, root, "index_path", kind_path(a, ENTRY_INDEX, e->variant));
	put_text(a, root, "index_title",
	    kind_title(view, ENTRY_INDEX, e->variant, "title"));
}

/* The easy wording where there is one and the reader chose it. */
static struct str
wording(const struct text *plain, const struct text *easy, enum variant v)
{
	return v == VARIANT_EASY && easy->s.n ? easy->s : plain->s;
}

static void
push_gaps(struct arena *a, struct value *list, const struct gap *gaps,
    size_t count, enum variant v)
{
	for (size_t i = 0; i < count; i++) {
		struct value *item = push_map(a, list);

		put_text(a, item, "what",
		    wording(&gaps[i].what, &gaps[i].easy_what, v));
		put_lines(a, item, "why",
		    wording(&gaps[i].why, &gaps[i].easy_why, v), v);
	}
}

static struct str
conformance(const struct site_view *view, struct arena *a, enum variant v)
{
	const struct statement *s = &view->site->config.statement;
	const char *key = str_is(s->conformance.s, "helt")   ? "statement_full"
			  : str_is(s->conformance.s, "inte") ? "statement_none"
							     : "statement_part";

	return words_fill(a, view, v, key, "standard", s->standard.s, NULL);
}

static void
put_feedback(struct arena *a, struct value *map, const struct contact *c)
{
	struct value *item = put_map(a, map, "feedback");

	put_text(a, item, "text", c->text.s);
	put_text(a, item, "name", c->name.s);
	put_text(a, item, "phone", c->phone.s);
	put_text(a, item, "phone_href", phone_href(a, c->phone.s));
	put_text(a, item, "email", c->email.s);
	put_text(a, item, "email_href", email_href(a, c->email.s));
}

static struct str
statement_dates(const struct site_view *view, struct arena *a, enum variant v)
{
	const struct statement *s = &view->site->config.statement;
	struct str checked = STR(""), updated = STR("");

	if (s->checked != DATE_NONE)
		checked = words_fill(a, view, v, "statement_checked", "datum",
		    date_text(a, s->checked, v), NULL);
	if (s->updated != DATE_NONE)
		updated = words_fill(a, view, v, "statement_updated", "datum",
		    date_text(a, s->updated, v), NULL);
	return arena_fmt(a, "%.*s %.*s", STR_ARG(checked), STR_ARG(updated));
}

/* What the law on digital accessibility asks for, in its order. */
void
compose_statement(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct statement *s = &view->site->config.statement;
	struct value *map, *list;

	if (s->at.source == 0)
		return;
	map = put_map(a, root, "statement");
	put_text(a, map, "who",
	    words_fill(a, view, e->variant, "statement_who", "aktor",
		s->actor.s, "tjanst", s->service.s, NULL));
	put_text(a, map, "conformance", conformance(view, a, e->variant));
	put_lines(a, map, "method",
	    wording(&s->method, &s->easy_method, e->variant), e->variant);
	put_text(a, map, "dates", statement_dates(view, a, e->variant));
	list = put_list(a, map, "gaps");
	push_gaps(a, list, s->gaps, s->gap_count, e->variant);
	put_truth(a, map, "has_gaps", s->gap_count > 0);
	list = put_list(a, map, "exceptions");
	push_gaps(a, list, s->exceptions, s->exception_count, e->variant);
	put_truth(a, map, "has_exceptions", s->exception_count > 0);
	put_feedback(a, map, &s->feedback);
	put_text(a, map, "supervision", s->supervision.s);
	put_text(a, map, "supervision_url", s->supervision_url.s);
}

static void
push_link(
    struct arena *a, struct value *list, struct str title, struct str path)
{
	struct value *item = push_map(a, list);

	put_text(a, item, "title", title);
	put_text(a, item, "path", path);
}

void
compose_not_found(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "links");

	push_link(a, list, words(view, e->variant, "door_easy"),
	    home_path(view, &view->spaces[0], VARIANT_EASY));
	push_link(a, list, words(view, e->variant, "door_plain"),
	    home_path(view, &view->spaces[0], VARIANT_PLAIN));
	push_link(a, list, kind_title(view, ENTRY_INDEX, e->variant, "title"),
	    kind_path(a, ENTRY_INDEX, e->variant));
}

void
compose_alias(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	put_text(a, root, "path", e->node->path);
	put_text(a, root, "canonical", absolute_url(a, view, e->node->path));
	put_text(a, root, "title", words(view, e->variant, "moved"));
	put_text(a, root, "text", e->page->meta.title.s);
}
