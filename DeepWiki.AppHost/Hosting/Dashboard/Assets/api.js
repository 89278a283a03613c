export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '' && value !== undefined && value !== null && value !== false));
  const answer = await fetch(query.size ? `${path}?${query}` : path, { headers: { accept: 'application/json' } });
  if (answer.status === 401) {
    location.assign('/login');
  }

  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }

  return answer.json();
}

export async function command(name, action) {
  const answer = await fetch(`/api/resources/${encodeURIComponent(name)}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return answer.ok;
}

// Tells of changes; the browser connects again by itself, and everything is read anew then.
export function follow({ opened, lost, resource, console: printed, counts }) {
  const source = new EventSource('/api/events');
  source.addEventListener('open', opened);
  source.addEventListener('error', lost);
  source.addEventListener('resource', event => resource(JSON.parse(event.data)));
  source.addEventListener('console', event => printed(JSON.parse(event.data)));
  source.addEventListener('counts', event => counts(JSON.parse(event.data)));
}
