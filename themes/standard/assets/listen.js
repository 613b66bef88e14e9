// SPDX-License-Identifier: EUPL-1.2
// Reads the text of the page aloud, sentence by sentence, with a voice of the
// reader's own system in the language of the page, and marks the sentence that
// is read. The button stays hidden where there is no such voice.
(function () {
	'use strict';
	var button = document.querySelector('.listen');
	var article = document.querySelector('.article');
	var synth = window.speechSynthesis;
	if (!button || !article || !synth || !window.SpeechSynthesisUtterance) return;

	var language = (document.documentElement.lang || 'sv').slice(0, 2);
	var skipped = '[hidden], .term-text, .print-only, .page-facts, .footnote-ref, .footnote-back, ' +
		'.turn, [aria-hidden="true"], script, style, svg, input, .tools, .letters';
	var blocks = /^(P|LI|H[1-6]|TD|TH|DT|DD|DIV|SECTION|UL|OL|DL|TABLE|THEAD|TBODY|TR|BLOCKQUOTE|PRE|NAV|ARTICLE|ASIDE|LABEL|HR|BR)$/;
	var start = button.textContent;
	var sentences = [];
	var at = -1;
	var voice = null;
	var marked = null;

	function findVoice() {
		var voices = synth.getVoices().filter(function (v) {
			return v.lang.slice(0, 2).toLowerCase() === language;
		});
		// A voice of the machine itself: the text stays here.
		voice = voices.filter(function (v) { return v.localService; })[0] || null;
		button.hidden = !voice;
	}

	// The pieces of text of one block, and the sentences in them.
	function split(pieces) {
		var text = pieces.map(function (p) { return p.data; }).join('');
		if (!text.trim()) return;
		if (window.Intl && Intl.Segmenter) {
			var segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
			Array.from(segments).forEach(function (s) {
				add(pieces, s.index, s.index + s.segment.length, s.segment);
			});
			return;
		}
		var rule = /[^.!?]+[.!?]*\s*/g;
		for (var m = rule.exec(text); m; m = rule.exec(text)) add(pieces, m.index, rule.lastIndex, m[0]);
	}

	function add(pieces, from, to, text) {
		var lead = text.length - text.trimStart().length;
		var end = from + text.trimEnd().length;
		if (end <= from + lead) return;
		var range = document.createRange();
		place(pieces, from + lead, function (node, offset) { range.setStart(node, offset); });
		place(pieces, end, function (node, offset) { range.setEnd(node, offset); });
		sentences.push({ text: text.trim().replace(/\s+/g, ' '), range: range });
	}

	function place(pieces, offset, put) {
		for (var i = 0; i < pieces.length; i++) {
			if (offset <= pieces[i].data.length) {
				put(pieces[i], offset);
				return;
			}
			offset -= pieces[i].data.length;
		}
	}

	function collect() {
		var pieces = [];
		function flush() {
			split(pieces);
			pieces = [];
		}
		function walk(node) {
			if (node.nodeType === Node.TEXT_NODE) {
				pieces.push(node);
				return;
			}
			if (node.nodeType !== Node.ELEMENT_NODE || node.matches(skipped)) return;
			var block = blocks.test(node.tagName);
			if (block) flush();
			node.childNodes.forEach(walk);
			if (block) flush();
		}
		sentences = [];
		walk(article);
		flush();
	}

	function mark(range) {
		var block = range && (range.startContainer.parentElement.closest('p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, label') ||
			range.startContainer.parentElement);
		if (window.Highlight && CSS.highlights) {
			CSS.highlights.delete('spoken');
			if (range) CSS.highlights.set('spoken', new Highlight(range));
		} else {
			if (marked) marked.classList.remove('spoken');
			if (block) block.classList.add('spoken');
			marked = block;
		}
		if (!block) return;
		var box = range.getBoundingClientRect();
		if (box.top < 0 || box.bottom > window.innerHeight) block.scrollIntoView({ block: 'center' });
	}

	function stop() {
		at = -1;
		synth.cancel();
		mark(null);
		button.textContent = start;
	}

	function speak(n) {
		if (n >= sentences.length) {
			stop();
			return;
		}
		var utterance = new SpeechSynthesisUtterance(sentences[n].text);
		at = n;
		utterance.voice = voice;
		utterance.lang = voice.lang;
		utterance.rate = document.body.classList.contains('easy') ? 0.9 : 1;
		utterance.onend = function () {
			if (at === n) speak(n + 1);
		};
		utterance.onerror = function () {
			if (at === n) stop();
		};
		mark(sentences[n].range);
		synth.speak(utterance);
	}

	button.addEventListener('click', function () {
		if (at >= 0) {
			stop();
			return;
		}
		synth.cancel();
		collect();
		button.textContent = button.dataset.stop;
		speak(0);
	});
	document.addEventListener('keydown', function (e) {
		if (e.key === 'Escape' && at >= 0) stop();
	});
	window.addEventListener('pagehide', function () {
		synth.cancel();
	});
	if (synth.addEventListener) synth.addEventListener('voiceschanged', findVoice);
	else synth.onvoiceschanged = findVoice;
	findVoice();
})();
