import { h } from './dom.js';
import { clock, colour, quantity } from './format.js';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [560, 200, 72, 10, 12, 28];

// series: [{ name, points: [[time, value], …] }]; the last ten minutes up to now.
export function chart({ title, unit, series, omitted }, now) {
  const from = now - 600e6;
  const shown = series.map(one => ({ ...one, points: one.points.filter(([time]) => time >= from) })).filter(one => one.points.length > 0);
  const top = nice(shown.reduce((most, one) => one.points.reduce((more, [, value]) => Math.max(more, value), most), 0), unit);
  const x = time => LEFT + (time - from) / (now - from) * (WIDTH - LEFT - RIGHT);
  const y = value => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  return h('figure', { class: 'chart', 'data-key': title },
    h('figcaption', {}, title),
    h('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': describe(title, unit, shown) },
      [0, 0.5, 1].map(part => [
        h('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(top * part), y2: y(top * part) }),
        h('text', { class: 'tick', x: LEFT - 8, y: y(top * part) + 4, 'text-anchor': 'end' }, quantity(top * part, unit)),
      ]),
      [0, 300e6, 600e6].map((offset, index) => h('text', { class: 'tick', x: x(from + offset), y: HEIGHT - 6, 'text-anchor': ['start', 'middle', 'end'][index] }, clock(from + offset).slice(0, 5))),
      shown.map(one => h('path', { class: 'series', d: path(one.points, x, y), vars: { '--c': colour(one.name) } },
        h('title', {}, one.name))),
      shown.filter(one => one.points.length === 1).map(one => h('circle', { class: 'series-dot', cx: x(one.points[0][0]), cy: y(one.points[0][1]), r: 2.5, vars: { '--c': colour(one.name) } }))),
    shown.length === 0
      ? h('p', { class: 'soft nothing' }, 'nothing measured in the last ten minutes')
      : h('ul', { class: 'legend' }, shown.map(one => h('li', {}, h('span', { class: 'dot', vars: { '--c': colour(one.name) } }), one.name || title, h('strong', {}, quantity(one.points.at(-1)[1], unit)))),
        omitted > 0 && h('li', {}, `and ${omitted} smaller ones`)));
}

const describe = (title, unit, shown) => `${title}: ${shown.map(one => `${one.name} ${quantity(one.points.at(-1)[1], unit)}`).join(', ') || 'nothing measured'}`;

// A gap of half a minute interrupts the line.
function path(points, x, y) {
  let last = -Infinity;
  return points.map(([time, value]) => {
    const start = time - last > 30e6;
    last = time;
    return `${start ? 'M' : 'L'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
  }).join('');
}

// The next of 1, 2 and 5 times a power of ten; of two for bytes.
function nice(value, unit) {
  if (value <= 0) {
    return 1;
  }

  if (unit === 'By') {
    return 2 ** Math.ceil(Math.log2(value));
  }

  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value * 0.999);
}
