// SPDX-License-Identifier: EUPL-1.2
// The reader's own settings: size and space of the text, colours. They stay in
// this browser and go nowhere else. Without this script the page follows the
// settings of the reader's system.
(function () {
	'use strict';
	var key = 'samplan-settings';
	var allowed = { size: ['2', '3'], spacing: ['2'], theme: ['light', 'dark', 'high'] };
	var root = document.documentElement;

	function read() {
		try {
			return JSON.parse(localStorage.getItem(key)) || {};
		} catch (e) {
			return {}; // private windows, or something else under our key
		}
	}

	function write(values) {
		try {
			localStorage.setItem(key, JSON.stringify(values));
		} catch (e) { /* they count for this page only */ }
	}

	function apply(values) {
		Object.keys(allowed).forEach(function (name) {
			if (allowed[name].indexOf(values[name]) >= 0) root.dataset[name] = values[name];
			else delete root.dataset[name];
		});
	}

	function show(form, values) {
		Object.keys(allowed).forEach(function (name) {
			var value = allowed[name].indexOf(values[name]) >= 0 ? values[name] : '';
			form.elements[name].value = value;
		});
	}

	// What opens pushes the page down instead of covering half of it.
	function roomy(details, panel, above) {
		function room() {
			var below = details.open ? panel.getBoundingClientRect().bottom - above.getBoundingClientRect().bottom : 0;
			above.style.marginBottom = below > 0 ? Math.ceil(below) + 12 + 'px' : '';
		}
		details.addEventListener('toggle', room);
		window.addEventListener('resize', room);
		panel.addEventListener('change', room); // larger text
	}

	function closable(details) {
		var summary = details.querySelector('summary');
		document.addEventListener('keydown', function (e) {
			if (e.key !== 'Escape' || !details.open) return;
			details.open = false;
			if (details.contains(document.activeElement)) summary.focus();
		});
		document.addEventListener('click', function (e) {
			if (!details.contains(e.target)) details.open = false;
		});
	}

	function wire() {
		var settings = document.querySelector('.settings');
		var menu = document.querySelector('.menu');
		if (menu) {
			closable(menu);
			roomy(menu, menu.querySelector('.sections'), document.querySelector('.site-header'));
		}
		if (!settings) return;
		var form = settings.querySelector('form');
		show(form, read());
		form.addEventListener('change', function (e) {
			var values = read();
			values[e.target.name] = e.target.value;
			apply(values);
			write(values);
		});
		form.addEventListener('reset', function () {
			apply({});
			write({});
		});
		form.addEventListener('submit', function (e) {
			e.preventDefault();
		});
		closable(settings);
		roomy(settings, form, document.querySelector('.above'));
		settings.hidden = false;
	}

	apply(read());
	// Another window of the same site changed them.
	window.addEventListener('storage', function (e) {
		if (e.key === key || e.key === null) apply(read());
	});
	if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wire);
	else wire();
})();
