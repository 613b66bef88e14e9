#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# make install and make uninstall below a folder of their own, the units, the
# manuals, the completion, and the archive: whole, and true to the program.
set -u
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
number=0
at=$work/to

check() { # NAME COMMAND...
	local name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/said" 2>&1; then echo "ok $number - $name"; else
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/said" | head -30
	fi
}
skip() {
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# --- installing --------------------------------------------------------------

mkdir -p "$at/usr/local/bin" "$at/usr/local/etc" "$at/usr/local/share/man" "$at/usr/local/lib"
(cd "$at" && find . | sort) >"$work/empty"
check "make install" make -s install DESTDIR="$at" PREFIX=/usr/local
program=$at/usr/local/bin/samplan
if [ ! -x "$program" ]; then
	sed 's/^/# /' "$work/said" | tail -20
	exit 1
fi
check "the program runs from there" "$program" --version
mkdir -p "$work/root"
cp -r content "$work/root/"
check "with the themes beside it" "$program" check --site --root "$work/root" --date 2026-11-21
check "and the Swedish catalogue" sh -c \
	"LANG=sv_SE.UTF-8 '$program' nonsens 2>&1 | grep -q kommando"
check "no file is open for writing to others" sh -c "! find '$at' -type f -perm /022 | grep ."
printf '%s\n' '# changed' >>"$at/usr/local/etc/default/samplan"
check "make install again" make -s install DESTDIR="$at" PREFIX=/usr/local
check "keeps changed settings" grep -q '^# changed' "$at/usr/local/etc/default/samplan"

# --- manuals -----------------------------------------------------------------

man=$at/usr/local/share/man
if command -v mandoc >/dev/null; then
	for page in "$man"/man[15]/*; do
		check "mandoc finds nothing in $(basename "$page")" sh -c \
			"! mandoc -T lint -W style '$page' | grep -v 'referenced manual not found: Xr samplan' | grep ."
	done
	# A translated page has translated headings, and a character is two bytes.
	check "nor in the Swedish one" sh -c \
		"! mandoc -T lint '$man/sv/man1/samplan.1' | grep -Ev 'not \"NAME\"|outside NAME|section name|longer than 80|: Sh |not found: Xr samplan' | grep ."
else
	skip "manuals" "mandoc is not installed"
fi
"$program" --help >"$work/help"
commands=$(sed -n 's/^  samplan \([a-z]*\) .*/\1/p' "$work/help" | sort -u)
options=$(tr -s '[:space:]' ' ' <generator/cli/options.c |
	grep -oE '\{ ?"[a-z-]+", [a-z]+_argument' | sed 's/.*"\(.*\)".*/\1/' | sort -u)
check "the program's own tables were read" sh -c \
	"[ $(echo "$commands" | wc -l) -ge 5 ] && [ $(echo "$options" | wc -l) -ge 10 ]"
for page in "$man/man1/samplan.1" "$man/sv/man1/samplan.1"; do
	name=${page#"$man/"}
	check "$name tells every command" sh -c \
		"for c in $(echo $commands); do grep -q \"^\.Cm \$c\\|^\.It Cm \$c\" '$page' || { echo \$c; exit 1; }; done"
	check "$name tells every option" sh -c \
		"for o in $(echo $options); do grep -qE \"Fl -?(.*-)?\$o( |\$|,)\" '$page' || { echo \$o; exit 1; }; done"
	check "$name tells of no other command" sh -c \
		"for c in \$(sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' '$page' | sort -u); do echo ' $(echo $commands) ' | grep -q \" \$c \" || { echo \$c; exit 1; }; done"
	check "$name tells of no other option" sh -c \
		"for o in \$(sed -n '/^\.It Fl/s/.*/&/p' '$page' | grep -oE 'Fl -[a-z-]+|, Fl -[a-z-]+' | sed 's/.*Fl -//' | sort -u); do echo ' $(echo $options) ' | grep -q \" \$o \" || { echo \$o; exit 1; }; done"
done
if echo "$commands" | grep -qx schema && "$program" schema >"$work/schema" 2>/dev/null; then
	cat >"$work/keys.mjs" <<'END'
import fs from 'node:fs';
const words = new Set();
const walk = (n) => {
	if (!n || typeof n !== 'object') return;
	for (const key of Object.keys(n.properties ?? {})) words.add(key);
	for (const word of n.enum ?? []) if (typeof word === 'string' && word) words.add(word);
	Object.values(n).forEach(walk);
};
walk(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));
const page = fs.readFileSync(process.argv[3], 'utf8').replace(/\s+/g, ' ');
const missing = [...words].filter((w) => !new RegExp(
	`(^|[^\\p{L}_-])${w.replace(/[.*+?^${}()|]/g, '\\$&').replace(/ /g, '( |\\s)')}($|[^\\p{L}_-])`, 'u').test(page));
console.log(missing.join('\n'));
process.exit(missing.length || words.size < 100 ? 1 : 0);
END
	check "samplan-plan.5 tells every key and word of the format" \
		node "$work/keys.mjs" "$work/schema" "$man/man5/samplan-plan.5"
else
	skip "keys of the plan format" "the program prints no schema"
fi

# The tables of the loaders: a key that is read stands in the manual.
keys=$(cat generator/load/site_data.c generator/load/page.c | tr -s '[:space:]' ' ' |
	grep -oE '(F(_[A-Z]+)?\( ?|\{ )"[a-z_]+", ' | grep -oE '"[a-z_]+"' | tr -d '"' | sort -u
	cat generator/load/theme*.c | tr -s '[:space:]' ' ' |
	grep -oE 'keys\[\] = \{[^}]*\}' | grep -oE '"[a-z_]+"' | tr -d '"')
check "samplan-site.5 tells every key of the site and the themes" sh -c \
	"[ $(echo "$keys" | wc -l) -gt 80 ] || exit 1; for k in $(echo $keys); do
	grep -qE \"(^|[^a-z_])\$k([^a-z_]|\$)\" '$man/man5/samplan-site.5' || { echo \$k; exit 1; }; done"

# --- completion --------------------------------------------------------------

bash_file=$at/usr/local/share/bash-completion/completions/samplan
zsh_file=$at/usr/local/share/zsh/site-functions/_samplan
complete_bash() { # WORDS, the last one to complete
	bash -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _samplan; printf "%s\n" "${COMPREPLY[@]}"' \
		"$bash_file" "$@" 2>&1
}
offers() { # WORD..., -- WORDS to complete
	local wanted=() got word
	while [ "$1" != -- ]; do wanted+=("$1"); shift; done
	shift
	got=$(complete_bash "$@")
	for word in "${wanted[@]}"; do
		grep -qxF -- "$word" <<<"$got" || { echo "no $word in: $got"; return 1; }
	done
}
mkdir -p "$work/root/content/policy"
check "bash: every command" offers $commands -- samplan ''
check "bash: options of build" offers --date --site --plans --strict -- samplan build --
check "bash: options after an option" offers --date -- samplan --root "$work/root" build --d
check "bash: forms" offers human json -- samplan build --format ''
check "bash: kinds of new files" offers plan -- samplan new ''
check "bash: codes" offers R09 F01 B02 -- samplan explain ''
check "bash: files to check" offers "$work/root/content/site.yaml" -- \
	samplan check "$work/root/content/si"
check "bash: folders" offers "$work/root/content" -- samplan --root "$work/root/con"
if echo "$commands" | grep -qx diff; then
	check "bash: revisions" offers 2025-11 2026-11 -- samplan --root "$work/root" diff ''
fi
check "bash: nothing made up" sh -c "! grep -n '@[A-Z]' '$bash_file' '$zsh_file'"
if command -v zsh >/dev/null; then
	check "zsh: the file is whole" zsh -n "$zsh_file"
	cat >"$work/complete.zsh" <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT= ; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D"
zpty -w z "zstyle ':completion:*' verbose no; LISTMAX=9999; COLUMNS=200"
zpty -w z "samplan-list() { compadd() { local -a o; builtin compadd -O o \"\$@\"; print -l -- \"got \${^o}\" ; builtin compadd \"\$@\" } }"
zpty -w z "PATH=$2:\$PATH"
sleep 1
zpty -n -w z "$3"$'\t'$'\t'
sleep 2
zpty -r -t z out
while zpty -r -t z more; do out+=$more; done
print -r -- "$out"
END
	zsh_offers() { # LINE WORD...
		local line=$1 got word
		shift
		got=$(zsh -f "$work/complete.zsh" "$(dirname "$zsh_file")" "$(dirname "$program")" "$line" 2>&1)
		for word in "$@"; do
			grep -qF -- "$word" <<<"$got" || { echo "no $word in: $got"; return 1; }
		done
	}
	check "zsh: commands" zsh_offers 'samplan ' $commands
	check "zsh: options" zsh_offers 'samplan build --' --date --strict --plans-dir
else
	skip "completion for zsh" "zsh is not installed"
fi

# --- units -------------------------------------------------------------------

units=$at/usr/local/lib/systemd/system
if command -v systemd-analyze >/dev/null; then
	mkdir "$work/units"
	for unit in "$units"/*; do
		sed "s,/usr/local/bin/samplan,$program," "$unit" >"$work/units/$(basename "$unit")"
	done
	check "the units are right" sh -c \
		"[ -e '$work/units/samplan.service' ] && cd '$work/units' && ! systemd-analyze verify --man=no ./*.service ./*.timer 2>&1 | grep samplan"
	for unit in samplan samplan-watch; do
		check "$unit.service is exposed by 0.3 of 10 at most" sh -c \
			"cd '$work/units' && systemd-analyze security --no-pager --offline=true --threshold=3 ./$unit.service"
	done
else
	skip "units" "systemd-analyze is not installed"
fi

# --- taking away -------------------------------------------------------------

rm -f "$at/usr/local/etc/default/samplan"
cp generator/install/systemd/samplan.env "$at/usr/local/etc/default/samplan"
check "make uninstall" make -s uninstall DESTDIR="$at" PREFIX=/usr/local
(cd "$at" && find . | sort) >"$work/after"
check "leaves nothing" diff "$work/empty" "$work/after"

# --- archive and package -----------------------------------------------------

if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
	epoch=$(git log -1 --format=%ct)
	check "make dist" generator/install/dist samplan-0 "$epoch" "$work/one.tar.gz"
	mkdir "$work/unpacked"
	tar -xzf "$work/one.tar.gz" -C "$work/unpacked"
	# From the archive itself, elsewhere, without git, with another mask and zone.
	check "the archive made from the archive" sh -c \
		"cd '$work/unpacked/samplan-0' && umask 077 && TZ=Asia/Tokyo GIT_CEILING_DIRECTORIES='$work' \
		generator/install/dist samplan-0 $epoch '$work/two.tar.gz'"
	check "is the same" cmp "$work/one.tar.gz" "$work/two.tar.gz"
else
	skip "archive" "there is no git here"
fi
echo "1..$number"
