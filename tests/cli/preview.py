#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""preview.py PORT FILE: asks the preview what a browser would not. Lines of TAP.

FILE is a page of the content, which is changed to see who is told.
"""
import socket
import sys
import time

port, page = int(sys.argv[1]), sys.argv[2]
host = b"Host: 127.0.0.1:%d\r\n" % port
number = 0


def ok(good, name, said=b""):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    if not good:
        print(f"  {said[:300]!r}")


def connect():
    s = socket.create_connection(("127.0.0.1", port), timeout=20)
    s.settimeout(20)
    return s


def ask(path, more=b"", method=b"GET", line=None):
    """What comes back on a connection of its own; an error's name when nothing does."""
    with connect() as s:
        out = b""
        try:
            s.sendall((line or method + b" " + path + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n") + more + b"\r\n")
            while len(out) < 1 << 22:
                got = s.recv(65536)
                if not got:
                    break
                out += got
        except OSError as e:
            out += repr(e).encode()
        return out


def status(said):
    return int(said[9:12]) if said[:7] == b"HTTP/1." else 0


home = ask(b"/")
ok(status(home) == 200, "the home page is served", home)
about = ask(b"/om/")
ways = [b"/../plans/index.html", b"/%2e%2e/plans/index.html", b"/%2e%2e%2fplans%2findex.html", b"/..%5cplans%5cindex.html",
        b"/%252e%252e/plans/index.html", b"/%c0%ae%c0%ae/plans/index.html", b"//plans/index.html", b"/om/../../plans/index.html",
        b"/om/%2e%2e/%2e%2e/plans/index.html", b"/.manifest", b"/%2emanifest", b"/..;/plans/index.html", b"http://127.0.0.1/../plans/",
        b"/proc/self/environ", b"*", b"om/", b"/" + b"a/" * 4000 + b"..", b"/" + b"%2e%2e/" * 30 + b"etc/passwd",
        b"/om/%00index.html", b"/om/index.html%00.png", b"/%00", b"/om/\xff\xfe"]
for way in ways:
    said = ask(way)
    ok(status(said) in (400, 404) and b"P-2026-" not in said, f"{way[:40].decode('latin1')} leads nowhere", said)
for part in [b"-0", b"5-2", b"18446744073709551615-", b"0-18446744073709551615", b"-18446744073709551616", b"99999999999999999999999-",
             b"0-,0-,0-", b",".join([b"0-"] * 500), b"a-b", b" 0-8", b"--5", b"9223372036854775807-9223372036854775808"]:
    said = ask(b"/", b"Range: bytes=" + part + b"\r\n")
    ok(status(said) == 200 and said.endswith(home[-200:]), f"the part {part[:24].decode()} is no part: all of it comes", said)
said = ask(b"/", b"Range: bytes=99999999-\r\n")
ok(status(said) == 416, "a part behind the end is told", said)
for method in [b"POST", b"PUT", b"DELETE", b"TRACE", b"CONNECT", b"X" * 3000]:
    ok(status(ask(b"/", method=method)) == 405, f"{method[:8].decode()} is not for this server")
ok(status(ask(b"/", b"X: " + b"a" * 100000 + b"\r\n")) in (413, 431), "a header of 100,000 bytes is refused")
ok(status(ask(b"/", b"".join(b"X%d: a\r\n" % i for i in range(20000)))) in (413, 431), "so are 20,000 headers")
ok(status(ask(b"", line=b"GET / HTTP/1.1\r\n")) in (400, 421), "a request without a host is refused")
ok(status(ask(b"", line=b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example.org\r\nConnection: close\r\n")) == 421, "so is a host that begins like ours")

# Pages that were opened and left again, more than may be open at once.
for i in range(150):
    with connect() as s:
        s.sendall(b"GET /.samplan/events HTTP/1.1\r\n" + host + b"\r\n")
        s.recv(200)
listener = connect()
listener.sendall(b"GET /.samplan/events HTTP/1.1\r\n" + host + b"\r\n")
first = listener.recv(4096)
ok(status(first) == 200, "after 150 pages that were left the next one can listen", first)
with open(page, "a", encoding="utf-8") as f:
    f.write("\nEn rad till.\n")
heard, begin = b"", time.time()
try:
    while b"event: " not in heard and time.time() - begin < 20:
        heard += listener.recv(4096)
except OSError as e:
    heard += repr(e).encode()
ok(b"event: " in heard, "and is told of a change", heard)
listener.close()

# Connections that say nothing, or half of a request, more than are taken.
for begun in [b"", b"GET / HTTP/1.1\r\nX: "]:
    idle = []
    for i in range(300):
        idle.append(connect())
        idle[-1].sendall(begun)
    begin = time.time()
    said = ask(b"/om/")
    ok(status(said) == 200 and time.time() - begin < 20, f"beside 300 connections with {len(begun)} bytes a page is served", said)
    for s in idle:
        s.close()
    time.sleep(0.5)
    said = ask(b"/om/")
    ok(status(said) == 200, "and when they are gone", said)
