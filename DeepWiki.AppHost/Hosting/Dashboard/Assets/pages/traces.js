import { get } from '../api.js';
import { h, show } from '../dom.js';
import { clock, duration, full, number } from '../format.js';
import { choice, dropped, empty, heading, pill, search, service, setQuery, table, toggle } from '../parts.js';

let data = { traces: [], resources: [], dropped: 0 };

export const traces = {
  async read(state, { query }) {
    data = await get('/api/traces', { resource: query.get('resource'), text: query.get('text'), errors: query.get('errors') === '1', limit: 200 });
  },

  draw(view, state, route) {
    const { query } = route;
    const longest = Math.max(1, ...data.traces.map(row => row.duration));
    show(view,
      heading('Traces',
        search(query.get('text') ?? '', 'Filter by text', text => setQuery(route, { text })),
        choice(query.get('resource') ?? '', 'Resource', [['', 'All resources'], ...data.resources], resource => setQuery(route, { resource })),
        toggle('Errors only', query.get('errors') === '1', on => setQuery(route, { errors: on ? '1' : '' }))),
      data.traces.length === 0
        ? empty(query.size ? 'No trace fits' : 'No trace yet', query.size ? 'Other filters may find some.' : 'Requests and jobs appear here a second after they end.')
        : table(columns(longest), data.traces, { key: row => row.traceId, open: row => { location.hash = `#/traces/${row.traceId}`; }, caption: 'Traces' }),
      dropped(data.dropped, 'spans'));
  },
};

const columns = longest => [
  { title: 'Name', kind: 'name', cell: row => [h('a', { href: `#/traces/${row.traceId}` }, row.name), row.isPartial && pill('parent pending', 'warn')] },
  { title: 'Time', cell: row => h('span', { title: full(row.start) }, clock(row.start)) },
  { title: 'Resources', cell: row => h('div', { class: 'services' }, row.resources.map(service)) },
  { title: 'Spans', kind: 'end', cell: row => number(row.spans) },
  { title: 'Errors', kind: 'end', cell: row => row.errors ? pill(number(row.errors), 'bad') : '' },
  { title: 'Duration', kind: 'end long', cell: row => h('div', { class: 'measure', vars: { '--width': `${row.duration / longest * 100}%` } }, duration(row.duration)) },
];
