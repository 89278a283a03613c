import { get } from '../api.js';
import { h, show } from '../dom.js';
import { clock, full } from '../format.js';
import { choice, dropped, empty, heading, pill, search, service, setQuery } from '../parts.js';
import { attributes, LEVEL } from './trace.js';

const PAGE = 300;
const MOST = 3_000;

let data = { logs: [], resources: [], dropped: 0 };
// All that was read under these filters, by id: new entries must not push older ones out of sight.
let known = new Map();
let hasMore = false;
let asked = '';
const open = new Set();

export const logs = {
  async read(state, { query }) {
    if (asked !== query.toString()) {
      asked = query.toString();
      known = new Map();
    }

    const wanted = asked;
    const answer = await get('/api/logs', filters(query));
    if (wanted !== asked) {
      return;
    }

    data = answer;
    // Where the newest no longer touch what is known there would be a hole.
    if (known.size === 0 || (answer.logs.length === PAGE && !known.has(answer.logs.at(-1).id))) {
      known = new Map();
      hasMore = answer.logs.length === PAGE;
    }

    add(answer.logs);
  },

  draw(view, state, route) {
    const { query } = route;
    const rows = [...known.values()].sort((a, b) => b.time - a.time || b.id - a.id);
    show(view,
      heading('Logs',
        search(query.get('text') ?? '', 'Filter by text', text => setQuery(route, { text })),
        choice(query.get('level') ?? '', 'Level', [['', 'All levels'], 'trace', 'debug', 'information', 'warning', 'error', 'critical'], level => setQuery(route, { level })),
        choice(query.get('resource') ?? '', 'Resource', [['', 'All resources'], ...data.resources], resource => setQuery(route, { resource })),
        query.get('trace') && h('button', { type: 'button', onclick: () => setQuery(route, { trace: '' }) }, `Trace ${query.get('trace').slice(0, 8)} ✕`)),
      rows.length === 0
        ? empty(query.size ? 'No entry fits' : 'Nothing logged yet', query.size ? 'Other filters may find some.' : 'What services log through ILogger appears here.')
        : h('div', { class: 'frame entries', role: 'list' }, rows.map(log => entry(log, state))),
      hasMore && h('button', { type: 'button', class: 'more', onclick: () => more(rows, query, state) }, 'Older'),
      dropped(data.dropped, 'entries'));
  },
};

const filters = query => ({ text: query.get('text'), level: query.get('level'), resource: query.get('resource'), trace: query.get('trace'), limit: PAGE });

async function more(rows, query, state) {
  const answer = await get('/api/logs', { ...filters(query), before: rows.reduce((least, log) => Math.min(least, log.id), Infinity) });
  hasMore = answer.logs.length === PAGE;
  add(answer.logs);
  state.redraw();
}

function add(logs) {
  for (const log of logs) {
    known.set(log.id, log);
  }

  // A page that is open for days keeps what a person can read.
  if (known.size > MOST) {
    known = new Map([...known].sort(([a], [b]) => b - a).slice(0, MOST));
    hasMore = true;
  }
}

function entry(log, state) {
  const isOpen = open.has(log.id);
  return h('div', { class: `entry ${LEVEL[log.level] ?? ''}`, role: 'listitem', 'data-key': `log-${log.id}` },
    h('button', {
      type: 'button', class: 'entry-head', 'aria-expanded': String(isOpen), onclick: () => {
        if (!open.delete(log.id)) {
          open.add(log.id);
        }

        state.redraw();
      },
    },
    h('span', { class: 'time', title: full(log.time) }, clock(log.time)), pill(log.level, LEVEL[log.level]), service(log.resource), h('span', { class: 'text' }, log.text)),
    isOpen && h('div', { class: 'entry-body' },
      log.exception && h('pre', {}, log.exception),
      attributes([{ key: 'category', value: log.category }, ...log.attributes]),
      log.traceId && h('a', { href: `#/traces/${log.traceId}?span=${log.spanId ?? ''}` }, 'Open its trace')));
}
