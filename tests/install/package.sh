#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The Debian package: lintian has nothing to say, and (with --full) made again
# elsewhere, in another time zone, with another mask and from the archive alone,
# it has the same bytes.
set -u
cd "$(dirname "$0")/../.."
full=${1:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-package.XXXXXX")
trap 'rm -rf "$work"' EXIT
number=0

check() { # NAME COMMAND...
	local name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/said" 2>&1; then echo "ok $number - $name"; else
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/said" | tail -30
	fi
}
skip() {
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

if ! command -v dh >/dev/null && [ "$(id -u)" != 0 ]; then
	skip "package" "debhelper is not installed"
	echo "1..$number"
	exit 0
fi
for package in $(sed -n '/^build="/,/"$/p' generator/setup.sh | tr -s ' \n"' '\n' |
	grep -e '-dev$' | grep -v '^libc6-dev'); do
	check "the package is built with $package" \
		grep -qE "^ +$package,?\$" generator/install/debian/control
done
check "make deb" make -s deb
deb=$(ls -t .build/samplan_*.deb 2>/dev/null | head -1)
[ -n "$deb" ] || exit 1
if command -v lintian >/dev/null; then
	check "lintian has nothing to say" sh -c \
		"! lintian --allow-root --profile debian -EIL '>=pedantic' '$deb' 2>&1 | grep -v '^[NO]:' | grep ."
else
	skip "lintian" "it is not installed"
fi
check "nothing in it can be changed by others" sh -c \
	"! dpkg-deb -c '$deb' | grep -E '^.....w|^........w' | grep ."
check "all of it belongs to root" sh -c "! dpkg-deb -c '$deb' | grep -v ' root/root '"
check "no path of this machine is in it" sh -c \
	"dpkg-deb -x '$deb' '$work/x' && ! grep -rlF '$PWD' '$work/x'"
if [ "$full" = --full ]; then
	archive=$(ls -t .build/samplan-*.tar.gz | head -1)
	tar -xzf "$archive" -C "$work"
	mkdir "$work/home"
	check "made again from the archive" sh -c \
		"cd '$work'/samplan-[0-9]* && umask 077 && HOME='$work/home' TZ=Asia/Tokyo LC_ALL=C.UTF-8 \
		GIT_CEILING_DIRECTORIES='$work' make -s deb"
	check "it has the same bytes" cmp "$deb" "$work"/samplan-[0-9]*/"$deb"
	check "and so has the archive" cmp "$archive" "$work"/samplan-[0-9]*/"$archive"
else
	skip "made again" "only with --full"
fi
echo "1..$number"
