#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs the Debian packages that are missing: `setup.sh build` what the
# program needs, `setup.sh test` what its tests need besides, `setup.sh package`
# what a Debian package needs, `setup.sh bench` what is measured beside it. Says
# which, and asks apt only when something is missing.
set -eu
cd "$(dirname "$0")/.."

build="gcc make pkg-config gettext libc6-dev libcmark-gfm-dev
libcmark-gfm-extensions-dev libyaml-dev libhpdf-dev libharfbuzz-dev
libdeflate-dev libmicrohttpd-dev libexpat1-dev libutf8proc-dev
libstemmer-dev libical-dev libqrencode-dev libxxhash-dev libqpdf-dev nettle-dev
fonts-sil-andika bootstrap-icons woff2 inotify-tools"
test="clang libclang-rt-14-dev clang-format clang-tidy cppcheck libcmocka-dev valgrind qpdf
poppler-utils python3 chromium nodejs npm ca-certificates default-jre-headless
git mandoc apache2-bin curl debhelper debootstrap fakeroot lintian openssl systemd-container
zsh"

package="build-essential debhelper dpkg-dev fakeroot"
bench="hugo nodejs npm"

case "${1:-build}" in
build) wanted=$build ;;
test) wanted="$build $test" ;;
package) wanted="$build $package" ;;
bench) wanted="$build libcmocka-dev $bench" ;;
*) echo "usage: setup.sh build|test|package|bench" >&2; exit 2 ;;
esac

missing=""
for package in $wanted; do
	case "$package" in
	# Another source than Debian's may have brought these.
	gcc|make|git|npm|clang|clang-format|clang-tidy|hugo) command -v "$package" >/dev/null && continue ;;
	nodejs) command -v node >/dev/null && continue ;;
	default-jre-headless) command -v java >/dev/null && continue ;;
	esac
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$status" = installed ] || missing="$missing $package"
done
root=""
install() { # PACKAGE…
	echo "samplan: installing $*"
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null || {
			echo "samplan: become root, or install sudo, and run make again" >&2
			exit 3
		}
		root=sudo
	fi
	export DEBIAN_FRONTEND=noninteractive
	$root apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || {
		$root apt-get update -qq
		$root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
	}
}
[ -z "$missing" ] || install $missing

# Installed, nginx would serve the whole network: its test needs the program only.
unpack_nginx() { # FOLDER
	mkdir -p "$1"
	(
		cd "$1"
		apt-get download nginx nginx-common 2>&1 || { $root apt-get update -qq && apt-get download nginx nginx-common; }
		for package in *.deb; do dpkg-deb -x "$package" . || exit 1; done
		rm -- *.deb
	) >/dev/null 2>&1 || rm -rf "$1"
}
if [ "${1:-}" = test ] && ! PATH=$PATH:/usr/sbin command -v nginx >/dev/null; then
	[ -x .build/nginx/usr/sbin/nginx ] || unpack_nginx .build/nginx
fi
