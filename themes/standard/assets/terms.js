// SPDX-License-Identifier: EUPL-1.2
// Words that are explained where they stand. Without this script the meaning
// shows under the pointer and under the keyboard, and the word leads to the
// glossary. With it a touch or a click opens and closes the meaning in place.
(function () {
	'use strict';
	var terms = [];

	function set(term, open) {
		term.setAttribute('aria-expanded', open ? 'true' : 'false');
		term.classList.toggle('closed', !open);
		document.getElementById(term.getAttribute('aria-describedby')).classList.toggle('open', open);
	}

	function isOpen(term) {
		return term.getAttribute('aria-expanded') === 'true';
	}

	function closeOthers(term) {
		terms.forEach(function (other) {
			if (other !== term && isOpen(other)) set(other, false);
		});
	}

	function listen(term) {
		term.addEventListener('click', function (e) {
			// To the glossary in a new window, as the reader asked.
			if (e.ctrlKey || e.metaKey || e.shiftKey) return;
			e.preventDefault();
			closeOthers(term);
			set(term, !isOpen(term));
		});
		term.addEventListener('keydown', function (e) {
			if (e.key !== ' ') return;
			e.preventDefault();
			term.click();
		});
		// What Escape or a click closed shows again at the next visit.
		['mouseenter', 'focus'].forEach(function (kind) {
			term.addEventListener(kind, function () {
				if (!isOpen(term)) term.classList.remove('closed');
			});
		});
	}

	function wire() {
		terms = Array.prototype.filter.call(document.querySelectorAll('a.term'), function (term) {
			return document.getElementById(term.getAttribute('aria-describedby'));
		});
		terms.forEach(function (term) {
			term.setAttribute('aria-controls', term.getAttribute('aria-describedby'));
			if (term.getAttribute('role') === 'button') return;
			term.setAttribute('role', 'button');
			term.setAttribute('aria-expanded', 'false');
			listen(term);
		});
	}

	wire();
	// The preview exchanged a part of the page.
	document.addEventListener('samplan:page', wire);
	document.addEventListener('keydown', function (e) {
		if (e.key !== 'Escape') return;
		terms.forEach(function (term) {
			set(term, false);
		});
	});
	document.addEventListener('click', function (e) {
		if (!e.target.closest('.term, .term-text')) closeOthers(null);
	});
})();
