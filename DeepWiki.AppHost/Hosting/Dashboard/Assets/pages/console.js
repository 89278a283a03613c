import { ansi, plain } from '../ansi.js';
import { get } from '../api.js';
import { h, show } from '../dom.js';
import { clock, colour } from '../format.js';
import { dot, heading, search, toggle } from '../parts.js';
import { actions } from './resources.js';

const MOST = 4000;

let chosen = null;
let lines = [];
let read = {};
let filter = '';
let following = true;
let wraps = true;
let list = null;
let drawn = 0;

export const consolePage = {
  async read(state, route) {
    const names = [...state.resources.values()].filter(resource => resource.hasConsole).map(resource => resource.name);
    const wanted = route.path[0] ? route.path[0].split(',').filter(name => names.includes(name)) : names;
    if (chosen?.join() !== wanted.join()) {
      chosen = wanted;
      lines = [];
      read = {};
      drawn = -1;
    }

    const fresh = await Promise.all(chosen.filter(name => !(read[name] >= state.printed[name])).map(async name => {
      const answer = await get(`/api/console/${encodeURIComponent(name)}`, { after: read[name] ?? 0 });
      return answer.lines.map(line => ({ ...line, name }));
    }));
    for (const line of fresh.flat().sort((a, b) => a.time - b.time)) {
      const before = read[line.name] ?? 0;
      if (before > 0 && line.number > before + 1) {
        lines.push({ ...line, number: 0, text: `… ${line.number - before - 1} lines were not kept …`, isError: false });
      }

      lines.push(line);
      read[line.name] = Math.max(before, line.number);
    }
  },

  draw(view, state, route) {
    const all = [...state.resources.values()].filter(resource => resource.hasConsole);
    const one = chosen?.length === 1 ? state.resources.get(chosen[0]) : null;
    show(view,
      heading('Console',
        search(filter, 'Filter lines', value => { filter = value; drawn = -1; state.redraw(); }),
        toggle('Follow', following, value => { following = value; state.redraw(); }),
        toggle('Wrap', wraps, value => { wraps = value; state.redraw(); }),
        h('button', { type: 'button', onclick: copy }, 'Copy'),
        one && h('a', { class: 'button', href: `/api/console/${encodeURIComponent(one.name)}/file`, download: `${one.name}.log` }, 'Download'),
        one && actions(one, state.redraw)),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Resources' },
        h('button', { type: 'button', class: 'toggle', 'aria-pressed': String(!route.path[0]), onclick: () => { location.hash = '#/console'; } }, 'All'),
        all.map(resource => h('button', {
          type: 'button', class: 'toggle', 'aria-pressed': String(Boolean(route.path[0]) && chosen?.includes(resource.name)), onclick: () => choose(resource.name, route),
        }, dot(resource.name), resource.name))),
      h('div', { class: `lines${wraps ? ' wraps' : ''}`, 'data-own': true, tabindex: 0, role: 'log', 'aria-label': 'Lines', onscroll: scrolled }));
    list = view.querySelector('.lines');
    append(chosen?.length !== 1);
  },

  leave() {
    chosen = null;
    lines = [];
    read = {};
  },
};

function choose(name, route) {
  const now = new Set(route.path[0] ? chosen : []);
  if (!now.delete(name)) {
    now.add(name);
  }

  location.hash = now.size ? `#/console/${[...now].join(',')}` : '#/console';
}

// Only what is new is added; a filter or another choice begins anew.
function append(prefixed) {
  if (drawn < 0 || !list.isConnected || list.childElementCount === 0) {
    list.replaceChildren();
    drawn = 0;
  }

  const wanted = filter.toLowerCase();
  const fresh = lines.slice(drawn).filter(line => !wanted || plain(line.text).toLowerCase().includes(wanted));
  cut();
  drawn = lines.length;
  list.append(...fresh.map(line => h('div', { class: isBad(line) ? 'line error' : 'line' },
    h('span', { class: 'time' }, clock(line.time)),
    prefixed && h('span', { class: 'who', vars: { '--c': colour(line.name) } }, line.name),
    h('span', { class: 'text' }, ansi(line.text)))));
  if (list.childElementCount === 0) {
    list.append(h('div', { class: 'soft line' }, lines.length ? 'No line holds this text.' : 'Nothing has been printed yet.'));
    drawn = -1;
  }

  if (following) {
    list.scrollTop = list.scrollHeight;
  }
}

// What is beyond the limit goes at the top, line by line, so that the rest stays where it is.
function cut() {
  const surplus = Math.max(0, lines.length - MOST);
  const wanted = filter.toLowerCase();
  for (const line of lines.splice(0, surplus).slice(0, drawn)) {
    if (!wanted || plain(line.text).toLowerCase().includes(wanted)) {
      list.firstChild?.remove();
    }
  }
}

// PostgreSQL writes everything to its error output and says itself what is an error.
const isBad = line => line.isError && (!/ (LOG|HINT|DETAIL|STATEMENT|CONTEXT|NOTICE|WARNING|ERROR|FATAL|PANIC): /.test(line.text) || / (ERROR|FATAL|PANIC): /.test(line.text));

function scrolled() {
  // Whoever scrolls up reads; whoever comes back to the end follows again.
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  if (atEnd !== following) {
    following = atEnd;
    for (const button of document.querySelectorAll('.heading .toggle')) {
      if (button.textContent === 'Follow') {
        button.setAttribute('aria-pressed', String(following));
      }
    }
  }
}

async function copy(event) {
  const wanted = filter.toLowerCase();
  const text = lines.filter(line => !wanted || plain(line.text).toLowerCase().includes(wanted))
    .map(line => `${clock(line.time)} ${chosen.length > 1 ? `${line.name} ` : ''}${plain(line.text)}`).join('\n');
  await navigator.clipboard.writeText(text);
  const button = event.target;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}
