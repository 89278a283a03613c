import { h, show } from './dom.js';

// The details beside a list. What opened it gets the focus back.
const pane = document.getElementById('pane');
let opener = null;

export const isPaneOpen = () => !pane.hidden;

export function openPane(title, ...content) {
  if (pane.hidden) {
    opener = document.activeElement;
  }

  const first = pane.hidden;
  pane.hidden = false;
  document.body.classList.add('with-pane');
  show(pane,
    h('div', { class: 'pane-head' }, h('h2', {}, title), h('button', { class: 'ghost', type: 'button', 'aria-label': 'Close details', onclick: closePane }, '✕')),
    h('div', { class: 'pane-body' }, content));
  if (first) {
    pane.querySelector('button').focus({ preventScroll: true });
  }
}

export function closePane() {
  if (pane.hidden) {
    return;
  }

  pane.hidden = true;
  document.body.classList.remove('with-pane');
  pane.dispatchEvent(new CustomEvent('closed'));
  opener?.focus?.({ preventScroll: true });
}

export const onPaneClosed = handler => pane.addEventListener('closed', handler);

export function pairs(list) {
  return h('dl', { class: 'pairs' }, list.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .flatMap(([key, value]) => [h('dt', {}, key), h('dd', {}, value)]));
}
