// Null: there is no such thing.
export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined && value !== null && value !== false));
  const answer = await fetch(query.size ? `${path}?${query}` : path, { headers: { accept: 'application/json' } });
  if (answer.status === 401) {
    // The AppHost was started anew.
    location.assign('/login');
  }

  if (answer.status === 404) {
    return null;
  }

  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }

  return answer.json();
}

// Empty, or why it was not done.
export async function command(name, action) {
  const answer = await fetch(`/api/resources/${encodeURIComponent(name)}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return answer.ok ? '' : `${name} refused to ${action} (${answer.status}).`;
}

const AGAIN = 2_000;

// Tells of changes. The browser connects again by itself, unless it was refused. A page that nobody sees lets its connection go: a browser has only six for
// all tabs together.
export function follow(handlers) {
  let source = null;
  let timer = 0;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = null;
    if (document.hidden) {
      return;
    }

    source = new EventSource('/api/events');
    source.addEventListener('open', handlers.opened);
    source.addEventListener('error', failed);
    for (const name of ['resource', 'console', 'counts']) {
      source.addEventListener(name, event => handlers[name](JSON.parse(event.data)));
    }
  }

  async function failed() {
    handlers.lost();
    if (source?.readyState === EventSource.CLOSED) {
      timer = setTimeout(open, AGAIN);
      // Says whether the login has ended; no answer means that nobody listens yet.
      await get('/api/resources').catch(() => {});
    }
  }

  document.addEventListener('visibilitychange', open);
  open();
}
