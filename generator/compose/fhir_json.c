/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/fhir_json.h"

#include "base/hash.h"
#include "diag/diag.h"

/* A comma when something stands before it on the same level. */
static void
begin_value(struct fhir *f, const char *key)
{
	char last = f->out->n ? f->out->p[f->out->n - 1] : '[';

	if (last != '{' && last != '[')
		sb_ch(f->out, ',');
	if (!key)
		return;
	sb_ch(f->out, '"');
	sb_cstr(f->out, key);
	sb_cstr(f->out, "\":");
}

void
fhir_open(struct fhir *f, const char *key, char bracket)
{
	begin_value(f, key);
	sb_ch(f->out, bracket);
}

void
fhir_close(struct fhir *f, char bracket)
{
	sb_ch(f->out, bracket);
}

void
fhir_string(struct fhir *f, const char *key, struct str value)
{
	value = str_trim(value);
	if (value.n == 0)
		return;
	begin_value(f, key);
	sb_ch(f->out, '"');
	json_escape(f->out, value);
	sb_ch(f->out, '"');
}

void
fhir_word(struct fhir *f, const char *key, const char *value)
{
	fhir_string(f, key, str_from(value));
}

void
fhir_true(struct fhir *f, const char *key)
{
	begin_value(f, key);
	sb_cstr(f->out, "true");
}

void
fhir_date(struct fhir *f, const char *key, const struct plan_date *date)
{
	char day[11];

	if (!field_given(&date->f))
		return;
	date_iso(date->d, day);
	fhir_word(f, key, day);
}

void
fhir_text(struct fhir *f, const char *key, struct str value)
{
	if (str_trim(value).n == 0)
		return;
	fhir_open(f, key, '{');
	fhir_string(f, "text", value);
	fhir_close(f, '}');
}

/* The same UUID for the same resource in every run, and for no other. */
static void
add_uuid(struct fhir *f, const char *kind, struct str id)
{
	struct sb name = { 0 };
	char hex[33];

	sb_fmt(&name, "%.*s/%s/%.*s", STR_ARG(f->plan->plan_id.s), kind,
	    STR_ARG(id));
	hash128_hex(hash128(sb_view(&name)), hex);
	sb_release(&name);
	/* Version 8, of the maker's own recipe (RFC 9562). */
	hex[12] = '8';
	hex[16] = "89ab"[hex[16] & 3];
	sb_fmt(f->out, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
	    hex + 12, hex + 16, hex + 20);
}

void
fhir_begin(struct fhir *f, const char *kind, struct str id)
{
	sb_cstr(f->out, f->out->p[f->out->n - 1] == '[' ? "\n" : ",\n");
	sb_cstr(f->out, "{\"fullUrl\":\"");
	add_uuid(f, kind, id);
	sb_cstr(f->out, "\",\"resource\":{\"resourceType\":\"");
	sb_cstr(f->out, kind);
	sb_ch(f->out, '"');
}

void
fhir_end(struct fhir *f)
{
	sb_cstr(f->out, "}}");
}

void
fhir_reference(struct fhir *f, const char *key, const char *kind, struct str id)
{
	fhir_open(f, key, '{');
	sb_cstr(f->out, "\"reference\":\"");
	add_uuid(f, kind, id);
	sb_cstr(f->out, "\"}");
}

void
fhir_one(struct fhir *f, const char *key, const char *kind, struct str id)
{
	fhir_open(f, key, '[');
	fhir_reference(f, NULL, kind, id);
	fhir_close(f, ']');
}

void
fhir_system(struct fhir *f, const char *key, const char *name)
{
	begin_value(f, key);
	sb_ch(f->out, '"');
	json_escape(f->out, f->site);
	sb_fmt(f->out, "fhir/%s\"", name);
}

void
fhir_identifier(struct fhir *f, const char *system, struct str value)
{
	fhir_open(f, "identifier", '[');
	fhir_open(f, NULL, '{');
	fhir_system(f, "system", system);
	fhir_string(f, "value", value);
	fhir_close(f, '}');
	fhir_close(f, ']');
}

void
fhir_code(struct fhir *f, const char *key, const char *system, const char *word)
{
	if (!*word)
		return;
	fhir_open(f, key, '{');
	fhir_open(f, "coding", '[');
	fhir_open(f, NULL, '{');
	fhir_system(f, "system", system);
	fhir_word(f, "code", word);
	fhir_word(f, "display", word);
	fhir_close(f, '}');
	fhir_close(f, ']');
	fhir_close(f, '}');
}

void
fhir_coded(
    struct fhir *f, const char *key, const char *system, const char *code)
{
	fhir_open(f, key, '{');
	fhir_open(f, "coding", '[');
	fhir_open(f, NULL, '{');
	fhir_word(f, "system", system);
	fhir_word(f, "code", code);
	fhir_close(f, '}');
	fhir_close(f, ']');
	fhir_close(f, '}');
}
