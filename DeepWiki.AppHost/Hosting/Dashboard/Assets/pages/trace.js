import { get } from '../api.js';
import { h, show } from '../dom.js';
import { clock, colour, duration, full } from '../format.js';
import { closePane, onPaneClosed, openPane, pairs } from '../pane.js';
import { empty, pill, service, setQuery } from '../parts.js';

// In microseconds.
const SETTLED = 60e6;
const MOST_ROWS = 1_500;

let data = null;
let id = null;
let folded = new Set();
let current = null;

onPaneClosed(() => {
  if (current?.query.get('span')) {
    setQuery(current, { span: '' });
  }
});

export const trace = {
  async read(state, route) {
    const wanted = route.path[0];
    if (id !== wanted) {
      id = wanted;
      data = null;
      folded = new Set();
    }

    // Nothing is added to a trace that ended a while ago.
    if (data && !data.spans.some(span => span.isParentPending) && Date.now() * 1000 - data.start - data.duration > SETTLED) {
      return;
    }

    data = await get(`/api/traces/${encodeURIComponent(wanted)}`);
    if (data) {
      data.parents = new Set(data.spans.filter((span, index) => data.spans[index + 1]?.depth > span.depth).map(span => span.spanId));
    }
  },

  draw(view, state, route) {
    current = route;
    if (!data) {
      closePane();
      show(view, h('p', {}, h('a', { href: '#/traces' }, '← Traces')), empty('This trace is not here', 'It may be on its way, or has been dropped to keep memory bounded.'));
      return;
    }

    const resources = [...new Set(data.spans.map(span => span.resource))];
    const selected = route.query.get('span');
    const rows = visible();
    // Around the chosen one, where there are more than can be drawn.
    const first = Math.max(0, Math.min(rows.length - MOST_ROWS, rows.findIndex(span => span.spanId === selected) - MOST_ROWS / 2));
    show(view,
      h('div', { class: 'heading' },
        h('div', { class: 'title' }, h('a', { class: 'button', href: '#/traces', 'aria-label': 'Back to all traces' }, '←'), h('h1', {}, data.spans[0]?.name ?? 'Trace')),
        h('div', { class: 'tools' },
          h('span', { class: 'soft', title: full(data.start) }, clock(data.start)), h('strong', {}, duration(data.duration)),
          h('span', { class: 'soft' }, `${data.spans.length + (data.omitted ?? 0)} spans`), h('div', { class: 'services' }, resources.map(service)),
          h('a', { class: 'button', href: `#/logs?trace=${data.traceId}` }, `Logs (${data.logs.length + (data.omittedLogs ?? 0)})`))),
      h('div', { class: 'frame waterfall', role: 'treegrid', 'aria-label': 'Spans', 'aria-activedescendant': selected ? `span-${selected}` : null, tabindex: 0, onkeydown: event => keys(event, route) },
        h('div', { class: 'span-row axis', 'aria-hidden': 'true' }, h('span', { class: 'span-name' }, 'Span'), h('span', { class: 'span-time' }, 'Duration'),
          h('span', { class: 'span-bar' }, [0, 0.25, 0.5, 0.75, 1].map(part => h('i', { vars: { '--from': `${part * 100}%` } }, duration(Math.round(data.duration * part)))))),
        rows.slice(first, first + MOST_ROWS).map(span => row(span, selected, route))),
      rows.length > MOST_ROWS && h('p', { class: 'soft' }, `${rows.length - MOST_ROWS} more spans are not drawn: fold some, or walk there with the arrows.`),
      data.omitted > 0 && h('p', { class: 'soft' }, `${data.omitted} more spans of this trace are left out.`));
    const span = data.spans.find(one => one.spanId === selected);
    if (span) {
      details(span);
    }
  },

  leave() {
    current = null;
    closePane();
  },
};

function visible() {
  const rows = [];
  let hiddenBelow = Infinity;
  for (const span of data.spans) {
    if (span.depth <= hiddenBelow) {
      hiddenBelow = folded.has(span.spanId) ? span.depth : Infinity;
      rows.push(span);
    }
  }

  return rows;
}

const hasChildren = span => data.parents.has(span.spanId);

function row(span, selected, route) {
  const whole = Math.max(1, data.duration);
  return h('div', {
    class: `span-row${span.spanId === selected ? ' selected' : ''}${span.status === 'error' ? ' failed' : ''}`,
    role: 'row', id: `span-${span.spanId}`, 'data-key': span.spanId, 'aria-expanded': hasChildren(span) ? String(!folded.has(span.spanId)) : null, 'aria-level': span.depth + 1, 'aria-selected': String(span.spanId === selected),
    onclick: () => setQuery(route, { span: span.spanId }),
  },
  h('span', { class: 'span-name', role: 'gridcell', vars: { '--depth': Math.min(span.depth, 24) }, title: span.name },
    hasChildren(span)
      ? h('button', { type: 'button', class: 'fold', tabindex: -1, 'aria-label': folded.has(span.spanId) ? 'Unfold' : 'Fold', onclick: event => fold(event, span) }, folded.has(span.spanId) ? '▸' : '▾')
      : h('i', { class: 'fold' }),
    h('span', { class: 'dot', vars: { '--c': colour(span.resource) } }), h('span', { class: 'span-title' }, span.name, hint(span) && h('span', { class: 'soft' }, ` ${hint(span)}`)),
    span.isParentPending && pill('parent pending', 'warn'), span.status === 'error' && pill('error', 'bad')),
  h('span', { class: 'span-time', role: 'gridcell' }, duration(span.duration)),
  h('span', { class: 'span-bar', role: 'gridcell', 'aria-hidden': 'true' },
    h('b', { vars: { '--c': colour(span.resource), '--from': `${(span.start - data.start) / whole * 100}%`, '--width': `${Math.max(0.15, span.duration / whole * 100)}%` } }),
    span.events.slice(0, 20).map(event => h('u', { title: event.name, vars: { '--from': `${(event.time - data.start) / whole * 100}%` } }))));
}

// The beginning of a statement, the command of a store, the address of a call.
function hint(span) {
  const value = key => span.attributes.find(attribute => attribute.key === key)?.value ?? '';
  const text = (value('db.query.text') || value('db.operation.name') || value('url.full')).replace(/\s+/g, ' ').trim().slice(0, 120);
  return span.name.includes(text) ? '' : text;
}

function fold(event, span) {
  event.stopPropagation();
  if (!folded.delete(span.spanId)) {
    folded.add(span.spanId);
  }

  dispatchEvent(new HashChangeEvent('hashchange'));
}

// Arrows walk the rows, left and right fold.
function keys(event, route) {
  const rows = visible();
  const at = rows.findIndex(span => span.spanId === new URLSearchParams(location.hash.split('?')[1]).get('span'));
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step !== undefined) {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    setQuery(route, { span: next.spanId });
    requestAnimationFrame(() => document.querySelector(`[data-key="${CSS.escape(next.spanId)}"]`)?.scrollIntoView({ block: 'nearest' }));
    event.preventDefault();
  } else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && rows[at]) {
    if (folded.has(rows[at].spanId) === (event.key === 'ArrowRight') && hasChildren(rows[at])) {
      fold(event, rows[at]);
    }

    event.preventDefault();
  }
}

function details(span) {
  const own = data.logs.filter(log => log.spanId === span.spanId);
  openPane(span.name,
    h('p', {}, span.status === 'error' ? pill('error', 'bad') : pill(span.kind), ' ', service(span.resource), ' ', h('span', { class: 'soft' }, span.scope)),
    span.statusMessage && h('pre', { class: 'reason-full' }, span.statusMessage),
    pairs([['Duration', duration(span.duration)], ['Begins after', duration(span.start - data.start)], ['At', full(span.start)]]),
    span.attributes.length > 0 && [h('h3', {}, 'Attributes'), attributes(span.attributes)],
    span.events.length > 0 && [h('h3', {}, 'Events'), span.events.map(event => happened(event, span))],
    span.links.length > 0 && [h('h3', {}, 'Links'), span.links.filter(link => link.traceId).map(link => h('div', {}, h('a', { href: `#/traces/${link.traceId}?span=${link.spanId}` }, `${link.traceId.slice(0, 8)} / ${link.spanId ?? ''}`)))],
    own.length > 0 && [h('h3', {}, `Logs (${own.length})`), own.map(log => h('div', { class: 'pane-log' },
      pill(log.level, LEVEL[log.level]), h('span', { class: 'soft' }, clock(log.time)), h('div', { class: 'text' }, log.text), log.exception && h('pre', {}, log.exception)))],
    h('h3', {}, 'Ids'), pairs([['Trace', h('code', {}, data.traceId)], ['Span', h('code', {}, span.spanId)], ['Parent', span.parentId && h('code', {}, span.parentId)]]));
}

function happened(event, span) {
  const title = [event.name, h('span', { class: 'soft' }, ` after ${duration(event.time - span.start)}`)];
  return event.attributes.length === 0 ? h('p', {}, title) : h('details', { open: span.events.length < 4 }, h('summary', {}, title), attributes(event.attributes));
}

export const LEVEL = { warning: 'warn', error: 'bad', critical: 'bad' };

// The template of a text says nothing that the text does not.
export const attributes = list => pairs(list.filter(({ key }) => key !== '{OriginalFormat}').map(({ key, value }) => [key, value === '' ? '(empty)' : value]));
