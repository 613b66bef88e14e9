/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/revision_todo.h"

#include "base/utf8.h"
#include "compose/diff.h"
#include "diag/msg.h"

struct todo {
	const struct site *site;
	const struct revision *base;
	struct str folder;
	date_t today;
	struct arena arena;
	struct sb *out;
};

/* A page's file as it will be in the new folder. */
static void
add_file(struct todo *t, const struct page *p)
{
	sb_fmt(t->out, "      %.*s%.*s\n", STR_ARG(t->folder),
	    STR_ARG(str_from_off(p->file, p->revision->folder.n)));
}

struct owner {
	struct str name;
	size_t pages;
};

static void
say_owners(struct todo *t)
{
	struct map owners = map_new(&t->arena);

	for (size_t i = 0; i < t->site->pages.count; i++) {
		const struct page *p = t->site->pages.items[i];
		struct map_entry *e;

		if (p->revision != t->base)
			continue;
		e = map_put(&owners, p->meta.owner.s);
		if (!e->value)
			e->value = arena_new(&t->arena, struct owner);
		((struct owner *)e->value)->pages++;
	}
	sb_fmt(t->out, "\n%s\n",
	    _("Pages to read through, by who answers for them"));
	for (size_t k = 0; k < owners.count; k++) {
		const struct owner *o = owners.items[k].value;
		struct str name = owners.items[k].key;

		sb_fmt(t->out, "  [ ] %.*s (%zu)\n",
		    STR_ARG(name.n ? name : str_from(_("nobody is named"))),
		    o->pages);
		for (size_t i = 0; i < t->site->pages.count; i++) {
			const struct page *p = t->site->pages.items[i];

			if (p->revision == t->base &&
			    str_eq(p->meta.owner.s, name))
				add_file(t, p);
		}
	}
}

/* Pages of the base whose text leads to the law. */
static size_t
pages_with_law(const struct todo *t, struct str id)
{
	size_t count = 0;

	for (size_t i = 0; i < t->site->pages.count; i++) {
		const struct page *p = t->site->pages.items[i];
		const struct node *n = p->revision == t->base ? p->doc : NULL;

		for (; n; n = node_next(n, p->doc)) {
			if (n->kind == NODE_LINK &&
			    n->u.link.kind == LINK_LAW &&
			    str_eq(n->u.link.target, id)) {
				count++;
				break;
			}
		}
	}
	return count;
}

static void
say_law(struct todo *t, const struct law *law)
{
	char day[11];
	size_t pages = pages_with_law(t, law->id.s);

	sb_fmt(t->out, "  [ ] %.*s: %.*s %.*s%s%.*s", STR_ARG(law->id.s),
	    STR_ARG(law->name.s), STR_ARG(law->number.s),
	    law->paragraph.s.n ? ", " : "", STR_ARG(law->paragraph.s));
	date_iso(law->verified, day);
	if (day[0])
		sb_fmt(t->out, _(", checked %s"), day);
	else
		sb_fmt(t->out, ", %s", _("never checked"));
	sb_fmt(
	    t->out, msg_n(", on %zu page\n", ", on %zu pages\n", pages), pages);
}

/* Not checked for a year; what was replaced is not checked any more. */
static void
say_laws(struct todo *t)
{
	date_t year_ago = date_add_years(t->today, -1);
	bool any = false;

	sb_fmt(t->out, "\n%s\n", _("Laws to check (content/lagar.yaml)"));
	for (size_t i = 0; i < t->site->law_count; i++) {
		const struct law *law = &t->site->laws[i];

		if (law->old ||
		    (law->verified != DATE_NONE && law->verified >= year_ago))
			continue;
		say_law(t, law);
		any = true;
	}
	if (!any)
		sb_fmt(t->out, "  %s\n", _("none"));
}

/* A word of the table and where it still stands. */
struct use {
	const struct word *word;
	const struct page *last;
	size_t pages;
};

static struct str
folded(struct arena *a, struct str s)
{
	struct sb sb = { 0 };
	struct str text;

	utf8_fold(&sb, s);
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

/* Each form leads to its word; words that may stay are left out. */
static struct map
map_words(struct todo *t)
{
	struct map map = map_new(&t->arena);

	for (size_t i = 0; i < t->site->word_count; i++) {
		const struct word *w = &t->site->words[i];
		struct use *use;

		if (w->plain.s.n == 0 || str_eq(w->plain.s, w->word.s))
			continue;
		use = arena_new(&t->arena, struct use);
		use->word = w;
		map_set(&map, folded(&t->arena, w->word.s), use);
		for (size_t k = 0; k < w->forms.count; k++)
			map_set(
			    &map, folded(&t->arena, w->forms.items[k].s), use);
	}
	return map;
}

static void
count_words(const struct page *p, struct map *words)
{
	struct arena scratch = { 0 };
	struct diff_words *numbers = diff_words_new(&scratch);
	struct diff_text text = { 0 };

	diff_text_take(&scratch, numbers, p, &text);
	for (size_t i = 0; i < text.count; i++) {
		for (size_t k = 0; k < text.items[i].count; k++) {
			const struct diff_token *token =
			    &text.items[i].tokens[k];
			struct use *use =
			    map_find(words, folded(&scratch, token->text));

			if (!use || use->last == p)
				continue;
			use->last = p;
			use->pages++;
		}
	}
	diff_words_end(numbers);
	arena_release(&scratch);
}

static void
say_words(struct todo *t)
{
	struct map words = map_words(t);
	bool any = false;

	for (size_t i = 0; i < t->site->pages.count; i++) {
		const struct page *p = t->site->pages.items[i];

		if (p->revision == t->base && p->variant == VARIANT_EASY)
			count_words(p, &words);
	}
	sb_fmt(t->out, "\n%s\n",
	    _("Difficult words in the easy-read pages (content/ord.yaml)"));
	for (size_t i = 0; i < words.count; i++) {
		struct use *use = words.items[i].value;

		if (use->pages == 0)
			continue;
		sb_fmt(t->out, "  [ ] %.*s → %.*s", STR_ARG(use->word->word.s),
		    STR_ARG(use->word->plain.s));
		sb_fmt(t->out,
		    msg_n(", on %zu page\n", ", on %zu pages\n", use->pages),
		    use->pages);
		use->pages = 0; /* its other forms lead here too */
		any = true;
	}
	if (!any)
		sb_fmt(t->out, "  %s\n", _("none"));
}

static void
say_decisions(struct todo *t)
{
	const struct site_config *c = &t->site->config;

	sb_fmt(t->out, "\n%s (%.*s/revision.yaml)\n", _("Decisions"),
	    STR_ARG(t->folder));
	sb_fmt(t->out, "  [ ] %s\n",
	    _("in_force: the day the revision comes into force"));
	for (size_t i = 0; i < c->party_count; i++)
		sb_fmt(t->out, _("  [ ] %.*s: decided_by and decided_on\n"),
		    STR_ARG(c->parties[i].name.s));
	sb_fmt(t->out, "  [ ] %s\n",
	    _("summary and changes, in words for both reading levels"));
}

void
revision_todo(const struct site *site, const struct revision *base,
    struct str folder, date_t today, struct sb *out)
{
	struct todo t = { .site = site,
		.base = base,
		.folder = folder,
		.today = today,
		.out = out };

	sb_fmt(out, _("To do in %.*s, copied from revision %.*s\n"),
	    STR_ARG(folder), STR_ARG(base->name));
	say_decisions(&t);
	say_owners(&t);
	say_laws(&t);
	say_words(&t);
	sb_fmt(out,
	    "\n%s\n  samplan diff %.*s %.*s --pdf FILE\n  samplan seal %.*s\n",
	    _("When the text is ready, and when it is in force"),
	    STR_ARG(base->name),
	    STR_ARG(str_from_off(folder, str_rfind_char(folder, '/') + 1)),
	    STR_ARG(base->name));
	arena_release(&t.arena);
}
