
(function () {
	'use strict';

	function all(selector, root) {
		return Array.from((root || document).querySelectorAll(selector));
	}

	function make(tag, attributes, text) {
		const element = document.createElement(tag);
		Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
		if (text) {
			element.textContent = text;
		}
		return element;
	}

	const tables = new Map();
	const places = new Map();

	function pagedTable(box) {
		const body = box.querySelector('tbody');
		const rest = box.querySelector('template');
		const rows = Array.from(body.children).concat(rest ? Array.from(rest.content.children) : []);
		const size = Number(box.dataset.page);
		const things = box.dataset.things;
		const names = box.dataset.filters.split(' ').filter(name => name);
		const wanted = {};
		const selects = {};
		let texts = null;
		let shown = rows;
		let page = 0;
		if (rest) {
			rest.remove();
		}
		rows.forEach(row => {
			if (row.id) {
				places.set(row.id, { row: row, box: box });
			}
		});
		if (!(rows.length > Math.min(size, 12))) {
			return;
		}

		const bar = make('div', { class: 'controls' });
		const label = make('label', {}, 'Find ');
		const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
		label.append(input);
		bar.append(label);
		names.forEach(name => {
			const values = Array.from(new Set(rows.map(row => row.getAttribute('data-' + name)).filter(value => value)));
			if (values.length > 1) {
				const choice = make('label', {}, name.charAt(0).toUpperCase() + name.slice(1) + ' ');
				const select = make('select');
				select.append(make('option', { value: '' }, 'all'));
				values.forEach(value => select.append(make('option', { value: value }, value)));
				select.addEventListener('change', () => {
					wanted[name] = select.value;
					filter();
				});
				selects[name] = select;
				choice.append(select);
				bar.append(choice);
			}
		});
		const status = make('span', { role: 'status', class: 'count' });
		const back = make('button', { type: 'button', 'aria-label': 'Previous ' + things }, '‹');
		const next = make('button', { type: 'button', 'aria-label': 'Next ' + things }, '›');
		bar.append(status, back, next);
		box.prepend(bar);

		function show() {
			const last = Math.max(0, Math.ceil(shown.length / size) - 1);
			page = Math.min(Math.max(page, 0), last);
			const first = page * size;
			const part = shown.slice(first, first + size);
			body.replaceChildren(...part);
			back.disabled = page === 0;
			next.disabled = page === last;
			back.hidden = next.hidden = last === 0;
			status.textContent = (last === 0 ? String(shown.length) : (first + 1) + '–' + (first + part.length) + ' of '
				+ shown.length) + ' ' + things + (shown.length === rows.length ? '' : ', of ' + rows.length);
		}

		function filter() {
			const terms = input.value.toLowerCase().split(/\s+/).filter(term => term);
			texts = texts || rows.map(row => row.textContent.toLowerCase());
			shown = rows.filter((row, i) => {
				const named = names.every(name => !wanted[name] || row.getAttribute('data-' + name) === wanted[name]);
				return named ? terms.every(term => texts[i].includes(term)) : false;
			});
			page = 0;
			show();
		}

		input.addEventListener('input', filter);
		back.addEventListener('click', () => {
			page -= 1;
			show();
		});
		next.addEventListener('click', () => {
			page += 1;
			show();
		});
		show();
		tables.set(box, {
			choose(name, value) {
				input.value = '';
				names.forEach(other => {
					wanted[other] = other === name ? value : '';
					if (selects[other]) {
						selects[other].value = wanted[other];
					}
				});
				filter();
			},
			go(row) {
				if (!shown.includes(row)) {
					this.choose('', '');
				}
				page = Math.floor(shown.indexOf(row) / size);
				show();
			}
		});
	}

	function decoded(hash) {
		try {
			return decodeURIComponent(hash.slice(1));
		} catch (error) {
			return hash.slice(1);
		}
	}

	function goTo(hash) {
		const name = decoded(hash);
		const place = places.get(name);
		if (place) {
			const table = tables.get(place.box);
			if (table) {
				table.go(place.row);
			}
			openAround(place.row);
			all('.sought').forEach(row => row.classList.remove('sought'));
			place.row.classList.add('sought');
			place.row.scrollIntoView({ block: 'center' });
		} else {
			const element = document.getElementById(name);
			if (element) {
				openAround(element);
			}
		}
	}

	function openAround(element) {
		let details = element.closest('details');
		while (details) {
			details.open = true;
			details = details.parentElement.closest('details');
		}
	}

	function reveal(holder) {
		const template = holder.querySelector('template');
		if (template) {
			template.replaceWith(template.content);
		}
		holder.classList.remove('lazy');
	}

	all('.table').forEach(pagedTable);

	const watcher = new IntersectionObserver(entries => entries.forEach(entry => {
		if (entry.isIntersecting) {
			watcher.unobserve(entry.target);
			reveal(entry.target);
		}
	}), { rootMargin: '400px' });
	all('.lazy').forEach(holder => watcher.observe(holder));
	window.addEventListener('beforeprint', () => all('.lazy').forEach(reveal));

	document.addEventListener('click', event => {
		const link = event.target.closest('a');
		if (link) {
			const node = link.getAttribute('data-node');
			const hash = link.getAttribute('href');
			if (node) {
				const table = tables.get(document.getElementById('job-table'));
				if (table) {
					table.choose('node', node);
				}
				openAround(document.getElementById('job-table'));
			} else if (hash.startsWith('#')) {
				goTo(hash);
			}
		}
	});
	window.addEventListener('hashchange', () => goTo(location.hash));
	if (location.hash) {
		goTo(location.hash);
	}
	document.documentElement.setAttribute('data-script', 'ran');
}());
