// The token leaves the address before it is sent: nothing of it stays in the history.
const form = document.getElementById('form');
const field = document.getElementById('token');
const message = document.getElementById('message');

async function logIn(token) {
  const answer = await fetch('/api/validatetoken', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  if (!answer) {
    message.textContent = 'Nobody answers: the AppHost has ended.';
    return;
  }

  if (answer.ok) {
    location.replace('/');
    return;
  }

  message.textContent = 'This token is not the one of the AppHost that runs now. Each start prints a new one.';
  field.focus();
}

form.addEventListener('submit', event => {
  event.preventDefault();
  logIn(field.value.trim());
});

const given = new URLSearchParams(location.search).get('t');
if (given) {
  history.replaceState(null, '', '/login');
  logIn(given);
}
