#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""many-plans.py SAMPLE FOLDER COUNT: copies of a plan with other people.

Names, words and numbers are unusual, and the same each time. Half of the names
are words that a page may use (Vilja, Ek), which only count with a capital inside
a sentence.
"""
import random
import re
import sys

sample, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
rng = random.Random(7)
text = open(sample, encoding="utf-8").read()
first = "bdfghjklmnprstvz"
vowels = "aeiouyåäö"
common = ["Ek", "Björk", "Vilja", "Sten", "Stig", "Lind", "Ask", "Frid", "Hjärta", "Sol"]


def word(syllables):
    return "".join(rng.choice(first) + rng.choice(vowels) for _ in range(syllables))


def name():
    return (word(3) + rng.choice("xqzw")).capitalize()


def sentence():
    return " ".join(word(rng.randint(2, 4)) for _ in range(rng.randint(5, 12))).capitalize() + "."


def phone():
    return "08-%03d %02d %02d" % (rng.randint(100, 999), rng.randint(0, 99), rng.randint(0, 99))


for i in range(1, count + 1):
    called = common[i % len(common)] if i % 2 else name()
    t = re.sub(r"(?m)^plan: .*", f"plan: X-{i}", text)
    t = re.sub(r"tilltalsnamn: .*", f"tilltalsnamn: {called}", t)
    t = re.sub(r"(\begna_ord: ).*", lambda m: m[1] + sentence(), t)
    t = re.sub(r"(?m)^(\s+önskemål: ).*", lambda m: m[1] + sentence(), t)
    t = re.sub(r"08-000 00 \d\d", lambda m: phone(), t)
    t = re.sub(r"[a-z.]+@example\.org", lambda m: word(4) + "@example.org", t)
    open(f"{folder}/X-{i}.yaml", "w", encoding="utf-8").write(t)
