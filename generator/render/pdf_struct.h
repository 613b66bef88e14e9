/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The structure tree of a PDF: which piece of marked content on which page
 * belongs to which element, in the order in which it is drawn. Elements that
 * nothing was drawn for are left out.
 */
#ifndef SAMPLAN_RENDER_PDF_STRUCT_H
#define SAMPLAN_RENDER_PDF_STRUCT_H

#include "render/layout.h"
#include "render/pdf_file.h"

struct kid;
struct node_tags;

struct tags {
	struct arena *arena;
	const struct layout *layout;
	struct node_tags *elements; /* as in the layout */
	struct {
		uint32_t *items; /* element of each piece of content */
		size_t count;
		size_t cap;
	} * pages;
	struct {
		uint32_t *items; /* element of each annotation */
		size_t count;
		size_t cap;
	} links;
};

struct tags *tags_new(struct arena *a, const struct layout *l);
/* A new piece of content of the element; its number on the page. */
unsigned tags_content(struct tags *t, size_t page, uint32_t element);
/* The element is there, though nothing is drawn. */
void tags_touch(struct tags *t, uint32_t element);
/* What is drawn of a figure, in PDF coordinates. */
void tags_extent(
    struct tags *t, uint32_t element, float x, float y, float w, float h);
/* An annotation of a link; gives its key in the parent tree. */
unsigned
tags_link(struct tags *t, uint32_t element, size_t page, unsigned object);
/*
 * Writes the tree; pages are the numbers of the page objects. Gives the number
 * of the root.
 */
unsigned tags_write(struct tags *t, struct pdf_file *f, const unsigned *pages);

#endif
