import { get } from '../api.js';
import { chart } from '../chart.js';
import { h, show } from '../dom.js';
import { number, quantity } from '../format.js';
import { dropped, empty, heading, search, service, setQuery, table } from '../parts.js';

let data = { charts: [], instruments: [], droppedSeries: 0 };

export const metrics = {
  // As often as a chart has a new point.
  every: 5_000,

  async read() {
    data = await get('/api/metrics');
  },

  draw(view, state, route) {
    const text = (route.query.get('text') ?? '').toLowerCase();
    const rows = data.instruments.filter(row => !text || `${row.name} ${row.resource} ${row.description ?? ''}`.toLowerCase().includes(text));
    const now = Date.now() * 1000;
    show(view,
      heading('Metrics', h('span', { class: 'soft' }, 'the last ten minutes')),
      h('div', { class: 'charts' }, data.charts.map(one => chart(one, now))),
      h('div', { class: 'heading' }, h('h2', {}, `Instruments (${rows.length})`),
        h('div', { class: 'tools' }, search(route.query.get('text') ?? '', 'Filter instruments', value => setQuery(route, { text: value })))),
      rows.length === 0
        ? empty('No instrument', 'Services report their metrics every few seconds once they run.')
        : table(COLUMNS, rows, { key: row => row.key, caption: 'Instruments' }),
      dropped(data.droppedSeries, 'series'));
  },
};

const COLUMNS = [
  { title: 'Name', kind: 'name', cell: row => [h('strong', {}, row.name), row.description && h('div', { class: 'soft small' }, row.description)] },
  { title: 'Resource', cell: row => service(row.resource) },
  { title: 'Kind', kind: 'far', cell: row => row.kind },
  { title: 'Unit', kind: 'far', cell: row => row.unit },
  { title: 'Series', kind: 'end', cell: row => number(row.series) },
  { title: 'Last', kind: 'end', cell: row => quantity(row.last, row.unit) },
  { title: 'Count', kind: 'end', cell: row => number(row.count) },
  { title: 'Mean', kind: 'end', cell: row => quantity(row.mean, row.unit) },
  { title: 'p95', kind: 'end', cell: row => quantity(row.p95, row.unit) },
];
