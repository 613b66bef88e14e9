// SPDX-License-Identifier: EUPL-1.2
// Words that are explained where they stand. Without this script the meaning
// shows under the pointer and under the keyboard, and the word leads to the
// glossary. With it a touch or a click opens and closes the meaning in place.
(function () {
	'use strict';
	var terms = Array.prototype.slice.call(document.querySelectorAll('a.term'));

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

	terms.forEach(function (term) {
		var id = term.getAttribute('aria-describedby');
		if (!document.getElementById(id)) return;
		term.setAttribute('role', 'button');
		term.setAttribute('aria-expanded', 'false');
		term.setAttribute('aria-controls', id);
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
	});

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
