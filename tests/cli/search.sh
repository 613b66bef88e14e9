#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Words in any script, and words that are bold or a link in part, are terms of
# the search index as its script reads it.
. "$(dirname "$0")/tap.bash"

fresh
cat >"$root/content/sidor/skrifter.md" <<'PAGE'
---
title: Skrifter
---
## Stjärn**kikare** i dag

русский русская русские помощь помощник

𠮷野家 𠮷野屋 𐐷𐐷𐐨 𐐷𐐷𐐩 한국어 한국인 σοφός أسرة مُساعَدة हिन्दी Weißstraße

**Regnbågs**[fisken](https://example.org/) och *lång*ord, halv`kod`.
Rad
slut rad\
slut.

- frukost**bord**
- rad
PAGE
build --site
ok "the page is built" test -f "$root/output/site/skrifter/index.html"
if command -v node >/dev/null; then
	ok "its words are found" node "$here/tests/search/scripts.mjs" "$root/output/site" skrifter/index.html
else
	skip "its words are found" "node is not installed"
fi
plan_tests
