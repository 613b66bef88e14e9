#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# LICENCES.md against the machine: each package's own copyright file still says
# what the licence was read from, and the list of parts (SBOM) of the program is
# whole, well formed, the same twice, and without a part of unknown licence.
set -u
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-licences.XXXXXX")
trap 'rm -rf "$work"' EXIT
number=0

check() { # NAME COMMAND...
	local name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/said" 2>&1; then echo "ok $number - $name"; else
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/said" | head -20
	fi
}

while IFS='|' read -r _ package use _ _ says _; do
	package=${package// /} use=${use// /}
	says=${says#*\`} says=${says%\`*}
	if [ ! -e "/usr/share/doc/$package/copyright" ]; then
		number=$((number + 1))
		echo "ok $number - licence of $package # SKIP it is not installed"
		continue
	fi
	check "licence of $package ($use)" grep -qF -- "$says" "/usr/share/doc/$package/copyright"
done < <(grep -E '^\| [a-z].*\| (linked|started|read|brought) \|' generator/install/LICENCES.md)
check "the table was read" test "$number" -gt 35

program=.build/samplan
generator/install/sbom 1.2.3 1700000000 $program >"$work/one" 2>"$work/error"
generator/install/sbom 1.2.3 1700000000 $program >"$work/two" 2>>"$work/error"
check "the SBOM says nothing on stderr" test ! -s "$work/error"
check "the SBOM is the same twice" cmp "$work/one" "$work/two"
cat >"$work/look.mjs" <<'END'
import fs from 'node:fs';
const [file, linked] = process.argv.slice(2);
const d = JSON.parse(fs.readFileSync(file, 'utf8'));
const fail = (text) => { console.log(text); process.exitCode = 1; };
const want = (test, text) => test || fail(text);
want(d.spdxVersion === 'SPDX-2.3' && d.dataLicense === 'CC0-1.0', 'head');
want(d.SPDXID === 'SPDXRef-DOCUMENT', 'id of the document');
want(/^https:\/\/[^#]+$/.test(d.documentNamespace), 'namespace');
want(d.creationInfo.created === '2023-11-14T22:13:20Z', 'date');
want(d.creationInfo.creators.every((c) => /^(Tool|Organization|Person): /.test(c)), 'creators');
const ids = new Set(['SPDXRef-DOCUMENT']);
for (const p of d.packages) {
	want(/^SPDXRef-[A-Za-z0-9.-]+$/.test(p.SPDXID), `id ${p.SPDXID}`);
	want(!ids.has(p.SPDXID), `twice: ${p.SPDXID}`);
	ids.add(p.SPDXID);
	for (const key of ['name', 'versionInfo', 'supplier', 'downloadLocation',
		'licenseConcluded', 'licenseDeclared', 'copyrightText'])
		want(typeof p[key] === 'string' && p[key], `${p.name} has no ${key}`);
	want(p.filesAnalyzed === false, `${p.name}: filesAnalyzed`);
	for (const r of p.externalRefs ?? [])
		want(/^pkg:deb\/debian\/[^@\s]+@[^?\s]+\?arch=\w+&distro=debian-\d+$/
			.test(r.referenceLocator), r.referenceLocator);
}
const kinds = new Set(['DESCRIBES', 'DYNAMIC_LINK', 'DEPENDS_ON',
	'RUNTIME_DEPENDENCY_OF', 'BUILD_TOOL_OF']);
const tools = new Set();
const related = new Set(['SPDXRef-Package-samplan']);
for (const r of d.relationships) {
	want(kinds.has(r.relationshipType), r.relationshipType);
	for (const end of [r.spdxElementId, r.relatedSpdxElement]) {
		want(ids.has(end), `${end} is not there`);
		related.add(end);
	}
	if (r.relationshipType === 'BUILD_TOOL_OF') tools.add(r.spdxElementId);
}
for (const p of d.packages) {
	want(related.has(p.SPDXID), `${p.name} stands alone`);
	want(tools.has(p.SPDXID) || p.licenseDeclared !== 'NOASSERTION',
		`the licence of ${p.name} is not in LICENCES.md`);
}
for (const name of linked.split(' '))
	want(d.packages.some((p) => p.name === name), `${name} is missing`);
END
check "the SBOM is whole, with a licence for each part" \
	node "$work/look.mjs" "$work/one" "libc6 libyaml-0-2 libhpdf-2.3.0 woff2 fonts-sil-andika"
echo "1..$number"
