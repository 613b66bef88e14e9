#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The Debian package on a bare Debian 12: it installs with apt, works for an
# ordinary user on a copy of the examples, and a purge leaves nothing behind.
# Needs root, debootstrap and a Debian mirror (MIRROR=, else debootstrap's own);
# the bare system is kept in .build, so that a second run is quick.
set -u
cd "$(dirname "$0")/../.."
number=0
work=""

skip() {
	echo "ok 1 - bare Debian # SKIP $1"
	echo "1..1"
	exit 0
}
say() {
	number=$((number + 1))
	echo "$1 $number - $2"
}
check() { # NAME COMMAND...
	local name=$1
	shift
	if "$@" >"$work/said" 2>&1; then say ok "$name"; else
		say "not ok" "$name"
		tail -30 "$work/said" | sed 's/^/# /'
	fi
}
leave() {
	umount "$root/proc" 2>/dev/null
	rm -rf --one-file-system "$work"
}

[ "$(id -u)" = 0 ] || skip "it takes root to make one"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-bare.XXXXXX")
root=$work/root
trap leave EXIT

base=$PWD/.build/bare-root.tar
if [ ! -e "$base" ]; then
	# shellcheck disable=SC2086
	debootstrap --variant=minbase bookworm "$work/new" ${MIRROR:-} >"$work/said" 2>&1 ||
		skip "no Debian mirror: $(tail -1 "$work/said")"
	tar -C "$work/new" -cf "$base.new" . && mv "$base.new" "$base"
	rm -rf --one-file-system "$work/new"
fi
mkdir "$root"
tar -C "$root" -xf "$base"
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
mount -t proc proc "$root/proc" || skip "no /proc can be mounted here"

inside() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
		LANG="${LANG_INSIDE:-C.UTF-8}" chroot "$root" "$@"
}
person() { # a command line, as an ordinary user
	inside setpriv --reuid=person --regid=person --init-groups \
		env HOME=/home/person sh -c "cd /home/person && $1"
}
# What is on the disk, without what apt and dpkg keep for themselves.
everything() {
	(cd "$root" && find . -xdev \( -path ./proc -o -path ./var/cache -o \
		-path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/log -o \
		-path ./run -o -path ./tmp -o -path ./home \) -prune -o -printf '%y %m %U %p\n' | sort)
}

inside apt-get update -qq >"$work/said" 2>&1 || skip "the mirror does not answer"
inside useradd --create-home person
everything >"$work/before"
sha256sum "$root/etc/passwd" "$root/etc/group" >"$work/accounts"

# A package older than the program is not the one to try.
deb=$(ls -t .build/samplan_*.deb 2>/dev/null | head -1)
if [ -z "$deb" ] || [ .build/samplan -nt "$deb" ]; then
	check "make deb" make -s deb
	deb=$(ls -t .build/samplan_*.deb 2>/dev/null | head -1)
	[ -n "$deb" ] || exit 1
fi
cp "$deb" "$root/tmp/samplan.deb"
chmod a+r "$root/tmp/samplan.deb"

check "apt installs the package" \
	inside apt-get install -y -qq --no-install-recommends /tmp/samplan.deb
check "its version, for an ordinary user" person \
	'[ "$(samplan --version)" = "samplan '"$(dpkg-deb -f "$deb" Version)"'" ]'
check "every library is there" person '! ldd /usr/bin/samplan | grep "not found"'
check "the examples are copied" person 'cp -r /usr/share/doc/samplan/examples/root prov'
check "it builds them" person 'samplan build --root prov --date 2026-11-21'
check "a site was made" person 'test -s prov/output/site/index.html'
if [ -d plans ]; then
	check "papers were made, closed to others" person \
		'f=$(find prov/output/plans -name min-plan.pdf | head -1) && [ "$(stat -c %a "$f")" = 600 ]'
fi
LANG_INSIDE=sv_SE.UTF-8
check "it speaks Swedish without a Swedish locale" person 'samplan nonsens 2>&1 | grep -q kommando'
unset LANG_INSIDE
check "completion for bash is whole" inside bash -n /usr/share/bash-completion/completions/samplan
check "manuals are there" inside sh -c 'gzip -t /usr/share/man/man1/samplan.1.gz \
	/usr/share/man/man5/samplan-plan.5.gz /usr/share/man/man5/samplan-site.5.gz \
	/usr/share/man/sv/man1/samplan.1.gz'
check "the account of the services cannot log in" inside sh -c \
	'getent passwd samplan | grep -q ":/var/lib/samplan:/usr/sbin/nologin$"'
check "no service was started or enabled" inside sh -c \
	'! find /etc/systemd -name "samplan*" | grep .'
# What a service would have left.
mkdir -p "$root/var/lib/samplan/output/plans/P-1"
echo hemligt >"$root/var/lib/samplan/output/plans/P-1/min-plan.pdf"
check "apt removes it" inside apt-get remove -y -qq samplan
check "its settings and output stay" inside sh -c \
	'test -e /etc/default/samplan && test -e /var/lib/samplan/output/plans/P-1/min-plan.pdf'
check "apt purges it" inside apt-get purge -y -qq samplan
check "and what came with it" inside apt-get autoremove -y -qq --purge
everything >"$work/after"
check "nothing is left on the disk" diff "$work/before" "$work/after"
check "no account is left" sha256sum --quiet -c "$work/accounts"
echo "1..$number"
