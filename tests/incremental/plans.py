#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""plans.py [--full]: whatever was done to plans, theme, policy, output or what is
kept between runs, the next build says and makes what a clean build does, byte
for byte, with any number of processes; and nothing that was removed is left in
either tree. Random edits from a fixed seed; SEED, FIRST and SEQUENCES choose others.
"""
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

here = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
samplan = os.environ.get("SAMPLAN", here + "/.build/samplan")
full = "--full" in sys.argv
sequences = int(os.environ.get("SEQUENCES", 500 if full else 16))
seed = int(os.environ.get("SEED", 1))
work = tempfile.mkdtemp()
samples = sorted(os.listdir(here + "/plans"))
ONCE = re.compile(r"\[B1[01]\]$")  # said when documents go, by who saw them go


class World:
    def __init__(self, rng, number):
        self.rng = rng
        self.root = f"{work}/root{number}"
        self.clean = f"{work}/clean{number}"
        os.mkdir(self.root)
        for name in ("content", "themes"):
            shutil.copytree(f"{here}/{name}", f"{self.root}/{name}")
        os.mkdir(self.root + "/plans")
        for name in rng.sample(samples, 4):
            shutil.copy(f"{here}/plans/{name}", self.root + "/plans/")
        self.date = "2026-11-21"
        self.extra = []
        self.language = "en"
        self.log = []

    def plans(self):
        return sorted(os.listdir(self.root + "/plans"))

    def some_plan(self):
        names = self.plans()
        return self.root + "/plans/" + self.rng.choice(names) if names else None

    def change(self, path, pattern, with_):
        if not path or not os.path.isfile(path):
            return
        text = open(path, encoding="utf-8", errors="surrogateescape").read()
        new = re.sub(pattern, with_, text, count=1, flags=re.M)
        st = os.stat(path)
        open(path, "w", encoding="utf-8", errors="surrogateescape").write(new)
        if self.rng.random() < 0.3:  # an editor that keeps the time
            os.utime(path, ns=(st.st_atime_ns, st.st_mtime_ns))

    # --- edits ---
    def name(self):
        self.change(self.some_plan(), r"tilltalsnamn: .*", f"tilltalsnamn: Namn{self.rng.randrange(9)}")

    def same_length(self):
        self.change(self.some_plan(), r"tilltalsnamn: (.)", lambda m: "tilltalsnamn: " + self.rng.choice("ABCDEFG"))

    def break_it(self):
        self.change(self.some_plan(), r"^steg: .*", self.rng.choice(["steg: [", "steg: nånting", "steg: plan", "steg: samtycke"]))

    def plan_id(self):
        names = [n.rsplit(".", 1)[0] for n in samples[:3]]
        one = self.rng.choice(names + [n.lower() for n in names] + ["X-1"])
        self.change(self.some_plan(), r"^plan: .*", f"plan: {one}")

    def withdraw(self):
        self.change(self.some_plan(), r"^samtycke:.*", "samtycke:\n  återkallat: 2026-11-20")

    def mend(self):
        name = self.rng.choice(samples)
        shutil.copy(f"{here}/plans/{name}", self.root + "/plans/")

    def copy_plan(self):
        path = self.some_plan()
        if path and os.path.isfile(path):
            to = f"{self.root}/plans/{self.rng.choice('ABCZ')}.yaml"
            if to != path:
                shutil.copy(path, to)

    def remove(self):
        path = self.some_plan()
        if path:
            os.remove(path)

    def rename(self):
        path = self.some_plan()
        # A link out in the place of a plan keeps what the plan had, on purpose.
        if path and not os.path.islink(path):
            os.rename(path, f"{self.root}/plans/{self.rng.choice(['a', 'Q-1', 'P-2026-0101', 'ö'])}.yaml")

    def link(self):
        path = self.some_plan()
        to = f"{self.root}/plans/länk.yaml"
        if path and not os.path.lexists(to):
            os.symlink(self.rng.choice([os.path.basename(path), "../../outside.yaml"]), to)

    def touch(self):
        path = self.some_plan()
        if path and os.path.isfile(path):
            os.utime(path, (self.rng.randrange(10**9), self.rng.randrange(2 * 10**9)))

    def junk(self):
        open(f"{self.root}/plans/junk.yaml", "wb").write(self.rng.choice([b"", b"\xff\xfe", b"a: [", b"x" * 300000]))

    def day(self):
        self.date = self.rng.choice(["2026-11-21", "2026-11-22", "2027-03-01", "2030-01-01"])

    def options(self):
        self.extra = self.rng.choice([[], ["--fhir"], ["--older-than", "1y"]])

    def speak(self):
        self.language = self.rng.choice(["en", "sv"])

    def theme(self):
        self.change(self.root + "/themes/standard/templates/overview.mustache", r"<h1>.*</h1>", f"<h1>Planer {self.rng.randrange(5)}</h1>")

    def colour(self):
        self.change(self.root + "/themes/standard/theme.yaml", r"#0[0-9a-f]{5}", "#0%05x" % self.rng.randrange(0x40000))

    def policy(self):
        self.change(self.root + "/content/policy/2026-11/revision.yaml", r"^in_force: .*", f"in_force: {self.rng.choice(['2026-11-16', '2026-11-22', '2026-10-01'])}")

    def address(self):
        self.change(self.root + "/content/site.yaml", r"^base_url: .*", f"base_url: https://{self.rng.choice('abc')}.example.org/")

    # --- harm ---
    def some_output(self, tree):
        found = [os.path.join(d, f) for d, _, files in os.walk(f"{self.root}/output/{tree}") for f in files]
        return self.rng.choice(sorted(found)) if found else None

    def harm_document(self):
        path = self.some_output("plans")
        if path and self.rng.random() < 0.5:
            os.remove(path)
        elif path:
            open(path, "wb").write(self.rng.choice([b"", b"harm"]))

    def harm_spare(self):
        path = self.some_output(".plans.next")
        if path and self.rng.random() < 0.5:
            os.remove(path)
        elif path:
            open(path, "wb").write(b"harm")

    def harm_folder(self):
        folders = [d.path for d in os.scandir(self.root + "/output/plans") if d.is_dir()]
        if folders:
            shutil.rmtree(self.rng.choice(sorted(folders)))

    def harm_kept(self):
        path = self.some_output(".cache/plans")
        what = self.rng.randrange(4)
        if what == 0:
            shutil.rmtree(self.root + "/output/.cache", ignore_errors=True)
        elif path and what == 1:
            os.remove(path)
        elif path:
            data = bytearray(open(path, "rb").read())
            for _ in range(3):
                if data:
                    data[self.rng.randrange(len(data))] ^= 1 << self.rng.randrange(8)
            open(path, "wb").write(data[: len(data) if what == 2 else len(data) // 2])

    def kill(self):
        p = self.start(["--output", self.root + "/output"])
        try:
            p.wait(timeout=self.rng.random() * 0.2)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()

    # --- building ---
    def start(self, more):
        env = dict(os.environ, LC_ALL={"en": "C", "sv": "sv_SE.UTF-8"}[self.language])
        return subprocess.Popen(
            [samplan, "build", "--plans", "--root", self.root, "--date", self.date, *self.extra, *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)

    def build(self, output, jobs):
        while True:
            p = self.start(["--output", output, "--jobs", str(jobs)])
            out, err = p.communicate()
            if b"[B03]" not in err:
                return p.returncode, out.decode(), err.decode()

    def edits(self):
        return [self.name] * 4 + [self.same_length] * 2 + [
            self.break_it, self.plan_id, self.plan_id, self.withdraw, self.mend, self.mend, self.copy_plan, self.remove,
            self.rename, self.link, self.touch, self.junk, self.day, self.options, self.speak, self.theme, self.colour,
            self.policy, self.address, self.harm_document, self.harm_document, self.harm_spare, self.harm_spare,
            self.harm_folder, self.harm_kept, self.harm_kept, self.kill]


def picture(folder):
    found = {}
    for d, _, files in os.walk(folder):
        for f in files:
            path = os.path.join(d, f)
            found[os.path.relpath(path, folder)] = (oct(os.stat(path).st_mode), hashlib.sha256(open(path, "rb").read()).hexdigest())
    return found


def said(err):
    """Findings by their first lines, but for what is said once."""
    blocks, keep = [], True
    for line in err.splitlines():
        if not line.startswith(" "):
            keep = not ONCE.search(line)
        if keep:
            blocks.append(line)
    return blocks


def documents(pic):
    return {p for p in pic if not os.path.basename(p).startswith(".manifest")}


def step(w):
    for edit in w.rng.sample(w.edits(), w.rng.choice([1, 1, 1, 2, 4])):
        w.log.append(edit.__name__)
        edit()
    status, out, err = w.build(w.root + "/output", w.rng.choice([1, 2, 3]))
    shutil.rmtree(w.clean, ignore_errors=True)
    status2, out2, err2 = w.build(w.clean, 2)
    now, wanted = picture(w.root + "/output/plans"), picture(w.clean + "/plans")
    wrong = sorted(p for p in now.keys() | wanted.keys() if now.get(p) != wanted.get(p))
    if wrong:
        return "the output differs: " + ", ".join(wrong[:5])
    if said(err) != said(err2):
        return "other findings:\n" + "\n".join(sorted(set(said(err)) ^ set(said(err2)))[:10])
    if status != status2:
        return f"status {status}, clean {status2}"
    left = documents(picture(w.root + "/output/.plans.next")) - documents(now)
    if left:
        return "left in the spare: " + ", ".join(sorted(left)[:5])
    counts = [re.findall(r"\d+ (?:plan|document|error|warning)", o) for o in (out, out2)]
    if counts[0][:2] != counts[1][:2]:
        return f"other counts: {counts}"
    return None


def main():
    failed = 0
    open(work + "/outside.yaml", "w").write("plan: X\n")
    first = int(os.environ.get("FIRST", 0))
    for number in range(first, first + sequences):
        rng = random.Random(seed * 100000 + number)
        w = World(rng, number)
        w.build(w.root + "/output", 2)
        for _ in range(rng.randrange(3, 8)):
            w.log.append("|")
            wrong = step(w)
            if wrong:
                failed += 1
                print(f"# seed {seed} sequence {number}: {wrong}\n# after {' '.join(w.log)}")
                break
        shutil.rmtree(w.root, ignore_errors=True)
        shutil.rmtree(w.clean, ignore_errors=True)
    print(f"{'not ok' if failed else 'ok'} 1 - {sequences} sequences of edits to plans: as a clean build, byte for byte")
    print("1..1")
    shutil.rmtree(work, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
