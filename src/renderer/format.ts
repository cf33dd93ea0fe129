/** Numbers as this window writes them: true minus, thin-space groups, "–" for none. */

const THIN_SPACE = '\u2009';
const MINUS = '−';

/** `digits` decimals with a true minus; "–" when there is no finite number. */
export function decimal(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  // A loss on its way to infinity: how large, not every digit.
  const huge = Math.abs(value) >= 1e9;
  const text = huge ? value.toExponential(2).replace('e+', 'e') : value.toFixed(digits);
  // A rounded −0 reads as an error; it is 0.
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', MINUS);
}

/** 12 400: thin-space groups from five digits on, and from four when `always`. */
export function whole(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.length < 4 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return value < 0 && digits !== '0' ? MINUS + grouped : grouped;
}

/** A metric's value: three decimals, whole where it counts (velocity evaluations). */
export function figure(name: string, value: number | null | undefined): string {
  return name === 'nfe' ? whole(value) : decimal(value);
}

/** Short form for axes: 500, 2 k, 12.5 k, 1.2 M. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return whole(value);
  const [unit, scale] = size < 1_000_000 ? ['k', 1000] : ['M', 1_000_000];
  const scaled = value / Number(scale);
  const text = Number.isInteger(scaled) ? String(scaled) : scaled.toFixed(1).replace(/\.0$/, '');
  return `${text.replace('-', MINUS)}${THIN_SPACE}${unit}`;
}

/** 1:45, 62:03, 1:02:03. Never negative. */
export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return '–';
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** "about 12 s", "about 3 min", "about 2 h": an estimate says that it is one. */
export function about(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return 'time not measured';
  const seconds = milliseconds / 1000;
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3600)} h`;
}

/** 71 GB, 4.2 MB, 512 kB. */
export function bytes(count: number | null | undefined): string {
  if (count === null || count === undefined || !Number.isFinite(count)) return '–';
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = Math.max(0, count);
  let unit = 0;
  while (size >= 1000 && unit + 1 < units.length) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function percent(fraction: number): string {
  return `${Math.round(Math.min(1, Math.max(0, fraction)) * 100)} %`;
}

export function plural(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}
