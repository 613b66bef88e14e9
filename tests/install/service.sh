#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The services as systemd runs them: a bare Debian 12 with the package is booted
# in a container, the services build a copy of the examples, an error in a plan
# does not make them fail, and a probe inside their confinement is refused what
# it should be. Needs root, debootstrap, systemd-nspawn and a Debian mirror.
set -u
cd "$(dirname "$0")/../.."
number=0 work=""

skip() {
	echo "ok 1 - services # SKIP $1"
	echo "1..1"
	exit 0
}
[ "$(id -u)" = 0 ] || skip "it takes root to boot a container"
command -v systemd-nspawn >/dev/null || skip "systemd-nspawn is not installed"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-service.XXXXXX")
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT

base=$PWD/.build/service-root.tar
if [ ! -e "$base" ]; then
	# shellcheck disable=SC2086
	debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus bookworm \
		"$work/new" ${MIRROR:-} >"$work/said" 2>&1 ||
		skip "no Debian mirror: $(tail -1 "$work/said")"
	tar -C "$work/new" -cf "$base.new" . && mv "$base.new" "$base"
	rm -rf --one-file-system "$work/new"
fi
mkdir "$root"
tar -C "$root" -xf "$base"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# A package older than the program is not the one to try.
deb=$(ls -t .build/samplan_*.deb 2>/dev/null | head -1)
if [ -z "$deb" ] || [ .build/samplan -nt "$deb" ]; then
	make -s deb >"$work/said" 2>&1
	deb=$(ls -t .build/samplan_*.deb 2>/dev/null | head -1)
fi
if [ -z "$deb" ]; then
	echo "not ok 1 - make deb"
	tail -20 "$work/said" | sed 's/^/# /'
	exit 1
fi
cp "$deb" "$root/samplan.deb"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive chroot "$root" \
	sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /samplan.deb' \
	>"$work/said" 2>&1 || skip "the package could not be installed: $(tail -1 "$work/said")"

# The folders as README.md of the installation draws them.
mkdir -p "$root/srv/samplan/policy" "$root/home/somebody"
cp -r "$root/usr/share/doc/samplan/examples/root/." "$root/srv/samplan/policy/"
if [ -d "$root/srv/samplan/policy/plans" ]; then
	mv "$root/srv/samplan/policy/plans" "$root/srv/samplan/plans"
else
	mkdir "$root/srv/samplan/plans"
fi
echo hemligt >"$root/home/somebody/file"
chroot "$root" sh -c 'chown -R root:samplan /srv/samplan/plans && chmod -R o= /srv/samplan/plans &&
	chmod 2750 /srv/samplan/plans'
echo 'SAMPLAN_OPTIONS=--date=2026-11-21' >>"$root/etc/default/samplan"

# The same confinement around a probe: each line it prints is something it could do.
sed -e 's,^ExecStart=.*,ExecStart=/bin/sh /probe,' -e '/^SuccessExitStatus/d' \
	"$root/lib/systemd/system/samplan.service" >"$root/etc/systemd/system/probe.service"
cat >"$root/probe" <<'END'
said=${1:-/var/lib/samplan/probe}
could() { echo "could $1" >>"$said"; }
: >"$said" || exit 1
for folder in /srv/samplan /srv/samplan/plans /etc /usr /var/log /home /root /boot /dev; do
	(: >$folder/probe.try) 2>/dev/null && could "write in $folder"
done
[ -e /home/somebody/file ] && could "see /home"
[ -d /proc/1/fd ] && ls /proc/1/fd >/dev/null 2>&1 && could "look into process 1"
[ "$(grep -c : /proc/self/net/dev)" = 1 ] || could "see a network"
bash -c 'exec 3<>/dev/udp/127.0.0.1/9' 2>/dev/null && could "open a socket"
chown 1 "$said" 2>/dev/null && could "give a file away"
mount -t tmpfs tmpfs /tmp 2>/dev/null && could "mount"
unshare -U true 2>/dev/null && could "make a namespace"
chmod u+s "$said" 2>/dev/null && could "make a set-uid file"
grep -q '^CapEff:.*[1-9a-f]' /proc/self/status && could "hold a capability"
grep -q '^NoNewPrivs:.*1' /proc/self/status || could "gain privileges"
grep -q '^Seccomp:.*2' /proc/self/status || could "call what it likes"
[ "$(umask)" = 0077 ] || could "write open files"
echo done >>"$said"
END

# Runs once the system is up, and ends it.
cat >"$root/run-tests" <<'END'
exec >/results 2>&1
run() { systemctl start "$1"; systemctl show -P Result -P ExecMainStatus "$1" | tr '\n' ' ' | sed "s/^/$2: /"; echo; }
# As long as the timer is there, systemd remembers how its service ended.
systemctl enable --now samplan.timer
systemctl show -P NextElapseUSecRealtime samplan.timer | sed 's/^/timer: /'
run samplan.service first
ls /var/lib/samplan/output/site/index.html
stat -c 'site %U %a' /var/lib/samplan/output/site /var/lib/samplan/output/site/index.html
find /var/lib/samplan/output/plans -mindepth 1 \( -type d ! -perm 700 -o -type f ! -perm 600 \) -printf 'open %p\n'
find /var/lib/samplan/output/plans -name '*.pdf' | head -1 | sed 's/.*/a paper/'
setpriv --reuid=nobody --regid=nogroup --clear-groups sh -c 'cat /var/lib/samplan/output/site/index.html >/dev/null && echo nobody reads the site; ls /var/lib/samplan/output/plans/* >/dev/null 2>&1 && echo nobody reads the plans'
run samplan.service second
printf 'version: 2\n' >/srv/samplan/plans/trasig.yaml
chgrp samplan /srv/samplan/plans/trasig.yaml
run samplan.service broken
journalctl -u samplan.service -o cat --no-pager | grep -o 'trasig.yaml:1' | head -1
sed -i 's,^SAMPLAN_ROOT=.*,SAMPLAN_ROOT=/finns/inte,' /etc/default/samplan
run samplan.service wrong
sed -i 's,^SAMPLAN_ROOT=.*,SAMPLAN_ROOT=/srv/samplan/policy,' /etc/default/samplan
rm /srv/samplan/plans/trasig.yaml
mv /srv/samplan/plans /srv/samplan/away
systemctl start samplan.service 2>/dev/null
systemctl show -P Result samplan.service | sed 's/^/plans away: /'
mv /srv/samplan/away /srv/samplan/plans
# Six starts within ten seconds are more than systemd allows by itself.
systemctl reset-failed samplan.service
run samplan.service again
if samplan --help | grep -q ' watch '; then
	systemctl start samplan-watch.service && sleep 5
	systemctl is-active samplan-watch.service | sed 's/^/watch: /'
	systemctl stop samplan-watch.service
	systemctl show -P Result samplan-watch.service | sed 's/^/watch stopped: /'
fi
run probe.service probe
cat /var/lib/samplan/probe
sh /probe /control
sed 's/^/unconfined, /' /control
END
cat >"$root/etc/systemd/system/run-tests.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/bin/sh /run-tests
ExecStopPost=/bin/systemctl poweroff --force --force
TimeoutStartSec=120
[Install]
WantedBy=multi-user.target
END
chroot "$root" systemctl enable run-tests.service >/dev/null 2>&1
timeout 180 systemd-nspawn -q -D "$root" --register=no --keep-unit -b </dev/null >"$work/said" 2>&1
[ -e "$root/results" ] || skip "no container can be booted here"
cp "$root/results" "$work/results"

has() { # NAME LINE, an extended pattern
	number=$((number + 1))
	if grep -qE "^$2\$" "$work/results"; then echo "ok $number - $1"; else
		echo "not ok $number - $1"
		[ -e "$work/shown" ] || sed 's/^/# /' "$work/results"
		: >"$work/shown"
	fi
}
lacks() { # NAME PATTERN
	number=$((number + 1))
	if grep -E "$2" "$work/results" >"$work/said"; then
		echo "not ok $number - $1"
		sed 's/^/# /' "$work/said"
	else echo "ok $number - $1"; fi
}
has "the service builds" 'first: success 0 *'
has "a site is there" '/var/lib/samplan/output/site/index.html'
has "its folder is open" 'site samplan 755'
has "its pages are open" 'site samplan 644'
has "anybody can read it" 'nobody reads the site'
if [ -d plans ]; then
	has "papers are there" 'a paper'
	lacks "no folder of a plan is open" '^open '
fi
lacks "nobody else can read a plan" 'nobody reads the plans'
has "a second time" 'second: success 0 *'
has "an error in a plan is no failure" 'broken: success 1 *'
has "the log names the file and the line" 'trasig.yaml:1'
has "a wrong setting is one" 'wrong: exit-code 2 *'
has "plans that are away are one" 'plans away: exit-code'
has "when they are back it builds" 'again: success 0 *'
has "the timer waits for the next morning" 'timer: .*(04|05):30:00.*'
if grep -q '^watch' "$work/results"; then
	has "the watching service runs" 'watch: active'
	has "and stops without a failure" 'watch stopped: success'
fi
for deed in 'write in /srv/samplan/plans' 'see /home' 'look into process 1' 'open a socket' \
	'give a file away' mount 'hold a capability' 'gain privileges'; do
	has "without confinement the probe could $deed" "unconfined, could $deed"
done
has "the probe ran" 'done'
lacks "and could do nothing" '^could '
echo "1..$number"
