// Times and durations come in microseconds.
const SHORT = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const clock = time => time === undefined || time === null ? '' : `${SHORT.format(time / 1000)}.${String(Math.floor(time / 1000) % 1000).padStart(3, '0')}`;

export const full = time => time === undefined || time === null ? '' : new Date(time / 1000).toISOString();

export const number = value => value === undefined || value === null ? '' : NUMBER.format(value);

export function duration(time) {
  if (!time) {
    return time === 0 ? '0' : '';
  }

  const [value, unit] = time < 1000 ? [time, 'µs'] : time < 1e6 ? [time / 1e3, 'ms'] : time < 60e6 ? [time / 1e6, 's'] : [time / 60e6, 'min'];
  return `${value >= 100 || unit === 'µs' ? Math.round(value) : value.toPrecision(3).replace(/\.?0+$/, '')} ${unit}`;
}

export function since(time) {
  if (!time) {
    return '';
  }

  const seconds = Math.max(0, Math.round(Date.now() / 1000 - time / 1e6));
  return seconds < 60 ? `${seconds} s ago` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min ago`;
}

// 1.5e9 By is 1.4 GiB.
export function quantity(value, unit) {
  if (value === undefined || value === null) {
    return '';
  }

  if (unit === 's') {
    return duration(value * 1e6);
  }

  if (unit === 'By') {
    const step = value >= 2 ** 30 ? [2 ** 30, 'GiB'] : value >= 2 ** 20 ? [2 ** 20, 'MiB'] : value >= 1024 ? [1024, 'KiB'] : [1, 'B'];
    return `${number(value / step[0])} ${step[1]}`;
  }

  if (unit === '1/s') {
    return `${value > 0 && value < 0.1 ? value.toPrecision(2) : number(value)}/s`;
  }

  const shown = Math.abs(value) > 0 && Math.abs(value) < 0.1 ? value.toPrecision(2) : number(value);
  return unit && !/^[{1]/.test(unit) ? `${shown} ${unit}` : shown;
}

// https://github.com/App-vNext/Polly.git is App-vNext/Polly.
export const repository = address => (address ?? '').replace(/\.git$/, '').split('/').filter(Boolean).slice(-2).join('/') || address || '';

const SERIES = 8;

// The same name has the same colour on every page; FNV-1a spreads names over the eight there are.
export function colour(name) {
  let hash = 0x811c9dc5;
  for (const letter of String(name)) {
    hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
  }

  return `var(--s${hash % SERIES + 1})`;
}
