// SPDX-License-Identifier: EUPL-1.2
// Only on the page for wrong addresses. A server shows it at any address, so
// its links start from the root of the site; opened from a folder there is no
// such root, and they start from the page itself.
(function () {
	'use strict';
	var root = document.currentScript.dataset.root;
	if (location.protocol !== 'file:') return;

	function mend(element, name) {
		var value = element.getAttribute(name);
		if (value && value.indexOf(root) === 0 && value.indexOf('//') !== 0)
			element.setAttribute(name, './' + value.slice(root.length));
	}

	document.querySelectorAll('a[href]').forEach(function (a) {
		mend(a, 'href');
	});
	document.querySelectorAll('form[action]').forEach(function (form) {
		mend(form, 'action');
	});
})();
