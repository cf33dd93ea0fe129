/** Values of a query: numbers with k and M, ranges, and dates. */

/** A closed stretch of numbers, `[from, to]`; a single number is one of no length. */
export type Span = { readonly from: number; readonly to: number };

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([kM]?)$/;

/** `0.7`, `1e-3`, `20k`, `2M`; null for anything else. */
export function parseAmount(text: string): number | null {
  const match = NUMBER.exec(text.trim().replace('−', '-'));
  if (!match) return null;
  const unit = match[2] === '' ? 1 : match[2] === 'M' ? 1e6 : 1e3;
  return Number(match[1]) * unit;
}

/** `5`, or `1..5` with both ends counted in. */
export function parseSpan(text: string): Span | null {
  const [first = '', second, ...more] = text.split('..');
  if (more.length > 0) return null;
  const from = parseAmount(first);
  const to = second === undefined ? from : parseAmount(second);
  return from === null || to === null ? null : { from, to };
}

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(\d{1,2}):(\d{2}))?)?)?$/;

/**
 * A date as the stretch of time it names, in local time, the end not counted in: `2026`, `2026-03`, `2026-03-01`,
 * `2026-03-01T14:05`, `today`, `yesterday`; `7d` (also m, h, w) is everything since then. `now` and the answer in Unix ms.
 */
export function parseDate(text: string, now: number): Span | null {
  const word = text.trim().toLowerCase();
  const today = new Date(now).setHours(0, 0, 0, 0);
  if (word === 'today') return { from: today, to: nextDay(today) };
  if (word === 'yesterday') return { from: nextDay(today, -1), to: today };
  const ago = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(word);
  if (ago) {
    const from = now - Number(ago[1]) * (UNITS[ago[2] ?? 'd'] ?? DAY_MS);
    return { from, to: Number.POSITIVE_INFINITY };
  }
  const match = DATE.exec(text.trim().toUpperCase());
  if (!match) return null;
  const [year = 0, month, day, hour, minute] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (month !== undefined && (month < 1 || month > 12)) return null;
  const start = new Date(year, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0);
  if (day !== undefined && start.getDate() !== day) return null;
  const end = new Date(start);
  if (month === undefined) end.setFullYear(year + 1);
  else if (day === undefined) end.setMonth(month);
  else if (hour === undefined) end.setDate(day + 1);
  else end.setMinutes((minute ?? 0) + 1);
  return { from: start.getTime(), to: end.getTime() };
}

/** Calendar days: one of 23 hours counts too. */
function nextDay(midnight: number, days = 1): number {
  const date = new Date(midnight);
  date.setDate(date.getDate() + days);
  return date.getTime();
}

/** Equal as far as writing a number down and reading it again goes. */
export function nearlyEqual(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
