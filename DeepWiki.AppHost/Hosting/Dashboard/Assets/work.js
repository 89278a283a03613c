import { get } from './api.js';
import { h, show } from './dom.js';
import { dropped, empty, heading, table } from './parts.js';

// A page of work that has ended, a row each, with the number of what runs now. rows names the list in the answer.
export function workPage({ path, rows, one, title, columns, nothing, explanation }) {
  let data = { [rows]: [], active: 0, dropped: 0 };
  return {
    async read() {
      data = await get(path);
    },

    draw(view) {
      show(view,
        heading(title, h('span', { class: data.active ? 'now' : 'soft' }, `${data.active ?? 0} ${one}${data.active === 1 ? '' : 's'} running`)),
        data[rows].length === 0
          ? empty(nothing, explanation)
          : table(columns, data[rows], { key: row => `${row.traceId}/${row.spanId}`, open: row => { location.hash = address(row); }, caption: title }),
        dropped(data.dropped, 'spans'));
    },
  };
}

export const address = row => `#/traces/${row.traceId}?span=${row.spanId}`;
