import { h } from './dom.js';
import { colour } from './format.js';

export const pill = (text, kind = '') => h('span', { class: `pill ${kind}` }, text);

export const dot = name => h('span', { class: 'dot', vars: { '--c': colour(name) } });

export const service = name => h('span', { class: 'service' }, dot(name), name);

export const empty = (title, text) => h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), h('p', { class: 'soft' }, text));

export const heading = (title, ...more) => h('div', { class: 'heading' }, h('h1', {}, title), h('div', { class: 'tools' }, more));

export function search(value, label, change) {
  return h('input', { type: 'search', placeholder: label, 'aria-label': label, value, oninput: event => change(event.target.value) });
}

export function choice(value, label, options, change) {
  return h('select', { 'aria-label': label, onchange: event => change(event.target.value) },
    (options.some(option => [option].flat()[0] === value) ? options : [...options, value]).map(option => {
      const [key, text] = Array.isArray(option) ? option : [option, option];
      return h('option', { value: key, selected: key === value }, text);
    }));
}

export function toggle(label, isOn, change) {
  return h('button', { type: 'button', class: 'toggle', 'aria-pressed': String(Boolean(isOn)), onclick: () => change(!isOn) }, label);
}

// columns: [{ title, cell(row), wide?, end? }]; the first cell holds the link or button that the keyboard reaches.
export function table(columns, rows, { key, open, selected, caption }) {
  return h('div', { class: 'frame', tabindex: 0, role: 'region', 'aria-label': caption }, h('table', {},
    h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, columns.map(column => h('th', { scope: 'col', class: column.kind ?? '' }, column.title)))),
    h('tbody', {}, rows.map(row => h('tr', {
      'data-key': key(row),
      class: `${open ? 'opens' : ''}${selected && key(row) === selected ? ' selected' : ''}`,
      onclick: open ? event => {
        if (!event.target.closest('a, button, input, select') && !String(getSelection())) {
          open(row);
        }
      } : null,
    }, columns.map(column => h('td', { class: column.kind ?? '', 'data-label': column.title }, column.cell(row))))))));
}

// Writes filters into the address, so that a view can be shared and comes back.
export function setQuery(route, changes) {
  // From the address and not from the last drawing, which an earlier change may not have reached yet.
  const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
  for (const [name, value] of Object.entries(changes)) {
    if (value) {
      query.set(name, value);
    } else {
      query.delete(name);
    }
  }

  const path = [route.name, ...route.path.map(encodeURIComponent)].join('/');
  const hash = query.size ? `#/${path}?${query}` : `#/${path}`;
  if (hash !== location.hash) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export const dropped = (count, what) => count > 0 ? h('p', { class: 'soft' }, `${count} older ${what} were dropped to keep memory bounded.`) : null;
