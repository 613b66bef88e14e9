/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "diag/msg.h"

/*
 * The root is the first level; what is nested deeper is refused. Far below
 * that libyaml itself becomes slow, so reading stops altogether.
 */
enum { DEEPEST = 16, HOPELESS = 200, PAIRS_BY_HAND = 12 };

const struct yaml_codes yaml_site_codes = { .twice = DIAG_Y02,
	.forbidden = DIAG_Y09,
	.documents = DIAG_Y10,
	.depth = DIAG_Y12,
	.bytes = DIAG_Y13,
	.syntax = DIAG_Y14,
	.type = DIAG_Y03 };
const struct yaml_codes yaml_plan_codes = { .twice = DIAG_F02,
	.forbidden = DIAG_F09,
	.documents = DIAG_F10,
	.depth = DIAG_F12,
	.bytes = DIAG_F13,
	.syntax = DIAG_F14,
	.type = DIAG_F03 };

/*
 * A finding is held back until the whole text was read, because a syntax
 * error silences the others, and those that stop the file silence the rest.
 */
struct note {
	enum diag_code code;
	struct span at;
	struct str word;
};

struct notes {
	struct note *items;
	size_t count;
	size_t cap;
};

struct level {
	struct yaml_node *node;
	struct yaml_pair *pair; /* of a map: waiting for its value */
	bool skips;             /* the value of a key that is no word */
};

struct reader {
	struct arena *a;
	struct diags *ds;
	const struct yaml_codes *codes;
	struct str text; /* the part that is parsed */
	struct span part;
	size_t mark_chars; /* the last mark that was converted */
	size_t mark_bytes;
	struct level levels[DEEPEST];
	size_t depth; /* open lists and maps */
	struct yaml_node *root;
	size_t documents;
	/* In the order in which they silence what comes after them. */
	struct notes bytes;
	struct notes forbidden;
	struct notes more; /* documents */
	struct notes deep;
	struct notes rest;
};

/* libyaml counts characters; marks come nearly in order, so walk from the last. */
static size_t
byte_of(struct reader *r, size_t chars)
{
	while (r->mark_chars < chars && r->mark_bytes < r->text.n) {
		r->mark_bytes++;
		while (r->mark_bytes < r->text.n &&
		       ((unsigned char)r->text.p[r->mark_bytes] & 0xC0) == 0x80)
			r->mark_bytes++;
		r->mark_chars++;
	}
	while (r->mark_chars > chars && r->mark_bytes > 0) {
		r->mark_bytes = utf8_start(r->text, r->mark_bytes - 1);
		r->mark_chars--;
	}
	return r->mark_bytes;
}

static struct span
span_at(const struct reader *r, size_t start, size_t end)
{
	return (struct span){ r->part.source, r->part.off + (uint32_t)start,
		(uint32_t)(end > start ? end - start : 0) };
}

/* Without the white space that libyaml counts to block scalars and lists. */
static struct span
span_of(struct reader *r, const yaml_event_t *event)
{
	size_t start = byte_of(r, event->start_mark.index);
	size_t end = byte_of(r, event->end_mark.index);

	while (end > start && ascii_space(r->text.p[end - 1]))
		end--;
	return span_at(r, start, end);
}

static void
note(struct reader *r, struct notes *list, enum diag_code code, struct span at,
    struct str word)
{
	struct note *n = arena_push(r->a, list);

	*n = (struct note){ code, at, arena_str(r->a, word) };
}

static void
forbid(struct reader *r, struct span at, const char *what)
{
	note(r, &r->forbidden, r->codes->forbidden, at, str_from(what));
}

static bool
has_control(struct str s)
{
	size_t off = 0;

	while (off < s.n)
		if (utf8_is_control(utf8_decode(s, &off)))
			return true;
	return false;
}

/*
 * Puts a finished or opened node where it belongs. What lies too deep, or in a
 * second document, is only looked at: such a file is refused.
 */
static void
place(struct reader *r, struct yaml_node *n)
{
	struct level *in;

	/* Deeper than that there is no level to look at. */
	if (r->deep.count || r->documents > 1)
		return;
	in = r->depth ? &r->levels[r->depth - 1] : NULL;
	if (!in) {
		r->root = n;
	} else if (in->node->kind == YAML_LIST) {
		struct yaml_node *list = in->node;

		list->items = arena_grow(r->a, list->items, list->count,
		    &list->cap, sizeof(struct yaml_node *));
		list->items[list->count++] = n;
	} else if (in->skips) {
		in->skips = false;
	} else if (in->pair) {
		in->pair->value = n;
		in->pair = NULL;
	} else if (n->kind != YAML_SCALAR) {
		note(r, &r->rest, r->codes->type, n->at, STR_NONE);
		in->skips = true;
	} else {
		struct yaml_node *map = in->node;

		if (n->plain && str_is(n->scalar, "<<"))
			forbid(r, n->at, N_("a merge key"));
		map->pairs = arena_grow(r->a, map->pairs, map->count, &map->cap,
		    sizeof(struct yaml_pair));
		in->pair = &map->pairs[map->count++];
		in->pair->key = n->scalar;
		in->pair->key_at = n->at;
	}
}

/* The marker itself: from the start of the event, past white space. */
static void
check_properties(struct reader *r, const yaml_event_t *event,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	size_t start = byte_of(r, event->start_mark.index);
	size_t end = start;

	if (!anchor && !tag)
		return;
	while (end < r->text.n && !ascii_space(r->text.p[end]))
		end++;
	forbid(
	    r, span_at(r, start, end), anchor ? N_("an anchor") : N_("a tag"));
}

static struct str
scalar_text(struct reader *r, const yaml_event_t *event, struct span at)
{
	struct str raw = str_of(
	    (const char *)event->data.scalar.value, event->data.scalar.length);
	struct sb nfc = { 0 };
	struct str text;

	if (has_control(raw))
		note(r, &r->bytes, r->codes->bytes, at, STR_NONE);
	if (utf8_surely_nfc(raw))
		return arena_str(r->a, raw);
	/* The source is in NFC, an escape like "a\u030A" need not be. */
	utf8_nfc(&nfc, raw);
	text = arena_str(r->a, sb_view(&nfc));
	sb_release(&nfc);
	return text;
}

static void
add_scalar(struct reader *r, const yaml_event_t *event)
{
	struct yaml_node *n;

	check_properties(
	    r, event, event->data.scalar.anchor, event->data.scalar.tag);
	n = arena_new(r->a, struct yaml_node);
	n->kind = YAML_SCALAR;
	n->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	n->at = span_of(r, event);
	n->scalar = scalar_text(r, event, n->at);
	place(r, n);
}

static void
open_level(struct reader *r, const yaml_event_t *event, enum yaml_kind kind)
{
	struct yaml_node *n;
	struct span at = span_of(r, event);

	if (r->depth >= DEEPEST) {
		if (r->depth++ == DEEPEST)
			note(r, &r->deep, r->codes->depth, at, STR_NONE);
		return;
	}
	n = arena_new(r->a, struct yaml_node);
	n->kind = kind;
	n->at = at;
	place(r, n);
	r->levels[r->depth++] = (struct level){ .node = n };
}

static void
drop_doubles(struct reader *r, struct yaml_node *map)
{
	struct map seen = map_new(r->a);
	size_t kept = 0;

	for (size_t i = 0; i < map->count; i++) {
		struct yaml_pair *p = &map->pairs[i];
		bool twice = false;

		if (map->count > PAIRS_BY_HAND) {
			struct map_entry *e = map_put(&seen, p->key);

			twice = e->value != NULL;
			e->value = map;
		} else {
			for (size_t j = 0; j < kept && !twice; j++)
				twice = str_eq(map->pairs[j].key, p->key);
		}
		if (twice)
			note(r, &r->rest, r->codes->twice, p->key_at, p->key);
		else
			map->pairs[kept++] = *p;
	}
	map->count = kept;
}

static void
close_level(struct reader *r, const yaml_event_t *event)
{
	struct yaml_node *n;
	struct span end;

	if (--r->depth >= DEEPEST)
		return;
	n = r->levels[r->depth].node;
	end = span_of(r, event);
	if (end.off + end.len > n->at.off)
		n->at.len = end.off + end.len - n->at.off;
	if (n->kind == YAML_MAP)
		drop_doubles(r, n);
}

static void
begin_document(struct reader *r, const yaml_event_t *event)
{
	struct span at = span_of(r, event);

	if (event->data.document_start.version_directive ||
	    event->data.document_start.tag_directives.start !=
		event->data.document_start.tag_directives.end)
		forbid(r, at, N_("a directive"));
	if (++r->documents == 2)
		note(r, &r->more, r->codes->documents, at, STR_NONE);
}

/* False at the end of the text. */
static bool
take_event(struct reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_STREAM_END_EVENT:
		return false;
	case YAML_DOCUMENT_START_EVENT:
		begin_document(r, event);
		break;
	case YAML_ALIAS_EVENT:
		forbid(r, span_of(r, event), N_("an alias"));
		place(r, arena_new(r->a, struct yaml_node));
		break;
	case YAML_SCALAR_EVENT:
		add_scalar(r, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		check_properties(r, event, event->data.sequence_start.anchor,
		    event->data.sequence_start.tag);
		open_level(r, event, YAML_LIST);
		break;
	case YAML_MAPPING_START_EVENT:
		check_properties(r, event, event->data.mapping_start.anchor,
		    event->data.mapping_start.tag);
		open_level(r, event, YAML_MAP);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(r, event);
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
	return r->depth <= HOPELESS;
}

/* libyaml speaks of "%", too, when it does not know the directive. */
static bool
about_directive(const yaml_parser_t *parser)
{
	return (parser->context && strstr(parser->context, "directive")) ||
	       (parser->problem && strstr(parser->problem, "directive")) ||
	       (parser->problem && strstr(parser->problem, "YAML document"));
}

/* What libyaml says, so that people read it in their language. */
static const char *const problems[] = {
	N_("could not find expected ':'"),
	N_("did not find expected key"),
	N_("did not find expected '-' indicator"),
	N_("did not find expected ',' or ']'"),
	N_("did not find expected ',' or '}'"),
	N_("did not find expected node content"),
	N_("did not find expected <document start>"),
	N_("did not find expected alphabetic or numeric character"),
	N_("did not find expected comment or line break"),
	N_("did not find expected whitespace or line break"),
	N_("did not find expected hexdecimal number"),
	N_("found a tab character where an indentation space is expected"),
	N_("found a tab character that violates indentation"),
	N_("found character that cannot start any token"),
	N_("found unexpected ':'"),
	N_("found unexpected document indicator"),
	N_("found unexpected end of stream"),
	N_("found unknown escape character"),
	N_("found invalid Unicode character escape code"),
	N_("found an indentation indicator equal to 0"),
	N_("block sequence entries are not allowed in this context"),
	N_("mapping keys are not allowed in this context"),
	N_("mapping values are not allowed in this context"),
	N_("control characters are not allowed"),
	N_("found undefined tag handle"),
};

static const char *
problem_text(const char *problem)
{
	for (size_t i = 0; problem && i < sizeof(problems) / sizeof(*problems);
	     i++)
		if (strcmp(problem, problems[i]) == 0)
			return msg(problems[i]);
	return problem ? problem : "";
}

static void
syntax_error(struct reader *r, const yaml_parser_t *parser)
{
	size_t at = byte_of(r, parser->problem_mark.index);

	if (parser->error == YAML_READER_ERROR) {
		at = parser->problem_offset < r->text.n ? parser->problem_offset
							: r->text.n;
		diag_add(r->ds, r->codes->bytes, span_at(r, at, at + 1),
		    N_("a control character stands here"));
	} else if (about_directive(parser)) {
		if (parser->context)
			at = byte_of(r, parser->context_mark.index);
		diag_add(r->ds, r->codes->forbidden, span_at(r, at, at + 1),
		    N_("%s is not allowed here"), msg("a directive"));
	} else {
		diag_add(r->ds, r->codes->syntax, span_at(r, at, at),
		    N_("this is not YAML: %s"), problem_text(parser->problem));
	}
}

/* False when libyaml stopped at an error, which was reported. */
static bool
read_events(struct reader *r)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool more = true, fine = true;

	if (!yaml_parser_initialize(&parser)) {
		diag_add(r->ds, r->codes->syntax, r->part,
		    N_("this is not YAML: %s"), "");
		return false;
	}
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser,
	    (const unsigned char *)(r->text.n ? r->text.p : ""), r->text.n);
	while (more && fine) {
		if (!yaml_parser_parse(&parser, &event)) {
			syntax_error(r, &parser);
			fine = false;
		} else {
			more = take_event(r, &event);
			yaml_event_delete(&event);
		}
	}
	yaml_parser_delete(&parser);
	return fine;
}

static void
report(struct reader *r, const struct note *n)
{
	const struct yaml_codes *codes = r->codes;

	if (n->code == codes->twice)
		diag_add(r->ds, n->code, n->at,
		    N_("the key \"%.*s\" stands here a second time"),
		    STR_ARG(n->word));
	else if (n->code == codes->forbidden)
		diag_add(r->ds, n->code, n->at, N_("%s is not allowed here"),
		    msg(n->word.p));
	else if (n->code == codes->documents)
		diag_add(
		    r->ds, n->code, n->at, N_("a second document begins here"));
	else if (n->code == codes->depth)
		diag_add(r->ds, n->code, n->at,
		    N_("more than 16 lists and maps lie inside each other"));
	else if (n->code == codes->bytes)
		diag_add(r->ds, n->code, n->at,
		    N_("this text holds a control character, written as an "
		       "escape"));
	else
		diag_add(r->ds, n->code, n->at,
		    N_("a key is one word, not a list or a map"));
}

static size_t
report_all(struct reader *r, const struct notes *list)
{
	for (size_t i = 0; i < list->count; i++)
		report(r, &list->items[i]);
	return list->count;
}

static struct yaml_node *
empty_map(struct reader *r)
{
	struct yaml_node *n = arena_new(r->a, struct yaml_node);

	n->kind = YAML_MAP;
	n->at = span_at(r, 0, 0);
	return n;
}

static struct yaml_node *
root_of(struct reader *r, bool want_map)
{
	struct yaml_node *root = r->root;

	if (!root || (root->kind == YAML_SCALAR && root->scalar.n == 0)) {
		if (!want_map)
			return empty_map(r);
		diag_add(r->ds, r->codes->documents, span_at(r, 0, 0),
		    N_("the file is empty"));
		return NULL;
	}
	if (root->kind == YAML_MAP || (!want_map && root->kind == YAML_LIST))
		return root;
	diag_add(r->ds, r->codes->documents, root->at,
	    want_map ? N_("the file has to be keys with values")
		     : N_("the file has to be a list, or keys with values"));
	return NULL;
}

struct yaml_node *
yaml_parse(struct arena *a, struct diags *ds, uint32_t source, struct span part,
    const struct yaml_codes *codes, bool want_map)
{
	struct reader r = { .a = a, .ds = ds, .codes = codes, .part = part };
	struct yaml_node *root;

	r.part.source = source;
	r.text = str_sub(source_text(&ds->sources, source), part.off, part.len);
	if (!read_events(&r) || report_all(&r, &r.bytes) ||
	    report_all(&r, &r.forbidden) || report_all(&r, &r.more) ||
	    report_all(&r, &r.deep))
		return NULL;
	root = root_of(&r, want_map);
	if (root)
		report_all(&r, &r.rest);
	return root;
}

const struct yaml_node *
yaml_find(const struct yaml_node *map, struct str key)
{
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++)
		if (str_eq(map->pairs[i].key, key))
			return map->pairs[i].value;
	return NULL;
}
