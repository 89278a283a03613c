// Builds nodes; text is always text. There is no way to put markup in.
const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'line', 'text', 'rect', 'g', 'circle', 'title']);

export function h(tag, attributes = {}, ...children) {
  const node = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  node.handlers = {};
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) {
      listen(node, name.slice(2), value);
    } else if (name === 'vars') {
      node.vars = value;
      applyVars(node, value);
    } else if (name === 'value' || name === 'checked') {
      node[name] = value;
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, safe(name, value));
    }
  }

  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false)
    .map(child => child instanceof Node ? child : document.createTextNode(String(child))));
  return node;
}

// An address out of telemetry must not become a script.
function safe(name, value) {
  return name === 'href' && !/^(https?:\/\/|#|\/)/i.test(value) ? '#' : value;
}

function listen(node, type, handler) {
  node.handlers ??= {};
  if (!(type in node.handlers)) {
    node.addEventListener(type, event => node.handlers[type]?.(event));
  }

  node.handlers[type] = handler;
}

function applyVars(node, vars) {
  for (const [name, value] of Object.entries(vars)) {
    node.style.setProperty(name, value);
  }
}

// Makes the children of a node equal to the new ones and keeps what is there: focus, selection and scroll positions survive.
export function show(parent, ...children) {
  patchChildren(parent, children.flat(Infinity).filter(Boolean));
}

function patchChildren(parent, wanted) {
  const keyed = new Map([...parent.childNodes].filter(node => node.dataset?.key).map(node => [node.dataset.key, node]));
  let at = parent.firstChild;
  for (const next of wanted) {
    const key = next.dataset?.key;
    let known = key ? keyed.get(key) : at && !at.dataset?.key ? at : null;
    if (known && !isSame(known, next)) {
      known = null;
    }

    if (!known) {
      parent.insertBefore(next, at);
      continue;
    }

    if (known === at) {
      at = at.nextSibling;
    } else {
      parent.insertBefore(known, at);
    }

    patch(known, next);
  }

  while (at) {
    const rest = at.nextSibling;
    at.remove();
    at = rest;
  }
}

function isSame(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName;
}

function patch(node, next) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.data !== next.data) {
      node.data = next.data;
    }

    return;
  }

  for (const { name } of [...node.attributes]) {
    if (!next.hasAttribute(name) && name !== 'style') {
      node.removeAttribute(name);
    }
  }

  for (const { name, value } of [...next.attributes]) {
    if (name !== 'style' && node.getAttribute(name) !== value) {
      node.setAttribute(name, value);
    }
  }

  if (next.vars) {
    applyVars(node, next.vars);
  }

  if ('value' in next && node !== document.activeElement && node.value !== next.value) {
    node.value = next.value;
  }

  if ('checked' in next) {
    node.checked = next.checked;
  }

  for (const type of Object.keys(node.handlers ?? {})) {
    node.handlers[type] = null;
  }

  for (const [type, handler] of Object.entries(next.handlers ?? {})) {
    listen(node, type, handler);
  }

  // Lists that grow by themselves are left alone.
  if (!node.hasAttribute('data-own')) {
    patchChildren(node, [...next.childNodes]);
  }
}
