#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The sample configurations of nginx and Apache, run on the loopback with a tree
# of output that holds things to hide: what is served, with which headers, and
# what never is. A server that is not installed is skipped.
set -u
cd "$(dirname "$0")/../.."
unpacked=$PWD/.build/nginx # generator/setup.sh
export PATH=$PATH:/usr/sbin:/sbin:$unpacked/usr/sbin
work=$(mktemp -d "${TMPDIR:-/tmp}/samplan-servers.XXXXXX")
number=0 pid=""
trap 'stop; rm -rf "$work"' EXIT

say() {
	number=$((number + 1))
	echo "$1 $number - $2"
}
check() { # NAME COMMAND...
	local name=$1
	shift
	if "$@"; then say ok "$name"; else
		say "not ok" "$name"
		sed 's/^/# /' "$work/head" "$work/error" 2>/dev/null | head -30
	fi
}
stop() {
	[ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; }
	pid=""
}

# An output folder with the site, what must not be seen, and a way out of it.
make_output() {
	local out=$work/output

	mkdir -p "$out/site/assets" "$out/site/planer" "$out/plans/P-1" "$out/report" \
		"$out/site/.git" "$out/site/lista" "$out/site/en/sida"
	{ echo '<!doctype html><title>å</title>'; seq 1 900; } >"$out/site/index.html"
	cp "$out/site/index.html" "$out/site/planer/index.html"
	cp "$out/site/index.html" "$out/site/en/sida/index.html"
	echo '<!doctype html><title>saknas</title>' >"$out/site/404.html"
	seq 1 900 >"$out/site/assets/site.css"
	printf 'wOF2' >"$out/site/assets/font.woff2"
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >"$out/site/assets/bild.svg"
	echo 'seq(1);' >"$out/site/assets/site.js"
	for secret in plans/P-1/min-plan.pdf plans/index.html report/index.html \
		.journal .lock site/.git/config site/.manifest; do
		echo hemligt >"$out/$secret"
	done
	ln -s ../plans/index.html "$out/site/lank.html"
	ln -s ../plans "$out/site/mapp"
	chmod -R a+rX "$work"
}

certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
		-keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
}

# The sample with other ports, folders and names; nothing else is changed.
adapt() { # FILE ROOT
	sed -e "s,/var/lib/samplan/output/site,$2,g" -e "s,/etc/ssl/samplan,$work,g" \
		-e "s,/var/log/[a-z0-9]*/,$work/,g" \
		-e 's,listen 80;,listen 127.0.0.1:18480;,' \
		-e 's,listen 443 ,listen 127.0.0.1:18443 ,' -e '/listen \[::\]/d' \
		-e 's,<VirtualHost \*:80>,<VirtualHost 127.0.0.1:18480>,' \
		-e 's,<VirtualHost \*:443>,<VirtualHost 127.0.0.1:18443>,' "$1"
}

start_nginx() { # ROOT
	local types=/etc/nginx/mime.types

	[ -f "$types" ] || types=$unpacked$types
	adapt generator/install/nginx.conf "$1" >"$work/site.conf"
	cat >"$work/nginx.conf" <<-END
		daemon off;
		pid $work/nginx.pid;
		error_log $work/error warn;
		events { worker_connections 64; }
		http {
			include $types;
			default_type application/octet-stream;
			client_body_temp_path $work/body;
			proxy_temp_path $work/proxy;
			fastcgi_temp_path $work/fastcgi;
			uwsgi_temp_path $work/uwsgi;
			scgi_temp_path $work/scgi;
			access_log $work/access.log;
			include $work/site.conf;
		}
	END
	nginx -t -c "$work/nginx.conf" -e "$work/error" >"$work/syntax" 2>&1 || return 1
	nginx -c "$work/nginx.conf" -e "$work/error" >/dev/null 2>&1 &
	pid=$!
}

start_apache() { # ROOT
	local modules=/usr/lib/apache2/modules name

	adapt generator/install/apache.conf "$1" >"$work/site.conf"
	{
		echo "ServerRoot $work"
		echo "ServerName localhost"
		echo "PidFile $work/apache.pid"
		echo "ErrorLog $work/error"
		echo "TypesConfig /etc/mime.types"
		echo "Listen 127.0.0.1:18480"
		echo "Listen 127.0.0.1:18443"
		for name in mpm_event authz_core authz_host dir mime alias headers filter \
			deflate brotli ssl socache_shmcb; do
			echo "LoadModule ${name}_module $modules/mod_$name.so"
		done
		echo 'User www-data'
		echo 'Group www-data'
		echo "Include $work/site.conf"
	} >"$work/apache.conf"
	grep -q mod_mime "$work/apache.conf" && [ -e /etc/mime.types ] ||
		sed -i "s,/etc/mime.types,$work/mime.types," "$work/apache.conf"
	printf 'text/html html\ntext/css css\ntext/javascript js\nimage/svg+xml svg\napplication/xml xml\n' \
		>"$work/mime.types"
	apache2 -t -f "$work/apache.conf" >"$work/syntax" 2>&1 || return 1
	apache2 -X -f "$work/apache.conf" >/dev/null 2>&1 &
	pid=$!
}

wait_for() {
	local i

	for i in $(seq 50); do
		curl -sko /dev/null https://127.0.0.1:18443/ && return 0
		sleep 0.1
	done
	return 1
}

# The answer's head in $work/head, its body in $work/body.txt, its status on
# stdout.
fetch() { # PATH [curl option...]
	local path=$1
	shift
	curl -sk --path-as-is -D "$work/head" -o "$work/body.txt" -w '%{http_code}' \
		-H 'Host: gemensamplan.example.org' "$@" "https://127.0.0.1:18443$path"
}
status() { # WANTED PATH [curl option...]
	local wanted=$1
	shift
	[ "$(fetch "$@")" = "$wanted" ]
}
header() { # NAME PATTERN, of the last answer, exactly once
	[ "$(grep -ciE "^$1: $2" "$work/head")" = 1 ]
}
hidden() { # PATH
	local got
	got=$(fetch "$1")
	case "$got" in 403|404|400) ;; *) return 1 ;; esac
	! grep -q hemligt "$work/body.txt"
}

answers() {
	local server=$1 path tag name

	check "$server: the home page" status 200 /
	check "$server: is text in UTF-8" header content-type 'text/html; ?charset=utf-8'
	check "$server: loads from itself only" \
		header content-security-policy "default-src 'self'; base-uri 'self'"
	check "$server: no sniffing" header x-content-type-options nosniff
	check "$server: says nothing to other sites" header referrer-policy no-referrer
	check "$server: stands in no frame" header x-frame-options DENY
	check "$server: only over TLS" header strict-transport-security max-age
	check "$server: a page is asked for again" header cache-control no-cache
	tag=$(sed -n 's/^[Ee][Tt]ag: //p' "$work/head" | tr -d '\r')
	check "$server: an unchanged page is not sent again" \
		status 304 / -H "If-None-Match: $tag"
	check "$server: a page goes compressed" status 200 / -H 'Accept-Encoding: gzip'
	check "$server: as gzip" header content-encoding gzip
	tag=$(sed -n 's/^[Ee][Tt]ag: //p' "$work/head" | tr -d '\r')
	check "$server: nor when it was compressed" \
		status 304 / -H 'Accept-Encoding: gzip' -H "If-None-Match: $tag"
	check "$server: a page in a folder" status 200 /en/sida/
	check "$server: the site's own pages on plans" status 200 /planer/
	check "$server: a folder without slash leads on" status 301 /en/sida
	check "$server: a style" status 200 /assets/site.css -H 'Accept-Encoding: gzip'
	check "$server: as gzip too" header content-encoding gzip
	check "$server: of its type" header content-type 'text/css'
	check "$server: a font" status 200 /assets/font.woff2
	check "$server: of its own type" header content-type 'font/woff2'
	check "$server: is kept for a day" header cache-control 'public, max-age=86400'
	check "$server: with the same headers" header content-security-policy "default-src 'self'"
	check "$server: a picture" status 200 /assets/bild.svg
	check "$server: is a picture" header content-type 'image/svg.xml'
	check "$server: a missing page" status 404 /finns/inte/
	check "$server: is told in the site's own words" grep -q saknas "$work/body.txt"
	check "$server: with the same headers as a page" header x-content-type-options nosniff
	check "$server: a folder is not listed" hidden /lista/
	for name in POST PUT DELETE TRACE; do
		case $(fetch / -X $name) in
		403|405) say ok "$server: no $name" ;;
		*) say "not ok" "$server: no $name" ;;
		esac
	done
	for path in /.git/config /.manifest /lank.html /mapp/index.html /../plans/index.html \
		/..%2fplans/index.html /assets/../../plans/index.html /%2e%2e/.journal; do
		check "$server: $path is not served" hidden "$path"
	done
	check "$server: plain HTTP leads to TLS" test "$(curl -so /dev/null -w '%{http_code}' \
		-H 'Host: gemensamplan.example.org' http://127.0.0.1:18480/)" = 301
}

# The guard for the day when somebody sets the folder above as the root.
wrong_root() {
	local server=$1 path

	for path in /plans/index.html /plans/P-1/min-plan.pdf /plans/ /plans /PLANS/index.html \
		/report/index.html /report/ /.journal /.lock /site/.git/config \
		/%70lans/index.html //plans/index.html /site/../plans/index.html; do
		check "$server, root too high: $path is not served" hidden "$path"
	done
}

serve() { # SERVER START
	local server=$1

	if ! "$2" "$work/output/site" || ! wait_for; then
		say "not ok" "$server takes the sample configuration"
		sed 's/^/# /' "$work/syntax" "$work/error" | head -20
		return
	fi
	say ok "$server takes the sample configuration"
	answers "$server"
	stop
	"$2" "$work/output" && wait_for && wrong_root "$server"
	stop
}

make_output
if ! command -v openssl >/dev/null || ! command -v curl >/dev/null; then
	echo "ok 1 - web servers # SKIP openssl or curl is not installed"
	exit 0
fi
certificate
chmod a+r "$work"/*.pem
if command -v nginx >/dev/null; then serve nginx start_nginx; else
	say ok "nginx # SKIP it is not installed"
fi
if command -v apache2 >/dev/null; then serve Apache start_apache; else
	say ok "Apache # SKIP it is not installed"
fi
echo "1..$number"
