/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Search without a server. The index lies in scripts (assets/search/list.js
 * and 0.js, 1.js …) that call samplanSearch.list and samplanSearch.part, so
 * that it also works from a folder. It is fetched when somebody goes to the
 * search field. generator/compose/site_search.c writes it and says how.
 *
 * A word that is typed finds stems (samtycket: samtycke), beginnings (gen:
 * genomförandeplan), parts of compounds (stöd: boendestöd, and the other way
 * round), words that sound alike and words that are nearly it.
 */
(function () {
	"use strict";

	var topics = [];
	var terms = new Map(); /* stem -> [[topic, weight], ...] */
	var sorted = null; /* all stems */
	var sounds = null; /* stem -> how it sounds */
	var alike = null; /* how it sounds -> stems */
	var stop = new Set();
	var words = [];
	var pairs = [];
	var same = new Map(); /* stem -> stems of words that mean the same */
	var waiting = -1; /* parts still to come; -1: not asked for */

	/* ---- words ---- */

	/* As utf8_fold_ascii does it, in every script. */
	function fold(text) {
		return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
			.replace(/ß/g, "ss").replace(/ς/g, "σ");
	}

	function split(text) {
		return fold(text).split(/[^\p{L}\p{Nd}]+/u)
			.filter(function (w) { return w.length > 1; });
	}

	var ENDINGS = ("heterna hetens heten heter arnas ernas ornas andes " +
		"arens andet arna erna orna ande arne aste anden aren ades erns " +
		"ade are ern ens het ast ad en ar er or as es at a e").split(" ")
		.sort(function (a, b) { return b.length - a.length; });

	/* As stem.c does it: Snowball's rules, -et, and the rules once more. */
	function stem(word) {
		var short = snowball(word);

		if (short.length > 4 && short.endsWith("et"))
			short = short.slice(0, -2);
		short = snowball(short);
		/* A short stem keeps its -lig: hemlig is not hem. */
		if (short.length < 4 && word.slice(short.length).startsWith("lig"))
			return short + "lig";
		return short;
	}

	/* The Swedish stemmer of Snowball, on folded words. */
	function snowball(word) {
		var first = /[aeiouy][^aeiouy]/.exec(word);
		var start = first ? Math.max(first.index + 2, 3) : word.length;
		var i, tail;

		if (start >= word.length)
			return word;
		tail = word.slice(start);
		for (i = 0; i < ENDINGS.length; i++)
			if (tail.endsWith(ENDINGS[i]))
				break;
		if (i < ENDINGS.length)
			word = word.slice(0, -ENDINGS[i].length);
		else if (/[bcdfghjklmnoprtvy]s$/.test(word))
			word = word.slice(0, -1);
		tail = word.slice(start);
		if (/(?:dd|gd|nn|dt|gt|kt|tt)$/.test(tail))
			word = word.slice(0, -1);
		tail = word.slice(start);
		if (tail.endsWith("fullt"))
			return word.slice(0, -1);
		if (/(?:lig|els)$/.test(tail))
			return word.slice(0, -3);
		return tail.endsWith("ig") ? word.slice(0, -2) : word;
	}

	/* How a word sounds to somebody who spells as they speak. */
	function sound(word) {
		return word
			.replace(/sch|stj|skj|sj|ch|sk(?=[iey])|ti(?=on)|ssi(?=on)/g, "S")
			.replace(/tj|kj|^k(?=[iey])/g, "C")
			.replace(/^(?:hj|dj|gj|lj)|^g(?=[iey])/g, "j")
			.replace(/ck/g, "k").replace(/c(?=[iey])/g, "s")
			.replace(/[cq]/g, "k").replace(/x/g, "ks")
			.replace(/z/g, "s").replace(/hv|w/g, "v")
			.replace(/ph/g, "f").replace(/th|dt/g, "t")
			.replace(/gn|ngn/g, "Nn").replace(/ng/g, "N")
			.replace(/n(?=k)/g, "N").replace(/y/g, "i")
			.replace(/i(?:gt|g|t)$/, "i")
			.replace(/(.)\1+/g, "$1");
	}

	function vowel(c) {
		return "aeiou".indexOf(c) >= 0;
	}

	/*
	 * Letters to change, at most limit (more gives limit + 1). A vowel for
	 * another, two letters that change places and a lost h are half.
	 */
	function distance(a, b, limit) {
		var before = null, last = [], row, i, j, cost, least;

		if (Math.abs(a.length - b.length) > limit)
			return limit + 1;
		for (j = 0; j <= b.length; j++)
			last.push(j);
		for (i = 1; i <= a.length; i++) {
			row = [i];
			least = i;
			for (j = 1; j <= b.length; j++) {
				cost = a[i - 1] === b[j - 1] ? 0
					: vowel(a[i - 1]) && vowel(b[j - 1]) ? 0.5 : 1;
				row[j] = Math.min(last[j - 1] + cost,
					last[j] + 1, row[j - 1] + 1);
				if (before && a[i - 1] === b[j - 2] &&
				    a[i - 2] === b[j - 1])
					row[j] = Math.min(row[j], before[j - 2] + 0.5);
				least = Math.min(least, row[j]);
			}
			if (least > limit)
				return limit + 1;
			before = last;
			last = row;
		}
		return last[b.length];
	}

	/* ---- index ---- */

	function readTerms(text, base) {
		var previous = "";

		text.split(" ").forEach(function (entry) {
			var m = /^(.)([^A-Z]*)(.*)$/.exec(entry);
			var at = base - 1, postings, i, c;

			if (!m)
				return;
			previous = previous.slice(0, parseInt(m[1], 36)) + m[2];
			postings = terms.get(previous);
			if (!postings)
				terms.set(previous, postings = []);
			for (i = 0; i < m[3].length; i++) {
				c = m[3].charCodeAt(i);
				if (c === 90) {
					at += 25;
				} else if (c > 64) {
					at += c - 64;
					postings.push([at, 1]);
				} else {
					postings[postings.length - 1][1] = c - 48;
				}
			}
		});
	}

	function useful(words) {
		var some = words.filter(function (w) { return !stop.has(w); });

		return (some.length ? some : words).map(stem);
	}

	/* What a topic is called: its titles and the end of its address. */
	function namesOf(topic) {
		return [topic.p, topic.l, topic.e].filter(Boolean)
			.map(function (face) { return useful(split(face[0])); })
			.concat([useful(split(topic.a.replace(/.*\//, "")))])
			.filter(function (name) { return name.length; });
	}

	function ready() {
		return waiting === 0;
	}

	function finish() {
		sorted = Array.from(terms.keys());
		sounds = new Map();
		alike = new Map();
		sorted.forEach(function (t) {
			var s = sound(t);

			sounds.set(t, s);
			alike.set(s, (alike.get(s) || []).concat(t));
		});
		topics.forEach(function (t) {
			t.names = namesOf(t);
			t.titles = [t.p, t.l, t.e].filter(Boolean)
				.map(function (face) { return split(face[0]); });
		});
		pairs.forEach(function (pair) {
			var a = useful(split(pair[0])), b = useful(split(pair[1]));

			if (a.length !== 1 || b.length !== 1)
				return;
			same.set(a[0], (same.get(a[0]) || []).concat(b));
			same.set(b[0], (same.get(b[0]) || []).concat(a));
		});
		words.forEach(function (w) { w.stems = split(w[0]).map(stem).join(" "); });
	}

	/* ---- from words to stems of the index ---- */

	function offer(found, term, factor) {
		if (!(found.get(term) >= factor))
			found.set(term, factor);
	}

	/* Parts of a compound that nobody wrote: "mötesplan" is möte and plan. */
	function offerParts(found, word, factor) {
		var i, head, tail;

		for (i = 3; i <= word.length - 3; i++) {
			head = word.slice(0, i);
			tail = stem(word.slice(i));
			if (!terms.has(tail) || tail.length < 3)
				continue;
			if (!terms.has(stem(head)))
				head = head.replace(/[soeu]$/, "");
			if (head.length > 2 && terms.has(stem(head))) {
				offer(found, stem(head), factor);
				offer(found, tail, factor);
			}
		}
	}

	/*
	 * The longest beginning and the longest end that are known, of a word
	 * that nobody wrote: "kostnadsfördelning" is about kostnad.
	 */
	function offerPieces(found, word) {
		var i, piece, s;

		for (i = word.length - 3; i >= 4; i--) {
			piece = word.slice(0, i);
			s = stem(piece);
			if (!terms.has(s))
				s = stem(piece.replace(/[soeu]$/, ""));
			if (s.length > 2 && terms.has(s)) {
				offer(found, s, 0.35 + 0.4 * i / word.length);
				break;
			}
		}
		for (i = 3; i <= word.length - 4; i++) {
			s = stem(word.slice(i));
			if (s.length > 3 && terms.has(s)) {
				offer(found, s, 0.35 + 0.4 * (1 - i / word.length));
				break;
			}
		}
	}

	function offerAlike(found, word, s) {
		var mine = sound(s);
		var limit = mine.length > 7 ? 2 : mine.length > 4 ? 1.5 :
			mine.length > 3 ? 1 : 0.5;

		sorted.forEach(function (term) {
			var theirs = sounds.get(term), d;

			d = distance(mine, theirs, limit);
			if (d <= limit)
				offer(found, term, 0.75 - 0.2 * d);
			else if (mine.length > 4 && theirs.length > mine.length + 1 &&
			    distance(mine, theirs.slice(0, mine.length), 1) <= 1)
				offer(found, term, 0.35);
			else if (mine.length > 4 && theirs.length > mine.length + 2 &&
			    distance(mine, theirs.slice(-mine.length), 1) <= 1)
				offer(found, term, 0.3);
		});
	}

	/* stem of the index -> how well it answers the word, 0..1 */
	function candidates(word) {
		var found = new Map(), typed = stem(word);
		var heard = alike.get(sound(typed)) || [];
		var s = terms.has(typed) || !heard.length ? typed : heard[0];

		if (terms.has(typed))
			offer(found, typed, 1);
		(same.get(typed) || []).forEach(function (term) {
			if (terms.has(term))
				offer(found, term, 0.7);
		});
		sorted.forEach(function (term) {
			if (term.length <= s.length || s.length < 2)
				return;
			if (term.startsWith(s) || term.startsWith(word))
				offer(found, term, 0.45 + 0.35 * s.length / term.length);
			else if (s.length > 2 && term.endsWith(s))
				offer(found, term, 0.7);
			else if (s.length > 4 && term.indexOf(s) > 0)
				offer(found, term, 0.3);
		});
		heard.forEach(function (term) {
			offer(found, term, terms.has(typed) ? 0.85 : 0.9);
		});
		if (!terms.has(typed) || typed.length > 8)
			offerParts(found, word, terms.has(typed) ? 0.3 : 0.5);
		if (!terms.has(typed) && typed.length > 2)
			offerAlike(found, word, typed);
		if (!terms.has(typed) && word.length > 6)
			offerPieces(found, word);
		return found;
	}

	/* ---- topics ---- */

	var VALUES = [0, 1, 1.6, 2.2, 2.8, 3.4, 4, 4.6, 5.2, 6];

	function score(found, scores) {
		var best = new Map();

		found.forEach(function (factor, term) {
			var postings = terms.get(term);
			var rare = Math.min(3,
				Math.log(1 + topics.length / postings.length));

			postings.forEach(function (p) {
				var value = factor * factor * rare * VALUES[p[1]];

				if (!(best.get(p[0]) >= value))
					best.set(p[0], value);
			});
		});
		best.forEach(function (value, topic) {
			var sum = scores.get(topic) || { value: 0, words: 0 };

			sum.value += value;
			sum.words++;
			scores.set(topic, sum);
		});
	}

	/* 0..1: how much of a name of the topic the query says. */
	function named(topic, all) {
		return topic.names.reduce(function (most, name) {
			var sum = name.reduce(function (n, s) {
				return n + all.reduce(function (best, found) {
					return Math.max(best, found.get(s) || 0);
				}, 0);
			}, 0);

			return Math.max(most, sum / Math.max(name.length, all.length));
		}, 0);
	}

	/* 0..1: how much of the query, little words too, a title says as it is. */
	function titled(topic, query) {
		var typed = split(query);

		return topic.titles.reduce(function (most, title) {
			return Math.max(most, typed.filter(function (w) {
				return title.indexOf(w) >= 0;
			}).length / typed.length);
		}, 0);
	}

	/* The words of a query that say something; all of them if none does. */
	function meaning(query) {
		var all = split(query);
		var some = all.filter(function (w) { return !stop.has(w); });

		return some.length ? some : all;
	}

	function candidatesOf(list) {
		return list.map(function (word, i) {
			var found = candidates(word);
			var pairs = [(list[i - 1] || "") + word,
				word + (list[i + 1] || "")];

			pairs.forEach(function (pair) {
				if (pair !== word && terms.has(stem(pair)))
					offer(found, stem(pair), 1);
			});
			return found;
		});
	}

	var FACES = { plain: "p", easy: "l", english: "e" };

	/* [{topic, level}] with the best first; level is "p", "l" or "e". */
	function find(query, variant) {
		var list = meaning(query), scores = new Map(), found = [];
		var own = FACES[variant] || "p";
		var all = candidatesOf(list);

		all.forEach(function (c) { score(c, scores); });
		scores.forEach(function (sum, at) {
			var topic = topics[at];
			var level = topic[own] ? own
				: topic.p ? "p" : topic.l ? "l" : "e";
			var share = sum.words / list.length;

			found.push({ topic: topic, level: level,
				value: sum.value * share * share *
				    (1 + 2 * named(topic, all)) *
				    (1 + 0.5 * titled(topic, query)) *
				    (level === own ? 1 : 0.7) });
		});
		found.sort(function (a, b) {
			return b.value - a.value ||
			    (a.topic.a < b.topic.a ? -1 : 1);
		});
		return found.filter(function (f) {
			return f.value > found[0].value * 0.04;
		});
	}

	/* The glossary's word that the query is, or null. */
	function meaningOf(query) {
		var s = split(query).map(stem).join(" ");

		return words.find(function (w) { return w.stems === s; }) || null;
	}

	function pathOf(f) {
		var folder = f.level === "l" ? "lattlast/" : f.level === "e" ? "en/" : "";

		if (f.level === "p" && f.topic.u)
			return f.topic.u;
		return folder + f.topic.a + (f.topic.a ? "/" : "") + "index.html";
	}

	/* ---- what the parts call ---- */

	window.samplanSearch = {
		list: function (data) {
			stop = new Set(data.stop.split(" "));
			words = data.words;
			pairs = data.same;
			waiting = data.parts;
			if (typeof samplanSearch.next === "function")
				samplanSearch.next(data.parts);
		},
		part: function (number, data) {
			readTerms(data.terms, topics.length);
			topics = topics.concat(data.topics);
			waiting--;
			if (ready())
				finish();
			if (ready() && typeof samplanSearch.done === "function")
				samplanSearch.done();
		},
		find: find,
		path: pathOf,
		stem: stem,
		word: meaningOf
	};

	/* ---- the page ---- */

	function load(up) {
		function add(name) {
			var script = document.createElement("script");

			script.src = up + "assets/search/" + name + ".js";
			document.head.appendChild(script);
		}

		samplanSearch.next = function (parts) {
			for (var i = 0; i < parts; i++)
				add(i);
		};
		add("list");
	}

	function element(name, className, text) {
		var e = document.createElement(name);

		if (className)
			e.className = className;
		if (text)
			e.textContent = text;
		return e;
	}

	/* One field and the list under it. */
	function Field(form) {
		this.form = form;
		this.input = form.querySelector("input");
		this.texts = form.dataset;
		this.most = form.dataset.most ? Number(form.dataset.most) : 7;
		this.timer = 0; /* waits for the next letter */
		this.panel = element("div", "search-panel");
		this.status = element("p", "search-status");
		this.status.setAttribute("role", "status");
		this.answer = element("p", "search-word");
		this.answer.hidden = true;
		this.list = element("ol", "search-results");
		this.list.hidden = true;
		this.all = element("a", "search-all", this.texts.all);
		this.all.hidden = true;
		this.panel.append(this.status, this.answer, this.list, this.all);
		form.append(this.panel);
	}

	Field.prototype.open = function (open) {
		this.form.classList.toggle("search-open", open);
		if (!open) {
			this.list.hidden = this.answer.hidden = this.all.hidden = true;
			this.status.textContent = "";
		}
	};

	Field.prototype.item = function (f) {
		var face = f.topic[f.level];
		var item = element("li", "search-result");
		var link = element("a", "search-title", face[0]);
		var own = FACES[this.texts.variant];
		var labels = { p: this.texts.plain, l: this.texts.easy,
			e: this.texts.english };

		link.href = this.texts.up + pathOf(f);
		if (f.level === "e")
			link.lang = "en";
		item.append(link);
		if (f.level !== own)
			item.append(" ", element("span", "search-level",
				"(" + labels[f.level] + ")"));
		if (face[1])
			item.append(element("p", "search-summary", face[1]));
		return item;
	};

	Field.prototype.show = function () {
		var query = this.input.value.trim();
		var found, word, count;

		clearTimeout(this.timer);
		this.timer = 0;
		if (!ready())
			return;
		if (split(query).length === 0) {
			this.open(false);
			return;
		}
		found = find(query, this.texts.variant);
		word = meaningOf(query);
		count = found.length;
		this.answer.hidden = !word;
		this.answer.textContent = "";
		if (word)
			this.answer.append(element("strong", "", word[0]), ": ", word[1]);
		this.list.replaceChildren.apply(this.list,
			found.slice(0, this.most).map(this.item, this));
		this.list.hidden = count === 0;
		this.all.hidden = count <= this.most;
		this.all.href = this.form.action + "?q=" + encodeURIComponent(query);
		this.status.textContent = count === 0 ? this.texts.none
			: count === 1 ? this.texts.one
			: this.texts.found.replace("{antal}", count);
		this.form.classList.add("search-open");
	};

	Field.prototype.links = function () {
		return Array.from(this.panel.querySelectorAll("a"))
			.filter(function (a) { return !a.hidden; });
	};

	/* Arrows go from the field into the list and back. */
	Field.prototype.key = function (event) {
		var step = event.key === "ArrowDown" ? 1
			: event.key === "ArrowUp" ? -1 : 0;
		var links, at;

		/* Else the list is made anew under the focus. */
		if (step && this.timer)
			this.show();
		links = this.links();
		at = links.indexOf(document.activeElement);

		if (event.key === "Escape" && this.form.classList
		    .contains("search-open") && !this.stays) {
			this.input.focus();
			this.open(false);
			event.preventDefault();
			return;
		}
		if (!step || links.length === 0 || at + step >= links.length)
			return;
		event.preventDefault();
		if (at + step < 0)
			this.input.focus();
		else
			links[at + step].focus();
	};

	Field.prototype.listen = function () {
		var field = this;

		this.input.addEventListener("focus", start);
		this.input.addEventListener("input", function () {
			clearTimeout(field.timer);
			field.timer = setTimeout(function () { field.show(); },
				150);
		});
		this.form.addEventListener("keydown",
			function (event) { field.key(event); });
		this.form.addEventListener("focusout", function (event) {
			if (!field.stays && !field.form.contains(event.relatedTarget))
				field.open(false);
		});
	};

	var fields = [];

	function start() {
		if (waiting === -1 && fields.length) {
			waiting = -2;
			load(fields[0].texts.up);
		}
	}

	samplanSearch.done = function () {
		fields.forEach(function (f) { f.show(); });
	};

	function begin() {
		var query = new URLSearchParams(location.search).get("q");

		document.querySelectorAll("form.search").forEach(function (form) {
			var field = new Field(form);

			field.stays = form.classList.contains("search-here");
			field.listen();
			fields.push(field);
			if (field.stays && query) {
				field.input.value = query;
				start();
			}
			if (field.stays)
				form.addEventListener("submit", function (event) {
					event.preventDefault();
					start();
					field.show();
				});
			if (document.activeElement === field.input)
				start();
		});
	}

	if (typeof document !== "undefined")
		begin();
})();
