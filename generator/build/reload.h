/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The script that the preview puts into every page. It listens for changes
 * and shows findings over the page. Of a page that changed it exchanges the
 * parts that differ, where they stand: nothing is loaded anew, the place in
 * the page stays, and the new text is there with the next frame. Where that
 * could leave something half done (another script, a style sheet, a theme
 * with scripts of its own) the page is loaded anew. It listens beside the
 * address it was loaded from: below the token of the plans to what concerns
 * them, else to what concerns the site alone.
 */
#ifndef SAMPLAN_BUILD_RELOAD_H
#define SAMPLAN_BUILD_RELOAD_H

#define RELOAD_PATH "/.samplan/reload.js"
#define EVENTS_PATH "/.samplan/events"

extern const char reload_script[];

#endif
