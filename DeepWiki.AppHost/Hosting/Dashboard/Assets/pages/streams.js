import { h } from '../dom.js';
import { clock, duration, full, number, repository } from '../format.js';
import { pill } from '../parts.js';
import { address, workPage } from '../work.js';

const COLUMNS = [
  { title: 'Time', kind: 'name', cell: row => h('a', { href: address(row), title: full(row.start) }, clock(row.start)) },
  { title: 'Repository', cell: row => h('span', { title: row.repository ?? '' }, repository(row.repository)) },
  { title: 'Asked', kind: 'far', cell: row => row.kind },
  { title: 'Model', cell: row => [row.provider, row.model && row.model !== row.provider ? h('div', { class: 'soft' }, row.model) : null] },
  { title: 'First delta', kind: 'end', cell: row => duration(row.firstDelta) || h('span', { class: 'soft' }, 'none') },
  { title: 'Duration', kind: 'end', cell: row => duration(row.duration) },
  { title: 'Deltas', kind: 'end', cell: row => number(row.deltas) },
  { title: 'Tokens', kind: 'end', cell: row => row.inputTokens || row.outputTokens ? `${number(row.inputTokens ?? 0)} → ${number(row.outputTokens ?? 0)}` : '' },
  { title: 'Sources', kind: 'end', cell: row => number(row.sources) },
  { title: 'Close', cell: row => [row.closeCode, row.closeReason && h('div', { class: 'soft' }, row.closeReason)] },
  { title: 'Outcome', cell: row => row.outcome && pill(row.outcome.replace('_', ' '), { completed: 'ok', failed: 'bad' }[row.outcome] ?? 'warn') },
];

export const streams = workPage({
  path: '/api/streams',
  rows: 'streams',
  one: 'stream',
  title: 'Streams',
  columns: COLUMNS,
  nothing: 'No question yet',
  explanation: 'Every streamed request over the socket or HTTP is one row here, once it has ended.',
});
