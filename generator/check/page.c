/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"
#include "check/site_parts.h"
#include "diag/msg.h"

static void
offer_ids(struct suggest *s, const struct map *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		suggest_offer(s, ids->items[i].key);
}

static void
help_best(struct diags *ds, struct finding *f, const struct suggest *s)
{
	if (s->best.n)
		diag_help(
		    ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s->best));
}

static struct str
last_part(struct str path)
{
	size_t slash = str_rfind_char(path, '/');

	return slash == STR_NOT_FOUND ? path : str_from_off(path, slash + 1);
}

/* Names of page files that end as the target does, wherever they lie. */
static void
broken_file(const struct site *site, const struct page *p, const struct node *n,
    struct diags *ds)
{
	struct str target = n->u.link.target;
	struct suggest s = suggest_for(last_part(target));
	const struct page *draft = site_file(site, p, target);
	struct finding *f;

	if (draft && draft->meta.draft) {
		diag_add(ds, DIAG_M11, n->at, N_("the page %.*s is a draft"),
		    STR_ARG(draft->file));
		return;
	}
	f = diag_add(ds, DIAG_M09, n->at, N_("there is no page file \"%.*s\""),
	    STR_ARG(target));
	for (size_t i = 0; i < site->files.count; i++) {
		const struct page *other = site->files.items[i].value;

		if (other->revision == p->revision || !other->revision)
			suggest_offer(&s, last_part(other->file));
	}
	help_best(ds, f, &s);
}

static const struct page *
find_draft(const struct site *site, struct str id)
{
	for (size_t i = 0; i < site->files.count; i++) {
		const struct page *p = site->files.items[i].value;

		if (p->meta.draft && str_eq(p->meta.id.s, id))
			return p;
	}
	return NULL;
}

static void
broken_id(const struct site *site, const struct page *p, const struct node *n,
    struct diags *ds)
{
	struct suggest s = suggest_for(n->u.link.target);
	const struct page *draft = find_draft(site, n->u.link.target);
	struct finding *f;

	if (draft) {
		diag_add(ds, DIAG_M11, n->at, N_("the page %.*s is a draft"),
		    STR_ARG(draft->file));
		return;
	}
	f = diag_add(ds, DIAG_M09, n->at,
	    N_("there is no page with the id \"%.*s\""),
	    STR_ARG(n->u.link.target));
	offer_ids(&s, &site->ids);
	if (p->revision)
		offer_ids(&s, &p->revision->ids);
	else
		for (size_t i = 0; i < site->revisions.count; i++)
			offer_ids(&s, &site->revisions.items[i]->ids);
	help_best(ds, f, &s);
}

static void
broken_anchor(const struct page *to, const struct node *n, struct diags *ds)
{
	struct suggest s = suggest_for(n->u.link.anchor);
	struct finding *f =
	    diag_add(ds, DIAG_M10, n->at, N_("%.*s has no heading #%.*s"),
		STR_ARG(to->file), STR_ARG(n->u.link.anchor));

	for (size_t i = 0; i < to->anchor_count; i++)
		suggest_offer(&s, to->anchors[i]->u.heading.anchor);
	help_best(ds, f, &s);
}

static void
check_law(const struct site *site, const struct node *n, struct diags *ds)
{
	struct suggest s = suggest_for(n->u.link.target);
	struct finding *f;

	if (site_law(site, n->u.link.target))
		return;
	f = diag_add(ds, DIAG_M12, n->at, N_("there is no law \"%.*s\""),
	    STR_ARG(n->u.link.target));
	for (size_t i = 0; i < site->law_count; i++)
		suggest_offer(&s, site->laws[i].id.s);
	help_best(ds, f, &s);
}

/* Something in the link that can be read aloud. */
static bool
has_words(const struct node *link)
{
	for (const struct node *n = link->first; n; n = node_next(n, link))
		if ((n->kind == NODE_TEXT && str_trim(n->text).n) ||
		    (n->kind == NODE_CODE && n->text.n) ||
		    n->kind == NODE_PICTURE)
			return true;
	return false;
}

static void
check_link(const struct site *site, const struct page *p, const struct node *n,
    struct diags *ds)
{
	const struct page *to = n->u.link.page;

	if (!has_words(n))
		diag_add(ds, DIAG_M30, n->at, N_("the link has no words"));
	switch (n->u.link.kind) {
	case LINK_LAW:
		check_law(site, n, ds);
		return;
	case LINK_PAGE:
		if (!to)
			broken_file(site, p, n, ds);
		else if (to->revision && to->revision != p->revision)
			diag_add(ds, DIAG_M31, n->at,
			    N_("the link leads into the revision %.*s only"),
			    STR_ARG(to->revision->name));
		break;
	case LINK_ID:
		if (!to)
			broken_id(site, p, n, ds);
		break;
	case LINK_URL:
	case LINK_BAD:
		return;
	}
	if (to && to->doc && n->u.link.anchor.n &&
	    !page_anchor(to, n->u.link.anchor))
		broken_anchor(to, n, ds);
}

void
check_pictogram(
    const struct theme *theme, struct text concept, struct diags *ds)
{
	struct suggest s = suggest_for(concept.s);
	struct finding *f;

	if (!theme || concept.s.n == 0 || theme_pictogram(theme, concept.s))
		return;
	f = diag_add(ds, DIAG_M14, concept.at,
	    N_("the theme has no pictogram \"%.*s\""), STR_ARG(concept.s));
	for (size_t i = 0; i < theme->pictogram_count; i++)
		suggest_offer(&s, theme->pictograms[i].concept.s);
	help_best(ds, f, &s);
}

void
check_page(const struct site *site, const struct theme *theme,
    const struct page *p, struct diags *ds)
{
	bool empty = true;

	check_pictogram(theme, p->meta.pictogram, ds);
	if (!p->doc)
		return;
	for (const struct node *n = p->doc->first; n;
	     n = node_next(n, p->doc)) {
		empty &= n->kind == NODE_ALLOW;
		if (n->kind == NODE_LINK)
			check_link(site, p, n, ds);
		else if (n->kind == NODE_PICTURE)
			check_pictogram(theme,
			    (struct text){
				n->text.n ? n->text : STR("?"), n->at },
			    ds);
	}
	/* The home page may be made of the cards of site.yaml alone. */
	if (empty && !p->is_index)
		diag_add(ds, DIAG_M29,
		    (struct span){ p->source, 0, p->source ? 3 : 0 },
		    N_("the page has no text"));
}
