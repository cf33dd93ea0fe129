/** Curves as a self-contained SVG: axes, ticks, a legend, and nothing that a viewer would have to fetch. */
import { linearTicks, logTicks, rangeOf } from './ticks.ts';

export type Curve = {
  readonly name: string;
  /** Any CSS colour. */
  readonly colour: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A measured series shows its points. */
  readonly dots?: boolean;
};
export type LineChart = {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly log: boolean;
  readonly curves: readonly Curve[];
  /** A value no perfect model goes below, in dashes. */
  readonly floor?: { readonly value: number; readonly words: string } | null;
};
export type ChartLook = {
  readonly text: string;
  readonly grid: string;
  readonly ground: string;
  readonly font: string;
};

const WIDTH = 720;
const PLOT = { left: 64, right: 704, top: 36, bottom: 272 } as const;
const LEGEND_LINE = 18;

export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(/[^\P{Cc}\t\n]/gu, '');

const place = (value: number) => value.toFixed(1);

export function chartSvg(chart: LineChart, look: ChartLook): string {
  const { curves, log, floor } = chart;
  const all = curves.flatMap(({ points }) => points);
  const [x0, x1] = rangeOf(
    all.map(([x]) => x),
    false,
  );
  const values = [...all.map(([, y]) => y), ...(floor ? [floor.value] : [])];
  const [y0, y1] = rangeOf(values, log);
  const xOf = (x: number) => PLOT.left + ((x - x0) / (x1 - x0)) * (PLOT.right - PLOT.left);
  const share = (y: number) => (log ? Math.log(y / y0) / Math.log(y1 / y0) : (y - y0) / (y1 - y0));
  const yOf = (y: number) => PLOT.bottom - share(y) * (PLOT.bottom - PLOT.top);
  const shown = ([x, y]: readonly [number, number]) => Number.isFinite(x) && Number.isFinite(y) && (!log || y > 0);
  const columns = 3;
  const height = PLOT.bottom + 44 + LEGEND_LINE * Math.ceil(curves.length / columns);
  const parts: string[] = [];
  const text = (words: string, x: number, y: number, more = '') =>
    parts.push(`<text x="${place(x)}" y="${place(y)}" ${more}>${escapeXml(words)}</text>`);
  text(chart.title, PLOT.left, 20, 'font-weight="600" font-size="13"');
  for (const tick of log ? logTicks(y0, y1) : linearTicks(y0, y1, 4)) {
    const y = place(yOf(tick));
    parts.push(`<path d="M${PLOT.left} ${y}H${PLOT.right}" stroke="${look.grid}"/>`);
    text(tickWords(tick), PLOT.left - 8, yOf(tick) + 4, 'text-anchor="end"');
  }
  for (const tick of linearTicks(x0, x1, 6)) text(tickWords(tick), xOf(tick), PLOT.bottom + 18, 'text-anchor="middle"');
  text(chart.x, PLOT.right, PLOT.bottom + 34, 'text-anchor="end"');
  text(chart.y, PLOT.right, 20, 'text-anchor="end"');
  if (floor) {
    const y = yOf(floor.value);
    parts.push(`<path d="M${PLOT.left} ${place(y)}H${PLOT.right}" stroke="${look.text}" stroke-dasharray="4 3"/>`);
    text(floor.words, PLOT.left + 8, y - 5);
  }
  curves.forEach(({ name, colour, points, dots }, index) => {
    const path = points.filter(shown).map(([x, y]) => `${place(xOf(x))} ${place(yOf(y))}`);
    if (path.length > 0) {
      parts.push(`<path d="M${path.join('L')}" fill="none" stroke="${escapeXml(colour)}" stroke-width="1.6"/>`);
    }
    if (dots) {
      for (const [x, y] of points.filter(shown)) {
        parts.push(`<circle cx="${place(xOf(x))}" cy="${place(yOf(y))}" r="2.6" fill="${escapeXml(colour)}"/>`);
      }
    }
    const x = PLOT.left + (index % columns) * ((PLOT.right - PLOT.left) / columns);
    const y = PLOT.bottom + 52 + LEGEND_LINE * Math.floor(index / columns);
    parts.push(`<path d="M${place(x)} ${place(y - 4)}h16" stroke="${escapeXml(colour)}" stroke-width="3"/>`);
    text(name.length > 30 ? `${name.slice(0, 29)}…` : name, x + 22, y);
  });
  if (all.length === 0) text('Nothing was recorded.', (PLOT.left + PLOT.right) / 2, 150, 'text-anchor="middle"');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(chart.title)}" font-family="${escapeXml(look.font)}" font-size="11" fill="${look.text}"><rect width="${WIDTH}" height="${height}" fill="${look.ground}"/>${parts.join('')}</svg>`;
}

function tickWords(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential().replace('-', '−');
  return String(Number(value.toPrecision(6))).replace('-', '−');
}
