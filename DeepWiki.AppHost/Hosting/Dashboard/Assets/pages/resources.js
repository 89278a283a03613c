import { command, get } from '../api.js';
import { h, show } from '../dom.js';
import { clock, full, since } from '../format.js';
import { onPaneClosed, openPane, pairs } from '../pane.js';
import { dot, heading, pill, table } from '../parts.js';

const busy = new Set();
const refusals = new Map();
let selected = null;
let variables = null;
let revealed = false;
let redraw = () => {};

onPaneClosed(() => {
  selected = null;
  redraw();
});

export const resources = {
  draw(view, state) {
    redraw = state.redraw;
    const all = [...state.resources.values()];
    const parameters = all.filter(resource => resource.type === 'parameter');
    const rows = order(all.filter(resource => resource.type !== 'parameter'));
    show(view,
      heading('Resources', summary(rows)),
      table(COLUMNS, rows, { key: row => row.name, open: select, selected, caption: 'Resources of the graph' }),
      parameters.length > 0 && h('h2', { class: 'sub' }, 'Parameters'),
      parameters.length > 0 && table([
        { title: 'Name', cell: row => h('strong', {}, row.name) },
        { title: 'Value', cell: row => row.value ? h('code', {}, row.value) : h('span', { class: 'soft' }, 'not set') },
      ], parameters, { key: row => row.name, caption: 'Parameters of the graph' }));
    if (selected && state.resources.has(selected)) {
      details(state.resources.get(selected), state);
    }
  },

  leave() {
    selected = null;
  },
};

const COLUMNS = [
  { title: 'Name', kind: 'name', cell: row => h('div', { class: row.parent ? 'child' : '' }, h('button', { type: 'button', class: 'plain', onclick: () => select(row) }, dot(row.name), h('strong', {}, row.name)), h('span', { class: 'soft kind' }, row.type)) },
  { title: 'State', cell: row => [stateOf(row), refusals.get(row.name) && h('div', { class: 'reason', role: 'alert' }, refusals.get(row.name)), row.reason && h('div', { class: 'reason', title: row.reason }, row.reason)] },
  { title: 'Endpoints', cell: row => row.addresses?.map(address => h('div', {}, address.startsWith('http') ? h('a', { href: address, target: '_blank', rel: 'noreferrer' }, address) : h('code', {}, address))) },
  { title: 'Source', kind: 'far', cell: row => h('span', { class: 'soft source', title: row.source ?? '' }, row.source ?? '') },
  { title: 'Started', kind: 'far', cell: row => row.startedAt && h('span', { title: full(row.startedAt) }, since(row.startedAt)) },
  { title: 'Restarts', kind: 'end far', cell: row => row.hasConsole ? row.restarts : '' },
  { title: 'Actions', kind: 'end', cell: row => h('div', { class: 'actions' }, actions(row), row.hasConsole && h('a', { class: 'button', href: `#/console/${row.name}` }, 'Logs')) },
];

export function actions(row, changed = redraw) {
  return ['start', 'restart', 'stop'].filter(action => row.commands?.includes(action)).map(action => h('button', {
    type: 'button',
    disabled: busy.has(row.name),
    onclick: async () => {
      busy.add(row.name);
      changed();
      refusals.set(row.name, await command(row.name, action).catch(error => error.message));
      busy.delete(row.name);
      changed();
    },
  }, action[0].toUpperCase() + action.slice(1)));
}

export function stateOf(row) {
  switch (row.state) {
    case 'Running':
      return row.health === 'unhealthy' || row.health === 'degraded'
        ? pill(row.isReady ? 'Unhealthy' : 'Not ready yet', row.isReady ? 'bad' : 'warn')
        : pill('Running', 'ok');
    case 'FailedToStart':
      return pill('Failed to start', 'bad');
    case 'Finished':
    case 'Exited':
      return pill(row.exitCode === undefined ? row.state : `${row.state} · exit ${row.exitCode}`, row.reason ? 'bad' : '');
    case 'NotStarted':
      return pill('Not started');
    default:
      return pill(row.state, 'warn');
  }
}

// A database stands below its server.
function order(rows) {
  return rows.filter(row => !row.parent).flatMap(row => [row, ...rows.filter(child => child.parent === row.name)]);
}

function summary(rows) {
  const good = rows.filter(row => row.isReady).length;
  return h('span', { class: good === rows.length ? 'soft' : 'warn-text' }, `${good} of ${rows.length} ready`);
}

async function select(row) {
  if (selected !== row.name) {
    variables = null;
    revealed = false;
  }

  selected = row.name;
  redraw();
}

function details(row, state) {
  const waits = (row.waitsFor ?? []).map(name => [name, state.resources.get(name)]);
  openPane(row.name,
    h('p', {}, stateOf(row), ' ', h('span', { class: 'soft' }, row.type)),
    row.reason && h('pre', { class: 'reason-full' }, row.reason),
    h('div', { class: 'actions left' }, actions(row), row.hasConsole && h('a', { class: 'button', href: `#/console/${row.name}` }, 'Logs'),
      ['project', 'executable'].includes(row.type) && h('a', { class: 'button', href: `#/traces?resource=${encodeURIComponent(row.name)}` }, 'Traces')),
    pairs([
      ['Source', row.source], ['Process', row.processId], ['Started', row.startedAt && `${clock(row.startedAt)} (${since(row.startedAt)})`],
      ['Ended', row.endedAt && clock(row.endedAt)], ['Restarts', row.hasConsole ? row.restarts : null], ['Parent', row.parent],
      ['Endpoints', row.addresses?.length ? row.addresses.map(address => h('div', {}, address)) : null],
    ]),
    row.checks?.length > 0 && [h('h3', {}, 'Checks'), row.checks.map(check => h('div', { class: 'check' },
      pill(check.status, check.status === 'healthy' ? 'ok' : 'bad'), h('span', {}, check.name), h('span', { class: 'soft' }, since(check.time)),
      check.reason && h('div', { class: 'reason' }, check.reason)))],
    waits.length > 0 && [h('h3', {}, 'Waits for'), waits.map(([name, other]) => h('div', { class: 'check' }, other ? stateOf(other) : null, h('span', {}, name)))],
    row.hasConsole && [h('h3', {}, 'Environment'), environment(row)]);
}

function environment(row) {
  if (!variables) {
    return h('button', {
      type: 'button',
      onclick: async () => {
        const answer = await get(`/api/resources/${encodeURIComponent(row.name)}/environment`);
        // Meanwhile another one may have been chosen.
        if (selected === row.name) {
          variables = answer?.variables ?? [];
          redraw();
        }
      },
    }, 'Show the environment');
  }

  if (variables.length === 0) {
    return h('p', { class: 'soft' }, 'It gets no variables of the graph.');
  }

  const shown = revealed ? variables : variables.filter(variable => variable.origin !== 'inherited');
  return [
    h('dl', { class: 'pairs env' }, shown.flatMap(variable => [
      h('dt', {}, variable.name), h('dd', { class: variable.isSecret ? 'soft' : '' }, variable.value || '(empty)')])),
    h('button', { type: 'button', class: 'ghost', onclick: () => { revealed = !revealed; redraw(); } },
      revealed ? 'Hide what is inherited' : `Show ${variables.length - shown.length} inherited`),
  ];
}
