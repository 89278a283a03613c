import { follow } from './api.js';
import { h, show } from './dom.js';
import { closePane, isPaneOpen } from './pane.js';
import { consolePage } from './pages/console.js';
import { jobs } from './pages/jobs.js';
import { logs } from './pages/logs.js';
import { metrics } from './pages/metrics.js';
import { resources } from './pages/resources.js';
import { streams } from './pages/streams.js';
import { trace } from './pages/trace.js';
import { traces } from './pages/traces.js';

const PAGES = { resources, console: consolePage, streams, jobs, traces, logs, metrics };
const view = document.getElementById('view');
const nav = document.getElementById('nav');
const link = document.getElementById('link');

// What every page may read: the resources as last told, how far consoles and telemetry have come.
const state = { resources: new Map(), printed: {}, counts: {}, isLive: false, fault: '', redraw };
let page = null;
let route = { name: '', path: [], query: new URLSearchParams() };
let pending = false;
let reading = false;
let again = false;
let timer = 0;

function parse() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decode);
  return { name: Object.hasOwn(PAGES, parts[0] ?? '') ? parts[0] : 'resources', path: parts.slice(1), query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function open() {
  clearTimeout(timer);
  timer = 0;
  const before = route;
  route = parse();
  const next = route.name === 'traces' && route.path[0] ? trace : PAGES[route.name];
  if (page !== next || before.path.join('/') !== route.path.join('/')) {
    page?.leave?.();
    closePane();
    page = next;
    view.replaceChildren();
    view.className = `page ${route.name}`;
    window.scrollTo(0, 0);
  }

  document.title = `${route.name[0].toUpperCase()}${route.name.slice(1)} · DeepWiki dashboard`;
  show(nav, Object.keys(PAGES).map(name => h('a', { href: `#/${name}`, 'aria-current': name === route.name ? 'page' : null }, name[0].toUpperCase() + name.slice(1))));
  nav.querySelector('[aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
  refresh();
}

// One reading at a time; what changes meanwhile is read after it.
async function refresh() {
  if (reading) {
    again = true;
    return;
  }

  reading = true;
  do {
    again = false;
    const current = page;
    try {
      await current.read?.(state, route);
      state.fault = '';
    } catch (error) {
      state.fault = error.message;
    }

    showLink();
    if (current === page) {
      redraw();
    }
  } while (again);
  reading = false;
}

function showLink() {
  link.className = `link ${state.fault || !state.isLive ? 'lost' : 'live'}`;
  link.textContent = !state.isLive ? 'connection lost' : state.fault || 'live';
}

function redraw() {
  if (!pending) {
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      page.draw(view, state, route);
    });
  }
}

const TOPICS = { streams: ['streams'], jobs: ['jobs'], traces: ['spans'], logs: ['logs'], metrics: ['points'] };

open();
follow({
  // The stream begins with every resource, so nothing else has to be asked for.
  opened: () => {
    state.isLive = true;
    showLink();
    refresh();
  },
  lost: () => {
    state.isLive = false;
    showLink();
  },
  resource: resource => {
    state.resources.set(resource.name, resource);
    redraw();
  },
  console: printed => {
    state.printed = printed;
    if (route.name === 'console' && !document.hidden) {
      refresh();
    }
  },
  counts: counts => {
    const before = state.counts;
    state.counts = counts;
    if ((TOPICS[route.name] ?? []).some(topic => before[topic] !== counts[topic])) {
      soon();
    }
  },
});

// Telemetry may change many times a second; a page is read once, and not at all while nobody sees it.
function soon() {
  timer ||= setTimeout(() => {
    timer = 0;
    if (!document.hidden) {
      refresh();
    }
  }, page.every ?? 700);
}

// Ages grow without news.
setInterval(() => {
  if (!document.hidden) {
    redraw();
  }
}, 10_000);

const theme = document.getElementById('theme');
const THEMES = ['system', 'light', 'dark'];
function applyTheme(name) {
  if (name === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = name;
  }

  theme.textContent = { system: 'Auto', light: 'Light', dark: 'Dark' }[name];
  theme.title = `Theme: ${name}`;
  localStorage.setItem('theme', name);
}

theme.addEventListener('click', () => applyTheme(THEMES[(THEMES.indexOf(localStorage.getItem('theme') ?? 'system') + 1) % THEMES.length]));
applyTheme(THEMES.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'system');

// 1 to 7 open a page, / goes to its filter, Escape closes the details.
document.addEventListener('keydown', event => {
  const typing = event.target instanceof Element && event.target.matches('input, select, textarea');
  if (event.key === 'Escape') {
    if (isPaneOpen()) {
      closePane();
    } else {
      event.target.blur?.();
    }
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const name = Object.keys(PAGES)[Number(event.key) - 1];
    if (name) {
      location.hash = `#/${name}`;
    } else if (event.key === '/' && view.querySelector('input[type=search]')) {
      view.querySelector('input[type=search]').focus();
      event.preventDefault();
    }
  }
});

// Its address is a place on the page, not a page.
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  view.focus();
});

addEventListener('hashchange', open);
