import { h } from './dom.js';

const CODE = /\x1b\[([0-9;]*)m/g;

// "\x1b[31mred\x1b[0m" becomes a coloured span; other escapes are dropped. At most 64 changes of colour a line are drawn.
export function ansi(text) {
  const parts = [];
  let classes = [];
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    classes = apply(classes, match[1]);
    if (parts.length > 64) {
      break;
    }
  }

  add(text.slice(from));
  return parts;

  function add(piece) {
    const clean = piece.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replace(/[\x00-\x08\x0b-\x1f]/g, '');
    if (clean) {
      parts.push(classes.length ? h('span', { class: classes.join(' ') }, clean) : clean);
    }
  }
}

export const plain = text => text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');

function apply(classes, codes) {
  let next = [...classes];
  for (const code of codes.split(';').map(Number)) {
    if (code === 0) {
      next = [];
    } else if (code === 1) {
      next.push('bold');
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      next = [...next.filter(name => !name.startsWith('fg')), `fg${code % 10}`];
    } else if (code >= 40 && code <= 47) {
      next = [...next.filter(name => !name.startsWith('bg')), `bg${code % 10}`];
    } else if (code === 39) {
      next = next.filter(name => !name.startsWith('fg'));
    } else if (code === 49) {
      next = next.filter(name => !name.startsWith('bg'));
    } else if (code === 22) {
      next = next.filter(name => name !== 'bold');
    }
  }

  return next;
}
