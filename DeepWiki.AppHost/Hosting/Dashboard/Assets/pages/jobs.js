import { h } from '../dom.js';
import { clock, duration, full, number, repository } from '../format.js';
import { pill } from '../parts.js';
import { address, workPage } from '../work.js';

const COLUMNS = [
  { title: 'Time', kind: 'name', cell: row => h('a', { href: address(row), title: full(row.start) }, clock(row.start)) },
  { title: 'Repository', cell: row => h('span', { title: row.repository ?? '' }, repository(row.repository)) },
  { title: 'Kind', kind: 'far', cell: row => row.kind },
  { title: 'Commit', cell: row => row.commit && h('code', { title: row.commit }, row.commit.slice(0, 8)) },
  { title: 'Files', kind: 'end', cell: row => number(row.files) },
  { title: 'Chunks', kind: 'end', cell: row => number(row.chunks) },
  { title: 'Embedded', kind: 'end', cell: row => number(row.embedded) },
  { title: 'Reused', kind: 'end', cell: row => number(row.reused) },
  { title: 'Skipped', kind: 'end', cell: row => number(row.skipped) },
  { title: 'Duration', kind: 'end', cell: row => duration(row.duration) },
  { title: 'Stages', cell: row => stages(row) },
  { title: 'Outcome', cell: row => pill((row.outcome ?? row.status).replace('_', ' '), row.status === 'error' ? 'bad' : row.outcome === 'succeeded' || row.outcome === 'completed' ? 'ok' : '') },
];

export const jobs = workPage({
  path: '/api/jobs',
  rows: 'jobs',
  one: 'job',
  title: 'Jobs',
  columns: COLUMNS,
  nothing: 'No job yet',
  explanation: 'Every attempt to index a repository is one row here, with the time its stages took.',
});

function stages(row) {
  const text = row.stages.map(stage => `${stage.name.replace('job.', '')} ${duration(stage.duration)}`).join(' · ');
  return [
    h('div', { class: 'stages', 'aria-hidden': 'true' }, row.stages.map((stage, index) => h('span', {
      class: stage.status === 'error' ? 'failed' : '',
      vars: {
        '--c': `var(--s${index % 8 + 1})`,
        '--from': `${percent(stage.start - row.start, row.duration)}%`,
        '--width': `${Math.max(1, percent(stage.duration, row.duration))}%`,
      },
    }))),
    h('div', { class: 'soft small' }, text),
  ];
}

const percent = (part, whole) => whole > 0 ? Math.min(100, Math.max(0, part / whole * 100)) : 0;
